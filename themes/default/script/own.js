// Answers that are the learner's own and outlive the attempt in which they are
// asked for: what was confirmed, and texts that nobody marks. They are kept under
// the question itself, are never locked with an attempt nor taken back by the
// next, and say themselves how they stand.

import { h } from "./dom.js";

/**
 * Where it is asked: by itself, in a quiz that is being answered, in one that was submitted.
 * @typedef {"alone" | "quiz" | "result"} Stage
 *
 * @typedef {{ question: import("./question.js").Question, fieldset: HTMLElement, answer?: Element }} Asked
 *
 * `follow` brings the page to what is kept; `problem` says what is still
 * missing when the quiz is submitted; `submit` puts into the record what is
 * kept with a submitted quiz.
 * @typedef {{
 *   follow: (asked: Asked, stage: Stage) => void,
 *   problem: (asked: Asked) => string | null,
 *   submit: (asked: Asked, record: import("./store.js").CourseRecord) => void,
 * }} Own
 */

/** Shows something below the answer, unless that is what stands there.
 * @param {HTMLElement} fieldset @param {string} view names what is shown
 * @param {() => false | import("./dom.js").Child[]} content */
export const showBelow = (fieldset, view, content) => {
  const place = fieldset.querySelector(":scope > .own") ?? h("div", { class: "own" });
  if (!(place instanceof HTMLElement) || place.dataset.view === view) return;
  place.dataset.view = view;
  place.replaceChildren(...(content() || []).filter((child) => child instanceof Node));
  fieldset.append(place);
};

/** What the author wrote about the question. @param {Element | undefined} answer @returns {Element[]} */
export const toldBy = (answer) =>
  [.../** @type {Element | undefined} */ (answer?.cloneNode(true))?.querySelectorAll(":scope > :is(.answer-key, .explanation, .answer-sources)") ?? []];
