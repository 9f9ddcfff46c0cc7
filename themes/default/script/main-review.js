// For quizzes of which one submission cannot be taken back.

import { addLastLook } from "./quiz.js";
import { reviewRegion } from "./review.js";

addLastLook(reviewRegion);
