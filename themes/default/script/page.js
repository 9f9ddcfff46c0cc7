// <cw-page>: notes that the page was opened, and where the learner is on it. A
// page of a module that comes after another can be read before, and is noted
// once the other is complete.

import { dataOf, page } from "./dom.js";
import { keepPlace } from "./place.js";
import { recorderOf } from "./recorder.js";
import { special } from "./special.js";

export class PageElement extends HTMLElement {
  /** What is said to be missing. */
  shown = "";

  connectedCallback() {
    const { course, module, page: id, release } = page();
    if (!course || !module || !id) return;
    const recorder = recorderOf(course);
    this.listening = new AbortController();
    /** @type {import("./gate.js").After | null} */
    const after = dataOf(this)?.after ?? null;
    const key = `${module}/${id}`;
    const note = () => {
      const noted = Object.hasOwn(recorder.record.opened, key);
      const missing = noted ? [] : special().gate?.missingBefore(recorder.record, after) ?? [];
      this.showGate(after, missing);
      if (!noted && !missing.length) recorder.update(({ opened }) => { opened[key] ??= { at: Date.now(), release }; });
    };
    recorder.addEventListener("change", note, { signal: this.listening.signal });
    note();
    keepPlace(recorder, this.listening.signal);
  }

  /** @param {import("./gate.js").After | null} after @param {import("./gate.js").Link[]} missing */
  showGate(after, missing) {
    const shown = missing.map(({ href }) => href).join(" ");
    if (shown === this.shown) return;
    this.shown = shown;
    document.querySelector(".gate")?.remove();
    const note = after && missing.length && special().gate?.gateNote({ module: after.module.title, reason: after.reason, missing, readable: "page" });
    if (note) document.querySelector(".page-head")?.append(note);
  }

  disconnectedCallback() {
    this.listening?.abort();
  }
}
