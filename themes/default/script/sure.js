// How sure a learner says to be of an answer: three radios under it, in quizzes
// that ask for it.

import { LEVELS } from "./certainty.js";

/** @typedef {import("./certainty.js").Sure} Sure */

/** @param {Element} fieldset @returns {HTMLInputElement[]} */
const radiosOf = (fieldset) => [...fieldset.querySelectorAll(/** @type {"input"} */ (".sure input"))];

/** @param {any} value @returns {value is Sure} */
export const isSure = (value) => LEVELS.includes(value);

/** What is said now; undefined where nothing is. @param {Element} fieldset @returns {Sure | undefined} */
export const sureIn = (fieldset) => {
  const value = radiosOf(fieldset).find(({ checked }) => checked)?.value;
  return isSure(value) ? value : undefined;
};

/** @param {Element} fieldset @param {Sure | undefined} sure */
export const restoreSure = (fieldset, sure) => {
  for (const radio of radiosOf(fieldset)) radio.checked = radio.value === sure;
};
