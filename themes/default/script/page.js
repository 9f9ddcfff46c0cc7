// <cw-page>: notes that the page was opened, and where the learner is on it.

import { page } from "./dom.js";
import { keepPlace } from "./place.js";
import { recorderOf } from "./recorder.js";

export class PageElement extends HTMLElement {
  connectedCallback() {
    const { course, module, page: id, release } = page();
    if (!course || !module || !id) return;
    const recorder = recorderOf(course);
    this.listening = new AbortController();
    recorder.update(({ opened }) => { opened[`${module}/${id}`] ??= { at: Date.now(), release }; });
    keepPlace(recorder, this.listening.signal);
  }

  disconnectedCallback() {
    this.listening?.abort();
  }
}
