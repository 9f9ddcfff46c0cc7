// How far something is, in a word.

import { symbol } from "./dom.js";
import { say } from "./words.js";

/** @param {import("./standing.js").Standing} standing @returns {string} */
export const wordFor = ({ state, done, total, percent, passed }) => {
  if (state === "failed") return percent === null ? say("not_passed") : say("state_failed", { percent });
  if (state === "completed") return passed && percent !== null ? say("state_passed", { percent }) : say("state_completed");
  if (passed) return say("state_to_read", { n: total - done });
  return say(state === "in-progress" ? "state_in_progress" : "state_not_started");
};

/** @param {Element | null} place @param {string} state @param {string} word */
export const showState = (place, state, word) => {
  if (!(place instanceof HTMLElement) || (place.dataset.state === state && place.textContent?.trim() === word)) return;
  place.dataset.state = state;
  place.replaceChildren(...(state === "completed" ? [symbol("right"), " "] : []), word);
};
