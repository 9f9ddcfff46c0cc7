// The learner's name: typed by the learner, kept beside the records of the
// site, and only on this device. Nobody has to give one.

import { keptText, ownStorage } from "./browser-storage.js";
import { currentProfile, ownKeys, readDesk } from "./desk-state.js";

/** The longest name that is kept, in characters. */
export const NAME_LENGTH = 120;

/** Where it is kept; no course can have this id. @param {string} site */
const nameKey = (site) => `${ownKeys(site)}@learner`;

/** What this page knows where the browser keeps nothing. @type {Map<string, string>} */
const unkept = new Map();

/** A name on one line, without what cannot be seen; the two joiners that some
 * scripts spell with are kept. @param {string} text */
export const plainName = (text) => {
  const seen = text.normalize("NFC").replace(/\s+/gu, " ").replace(/[\p{Cc}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/gu, "");
  return [...seen.trim()].slice(0, NAME_LENGTH).join("").trim();
};

/** The name of the profile at a shared desk. @param {string} site */
const profileName = (site) => plainName(readDesk(site).profiles[currentProfile() ?? ""]?.name ?? "");

/** The name, or an empty text. Who has a profile at a shared desk is called as
 * it is, until they say otherwise. @param {string} site */
export const learnerName = (site) => {
  /** @type {any} */
  let kept = null;
  try {
    kept = JSON.parse(keptText(nameKey(site)) ?? "null");
  } catch { /* no name that one could read */ }
  return typeof kept?.name === "string" ? plainName(kept.name) : unkept.get(site) ?? profileName(site);
};

/** Keeps a name; an empty one takes it away. @param {string} site @param {string} text
 * @returns {boolean} whether it will be there after this page */
export const keepName = (site, text) => {
  const name = plainName(text);
  unkept.set(site, name);
  try {
    if (!name && !profileName(site)) ownStorage()?.removeItem(nameKey(site));
    else ownStorage()?.setItem(nameKey(site), JSON.stringify({ name }));
    return ownStorage() !== null;
  } catch {
    return false;
  }
};
