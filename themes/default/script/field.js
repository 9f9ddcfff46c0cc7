// Typing a number or a short text into a field.

import { markPlace } from "./grade.js";
import { accepted } from "./score.js";
import { say } from "./words.js";

/** @param {Element} fieldset @returns {HTMLInputElement | null} */
const inputOf = (fieldset) => fieldset.querySelector(/** @type {"input"} */ (".field input"));

/** @type {import("./interaction.js").Interaction} */
export const textField = {
  missing: "give_answer",

  described: (fieldset) => inputOf(fieldset) ?? fieldset,

  read: (fieldset) => inputOf(fieldset)?.value ?? "",

  restore(fieldset, response) {
    const [input, text] = [inputOf(fieldset), typeof response === "string" ? response : ""];
    // What already stands there is not touched, so that the caret stays.
    if (input && input.value !== text) input.value = text;
  },

  mark(fieldset, _, grade) {
    const field = fieldset.querySelector(".field");
    if (field && grade !== "unanswered") markPlace(field, grade, say(`your_answer_${grade}`));
  },

  applies(item, { question, response, grade }) {
    const index = accepted(question.key, response);
    return index < 0 ? item.dataset.option === "wrong" && grade === "wrong" : item.dataset.accept === String(index);
  },
};

/** @type {import("./interaction.js").Interaction} */
export const numberField = { ...textField, missing: "give_number" };
