// For pages that ask questions: the quizzes, and texts with a check.

import { CheckElement } from "./check.js";
import { QuizElement } from "./quiz.js";

customElements.define("cw-check", CheckElement);
customElements.define("cw-quiz", QuizElement);
