// The field in which a learner gives a name, and where it says what becomes of it.

import { announce, h } from "./dom.js";
import { NAME_LENGTH, keepName, learnerName, plainName } from "./learner.js";
import { say } from "./words.js";

/** @param {string} site @param {(name: string) => void} kept told when the learner has given a name or taken it away
 * @param {boolean} [needed] whether there must be one @returns {HTMLFormElement} */
export const nameForm = (site, kept, needed = false) => {
  const input = h("input", {
    id: "learner-name", name: "name", type: "text", autocomplete: "name", maxlength: NAME_LENGTH, spellcheck: "false",
    "aria-describedby": "learner-name-hint",
  });
  const error = h("p", { class: "error", id: "learner-name-error", hidden: true }, say("name_missing"));
  input.value = learnerName(site);
  const keep = (/** @type {Event} */ event) => {
    event.preventDefault();
    input.value = plainName(input.value);
    const missing = needed && !input.value;
    error.hidden = !missing;
    input.setAttribute("aria-describedby", missing ? "learner-name-hint learner-name-error" : "learner-name-hint");
    if (missing) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    if (missing) {
      input.focus();
      return;
    }
    const stays = keepName(site, input.value);
    announce(say(!input.value ? "name_erased" : stays ? "name_kept" : "name_unkept"));
    kept(input.value);
  };
  return h("form", { class: "name-form", novalidate: true, submit: keep },
    h("label", { for: "learner-name" }, say("name_label")),
    h("p", { class: "name-hint", id: "learner-name-hint" }, say("name_hint")),
    error,
    h("div", { class: "name-field" }, input, h("button", { class: "button secondary", type: "submit" }, say("name_save"))));
};
