// <cw-quiz>: start, answer, submit, see the result, try again. What is shown
// follows from the record alone, so a reload, a return with the back button
// and a second tab arrive at the same page: two tabs are two views of one attempt.

import { countedShare } from "./attempt.js";
import { announce, button, dataOf, focusOn, h, page, putInOrder } from "./dom.js";
import { drawn } from "./draw.js";
import { mixedFor, newId, newSeed, shuffled } from "./order.js";
import { interactionOf } from "./interaction.js";
import { keptAttempt } from "./kept-attempt.js";
import { keepPlace } from "./place.js";
import { problemList, showProblems } from "./problems.js";
import { clearMark, controlsOf, entryOf, focusVerdict, problemWith, readResponse, restoreResponse, showAction, showError, showMark, showNote } from "./question.js";
import { percentReached } from "./quiz-standing.js";
import { recorderOf } from "./recorder.js";
import { attemptsLeft, resultRegion, showUnconfirmed, verdictOf } from "./result.js";
import { answered, earned, readable } from "./score.js";
import { showSaved } from "./storage-note.js";
import { put } from "./store.js";
import { restoreSure, sureIn } from "./sure.js";
import { askedBefore, isCurrent, markedAgain, takenAttempt } from "./taken.js";
import { say } from "./words.js";

/**
 * @typedef {import("./question.js").Question} Question
 * @typedef {import("./store.js").Attempt} Attempt
 * @typedef {import("./taken.js").Current} Current
 * @typedef {{ question: Question, fieldset: HTMLElement, items: string[], answer: Element | undefined,
 *   own: import("./own.js").Own | undefined }} Part
 * a question of the page; `items` is what may come in another order, in the author's; what is `own` looks after itself
 */

/** @param {HTMLFormElement} form @param {Question[]} questions @param {Element | null} answers @returns {Part[]} */
const partsIn = (form, questions, answers) => questions.flatMap((question) => {
  const id = CSS.escape(question.id);
  const fieldset = /** @type {HTMLElement | null} */ (form.querySelector(`[data-question="${id}"]`));
  const answer = answers?.querySelector(`[data-answer="${id}"]`) ?? undefined;
  if (!fieldset) return [];
  const { begin, shuffled: places, own } = interactionOf(fieldset);
  begin?.(fieldset);
  return [{ question, fieldset, items: [...places?.(fieldset).keys() ?? []], answer, own }];
});

/** The last look before a submission that cannot be taken back: of a script that
 * only quizzes with such a submission have. @type {typeof import("./review.js").reviewRegion | null} */
let lastLook = null;

/** @param {typeof import("./review.js").reviewRegion} region */
export const addLastLook = (region) => { lastLook = region; };

/** Sitting a quiz: the attempts at it, and what the page shows of them. */
class Sitting {
  /** @param {HTMLElement} host @param {HTMLFormElement} form @param {import("./result.js").Quiz} quiz */
  constructor(host, form, quiz) {
    const answers = host.querySelector("details.answers");
    this.host = host;
    this.form = form;
    this.quiz = quiz;
    this.recorder = recorderOf(quiz.course);
    this.base = `${quiz.module}/quiz`;
    this.view = "";
    this.pageTitle = document.title;
    this.parts = partsIn(form, quiz.questions, answers);
    this.byId = new Map(this.parts.map((part) => [part.question.id, part]));
    /** The questions that are shown, in their order. */
    this.order = this.parts;
    /** What a learner who has not answered anything yet sees; it is kept with the first answer. */
    this.offered = this.fresh();
    this.saved = h("p", { class: "saved" });
    this.actions = h("div", { class: "quiz-actions" },
      h("button", { class: "button", type: "submit" }, say(quiz.feedback === "each" ? "see_result" : "submit_answers")), this.saved);
    answers?.remove();
    form.autocomplete = "off";
    form.append(this.actions);
    showSaved(this.saved);
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    this.recorder.addEventListener("change", () => this.render(), { signal });
    document.addEventListener("cw-storage", () => showSaved(this.saved), { signal });
    this.form.addEventListener("submit", (event) => this.submit(event), { signal });
    this.form.addEventListener("input", (event) => this.save(event), { signal });
    this.form.addEventListener("keydown", (event) => this.enterKey(event), { signal });
    this.render();
    keepPlace(this.recorder, signal);
  }

  /** What was submitted, oldest first. @returns {Attempt[]} */
  attempts() {
    return Object.values(this.recorder.record.attempts)
      .filter(({ module }) => module === this.quiz.module)
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  }

