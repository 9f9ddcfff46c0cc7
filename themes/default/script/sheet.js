// The questions on the page of a quiz: which of them are shown and in which
// order, what stands in them, and how it was marked.

import { countedShare } from "./attempt.js";
import { putInOrder } from "./dom.js";
import { interactionOf } from "./interaction.js";
import { mixedFor } from "./order.js";
import { clearMark, problemWith, readResponse, restoreResponse, showAction, showError, showMark, showNote, lockAnswer, showVerdict } from "./question.js";
import { fraction } from "./fraction.js";
import { answered, earned, readable } from "./score.js";
import { restoreSure, sureIn } from "./sure.js";
import { say } from "./words.js";

/**
 * @typedef {import("./question.js").Question} Question
 * @typedef {import("./score.js").Response} Response
 * @typedef {import("./certainty.js").Sure} Sure
 *
 * A question of the page: `items` is what may come in another order, in the
 * author's; what is `own` looks after itself.
 * @typedef {{ question: Question, fieldset: HTMLFieldSetElement, items: string[], answer: Element | undefined,
 *   own: import("./own.js").Own | undefined }} Part
 */

/** @param {HTMLFormElement} form @param {Question[]} questions @param {Element | null} answers @returns {Part[]} */
const partsIn = (form, questions, answers) => questions.flatMap((question) => {
  const id = CSS.escape(question.id);
  const fieldset = /** @type {HTMLFieldSetElement | null} */ (form.querySelector(`[data-question="${id}"]`));
  const answer = answers?.querySelector(`[data-answer="${id}"]`) ?? undefined;
  if (!fieldset) return [];
  const { begin, shuffled: places, own } = interactionOf(fieldset);
  begin?.(fieldset);
  return [{ question, fieldset, items: [...places?.(fieldset).keys() ?? []], answer, own }];
});

export class Sheet {
  /** @param {HTMLFormElement} form @param {import("./result.js").Quiz} quiz @param {Element | null} answers */
  constructor(form, quiz, answers) {
    this.quiz = quiz;
    this.parts = partsIn(form, quiz.questions, answers);
    this.byId = new Map(this.parts.map((part) => [part.question.id, part]));
    /** Those that are shown, in their order. */
    this.order = this.parts;
  }

  /** The question that something on the page belongs to. @param {EventTarget | null} place */
  partAround(place) {
    return this.parts.find(({ fieldset }) => fieldset.contains(/** @type {Node} */ (place)));
  }

  /** @param {boolean} locked whether nothing can be answered yet */
  lock(locked) {
    for (const { fieldset } of this.parts) fieldset.disabled = locked;
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

  /** Shows the questions that were drawn. @param {import("./taken.js").Current} current */
  deal({ seed, questions }) {
    this.arrange(questions.flatMap((id) => this.byId.get(id) ?? []), (part) => this.mixed(part, seed));
  }

  /** Opens and empties the questions. @param {(question: Question) => string | null} note what to remark on each */
  clear(note) {
    for (const { question, fieldset, own } of this.order) {
      if (!own) clearMark(fieldset);
      showError(fieldset, null);
      showAction(fieldset, null);
      restoreResponse(fieldset, null);
      restoreSure(fieldset, undefined);
      showNote(fieldset, note(question));
    }
  }

  /** What stands in the way of submitting, also shown beside each question.
   * @returns {import("./problems.js").Problem[]} */
  problems() {
    return this.order.flatMap(({ question, fieldset }, index) => {
      const text = problemWith(question, fieldset);
      showError(fieldset, text);
      if (!text) return [];
      const response = readResponse(fieldset);
      const [begun, reads] = [answered(question.key, response), readable(question.key, response)];
      return [{ fieldset, number: index + 1, text, blocks: begun && !reads, begun }];
    });
  }

  /** What was answered, for the attempt with this seed. @param {number} seed @returns {import("./taken.js").Answer[]} */
  answers(seed) {
    return this.order.map((part) => {
      const order = this.mixed(part, seed);
      const [response, sure] = [readResponse(part.fieldset), sureIn(part.fieldset)];
      return { question: part.question, response, ...(order !== part.items && { order }), ...(sure && { sure }) };
    });
  }

  /** Marks a question for good. @param {Part} part @param {Response} response @param {Sure | undefined} sure
   * @param {"asked" | "graded" | undefined} confidence */
  mark({ question, fieldset, answer }, response, sure = "low", confidence) {
    const given = answered(question.key, response) ? sure : null;
    const counted = countedShare({ earned: earned(question.key, response), sure: given }, confidence);
    showMark(fieldset, question, response, answer, counted);
  }

  /** The questions of an attempt that can be practised: those that are still
   * the same and did not earn everything.
   * @param {import("./store.js").Attempt} taken @param {Set<string>} same @returns {Part[]} */
  missed({ questions }, same) {
    return questions.flatMap(({ id, earned: share }) => {
      const part = this.byId.get(id);
      return part && same.has(id) && share !== "1" && !part.own && !("unscored" in part.question.key) ? part : [];
    });
  }

  /** Shows what was answered, without a mark. @param {import("./store.js").SealedAttempt} taken */
  showSealed(taken) {
    this.arrange(taken.questions.flatMap(({ id }) => this.byId.get(id) ?? []), ({ question, items }) =>
      taken.questions.find(({ id }) => id === question.id)?.order ?? items);
    for (const { question, fieldset, own } of this.order) {
      const given = taken.questions.find(({ id, digest }) => id === question.id && digest === question.digest);
      showError(fieldset, null);
      if (own) continue;
      clearMark(fieldset);
      restoreResponse(fieldset, given?.response ?? null);
      restoreSure(fieldset, given?.sure);
      showNote(fieldset, given ? null : say("question_changed_since"));
      lockAnswer(fieldset);
    }
  }

  /** Shows an attempt as it was: its questions, in its order, marked.
   * @param {import("./store.js").Attempt} taken @param {Set<string>} same the questions that have not changed since */
  showTaken(taken, same) {
    const asked = new Map(taken.questions.map((question) => [question.id, question]));
    const orderOf = (/** @type {Part} */ { question, items }) =>
      (same.has(question.id) ? asked.get(question.id)?.order : undefined) ?? items;
    this.arrange(taken.questions.flatMap(({ id }) => this.byId.get(id) ?? []), orderOf);
    for (const part of this.order) {
      const { question, fieldset, own } = part;
      showError(fieldset, null);
      if (own) continue;
      const given = same.has(question.id) ? asked.get(question.id) : undefined;
      showAction(fieldset, null);
      restoreResponse(fieldset, given?.response ?? null);
      restoreSure(fieldset, given?.sure);
      showNote(fieldset, given ? null : say("question_changed_since"));
      if (given && this.quiz.mode === "sealed") showVerdict(fieldset, fraction(given.earned), fraction(given.points));
      else if (given) this.mark(part, given.response, given.sure, taken.confidence);
      else {
        clearMark(fieldset);
        lockAnswer(fieldset);
      }
    }
  }
}
