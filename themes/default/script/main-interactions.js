// For pages with questions that are answered in other ways than by choosing or
// typing: the interactions that only such pages need.

import { addInteractions } from "./interaction.js";
import { gaps } from "./gaps.js";
import { match, table } from "./match.js";
import { order } from "./reorder.js";
import { scenario } from "./scenario.js";

addInteractions({ gaps, match, table, order, scenario });
