// <cw-desk>: at a device that several people share, who is learning, how they
// leave, and the cover that is drawn over the page when nobody has touched it
// for a while. It covers; it protects from nobody who knows their way around.

import { changeDesk, currentProfile, deskKey, readDesk } from "./desk-state.js";
import { button, h, page } from "./dom.js";
import { newId } from "./order.js";
import { dayOf } from "./moment.js";
import { closeRecorders } from "./recorder.js";
import { say } from "./words.js";

/** How often a touch is written down for the other tabs, and how often it is
 * looked whether there was one, in milliseconds. */
const RHYTHM = 5000;

/** Where one ends one's session. */
const endHref = () => `${document.documentElement.dataset.root ?? ""}record.html#end-session`;

export class DeskElement extends HTMLElement {
  connectedCallback() {
    const { desk, lock } = document.documentElement.dataset;
    this.site = page().site;
    this.hasProfiles = desk === "profiles";
    this.mine = currentProfile();
    this.patience = Number(lock ?? 0) * 60_000;
    this.touched = Date.now();
    this.listening = new AbortController();
    const { signal } = this.listening;
    window.addEventListener("storage", ({ key }) => { if (key === null || key === deskKey(this.site ?? "")) this.follow(); }, { signal });
    document.addEventListener("visibilitychange", () => this.follow(), { signal });
    window.addEventListener("pageshow", () => this.follow(), { signal });
    if (this.mine === null) this.showChooser();
    else this.sitDown(signal);
  }

  disconnectedCallback() {
    this.listening?.abort();
    this.uncover();
  }

  /** @param {AbortSignal} signal */
  sitDown(signal) {
    const { profiles } = readDesk(this.site ?? "");
    const name = profiles[this.mine ?? ""]?.name;
    this.replaceChildren(h("p", { class: "desk-bar" },
      name && h("span", { class: "desk-name" }, say("desk_learning", { name })), " ",
      this.hasProfiles && h("button", { class: "link-button", type: "button", click: () => this.leave() }, say("desk_switch")), " ",
      h("a", { href: endHref() }, say("desk_end"))));
    if (!this.patience) return;
    for (const hand of ["pointerdown", "keydown", "wheel", "touchmove", "input"]) {
      window.addEventListener(hand, () => this.touch(), { passive: true, capture: true, signal });
    }
    const timer = setInterval(() => this.look(), RHYTHM);
    signal.addEventListener("abort", () => clearInterval(timer));
    const { active } = readDesk(this.site ?? "");
    this.touched = active || Date.now();
    this.look();
    if (!this.cover) this.touch();
  }

  /** Somebody is there. */
  touch() {
    const now = Date.now();
    if (this.cover) return;
    this.touched = now;
    if (now - readDesk(this.site ?? "").active >= RHYTHM) changeDesk(this.site ?? "", (desk) => { desk.active = now; });
  }

  /** Covers the page when nobody has been there for long, in no tab. */
  look() {
    const { active, locked } = readDesk(this.site ?? "");
    const idle = Date.now() - Math.max(active, this.touched ?? 0) >= (this.patience ?? 0);
    if (idle && !locked) changeDesk(this.site ?? "", (desk) => { desk.locked = true; });
    if (idle || locked) this.showCover();
  }

  /** Does what another tab has done. */
  follow() {
    if (currentProfile() !== this.mine) this.reload();
    else if (this.patience && readDesk(this.site ?? "").locked) this.showCover();
    else if (this.cover && this.mine !== null) this.uncover();
  }

  /** Nothing more of this learner is kept or shown. */
  reload() {
    closeRecorders();
    location.reload();
  }

  /** Makes room for somebody else; what is kept stays. */
  leave() {
    changeDesk(this.site ?? "", (desk) => Object.assign(desk, { current: null, locked: false }));
    this.reload();
  }

  /** Draws something over the whole page that stays until it is answered.
   * @param {string} title @param {import("./dom.js").Child[]} body */
  draw(title, body) {
    if (this.cover) return;
    const cover = h("dialog", { class: "desk-cover", "aria-labelledby": "desk-title", closedby: "none" },
      h("div", { class: "desk-card" }, h("h2", { id: "desk-title", tabindex: -1, autofocus: true }, title), ...body));
    this.cover = cover;
    cover.addEventListener("cancel", (event) => event.preventDefault());
    cover.addEventListener("close", () => { if (this.cover === cover) cover.showModal(); });
    document.documentElement.dataset.covered = "";
    document.body.append(cover);
    cover.showModal();
  }

  uncover() {
    const { cover } = this;
    this.cover = undefined;
    delete document.documentElement.dataset.covered;
    cover?.remove();
  }

  goOn() {
    this.touched = Date.now();
    changeDesk(this.site ?? "", (desk) => Object.assign(desk, { locked: false, active: Date.now() }));
    this.uncover();
  }

  showCover() {
    const name = readDesk(this.site ?? "").profiles[this.mine ?? ""]?.name;
    this.draw(name ? say("cover_title_name", { name }) : say("cover_title"), [
      h("p", {}, say("cover_hint")),
      h("div", { class: "desk-actions" },
        button(name ? say("cover_continue_name", { name }) : say("cover_continue"), () => this.goOn()),
        this.hasProfiles && button(say("desk_switch"), () => this.leave(), true),
        h("a", { class: "button secondary", href: endHref(), click: () => this.goOn() }, say("desk_end"))),
    ]);
  }

  showChooser() {
    const { profiles } = readDesk(this.site ?? "");
    const known = Object.entries(profiles).sort(([, a], [, b]) => b.at - a.at);
    const input = h("input", { id: "desk-name", type: "text", autocomplete: "off", maxlength: 120, spellcheck: "false" });
    const error = h("p", { class: "error", id: "desk-error", hidden: true });
    const refuse = (/** @type {string} */ text) => {
      error.textContent = text;
      error.hidden = false;
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", "desk-error");
      input.focus();
    };
    const begin = (/** @type {Event} */ event) => {
      event.preventDefault();
      const name = input.value.normalize("NFC").replace(/\s+/gu, " ").trim();
      const taken = known.find(([, profile]) => profile.name.toLowerCase() === name.toLowerCase());
      if (!name) refuse(say("name_missing"));
      else if (taken) refuse(say("desk_taken", { name: taken[1].name }));
      else this.begin(newId(), name, refuse);
    };
    this.draw(say("desk_title"), [
      h("p", {}, say("desk_hint")),
      known.length > 0 && h("ul", { class: "desk-profiles" }, ...known.map(([id, { name, at }]) => h("li", {},
        h("button", { class: "desk-profile", type: "button", click: () => this.begin(id, name, refuse) },
          h("b", {}, name), " ", h("span", {}, say("desk_last", { day: dayOf(at) })))))),
      h("form", { class: "name-form", novalidate: true, submit: begin },
        h("label", { for: "desk-name" }, say(known.length ? "desk_new" : "desk_name")), error,
        h("div", { class: "name-field" }, input, h("button", { class: "button", type: "submit" }, say("desk_begin")))),
    ]);
  }

  /** Somebody sits down. @param {string} id @param {string} name @param {(text: string) => void} refuse */
  begin(id, name, refuse) {
    const now = Date.now();
    const kept = changeDesk(this.site ?? "", (desk) => {
      desk.profiles[id] = { name, at: now };
      Object.assign(desk, { current: id, active: now, locked: false });
    });
    if (kept) this.reload();
    else refuse(say("desk_unkept"));
  }
}
