// What completes a course, since when, and the course's score: read from the
// record each time and stored nowhere. The same rule stands in Rust
// (src/score/completion.rs); one table of cases is run on both. No DOM.
//
// A module is complete when its pages have been opened, its attestations given
// and its quiz passed by the attempt that counts. A course is complete when its
// required modules are, and its own attestation is given.

import { ZERO, fraction, plus } from "./fraction.js";
import { countingAttempts, keptAttempt } from "./kept-attempt.js";

/**
 * @typedef {import("./store.js").CourseRecord} CourseRecord
 * @typedef {import("./store.js").Attempt} Attempt
 * @typedef {import("./attempt.js").Sum} Sum
 * @typedef {import("./kept-attempt.js").Counting} Counting
 *
 * @typedef {{ id: string, required: boolean, pages: { id: string }[], attestations: { id: string, digest: string }[],
 *   quiz: Counting | null }} ModuleSteps
 * @typedef {{ modules: ModuleSteps[], attestation: { id: string, digest: string } | null }} CourseSteps
 *
 * When something was done, in milliseconds since 1970, and in which release.
 * @typedef {{ at: number, release: string }} Deed
 *
 * `opened`, `attested` and `quiz` are in the order of the module's steps, null
 * where a step is still to be done; `done` is the last of them once all are.
 * `kept` is the attempt that counts.
 * @typedef {{ id: string, required: boolean, opened: (Deed | null)[], attested: (Deed | null)[], quiz: Deed | null,
 *   kept: Attempt | null, done: Deed | null }} ModuleCompletion
 *
 * `done` is what completed the course; once every quiz was passed again, it
 * counts as completed anew. `points` is what the attempts that count earned
 * together, over the required modules.
 * @typedef {{ modules: ModuleCompletion[], attested: Deed | null, done: Deed | null, points: Sum }} Completion
 */

/** @param {Deed | null} a @param {Deed | null} b */
const later = (a, b) => (a === null || b === null ? null : b.at > a.at ? b : a);

/** The latest of these deeds; null if one is missing, the beginning of time if there are none.
 * @param {(Deed | null)[]} deeds */
const latest = (deeds) => deeds.reduce(later, { at: 0, release: "" });

/** When a quiz was first passed and when last, by attempts that may count.
 * @param {CourseRecord} record @param {string} module @param {Counting} counting */
const passes = (record, module, counting) => {
  const kept = keptAttempt(record, module, counting);
  const passed = counting.keep === "last" || counting.keep === "first"
    ? [kept].filter((taken) => taken?.passed)
    : countingAttempts(record, module, counting).filter((taken) => taken.passed);
  return { kept, first: passed[0] ?? null, last: passed[passed.length - 1] ?? null };
};

/** @param {CourseRecord} record @param {ModuleSteps} module @returns {ModuleCompletion & { again: Deed | null }} */
const moduleOf = (record, { id, required, pages, attestations, quiz }) => {
  const opened = pages.map((page) => record.opened[`${id}/${page.id}`] ?? null);
  const attested = attestations.map((asked) => record.attestations[`${id}/${asked.id}/${asked.digest}`] ?? null);
  const { kept, first, last } = quiz ? passes(record, id, quiz) : { kept: null, first: null, last: null };
  return { id, required, opened, attested, quiz: first, kept, done: latest([...opened, ...attested, ...(quiz ? [first] : [])]), again: last };
};

/** How far a module is. @param {CourseRecord} record @param {ModuleSteps} module @returns {ModuleCompletion} */
export const moduleCompletion = (record, module) => moduleOf(record, module);

/** @param {Sum} sum @param {Attempt} attempt */
const withAttempt = ({ points, max }, attempt) =>
  ({ points: plus(points, fraction(attempt.points)), max: plus(max, fraction(attempt.max)) });

/** How far a course is. @param {CourseRecord} record @param {CourseSteps} course @returns {Completion} */
export const courseCompletion = (record, { modules: outlined, attestation }) => {
  const modules = outlined.map((module) => moduleOf(record, module));
  const required = modules.filter((module) => module.required);
  const attested = attestation ? record.attestations[`/${attestation.id}/${attestation.digest}`] ?? null : null;
  const first = required.length ? latest([...required.map(({ done }) => done), ...(attestation ? [attested] : [])]) : null;
  const again = required.flatMap((module) => module.again ?? []).reduce(
    (/** @type {Deed | null} */ earliest, deed) => (earliest && earliest.at <= deed.at ? earliest : deed), null);
  return {
    modules, attested,
    done: first && (again ? later(first, again) : first),
    points: required.flatMap(({ kept }) => kept ?? []).reduce(withAttempt, { points: ZERO, max: ZERO }),
  };
};
