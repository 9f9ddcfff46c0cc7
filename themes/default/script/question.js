// One question on the page, in a quiz and in the text alike: reading what was
// answered, putting an answer back, and showing how it was marked. The marking
// is said in words inside the option's own label, so that it is read in place.

import { button, focusOn, h, symbol } from "./dom.js";
import { ZERO, compare, fraction, shown, times } from "./fraction.js";
import { accepted, answered, earned, readable } from "./score.js";
import { language, say } from "./words.js";

/**
 * @typedef {import("./score.js").Response} Response
 * @typedef {import("./score.js").Key} Key
 * @typedef {import("./fraction.js").Fraction} Fraction
 * @typedef {{ id: string, points: string, objective: string | null, shuffle: boolean, key: Key, digest: string }} Question
 * @typedef {"right" | "partial" | "wrong" | "unanswered"} Grade
 */

const GRADES = ["is-right", "is-partial", "is-wrong", "is-unanswered"];

/** @param {Element} fieldset @returns {HTMLInputElement[]} */
export const controlsOf = (fieldset) =>
  [...fieldset.querySelectorAll(/** @type {"input"} */ (".options input, .field input"))];

/** @param {HTMLElement} fieldset @returns {string | string[]} */
export const readResponse = (fieldset) => {
  const controls = controlsOf(fieldset);
  return fieldset.dataset.interaction === "choice"
    ? controls.filter(({ checked }) => checked).map(({ value }) => value)
    : controls[0]?.value ?? "";
};

/** Puts an answer back; what already stands there is not touched, so that the
 * caret stays. @param {HTMLElement} fieldset @param {Response} response */
export const restoreResponse = (fieldset, response) => {
  for (const control of controlsOf(fieldset)) {
    const text = typeof response === "string" ? response : "";
    if (fieldset.dataset.interaction === "choice") {
      control.checked = Array.isArray(response) && response.includes(control.value);
    } else if (control.value !== text) control.value = text;
  }
};

/** @param {Fraction} share @param {Response} response @returns {Grade} */
export const gradeOf = (share, response) =>
  !answered(response) ? "unanswered" : share.over === 0n ? "wrong" : share.over === share.under ? "right" : "partial";

/** How good it is to pick an option.
 * @param {Key} key @param {string} option @returns {Grade} */
const gradeOfOption = (key, option) => {
  if ("choose" in key) return key.choose.includes(option) ? "right" : "wrong";
  if (!("weigh" in key)) return "wrong";
  const credit = fraction(key.weigh[option] ?? "0");
  if (compare(credit, ZERO) <= 0) return "wrong";
  const best = Object.values(key.weigh).every((other) => compare(fraction(other), credit) <= 0);
  return key.multiple || best ? "right" : "partial";
};

/** @param {Element} place @param {Grade} grade @param {string} word */
const markPlace = (place, grade, word) => {
  place.classList.add(`is-${grade}`);
  place.append(h("span", { class: "option-mark" }, symbol(grade), ` ${word}`));
};

/** @param {HTMLElement} fieldset @param {Key} key */
const markOptions = (fieldset, key) => {
  const controls = controlsOf(fieldset);
  const settled = controls.some(({ type, checked, value }) =>
    type === "radio" && checked && gradeOfOption(key, value) === "right");
  for (const control of controls) {
    const label = control.closest("label");
    const grade = gradeOfOption(key, control.value);
    if (!label) continue;
    label.classList.toggle("is-picked", control.checked);
    if (control.checked) markPlace(label, grade, say(`your_answer_${grade}`));
    else if (grade === "right" && !settled) {
      label.classList.add("is-missed");
      label.append(h("span", { class: "option-mark" }, symbol("right"), ` ${say("option_correct")}`));
    }
  }
};

/** The parts of the author's answer that apply to this response.
 * @param {HTMLElement} fieldset @param {Question} question @param {Response} response
 * @param {Grade} grade @param {Element | undefined} answer @returns {Node[]} */
const partsOf = (fieldset, question, response, grade, answer) => {
  const copy = /** @type {Element | undefined} */ (answer?.cloneNode(true));
  if (!copy) return [];
  const choice = fieldset.dataset.interaction === "choice";
  const index = accepted(question.key, response);
  const list = copy.querySelector("ul.option-feedback");
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (copy.querySelectorAll("ul.option-feedback > li"))) {
    const applies = choice
      ? Array.isArray(response) && response.includes(item.dataset.option ?? "")
      : index < 0 ? item.dataset.option === "wrong" && grade === "wrong" : item.dataset.accept === String(index);
    if (!applies) item.remove();
  }
  if (!list?.children.length) list?.remove();
  if (choice && grade === "right") copy.querySelector(".answer-key")?.remove();
  return [...copy.querySelectorAll(":scope > :is(.option-feedback, .answer-key, .explanation, .answer-sources)")];
};

