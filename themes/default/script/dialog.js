// A question that must be answered before anything is lost. The browser's own
// modal dialogue keeps the focus inside and gives it back.

import { button, h } from "./dom.js";
import { say } from "./words.js";

/** @typedef {import("./dom.js").Child} Child */

/** Asks; closing it in any way but by `word` changes nothing.
 * @param {{ title: string, body: Child[], word: string, others?: HTMLElement[] }} question
 *   `word` is what the button says that does it; `others` are buttons that stand before it
 * @param {() => void} consented */
export const ask = ({ title, body, word, others = [] }, consented) => {
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": "dialog-title", close: () => dialog.remove() });
  const consent = () => {
    dialog.close();
    consented();
  };
  dialog.append(
    h("h2", { id: "dialog-title", tabindex: -1, autofocus: true }, title), h("div", {}, ...body),
    h("div", { class: "dialog-actions" }, ...others, h("button", { class: "button danger", type: "button", click: consent }, word),
      button(say("cancel"), () => dialog.close(), true)));
  document.querySelector("main")?.append(dialog);
  dialog.showModal();
};
