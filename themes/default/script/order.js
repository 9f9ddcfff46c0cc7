// The order in which an attempt shows its questions and options: drawn from a
// seed, so that a reload and a review show the same. Papers are drawn alike in
// Rust (src/score/shuffle.rs); one table of cases is run on both.

/** A small generator of numbers in [0, 1) (mulberry32). @param {number} seed */
const dice = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

/** @template T @param {T[]} items @param {number} seed @returns {T[]} */
export const shuffled = (items, seed) => {
  const [order, roll] = [[...items], dice(seed)];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(roll() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
};

/** A seed for the parts of something that has one: the same text, the same seed.
 * @param {number} seed @param {string} name */
export const seedFor = (seed, name) =>
  [...name].reduce((hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0, seed);

/** The order in which an attempt shows what belongs to a question. Where the
 * order is what is asked for, it is not the right one.
 * @param {import("./question.js").Question} question @param {string[]} items in the order of the page @param {number} seed */
export const mixedFor = ({ id, key }, items, seed) => {
  const order = shuffled(items, seedFor(seed, id));
  return "order" in key && key.order.every((item, at) => item === order[at]) ? items : order;
};

/** @returns {number} */
export const newSeed = () => crypto.getRandomValues(new Uint32Array(1))[0];

/** A name for an attempt that no other tab will think of. */
export const newId = () =>
  [...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join("");
