// Filling the gaps of a text, each by typing or by picking from a list.

import { gradeOfShare, markPlace } from "./grade.js";
import { normalText } from "./reading.js";
import { accepted, partEarned, partOf } from "./score.js";
import { say } from "./words.js";

/** @param {Element} fieldset @returns {HTMLElement[]} */
const gapsOf = (fieldset) => [...fieldset.querySelectorAll(/** @type {"span"} */ (".gap"))];

/** @param {HTMLElement} gap */
const gapId = (gap) => gap.dataset.gap ?? "";

/** @param {Element} gap @returns {HTMLInputElement | HTMLSelectElement} */
const controlIn = (gap) => /** @type {HTMLInputElement | HTMLSelectElement} */ (gap.querySelector(":is(input, select)"));

/** @param {import("./score.js").PartKey} key @param {string} value @returns {import("./grade.js").Grade} */
const gradeIn = (key, value) => (normalText(value) === "" ? "unanswered" : gradeOfShare(partEarned(key, value)));

/** @param {Element} fieldset */
const openIn = (fieldset) => gapsOf(fieldset).filter((gap) => normalText(controlIn(gap).value) === "");

/** @type {import("./interaction.js").Interaction} */
export const gaps = {
  missing: "fill_in",

  lacks(fieldset) {
    const open = openIn(fieldset);
    return open.length ? say("gaps_open", { n: open.length }) : null;
  },

  // The first that is empty; else it is a number that cannot be read.
  described(fieldset) {
    const gap = openIn(fieldset)[0] ?? gapsOf(fieldset).find((other) => controlIn(other).inputMode !== "");
    return gap ? controlIn(gap) : fieldset;
  },

  read: (fieldset) => Object.fromEntries(gapsOf(fieldset).map((gap) => [gapId(gap), controlIn(gap).value])),

  restore(fieldset, response) {
    for (const gap of gapsOf(fieldset)) {
      const [control, value] = [controlIn(gap), partOf(response, gapId(gap))];
      // What already stands there is not touched, so that the caret stays.
      if (control.value !== value) control.value = value;
    }
  },

  said: (fieldset) => gapsOf(fieldset).flatMap((gap) => {
    const control = controlIn(gap);
    const held = control instanceof HTMLSelectElement ? control.selectedOptions[0]?.text : control.value.trim();
    const [number, unit] = [gap.querySelector(".gap-number")?.textContent, gap.querySelector(".unit")?.textContent ?? ""];
    if (!held || control.value === "") return [];
    return [`${number ? `${say("gap_number", { n: number })}: ` : ""}${held} ${unit}`.trim()];
  }),

  mark(fieldset, { key }, _, response, answer) {
    if (!("parts" in key)) return;
    for (const gap of gapsOf(fieldset)) {
      const id = gapId(gap);
      const grade = gradeIn(key.parts[id], partOf(response, id));
      const right = answer?.querySelector(`[data-gap="${CSS.escape(id)}"]`)?.textContent ?? "";
      const told = grade === "right" || !right ? "" : ` ${say("gap_answer", { answer: right })}`;
      markPlace(gap, grade, say(`gap_${grade}`) + told);
    }
  },

  applies({ dataset: { part = "", option, accept } }, { question: { key }, response }) {
    const [partKey, value] = ["parts" in key ? key.parts[part] : null, partOf(response, part)];
    if (!partKey || normalText(value) === "") return false;
    if (option === "wrong") return gradeIn(partKey, value) === "wrong";
    return accept === undefined ? option === value : accept === String(accepted(partKey, value));
  },

  tellsKey: () => false,
};
