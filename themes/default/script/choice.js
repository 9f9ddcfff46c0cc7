// Picking one of several choices, or any number of them.

import { h, symbol } from "./dom.js";
import { ZERO, compare, fraction } from "./fraction.js";
import { markPlace } from "./grade.js";
import { say } from "./words.js";

/** @param {Element} fieldset @returns {HTMLInputElement[]} */
const inputsOf = (fieldset) => [...fieldset.querySelectorAll(/** @type {"input"} */ (".options input"))];

/** How good it is to pick an option.
 * @param {import("./score.js").Key} key @param {string} option @returns {import("./grade.js").Grade} */
const gradeOfOption = (key, option) => {
  if ("choose" in key) return key.choose.includes(option) ? "right" : "wrong";
  if (!("weigh" in key)) return "wrong";
  const credit = fraction(key.weigh[option] ?? "0");
  if (compare(credit, ZERO) <= 0) return "wrong";
  const best = Object.values(key.weigh).every((other) => compare(fraction(other), credit) <= 0);
  return key.multiple || best ? "right" : "partial";
};

/** @type {import("./interaction.js").Interaction} */
export const choice = {
  missing: "choose_answer",

  shuffled: (fieldset) =>
    new Map(inputsOf(fieldset).map((input) => [input.value, /** @type {Element} */ (input.closest(".option"))])),

  read: (fieldset) => inputsOf(fieldset).filter(({ checked }) => checked).map(({ value }) => value),

  restore(fieldset, response) {
    for (const input of inputsOf(fieldset)) {
      input.checked = Array.isArray(response) && response.includes(input.value);
    }
  },

  mark(fieldset, { key }) {
    const inputs = inputsOf(fieldset);
    const settled = inputs.some(({ type, checked, value }) =>
      type === "radio" && checked && gradeOfOption(key, value) === "right");
    for (const input of inputs) {
      const label = input.closest("label");
      const grade = gradeOfOption(key, input.value);
      if (!label) continue;
      label.classList.toggle("is-picked", input.checked);
      if (input.checked) markPlace(label, grade, say(`your_answer_${grade}`));
      else if (grade === "right" && !settled) {
        label.classList.add("is-missed");
        label.append(h("span", { class: "option-mark" }, symbol("right"), ` ${say("option_correct")}`));
      }
    }
  },

  applies: (item, { response }) => Array.isArray(response) && response.includes(item.dataset.option ?? ""),

  tellsKey: ({ grade }) => grade !== "right",
};
