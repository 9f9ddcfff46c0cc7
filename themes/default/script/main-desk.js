// For sites at whose devices several people learn.

import { DeskElement } from "./desk.js";

customElements.define("cw-desk", DeskElement);
