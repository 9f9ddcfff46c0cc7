// Where the learner is on a page: saved while reading, found again after a
// reload, a return or a crash. The place is told by the nearest heading, so it
// survives text that was added above it and a window of another width.

import { announce, page } from "./dom.js";
import { put } from "./store.js";
import { say } from "./words.js";

/** @typedef {{ anchor: string | null, offset: number }} Place */

/** The end of a link that asks for the place to be found again. */
export const RESUME = "#continue";

const ANCHORS = "main :is(h1, h2, h3, h4, h5, h6, fieldset, section)[id]";

/** @returns {Place} */
const placeNow = () => {
  const above = [...document.querySelectorAll(ANCHORS)]
    .map((element) => ({ id: element.id, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.height > 0 && box.top <= 1);
  const nearest = above.at(-1);
  return nearest
    ? { anchor: nearest.id, offset: Math.round(-nearest.box.top) }
    : { anchor: null, offset: Math.round(window.scrollY) };
};

/** @param {any} place */
const goTo = (place) => {
  const anchor = typeof place?.anchor === "string" ? document.getElementById(place.anchor) : null;
  const top = anchor ? anchor.getBoundingClientRect().top + window.scrollY : 0;
  if (Number.isFinite(place?.offset)) window.scrollTo({ top: top + place.offset, behavior: "instant" });
};

/** Whether this visit goes on with an earlier one: a reload, a return, a link
 * that says so, or a page opened from nowhere (a bookmark, the browser's start). */
const isReturn = () => {
  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (location.hash === RESUME) return true;
  if (visit?.type === "reload" || visit?.type === "back_forward") return true;
  return !location.hash && !document.referrer && location.protocol !== "file:";
};

/** Goes to the place, and once more when all pictures are there, unless the
 * learner has moved by then. @param {any} place @param {AbortSignal} signal */
const restore = (place, signal) => {
  let moved = false;
  history.scrollRestoration = "manual";
  goTo(place);
  for (const hand of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    window.addEventListener(hand, () => { moved = true; }, { once: true, signal });
  }
  window.addEventListener("load", () => { if (!moved) goTo(place); }, { once: true, signal });
};

/** @param {import("./recorder.js").LocalRecorder} recorder @param {AbortSignal} signal */
export const keepPlace = async (recorder, signal) => {
  const key = `${page().module}/${page().page}`;
  const [asked, back] = [location.hash === RESUME, isReturn()];
  await recorder.ready;
  if (signal.aborted) return;
  const kept = recorder.record.places[key]?.value ?? null;
  const save = () => {
    const place = placeNow();
    const old = recorder.record.places[key]?.value;
    if (place.anchor === old?.anchor && place.offset === old?.offset) return;
    recorder.update((record) => put(record.places, key, place));
  };
  let timer = 0;
  const soon = () => {
    clearTimeout(timer);
    timer = window.setTimeout(save, 200);
  };
  recorder.update((record) => put(record.places, key, kept));
  if (asked) history.replaceState(null, "", location.pathname + location.search);
  if (kept && back) restore(kept, signal);
  if (kept && asked) announce(say("place_restored"));
  window.addEventListener("scroll", soon, { passive: true, signal });
  window.addEventListener("pagehide", save, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
};
