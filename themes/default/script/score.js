// The scoring rule in the browser: pure, no DOM, nothing rounded. The same
// rule stands in Rust (src/score); one table of cases is run on both.

import { ONE, ZERO, clamp, compare, fraction, plus, ratio } from "./fraction.js";
import { isWholePath, pathEarned } from "./path.js";
import { matchesText, normalText, readNumber } from "./reading.js";

/**
 * @typedef {import("./fraction.js").Fraction} Fraction
 * What was typed; what was picked, all items in the order given to them, or the
 * choices on the path taken; or by the id of a part what was picked or typed for it.
 * @typedef {string | string[] | Record<string, string> | null} Response
 *
 * @typedef {{ choose: string[], marking?: string }} ChooseKey
 * @typedef {{ weigh: Record<string, string>, multiple?: boolean }} WeighKey
 * @typedef {{ number: { from: string, to: string, credit: string }[], decimal?: string, unit?: string | null }} NumberKey
 * @typedef {{ text: { accept: string, credit: string }[], case?: boolean }} TextKey
 * @typedef {ChooseKey | WeighKey | NumberKey | TextKey} PartKey
 * @typedef {{ parts: Record<string, PartKey>, marking?: string }} PartsKey
 * @typedef {{ order: string[], marking?: string }} OrderKey
 * @typedef {{ unscored: true }} NoKey
 * @typedef {PartKey | PartsKey | OrderKey | import("./path.js").PathKey | NoKey} Key
 */

/** @param {Response} response @returns {string[]} */
const picks = (response) => (Array.isArray(response) ? [...new Set(response)] : []);

/** @param {Response} response @returns {string} */
const typed = (response) => (typeof response === "string" ? response : "");

/** Right picks less wrong ones, as a share of the right ones there are.
 * @param {string[]} right @param {string[]} picked */
const partial = (right, picked) => {
  const hits = picked.filter((option) => right.includes(option)).length;
  return right.length ? clamp(ratio(BigInt(2 * hits - picked.length), BigInt(right.length))) : ZERO;
};

/** @param {ChooseKey} key @param {Response} response */
const chosen = (key, response) => {
  const [right, picked] = [[...new Set(key.choose)], picks(response)];
  if (key.marking === "partial") return partial(right, picked);
  return right.length === picked.length && right.every((option) => picked.includes(option)) ? ONE : ZERO;
};

/** @param {WeighKey} key @param {Response} response */
const weighed = (key, response) =>
  clamp(picks(response).filter((option) => Object.hasOwn(key.weigh, option))
    .map((option) => fraction(key.weigh[option])).reduce(plus, ZERO));

/** Which of the accepted ranges or texts the response meets: the one with the
 * best credit, the first of equals, -1 when there is none.
 * @param {Key} key @param {Response} response @returns {number} */
export const accepted = (key, response) => {
  if (typeof response !== "string") return -1;
  /** @type {{ credit: string }[]} */
  let entries = [];
  /** @type {boolean[]} */
  let met = [];
  if ("number" in key) {
    const value = readNumber(response, key.decimal, key.unit);
    entries = key.number;
    met = key.number.map(({ from, to }) =>
      value !== null && compare(fraction(from), value) <= 0 && compare(value, fraction(to)) <= 0);
  } else if ("text" in key) {
    entries = key.text;
    met = key.text.map(({ accept }) => matchesText(response, accept, key.case ?? false));
  }
  return entries.reduce((best, { credit }, index) => {
    const better = best < 0 || compare(fraction(credit), fraction(entries[best].credit)) > 0;
    return met[index] && better ? index : best;
  }, -1);
};

/** @param {{ credit: string }[]} entries @param {number} index */
const creditOf = (entries, index) => (index < 0 ? ZERO : clamp(fraction(entries[index].credit)));

/** What was given for a part. @param {Response} response @param {string} id */
export const partOf = (response, id) =>
  response !== null && typeof response === "object" && !Array.isArray(response) && Object.hasOwn(response, id) ? response[id] : "";

/** What a part earns by itself. @param {PartKey} key @param {string} value @returns {Fraction} */
export const partEarned = (key, value) =>
  earned(key, "choose" in key || "weigh" in key ? (normalText(value) === "" ? [] : [value]) : value);

/** The mean of the parts, or all or nothing. @param {PartsKey} key @param {Response} response */
const inParts = ({ parts, marking = "partial" }, response) => {
  const shares = Object.entries(parts).map(([id, key]) => partEarned(key, partOf(response, id)));
  if (marking === "all-or-nothing") return shares.length && shares.every((share) => compare(share, ONE) === 0) ? ONE : ZERO;
  const sum = shares.reduce(plus, ZERO);
  return shares.length ? ratio(sum.over, sum.under * BigInt(shares.length)) : ZERO;
};

/** How many places, left to right, can be kept so that they ascend. @param {number[]} places */
const longestRun = (places) => {
  /** @type {number[]} */
  const runs = [];
  for (const [at, place] of places.entries()) {
    runs.push(1 + Math.max(0, ...runs.filter((_, earlier) => earlier < at && places[earlier] < place)));
  }
  return Math.max(0, ...runs);
};

/** Items that the key does not know, and those named again, are passed over in
 * partial marking and make a strict answer wrong. @param {OrderKey} key @param {Response} response */
const ordered = ({ order, marking }, response) => {
  const given = Array.isArray(response) ? response : [];
  if (order.length > 0 && given.length === order.length && given.every((id, at) => id === order[at])) return ONE;
  if (marking !== "partial" || order.length < 2) return ZERO;
  const places = [...new Set(given.map((id) => order.indexOf(id)))].filter((place) => place >= 0);
  return ratio(BigInt(Math.max(0, longestRun(places) - 1)), BigInt(order.length - 1));
};

/** One entry per kind of key; the name is the key's telling property.
 * @type {Record<string, (key: any, response: Response) => Fraction>} */
const RULES = {
  choose: chosen,
  weigh: weighed,
  number: (key, response) => creditOf(key.number, accepted(key, response)),
  text: (key, response) => creditOf(key.text, accepted(key, response)),
  parts: inParts,
  order: ordered,
  path: pathEarned,
};

/** Whether anything was answered at all; a path is an answer when it has come to an ending.
 * @param {Key} key @param {Response} response @returns {boolean} */
export const answered = (key, response) =>
  "path" in key ? isWholePath(key, response)
    : typeof response === "string" ? normalText(response) !== ""
      : response !== null && !Array.isArray(response) ? Object.values(response).some((value) => normalText(value) !== "")
        : picks(response).length > 0;

/** Whether the response can be marked at all: a number must be one.
 * @param {Key} key @param {Response} response @returns {boolean} */
export const readable = (key, response) =>
  "parts" in key
    ? Object.entries(key.parts).every(([id, part]) => normalText(partOf(response, id)) === "" || readable(part, partOf(response, id)))
    : !("number" in key) || readNumber(typed(response), key.decimal, key.unit) !== null;

/** The share of a question's points that a response earns, in [0, 1].
 * @param {Key} key @param {Response} response @returns {Fraction} */
export const earned = (key, response) => {
  const rule = Object.keys(RULES).find((name) => name in key);
  return rule && answered(key, response) ? RULES[rule](key, response) : ZERO;
};
