// Taking a path through the scenes of a scenario: one scene at a time, the
// choices so far, and a way back. All scenes stand in the page as linked text;
// classes say which are on the path, and the style shows the one it has come
// to, or, when it was marked, all of them.

import { announce, button, focusOn, h, symbol } from "./dom.js";
import { ONE, fraction, percentOf, shown } from "./fraction.js";
import { walkPath } from "./path.js";
import { language, say } from "./words.js";

/** @param {Element} scene */
const titleOf = (scene) => /** @type {HTMLElement} */ (scene.querySelector(".scene-title"));

/** What a choice says. @param {Element} input @returns {Node[]} */
const wordsOf = (input) =>
  [...(input.closest(".option")?.querySelector(".option-text")?.cloneNode(true).childNodes ?? [])];

/** The path through the scenes of one question. */
class Walk {
  /** @param {HTMLElement} fieldset @param {HTMLElement} list of its scenes */
  constructor(fieldset, list) {
    this.fieldset = fieldset;
    this.list = list;
    this.scenes = [...list.children];
    /** @type {HTMLInputElement[]} */
    const inputs = [...list.querySelectorAll(/** @type {"input"} */ ("input"))];
    this.inputs = new Map(inputs.map((input) => [input.value, input]));
    this.byAddress = new Map(this.scenes.map((scene) => [`#${scene.id}`, scene]));
    /** The choices on the path. @type {HTMLInputElement[]} */
    this.path = [];
    this.onward = button(say("continue_scenario"), () => this.goOn());
    this.back = button(say("back_a_scene"), () => this.goBack(), true);
    // Ids of questions cannot begin so.
    const title = `cw-history-${fieldset.dataset.question}`;
    this.choices = h("ol", { "aria-labelledby": title });
    this.history = h("div", { class: "scene-history" }, h("p", { id: title }, say("choices_so_far")), this.choices);
    list.after(h("div", { class: "scene-actions" }, this.onward, this.back), this.history);
    list.addEventListener("change", () => this.complain(null));
    list.addEventListener("keydown", (event) => this.enterKey(event));
    fieldset.classList.add("is-played");
    this.show();
  }

  /** The scene that a choice leads to. @param {Element} input @returns {Element} */
  behind(input) {
    const link = input.closest(".scene-choice")?.querySelector("a.onward-scene");
    return this.byAddress.get(link?.getAttribute("href") ?? "") ?? this.scenes[0];
  }

  /** The scenes on the path, the one that it has come to last. */
  passed() {
    return [this.scenes[0], ...this.path.map((input) => this.behind(input))];
  }

  here() {
    return /** @type {Element} */ (this.passed().at(-1));
  }

  /** A response as far as it is a path. @param {unknown} response */
  pathOf(response) {
    let here = this.scenes[0];
    const path = [];
    for (const id of Array.isArray(response) ? response : []) {
      const input = this.inputs.get(id);
      if (input?.closest(".scene") !== here) break;
      path.push(input);
      here = this.behind(input);
    }
    return path;
  }

  goOn() {
    const picked = [...this.inputs.values()].find((input) => input.checked && input.closest(".scene") === this.here());
    if (!picked) {
      this.complain(say("choose_answer"));
      return;
    }
    this.take([...this.path, picked]);
    if (this.here().matches(".is-ending")) announce(say("ending_reached"));
  }

  goBack() {
    this.take(this.path.slice(0, -1));
  }

