// Confirming a statement: its exact words go into the record, once, with the
// time. When the words have changed since, it has to be confirmed again.

import { confirmationKey, confirmed } from "./confirmed.js";
import { button, focusOn, h, page, symbol } from "./dom.js";
import { showBelow, toldBy } from "./own.js";
import { recorderOf } from "./recorder.js";
import { language, say } from "./words.js";

/** @typedef {import("./own.js").Asked} Asked @typedef {import("./question.js").Question} Question */

/** @param {Element} fieldset @returns {HTMLInputElement} */
const boxIn = (fieldset) => /** @type {HTMLInputElement} */ (fieldset.querySelector(".options input"));

/** The confirmation of other words, the last one. @param {Question} question */
const confirmedBefore = ({ id }) =>
  Object.values(confirmed()).filter((given) => given.module === page().module && given.id === id).sort((a, b) => b.at - a.at)[0];

/** @param {number} at */
const longDay = (at) => new Intl.DateTimeFormat(language(), { dateStyle: "long" }).format(at);

/** @param {Question} question @param {import("./store.js").CourseRecord} record */
const writeDown = (question, { attestations }) => {
  const [{ module, release }, { id, attestation }] = [page(), question];
  if (!attestation) return;
  const { digest, wording } = attestation;
  attestations[confirmationKey(question)] ??= { at: Date.now(), release, module, id, digest, wording };
};

/** @param {HTMLElement} fieldset @param {boolean} isMissing whether the tick is */
const showMissing = (fieldset, isMissing) => {
  const [box, id] = [boxIn(fieldset), `${fieldset.id}-unticked`];
  fieldset.querySelector(`#${CSS.escape(id)}`)?.remove();
  for (const name of ["aria-invalid", "aria-describedby"]) box.removeAttribute(name);
  if (!isMissing) return;
  box.setAttribute("aria-invalid", "true");
  box.setAttribute("aria-describedby", id);
  box.closest(".options")?.before(h("p", { class: "error", id },
    h("span", { class: "visually-hidden" }, `${say("error")} `), say("attestation_unticked")));
};

/** The button was pressed. @param {Asked} asked */
const press = ({ question, fieldset }) => {
  const box = boxIn(fieldset);
  showMissing(fieldset, !box.checked);
  if (!box.checked) {
    box.focus();
    return;
  }
  recorderOf(page().course).update((record) => writeDown(question, record));
  focusOn(fieldset.querySelector(".verdict"));
};

/** @type {import("./interaction.js").Interaction} */
export const confirmation = {
  missing: "attestation_unticked",

  read: (fieldset) => (boxIn(fieldset).checked ? [boxIn(fieldset).value] : []),

  restore(fieldset, response) {
    boxIn(fieldset).checked = Array.isArray(response) && response.length > 0;
  },

  mark() {},

  applies: () => false,

  own: {
    follow(asked, stage) {
      const { question, fieldset, answer } = asked;
      const [given, box] = [confirmed()[confirmationKey(question)], boxIn(fieldset)];
      const option = box.closest(".option");
      box.disabled = given !== undefined;
      if (given) box.checked = true;
      fieldset.classList.toggle("is-locked", given !== undefined);
      for (const mark of ["is-picked", "is-right"]) option?.classList.toggle(mark, given !== undefined);
      if (given) {
        showMissing(fieldset, false);
        showBelow(fieldset, "given", () => [h("div", { class: "marking is-right" },
          h("p", { class: "verdict", tabindex: -1 }, symbol("right"), ` ${say("confirmed_on", { day: longDay(given.at) })}`), ...toldBy(answer))]);
        return;
      }
      const before = confirmedBefore(question);
      showBelow(fieldset, `${stage === "quiz" ? "quiz" : "open"} ${before?.digest ?? ""}`, () => [
        before && h("p", { class: "question-note" }, symbol("note"), ` ${say("reworded", { day: longDay(before.at) })}`),
        stage !== "quiz" && h("div", { class: "question-actions" }, button(say("attestation_confirm"), () => press(asked), true)),
      ]);
    },

    problem: ({ question, fieldset }) =>
      (question.attestation?.required && !boxIn(fieldset).checked ? say("attestation_unticked") : null),

    submit({ question, fieldset }, record) {
      if (boxIn(fieldset).checked) writeDown(question, record);
    },
  },
};
