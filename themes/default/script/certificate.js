// <cw-certificate>: fills in the sheet for a learner who has completed the
// course, and tells everybody else what is missing.

import { courseCompletion } from "./completion.js";
import { announce, button, dataOf, focusOn, h, page, symbol } from "./dom.js";
import { download, recordName } from "./download.js";
import { learnerName } from "./learner.js";
import { missingLines } from "./missing.js";
import { dayOf } from "./moment.js";
import { nameForm } from "./name-form.js";
import { checkCode, recordFile } from "./record.js";
import { recorderOf } from "./recorder.js";
import { scoreWords } from "./score-words.js";
import { validUntil } from "./validity.js";
import { say } from "./words.js";

/**
 * @typedef {import("./standing.js").CourseOutline} CourseOutline
 * @typedef {import("./completion.js").Completion} Completion
 * @typedef {import("./completion.js").Deed} Deed
 */

/** How a name is set, by how many characters it has. @param {string} name */
const lengthOf = (name) => ([...name].length > 48 ? "longest" : [...name].length > 26 ? "long" : "short");

/** "2026-11-27 14:05 UTC" @param {number} at */
const exactTime = (at) => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** Where the record can be checked, as it is printed; null where that is a
 * file on this device. @param {HTMLAnchorElement | null} link */
const checkAddress = (link) => {
  const address = link && new URL(link.href);
  return address?.protocol.startsWith("http") ? address.host + address.pathname : null;
};

class Certificate {
  /** @param {HTMLElement} host @param {HTMLElement} sheet @param {CourseOutline} course */
  constructor(host, sheet, course) {
    this.host = host;
    this.sheet = sheet;
    this.course = course;
    this.site = page().site;
    this.recorder = recorderOf(course.id);
    this.title = document.title;
    this.asking = false;
    this.above = h("div", { class: "certificate-desk" });
    sheet.before(this.above);
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    this.recorder.addEventListener("change", () => this.render(), { signal });
    this.render();
  }

  render() {
    const completion = courseCompletion(this.recorder.record, this.course);
    const name = learnerName(this.site);
    const { done } = completion;
    const view = !done ? "missing" : !name || this.asking ? "asking" : "ready";
    this.host.dataset.view = view;
    this.sheet.hidden = view !== "ready";
    document.title = view === "ready" ? `${name} – ${this.title}` : this.title;
    if (!done) this.refuse(completion);
    else if (view === "asking") this.askName();
    else this.issue(name, completion, done);
  }

  /** @param {Completion} completion */
  refuse(completion) {
    this.above.replaceChildren(
      h("h2", {}, say("certificate_not_yet")), h("p", {}, say("certificate_missing")),
      h("ul", { class: "missing" }, ...missingLines(completion, this.course)),
      h("p", {}, h("a", { class: "button", href: this.course.href }, say("to_course"))));
  }

  askName() {
    if (this.above.querySelector(".name-form")) return;
    const named = () => {
      this.asking = false;
      this.render();
      focusOn(this.above.querySelector("h2"));
    };
    this.above.replaceChildren(h("h2", { tabindex: -1 }, say("certificate_ask_name")), nameForm(this.site, named, true));
  }

  /** @param {string} name @param {Completion} completion @param {Deed} done */
  issue(name, completion, done) {
    const { course } = this;
    const until = course.validFor ? validUntil(done.at, course.validFor) : null;
    const file = recordFile(this.recorder.record, { site: this.site, course, name });
    const { points } = completion;
    this.fill({
      name, completed: dayOf(done.at), until: until === null ? null : dayOf(until), code: checkCode(file.hash), exact: exactTime(done.at),
      release: done.release.slice(0, 8), digest: done.release,
      score: points.max.over > 0n ? scoreWords(points) : null,
    });
    this.fill({ address: checkAddress(this.sheet.querySelector("a[data-slot='address']")) });
    const set = this.sheet.querySelector("[data-slot='name']");
    if (set instanceof HTMLElement) set.dataset.length = lengthOf(name);
    const keep = () => {
      download(recordName(course.title, name), `${JSON.stringify(file, null, 2)}\n`);
      announce(say("record_downloaded", { title: course.title }));
    };
    const rename = () => {
      this.asking = true;
      this.render();
      focusOn(this.above.querySelector("input"));
    };
    this.above.replaceChildren(
      h("h2", { tabindex: -1 }, say("certificate_ready")),
      until !== null && until < new Date().setHours(0, 0, 0, 0)
        ? h("p", { class: "certificate-note" }, symbol("note"), ` ${say("certificate_expired", { day: dayOf(until) })}`)
        : "",
      h("p", {}, say("certificate_hint")),
      h("div", { class: "certificate-actions" },
        button(say("certificate_print"), () => window.print()), button(say("certificate_record"), keep, true), button(say("name_change"), rename, true)));
  }

  /** Puts texts into their places in the sheet, and hides the places for which there are none.
   * @param {Record<string, string | null>} texts */
  fill(texts) {
    for (const [slot, text] of Object.entries(texts)) {
      const place = this.sheet.querySelector(`[data-slot="${slot}"]`);
      if (!(place instanceof HTMLElement)) continue;
      place.textContent = text || "";
      const fact = place.closest(".certificate-fact");
      if (fact instanceof HTMLElement) fact.hidden = !text;
    }
  }
}

export class CertificateElement extends HTMLElement {
  /** @type {Certificate | undefined} */
  certificate;

  connectedCallback() {
    const sheet = /** @type {HTMLElement | null} */ (this.querySelector(".certificate-sheet"));
    /** @type {CourseOutline | undefined} */
    const course = dataOf(this)?.courses?.[0];
    if (!sheet || !course) return;
    this.querySelector(".needs-script")?.remove();
    this.listening = new AbortController();
    this.certificate ??= new Certificate(this, sheet, course);
    this.certificate.listen(this.listening.signal);
  }

  disconnectedCallback() {
    this.listening?.abort();
  }
}