  /** @returns {Current | null} */
  current() {
    const current = this.recorder.record.drafts[this.base]?.value;
    if (!isCurrent(current) || this.recorder.record.attempts[current.attempt]) return null;
    return current.questions.some((id) => this.byId.has(id)) ? this.following(current) : null;
  }

  /** Where nothing is drawn all questions belong to the attempt, also one that
   * the quiz did not have when it began. @param {Current} current @returns {Current} */
  following(current) {
    const { draw, shuffle, questions } = this.quiz;
    const all = questions.map(({ id }) => id);
    const missing = all.filter((id) => !current.questions.includes(id));
    if (draw || !missing.length) return current;
    return { ...current, questions: shuffle ? [...current.questions, ...missing] : all };
  }

  /** A new attempt, drawn. @returns {Current} */
  fresh() {
    const seed = newSeed();
    const questions = drawn(this.quiz, seed, askedBefore(this.attempts())).map(({ id }) => id);
    return { attempt: newId(), seed, started: Date.now(), questions };
  }

  /** @param {Question} question */
  draft(question) {
    const draft = this.recorder.record.drafts[`${this.base}/${question.id}`]?.value;
    return draft && draft.attempt === this.current()?.attempt ? draft : null;
  }

  /** Whether an answer was given to an earlier wording. @param {Question} question */
  outdated(question) {
    const draft = this.draft(question);
    return draft !== null && draft.digest !== question.digest;
  }

  /** Shows what the record says, rebuilding only when it says something else. */
  render() {
    const [current, latest] = [this.current(), this.attempts().at(-1)];
    const view = current ? current.attempt : latest ? `result ${latest.id}` : "start";
    if (view === this.view) {
      if (current) this.followDrafts();
      else this.followOwn();
      return;
    }
    this.view = view;
    for (const made of this.host.querySelectorAll(":scope > :is(.quiz-start, .quiz-review, .result, .error-summary)")) made.remove();
    document.title = this.pageTitle;
    if (current) this.showQuestions(current);
    else if (latest) this.showResult(latest);
    else if (this.quiz.attempts) this.showStart();
    else this.beginUnasked();
  }

  /** @param {"start" | "answering" | "review" | "result"} view */
  enter(view) {
    this.host.dataset.view = view;
    this.form.hidden = view === "start" || view === "review";
    this.actions.hidden = view !== "answering";
  }

  showStart() {
    this.enter("start");
    this.form.before(h("section", { class: "quiz-start" },
      attemptsLeft(this.quiz, this.attempts()), h("p", {}, button(say("start_quiz"), () => this.beginAnew()))));
  }

  /** Opens a new attempt, unless another tab has used up the last one. */
  begin(current = this.fresh()) {
    this.recorder.update(({ drafts, attempts }) => {
      const taken = Object.values(attempts).filter(({ module }) => module === this.quiz.module).length;
      if (this.current() || (this.quiz.attempts && taken >= this.quiz.attempts)) return;
      put(drafts, this.base, current);
    });
  }

  beginAnew() {
    this.begin();
    focusOn(this.order[0]?.fieldset);
  }

  /** Opens the first attempt of a quiz that may be taken any number of times.
   * It waits until all copies have been read, lest it hide one found there;
   * whoever answers before that is not kept waiting. */
  async beginUnasked() {
    this.enter("answering");
    this.arrangeAnew(this.offered);
    this.followOwn();
    await this.recorder.ready;
    if (this.view === "start") this.begin(this.offered);
  }

  /** The order in which the options of a question are shown: the author's, or
   * one drawn from the seed. @param {Part} part @param {number} seed */
  mixed({ question, items }, seed) {
    return this.quiz.shuffle && question.shuffle ? mixedFor(question, items, seed) : items;
  }

  /** Shows these questions, in this order, and no others.
   * @param {Part[]} parts @param {(part: Part) => string[]} order that of the options of a question */
  arrange(parts, order) {
    for (const part of parts) {
      const places = interactionOf(part.fieldset).shuffled?.(part.fieldset) ?? new Map();
      putInOrder(order(part).flatMap((id) => places.get(id) ?? []));
    }
    for (const { fieldset } of this.parts) fieldset.hidden = parts.every((part) => part.fieldset !== fieldset);
    parts.forEach(({ fieldset }, index) => {
      const number = fieldset.querySelector(".question-number");
      if (number) number.textContent = say("question_of", { n: index + 1, count: parts.length });
    });
    putInOrder(parts.map(({ fieldset }) => fieldset));
    this.order = parts;
  }

