// The ways in which a question is answered: one module each, all with the same
// members. Nothing else in the script knows which of them a question has.

import { choice } from "./choice.js";
import { numberField, textField } from "./field.js";

/**
 * @typedef {import("./score.js").Response} Response
 * @typedef {import("./grade.js").Grade} Grade
 * @typedef {import("./question.js").Question} Question
 * @typedef {{ question: Question, response: Response, grade: Grade }} Marked
 *
 * What is to be known of an interaction. Controls are the form elements that
 * have a name; all with a question mark may be left out.
 * @typedef {{
 *   missing: string,
 *   lacks?: (fieldset: HTMLElement) => string | null,
 *   begin?: (fieldset: HTMLElement) => void,
 *   read: (fieldset: HTMLElement) => Response,
 *   restore: (fieldset: HTMLElement, response: Response) => void,
 *   mark: (fieldset: HTMLElement, question: Question, grade: Grade, response: Response, answer?: Element) => void,
 *   applies: (item: HTMLElement, marked: Marked) => boolean,
 *   described?: (fieldset: HTMLElement) => HTMLElement,
 *   shuffled?: (fieldset: HTMLElement) => Map<string, Element>,
 *   tellsKey?: (marked: Marked) => boolean,
 *   said?: (fieldset: HTMLElement) => string[],
 *   own?: import("./own.js").Own,
 * }} Interaction
 *
 * - `missing`: the word for an answer that was not given
 * - `lacks`: what an answer that was begun still lacks, in words
 * - `begin`: adds, once, what only the script can offer, such as buttons; what it does dispatches `input`
 * - `read`, `restore`: the response as it stands in the page
 * - `mark`: says at each place how what was given there was marked; `answer` is what may be told of the right one
 * - `applies`: whether a piece of the author's feedback is for this response
 * - `described`: the control, or the group of them, that an input error belongs to; the fieldset if not said
 * - `shuffled`: what may come in another order, by its id, in the order of the page
 * - `said`: what was answered, as lines that can be read; what the controls hold if not said
 * - `tellsKey`: whether the right answer is told beside the mark; it is if not said
 * - `own`: what is done instead of marking and locking an answer that is no part of an attempt
 */

/** Those that stand on every page with questions. @type {Record<string, Interaction>} */
const INTERACTIONS = { choice, number: numberField, text: textField };

/** Adds those that stand on some pages only. @param {Record<string, Interaction>} more */
export const addInteractions = (more) => {
  Object.assign(INTERACTIONS, more);
};

/** @param {HTMLElement} fieldset a question @returns {Interaction} */
export const interactionOf = (fieldset) => INTERACTIONS[fieldset.dataset.interaction ?? ""] ?? textField;
