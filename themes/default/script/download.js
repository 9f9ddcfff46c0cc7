// Handing the learner a file that is made in the page.

import { h } from "./dom.js";

/** Saves a text as a file. @param {string} name @param {string} text */
export const download = (name, text) => {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = h("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  // Not at once: some browsers begin to read the file only afterwards.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};

/** Words as a part of a file's name: letters and digits with hyphens in between. @param {string} text */
const slug = (text) =>
  (text.normalize("NFC").toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join("-").slice(0, 60).replace(/-$/, "");

/** `data-privacy-ada-lovelace-record-2026-11-27.json`
 * @param {string} course @param {string} name @param {Date} [day] */
export const recordName = (course, name, day = new Date()) => {
  const date = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => `${part}`.padStart(2, "0")).join("-");
  return `${[course, name, "record", date].map(slug).filter(Boolean).join("-")}.json`;
};
