// Answers to a whole quiz: points, score, verdict. The same rule stands in
// Rust (src/score/attempt.rs); one table of cases is run on both.

import { certaintyMark, certaintyOf } from "./certainty.js";
import { ONE, ZERO, compare, fraction, percentOf, plus, ratio, shareOf, times } from "./fraction.js";

/**
 * @typedef {import("./fraction.js").Fraction} Fraction
 *
 * A question of an attempt: what it is worth, and the share of that, from 0 to
 * 1, which its answer earned. Nobody passes who does not earn all of a critical
 * one. `sure` is how sure the learner was, null where there was no answer.
 * @typedef {{ id: string, points: Fraction, earned: Fraction, sure?: import("./certainty.js").Sure | null,
 *   critical?: boolean, objective?: string | null }} Weighed
 *
 * What passing asks for: a share of all points, without which nobody passes or
 * fails, and by objective a share of its own points; `confidence` says whether
 * learners say how sure they are, and whether that makes the score.
 * @typedef {{ pass?: string | null, objectivePass?: Record<string, string>, confidence?: "asked" | "graded" }} Terms
 *
 * Points earned and points there were to earn.
 * @typedef {{ points: Fraction, max: Fraction }} Sum
 *
 * `reasons` names what stands in the way of passing: `pass-mark`, then
 * `critical:QUESTION` and `objective:OBJECTIVE` in the order in which they come up.
 * @typedef {Sum & { percent: number, passed: boolean, reasons: string[], objectives: Map<string, Sum>,
 *   certainty: import("./certainty.js").Certainty | null }} Outcome
 */

/** @param {Sum | undefined} sum @param {Sum} more @returns {Sum} */
const addUp = (sum, { points, max }) => ({
  points: plus(sum?.points ?? ZERO, points),
  max: plus(sum?.max ?? ZERO, max),
});

/** @param {Sum} sum @param {string} pass */
const isBelow = (sum, pass) => compare(shareOf(sum), fraction(pass)) < 0;

/** What counts of a question: the share that it earned or, where confidence is
 * graded, a third of its certainty-based mark, which may be below 0.
 * @param {Pick<Weighed, "earned" | "sure">} question @param {Terms["confidence"]} confidence */
export const countedShare = ({ earned, sure }, confidence) =>
  confidence === "graded" ? times(certaintyMark(earned, sure), ratio(1n, 3n)) : earned;

/** A sum below 0 counts as 0. @param {Sum} sum @returns {Sum} */
const notNegative = ({ points, max }) => ({ points: points.over < 0n ? ZERO : points, max });

/** The questions as drawn, added up. Without a pass mark nobody fails. An
 * objective that no question was asked about had nothing to earn, and so holds.
 * @param {Terms & { questions: Weighed[] }} asked @returns {Outcome} */
export const attempt = ({ pass, objectivePass = {}, confidence, questions }) => {
  /** @type {Map<string, Sum>} */
  const sums = new Map();
  /** @type {Sum} */
  let sum = { points: ZERO, max: ZERO };
  for (const question of questions) {
    const { points, objective } = question;
    const counted = { points: times(countedShare(question, confidence), points), max: points };
    sum = addUp(sum, counted);
    if (objective) sums.set(objective, addUp(sums.get(objective), counted));
  }
  const total = notNegative(sum);
  const objectives = new Map([...sums].map(([id, own]) => [id, notNegative(own)]));
  const graded = pass !== null && pass !== undefined;
  const below = [...objectives].filter(([id, sum]) => Object.hasOwn(objectivePass, id) && isBelow(sum, objectivePass[id]));
  const reasons = graded ? [
    ...(isBelow(total, pass) ? ["pass-mark"] : []),
    ...questions.filter(({ critical, earned }) => critical && compare(earned, ONE) !== 0).map(({ id }) => `critical:${id}`),
    ...below.map(([id]) => `objective:${id}`),
  ] : [];
  const certainty = confidence ? certaintyOf(questions) : null;
  return { ...total, percent: percentOf(total.points, total.max), passed: reasons.length === 0, reasons, objectives, certainty };
};
