// Picking one of the same answers for each row: from a list, or in a table.

import { gradeOfShare, markPlace } from "./grade.js";
import { partEarned, partOf } from "./score.js";
import { say } from "./words.js";

/**
 * @typedef {import("./score.js").Response} Response
 * @typedef {import("./interaction.js").Interaction} Interaction
 *
 * How the rows of one form are answered: what was picked in a row, and what of
 * the row is to be worded as the right answer.
 * @typedef {{
 *   picked: (row: HTMLElement) => string,
 *   pick: (row: HTMLElement, column: string) => void,
 *   column: (row: HTMLElement, id: string) => string,
 *   entry: (row: HTMLElement) => HTMLElement,
 * }} Form
 */

/** @param {Element} fieldset @returns {HTMLElement[]} */
const rowsOf = (fieldset) => [...fieldset.querySelectorAll(/** @type {"div"} */ (".part[data-part]"))];

/** @param {HTMLElement} row */
const partIn = ({ dataset }) => dataset.part ?? "";

/** @param {Form} form @returns {Interaction} */
const rowsAnswered = ({ picked, pick, column, entry }) => ({
  missing: "answer_rows",

  lacks(fieldset) {
    const open = rowsOf(fieldset).filter((row) => picked(row) === "");
    return open.length ? say("rows_open", { n: open.length }) : null;
  },

  described(fieldset) {
    const open = rowsOf(fieldset).find((row) => picked(row) === "");
    return open ? entry(open) : fieldset;
  },

  shuffled: (fieldset) => new Map(rowsOf(fieldset).map((row) => [partIn(row), row])),

  read: (fieldset) => Object.fromEntries(rowsOf(fieldset).map((row) => [partIn(row), picked(row)]).filter(([, id]) => id)),

  restore(fieldset, response) {
    for (const row of rowsOf(fieldset)) pick(row, partOf(response, partIn(row)));
  },

  mark(fieldset, { key }, _, response) {
    if (!("parts" in key)) return;
    for (const row of rowsOf(fieldset)) {
      const [part, given] = [key.parts[partIn(row)], partOf(response, partIn(row))];
      const text = row.querySelector(".part-text");
      if (!part || !("choose" in part) || !text) continue;
      const answer = part.choose.map((id) => column(row, id)).join(say("or"));
      const grade = given === "" ? "unanswered" : gradeOfShare(partEarned(part, given));
      row.classList.add(`is-${grade}`);
      markPlace(text, grade, say(`row_${grade}`, { answer }));
    }
  },

  applies({ dataset: { option = "" } }, { question: { key }, response }) {
    const [part, given] = ["parts" in key ? key.parts[option] : undefined, partOf(response, option)];
    return part !== undefined && given !== "" && partEarned(part, given).over === 0n;
  },

  tellsKey: () => false,
});

/** @param {HTMLElement} row @returns {HTMLSelectElement} */
const listIn = (row) => /** @type {HTMLSelectElement} */ (row.querySelector("select"));

/** @param {HTMLElement} row @returns {HTMLInputElement[]} */
const inputsIn = (row) => [...row.querySelectorAll("input")];

export const match = rowsAnswered({
  picked: (row) => listIn(row).value,
  pick(row, id) {
    const list = listIn(row);
    if (list.value !== id) list.value = [...list.options].some(({ value }) => value === id) ? id : "";
  },
  column: (row, id) => [...listIn(row).options].find(({ value }) => value === id)?.text ?? "",
  entry: listIn,
});

export const table = rowsAnswered({
  picked: (row) => inputsIn(row).find(({ checked }) => checked)?.value ?? "",
  pick(row, id) {
    for (const input of inputsIn(row)) input.checked = input.value === id;
  },
  column: (row, id) =>
    inputsIn(row).find(({ value }) => value === id)?.closest("label")?.textContent?.trim() ?? "",
  entry: (row) => row,
});
