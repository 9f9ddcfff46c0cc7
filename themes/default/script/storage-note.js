// <cw-storage>: says where answers are kept, and turns into a warning when
// they are not. It also holds the page's one live region.

import { announce, h, symbol } from "./dom.js";
import { storageState } from "./recorder.js";
import { say } from "./words.js";

/** "Your answers are saved on this device.", or why they are not.
 * @param {HTMLElement} place */
export const showSaved = (place) => {
  const state = storageState();
  place.classList.toggle("is-warning", state !== "saved");
  place.replaceChildren(...(state === "saved" ? [] : [symbol("note"), " "]), say(`storage_${state}`));
};

export class StorageElement extends HTMLElement {
  connectedCallback() {
    this.listening = new AbortController();
    if (!this.querySelector(".announcer")) {
      this.append(h("p", { class: "announcer visually-hidden", role: "status", "aria-atomic": "true" }));
    }
    document.addEventListener("cw-storage", () => this.render(), { signal: this.listening.signal });
    this.render();
  }

  disconnectedCallback() {
    this.listening?.abort();
  }

  render() {
    const state = storageState();
    if (state === (this.dataset.state ?? "saved")) return;
    this.dataset.state = state;
    this.querySelector(".storage-warning")?.remove();
    const note = /** @type {HTMLElement | null} */ (this.querySelector(":scope > p:not(.announcer)"));
    if (note) note.hidden = state !== "saved";
    if (state === "saved") return;
    const text = say(`storage_${state}`);
    this.prepend(h("p", { class: "storage-warning" }, symbol("note"), ` ${text}`));
    announce(text);
  }
}
