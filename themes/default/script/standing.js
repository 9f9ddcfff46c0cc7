// Where a learner stands, derived from the record each time and stored nowhere:
// what was opened, what was passed, what comes next.

import { courseCompletion } from "./completion.js";
import { quizStanding } from "./quiz-standing.js";

/**
 * @typedef {import("./store.js").CourseRecord} CourseRecord
 * @typedef {{ id: string, title: string, href: string }} PageOutline
 * @typedef {{ id: string, title: string, href: string, required: boolean, pages: PageOutline[],
 *   attestations: { id: string, digest: string, title: string, href: string }[],
 *   quiz: { href: string, title?: string, attempts?: number | null, keep?: "best" | "last" | "first" } | null }} ModuleOutline
 * @typedef {{ id: string, title: string, href: string, release: string, modules: ModuleOutline[],
 *   attestation: { id: string, digest: string, wording: string } | null,
 *   inOrder?: boolean, validFor: import("./validity.js").Validity | null, certificate: string | null }} CourseOutline
 * @typedef {"not-started" | "in-progress" | "completed" | "failed"} StandingState
 * @typedef {{ state: StandingState, done: number, total: number, percent: number | null, passed: boolean }} Standing
 */

/** Whether something was begun: opened, answered or submitted.
 * @param {CourseRecord} record @param {string} prefix */
const touched = (record, prefix) =>
  [record.opened, record.drafts].some((table) => Object.keys(table).some((key) => key.startsWith(prefix)));

/** Complete when all pages have been opened, all attestations given and the
 * quiz, if any, is passed. @param {CourseRecord} record @param {ModuleOutline} module @returns {Standing} */
export const moduleStanding = (record, { id, pages, attestations, quiz }) => {
  const taken = quizStanding(record, id, quiz ?? {});
  const opened = pages.filter((page) => Object.hasOwn(record.opened, `${id}/${page.id}`)).length;
  const attested = attestations.filter((asked) => Object.hasOwn(record.attestations, `${id}/${asked.id}/${asked.digest}`)).length;
  const done = opened + attested + (quiz ? taken.done : 0);
  const total = pages.length + attestations.length + (quiz ? 1 : 0);
  const begun = done > 0 || taken.state !== "not-started" || touched(record, `${id}/`);
  const state = done === total ? "completed" : begun ? "in-progress" : "not-started";
  return { state, done, total, percent: quiz ? taken.percent : null, passed: quiz !== null && taken.passed && attested === attestations.length };
};

/** Complete by the rule for courses. What is not required is passed over.
 * @param {CourseRecord} record @param {CourseOutline} course
 * @returns {Standing & { modulesDone: number, modules: number }} */
export const courseStanding = (record, course) => {
  const { done, attested } = courseCompletion(record, course);
  const begun = course.modules.some((module) => moduleStanding(record, module).state !== "not-started");
  const standings = course.modules.filter(({ required }) => required).map((module) => moduleStanding(record, module));
  const [last, given] = [course.attestation ? 1 : 0, attested ? 1 : 0];
  return {
    state: done ? "completed" : begun ? "in-progress" : "not-started",
    done: standings.reduce((sum, module) => sum + module.done, given),
    total: standings.reduce((sum, module) => sum + module.total, last),
    percent: null, passed: false,
    modulesDone: standings.filter(({ state }) => state === "completed").length, modules: standings.length,
  };
};

/** The module that must be completed before this one, in a course that goes in
 * order; null once it is. @param {CourseRecord} record @param {CourseOutline} course @param {ModuleOutline} module */
export const moduleBefore = (record, { modules, inOrder }, module) => {
  if (!inOrder) return null;
  const before = modules.slice(0, modules.indexOf(module)).reverse().find(({ required }) => required);
  return before && moduleStanding(record, before).state !== "completed" ? before : null;
};

/** When the learner was last in a course; 0 for never.
 * @param {CourseRecord} record @param {CourseOutline} course */
export const lastSeen = (record, { modules }) =>
  Math.max(0, ...steps(modules, record).map(({ key }) => record.places[key]?.at ?? 0));

/** Every page and quiz, in reading order.
 * @param {ModuleOutline[]} modules @param {CourseRecord} record */
const steps = (modules, record) => modules.flatMap(({ id, title, pages, attestations, quiz }) => [
  ...pages.map((page) => ({
    key: `${id}/${page.id}`, title: page.title, module: title, href: page.href, quiz: false, attestation: false,
    done: Object.hasOwn(record.opened, `${id}/${page.id}`),
  })),
  ...(quiz ? [{
    key: `${id}/quiz`, title: quiz.title ?? title, module: title, href: quiz.href, quiz: true, attestation: false,
    done: quizStanding(record, id, quiz).passed,
  }] : []),
  ...attestations.map((asked) => ({
    key: "", title: asked.title, module: title, href: asked.href, quiz: false, attestation: false,
    done: Object.hasOwn(record.attestations, `${id}/${asked.id}/${asked.digest}`),
  })),
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

/** Where to go on in a course: as above among what is required, then the
 * attestation; null when the course is complete.
 * @param {CourseRecord} record @param {CourseOutline} course */
export const nextInCourse = (record, course) => {
  const { done, attested } = courseCompletion(record, course);
  if (done) return null;
  const step = continueAt(record, course.modules.filter(({ required }) => required));
  if (step || !course.attestation || attested) return step;
  return { key: "", title: "", module: "", href: `${course.href}#completing`, quiz: false, attestation: true, done: false, fresh: true };
};
