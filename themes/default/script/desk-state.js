// Who is learning, at a device that several people share: the profiles, which
// of them is at the desk, and when anybody last touched the page. Kept under
// one name, beside the records of the site.

import { page } from "./dom.js";
import { newId } from "./order.js";

/**
 * @typedef {{ name: string, at: number }} Profile
 * @typedef {{ profiles: Record<string, Profile>, current: string | null, active: number, locked: boolean }} Desk
 */

/** What begins the name of everything that a site keeps. @param {string} site */
export const siteKeys = (site) => `cw:${site.replaceAll(":", "%3A")}:`;

/** @param {string} site */
export const deskKey = (site) => `${siteKeys(site)}@desk`;

/** @returns {Desk} */
const emptyDesk = () => ({ profiles: {}, current: null, active: 0, locked: false });

/** @param {string} site @returns {Desk} */
export const readDesk = (site) => {
  try {
    const kept = JSON.parse(window.localStorage.getItem(deskKey(site)) ?? "null");
    const profiles = Object.entries(kept?.profiles ?? {}).filter(([, profile]) => typeof profile?.name === "string" && Number.isFinite(profile.at));
    const known = Object.fromEntries(profiles);
    return {
      profiles: known, current: Object.hasOwn(known, kept?.current) ? kept.current : null,
      active: Number.isFinite(kept?.active) ? kept.active : 0, locked: kept?.locked === true,
    };
  } catch {
    return emptyDesk();
  }
};

/** Changes what is kept of the desk. @param {string} site @param {(desk: Desk) => void} change
 * @returns {boolean} whether it is kept */
export const changeDesk = (site, change) => {
  const desk = readDesk(site);
  change(desk);
  const isEmpty = !Object.keys(desk.profiles).length && !desk.active && !desk.locked;
  try {
    if (isEmpty) window.localStorage.removeItem(deskKey(site));
    else window.localStorage.setItem(deskKey(site), JSON.stringify(desk));
    return true;
  } catch {
    return false;
  }
};

/** The profile that is at the desk: its id, null where nobody is, and an empty
 * text where the site knows no profiles. Where learners have no names, whoever
 * comes first begins a session. @returns {string | null} */
export const currentProfile = () => {
  const { site } = page();
  const { desk } = document.documentElement.dataset;
  const { current } = desk ? readDesk(site) : { current: "" };
  if (current !== null || desk === "profiles") return current;
  const id = newId();
  const begin = (/** @type {Desk} */ kept) => Object.assign(kept, { profiles: { [id]: { name: "", at: Date.now() } }, current: id });
  return changeDesk(site, begin) ? id : "";
};

/** The profile leaves the desk for good. @param {string} site @param {string} profile */
export const removeProfile = (site, profile) => changeDesk(site, (desk) => {
  delete desk.profiles[profile];
  Object.assign(desk, { current: null, active: 0, locked: false });
});

/** What begins the name of everything that is kept of a profile. @param {string} site @param {string} profile */
export const profileKeys = (site, profile) => (profile ? `${siteKeys(site)}~${profile}:` : siteKeys(site));

/** What begins the name of everything that is kept of whoever is learning now.
 * @param {string} site */
export const ownKeys = (site) => profileKeys(site, currentProfile() ?? "nobody");
