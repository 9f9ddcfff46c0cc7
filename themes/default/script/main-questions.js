// For pages that ask questions: the quizzes, and texts with a check.

import { CheckElement } from "./check.js";
import { QuizElement } from "./quiz.js";

// Not before every script of the page has run: one of them may add interactions.
document.addEventListener("DOMContentLoaded", () => {
  customElements.define("cw-check", CheckElement);
  customElements.define("cw-quiz", QuizElement);
});
