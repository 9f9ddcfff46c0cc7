// Which of several attempts at a quiz counts. The same rule stands in Rust
// (src/score/completion.rs). No DOM.

import { compare, fraction, shareOf } from "./fraction.js";
import { isMarked } from "./store.js";

/**
 * @typedef {import("./store.js").CourseRecord} CourseRecord
 * @typedef {import("./store.js").Attempt} Attempt
 *
 * Which attempts at a quiz count: only so many, the earliest, or all; and which
 * of those: `best` is one that passed before one that did not, then the higher
 * score, then the earlier.
 * @typedef {{ attempts?: number | null, keep?: "best" | "last" | "first" }} Counting
 */

/** Whether `a` is the better attempt. @param {Attempt} a @param {Attempt} b */
const isBetter = (a, b) => {
  if (a.passed !== b.passed) return a.passed;
  const [one, other] = [a, b].map(({ points, max }) => shareOf({ points: fraction(points), max: fraction(max) }));
  return compare(one, other) > 0;
};

/** The attempts that may count, the earliest first; those that wait to be marked do not yet.
 * @param {CourseRecord} record @param {string} module @param {Counting} counting */
export const countingAttempts = (record, module, { attempts }) =>
  Object.values(record.attempts).filter(isMarked).filter((taken) => taken.module === module)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).slice(0, attempts ?? undefined);

/** The attempt that counts.
 * @param {CourseRecord} record @param {string} module @param {Counting} counting @returns {Attempt | null} */
export const keptAttempt = (record, module, counting) => {
  const attempts = countingAttempts(record, module, counting);
  if (!attempts.length) return null;
  if (counting.keep === "last") return attempts[attempts.length - 1];
  if (counting.keep === "first") return attempts[0];
  return attempts.reduce((best, taken) => (isBetter(taken, best) ? taken : best));
};
