// <cw-completing>: on a course's page, what is missing until the course is
// complete, the confirmation that it asks for, and the way to the certificate.

import { courseCompletion } from "./completion.js";
import { announce, dataOf, focusOn, h, symbol } from "./dom.js";
import { missingLines } from "./missing.js";
import { dayOf, momentOf } from "./moment.js";
import { recorderOf } from "./recorder.js";
import { scoreWords } from "./score-words.js";
import { validUntil } from "./validity.js";
import { say } from "./words.js";

/**
 * @typedef {import("./standing.js").CourseOutline} CourseOutline
 * @typedef {import("./completion.js").Completion} Completion
 */

class Completing {
  /** @param {HTMLElement} host @param {CourseOutline} course */
  constructor(host, course) {
    this.course = course;
    this.recorder = recorderOf(course.id);
    this.view = "";
    this.steps = h("div", { class: "completing-steps" });
    host.append(this.steps);
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    this.recorder.addEventListener("change", () => this.render(), { signal });
    this.render();
  }

  /** Shows what the record says, rebuilding only when it says something else. */
  render() {
    const { course } = this;
    const completion = courseCompletion(this.recorder.record, course);
    const modulesDone = completion.modules.every(({ required, done }) => !required || done);
    const begun = completion.modules.some(({ opened, kept }) => kept || opened.some(Boolean));
    const view = JSON.stringify([begun, completion.done, completion.attested, completion.modules.map(({ opened, attested, quiz, kept }) => [opened, attested, quiz?.at, kept?.id])]);
    if (view === this.view) return;
    this.view = view;
    this.steps.replaceChildren(...[
      begun && !modulesDone && this.missing(completion),
      begun && modulesDone && !completion.done && h("p", { class: "completing-done" }, symbol("right"), ` ${say("modules_complete")}`),
      this.attestation(completion, begun && modulesDone),
      completion.done && this.complete(completion, completion.done),
    ].filter((part) => part instanceof Node));
  }

  /** @param {Completion} completion */
  missing(completion) {
    const lines = missingLines({ ...completion, attested: completion.attested ?? { at: 0, release: "" } }, this.course);
    return h("div", {}, h("h3", {}, say("completing_missing")), h("ul", { class: "missing" }, ...lines));
  }

  /** The confirmation: asked for when all else is done, and then kept word for word.
   * @param {Completion} completion @param {boolean} due */
  attestation({ attested }, due) {
    const { attestation } = this.course;
    if (!attestation) return null;
    if (attested) {
      return h("div", { class: "attested" },
        h("p", {}, symbol("right"), ` ${say("attested", { time: momentOf(attested.at) })}`), h("blockquote", {}, attestation.wording));
    }
    if (!due) return null;
    const box = h("input", { type: "checkbox", name: "attestation", "aria-describedby": "attestation-error" });
    const error = h("p", { class: "error", id: "attestation-error", hidden: true });
    const confirm = (/** @type {Event} */ event) => {
      event.preventDefault();
      if (box.checked) {
        this.confirm();
        return;
      }
      error.textContent = say("attestation_unticked");
      error.hidden = false;
      box.setAttribute("aria-invalid", "true");
      box.focus();
    };
    return h("form", { class: "attestation", novalidate: true, submit: confirm },
      h("h3", {}, say("attestation_title")),
      error,
      h("label", { class: "option" }, box, h("span", { class: "option-text" }, attestation.wording)),
      h("p", {}, h("button", { class: "button", type: "submit" }, say("attestation_confirm"))));
  }

  confirm() {
    const { attestation, release } = this.course;
    if (!attestation) return;
    const { id, digest, wording } = attestation;
    this.recorder.update(({ attestations }) => {
      attestations[`/${id}/${digest}`] ??= { at: Date.now(), release, module: "", id, digest, wording };
    });
    const complete = this.steps.querySelector(".complete h3");
    if (complete instanceof HTMLElement) focusOn(complete);
    announce(say("attestation_kept"));
  }

  /** @param {Completion} completion @param {import("./completion.js").Deed} done */
  complete({ points }, done) {
    const { certificate, validFor } = this.course;
    const until = validFor ? validUntil(done.at, validFor) : null;
    const over = until !== null && until < new Date().setHours(0, 0, 0, 0);
    return h("div", { class: "complete" },
      h("h3", { tabindex: -1 }, symbol("right"), ` ${say("course_completed")}`),
      h("p", { class: "facts" },
        h("span", {}, `${say("completed_on", { day: dayOf(done.at) })} `),
        points.max.over > 0n && h("span", {}, `${say("course_score", { score: scoreWords(points) })} `),
        until !== null && h("span", {}, say(over ? "valid_over" : "valid_until", { day: dayOf(until) }))),
      over && h("p", { class: "certificate-note" }, symbol("note"), ` ${say("renew")}`),
      certificate !== null && h("p", {}, h("a", { class: "button", href: certificate }, say("to_certificate"))));
  }
}

export class CompletingElement extends HTMLElement {
  /** @type {Completing | undefined} */
  completing;

  connectedCallback() {
    const holder = this.closest("cw-progress");
    /** @type {CourseOutline | undefined} */
    const course = holder ? dataOf(holder)?.courses?.[0] : undefined;
    if (!course) return;
    this.listening = new AbortController();
    this.completing ??= new Completing(this, course);
    this.completing.listen(this.listening.signal);
  }

  disconnectedCallback() {
    this.listening?.abort();
  }
}
