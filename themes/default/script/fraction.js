// Exact numbers. A mark is added up and compared as a fraction; rounding
// happens only where a number is shown, and only downwards.

/** Always in lowest terms, with a denominator above zero.
 * @typedef {{ over: bigint, under: bigint }} Fraction */

/** @param {bigint} a @param {bigint} b @returns {bigint} */
const commonDivisor = (a, b) => (b === 0n ? (a < 0n ? -a : a) : commonDivisor(b, a % b));

/** @param {bigint} over @param {bigint} [under] @returns {Fraction} */
export const ratio = (over, under = 1n) => {
  const divisor = commonDivisor(over, under) * (under < 0n ? -1n : 1n);
  return { over: over / divisor, under: under / divisor };
};

export const ZERO = ratio(0n);
export const ONE = ratio(1n);

/** Reads what the generator writes: an integer, a decimal or `n/d`.
 * @param {string} text @returns {Fraction} */
export const fraction = (text) => {
  const [, whole, decimals = "", under = "1"] = /^(-?\d+)(?:\.(\d+)|\/(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || /^0+$/.test(under)) throw new RangeError(`not a number: ${text}`);
  return ratio(BigInt(whole + decimals), BigInt(under) * 10n ** BigInt(decimals.length));
};

/** @param {Fraction} a @param {Fraction} b */
export const plus = (a, b) => ratio(a.over * b.under + b.over * a.under, a.under * b.under);

/** @param {Fraction} a @param {Fraction} b */
export const times = (a, b) => ratio(a.over * b.over, a.under * b.under);

/** Below zero, zero or above zero, as `a` is less than, equal to or more than `b`.
 * @param {Fraction} a @param {Fraction} b */
export const compare = (a, b) => {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** @param {Fraction} value */
export const clamp = (value) =>
  compare(value, ZERO) < 0 ? ZERO : compare(value, ONE) > 0 ? ONE : value;

/** Points earned as a share of those there were to earn; all of it where there were none.
 * @param {{ points: Fraction, max: Fraction }} sum @returns {Fraction} */
export const shareOf = ({ points, max }) =>
  max.over === 0n ? ONE : ratio(points.over * max.under, points.under * max.over);

/** How it is stored: `3`, or `7/2`. @param {Fraction} value */
export const written = ({ over, under }) => (under === 1n ? `${over}` : `${over}/${under}`);

/** Whole percent, rounded down; all of nothing is 100.
 * @param {Fraction} part @param {Fraction} whole */
export const percentOf = (part, whole) =>
  whole.over === 0n ? 100 : Number((100n * part.over * whole.under) / (part.under * whole.over));

/** How it is shown: `3`, `3.5`, and `3 1/3` where no short decimal is exact.
 * @param {Fraction} value @param {string} [language] */
export const shown = ({ over, under }, language) => {
  if (1000n % under === 0n) return (Number(over) / Number(under)).toLocaleString(language, { maximumFractionDigits: 3 });
  const size = over < 0n ? -over : over;
  return `${over < 0n ? "-" : ""}${size / under ? `${size / under} ` : ""}${size % under}/${under}`;
};
