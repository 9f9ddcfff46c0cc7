// Points in time in the words of the page's language and the learner's zone.

import { h } from "./dom.js";
import { language, say } from "./words.js";

/** "27 November 2026" @param {number} at milliseconds since 1970 */
export const dayOf = (at) => {
  const date = new Date(at);
  return say("date_day", { day: `${date.getDate()}`, month: say(`month_${date.getMonth() + 1}`), year: `${date.getFullYear()}` });
};

/** "27 November 2026, 14:05" @param {number} at milliseconds since 1970 */
export const momentOf = (at) =>
  `${dayOf(at)}, ${new Intl.DateTimeFormat(language(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at)}`;

/** @param {number} at milliseconds since 1970 */
export const timeElement = (at) => h("time", { datetime: new Date(at).toISOString() }, momentOf(at));
