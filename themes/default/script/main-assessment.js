// For quizzes with a limited time or a limited number of attempts.

import { Clock, timeChoice } from "./clock.js";
import { reviewRegion } from "./review.js";
import { addSpecial } from "./special.js";

addSpecial({ Clock, timeChoice, reviewRegion });
