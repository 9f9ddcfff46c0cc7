// For pages that list courses or modules.

import { ProgressElement } from "./progress.js";

customElements.define("cw-progress", ProgressElement);
