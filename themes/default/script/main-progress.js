// For pages that list courses or modules.

import { CompletingElement } from "./completing.js";
import { ProgressElement } from "./progress.js";

customElements.define("cw-progress", ProgressElement);
customElements.define("cw-completing", CompletingElement);
