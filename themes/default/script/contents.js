// <cw-contents>: what of a module was opened and passed, in its list of pages.

import { page } from "./dom.js";
import { quizStanding } from "./quiz-standing.js";
import { recorderOf } from "./recorder.js";
import { showState, wordFor } from "./state.js";
import { say } from "./words.js";

export class ContentsElement extends HTMLElement {
  connectedCallback() {
    const { course, module } = page();
    if (!course) return;
    this.listening = new AbortController();
    const recorder = recorderOf(course);
    const render = () => this.render(recorder.record, module);
    recorder.addEventListener("change", render, { signal: this.listening.signal });
    render();
  }

  disconnectedCallback() {
    this.listening?.abort();
  }

  /** @param {import("./store.js").CourseRecord} record @param {string} module */
  render(record, module) {
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-page]"))) {
      const place = item.querySelector(".state");
      if (item.dataset.page === "quiz") {
        const standing = quizStanding(record, module, {
          attempts: Number(this.dataset.attempts) || null,
          keep: /** @type {"best" | "last" | "first"} */ (this.dataset.keep ?? "best"),
        });
        showState(place, standing.state, standing.state === "not-started" ? "" : wordFor(standing));
      } else {
        const opened = Object.hasOwn(record.opened, `${module}/${item.dataset.page}`);
        showState(place, opened ? "completed" : "not-started", opened ? say("state_opened") : "");
      }
    }
  }
}
