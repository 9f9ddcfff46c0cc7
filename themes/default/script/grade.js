// How good an answer, or a part of one, is: a grade, and its mark at the place
// where it was given, in words, so that it is read there.

import { h, symbol } from "./dom.js";
import { answered, earned } from "./score.js";

/** `noted` is an answer of which nothing is right or wrong.
 * @typedef {"right" | "partial" | "wrong" | "unanswered" | "noted"} Grade */

export const GRADES = ["is-right", "is-partial", "is-wrong", "is-unanswered", "is-noted"];

/** @param {import("./fraction.js").Fraction} share @returns {Grade} */
export const gradeOfShare = (share) =>
  share.over === 0n ? "wrong" : share.over === share.under ? "right" : "partial";

/** @param {import("./score.js").Key} key @param {import("./score.js").Response} response @returns {Grade} */
export const gradeOf = (key, response) =>
  !answered(key, response) ? "unanswered" : "unscored" in key ? "noted" : gradeOfShare(earned(key, response));

/** @param {Element} place @param {Grade} grade @param {string} word */
export const markPlace = (place, grade, word) => {
  place.classList.add(`is-${grade}`);
  place.append(h("span", { class: "option-mark" }, symbol(grade === "unanswered" ? "note" : grade), ` ${word}`));
};
