// Answers to a whole quiz: points, score, verdict. The same rule stands in
// Rust (src/score/attempt.rs); one table of cases is run on both.

import { ONE, ZERO, compare, fraction, percentOf, plus, shareOf, times } from "./fraction.js";

/**
 * @typedef {import("./fraction.js").Fraction} Fraction
 *
 * A question of an attempt: what it is worth, and the share of that, from 0 to
 * 1, which its answer earned. Nobody passes who does not earn all of a critical one.
 * @typedef {{ id: string, points: Fraction, earned: Fraction, critical?: boolean, objective?: string | null }} Weighed
 *
 * What passing asks for: a share of all points, without which nobody passes or
 * fails, and by objective a share of its own points.
 * @typedef {{ pass?: string | null, objectivePass?: Record<string, string> }} Terms
 *
 * Points earned and points there were to earn.
 * @typedef {{ points: Fraction, max: Fraction }} Sum
 *
 * `reasons` names what stands in the way of passing: `pass-mark`, then
 * `critical:QUESTION` and `objective:OBJECTIVE` in the order in which they come up.
 * @typedef {Sum & { percent: number, passed: boolean, reasons: string[], objectives: Map<string, Sum> }} Outcome
 */

/** @param {Sum | undefined} sum @param {Sum} more @returns {Sum} */
const addUp = (sum, { points, max }) => ({
  points: plus(sum?.points ?? ZERO, points),
  max: plus(sum?.max ?? ZERO, max),
});

/** @param {Sum} sum @param {string} pass */
const isBelow = (sum, pass) => compare(shareOf(sum), fraction(pass)) < 0;

/** The questions as drawn, added up. Without a pass mark nobody fails. An
 * objective that no question was asked about had nothing to earn, and so holds.
 * @param {Terms & { questions: Weighed[] }} asked @returns {Outcome} */
export const attempt = ({ pass, objectivePass = {}, questions }) => {
  /** @type {Map<string, Sum>} */
  const objectives = new Map();
  /** @type {Sum} */
  let total = { points: ZERO, max: ZERO };
  for (const { points, earned, objective } of questions) {
    const sum = { points: times(earned, points), max: points };
    total = addUp(total, sum);
    if (objective) objectives.set(objective, addUp(objectives.get(objective), sum));
  }
  const graded = pass !== null && pass !== undefined;
  const below = [...objectives].filter(([id, sum]) => Object.hasOwn(objectivePass, id) && isBelow(sum, objectivePass[id]));
  const reasons = graded ? [
    ...(isBelow(total, pass) ? ["pass-mark"] : []),
    ...questions.filter(({ critical, earned }) => critical && compare(earned, ONE) !== 0).map(({ id }) => `critical:${id}`),
    ...below.map(([id]) => `objective:${id}`),
  ] : [];
  return { ...total, percent: percentOf(total.points, total.max), passed: reasons.length === 0, reasons, objectives };
};
