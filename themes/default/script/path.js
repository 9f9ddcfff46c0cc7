// Paths through the scenes of a scenario: how far a response is one, and what
// it is worth. Pure, like the rest of the rule.

import { ZERO, clamp, fraction, plus, ratio } from "./fraction.js";

/**
 * `path` is the scene that every path begins in; `most` the most points that any collects.
 * @typedef {{ path: string, choices: Record<string, { from: string, to: string, points: string }>,
 *   endings: Record<string, string>, most: string, marking?: string }} PathKey
 * @typedef {{ collected: import("./fraction.js").Fraction, ending: string | null }} Walked
 */

/** Reads a response as far as it is a path: an id that is no choice of the scene
 * reached so far, a choice that leads back to a scene seen before, and an ending
 * stop it. The ending is null if it has not come to one.
 * @param {PathKey} key @param {unknown} response @returns {Walked} */
export const walkPath = ({ path: start, choices, endings }, response) => {
  let [at, collected] = [start, ZERO];
  const seen = new Set([at]);
  for (const id of Array.isArray(response) ? response : []) {
    const turn = Object.hasOwn(choices, id) ? choices[id] : null;
    if (turn?.from !== at || Object.hasOwn(endings, at) || seen.has(turn.to)) break;
    seen.add(turn.to);
    collected = plus(collected, fraction(turn.points));
    at = turn.to;
  }
  // An ending that is reached without a choice is none.
  return { collected, ending: at !== start && Object.hasOwn(endings, at) ? at : null };
};

/** Whether the response is a path to an ending. @param {PathKey} key @param {unknown} response */
export const isWholePath = (key, response) => walkPath(key, response).ending !== null;

/** What a path earns; nothing before it has come to an ending.
 * @param {PathKey} key @param {unknown} response */
export const pathEarned = (key, response) => {
  const [{ collected, ending }, most] = [walkPath(key, response), fraction(key.most)];
  if (ending === null) return ZERO;
  if (key.marking === "ending") return clamp(fraction(key.endings[ending]));
  return most.over === 0n ? ZERO : clamp(ratio(collected.over * most.under, collected.under * most.over));
};
