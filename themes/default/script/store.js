// What is remembered of a course, as a value: reading it from text that cannot
// be trusted, and the law by which two copies become one.
//
// The law is what keeps two tabs, a second copy and a late write from undoing
// each other: `merge` is commutative, associative and idempotent, so copies
// may meet in any order, any number of times. Nothing here touches a browser.

export const VERSION = 1;

/**
 * @typedef {import("./score.js").Response} Response
 * @typedef {import("./certainty.js").Sure} Sure
 *
 * A question of an attempt: `order` has the ids of what came in another order
 * than the author's, `earned` is the share of the points, from 0 to 1, that
 * the response earned when it was submitted, `sure` how sure the learner was of it.
 * @typedef {{ id: string, digest: string, order?: string[], response: Response, sure?: Sure, points: string, earned: string,
 *   critical?: true, objective?: string }} Asked
 *
 * What was submitted: the questions as drawn, in the order in which they were
 * shown. `started` and `at` (when it was submitted) are milliseconds since
 * 1970; `release` is the release of the course, or empty where a page has none;
 * `pass` and `objectivePass` are the shares that passed then; `points` and `max`
 * are what was earned and what there was to earn; `reasons` says why it was not passed.
 * @typedef {{ id: string, module: string, release: string, started: number, at: number, seed: number,
 *   pass: string | null, objectivePass?: Record<string, string>, confidence?: "asked" | "graded", questions: Asked[], points: string, max: string, passed: boolean, reasons: string[] }} Attempt
 *
 * What was submitted to a quiz that its author marks, and is not marked yet.
 * @typedef {Omit<Asked, "earned">} Unmarked
 * @typedef {Omit<Attempt, "questions" | "points" | "max" | "passed" | "reasons"> & { sealed: true, questions: Unmarked[] }} SealedAttempt
 *
 * Something that can be changed again; the newest wins. `null` says that it
 * was there and is not any more: a plain deletion would come back from the
 * other copy.
 * @typedef {{ at: number, value: any }} Entry
 *
 * @typedef {{ at: number, release: string }} Opened
 *
 * Words that were confirmed, exactly as they stood.
 * @typedef {{ at: number, release: string, module: string, id: string, digest: string, wording: string }} Attestation
 *
 * `drafts`: answers on their way, by MODULE/PAGE/QUESTION, and the attempt
 * they belong to by MODULE/quiz. `ticks`: by MODULE/PAGE/BLOCK/TEXT. `places`:
 * where the learner was on MODULE/PAGE. `opened`: when MODULE/PAGE was first
 * seen, and in which release of the course. `attestations`: what was confirmed,
 * by MODULE/ID/DIGEST. `attempts`: what was submitted. These three are facts:
 * nothing changes them, and of two the earlier stands, but for an attempt that
 * waited to be marked and comes back marked.
 * @typedef {{ v: number, attempts: Record<string, Attempt | SealedAttempt>, opened: Record<string, Opened>,
 *   attestations: Record<string, Attestation>,
 *   drafts: Record<string, Entry>, ticks: Record<string, Entry>, places: Record<string, Entry> }} CourseRecord
 *
 * @typedef {"ok" | "new" | "corrupt" | "newer"} Reading
 */

/** @returns {CourseRecord} */
export const emptyRecord = () =>
  ({ v: VERSION, attempts: {}, opened: {}, attestations: {}, drafts: {}, ticks: {}, places: {} });

/** @param {any} value */
const isTable = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** The end of the year 9999: later times are not written as the others are. */
const END_OF_TIME = 253_402_300_799_999;

/** @param {any} value */
const isTime = (value) => Number.isSafeInteger(value) && value >= 0 && value <= END_OF_TIME;

/** @param {any} value */
const isNumber = (value) => typeof value === "string" && /^\d+(\/[1-9]\d*)?$/.test(value);

/** @param {any} value */
const isText = (value) => typeof value === "string";

/** @param {any} value */
const isTexts = (value) => Array.isArray(value) && value.every(isText);

/** @param {any} value */
const isResponse = (value) => value === null || isText(value) || isTexts(value) ||
  (isTable(value) && Object.values(value).every(isText));

/** @param {any} entry */
const isEntry = (entry) => isTable(entry) && isTime(entry.at) && "value" in entry;

/** @param {string[]} texts @returns {(value: any) => boolean} */
const isOneOf = (...texts) => (value) => texts.includes(value);

/** Whether each of these members holds; those with `?` may be missing.
 * @param {any} value @param {Record<string, (member: any) => boolean>} members */
const isMadeOf = (value, members) => isTable(value) && Object.entries(members).every(([name, holds]) =>
  name.endsWith("?")
    ? !Object.hasOwn(value, name.slice(0, -1)) || holds(value[name.slice(0, -1)])
    : Object.hasOwn(value, name) && holds(value[name]));

/** @param {any} value */
const isTrue = (value) => value === true;

const UNMARKED = {
  id: isText, digest: isText, "order?": isTexts, response: isResponse, "sure?": isOneOf("low", "medium", "high"),
  points: isNumber, "critical?": isTrue, "objective?": isText,
};

const ASKED = { ...UNMARKED, earned: isNumber };

/** @param {any} value */
const isRelease = (value) => isText(value) && /^([0-9a-f]{64})?$/.test(value);

