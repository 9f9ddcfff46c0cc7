// Writing for oneself. The text is kept in this browser only, as it is typed:
// it is in no attempt and in no record file, and stays when a quiz is submitted
// or taken again.

import { button, focusOn, h, page } from "./dom.js";
import { showBelow, toldBy } from "./own.js";
import { recorderOf } from "./recorder.js";
import { put } from "./store.js";
import { say } from "./words.js";

/** @param {Element} fieldset @returns {HTMLTextAreaElement} */
const areaIn = (fieldset) => /** @type {HTMLTextAreaElement} */ (fieldset.querySelector("textarea"));

/** Where the text of a question is kept among the drafts. @param {string} id */
const noteKey = (id) => `${page().module}/notes/${id}`;

/** @param {HTMLElement} fieldset */
const noteIn = ({ dataset: { question: id = "" } }) => {
  const text = recorderOf(page().course).record.drafts[noteKey(id)]?.value;
  return typeof text === "string" ? text : "";
};

/** @param {HTMLElement} fieldset */
const keepText = (fieldset) => {
  const [text, { question: id = "" }] = [areaIn(fieldset).value, fieldset.dataset];
  recorderOf(page().course).update(({ drafts }) => put(drafts, noteKey(id), text || null));
};

/** What the author would have written, to compare with, and the button that shows it.
 * @param {HTMLElement} fieldset @param {Element[]} told @param {boolean} open whether it is shown */
const showComparison = (fieldset, told, open) => {
  const turn = () => {
    showComparison(fieldset, told, !open);
    focusOn(fieldset.querySelector(open ? "textarea" : ".marking"));
  };
  showBelow(fieldset, open ? "compared" : "alone", () => told.length > 0 && [
    h("div", { class: "question-actions" }, button(say(open ? "hide_comparison" : "show_comparison"), turn, true)),
    open && h("div", { class: "marking is-neutral", tabindex: -1 }, ...told),
  ]);
};

/** @type {import("./interaction.js").Interaction} */
export const note = {
  missing: "give_answer",

  begin(fieldset) {
    const print = h("div", { class: "note-text for-paper", "aria-hidden": "true" });
    fieldset.querySelector(".field")?.after(print);
    areaIn(fieldset).addEventListener("input", () => keepText(fieldset));
  },

  // Nothing of it belongs to an attempt.
  read: () => null,

  restore() {},

  mark() {},

  applies: () => false,

  own: {
    follow({ fieldset, answer }, stage) {
      const [area, text] = [areaIn(fieldset), noteIn(fieldset)];
      const print = fieldset.querySelector(".note-text");
      if (area.value !== text) area.value = text;
      if (print && print.textContent !== text) print.textContent = text;
      const told = toldBy(answer);
      if (stage !== "alone") showBelow(fieldset, stage, () => stage === "result" && told.length > 0 && [h("div", { class: "marking is-neutral" }, ...told)]);
      else if (!fieldset.querySelector(":scope > .own[data-view='compared']")) showComparison(fieldset, told, false);
    },

    problem: () => null,

    submit() {},
  },
};
