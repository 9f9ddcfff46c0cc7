// For pages with questions: what the checks of a text and quizzes share.

import "./confirmed.js";
import "./question.js";
