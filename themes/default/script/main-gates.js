// For modules and quizzes that something comes before.

import { gateNote, missingBefore, unopened } from "./gate.js";
import { addSpecial } from "./special.js";

addSpecial({ gate: { gateNote, missingBefore, unopened } });
