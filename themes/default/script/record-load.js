// Taking in a record file that a learner brings along: what comes of it, as a
// value. Nothing that is kept here is lost, whatever the file holds. No DOM.

import { keepName, learnerName, plainName } from "./learner.js";
import { readRecordFile } from "./record.js";
import { mergeRecords } from "./store.js";

/**
 * @typedef {import("./record.js").Entry} Entry
 * @typedef {import("./store.js").CourseRecord} CourseRecord
 * @typedef {{ attempts: number, opened: number, attestations: number }} Counts
 * @typedef {{ record: CourseRecord, state: string, update: (change: (record: CourseRecord) => void) => void, refresh: () => void }} Recorder
 * @typedef {{ site: string, courses: { id: string, title: string }[], recorderOf: (course: string) => Recorder }} Here
 *
 * `loaded` says how much was new; `unkept` how the storage fares where that is
 * not well. `newer-here` means that what is stored here is of a later version.
 * @typedef {{ result: "unreadable" | "foreign" | "newer" | "newer-here" }
 *   | { result: "altered", entry: number, count: number, about: Entry | null, course: string }
 *   | { result: "other-site", site: string }
 *   | { result: "other-course", title: string }
 *   | { result: "other-learner", theirs: string, ours: string }
 *   | { result: "loaded", title: string, added: Counts, unkept: string | null }} Loading
 */

/** The parts of a record that a file holds. @type {(keyof Counts)[]} */
export const FACTS = ["attempts", "opened", "attestations"];

/** How many facts a record holds. @param {CourseRecord} record @returns {Counts} */
export const countsOf = ({ attempts, opened, attestations }) => ({
  attempts: Object.keys(attempts).length, opened: Object.keys(opened).length, attestations: Object.keys(attestations).length,
});

/** @param {string} text the file @param {Here} here
 * @param {boolean} [anyone] whether it may be another learner's @returns {Loading} */
export const load = (text, { site, courses, recorderOf }, anyone = false) => {
  const reading = readRecordFile(text);
  if ("problem" in reading) {
    if (reading.problem !== "altered") return { result: reading.problem };
    const { entry, file: { entries, course: { id } } } = reading;
    return { result: "altered", entry, count: entries.length, about: entries[entry - 1] ?? null, course: id };
  }
  const { file, record } = reading;
  if (file.site !== site) return { result: "other-site", site: file.site };
  const course = courses.find(({ id }) => id === file.course.id);
  if (!course) return { result: "other-course", title: file.course.title };
  const [theirs, ours] = [plainName(file.learner?.name ?? ""), learnerName(site)];
  if (!anyone && theirs && ours && theirs !== ours) return { result: "other-learner", theirs, ours };
  const recorder = recorderOf(course.id);
  recorder.refresh();
  if (recorder.state === "newer") return { result: "newer-here" };
  const before = countsOf(recorder.record);
  recorder.update((kept) => { Object.assign(kept, mergeRecords(kept, record)); });
  const after = countsOf(recorder.record);
  if (theirs && !ours) keepName(site, theirs);
  const added = /** @type {Counts} */ (Object.fromEntries(FACTS.map((fact) => [fact, after[fact] - before[fact]])));
  const unkept = ["denied", "full"].includes(recorder.state) ? recorder.state : null;
  return { result: "loaded", title: course.title, added, unkept };
};