  /** Shows the questions that were drawn. @param {Current} current */
  arrangeAnew({ seed, questions }) {
    this.arrange(questions.flatMap((id) => this.byId.get(id) ?? []), (part) => this.mixed(part, seed));
  }

  /** @param {Current} current */
  showQuestions(current) {
    this.enter("answering");
    this.arrangeAnew(current);
    for (const { question, fieldset, own } of this.order) {
      if (!own) clearMark(fieldset);
      showError(fieldset, null);
      showAction(fieldset, null);
      restoreResponse(fieldset, null);
      restoreSure(fieldset, undefined);
      showNote(fieldset, this.outdated(question) ? say("question_changed") : null);
    }
    const outdated = this.order.filter(({ question }) => this.outdated(question));
    if (outdated.length) {
      this.recorder.update(({ drafts }) => {
        for (const { question } of outdated) put(drafts, `${this.base}/${question.id}`, null);
      });
    }
    this.followDrafts();
  }

  /** Brings the questions to what was last answered, here or in another tab. */
  followDrafts() {
    for (const part of this.order) {
      const { question, fieldset, own } = part;
      const draft = this.draft(question);
      if (draft?.digest === question.digest) {
        restoreResponse(fieldset, draft.response);
        restoreSure(fieldset, draft.sure);
      }
      if (own || this.quiz.feedback !== "each") continue;
      const locked = fieldset.classList.contains("is-locked");
      if (draft?.checked && !locked) {
        showAction(fieldset, null);
        this.showMark(part, readResponse(fieldset), sureIn(fieldset), this.quiz.confidence);
      } else if (!draft?.checked && !fieldset.querySelector(".question-actions")) {
        showAction(fieldset, say("check_answer"), () => this.check(part));
      }
    }
    this.followOwn();
  }

  /** Brings answers that are no part of the attempt to what is kept of them. */
  followOwn() {
    const submitted = this.host.dataset.view === "result";
    const stage = submitted ? "result" : this.quiz.feedback === "each" ? "alone" : "quiz";
    for (const part of this.order) part.own?.follow(part, stage);
    if (submitted) showUnconfirmed(this.host, this.order);
  }

  /** @param {Part} part @param {import("./score.js").Response} response
   * @param {import("./certainty.js").Sure | undefined} sure @param {"asked" | "graded" | undefined} confidence */
  showMark({ question, fieldset, answer }, response, sure = "low", confidence) {
    const given = answered(question.key, response) ? sure : null;
    const counted = countedShare({ earned: earned(question.key, response), sure: given }, confidence);
    showMark(fieldset, question, response, answer, counted);
  }

  /** @param {Question} question @param {HTMLElement} fieldset @param {boolean} checked */
  keep({ id, digest }, fieldset, checked) {
    const [response, sure] = [readResponse(fieldset), sureIn(fieldset)];
    // Nothing of it belongs to the attempt.
    if (response === null) return;
    if (this.view === "start") this.begin(this.offered);
    const current = this.current();
    if (!current) return;
    this.recorder.update(({ drafts }) => {
      put(drafts, `${this.base}/${id}`, { attempt: current.attempt, digest, response, ...(sure && { sure }), ...(checked && { checked }) });
    });
  }

  /** Every change is kept at once: a crash loses nothing. @param {Event} event */
  save(event) {
    const part = this.parts.find(({ fieldset }) => fieldset.contains(/** @type {Node} */ (event.target)));
    if (!part || part.fieldset.classList.contains("is-locked")) return;
    showNote(part.fieldset, null);
    this.keep(part.question, part.fieldset, false);
  }

  /** Enter in a text field checks that question, and never submits the rest.
   * @param {KeyboardEvent} event */
  enterKey(event) {
    const field = /** @type {Element} */ (event.target);
    if (event.key !== "Enter" || event.isComposing || !field.matches("input:not([type='radio'], [type='checkbox'])")) return;
    event.preventDefault();
    const part = this.parts.find(({ fieldset }) => fieldset.contains(field));
    if (part && this.quiz.feedback === "each") this.check(part);
  }