/** Locks a question and shows how the response was marked.
 * @param {HTMLElement} fieldset @param {Question} question @param {Response} response
 * @param {Element | undefined} answer what the author wrote about it
 * @param {boolean} [withPoints] */
export const showMark = (fieldset, question, response, answer, withPoints = false) => {
  clearMark(fieldset);
  const share = earned(question.key, response);
  const grade = gradeOf(share, response);
  const max = fraction(question.points);
  const points = times(share, max);
  if (fieldset.dataset.interaction === "choice") markOptions(fieldset, question.key);
  else if (grade !== "unanswered") {
    const field = fieldset.querySelector(".field");
    if (field) markPlace(field, grade, say(`your_answer_${grade}`));
  }
  for (const control of controlsOf(fieldset)) control.disabled = true;
  fieldset.classList.add("is-locked", `is-${grade}`);
  fieldset.append(h("div", { class: `marking is-${grade}` },
    h("p", { class: "verdict", tabindex: -1 },
      symbol(grade === "unanswered" ? "note" : grade), ` ${say(`verdict_${grade}`)} `,
      withPoints && max.over > 0n && h("span", { class: "verdict-points" }, pointsOf(points, max))),
    ...partsOf(fieldset, question, response, grade, answer)));
};

/** "1 of 2 points" @param {Fraction} points @param {Fraction} max */
export const pointsOf = (points, max) =>
  say("points_of", {
    n: Number(max.over) / Number(max.under), points: shown(points, language()), max: shown(max, language()),
  });

/** Opens a question again; what was answered stays. @param {HTMLElement} fieldset */
export const clearMark = (fieldset) => {
  for (const made of fieldset.querySelectorAll(".marking, .option-mark")) made.remove();
  for (const place of [fieldset, ...fieldset.querySelectorAll(".option, .field")]) {
    place.classList.remove(...GRADES, "is-locked", "is-picked", "is-missed");
  }
  for (const control of controlsOf(fieldset)) control.disabled = false;
};

/** What keeps a response from being marked, in words; null when nothing does.
 * @param {Question} question @param {HTMLElement} fieldset */
export const problemWith = (question, fieldset) => {
  const response = readResponse(fieldset);
  if (answered(response) && readable(question.key, response)) return null;
  if (answered(response)) return say("enter_number", { example: (12.5).toLocaleString(language()) });
  return say({ choice: "choose_answer", number: "give_number" }[fieldset.dataset.interaction ?? ""] ?? "give_answer");
};

/** Says under the question what is wrong with the input, or takes that back.
 * @param {HTMLElement} fieldset @param {string | null} text */
export const showError = (fieldset, text) => {
  const id = `${fieldset.id}-error`;
  const described = fieldset.dataset.interaction === "choice" ? fieldset : controlsOf(fieldset)[0] ?? fieldset;
  const others = (described.getAttribute("aria-describedby") ?? "").split(" ").filter((other) => other && other !== id);
  const all = text ? [...others, id] : others;
  fieldset.querySelector(":scope > .error")?.remove();
  fieldset.classList.toggle("has-error", text !== null);
  if (all.length) described.setAttribute("aria-describedby", all.join(" "));
  else described.removeAttribute("aria-describedby");
  described.removeAttribute("aria-invalid");
  if (text === null) return;
  if (described !== fieldset) described.setAttribute("aria-invalid", "true");
  fieldset.querySelector("legend")?.after(h("p", { class: "error", id },
    h("span", { class: "visually-hidden" }, `${say("error")} `), text));
};

/** A remark above the answers, or none. @param {HTMLElement} fieldset @param {string | null} text */
export const showNote = (fieldset, text) => {
  fieldset.querySelector(":scope > .question-note")?.remove();
  if (text) fieldset.querySelector("legend")?.after(h("p", { class: "question-note" }, symbol("note"), ` ${text}`));
};

/** The one button of a question that is marked on its own; null takes it away.
 * @param {HTMLElement} fieldset @param {string | null} word @param {() => void} [click] */
export const showAction = (fieldset, word, click = () => {}) => {
  fieldset.querySelector(":scope > .question-actions")?.remove();
  if (!word) return;
  const actions = h("div", { class: "question-actions" }, button(word, click, true));
  const marking = fieldset.querySelector(":scope > .marking");
  if (marking) marking.before(actions);
  else fieldset.append(actions);
};

/** @param {HTMLElement} fieldset */
export const focusVerdict = (fieldset) => focusOn(fieldset.querySelector(".verdict"));
