// A second copy of the record that is on the disk within milliseconds.
// Browsers write localStorage to disk seconds later, so what was typed just
// before a crash would be gone; IndexedDB can be asked to be strict about it.
// Coming late does no harm: copies are merged, never put over one another.

const STORE = "records";

/** How long a page waits for the copy before it goes on without, in milliseconds. */
const PATIENCE = 1000;

/** @returns {Promise<IDBDatabase>} rejected where the browser keeps nothing */
const database = () => new Promise((resolve, reject) => {
  const request = indexedDB.open("cw", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** Waits for something that may never come, and not for long.
 * @param {Promise<unknown>} done @returns {Promise<unknown>} never rejected */
const inTime = (done) =>
  Promise.race([done.catch(() => {}), new Promise((resolve) => { setTimeout(resolve, PATIENCE); })]);

/** Takes away the copies with keys from `first` to `last`.
 * @param {string} first @param {string} [last] @returns {Promise<unknown>} when that is done, or cannot be */
export const eraseCopies = (first, last = first) => inTime(database().then((opened) => new Promise((resolve) => {
  const erasing = opened.transaction(STORE, "readwrite", { durability: "strict" });
  erasing.objectStore(STORE).delete(IDBKeyRange.bound(first, last));
  erasing.oncomplete = resolve;
  erasing.onabort = resolve;
}).then(() => opened.close())));

/** Finds the copy kept under `key`: `ready` is when that is done, or cannot be.
 * `keep` writes the next one: of many in a row only the last, and none before
 * the old one was read. `drop` takes back what was to be written, and lets
 * nothing be found any more.
 * @param {string} key @param {(text: string) => void} found
 * @returns {{ ready: Promise<unknown>, keep: (text: string) => void, drop: () => void }} */
export const secondCopy = (key, found) => {
  /** @type {IDBDatabase | null} */
  let open = null;
  /** @type {string | null} */
  let waiting = null;
  let busy = true;
  let dropped = false;
  const next = () => {
    busy = open !== null && waiting !== null;
    if (!open || waiting === null) return;
    try {
      const writing = open.transaction(STORE, "readwrite", { durability: "strict" });
      writing.objectStore(STORE).put(waiting, key);
      writing.oncomplete = next;
      writing.onabort = next;
    } catch {
      open = null;
    }
    waiting = null;
  };
  const ready = inTime(database().then((opened) => new Promise((resolve) => {
    const reading = opened.transaction(STORE).objectStore(STORE).get(key);
    opened.onversionchange = () => opened.close();
    reading.onerror = () => resolve(undefined);
    reading.onsuccess = () => {
      open = opened;
      if (typeof reading.result === "string" && !dropped) found(reading.result);
      next();
      resolve(undefined);
    };
  })));
  const keep = (/** @type {string} */ text) => {
    waiting = text;
    if (!busy) next();
  };
  const drop = () => {
    waiting = null;
    dropped = true;
  };
  return { ready, keep, drop };
};
