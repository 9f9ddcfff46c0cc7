// Where a learner stands in a quiz: what the attempts at it come to.

import { fraction, percentOf } from "./fraction.js";
import { keptAttempt } from "./kept-attempt.js";

/** @param {import("./store.js").Attempt} attempt */
export const percentReached = ({ points, max }) => percentOf(fraction(points), fraction(max));

/** The quiz of a module, by the attempt that counts.
 * @param {import("./store.js").CourseRecord} record @param {string} module
 * @param {import("./kept-attempt.js").Counting} counting @returns {import("./standing.js").Standing} */
export const quizStanding = (record, module, counting) => {
  const kept = keptAttempt(record, module, counting);
  const begun = record.drafts[`${module}/quiz`]?.value ? "in-progress" : "not-started";
  const state = kept?.passed ? "completed" : kept ? "failed" : begun;
  const passed = kept?.passed === true;
  return { state, done: passed ? 1 : 0, total: 1, percent: kept && kept.pass !== null ? percentReached(kept) : null, passed };
};
