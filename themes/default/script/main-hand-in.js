// For quizzes that their authors mark.

import { handInRegion } from "./hand-in.js";
import { addSpecial } from "./special.js";

addSpecial({ handInRegion });
