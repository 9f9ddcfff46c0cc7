// Building and focusing elements without markup in strings: the pages forbid
// innerHTML (Trusted Types), and text nodes cannot be mistaken for markup.

/** @typedef {string | Node | null | undefined | false} Child */

/** @param {Element} element
 * @param {Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>} attributes
 * @param {Child[]} children */
const fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  for (const child of children) if (child || child === "") element.append(child);
};

/** An element; attributes that are functions listen to the event of that name.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>} [attributes]
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[Tag]} */
export const h = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
};

/** @param {string} tag @param {Record<string, string | number>} attributes @param {Element[]} children */
export const svg = (tag, attributes, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  fill(element, attributes, children);
  return element;
};

/** @type {Record<string, string>} */
const SHAPES = {
  right: "M4 10.5l4 4 8-9",
  partial: "M4 10h12",
  wrong: "M5 5l10 10M15 5L5 15",
  note: "M10 4v7M10 14.5v1",
};

/** A small picture that repeats what the text beside it says. @param {string} name */
export const symbol = (name) =>
  svg("svg", { class: `symbol symbol-${name}`, viewBox: "0 0 20 20", "aria-hidden": "true" },
    svg("path", { d: SHAPES[name], fill: "none", stroke: "currentColor", "stroke-width": 2.5, "stroke-linecap": "round" }));

/** @param {string} word @param {(event: Event) => void} click @param {boolean} [secondary] */
export const button = (word, click, secondary = false) =>
  h("button", { class: secondary ? "button secondary" : "button", type: "button", click }, word);

/** Puts siblings into this order. Those that stand right are left alone: to
 * move an element takes the focus away from it. @param {Element[]} elements */
export const putInOrder = (elements) => {
  if (!elements.length) return;
  const places = [...elements].sort((a, b) =>
    a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  if (places.every((element, index) => element === elements[index])) return;
  const end = places.at(-1)?.nextSibling ?? null;
  const parent = elements[0].parentNode;
  for (const element of elements) parent?.insertBefore(element, end);
};

/** The JSON block the generator wrote into `element`; null when it is missing or damaged.
 * @param {Element} element @returns {any} */
export const dataOf = (element) => {
  try {
    return JSON.parse(element.querySelector(":scope > script[type='application/json']")?.textContent ?? "null");
  } catch {
    return null;
  }
};

/** What the page is: the data-* attributes of `<html>`. */
export const page = () => {
  const { site = "", release = "", course = "", module = "", page: id = "" } = document.documentElement.dataset;
  return { site, release, course, module, page: id };
};

/** Moves the focus to something that is no control. @param {HTMLElement | null | undefined} element */
export const focusOn = (element) => {
  if (!element) return;
  if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
  element.focus();
};

/** Tells a screen reader a short fact through the page's one live region.
 * Emptied first and filled on the next frame, so the same fact is told twice
 * when it happens twice. @param {string} text */
export const announce = (text) => {
  const region = document.querySelector(".announcer");
  if (!region) return;
  region.textContent = "";
  setTimeout(() => { region.textContent = text; }, 100);
};
