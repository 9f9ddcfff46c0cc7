// <cw-tabs>: sections one of which is shown at a time. Closed ones carry a
// class, not `hidden`: print shows them all, as does a page without script.

import { h } from "./dom.js";

let tabsMade = 0;

export class TabsElement extends HTMLElement {
  connectedCallback() {
    this.listening = new AbortController();
    this.panels ??= this.takeOver();
    window.addEventListener("hashchange", () => this.openTarget(), { signal: this.listening.signal });
    this.openTarget();
  }

  disconnectedCallback() {
    this.listening?.abort();
  }

  /** @returns {HTMLElement[]} */
  takeOver() {
    /** @type {HTMLElement[]} */
    const panels = [...this.querySelectorAll(/** @type {"section"} */ (":scope > .tab"))];
    const set = (tabsMade += 1);
    this.buttons = panels.map((panel, index) => {
      const label = panel.getAttribute("aria-label") ?? "";
      const tab = h("button", {
        class: "tab-button", type: "button", role: "tab", id: `tab-${set}-${index}`, "aria-controls": `panel-${set}-${index}`,
        click: () => this.open(index), keydown: (event) => this.move(/** @type {KeyboardEvent} */ (event), index),
      }, label);
      panel.id = `panel-${set}-${index}`;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("tabindex", "0");
      return tab;
    });
    this.prepend(h("div", { class: "tab-list", role: "tablist" }, ...this.buttons));
    this.classList.add("is-ready");
    this.panels = panels;
    this.open(0);
    return panels;
  }

  /** @param {number} chosen */
  open(chosen) {
    this.buttons?.forEach((tab, index) => {
      tab.setAttribute("aria-selected", String(index === chosen));
      tab.tabIndex = index === chosen ? 0 : -1;
    });
    this.panels?.forEach((panel, index) => panel.classList.toggle("is-closed", index !== chosen));
  }

  /** A link may lead into a closed tab. */
  openTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const chosen = this.panels?.findIndex((panel) => target !== null && panel.contains(target)) ?? -1;
    if (chosen < 0) return;
    this.open(chosen);
    target?.scrollIntoView();
  }

  /** @param {KeyboardEvent} event @param {number} index */
  move(event, index) {
    const count = this.buttons?.length ?? 0;
    const forward = getComputedStyle(this).direction === "rtl" ? -1 : 1;
    const to = { ArrowRight: index + forward, ArrowLeft: index - forward, Home: 0, End: count - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.open((to + count) % count);
    this.buttons?.[(to + count) % count].focus();
  }
}
