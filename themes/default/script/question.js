// One question on the page, in a quiz and in the text alike: reading what was
// answered, putting an answer back, and showing how it was marked. The marking
// is said in words inside the option's own label, so that it is read in place.

import { button, focusOn, h, symbol } from "./dom.js";
import { fraction, shown, times } from "./fraction.js";
import { GRADES, gradeOf, gradeOfShare } from "./grade.js";
import { interactionOf } from "./interaction.js";
import { answered, readable } from "./score.js";
import { language, say } from "./words.js";

/**
 * @typedef {import("./score.js").Response} Response
 * @typedef {import("./score.js").Key} Key
 * @typedef {import("./fraction.js").Fraction} Fraction
 * @typedef {{ id: string, points: string, objective: string | null, critical?: true, read?: { title: string, href: string }, shuffle: boolean, key: Key, digest: string,
 *   attestation?: { digest: string, wording: string, required: boolean } }} Question
 * @typedef {import("./grade.js").Grade} Grade
 */

/** The controls of a question: what the learner answers with.
 * @param {Element} fieldset @returns {(HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLButtonElement)[]} */
export const controlsOf = (fieldset) =>
  [...fieldset.querySelectorAll(/** @type {"input"} */ (":is(input, select, textarea, button)[name]"))];

/** @param {HTMLElement} fieldset */
export const readResponse = (fieldset) => interactionOf(fieldset).read(fieldset);

/** Puts an answer back. @param {HTMLElement} fieldset @param {Response} response */
export const restoreResponse = (fieldset, response) => interactionOf(fieldset).restore(fieldset, response);

/** The parts of the author's answer that apply to this response.
 * @param {HTMLElement} fieldset @param {Question} question @param {Response} response
 * @param {Grade} grade @param {Element | undefined} answer @returns {Node[]} */
const partsOf = (fieldset, question, response, grade, answer) => {
  const copy = /** @type {Element | undefined} */ (answer?.cloneNode(true));
  if (!copy) return [];
  const { applies, tellsKey = () => true } = interactionOf(fieldset);
  const marked = { question, response, grade };
  const list = copy.querySelector("ul.option-feedback");
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (copy.querySelectorAll("ul.option-feedback > li"))) {
    if (!applies(item, marked)) item.remove();
  }
  if (!list?.children.length) list?.remove();
  if (grade === "right") copy.querySelector(".answer-read")?.remove();
  if (!tellsKey(marked)) copy.querySelector(".answer-key")?.remove();
  return [...copy.querySelectorAll(":scope > :is(.option-feedback, .answer-key, .explanation, .answer-read, .answer-sources)")];
};

/** Locks a question and shows how the response was marked.
 * @param {HTMLElement} fieldset @param {Question} question @param {Response} response
 * @param {Element | undefined} answer what the author wrote about it
 * @param {Fraction | null} [counted] the share of the points that counts, where points are told */
export const showMark = (fieldset, question, response, answer, counted = null) => {
  clearMark(fieldset);
  const grade = gradeOf(question.key, response);
  const max = fraction(question.points);
  interactionOf(fieldset).mark(fieldset, question, grade, response, answer);
  for (const control of controlsOf(fieldset)) control.disabled = true;
  fieldset.classList.add("is-locked", `is-${grade}`);
  fieldset.append(h("div", { class: `marking is-${grade}` },
    h("p", { class: "verdict", tabindex: -1 },
      symbol(["unanswered", "noted"].includes(grade) ? "note" : grade), ` ${say(`verdict_${grade}`)} `,
      counted && max.over > 0n && h("span", { class: "verdict-points" }, pointsOf(times(counted, max), max))),
    ...partsOf(fieldset, question, response, grade, answer)));
};

/** Keeps an answer from being changed. @param {HTMLElement} fieldset */
export const lockAnswer = (fieldset) => {
  for (const control of controlsOf(fieldset)) control.disabled = true;
  fieldset.classList.add("is-locked");
};

/** Shows how a response was marked elsewhere, where nothing more is known of it.
 * @param {HTMLElement} fieldset @param {Fraction} share @param {Fraction} max */
export const showVerdict = (fieldset, share, max) => {
  clearMark(fieldset);
  lockAnswer(fieldset);
  const grade = gradeOfShare(share);
  fieldset.append(h("div", { class: `marking is-${grade}` }, h("p", { class: "verdict", tabindex: -1 },
    symbol(grade), ` ${say(`verdict_${grade}`)} `, max.over > 0n && h("span", { class: "verdict-points" }, pointsOf(times(share, max), max)))));
};

/** "1 of 2 points" @param {Fraction} points @param {Fraction} max */
export const pointsOf = (points, max) =>
  say("points_of", {
    n: Number(max.over) / Number(max.under), points: shown(points, language()), max: shown(max, language()),
  });

/** Opens a question again; what was answered stays. @param {HTMLElement} fieldset */
export const clearMark = (fieldset) => {
  for (const made of fieldset.querySelectorAll(".marking, .option-mark")) made.remove();
  const marks = [...GRADES, "is-locked", "is-picked", "is-missed"];
  for (const place of [fieldset, ...fieldset.querySelectorAll(marks.map((mark) => `.${mark}`).join())]) {
    place.classList.remove(...marks);
  }
  for (const control of controlsOf(fieldset)) control.disabled = false;
};

/** What keeps a response from being marked, in words; null when nothing does.
 * @param {Question} question @param {HTMLElement} fieldset */
export const problemWith = (question, fieldset) => {
  const { missing, lacks, own } = interactionOf(fieldset);
  if (own) return own.problem({ question, fieldset });
  const response = readResponse(fieldset);
  const given = answered(question.key, response);
  if (!given) return say(missing);
  if (!readable(question.key, response)) return say("enter_number", { example: (12.5).toLocaleString(language()) });
  return lacks?.(fieldset) ?? null;
};

/** Where to mend what is wrong with the input: a control that is shown. @param {HTMLElement} fieldset @returns {HTMLElement | undefined} */
export const entryOf = (fieldset) => {
  const place = interactionOf(fieldset).described?.(fieldset) ?? fieldset;
  return place.matches("[name]") ? place : controlsOf(place).find((control) => control.getClientRects().length > 0);
};

/** Says under the question what is wrong with the input, or takes that back.
 * @param {HTMLElement} fieldset @param {string | null} text */
export const showError = (fieldset, text) => {
  const id = `${fieldset.id}-error`;
  const described = interactionOf(fieldset).described?.(fieldset) ?? fieldset;
  const describedBy = (/** @type {Element} */ place, /** @type {string[]} */ ids) => {
    if (ids.length) place.setAttribute("aria-describedby", ids.join(" "));
    else place.removeAttribute("aria-describedby");
  };
  const others = (/** @type {Element} */ place) =>
    (place.getAttribute("aria-describedby") ?? "").split(" ").filter((other) => other && other !== id);
  fieldset.querySelector(":scope > .error")?.remove();
  fieldset.classList.toggle("has-error", text !== null);
  for (const place of [fieldset, ...fieldset.querySelectorAll("[aria-invalid]")]) {
    describedBy(place, others(place));
    place.removeAttribute("aria-invalid");
  }
  if (text === null) return;
  describedBy(described, [...others(described), id]);
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
