// Where a course's record is kept: this browser's own storage. Packages for an
// LMS bring a recorder of their own with the same members: `record`, `state`,
// `ready`, `update`, `refresh`, `erase` and the event `change`.

import { corruptKey, ownStorage } from "./browser-storage.js";
import { currentProfile, ownKeys } from "./desk-state.js";
import { eraseCopies, secondCopy } from "./second-copy.js";
import { emptyRecord, mergeRecords, parseRecord } from "./store.js";

/**
 * @typedef {import("./store.js").CourseRecord} CourseRecord
 *
 * `saved`: all is well. `denied`: the browser keeps nothing. `full`: the last
 * change did not fit. `corrupt`: what was stored could not be read. `newer`: a
 * later version of the course wrote it, so it is left alone.
 * @typedef {"saved" | "denied" | "full" | "corrupt" | "newer"} State
 */

/** For a page at a shared desk that nobody has sat down at: nothing is kept,
 * and nothing is missed. @type {any} */
const NOWHERE = { getItem: () => null, setItem: () => {}, removeItem: () => {} };
const NO_COPY = { ready: Promise.resolve(), keep: () => {}, drop: () => {} };

export class LocalRecorder extends EventTarget {
  /** @param {string} site @param {string} course @param {Storage | null} storage */
  constructor(site, course, storage) {
    super();
    this.key = ownKeys(site) + course;
    this.storage = storage;
    /** @type {CourseRecord} */
    this.record = emptyRecord();
    /** @type {State} */
    this.state = "saved";
    /** Whether something is known to be stored: where it is gone, it was erased. */
    this.kept = false;
    this.read();
    this.copy = storage === NOWHERE ? NO_COPY : secondCopy(this.key, (text) => this.takeIn(text));
  }

  /** Changes the record and keeps it. Reads first: another tab may have
   * written since. @param {(record: CourseRecord) => void} change */
  update(change) {
    this.read();
    change(this.record);
    this.write();
    this.dispatchEvent(new Event("change"));
  }

  /** Takes in what is stored, and stores what was missing there. */
  refresh() {
    const before = JSON.stringify(this.record);
    const stored = this.read();
    const after = JSON.stringify(this.record);
    if (stored !== null && stored !== after) this.write();
    if (before !== after) this.dispatchEvent(new Event("change"));
  }

  /** When all copies have been read. The record can be used before. */
  get ready() {
    return this.copy.ready;
  }

  /** Takes away everything that is kept of the course, at once here and then in
   * the second copy. Other tabs forget it too when they see that it is gone. */
  async erase() {
    this.forget();
    for (const key of [this.key, corruptKey(this.key)]) {
      try {
        this.storage?.removeItem(key);
      } catch { /* denied: nothing was kept */ }
    }
    if (this.state !== "denied") this.enter("saved");
    this.dispatchEvent(new Event("change"));
    await eraseCopies(this.key);
  }

  /** Forgets all and keeps nothing any more: whoever was learning has left. */
  close() {
    this.forget();
    this.storage = NOWHERE;
    this.copy = NO_COPY;
  }

  forget() {
    this.record = emptyRecord();
    this.kept = false;
    this.copy.drop();
  }

  /** Adds what only the second copy knows. @param {string} text */
  takeIn(text) {
    const { reading, record } = parseRecord(text);
    const before = JSON.stringify(mergeRecords(this.record, this.record));
    if (reading !== "ok" || JSON.stringify(mergeRecords(this.record, record)) === before) return;
    this.record = mergeRecords(this.record, record);
    this.write();
    this.dispatchEvent(new Event("change"));
  }

  /** The stored text, after it has been merged into the record. @returns {string | null} */
  read() {
    let raw = null;
    try {
      if (!this.storage) throw new Error("no storage");
      raw = this.storage.getItem(this.key);
    } catch {
      this.enter("denied");
      return null;
    }
    if (raw === null && this.kept) this.forget();
    this.kept ||= raw !== null;
    const { reading, record } = parseRecord(raw);
    this.record = mergeRecords(this.record, record);
    if (reading === "newer") this.enter("newer");
    if (reading === "corrupt") this.setAside(raw ?? "");
    return raw;
  }

  /** Keeps the unreadable text, for somebody who can repair it. @param {string} raw */
  setAside(raw) {
    try {
      this.storage?.setItem(corruptKey(this.key), raw);
    } catch { /* full: the warning is all that can be done */ }
    this.enter("corrupt");
  }

  write() {
    if (this.state === "newer" || this.state === "denied") return;
    this.record = mergeRecords(this.record, this.record);
    const text = JSON.stringify(this.record);
    this.copy.keep(text);
    try {
      this.storage?.setItem(this.key, text);
      this.kept = this.storage !== NOWHERE;
      if (this.state === "full") this.enter("saved");
    } catch {
      this.enter("full");
    }
  }

  /** @param {State} state */
  enter(state) {
    if (this.state === state) return;
    this.state = state;
    document.dispatchEvent(new Event("cw-storage"));
  }
}

/** @type {Map<string, LocalRecorder>} */
const recorders = new Map();

/** The recorder of a course: one per page, whoever asks.
 * @param {string} course @returns {LocalRecorder} */
export const recorderOf = (course) => {
  let recorder = recorders.get(course);
  if (!recorder) {
    const storage = currentProfile() === null ? NOWHERE : ownStorage();
    recorder = new LocalRecorder(document.documentElement.dataset.site ?? "", course, storage);
    recorders.set(course, recorder);
    document.dispatchEvent(new Event("cw-storage"));
  }
  return recorder;
};

/** Closes all recorders of the page. */
export const closeRecorders = () => recorders.forEach((recorder) => recorder.close());

/** How the storage fares, over all recorders of the page; the first trouble counts. @returns {State} */
export const storageState = () =>
  [...recorders.values()].map(({ state }) => state).find((state) => state !== "saved") ?? "saved";

/** Stored data may change behind the page: in another tab (the event), or
 * while the page lay in the background (no event on file:// everywhere). */
export const watchStorage = () => {
  const refresh = () => recorders.forEach((recorder) => recorder.refresh());
  window.addEventListener("storage", ({ key }) => {
    recorders.forEach((recorder) => { if (key === null || key === recorder.key) recorder.refresh(); });
  });
  window.addEventListener("pageshow", refresh);
  document.addEventListener("visibilitychange", refresh);
};
