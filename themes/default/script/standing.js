// Where a learner stands, derived from the record each time and stored nowhere:
// what was opened, what was passed, what comes next.

import { quizStanding } from "./quiz-standing.js";

/**
 * @typedef {import("./store.js").CourseRecord} CourseRecord
 * @typedef {{ id: string, title: string, href: string }} PageOutline
 * @typedef {{ id: string, title: string, href: string, pages: PageOutline[],
 *   quiz: { href: string, title?: string } | null }} ModuleOutline
 * @typedef {{ id: string, title: string, href: string, modules: ModuleOutline[] }} CourseOutline
 * @typedef {"not-started" | "in-progress" | "completed" | "failed"} StandingState
 * @typedef {{ state: StandingState, done: number, total: number, percent: number | null, passed: boolean }} Standing
 */

/** Whether something was begun: opened, answered or submitted.
 * @param {CourseRecord} record @param {string} prefix */
const touched = (record, prefix) =>
  [record.opened, record.drafts].some((table) => Object.keys(table).some((key) => key.startsWith(prefix)));

/** Complete when all pages have been opened and the quiz, if any, is passed.
 * @param {CourseRecord} record @param {ModuleOutline} module @returns {Standing} */
export const moduleStanding = (record, { id, pages, quiz }) => {
  const taken = quizStanding(record, id);
  const opened = pages.filter((page) => Object.hasOwn(record.opened, `${id}/${page.id}`)).length;
  const done = opened + (quiz ? taken.done : 0);
  const total = pages.length + (quiz ? 1 : 0);
  const begun = done > 0 || taken.state !== "not-started" || touched(record, `${id}/`);
  const state = done === total ? "completed" : begun ? "in-progress" : "not-started";
  return { state, done, total, percent: quiz ? taken.percent : null, passed: quiz !== null && taken.passed };
};

/** @param {CourseRecord} record @param {CourseOutline} course
 * @returns {Standing & { modulesDone: number }} */
export const courseStanding = (record, { modules }) => {
  const standings = modules.map((module) => moduleStanding(record, module));
  const modulesDone = standings.filter(({ state }) => state === "completed").length;
  const begun = standings.some(({ state }) => state !== "not-started");
  return {
    state: modules.length > 0 && modulesDone === modules.length ? "completed" : begun ? "in-progress" : "not-started",
    done: standings.reduce((sum, { done }) => sum + done, 0),
    total: standings.reduce((sum, { total }) => sum + total, 0),
    percent: null, passed: false, modulesDone,
  };
};

/** When the learner was last in a course; 0 for never.
 * @param {CourseRecord} record @param {CourseOutline} course */
export const lastSeen = (record, { modules }) =>
  Math.max(0, ...steps(modules, record).map(({ key }) => record.places[key]?.at ?? 0));

/** Every page and quiz, in reading order.
 * @param {ModuleOutline[]} modules @param {CourseRecord} record */
const steps = (modules, record) => modules.flatMap(({ id, title, pages, quiz }) => [
  ...pages.map((page) => ({
    key: `${id}/${page.id}`, title: page.title, module: title, href: page.href, quiz: false,
    done: Object.hasOwn(record.opened, `${id}/${page.id}`),
  })),
  ...(quiz ? [{
    key: `${id}/quiz`, title: quiz.title ?? title, module: title, href: quiz.href, quiz: true,
    done: quizStanding(record, id).passed,
  }] : []),
]);

/** Where to go on: the place last visited, or after a passed quiz the first
 * step that is still to do; null when nothing is.
 * @param {CourseRecord} record @param {ModuleOutline[]} modules */
export const continueAt = (record, modules) => {
  const path = steps(modules, record);
  const last = path.reduce((best, { key }, index) => {
    const at = record.places[key]?.at ?? 0;
    return at > 0 && at >= (record.places[path[best]?.key]?.at ?? 0) ? index : best;
  }, -1);
  if (path.every(({ done }) => done)) return null;
  if (last >= 0 && !(path[last].quiz && path[last].done)) return { ...path[last], fresh: false };
  const next = [...path.slice(last + 1), ...path].find(({ done }) => !done);
  return next ? { ...next, fresh: last < 0 } : null;
};
