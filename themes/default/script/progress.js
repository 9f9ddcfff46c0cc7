// <cw-progress>: the learner's own progress, drawn into lists of courses and
// modules that the generator wrote.

import { dataOf, h, svg } from "./dom.js";
import { RESUME } from "./place.js";
import { recorderOf } from "./recorder.js";
import { continueAt, courseStanding, lastSeen, moduleBefore, moduleStanding, nextInCourse } from "./standing.js";
import { showState, wordFor } from "./state.js";
import { say } from "./words.js";

/** @typedef {import("./standing.js").CourseOutline} CourseOutline */

/** A ring, with the number it draws beside it.
 * @param {Element | null} place @param {number} done @param {number} total @param {string} word */
const showMeter = (place, done, total, word) => {
  if (!(place instanceof HTMLElement) || !total) return;
  const circle = { cx: 18, cy: 18, r: 15, fill: "none" };
  place.hidden = false;
  place.replaceChildren(
    svg("svg", { class: "ring", viewBox: "0 0 36 36", "aria-hidden": "true" },
      svg("circle", { ...circle, class: "ring-track" }),
      svg("circle", { ...circle, class: "ring-fill", pathLength: 100, "stroke-dasharray": `${(100 * done) / total} 100` })),
    h("span", { class: "meter-text" }, word));
};

/** @param {Element | null} place @param {ReturnType<typeof continueAt>} step @param {boolean} begun
 * @param {string | null} [certificate] where what was completed leads to */
const showContinue = (place, step, begun, certificate = null) => {
  if (!(place instanceof HTMLElement)) return;
  place.hidden = !step && !begun;
  if (!step) {
    place.replaceChildren(!begun ? "" : certificate ? h("a", { class: "button", href: certificate }, say("to_certificate")) : say("course_completed"));
    return;
  }
  const title = step.attestation ? say("attestation_title") : step.quiz ? say("quiz_of", { title: step.module }) : step.title;
  place.replaceChildren(h("a", { class: "button", href: step.fresh ? step.href : step.href + RESUME },
    say(step.fresh && !step.attestation ? "start_at" : "continue_at", { title })));
};

export class ProgressElement extends HTMLElement {
  connectedCallback() {
    /** @type {CourseOutline[]} */
    const courses = dataOf(this)?.courses ?? [];
    this.listening = new AbortController();
    const render = () => this.render(courses);
    for (const { id } of courses) recorderOf(id).addEventListener("change", render, { signal: this.listening.signal });
    render();
  }

  disconnectedCallback() {
    this.listening?.abort();
  }

  /** The places of this kind that belong to one course or module, or to the whole.
   * @param {string} kind @param {Element} holder @returns {Element[]} */
  places(kind, holder) {
    return [...this.querySelectorAll(kind)].filter((place) => {
      const nearest = place.parentElement?.closest("[data-module], [data-course]") ?? this;
      return (this.contains(nearest) ? nearest : this) === holder;
    });
  }

  /** @param {CourseOutline[]} courses */
  render(courses) {
    for (const course of courses) {
      const { record } = recorderOf(course.id);
      const holder = this.querySelector(`[data-course="${CSS.escape(course.id)}"]`) ?? (courses.length === 1 ? this : null);
      if (holder) this.showCourse(holder, course);
      for (const module of course.modules) {
        const item = (holder ?? this).querySelector(`[data-module="${CSS.escape(module.id)}"]`);
        if (!item) continue;
        const standing = moduleStanding(record, module);
        const before = standing.state === "completed" ? null : moduleBefore(record, course, module);
        for (const place of this.places(".state", item)) {
          if (before) showState(place, "not-yet", say("state_after", { title: before.title }));
          else showState(place, standing.state, wordFor(standing));
        }
        const text = say("steps_done", { n: standing.total, done: standing.done });
        for (const place of this.places(".meter", item)) showMeter(place, standing.done, standing.total, text);
        for (const place of this.places(".continue", item)) showContinue(place, continueAt(record, [module]), false);
      }
    }
    this.showWhole(courses);
  }

  /** @param {Element} holder @param {CourseOutline} course */
  showCourse(holder, course) {
    const { record } = recorderOf(course.id);
    const standing = courseStanding(record, course);
    const text = say("modules_done", { n: standing.modules, done: standing.modulesDone });
    for (const place of this.places(".state", holder)) showState(place, standing.state, wordFor(standing));
    for (const place of this.places(".meter", holder)) showMeter(place, standing.done, standing.total, text);
    const step = nextInCourse(record, course);
    for (const place of this.places(".continue", holder)) showContinue(place, step, standing.total > 0, course.certificate);
    if (holder instanceof HTMLElement) holder.dataset.state = standing.state;
  }

  /** The one link that stands outside every course: to the course last visited.
   * @param {CourseOutline[]} courses */
  showWhole(courses) {
    if (!courses.length || this.querySelector(":scope [data-course]") === null) return;
    const latest = [...courses].sort((a, b) => lastSeen(recorderOf(b.id).record, b) - lastSeen(recorderOf(a.id).record, a));
    const open = latest.find((course) => nextInCourse(recorderOf(course.id).record, course)) ?? latest[0];
    const step = nextInCourse(recorderOf(open.id).record, open);
    for (const place of this.places(".continue", this)) showContinue(place, step, false);
  }
}
