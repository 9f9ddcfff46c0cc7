// What this site keeps in the browser, and under which names. All names of a
// site begin alike, and so do those of a profile, so that nothing mixes and all
// of one can be erased.

import { ownKeys } from "./desk-state.js";
import { eraseCopies } from "./second-copy.js";

/** The storage, or null where the browser refuses even to name it. @returns {Storage | null} */
export const ownStorage = () => {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
};

/** Where text is set aside that could not be read. @param {string} key */
export const corruptKey = (key) => `${key}:corrupt`;

/** What is kept under a name; null where nothing is, or nothing can be. @param {string} key */
export const keptText = (key) => {
  try {
    return ownStorage()?.getItem(key) ?? null;
  } catch {
    return null;
  }
};

/** The names of what is kept that begin with `keys`. @param {string} keys @returns {string[]} */
const keysFrom = (keys) => {
  try {
    return Object.keys(ownStorage() ?? {}).filter((key) => key.startsWith(keys));
  } catch {
    return [];
  }
};

/** The courses of which something is kept, those included that the site has no more. @param {string} site */
export const storedCourses = (site) =>
  [...new Set(keysFrom(ownKeys(site)).map((key) => key.slice(ownKeys(site).length).replace(/:corrupt$/, "")))]
    .filter((course) => /^[^@:]+$/.test(course));

/** Text of a course that could not be read and was set aside.
 * @param {string} site @param {string} course @returns {string | null} */
export const setAsideOf = (site, course) => keptText(corruptKey(ownKeys(site) + course));

/** Takes away everything whose name begins with `keys`, whatever it is. @param {string} keys */
export const eraseEverything = async (keys) => {
  const erase = () => keysFrom(keys).forEach((key) => ownStorage()?.removeItem(key));
  erase();
  await eraseCopies(keys, `${keys}\uffff`);
  erase();
};
