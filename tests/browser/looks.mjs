// What can be measured of how a page looks: the rules of axe, text that is lost
// at the edge or under something else, and targets too small to hit.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Where contrast means nothing or hides in a box that scrolls: signs that are no letters, a single one, text below the box's edge;
 * and a term of several lines, which is higher than the line that holds it. */
const UNMEASURED = ["nonBmp", "shortTextContent", "elmPartiallyObscured", "elmPartiallyObscuring"];

/** What breaks a rule of axe, one line for each place. @param {import("playwright-core").Page} page */
export const faults = async (page) => {
  await page.evaluate(source);
  // What still changes its colour has none to be measured.
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    return Promise.allSettled(ending.map(({ finished }) => finished)).then(() => {});
  });
  const { violations, incomplete } = await page.evaluate(() => window.axe.run(document, { rules: { "target-size": { enabled: true } } }));
  // What axe leaves to the eye is not counted, but for contrast, which it can nearly always measure.
  const unsure = incomplete.filter(({ id }) => id === "color-contrast").map(({ id, nodes }) => ({
    id, nodes: nodes.filter(({ any }) => !UNMEASURED.includes(any[0]?.data?.messageKey))
      .map((node) => ({ ...node, failureSummary: `${node.failureSummary} ${JSON.stringify(node.any[0]?.data)}` })),
  }));
  return [...violations, ...unsure].flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
};

/** Text that cannot be read: beyond the window's edge, cut off by its box, or covered. What scrolls by itself is no loss.
 * @param {import("playwright-core").Page} page */
export const lost = (page) => page.evaluate(() => {
  const found = [];
  const { scrollingElement: root } = document;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide in a window of ${root.clientWidth}`);
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const inScroller = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) if (scrolls(at)) return true;
    return false;
  };
  // Behind a question that must be answered first, nothing else is there.
  const place = document.querySelector("dialog:modal") ?? document.body;
  for (const element of place.querySelectorAll("*")) {
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue.trim());
    if (!own.length || element.closest(".visually-hidden, .skip-link, script, svg") || getComputedStyle(element).clipPath === "inset(50%)" || !element.checkVisibility({ visibilityProperty: true })) continue;
    // Where its own words stand; what is inside of it is looked at by itself.
    const lines = () => own.flatMap((node) => {
      const range = document.createRange();
      range.selectNode(node);
      return [...range.getClientRects()];
    });
    const name = `${element.localName}.${element.className} ${element.textContent.trim().slice(0, 40)}`;
    for (const box of lines()) {
      if (!box.width || inScroller(element)) continue;
      if (box.right > root.clientWidth + 1 || box.left < -1) found.push(`${name} reaches from ${box.left} to ${box.right}`);
    }
    for (let at = element; at !== document.body; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      const cut = (overflow, full, shown) => /hidden|clip/.test(overflow) && full > shown + 1;
      if (cut(overflowX, at.scrollWidth, at.clientWidth) || cut(overflowY, at.scrollHeight, at.clientHeight)) found.push(`${name} is cut off`);
      if (scrolls(at)) break;
    }
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const [line] = lines();
    if (!line?.width || inScroller(element)) continue;
    const top = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
    // A card's link lies over its whole card, so that all of it can be clicked.
    const over = top && !top.contains(element) && !element.contains(top) && !top.matches(".card-link, .row-link");
    if (over) found.push(`${name} lies under ${top.localName}.${top.className}`);
  }
  window.scrollTo({ top: 0, behavior: "instant" });
  return [...new Set(found)];
});

/** What is meant to be hit and is less than 24 px high or wide; links and terms inside a sentence are as high as their line.
 * @param {import("playwright-core").Page} page */
export const tooSmall = (page) => page.evaluate(() =>
  [...document.querySelectorAll("button:not(.term), summary, .option, .checklist label, .field input, select, .cell:has(input), .order-is-mine, nav a, .site-name, .card-link, .row-link, .error-summary a, .result-actions a, .continue a, .tab-button")]
    .filter((element) => element.checkVisibility())
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([, { width, height }]) => Math.round(height) < 24 || Math.round(width) < 24)
    .map(([element, { width, height }]) => `${element.localName}.${element.className} ${element.textContent.trim().slice(0, 30)}: ${width} by ${height}`));

/** Lays rules over a page, as a learner's own style sheet does. @param {import("playwright-core").Page} page */
export const lay = (page, css) => page.evaluate((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}, css);
