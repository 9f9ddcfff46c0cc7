// The time that a quiz allows, where its author insists on one. It runs while
// the page is open and stands still while it is closed or paused. Learners
// choose before the start how much they want, or none at all; before it is up
// they are warned and can add some as often as they like; and when it is up,
// what they have answered is submitted (WCAG 2.2, 2.2.1).

import { button, h } from "./dom.js";
import { put } from "./store.js";
import { say } from "./words.js";

const MINUTE = 60_000;

/** How long before the end learners are warned, in milliseconds. */
const WARNING = MINUTE;

/** How often what is left is kept, in milliseconds. */
const KEPT_EVERY = 5000;

/** The most that counts at once, in milliseconds: a computer that slept took no time. */
const LONGEST_STEP = MINUTE;

/**
 * What is kept of the time: for which attempt, and what is left in
 * milliseconds, null where there is no limit. `up` is true where it ran out.
 * @typedef {{ attempt: string, left: number | null, paused?: boolean, up?: boolean }} Kept
 */

/** How much time can be chosen for a limit, in minutes; null is no limit. @param {number} limit */
const choices = (limit) => [limit, 2 * limit, 10 * limit, null];

/** "2 hours", "90 minutes" @param {number} minutes */
const spoken = (minutes) =>
  minutes % 60 === 0 ? say("hours", { n: minutes / 60 }) : say("minutes", { n: minutes });

/** The choice of the time, before the start. @param {number} limit in minutes
 * @returns {{ region: HTMLElement, chosen: () => number | null }} */
export const timeChoice = (limit) => {
  const radio = (/** @type {number | null} */ minutes) => h("label", { class: "option" },
    h("input", { type: "radio", name: "time-limit", value: minutes ?? "", checked: minutes === limit }),
    h("span", { class: "option-text" }, minutes === null ? say("time_none") : spoken(minutes)));
  const options = h("div", { class: "options" }, ...choices(limit).map(radio));
  const chosen = () => {
    const value = /** @type {HTMLInputElement | null} */ (options.querySelector("input:checked"))?.value;
    return value ? Number(value) : null;
  };
  const region = h("fieldset", { class: "question time-choice" },
    h("legend", {}, h("span", { class: "prompt" }, say("time_choice"))),
    h("p", { class: "instruction" }, say("time_how")), options);
  return { region, chosen };
};

export class Clock {
  /** @param {import("./recorder.js").LocalRecorder} recorder @param {string} key where it is kept
   * @param {number} limit in minutes @param {{ up: () => void, paused: () => void }} told */
  constructor(recorder, key, limit, told) {
    this.recorder = recorder;
    this.key = key;
    this.limit = limit;
    this.told = told;
    this.timer = 0;
    this.last = 0;
    this.keptAt = 0;
    /** @type {number | null} */
    this.left = null;
    this.warned = false;
    this.text = h("span", {});
    this.bar = h("p", { class: "quiz-clock" }, h("span", { role: "timer" }, this.text), " ",
      button(say("time_pause"), () => this.pause(), true));
    /** @type {HTMLDialogElement | null} */
    this.dialog = null;
  }

  /** @returns {Kept | null} */
  kept() {
    return this.recorder.record.drafts[this.key]?.value ?? null;
  }

  /** @param {Partial<Kept>} change */
  keep(change) {
    const kept = this.kept();
    if (!kept) return;
    this.keptAt = Date.now();
    this.recorder.update(({ drafts }) => put(drafts, this.key, { ...kept, left: this.left, ...change }));
  }

  /** Sets the time for an attempt. @param {string} attempt @param {number | null} minutes */
  set(attempt, minutes) {
    this.left = minutes === null ? null : minutes * MINUTE;
    this.recorder.update(({ drafts }) => put(drafts, this.key, { attempt, left: this.left }));
  }

  /** Whether the time of this attempt stands still. @param {string} attempt */
  isPaused(attempt) {
    const kept = this.kept();
    return kept?.attempt === attempt && kept.paused === true;
  }

  /** Lets the time of an attempt run on from what is kept of it; an attempt of
   * which nothing is kept has the whole of it. @param {string} attempt */
  run(attempt) {
    const kept = this.kept();
    if (kept?.attempt !== attempt) this.set(attempt, this.limit);
    else this.left = kept.left;
    this.last = Date.now();
    this.warned = false;
    clearInterval(this.timer);
    if (this.left === null) return;
    this.timer = window.setInterval(() => this.tick(), 1000);
    this.show();
  }

  /** What another tab kept counts here too. */
  follow() {
    const kept = this.kept();
    if (!this.timer || !kept || kept.left === null || this.left === null) return;
    if (Math.abs(kept.left - this.left) > KEPT_EVERY + 1000) this.left = kept.left;
    this.show();
  }

  tick() {
    if (this.left === null) return;
    const now = Date.now();
    this.left = Math.max(0, this.left - Math.min(Math.max(0, now - this.last), LONGEST_STEP));
    this.last = now;
    this.show();
    if (this.left === 0) {
      this.stop();
      this.told.up();
    } else if (this.left <= Math.min(WARNING, (this.limit * MINUTE) / 2) && !this.warned) this.warn();
    else if (now - this.keptAt >= KEPT_EVERY) this.keep({});
  }

  show() {
    const minutes = Math.ceil((this.left ?? 0) / MINUTE);
    const text = (this.left ?? 0) < MINUTE ? say("time_left_short") : say("time_left", { n: minutes });
    if (this.text.textContent !== text) this.text.textContent = text;
    this.bar.hidden = this.left === null;
  }

  /** Says that the time is nearly up, where it cannot be missed; one key adds some. */
  warn() {
    this.warned = true;
    const more = Math.min(this.limit, 10);
    const add = () => {
      this.left = (this.left ?? 0) + more * MINUTE;
      this.warned = false;
      this.keep({});
      this.show();
      dialog.close();
    };
    const dialog = h("dialog", { class: "dialog", role: "alertdialog", "aria-labelledby": "time-title", "aria-describedby": "time-text", close: () => dialog.remove() },
      h("h2", { id: "time-title" }, say("time_warning")), h("p", { id: "time-text" }, say("time_warning_why")),
      h("div", { class: "dialog-actions" },
        h("button", { class: "button", type: "button", autofocus: true, click: add }, say("time_add", { n: more })),
        button(say("time_go_on"), () => dialog.close(), true)));
    this.dialog = dialog;
    document.querySelector("main")?.append(dialog);
    dialog.showModal();
  }

  /** Lets the time stand still until the learner goes on. */
  pause() {
    this.stop();
    this.keep({ paused: true });
    this.told.paused();
  }

  /** What stands in place of the questions while the time stands still. @param {() => void} goOn */
  pausedRegion(goOn) {
    this.left = this.kept()?.left ?? null;
    this.show();
    const resume = () => {
      this.keep({ paused: false });
      goOn();
    };
    return h("section", { class: "quiz-start quiz-paused", "aria-labelledby": "paused-title" },
      h("h2", { id: "paused-title", tabindex: -1 }, say("time_paused")),
      h("p", {}, this.text.textContent), h("p", {}, button(say("time_resume"), resume)));
  }

  /** Keeps what is left, as when the page is closed. */
  leave() {
    if (this.timer && this.left !== null) this.keep({});
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.dialog?.close();
    this.dialog = null;
  }
}
