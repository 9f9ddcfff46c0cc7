// The list of what stands in the way of submitting: in one place above the
// questions, with a link to each, and again beside each question.

import { button, focusOn, h } from "./dom.js";
import { entryOf } from "./question.js";
import { say } from "./words.js";

/** @typedef {{ fieldset: HTMLElement, number: number, text: string, blocks: boolean, begun: boolean }} Problem
 * `begun` where a part of the answer was given */

/** A link to a question's first control: the question itself is brought into
 * view first, or the control would stand alone at the window's edge.
 * @param {Problem} problem */
const link = ({ fieldset, number, text }) => {
  const go = (/** @type {Event} */ event) => {
    event.preventDefault();
    fieldset.scrollIntoView();
    entryOf(fieldset)?.focus({ preventScroll: true });
  };
  return h("a", { href: `#${fieldset.id}`, click: go }, say("problem", { number, text }));
};

/** Unanswered questions may be submitted after all; a number that cannot be
 * read may not, since nobody means that.
 * @param {Problem[]} problems @param {() => void} submitAnyway */
export const problemList = (problems, submitAnyway) => {
  const blocked = problems.some(({ blocks }) => blocks);
  const [title, hint] = problems.some(({ begun }) => begun)
    ? ["incomplete_title", "incomplete_hint"] : ["unanswered_title", "unanswered_hint"];
  return h("div", { class: "error-summary", role: "group", tabindex: -1, "aria-labelledby": "error-title" },
    h("h2", { id: "error-title" }, blocked ? say("error_title") : say(title, { n: problems.length })),
    !blocked && h("p", {}, say(hint)),
    h("ul", {}, ...problems.map((problem) => h("li", {}, link(problem)))),
    !blocked && h("p", {}, button(say("submit_anyway"), submitAnyway, true)));
};

/** @param {HTMLElement} list @param {HTMLElement} form */
export const showProblems = (list, form) => {
  form.before(list);
  list.scrollIntoView();
  focusOn(list);
};
