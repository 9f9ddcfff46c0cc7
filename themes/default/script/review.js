// The last look before a submission that cannot be taken back: every question
// with what was answered, and a way to each. WCAG 2.2 asks for it in 3.3.4.

import { button, h, symbol } from "./dom.js";
import { interactionOf } from "./interaction.js";
import { controlsOf } from "./question.js";
import { sureIn } from "./sure.js";
import { say } from "./words.js";

/** @typedef {import("./problems.js").Problem} Problem */

/** @param {Element | null | undefined} element */
const textOf = (element) => element?.textContent?.replace(/\s+/g, " ").trim() ?? "";

/** What one control holds, in the words beside it; nothing where it is empty.
 * @param {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLButtonElement} control */
const heldIn = (control) => {
  const row = textOf(control.closest(".part")?.querySelector(".option-text"));
  let held = "";
  if (control instanceof HTMLSelectElement) held = control.value && textOf(control.selectedOptions[0]);
  else if (control.type === "radio" || control.type === "checkbox") {
    const label = control.closest("label");
    held = /** @type {HTMLInputElement} */ (control).checked ? textOf(label?.querySelector(".option-text, .cell-text") ?? label) : "";
  } else if (!(control instanceof HTMLButtonElement)) {
    held = [control.value.trim(), control.value.trim() && textOf(control.parentElement?.querySelector(".unit"))].join(" ").trim();
  }
  return held && row ? `${row}: ${held}` : held;
};

/** What was answered, as lines that can be read. @param {HTMLElement} fieldset @returns {string[]} */
const saidIn = (fieldset) =>
  interactionOf(fieldset).said?.(fieldset) ?? controlsOf(fieldset).filter((control) => !control.closest(".sure")).map(heldIn).filter(Boolean);

/** @param {HTMLElement} fieldset @param {number} number @param {Problem | undefined} problem @param {() => void} change */
const row = (fieldset, number, problem, change) => {
  const [said, locked] = [saidIn(fieldset), fieldset.classList.contains("is-locked")];
  const prompt = textOf(fieldset.querySelector(".prompt"));
  const name = say("question_short", { n: number });
  const go = (/** @type {Event} */ event) => {
    event.preventDefault();
    change();
    fieldset.scrollIntoView();
    controlsOf(fieldset)[0]?.focus({ preventScroll: true });
  };
  return h("li", { class: "checked-answer" },
    h("p", { class: "checked-prompt" }, h("b", {}, name), ` ${prompt}`),
    said.length > 0 && h("ul", { class: "checked-said" }, ...said.map((line) => h("li", {}, line))),
    said.length > 0 && fieldset.querySelector(".sure") && h("p", { class: "checked-sure" }, say("said_sure", { sure: say(`sure_${sureIn(fieldset) ?? "low"}`) })),
    problem && h("p", { class: "checked-open" }, symbol("note"), ` ${problem.begun ? problem.text : say("verdict_unanswered")}`),
    !locked && h("p", {},
      h("a", { href: `#${fieldset.id}`, click: go }, say("change_answer"), h("span", { class: "visually-hidden" }, ` ${name}`))));
};

/** @param {{ order: { fieldset: HTMLElement }[], problems: Problem[], submit: () => void, change: () => void }} given */
export const reviewRegion = ({ order, problems, submit, change }) => {
  const open = problems.filter(({ begun }) => !begun).length;
  const problemOf = (/** @type {HTMLElement} */ fieldset) => problems.find((problem) => problem.fieldset === fieldset);
  return h("section", { class: "quiz-review", "aria-labelledby": "review-title" },
    h("h2", { id: "review-title", tabindex: -1 }, say("check_answers")),
    h("p", {}, say("check_answers_why")),
    open > 0 && h("p", { class: "checked-open" }, symbol("note"), ` ${say("unanswered_title", { n: open })}. ${say("unanswered_points")}`),
    h("ol", { class: "checked-answers" }, ...order.map(({ fieldset }, index) => row(fieldset, index + 1, problemOf(fieldset), change))),
    h("p", { class: "result-actions" },
      button(say("submit_answers"), submit), button(say("go_on_answering"), change, true)));
};
