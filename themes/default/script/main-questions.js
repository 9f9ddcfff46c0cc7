// For pages with questions. A check in a text is all that this script brings to
// life; quizzes have a script of their own.

import { CheckElement } from "./check.js";

// Not before every script of the page has run: one of them may add interactions.
document.addEventListener("DOMContentLoaded", () => customElements.define("cw-check", CheckElement));
