// For pages with blocks that do something.

import { ChecklistElement } from "./checklist.js";
import { TabsElement } from "./tabs.js";

customElements.define("cw-tabs", TabsElement);
customElements.define("cw-checklist", ChecklistElement);
