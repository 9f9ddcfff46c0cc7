// What this site keeps in the browser, and under which names. All names of a
// site begin alike, so that sites at one host do not mix and all of one can be
// erased.

import { eraseCopies } from "./second-copy.js";

/** The storage, or null where the browser refuses even to name it. @returns {Storage | null} */
export const ownStorage = () => {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
};

/** What begins the name of everything that a site keeps. @param {string} site */
export const siteKeys = (site) => `cw:${site.replaceAll(":", "%3A")}:`;

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

/** The names of everything that is kept for a site. @param {string} site @returns {string[]} */
const keptKeys = (site) => {
  try {
    return Object.keys(ownStorage() ?? {}).filter((key) => key.startsWith(siteKeys(site)));
  } catch {
    return [];
  }
};

/** The courses of which something is kept, those included that the site has no more. @param {string} site */
export const storedCourses = (site) =>
  [...new Set(keptKeys(site).map((key) => key.slice(siteKeys(site).length).replace(/:corrupt$/, "")))]
    .filter((course) => /^[^@:]+$/.test(course));

/** Text of a course that could not be read and was set aside.
 * @param {string} site @param {string} course @returns {string | null} */
export const setAsideOf = (site, course) => keptText(corruptKey(siteKeys(site) + course));

/** Takes away everything that is kept for a site, whatever it is. @param {string} site */
export const eraseEverything = async (site) => {
  for (const key of keptKeys(site)) ownStorage()?.removeItem(key);
  await eraseCopies(siteKeys(site), `${siteKeys(site)}\uffff`);
};
