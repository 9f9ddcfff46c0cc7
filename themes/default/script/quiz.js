// <cw-quiz>: start, answer, submit, see the result, try again. What is shown
// follows from the record alone, so a reload, a return with the back button
// and a second tab arrive at the same page: two tabs are two views of one attempt.

import { announce, button, dataOf, focusOn, h, page } from "./dom.js";
import { drawn } from "./draw.js";
import { keptAttempt } from "./kept-attempt.js";
import { newId, newSeed } from "./order.js";
import { keepPlace } from "./place.js";
import { checkPractised, practise } from "./practice.js";
import { problemList, showProblems } from "./problems.js";
import { entryOf, focusVerdict, problemWith, readResponse, restoreResponse, showAction, showError, showNote } from "./question.js";
import { percentReached } from "./quiz-standing.js";
import { recorderOf } from "./recorder.js";
import { attemptsLeft, resultRegion, showUnconfirmed, verdictOf } from "./result.js";
import { Sheet } from "./sheet.js";
import { special } from "./special.js";
import { showSaved } from "./storage-note.js";
import { isMarked, put } from "./store.js";
import { restoreSure, sureIn } from "./sure.js";
import { askedBefore, isCurrent, markedAgain, takenAttempt } from "./taken.js";
import { say } from "./words.js";

/**
 * @typedef {import("./question.js").Question} Question
 * @typedef {import("./store.js").Attempt} Attempt
 * @typedef {import("./taken.js").Current} Current
 * @typedef {import("./sheet.js").Part} Part
 */

