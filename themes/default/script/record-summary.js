// What is kept of a course, in words: how much of what, and each thing with
// its time.

import { h } from "./dom.js";
import { dayOf, momentOf, timeElement } from "./moment.js";
import { fraction } from "./fraction.js";
import { scoreWords } from "./score-words.js";
import { isMarked } from "./store.js";
import { say } from "./words.js";

/**
 * @typedef {import("./store.js").CourseRecord} CourseRecord
 * @typedef {import("./standing.js").CourseOutline} CourseOutline
 * @typedef {{ at: number, key: string }} Dated
 */

/** @template {{ at: number }} T @param {Record<string, T>} table @returns {(T & { key: string })[]} the oldest first */
const byTime = (table) =>
  Object.entries(table).map(([key, value]) => ({ ...value, key })).sort((a, b) => a.at - b.at);

/** Whether a draft is a text that the learner wrote for themselves: MODULE/notes/QUESTION.
 * @param {string} key */
const isNote = (key) => key.split("/")[1] === "notes";

/** Things that are kept to be gone on with, and are in no file. @param {CourseRecord} record */
export const unfinished = ({ drafts, ticks, places }) => [drafts, ticks, places].flatMap((table) => Object.entries(table))
  .filter(([key, { value }]) => value !== null && !(typeof value === "string" && isNote(key))).length;

/** Whether anything at all is kept. @param {CourseRecord} record */
export const isEmpty = (record) =>
  [record.attempts, record.opened, record.attestations, record.drafts, record.ticks, record.places]
    .every((table) => Object.keys(table).length === 0);

/** "12 pages opened", "2 quizzes submitted", "1 confirmation": what there is, and no more.
 * @param {import("./record-load.js").Counts} counts @returns {string[]} */
export const countWords = (counts) =>
  [["opened", "count_opened"], ["attempts", "count_attempts"], ["attestations", "count_attestations"]].flatMap(([fact, word]) => {
    const n = counts[/** @type {keyof typeof counts} */ (fact)];
    return n ? [say(word, { n })] : [];
  });

/** The title of a module, or of one of its pages; the id where the course has
 * it no more. @param {CourseOutline | undefined} course @param {string} module @param {string} [page] */
export const stepTitle = (course, module, page) => {
  const found = course?.modules.find(({ id }) => id === module);
  if (page === undefined) return found?.title ?? module;
  return found?.pages.find(({ id }) => id === page)?.title ?? `${module}/${page}`;
};

/** @param {string} title @param {(HTMLElement | string)[][]} rows */
const listed = (title, rows) => rows.length > 0 &&
  h("section", { class: "kept" }, h("h4", {}, title), h("ul", {}, ...rows.map((row) => h("li", {}, ...row))));

/** Everything that is kept of a course, by its kind.
 * @param {CourseRecord} record @param {CourseOutline | undefined} course */
export const keptDetails = (record, course) => h("details", { class: "kept-details" },
  h("summary", {}, say("kept_details")),
  listed(say("kept_attempts"), byTime(record.attempts).map((taken) => [
    h("b", {}, say("quiz_of", { title: stepTitle(course, taken.module) })), " ", timeElement(taken.at), " ",
    h("span", {}, !isMarked(taken) ? say("kept_waiting") : [scoreWords({ points: fraction(taken.points), max: fraction(taken.max) }), ...(taken.pass === null ? [] : [say(taken.passed ? "passed" : "not_passed")])].join(", ")),
  ])),
  listed(say("kept_attestations"), byTime(record.attestations).map(({ wording, at }) => [h("q", {}, wording), " ", timeElement(at)])),
  listed(say("kept_opened"), byTime(record.opened).map(({ key, at }) => {
    const [module, ...page] = key.split("/");
    return [h("b", {}, stepTitle(course, module, page.join("/"))), " ", timeElement(at)];
  })),
  listed(say("kept_notes"), byTime(record.drafts).flatMap(({ key, value, at }) => typeof value === "string" && isNote(key)
    ? [[h("b", {}, stepTitle(course, key.split("/")[0])), " ", timeElement(at), h("p", { class: "kept-note" }, value)]] : [])),
  unfinished(record) > 0 && h("p", {}, say("kept_unfinished", { n: unfinished(record) })));

/** The last time that anything was noted; null where nothing was. @param {CourseRecord} record */
export const lastNoted = (record) => {
  const times = Object.values(record).flatMap((table) => (typeof table === "object" ? Object.values(table).map(({ at }) => at) : []));
  return times.length ? dayOf(Math.max(...times)) : null;
};

/** What an entry of a file says it is about.
 * @param {import("./record.js").Entry | null} entry @param {CourseOutline | undefined} course the file's */
export const aboutEntry = (entry, course) => {
  if (!entry) return "";
  const at = Date.parse(entry.at);
  const time = Number.isNaN(at) ? `${entry.at}` : momentOf(at);
  const module = stepTitle(course, `${entry.module}`);
  if (entry.kind === "attempt") return say("entry_attempt", { title: module, time });
  if (entry.kind === "attestation") return say("entry_attestation", { title: module, time });
  return say("entry_opened", { title: stepTitle(course, `${entry.module}`, `${entry.page}`), time });
};