/** @param {any} value @param {Record<string, (member: any) => boolean>} members */
const isListOf = (value, members) => Array.isArray(value) && value.every((item) => isMadeOf(item, members));

const SUBMITTED = {
  id: isText, module: isText, release: isRelease, started: isTime, at: isTime, seed: isTime,
  pass: (/** @type {any} */ value) => value === null || isNumber(value),
  "objectivePass?": (/** @type {any} */ value) => isTable(value) && Object.values(value).every(isNumber),
  "confidence?": isOneOf("asked", "graded"),
};

const SEALED = { ...SUBMITTED, sealed: isTrue, questions: (/** @type {any} */ value) => isListOf(value, UNMARKED) };

const ATTEMPT = {
  ...SUBMITTED, questions: (/** @type {any} */ value) => isListOf(value, ASKED),
  points: isNumber, max: isNumber, passed: (/** @type {any} */ value) => typeof value === "boolean", reasons: isTexts,
};

/** @param {any} attempt @param {string} id */
const isAttempt = (attempt, id) =>
  isTable(attempt) && attempt.id === id && isMadeOf(attempt, "sealed" in attempt ? SEALED : ATTEMPT);

/** @param {any} opened */
const isOpened = (opened) => isTable(opened) && isTime(opened.at) && typeof opened.release === "string";

/** @param {any} given @param {string} key */
const isAttestation = (given, key) => isOpened(given) && typeof given.wording === "string" &&
  [given.module, given.id, given.digest].every((part) => typeof part === "string") &&
  key === `${given.module}/${given.id}/${given.digest}`;

/** What each part of the record may hold.
 * @type {[keyof CourseRecord, (value: any, key: string) => boolean][]} */
const PARTS = [
  ["attempts", isAttempt], ["opened", isOpened], ["attestations", isAttestation],
  ["drafts", isEntry], ["ticks", isEntry], ["places", isEntry],
];

/** Reads stored text. What cannot be understood is left out and makes the
 * reading `corrupt`; what can is kept. A record of a later version is read as
 * far as it goes and must not be written over.
 * @param {string | null} raw @returns {{ reading: Reading, record: CourseRecord }} */
export const parseRecord = (raw) => {
  /** @type {any} */
  const record = emptyRecord();
  if (raw === null) return { reading: "new", record };
  /** @type {any} */
  let stored = null;
  try {
    stored = JSON.parse(raw);
  } catch { /* handled as any other nonsense */ }
  if (!isTable(stored) || !isTime(stored.v) || stored.v < 1) return { reading: "corrupt", record };
  let whole = true;
  for (const [part, holds] of PARTS) {
    const entries = isTable(stored[part]) ? Object.entries(stored[part]) : [];
    const sound = entries.filter(([key, value]) => holds(value, key));
    record[part] = Object.fromEntries(sound);
    whole &&= isTable(stored[part]) && sound.length === entries.length;
  }
  return { reading: stored.v > VERSION ? "newer" : whole ? "ok" : "corrupt", record };
};

/** @template T @param {T} a @param {T} b the larger by its text: any fixed order does */
const either = (a, b) => (JSON.stringify(a) >= JSON.stringify(b) ? a : b);

/** @param {Entry} a @param {Entry} b */
const newest = (a, b) => (a.at === b.at ? either(a, b) : a.at > b.at ? a : b);

/** @template {{ at: number }} T @param {T} a @param {T} b */
const earliest = (a, b) => (a.at === b.at ? either(a, b) : a.at < b.at ? a : b);

/** Whether an attempt does not wait to be marked.
 * @template {Attempt | SealedAttempt} A @param {A} attempt @returns {attempt is Exclude<A, SealedAttempt>} */
export const isMarked = (attempt) => !("sealed" in attempt);

/** @param {Attempt | SealedAttempt} a @param {Attempt | SealedAttempt} b the marked one */
const marked = (a, b) => (isMarked(a) === isMarked(b) ? either(a, b) : isMarked(a) ? a : b);

/** Keys sorted, so that equal records are equal texts.
 * @template T @param {Record<string, T>} a @param {Record<string, T>} b
 * @param {(a: T, b: T) => T} choose */
const union = (a, b, choose) => {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(keys.map((key) => [key,
    !Object.hasOwn(a, key) ? b[key] : !Object.hasOwn(b, key) ? a[key] : choose(a[key], b[key])]));
};

/** Two copies of a record as one. @param {CourseRecord} a @param {CourseRecord} b @returns {CourseRecord} */
export const mergeRecords = (a, b) => ({
  v: VERSION,
  attempts: union(a.attempts, b.attempts, marked),
  opened: union(a.opened, b.opened, earliest),
  attestations: union(a.attestations, b.attestations, earliest),
  drafts: union(a.drafts, b.drafts, newest),
  ticks: union(a.ticks, b.ticks, newest),
  places: union(a.places, b.places, newest),
});

/** Puts a value into a table of entries, later than whatever stands there,
 * even where a clock has been set back.
 * @param {Record<string, Entry>} entries @param {string} key @param {any} value @param {number} now */
export const put = (entries, key, value, now = Date.now()) => {
  entries[key] = { at: Math.max(now, (entries[key]?.at ?? -1) + 1), value };
};
