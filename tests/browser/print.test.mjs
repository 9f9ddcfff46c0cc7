// What the browser prints of a page: nothing to click, nothing cut off, nothing
// that only a colour or a background says.

import assert from "node:assert/strict";
import { question, scene } from "./harness.mjs";

/** As wide as the text on a page of A4, in CSS pixels. */
const PAPER = { width: 642, height: 940 };

/** What stands on paper in front of a reader who can do nothing with it, or loses its edge. @param {import("playwright-core").Page} page */
const misprints = (page) => page.evaluate(() => {
  const name = (element) => `${element.localName}.${element.className} ${element.textContent.trim().slice(0, 40)}`;
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const idle = [...document.querySelectorAll("button:not(.term), summary, nav, [role='tab'], .skip-link, .saved")].filter(seen)
    .filter((element) => !element.matches(".reveal > summary, details[open] > summary"));
  const cut = [...document.querySelectorAll("main *")].filter((element) => seen(element) &&
    getComputedStyle(element).overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1 && !element.matches("input, select, .visually-hidden"));
  const wide = document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth ? [document.body] : [];
  return [...idle.map((element) => `is of no use: ${name(element)}`), ...[...cut, ...wide].map((element) => `is cut off: ${name(element)}`)];
});

scene("what is printed has nothing to click and loses nothing at the edge", async ({ page, visit }) => {
  await page.emulateMedia({ media: "print" });
  const found = [];
  const look = async (name) => { for (const fault of await misprints(page)) found.push(`${name} ${fault}`); };
  for (const name of ["index.html", "desk/index.html", "desk/blocks/index.html", "desk/blocks/text.html", "sources.html", "data/requests/quiz.html", "data/clock/quiz.html", "desk/refunds/quiz.html"]) {
    await visit(name);
    await look(name);
  }
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("radio", { name: "A voucher" }).check();
  await page.getByRole("button", { name: "Submit answers" }).click();
  await page.emulateMedia({ media: "print" });
  await look("answers missing");
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await page.getByRole("heading", { name: "Not passed" }).waitFor();
  await page.emulateMedia({ media: "print" });
  await look("result");
  assert.deepEqual(found, []);
}, { viewport: PAPER });

scene("a quiz that was not started is printed as a quiz, what was picked is printed as picked", async ({ page, visit }) => {
  await page.emulateMedia({ media: "print" });
  await visit("data/requests/quiz.html");
  assert.equal(await page.locator("form.quiz .question").first().isVisible(), true);
  await page.emulateMedia({ media: "screen" });
  await visit("desk/refunds/quiz.html");
  await page.getByRole("radio", { name: "A voucher" }).check();
  await page.emulateMedia({ media: "print" });
  const ink = (name) => question(page, "first-answer").getByRole("radio", { name }).evaluate((input) => getComputedStyle(input).backgroundColor);
  assert.equal(await ink("A voucher"), "rgb(0, 0, 0)");
  assert.notEqual(await ink("Nothing"), "rgb(0, 0, 0)");
});

scene("hints and answers stay closed on paper, what is thought over first is open", async ({ page, visit }) => {
  await visit("desk/blocks/index.html");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByText("It was: it stopped in use.").isVisible(), true);
  assert.equal(await page.getByText("Does the customer still want one?").isVisible(), false);
  assert.equal(await page.getByText("Goods must last a fair time.").isVisible(), false);
}, { javaScriptEnabled: false });