  /** @param {HTMLInputElement[]} path */
  take(path) {
    this.path = path;
    this.show();
    focusOn(titleOf(this.here()));
    this.fieldset.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Enter on a choice goes on, and never submits the quiz. @param {KeyboardEvent} event */
  enterKey(event) {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    this.goOn();
  }

  /** Says in the scene that nothing was chosen, or takes that back. @param {string | null} text */
  complain(text) {
    this.list.querySelector(".scene-choices > .error")?.remove();
    this.list.querySelector(".scene-choices[aria-describedby]")?.removeAttribute("aria-describedby");
    const choices = text && this.here().querySelector(".scene-choices");
    if (!choices) return;
    const id = `cw-error-${this.here().id}`;
    choices.setAttribute("aria-describedby", id);
    choices.querySelector("legend")?.after(h("p", { class: "error", id },
      h("span", { class: "visually-hidden" }, `${say("error")} `), text));
    choices.querySelector("input")?.focus();
  }

  /** Puts the page into the state that the path says. */
  show() {
    const [passed, here] = [this.passed(), this.here()];
    for (const made of this.list.querySelectorAll(".scene-step, .scene-echo")) made.remove();
    for (const feedback of this.list.querySelectorAll("details[open]")) feedback.removeAttribute("open");
    this.complain(null);
    this.arrange(this.scenes);
    for (const scene of this.scenes) {
      scene.classList.toggle("is-passed", passed.includes(scene));
      scene.classList.toggle("is-here", scene === here);
    }
    passed.forEach((scene, index) => {
      if (!scene.matches(".is-ending")) titleOf(scene).append(h("span", { class: "scene-step" }, say("scene_number", { n: index + 1 })));
      if (index > 0) titleOf(scene).after(this.echo(this.path[index - 1]));
    });
    for (const input of this.path) input.checked = true;
    this.choices.replaceChildren(...this.path.map((input) => h("li", {}, ...wordsOf(input))));
    this.history.hidden = this.path.length === 0;
    this.back.hidden = this.path.length === 0;
    this.onward.hidden = here.matches(".is-ending");
  }

  /** What was chosen, and what the author says to that: read before the scene
   * that it leads to. @param {HTMLInputElement} input */
  echo(input) {
    const feedback = input.closest(".scene-choice")?.querySelector(".feedback")?.cloneNode(true);
    return h("div", { class: "scene-echo" },
      h("p", { class: "scene-chosen" }, `${say("you_chose")} `, ...wordsOf(input)), feedback);
  }

  /** @param {Element[]} scenes */
  arrange(scenes) {
    if (scenes.some((scene, index) => scene !== this.list.children[index])) this.list.append(...scenes);
  }

  /** @param {import("./score.js").Response} response */
  restore(response) {
    const path = this.pathOf(response);
    // What was picked in a scene stays picked while nothing else changes.
    if (path.length === this.path.length && path.every((input, index) => input === this.path[index])) return;
    const focused = this.list.contains(document.activeElement);
    for (const input of this.inputs.values()) input.checked = false;
    this.path = path;
    this.show();
    if (focused) focusOn(titleOf(this.here()));
  }

  /** Tells the whole path, with what each choice on it is worth.
   * @param {import("./path.js").PathKey} key @param {import("./score.js").Response} response */
  mark(key, response) {
    const passed = this.passed();
    this.arrange([...passed, ...this.scenes.filter((scene) => !passed.includes(scene))]);
    for (const input of this.inputs.values()) input.checked = this.path.includes(input);
    for (const input of this.path) {
      const { points } = key.choices[input.value];
      const word = key.marking === "ending" ? say("your_choice") : say("your_choice_worth", { worth: worth(points) });
      const label = input.closest(".option");
      label?.classList.add("is-picked", "is-noted");
      label?.append(h("span", { class: "option-mark" }, symbol("note"), ` ${word}`));
      input.closest(".scene-choice")?.querySelector("details")?.setAttribute("open", "");
    }
    this.here().append(h("p", { class: "option-mark path-worth" }, whatItIsWorth(key, response)));
  }
}

/** @param {string} points */
const worth = (points) => shown(fraction(points), language());

/** @param {string} credit */
const percent = (credit) => percentOf(fraction(credit), ONE);

/** "Your choices are worth 3. The best path is worth 5."
 * @param {import("./path.js").PathKey} key @param {import("./score.js").Response} response */
const whatItIsWorth = (key, response) => {
  const { collected, ending } = walkPath(key, response);
  if (ending === null) return say("no_ending_reached");
  return key.marking === "ending"
    ? say("ending_worth", { percent: percent(key.endings[ending]), most: percent(key.most) })
    : say("path_worth", { worth: shown(collected, language()), most: worth(key.most) });
};

/** @type {WeakMap<HTMLElement, Walk>} */
const walks = new WeakMap();

/** @type {import("./interaction.js").Interaction} */
export const scenario = {
  missing: "come_to_ending",

  // Where the key is not known, only the scenes tell whether the path has ended.
  lacks: (fieldset) => (walks.get(fieldset)?.here().matches(".is-ending") === false ? say("come_to_ending") : null),

  begin(fieldset) {
    const list = /** @type {HTMLElement | null} */ (fieldset.querySelector(".scenes"));
    if (list && !walks.has(fieldset)) walks.set(fieldset, new Walk(fieldset, list));
  },

  read: (fieldset) => walks.get(fieldset)?.path.map(({ value }) => value) ?? [],

  restore: (fieldset, response) => walks.get(fieldset)?.restore(response),

  mark(fieldset, { key }, _, response) {
    if ("path" in key) walks.get(fieldset)?.mark(key, response);
  },

  applies: () => false,

  tellsKey: ({ grade }) => grade !== "right",
};