  /** Marks one question for good. @param {Part} part */
  check({ question, fieldset }) {
    const problem = problemWith(question, fieldset);
    showError(fieldset, problem);
    if (problem) {
      entryOf(fieldset)?.focus();
      return;
    }
    this.keep(question, fieldset, true);
    focusVerdict(fieldset);
  }

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    if (this.view === "start") this.begin(this.offered);
    const { view } = this;
    this.recorder.refresh();
    if (view !== this.view) {
      announce(say("submitted_elsewhere"));
      return;
    }
    const problems = this.order.flatMap(({ question, fieldset }, index) => {
      const text = problemWith(question, fieldset);
      showError(fieldset, text);
      if (!text) return [];
      const response = readResponse(fieldset);
      const [begun, reads] = [answered(question.key, response), readable(question.key, response)];
      return [{ fieldset, number: index + 1, text, blocks: begun && !reads, begun }];
    });
    this.host.querySelector(":scope > .error-summary")?.remove();
    document.title = this.pageTitle;
    if (lastLook && this.isFinal() && !problems.some(({ blocks }) => blocks)) {
      this.showReview(lastLook, problems);
      return;
    }
    if (!problems.length) {
      this.finish();
      return;
    }
    showProblems(problemList(problems, () => this.finish()), this.form);
    document.title = `${say("error")} ${this.pageTitle}`;
  }

  /** Whether what is submitted now decides, whatever comes after. */
  isFinal() {
    const [{ attempts, keep }, taken] = [this.quiz, this.attempts().length];
    return (attempts !== null && taken + 1 >= attempts) || (keep === "first" && taken === 0);
  }

  /** @param {NonNullable<typeof lastLook>} region @param {import("./problems.js").Problem[]} problems */
  showReview(region, problems) {
    const change = () => {
      this.host.querySelector(":scope > .quiz-review")?.remove();
      this.enter("answering");
      focusOn(this.order[0]?.fieldset);
    };
    this.enter("review");
    this.form.before(region({ order: this.order, problems, submit: () => this.finish(), change }));
    focusOn(document.getElementById("review-title"));
  }

  /** Submits: the attempt is written down and the drafts are taken away. */
  finish() {
    const current = this.current();
    if (!current) return;
    const answers = this.order.map((part) => {
      const order = this.mixed(part, current.seed);
      const [response, sure] = [readResponse(part.fieldset), sureIn(part.fieldset)];
      return { question: part.question, response, ...(order !== part.items && { order }), ...(sure && { sure }) };
    });
    const taken = takenAttempt({ current, quiz: this.quiz, release: page().release, at: Date.now(), answers });
    this.recorder.update((record) => {
      record.attempts[taken.id] ??= taken;
      put(record.drafts, this.base, null);
      for (const { question } of answers) put(record.drafts, `${this.base}/${question.id}`, null);
      for (const part of this.order) part.own?.submit(part, record);
    });
    focusOn(this.host.querySelector(".result-title"));
  }

  /** An attempt as it was: its questions, in its order, marked again by the
   * same rule. @param {Attempt} taken */
  showResult(taken) {
    this.enter("result");
    const asked = new Map(taken.questions.map((question) => [question.id, question]));
    const { outcome, same, changed } = markedAgain(taken, new Map(this.parts.map(({ question }) => [question.id, question])));
    const orderOf = (/** @type {Part} */ { question, items }) => {
      const order = same.has(question.id) ? asked.get(question.id)?.order : undefined;
      return order ?? items;
    };
    this.arrange(taken.questions.flatMap(({ id }) => this.byId.get(id) ?? []), orderOf);
    for (const part of this.order) {
      const { question, fieldset, own } = part;
      showError(fieldset, null);
      if (own) continue;
      const response = same.has(question.id) ? asked.get(question.id)?.response ?? null : null;
      showAction(fieldset, null);
      restoreResponse(fieldset, response);
      restoreSure(fieldset, same.has(question.id) ? asked.get(question.id)?.sure : undefined);
      showNote(fieldset, same.has(question.id) ? null : say("question_changed_since"));
      if (same.has(question.id)) this.showMark(part, response, asked.get(question.id)?.sure, taken.confidence);
      else {
        clearMark(fieldset);
        for (const control of controlsOf(fieldset)) control.disabled = true;
      }
    }
    const tryAgain = () => this.beginAnew();
    const kept = keptAttempt(this.recorder.record, this.quiz.module, this.quiz);
    this.form.before(resultRegion({ quiz: this.quiz, attempt: taken, attempts: this.attempts(), kept, outcome, changed, tryAgain }));
    this.followOwn();
    const percent = percentReached(taken);
    document.title = `${say("result_title", { verdict: verdictOf(taken), percent })} ${this.pageTitle}`;
  }
}

export class QuizElement extends HTMLElement {
  /** @type {Sitting | undefined} */
  sitting;

  connectedCallback() {
    const form = this.querySelector("form");
    const quiz = dataOf(this);
    if (!form || !quiz) return;
    this.listening = new AbortController();
    this.sitting ??= new Sitting(this, form, quiz);
    this.sitting.listen(this.listening.signal);
  }

  disconnectedCallback() {
    this.listening?.abort();
  }
}
