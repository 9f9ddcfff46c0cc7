// Practice: questions that are marked at once, as often as one likes, and count
// for nothing. What is answered here is not kept.

import { clearMark, controlsOf, entryOf, focusVerdict, problemWith, readResponse, restoreResponse, showAction, showError, showMark, showNote } from "./question.js";
import { say } from "./words.js";

/** @typedef {import("./sheet.js").Part} Part */

/** Opens a question. @param {Part} part */
const open = (part) => {
  const { fieldset } = part;
  clearMark(fieldset);
  restoreResponse(fieldset, null);
  showError(fieldset, null);
  showNote(fieldset, null);
  showAction(fieldset, say("check_answer"), () => checkPractised(part));
};

/** Marks a question, until it is opened again. @param {Part} part */
export const checkPractised = (part) => {
  const { question, fieldset, answer } = part;
  const problem = problemWith(question, fieldset);
  showError(fieldset, problem);
  if (problem) {
    entryOf(fieldset)?.focus();
    return;
  }
  showAction(fieldset, null);
  showMark(fieldset, question, readResponse(fieldset), answer);
  showAction(fieldset, say("try_again"), () => {
    open(part);
    controlsOf(fieldset)[0]?.focus();
  });
  focusVerdict(fieldset);
};

/** Opens these questions for practice, in an order drawn from the seed.
 * @param {import("./sheet.js").Sheet} sheet @param {Part[]} parts @param {number} seed */
export const practise = (sheet, parts, seed) => {
  sheet.arrange(parts, (part) => sheet.mixed(part, seed));
  for (const part of parts) if (!part.own) open(part);
};
