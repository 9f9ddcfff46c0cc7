// <cw-check>: a question in the text, marked at once and as often as one likes.
// It counts for nothing; only the draft is remembered.

import { dataOf, page, putInOrder } from "./dom.js";
import { interactionOf } from "./interaction.js";
import { clearMark, entryOf, focusVerdict, problemWith, readResponse, restoreResponse, showAction, showError, showMark, showNote } from "./question.js";
import { recorderOf } from "./recorder.js";
import { put } from "./store.js";
import { say } from "./words.js";

/** @typedef {import("./question.js").Question} Question */

class Check {
  /** @param {HTMLElement} host @param {HTMLFormElement} form @param {HTMLElement} fieldset
   * @param {Question & { course: string, module: string }} question */
  constructor(host, form, fieldset, question) {
    const answers = host.querySelector("details.answers");
    this.form = form;
    this.fieldset = fieldset;
    this.question = question;
    this.answer = answers?.querySelector("[data-answer]") ?? undefined;
    this.recorder = recorderOf(question.course);
    this.key = `${question.module}/${page().page}/${question.id}`;
    answers?.remove();
    const { begin, shuffled, own } = interactionOf(fieldset);
    begin?.(fieldset);
    this.own = own;
    this.items = [...shuffled?.(fieldset).values() ?? []];
    form.autocomplete = "off";
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    this.recorder.addEventListener("change", () => this.render(), { signal });
    if (!this.own) this.form.addEventListener("input", () => this.keep(false), { signal });
    this.form.addEventListener("submit", (event) => this.submit(event), { signal });
    this.form.addEventListener("keydown", (event) => this.enterKey(event), { signal });
    this.render();
  }

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    if (!this.own && !this.marked()) this.check();
  }

  /** Browsers submit on Enter only where there is one field. @param {KeyboardEvent} event */
  enterKey(event) {
    const field = /** @type {Element} */ (event.target);
    if (event.key === "Enter" && !event.isComposing && field.matches("input:not([type='radio'], [type='checkbox'])")) this.submit(event);
  }

  marked() {
    return this.fieldset.classList.contains("is-locked");
  }

  /** Shows the draft, wherever it was written last. */
  render() {
    if (this.own) {
      this.own.follow(this, "alone");
      return;
    }
    const draft = this.recorder.record.drafts[this.key]?.value;
    const same = draft?.digest === this.question.digest;
    if (draft && !same) {
      showNote(this.fieldset, say("question_changed"));
      this.recorder.update(({ drafts }) => put(drafts, this.key, null));
      return;
    }
    if (draft) restoreResponse(this.fieldset, draft.response);
    if (draft?.checked) {
      if (this.marked()) return;
      showAction(this.fieldset, null);
      showMark(this.fieldset, this.question, draft.response, this.answer);
      showAction(this.fieldset, say("try_again"), () => this.tryAgain());
    } else if (this.marked() || !this.fieldset.querySelector(":scope > .question-actions")) {
      clearMark(this.fieldset);
      showAction(this.fieldset, say("check_answer"), () => this.check());
    }
  }

  /** @param {boolean} checked */
  keep(checked) {
    const { digest } = this.question;
    const response = readResponse(this.fieldset);
    showNote(this.fieldset, null);
    this.recorder.update(({ drafts }) => put(drafts, this.key, { digest, response, ...(checked && { checked }) }));
  }

  check() {
    const problem = problemWith(this.question, this.fieldset);
    showError(this.fieldset, problem);
    if (problem) {
      entryOf(this.fieldset)?.focus();
      return;
    }
    this.keep(true);
    focusVerdict(this.fieldset);
  }

  tryAgain() {
    putInOrder(this.items);
    restoreResponse(this.fieldset, null);
    this.keep(false);
    entryOf(this.fieldset)?.focus();
  }
}

export class CheckElement extends HTMLElement {
  /** @type {Check | undefined} */
  asked;

  connectedCallback() {
    const form = this.querySelector("form");
    const fieldset = /** @type {HTMLElement | null} */ (this.querySelector("fieldset.question"));
    const question = dataOf(this);
    if (!form || !fieldset || !question) return;
    this.listening = new AbortController();
    this.asked ??= new Check(this, form, fieldset, question);
    this.asked.listen(this.listening.signal);
  }

  disconnectedCallback() {
    this.listening?.abort();
  }
}
