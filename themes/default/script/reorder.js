// Putting items into an order, one step at a time. An order that nobody has
// touched is no answer: the box "This is my order" says that it is one, and
// ticks itself when something is moved.

import { announce, h, putInOrder, svg } from "./dom.js";
import { markPlace } from "./grade.js";
import { say } from "./words.js";

/** @param {Element} fieldset @returns {HTMLElement[]} */
const itemsOf = (fieldset) => [...fieldset.querySelectorAll(/** @type {"li"} */ (".order-item"))];

/** @param {HTMLElement} item */
const idOf = ({ dataset }) => dataset.item ?? "";

/** @param {HTMLElement} item */
const nameOf = (item) => item.querySelector(".option-text")?.textContent?.trim() ?? "";

/** @param {Element} fieldset @returns {HTMLInputElement | null} */
const boxOf = (fieldset) => fieldset.querySelector(/** @type {"input"} */ (".order-is-mine input"));

/** Tells of each item whether it can go further up or down.
 * @param {Element} fieldset */
const showEnds = (fieldset) => {
  const items = itemsOf(fieldset);
  items.forEach((item, index) => {
    item.querySelector("[name='move-up']")?.setAttribute("aria-disabled", String(index === 0));
    item.querySelector("[name='move-down']")?.setAttribute("aria-disabled", String(index === items.length - 1));
  });
};

/** Shows that something came from where it was. @param {HTMLElement} item @param {number} top where it was */
const glide = (item, top) => {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const way = top - item.getBoundingClientRect().top;
  item.animate([{ transform: `translateY(${way}px)` }, { transform: "none" }], { duration: 150, easing: "ease-out" });
};

/** Moves an item one place. Its neighbour is what leaves its place in the page,
 * so that the button that was pressed keeps the focus.
 * @param {HTMLElement} fieldset @param {HTMLElement} item @param {-1 | 1} step */
const move = (fieldset, item, step) => {
  const items = itemsOf(fieldset);
  const at = items.indexOf(item);
  const other = items[at + step];
  if (!other) {
    announce(say(step < 0 ? "already_first" : "already_last", { item: nameOf(item) }));
    return;
  }
  const tops = [item, other].map((one) => one.getBoundingClientRect().top);
  if (step < 0) item.after(other);
  else item.before(other);
  glide(item, tops[0]);
  glide(other, tops[1]);
  showEnds(fieldset);
  const box = boxOf(fieldset);
  if (box) box.checked = true;
  announce(say("moved_to", { item: nameOf(item), n: at + step + 1, count: items.length }));
  item.dispatchEvent(new Event("input", { bubbles: true }));
};

/** @param {HTMLElement} fieldset @param {HTMLElement} item @param {-1 | 1} step */
const mover = (fieldset, item, step) => {
  const way = step < 0 ? "up" : "down";
  return h("button", {
    class: "move", type: "button", name: `move-${way}`, "aria-label": say(`move_${way}`, { item: nameOf(item) }),
    click: () => move(fieldset, item, step),
  }, svg("svg", { class: "symbol", viewBox: "0 0 20 20", "aria-hidden": "true" },
    svg("path", { d: step < 0 ? "M4 12.5l6-6 6 6" : "M4 7.5l6 6 6-6", fill: "none", stroke: "currentColor", "stroke-width": 2.2, "stroke-linecap": "round", "stroke-linejoin": "round" })));
};

/** @type {import("./interaction.js").Interaction} */
export const order = {
  missing: "move_or_confirm",

  begin(fieldset) {
    const list = fieldset.querySelector(".order");
    for (const item of itemsOf(fieldset)) {
      item.append(h("span", { class: "moves" }, mover(fieldset, item, -1), mover(fieldset, item, 1)));
    }
    list?.classList.add("is-movable");
    list?.after(h("label", { class: "order-is-mine" },
      h("input", { type: "checkbox", name: `${fieldset.id}-mine` }), h("span", {}, say("order_is_mine"))));
    showEnds(fieldset);
  },

  described: (fieldset) => boxOf(fieldset) ?? fieldset,

  shuffled: (fieldset) => new Map(itemsOf(fieldset).map((item) => [idOf(item), item])),

  read: (fieldset) => (boxOf(fieldset)?.checked ? itemsOf(fieldset).map(idOf) : []),

  said: (fieldset) => (boxOf(fieldset)?.checked ? itemsOf(fieldset).map((item, index) => `${index + 1}. ${nameOf(item)}`) : []),

  restore(fieldset, response) {
    const [given, items] = [Array.isArray(response) ? response : [], itemsOf(fieldset)];
    const placed = given.flatMap((id) => items.find((item) => idOf(item) === id) ?? []);
    const whole = new Set(placed).size === items.length && placed.length === items.length;
    if (whole) putInOrder(placed);
    const box = boxOf(fieldset);
    if (box) box.checked = whole;
    showEnds(fieldset);
  },

  mark(fieldset, { key }, grade) {
    if (!("order" in key) || grade === "unanswered") return;
    itemsOf(fieldset).forEach((item, index) => {
      const place = key.order.indexOf(idOf(item));
      if (place === index) markPlace(item, "right", say("in_its_place"));
      else markPlace(item, grade === "partial" ? "partial" : "wrong", say("belongs_at", { n: place + 1 }));
    });
  },

  applies: () => false,

  tellsKey: ({ grade }) => grade !== "right",
};
