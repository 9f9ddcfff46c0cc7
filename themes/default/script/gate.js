// What comes first: the pages of a module before its quiz, one module before
// the next. Nothing is locked by a clock, and what can be read can always be
// read: it only does not count yet.

import { moduleCompletion } from "./completion.js";
import { h, symbol } from "./dom.js";
import { say } from "./words.js";

/**
 * @typedef {import("./store.js").CourseRecord} CourseRecord
 * @typedef {import("./standing.js").ModuleOutline} ModuleOutline
 * @typedef {{ title: string, href: string }} Link
 *
 * The module that comes first, and why, in the author's words.
 * @typedef {{ reason: string, module: ModuleOutline }} After
 */

/** The pages of a module that were never opened.
 * @param {CourseRecord} record @param {string} module @param {import("./standing.js").PageOutline[]} pages @returns {Link[]} */
export const unopened = (record, module, pages) => pages.filter(({ id }) => !Object.hasOwn(record.opened, `${module}/${id}`));

/** What is missing until the module that comes first is complete; nothing once it is.
 * @param {CourseRecord} record @param {After | null | undefined} after @returns {Link[]} */
export const missingBefore = (record, after) => {
  if (!after) return [];
  const { module } = after;
  const { done, quiz, attested } = moduleCompletion(record, module);
  if (done) return [];
  const open = attested.some((deed) => !deed) || (module.quiz !== null && !quiz);
  const last = { title: module.quiz ? say("quiz_of", { title: module.title }) : module.title, href: module.quiz?.href ?? module.href };
  return [...unopened(record, module.id, module.pages), ...(open ? [last] : [])];
};

/** What can be read all the same. */
const READABLE = { page: "gate_read_on", questions: "gate_read_questions" };

/** Why something does not count yet, and what is missing: the module of this
 * title, or else pages of this one.
 * @param {{ module?: string, reason: string, missing: Link[], readable: keyof typeof READABLE | null }} gate @returns {HTMLElement} */
export const gateNote = ({ module, reason, missing, readable }) =>
  h("section", { class: "gate", "aria-labelledby": "gate-title" },
    h("h2", { id: "gate-title" }, symbol("note"), ` ${module === undefined ? say("gate_pages") : say("gate_module", { title: module })}`),
    h("p", {}, reason), readable && h("p", {}, say(READABLE[readable])),
    h("p", {}, say("gate_missing")),
    h("ul", {}, ...missing.map((link) => h("li", {}, h("a", { href: link.href }, link.title)))));
