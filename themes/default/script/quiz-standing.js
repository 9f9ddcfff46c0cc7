// Where a learner stands in a quiz: what the attempts at it come to.

import { fraction, percentOf } from "./fraction.js";

/** @param {import("./store.js").Attempt} attempt */
export const percentReached = ({ points, max }) => percentOf(fraction(points), fraction(max));

/** The quiz of a module: the best attempt counts.
 * @param {import("./store.js").CourseRecord} record @param {string} module
 * @returns {import("./standing.js").Standing} */
export const quizStanding = (record, module) => {
  const attempts = Object.values(record.attempts).filter((attempt) => attempt.module === module);
  const passed = attempts.some((attempt) => attempt.passed);
  const graded = attempts.filter(({ pass }) => pass !== null);
  const percent = graded.length ? Math.max(...graded.map(percentReached)) : null;
  const begun = record.drafts[`${module}/quiz`]?.value ? "in-progress" : "not-started";
  const state = passed ? "completed" : attempts.length ? "failed" : begun;
  return { state, done: passed ? 1 : 0, total: 1, percent, passed };
};
