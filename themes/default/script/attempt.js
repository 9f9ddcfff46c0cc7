// Answers to a whole quiz: points, score, verdict. The same rule stands in
// Rust (src/score/attempt.rs); one table of cases is run on both.

import { ONE, ZERO, compare, fraction, percentOf, plus, ratio, times } from "./fraction.js";

/**
 * @typedef {import("./fraction.js").Fraction} Fraction
 *
 * A question of an attempt: what it is worth, and the share of that, from 0 to
 * 1, which its answer earned.
 * @typedef {{ id: string, points: Fraction, earned: Fraction, objective?: string | null }} Weighed
 *
 * Points earned and points there were to earn.
 * @typedef {{ points: Fraction, max: Fraction }} Sum
 *
 * `reasons` names what stands in the way of passing: `pass-mark`.
 * @typedef {Sum & { percent: number, passed: boolean, reasons: string[], objectives: Map<string, Sum> }} Outcome
 */

/** @param {Sum | undefined} sum @param {Sum} more @returns {Sum} */
const addUp = (sum, { points, max }) => ({
  points: plus(sum?.points ?? ZERO, points),
  max: plus(sum?.max ?? ZERO, max),
});

/** Earned as a share of what there was to earn; all of it where there was nothing.
 * @param {Sum} sum @returns {Fraction} */
export const shareOf = ({ points, max }) =>
  max.over === 0n ? ONE : ratio(points.over * max.under, points.under * max.over);

/** The questions as drawn, added up. Without a pass mark nobody fails.
 * @param {{ pass?: string | null, questions: Weighed[] }} asked @returns {Outcome} */
export const attempt = ({ pass, questions }) => {
  /** @type {Map<string, Sum>} */
  const objectives = new Map();
  /** @type {Sum} */
  let total = { points: ZERO, max: ZERO };
  for (const { points, earned, objective } of questions) {
    const sum = { points: times(earned, points), max: points };
    total = addUp(total, sum);
    if (objective) objectives.set(objective, addUp(objectives.get(objective), sum));
  }
  const reached = pass === null || pass === undefined || compare(shareOf(total), fraction(pass)) >= 0;
  const reasons = reached ? [] : ["pass-mark"];
  return { ...total, percent: percentOf(total.points, total.max), passed: reasons.length === 0, reasons, objectives };
};
