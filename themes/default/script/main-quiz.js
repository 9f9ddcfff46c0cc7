// For quizzes.

import { QuizElement } from "./quiz.js";

// Not before every script of the page has run: one of them may add interactions.
document.addEventListener("DOMContentLoaded", () => customElements.define("cw-quiz", QuizElement));
