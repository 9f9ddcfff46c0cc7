// Which questions an attempt asks, and in which order. Everything follows from
// the attempt's seed. The same stands, step by step, in Rust (src/score/draw.rs);
// one table of cases is run on both.

import { seedFor, shuffled } from "./order.js";

/**
 * @typedef {{ id: string, objective?: string | null, key: object }} Drawable
 *
 * A number of all questions, or a number by objective; all of them if not said.
 * @typedef {number | Record<string, number>} Draw
 */

/** @param {Drawable} question */
const isScored = ({ key }) => !("unscored" in key);

/** Draws from one pool: what was asked least before comes first.
 * @template {Drawable} Q @param {Q[]} pool @param {string} name @param {number} number
 * @param {number} seed @param {Map<string, number>} askedBefore how often, by id @returns {Q[]} */
const drawnFrom = (pool, name, number, seed, askedBefore) =>
  shuffled(pool, seedFor(seed, name))
    .sort((a, b) => (askedBefore.get(a.id) ?? 0) - (askedBefore.get(b.id) ?? 0))
    .slice(0, number);

/** The questions that the attempt with this seed asks, in the order in which it
 * shows them.
 * @template {Drawable} Q @param {{ questions: Q[], draw?: Draw | null, shuffle: boolean }} quiz
 * @param {number} seed @param {Map<string, number>} askedBefore @returns {Q[]} */
export const drawn = ({ questions, draw, shuffle }, seed, askedBefore) => {
  const scored = questions.filter(isScored);
  const numbers = typeof draw === "object" && draw !== null ? Object.entries(draw) : null;
  const chosen = new Set(numbers
    ? numbers.flatMap(([name, number]) =>
      drawnFrom(scored.filter(({ objective }) => objective === name), name, number, seed, askedBefore))
    : drawnFrom(scored, "", typeof draw === "number" ? draw : scored.length, seed, askedBefore));
  const written = questions.filter((question) => chosen.has(question) || !isScored(question));
  return shuffle ? shuffled(written, seed) : written;
};
