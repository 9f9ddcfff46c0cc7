// What only some pages need, and only they load: what comes first, a clock, a
// last look before an attempt that counts, answers to be handed in.

/**
 * @typedef {{
 *   gate: Pick<typeof import("./gate.js"), "gateNote" | "missingBefore" | "unopened">,
 *   Clock: typeof import("./clock.js").Clock,
 *   timeChoice: typeof import("./clock.js").timeChoice,
 *   reviewRegion: typeof import("./review.js").reviewRegion,
 *   handInRegion: typeof import("./hand-in.js").handInRegion,
 * }} Special
 */

/** @type {Partial<Special>} */
const SPECIAL = {};

/** @param {Partial<Special>} more */
export const addSpecial = (more) => {
  Object.assign(SPECIAL, more);
};

/** What the page has of it. */
export const special = () => SPECIAL;
