// What a learner typed, made comparable. The Rust side reads the same way, to
// the character: that is why white space is named here and not left to \s,
// about which the two languages disagree.

import { ratio } from "./fraction.js";

/** @typedef {import("./fraction.js").Fraction} Fraction */

const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF\u00AD]/g;
const SPACES = /[ \t\n\f\r]+/g;

/** A number whose thousands are separated; `0,500` is none. */
const IN_THREES = /^[1-9]\d{0,2}([ '’.,]\d{3})+$/;

/** The most digits that a number may have. */
const MOST_DIGITS = 64;

/** The first digit of each script whose digits are read. */
const DIGITS = [0x0660, 0x06f0, 0x0966];

/** @param {string} text */
const tidy = (text) =>
  text.replace(INVISIBLE, "").normalize("NFKC").replace(SPACES, " ").replace(/^ | $/g, "");

/** Lower case, by way of upper case: `ß` and `ẞ` become `ss`, every sigma the same.
 * @param {string} text */
const folded = (text) => text.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFKC");

/** The form in which texts are compared.
 * @param {string} text @param {boolean} [caseCounts] */
export const normalText = (text, caseCounts = false) =>
  caseCounts ? tidy(text) : folded(tidy(text));

/** Whether `text` is what `accepted` says, where `*` stands for any run.
 * @param {string} text @param {string} accepted @param {boolean} caseCounts */
export const matchesText = (text, accepted, caseCounts) => {
  const given = normalText(text, caseCounts);
  const [first, ...rest] = normalText(accepted, caseCounts).split("*");
  const last = rest.pop();
  if (last === undefined) return given === first;
  if (!given.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const at = given.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return given.length - last.length >= from && given.endsWith(last);
};

/** @param {string} text @param {string | null} unit */
const withoutUnit = (text, unit) => {
  if (!unit) return text;
  if (text.endsWith(unit)) return text.slice(0, -unit.length).replace(/ $/, "");
  return text.startsWith(unit) ? text.slice(unit.length).replace(/^ /, "") : text;
};

/** Which of `.` and `,` is the decimal mark here: one of them, none, or
 * `undefined` where it cannot be told.
 * @param {string} digits @param {string} decimal the mark of the page's language
 * @returns {string | null | undefined} */
const decimalMark = (digits, decimal) => {
  const marks = digits.match(/[.,]/g) ?? [];
  if (!marks.length) return null;
  const last = marks[marks.length - 1];
  const once = marks.filter((mark) => mark === last).length === 1;
  if (last === decimal || !marks.every((mark) => mark === last)) return once ? last : undefined;
  if (IN_THREES.test(digits)) return null;
  return once ? last : undefined;
};

/** The number somebody typed, or null when it cannot be read as one.
 * @param {string} typed
 * @param {string} [decimal] the decimal mark of the page's language
 * @param {string | null} [unit]
 * @returns {Fraction | null} */
export const readNumber = (typed, decimal = ".", unit = null) => {
  const plain = withoutUnit(normalText(typed), unit && normalText(unit))
    .replace(/\u2212/g, "-")
    .replace(/[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]/g, (digit) => {
      const code = digit.charCodeAt(0);
      return String(code - Math.max(...DIGITS.filter((zero) => zero <= code)));
    });
  const parts = /^([+-]?)([\d '’.,]+)(?:e([+-]?\d{1,2}))?$/.exec(plain);
  if (!parts) return null;
  const [, sign, digits, exponent = "0"] = parts;
  const mark = decimalMark(digits, decimal);
  if (mark === undefined) return null;
  const at = mark === null ? digits.length : digits.lastIndexOf(mark);
  const [whole, decimals] = [digits.slice(0, at), digits.slice(at + 1)];
  if (!/^\d*$/.test(whole) && !IN_THREES.test(whole) || !/^\d*$/.test(decimals)) return null;
  const bare = (whole + decimals).replace(/\D/g, "");
  if (!bare || bare.length > MOST_DIGITS) return null;
  const all = BigInt(sign.replace("+", "") + bare);
  const power = BigInt(exponent.replace("+", "")) - BigInt(decimals.length);
  return power < 0n ? ratio(all, 10n ** -power) : ratio(all * 10n ** power);
};
