// <cw-checklist>: remembers its ticks. A tick belongs to the words it stands
// beside, so a line that was added moves no tick, and one that was changed
// loses only its own.

import { announce, button, h, page } from "./dom.js";
import { recorderOf } from "./recorder.js";
import { put } from "./store.js";
import { say } from "./words.js";

export class ChecklistElement extends HTMLElement {
  connectedCallback() {
    const { course, module, page: id } = page();
    if (!course) return;
    this.recorder = recorderOf(course);
    this.base = `${module}/${id}/${this.dataset.id ?? ""}`;
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.recorder.addEventListener("change", () => this.render(), { signal });
    this.addEventListener("change", (event) => this.keep(/** @type {HTMLInputElement} */ (event.target)), { signal });
    if (!this.querySelector(".checklist-actions")) {
      this.append(h("p", { class: "checklist-actions" }, button(say("clear_ticks"), () => this.clear(), true)));
    }
    this.render();
  }

  disconnectedCallback() {
    this.listening?.abort();
  }

  /** @returns {HTMLInputElement[]} */
  boxes() {
    return [...this.querySelectorAll(/** @type {"input"} */ ("input[type='checkbox']"))];
  }

  /** @param {HTMLInputElement} box */
  key(box) {
    const text = box.closest("label")?.textContent ?? "";
    return `${this.base}/${text.replace(/\s+/g, " ").trim().slice(0, 80)}`;
  }

  render() {
    for (const box of this.boxes()) box.checked = this.recorder?.record.ticks[this.key(box)]?.value === true;
  }

  /** @param {HTMLInputElement} box */
  keep(box) {
    const { checked } = box;
    this.recorder?.update(({ ticks }) => put(ticks, this.key(box), checked || null));
  }

  clear() {
    const ticked = this.boxes().filter(({ checked }) => checked).map((box) => this.key(box));
    this.recorder?.update(({ ticks }) => ticked.forEach((key) => put(ticks, key, null)));
    announce(say("ticks_cleared"));
  }
}