/** What the script puts beside the questions, and takes away with the view. */
const MADE = ":scope > :is(.gate, .quiz-start, .quiz-clock, .quiz-review, .result, .error-summary)";

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
    this.sheet = new Sheet(form, quiz, answers);
    /** What a learner who has not answered anything yet sees; it is kept with the first answer. */
    this.offered = this.fresh();
    /** Whether another attempt is about to be started. */
    this.starting = false;
    const { Clock } = special();
    this.clock = quiz.timeLimit && Clock
      ? new Clock(this.recorder, `${this.base}:clock`, quiz.timeLimit, { up: () => this.timeUp(), paused: () => this.render() })
      : null;
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
    window.addEventListener("pagehide", () => this.clock?.leave(), { signal });
    signal.addEventListener("abort", () => this.clock?.stop());
    this.render();
    keepPlace(this.recorder, signal);
  }

  /** What was submitted, oldest first, marked or not. */
  attempts() {
    return Object.values(this.recorder.record.attempts)
      .filter(({ module }) => module === this.quiz.module)
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  }

  /** @returns {Current | null} */
  current() {
    const current = this.recorder.record.drafts[this.base]?.value;
    if (!isCurrent(current) || this.recorder.record.attempts[current.attempt]) return null;
    return current.questions.some((id) => this.sheet.byId.has(id)) ? this.following(current) : null;
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
    if (this.quiz.mode === "practice") {
      this.showPracticeQuiz();
      return;
    }
    const [current, latest] = [this.current(), this.attempts().at(-1)];
    const missing = current || latest ? [] : this.missing();
    const paused = current !== null && this.clock?.isPaused(current.attempt) === true;
    const view = current ? `${paused ? "paused " : ""}${current.attempt}`
      : latest && !this.starting ? `result ${latest.id} ${isMarked(latest)}`
        : missing.length ? `locked ${missing.map(({ href }) => href).join(" ")}` : "start";
    if (view === this.view) {
      this.clock?.follow();
      if (current && !paused) this.followDrafts();
      else this.followOwn();
      return;
    }
    this.view = view;
    this.clock?.stop();
    this.sheet.lock(missing.length > 0);
    for (const made of this.host.querySelectorAll(MADE)) made.remove();
    document.title = this.pageTitle;
    if (current) this.starting = false;
    if (current && paused) this.showPaused();
    else if (current) this.showQuestions(current);
    else if (latest && !this.starting) this.showSubmitted(latest);
    else if (missing.length) this.showLocked(missing);
    else if (this.quiz.attempts || this.clock) this.showStart();
    else this.beginUnasked();
  }

  /** @param {"locked" | "start" | "answering" | "paused" | "review" | "result" | "practice"} view */
  enter(view) {
    this.host.dataset.view = view;
    this.form.hidden = ["start", "paused", "review"].includes(view);
    this.actions.hidden = view !== "answering";
  }

  /** What must be done before the quiz is taken for the first time. */
  missing() {
    const [{ module, pagesFirst, after }, { gate }] = [this.quiz, special()];
    const before = gate?.missingBefore(this.recorder.record, after) ?? [];
    return before.length || !pagesFirst ? before : gate?.unopened(this.recorder.record, module, pagesFirst.pages) ?? [];
  }

  /** What can be read is shown; where it would have to be drawn first, it is not.
   * @param {import("./gate.js").Link[]} missing */
  showLocked(missing) {
    const { after, pagesFirst, attempts, draw } = this.quiz;
    this.enter("locked");
    this.form.hidden = attempts !== null || draw !== undefined || this.clock !== null;
    if (!this.form.hidden) this.sheet.deal(this.offered);
    const { gate } = special();
    const before = gate?.missingBefore(this.recorder.record, after).length ? after : null;
    const note = gate?.gateNote({
      ...(before && { module: before.module.title }), reason: (before ?? pagesFirst)?.reason ?? "", missing, readable: this.form.hidden ? null : "questions",
    });
    if (note) this.form.before(note);
  }

  showStart() {
    this.enter("start");
    const time = this.clock && special().timeChoice?.(this.clock.limit);
    const start = () => {
      const current = this.fresh();
      if (time) this.clock?.set(current.attempt, time.chosen());
      this.beginAnew(current);
    };
    this.form.before(h("section", { class: "quiz-start" },
      attemptsLeft(this.quiz, this.attempts()), time?.region, h("p", {}, button(say("start_quiz"), start))));
  }

  showPaused() {
    this.enter("paused");
    const goOn = () => focusOn(this.sheet.order[0]?.fieldset);
    const region = this.clock?.pausedRegion(goOn);
    if (region) this.form.before(region);
    focusOn(document.getElementById("paused-title"));
  }

  /** Opens a new attempt, unless another tab has used up the last one. */
  begin(current = this.fresh()) {
    this.recorder.update(({ drafts, attempts }) => {
      const taken = Object.values(attempts).filter(({ module }) => module === this.quiz.module).length;
      if (this.current() || (this.quiz.attempts && taken >= this.quiz.attempts)) return;
      put(drafts, this.base, current);
    });
  }

  beginAnew(current = this.fresh()) {
    this.begin(current);
    focusOn(this.sheet.order[0]?.fieldset);
  }

  /** Another attempt; where there is a choice to be made first, that comes first. */
  tryAgain() {
    if (!this.clock) {
      this.beginAnew();
      return;
    }
    this.starting = true;
    this.render();
    focusOn(this.host.querySelector(".quiz-start"));
  }

  /** Opens the first attempt of a quiz that may be taken any number of times.
   * It waits until all copies have been read, lest it hide one found there;
   * whoever answers before that is not kept waiting. */
  async beginUnasked() {
    this.enter("answering");
    this.sheet.deal(this.offered);
    this.followOwn();
    await this.recorder.ready;
    if (this.view === "start") this.begin(this.offered);
  }

  /** @param {Current} current */
  showQuestions(current) {
    this.enter("answering");
    this.sheet.deal(current);
    this.sheet.clear((question) => (this.outdated(question) ? say("question_changed") : null));
    const outdated = this.sheet.order.filter(({ question }) => this.outdated(question));
    if (outdated.length) {
      this.recorder.update(({ drafts }) => {
        for (const { question } of outdated) put(drafts, `${this.base}/${question.id}`, null);
      });
    }
    this.followDrafts();
    if (this.clock) this.form.before(this.clock.bar);
    this.clock?.run(current.attempt);
  }

  /** Brings the questions to what was last answered, here or in another tab. */
  followDrafts() {
    for (const part of this.sheet.order) {
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
        this.sheet.mark(part, readResponse(fieldset), sureIn(fieldset), this.quiz.confidence);
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
    for (const part of this.sheet.order) part.own?.follow(part, stage);
    if (submitted) showUnconfirmed(this.host, this.sheet.order);
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
    const part = this.sheet.partAround(event.target);
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
    const part = this.sheet.partAround(field);
    if (part && this.host.dataset.view === "practice") checkPractised(part);
    else if (part && this.quiz.feedback === "each") this.check(part);
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
    if (this.host.dataset.view !== "answering") return;
    if (this.view === "start") this.begin(this.offered);
    const { view } = this;
    this.recorder.refresh();
    if (view !== this.view) {
      announce(say("submitted_elsewhere"));
      return;
    }
    const problems = this.sheet.problems();
    this.host.querySelector(":scope > .error-summary")?.remove();
    document.title = this.pageTitle;
    const { reviewRegion } = special();
    if (reviewRegion && this.isFinal() && !problems.some(({ blocks }) => blocks)) {
      this.showReview(reviewRegion, problems);
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

  /** @param {import("./special.js").Special["reviewRegion"]} reviewRegion @param {import("./problems.js").Problem[]} problems */
  showReview(reviewRegion, problems) {
    const change = () => {
      this.host.querySelector(":scope > .quiz-review")?.remove();
      this.enter("answering");
      focusOn(this.sheet.order[0]?.fieldset);
    };
    this.enter("review");
    this.form.before(reviewRegion({ order: this.sheet.order, problems, submit: () => this.finish(), change }));
    focusOn(document.getElementById("review-title"));
  }

  /** Submits what has been answered: nobody loses it to a clock. */
  timeUp() {
    this.recorder.refresh();
    this.finish(true);
  }

  /** Submits: the attempt is written down and the drafts are taken away.
   * @param {boolean} [timeIsUp] */
  finish(timeIsUp = false) {
    const current = this.current();
    if (!current) return;
    const answers = this.sheet.answers(current.seed);
    const taken = takenAttempt({ current, quiz: this.quiz, release: page().release, at: Date.now(), answers });
    this.recorder.update((record) => {
      record.attempts[taken.id] ??= taken;
      put(record.drafts, this.base, null);
      for (const { question } of answers) put(record.drafts, `${this.base}/${question.id}`, null);
      if (this.clock) put(record.drafts, this.clock.key, timeIsUp ? { attempt: taken.id, left: 0, up: true } : null);
      for (const part of this.sheet.order) part.own?.submit(part, record);
    });
    focusOn(this.host.querySelector(".result-title"));
  }

  /** A quiz for practice: nothing of it is kept, and every round draws anew. */
  showPracticeQuiz() {
    if (this.view === "practice") {
      this.followOwn();
      return;
    }
    this.view = "practice";
    this.enter("practice");
    const draw = () => {
      this.sheet.deal(this.offered);
      practise(this.sheet, this.sheet.order, this.offered.seed);
      this.followOwn();
    };
    const another = () => {
      this.offered = this.fresh();
      draw();
      focusOn(this.sheet.order[0]?.fieldset);
    };
    if (this.quiz.draw || this.quiz.shuffle) {
      this.form.after(h("p", { class: "quiz-actions" }, button(say("practice_another"), another, true)));
    }
    draw();
  }

  /** A round of practice on these questions, in place of the result.
   * @param {Part[]} parts */
  showPractice(parts) {
    for (const made of this.host.querySelectorAll(MADE)) made.remove();
    this.enter("practice");
    const back = () => {
      this.view = "";
      this.render();
      focusOn(this.host.querySelector(".result-title"));
    };
    this.form.before(h("section", { class: "quiz-start quiz-practice", "aria-labelledby": "practice-title" },
      h("h2", { id: "practice-title", tabindex: -1 }, say("practice_title")),
      h("p", {}, say("practice_why")), h("p", {}, button(say("practice_end"), back, true))));
    practise(this.sheet, parts, newSeed());
    focusOn(document.getElementById("practice-title"));
  }

  /** @param {Attempt | import("./store.js").SealedAttempt} taken */
  showSubmitted(taken) {
    if (isMarked(taken)) this.showResult(taken);
    else this.showHandIn(taken);
  }

  /** An attempt that waits to be marked. @param {import("./store.js").SealedAttempt} taken */
  showHandIn(taken) {
    this.enter("result");
    this.sheet.showSealed(taken);
    const { site } = page();
    const course = { id: this.quiz.course, title: this.quiz.courseTitle ?? this.quiz.course };
    const region = special().handInRegion?.({ taken, site, course });
    if (region) this.form.before(region);
    this.followOwn();
    const more = !this.quiz.attempts || this.attempts().length < this.quiz.attempts;
    if (more) region?.querySelector(".result-actions")?.append(button(say("try_again"), () => this.tryAgain(), true));
    document.title = `${say("hand_in_title")}: ${this.pageTitle}`;
  }

  /** An attempt as it was: its questions, in its order, marked again by the
   * same rule. @param {Attempt} taken */
  showResult(taken) {
    this.enter("result");
    const { outcome, same, changed } = markedAgain(taken, new Map(this.sheet.parts.map(({ question }) => [question.id, question])), this.quiz.mode === "sealed");
    this.sheet.showTaken(taken, same);
    const kept = keptAttempt(this.recorder.record, this.quiz.module, this.quiz);
    const clock = this.clock?.kept();
    const missed = this.quiz.mode === "sealed" ? [] : this.sheet.missed(taken, same);
    this.form.before(resultRegion({
      quiz: this.quiz, attempt: taken, attempts: this.attempts().filter(isMarked), kept, outcome, changed,
      timeIsUp: clock?.up === true && clock.attempt === taken.id, missed: missed.length,
      tryAgain: () => this.tryAgain(), practise: () => this.showPractice(missed),
    }));
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
