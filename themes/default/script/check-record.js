// What can be said of a record file by somebody who did not make it: whether it
// is whole, whose and of what it says it is, and whether a code on a certificate
// is of it. Pure: no DOM, no storage.

import { courseCompletion } from "./completion.js";
import { checkCode, readRecordFile } from "./record.js";

/**
 * @typedef {import("./standing.js").CourseOutline} CourseOutline
 * @typedef {import("./record.js").RecordFile} RecordFile
 * @typedef {import("./record.js").Refusal} Refusal
 *
 * `match` says of the code that was typed: `last` is the code of the record as
 * it is, `earlier` that of the record up to its entry `upTo`, counted from 1,
 * `none` of no part of it; null where none was typed. `outline` is the course
 * where this site has it, and `completion` what it then comes to.
 * @typedef {{ file: RecordFile, code: string, match: "last" | "earlier" | "none" | null, upTo: number,
 *   outline: CourseOutline | undefined, completion: import("./completion.js").Completion | null }} Whole
 */

/** A code as it is printed, whatever was typed in between. @param {string} typed */
export const plainCode = (typed) => checkCode(typed.toLowerCase().replace(/o/g, "0").replace(/[il]/g, "1").replace(/[^0-9a-f]/g, ""));

/** @param {string} text the file @param {{ site: string, courses: CourseOutline[], code: string }} here `code` as it was typed
 * @returns {Refusal | Whole} */
export const checkRecord = (text, { site, courses, code: typed }) => {
  const reading = readRecordFile(text);
  if ("problem" in reading) return reading;
  const { file, record } = reading;
  const [code, asked] = [checkCode(file.hash), plainCode(typed)];
  const at = file.entries.findLastIndex(({ hash }) => checkCode(hash) === asked);
  const outline = file.site === site ? courses.find(({ id }) => id === file.course.id) : undefined;
  return {
    file, code, upTo: at + 1, match: !asked ? null : asked === code ? "last" : at >= 0 ? "earlier" : "none",
    outline, completion: outline ? courseCompletion(record, outline) : null,
  };
};
