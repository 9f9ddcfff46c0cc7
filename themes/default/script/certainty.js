// Certainty-based marks: what an answer earns by how sure the learner was of
// it, and how well learners judge themselves. The same rule stands in Rust
// (src/score/certainty.rs, which also says why); one table of cases is run on both.

import { ZERO, compare, plus, ratio, times } from "./fraction.js";

/**
 * @typedef {import("./fraction.js").Fraction} Fraction
 * @typedef {"low" | "medium" | "high"} Sure
 * @typedef {"well" | "over" | "under"} Calibration
 *
 * `average` is that of the certainty-based marks, by points, from -6 to 3;
 * `calibration` is null where nothing was answered that earns points.
 * @typedef {{ average: Fraction, calibration: Calibration | null }} Certainty
 *
 * @typedef {{ points: Fraction, earned: Fraction, sure?: Sure | null }} Judged
 */

/** @type {Sure[]} */
export const LEVELS = ["low", "medium", "high"];

/** By how sure the learner was: how often an answer that earns something earns
 * it, and what one that earns nothing costs. */
const GAIN = { low: 1n, medium: 2n, high: 3n };
const COST = { low: 0n, medium: -2n, high: -6n };

/** The mark of an answer that earned this share; 0 where there was no answer.
 * @param {Fraction} earned @param {Sure | null | undefined} sure null where there was no answer @returns {Fraction} */
export const certaintyMark = (earned, sure) =>
  !sure ? ZERO : earned.over === 0n ? ratio(COST[sure]) : times(earned, ratio(GAIN[sure]));

/** @param {Judged[]} answers @param {Sure} [throughout] instead of how sure the learner was */
const marks = (answers, throughout) =>
  answers.map(({ points, earned, sure }) => times(certaintyMark(earned, throughout ?? sure), points)).reduce(plus, ZERO);

/** @param {Fraction} a @param {Fraction} b */
const less = (a, b) => plus(a, times(b, ratio(-1n)));

/** Certainty over the questions of an attempt. The measure is the best that one
 * and the same certainty for all answers would have earned. Who earned less
 * lost it on wrong answers, or left it unearned on right ones: the greater decides.
 * @param {Judged[]} questions @returns {Certainty} */
export const certaintyOf = (questions) => {
  const max = questions.map(({ points }) => points).reduce(plus, ZERO);
  const answers = questions.filter(({ points, sure }) => sure && points.over > 0n);
  const own = marks(answers);
  const [wrong, right] = [true, false].map((is) => answers.filter(({ earned }) => (earned.over === 0n) === is));
  const cost = less(marks(wrong, "low"), marks(wrong));
  const unearned = less(marks(right, "high"), marks(right));
  const short = LEVELS.some((level) => compare(own, marks(answers, level)) < 0);
  return {
    average: max.over === 0n ? ZERO : ratio(own.over * max.under, own.under * max.over),
    calibration: !answers.length ? null : !short ? "well" : compare(cost, unearned) >= 0 ? "over" : "under",
  };
};
