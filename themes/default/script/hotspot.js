// Areas of a picture, each also a choice in the list below it. The list is what
// is answered; the picture is another way to reach it, and shows what was picked.

import { choice } from "./choice.js";

/** @param {Element} fieldset @returns {SVGGElement[]} */
const areasOf = (fieldset) => [...fieldset.querySelectorAll(/** @type {"g"} */ (".area"))];

/** The choice that an area belongs to. @param {Element} fieldset @param {SVGGElement} area */
const inputFor = (fieldset, area) =>
  /** @type {HTMLInputElement | null} */ (fieldset.querySelector(`.options input[value="${area.dataset.area}"]`));

/** The picture shows what the list says. @param {HTMLElement} fieldset */
const follow = (fieldset) => {
  for (const area of areasOf(fieldset)) area.classList.toggle("is-picked", inputFor(fieldset, area)?.checked === true);
};

/** What stands behind the letter of an area that was marked. */
const SIGNS = { "is-right": "✓", "is-wrong": "✕", "is-missed": "✓" };

/** @type {import("./interaction.js").Interaction} */
export const hotspot = {
  ...choice,
  shuffled: undefined,

  begin(fieldset) {
    fieldset.querySelector(".hotspots")?.classList.add("is-live");
    for (const area of areasOf(fieldset)) {
      const input = inputFor(fieldset, area);
      area.addEventListener("click", () => {
        if (!input || input.disabled) return;
        input.click();
        input.focus({ preventScroll: true });
      });
      const here = (/** @type {boolean} */ is) => area.classList.toggle("is-here", is);
      input?.addEventListener("focus", () => here(true));
      input?.addEventListener("blur", () => here(false));
    }
    fieldset.addEventListener("change", () => follow(fieldset));
  },

  restore(fieldset, response) {
    choice.restore(fieldset, response);
    for (const area of areasOf(fieldset)) {
      area.classList.remove(...Object.keys(SIGNS));
      area.querySelector("tspan")?.remove();
    }
    follow(fieldset);
  },

  mark(fieldset, question, grade, response) {
    choice.mark(fieldset, question, grade, response);
    follow(fieldset);
    for (const area of areasOf(fieldset)) {
      const option = inputFor(fieldset, area)?.closest(".option");
      const found = Object.entries(SIGNS).find(([name]) => option?.classList.contains(name));
      if (!found || area.querySelector("tspan")) continue;
      const sign = document.createElementNS("http://www.w3.org/2000/svg", "tspan");
      sign.textContent = ` ${found[1]}`;
      area.classList.add(found[0]);
      area.querySelector("text")?.append(sign);
    }
  },
};
