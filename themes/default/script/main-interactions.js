// For pages with questions that are answered in other ways than by choosing or
// typing: the interactions that only such pages need.

import { confirmation } from "./confirm.js";
import { gaps } from "./gaps.js";
import { hotspot } from "./hotspot.js";
import { addInteractions } from "./interaction.js";
import { match, table } from "./match.js";
import { note } from "./note.js";
import { order } from "./reorder.js";
import { scenario } from "./scenario.js";

addInteractions({ confirm: confirmation, gaps, hotspot, match, note, order, scenario, table });
