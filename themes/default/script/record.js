// The record of a learner in a course as a file of the learner's own: what is
// stored, in the order of time, each entry sealed by a digest that stands on
// the one before it. The same file is read in Rust (src/record). Pure: no DOM,
// no storage.
//
// The chain shows that a record is whole, and where it is not. It does not show
// who sat at the desk, and whoever makes a chain anew can say anything.

import { sha256 } from "./sha256.js";
import { emptyRecord, parseRecord } from "./store.js";

/**
 * @typedef {import("./store.js").CourseRecord} CourseRecord
 * @typedef {{ id: string, title: string }} CourseName
 *
 * Something that happened; `at` is an ISO time in UTC, `hash` seals it.
 * @typedef {{ kind: string, at: string, hash: string, [member: string]: any }} Entry
 * @typedef {{ format: string, version: number, site: string, course: CourseName, learner: { name: string } | null,
 *   entries: Entry[], hash: string }} RecordFile
 *
 * Why a file is no record that can be taken in: `unreadable` is no JSON or not
 * of this shape, `foreign` something else, `newer` of a later version, and in
 * an `altered` one `entry` is the number, from 1, of the first entry that does
 * not fit the chain; 0 where all fit and the end is missing.
 * @typedef {{ problem: "unreadable" | "foreign" | "newer" } | { problem: "altered", entry: number, file: RecordFile }} Refusal
 */

export const RECORD_FORMAT = "coursewright-record";
export const RECORD_VERSION = 1;

/** JSON as there is only one way to write it (RFC 8785): no white space, names
 * in the order of their UTF-16 code units. @param {any} value @returns {string} */
export const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)}}`;
};

/** What the chain hangs on. @param {Omit<RecordFile, "entries" | "hash">} file */
const headHash = ({ format, version, site, course, learner }) =>
  sha256(canonical({ format, version, site, course, learner }));

/** @param {string} previous @param {Record<string, any>} entry */
const entryHash = (previous, { hash: _, ...entry }) => sha256(previous + canonical(entry));

/** @param {number} at milliseconds since 1970 */
const isoTime = (at) => new Date(at).toISOString();

/** @param {any} text @returns {number} not a number if it is not a time as written by `isoTime` */
const timeOf = (text) => {
  const at = typeof text === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) ? Date.parse(text) : NaN;
  return at >= 0 && isoTime(at) === text ? at : NaN;
};

/** The order of entries: time, kind, module, then what they are about.
 * @param {Record<string, any>} a @param {Record<string, any>} b */
const inOrder = (a, b) => {
  const [one, other] = [a, b].map(({ at, kind, module, page, id, digest }) => [at, kind, module, page ?? id, digest ?? ""]);
  const differs = one.findIndex((part, index) => part !== other[index]);
  return differs < 0 ? 0 : one[differs] < other[differs] ? -1 : 1;
};

/** @param {CourseRecord} record */
const entriesOf = ({ opened, attestations, attempts }) => [
  ...Object.entries(opened).map(([key, { at, release }]) => {
    const slash = key.indexOf("/");
    return { kind: "opened", at: isoTime(at), release, module: key.slice(0, slash), page: key.slice(slash + 1) };
  }),
  ...Object.values(attestations).map((given) => ({ kind: "attestation", ...given, at: isoTime(given.at) })),
  ...Object.values(attempts).map((taken) =>
    ({ kind: "attempt", ...taken, started: isoTime(taken.started), at: isoTime(taken.at) })),
].sort(inOrder);

/** What is stored of a course, as a file. @param {CourseRecord} record
 * @param {{ site: string, course: CourseName, name: string }} of the name is empty where the learner gave none
 * @returns {RecordFile} */
export const recordFile = (record, { site, course: { id, title }, name }) => {
  const head = { format: RECORD_FORMAT, version: RECORD_VERSION, site, course: { id, title }, learner: name ? { name } : null };
  let hash = headHash(head);
  const entries = entriesOf(record).map((entry) => {
    hash = entryHash(hash, entry);
    return { ...entry, hash };
  });
  return { ...head, entries, hash };
};

/** @param {any} value */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {any} file */
const isShaped = ({ site, course, learner, entries, hash }) =>
  typeof site === "string" && isObject(course) && typeof course.id === "string" && typeof course.title === "string" &&
  (learner === null || (isObject(learner) && typeof learner.name === "string")) && typeof hash === "string" &&
  Array.isArray(entries) && entries.every((entry) => isObject(entry) && typeof entry.hash === "string");

/** The number, from 1, of the first entry that does not fit the chain; 0 where
 * all do and the end is another; null where the chain holds. @param {RecordFile} file */
const firstAltered = (file) => {
  let hash = headHash(file);
  for (const [index, entry] of file.entries.entries()) {
    hash = entryHash(hash, entry);
    if (hash !== entry.hash) return index + 1;
  }
  return hash === file.hash ? null : 0;
};

/** What a file holds, for the store; null where it cannot be understood.
 * @param {RecordFile} file @returns {CourseRecord | null} */
const storedFrom = ({ entries }) => {
  /** @type {Record<string, Map<string, any>>} */
  const tables = { opened: new Map(), attestations: new Map(), attempts: new Map() };
  /** @type {(table: string, key: string, value: any) => void} */
  const keep = (table, key, value) => {
    if (!tables[table].has(key)) tables[table].set(key, value);
  };
  for (const { kind, hash: _, ...entry } of [...entries].sort(inOrder)) {
    const at = timeOf(entry.at);
    if (kind === "opened") keep("opened", `${entry.module}/${entry.page}`, { at, release: entry.release });
    else if (kind === "attestation") keep("attestations", `${entry.module}/${entry.id}/${entry.digest}`, { ...entry, at });
    else if (kind === "attempt") keep("attempts", entry.id, { ...entry, started: timeOf(entry.started), at });
    else return null;
  }
  const stored = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, Object.fromEntries(table)]));
  const { reading, record } = parseRecord(JSON.stringify({ ...emptyRecord(), ...stored }));
  return reading === "ok" ? record : null;
};

/** Reads a record file that cannot be trusted.
 * @param {string} text @returns {{ file: RecordFile, record: CourseRecord } | Refusal} */
export const readRecordFile = (text) => {
  /** @type {any} */
  let file = null;
  try {
    file = JSON.parse(text);
  } catch { /* handled as any other nonsense */ }
  if (!isObject(file)) return { problem: "unreadable" };
  if (file.format !== RECORD_FORMAT) return { problem: "foreign" };
  if (!Number.isSafeInteger(file.version) || file.version < 1) return { problem: "unreadable" };
  if (file.version > RECORD_VERSION) return { problem: "newer" };
  if (!isShaped(file)) return { problem: "unreadable" };
  const entry = firstAltered(file);
  if (entry !== null) return { problem: "altered", entry, file };
  const record = storedFrom(file);
  return record ? { file, record } : { problem: "unreadable" };
};

/** The beginning of a digest in groups, to be read out and typed: `1A2B-3C4D-…`.
 * @param {string} hash */
export const checkCode = (hash) => (hash.slice(0, 16).toUpperCase().match(/.{1,4}/g) ?? []).join("-");
