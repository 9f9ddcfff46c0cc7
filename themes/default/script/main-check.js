// For texts with a check.

import { CheckElement } from "./check.js";

// Not before every script of the page has run: one of them may add interactions.
document.addEventListener("DOMContentLoaded", () => customElements.define("cw-check", CheckElement));
