// A score in words.

import { percentOf, shown } from "./fraction.js";
import { language, say } from "./words.js";

/** "77% (7 of 9 points)" @param {import("./attempt.js").Sum} sum */
export const scoreWords = ({ points, max }) => say("score_of", {
  n: Number(max.over) / Number(max.under), percent: percentOf(points, max),
  points: shown(points, language()), max: shown(max, language()),
});
