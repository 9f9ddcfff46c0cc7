// What comes first: pages before a quiz, modules in order. Always with the
// author's reason and what is missing, never by a clock, and never in the way
// of reading.

import assert from "node:assert/strict";
import { faults, lost } from "./looks.mjs";
import { assessed, question, reads, scene, stored, until } from "./harness.mjs";

const KEY = "cw:assessed:forklift";
const gate = (page) => page.locator(".gate");
const links = (page) => gate(page).getByRole("link").allInnerTexts();
const opened = async (page) => Object.keys((await stored(page, KEY))?.opened ?? {}).sort();

/** Does all of the first module. @param {(path: string) => Promise<any>} visit */
const finishCheck = async (page, visit) => {
  await visit("forklift/check/index.html");
  await visit("forklift/check/forks.html");
  await visit("forklift/check/quiz.html");
  await page.getByRole("radio", { name: "True" }).check();
  await page.getByRole("button", { name: "Submit answers" }).click();
  await page.getByRole("heading", { name: "Passed", exact: true }).waitFor();
};

scene("a quiz that comes after its pages says why and which, and can be read", async ({ page, context, site, visit }) => {
  await visit("forklift/check/index.html");
  await visit("forklift/check/quiz.html");
  await reads(gate(page), "The pages come first The quiz asks what only these pages say. You can read the questions already. Still to do: Check the forks");
  assert.ok(await question(page, "tyres").isVisible(), "the questions can be read");
  assert.ok(await page.getByRole("radio", { name: "True" }).isDisabled());
  assert.equal(await page.getByRole("button", { name: "Submit answers" }).count(), 0);
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(await lost(page), []);

  const other = await context.newPage();
  await other.goto(`${site}forklift/check/forks.html`);
  await other.getByRole("heading", { name: "Check the forks" }).waitFor();
  await until(async () => (await gate(page).count()) === 0, "the quiz opens when the page was opened in another tab");
  await page.getByRole("radio", { name: "True" }).check();
  await page.getByRole("button", { name: "Submit answers" }).click();
  await page.getByRole("heading", { name: "Passed", exact: true }).waitFor();
}, assessed);

scene("modules in order can be read in any, and count in theirs", async ({ page, visit }) => {
  await visit("forklift/index.html");
  await reads(page.locator(".in-order"), "Nobody drives a truck that was not checked.");
  await reads(page.locator('[data-module="drive"] .state'), "Comes after “Check the truck”");
  await reads(page.locator('[data-module="check"] .state'), "Not started");

  await visit("forklift/drive/index.html");
  await reads(gate(page), /^This comes after “Check the truck” Nobody drives a truck that was not checked\. You can read this page already\. It counts once what comes first is done\. Still to do:/);
  assert.deepEqual(await links(page), ["Check the truck", "Check the forks", "Quiz: Check the truck"]);
  await page.getByText("Look where you are going.").waitFor();
  assert.deepEqual(await opened(page), [], "it does not count yet");
  assert.deepEqual(await faults(page), []);
  await visit("forklift/drive/quiz.html");
  await reads(gate(page), /^This comes after “Check the truck” Nobody drives/);
  assert.ok(await question(page, "look").isHidden(), "a quiz with few attempts is not begun");
  assert.equal(await page.getByRole("button", { name: "Start quiz" }).count(), 0);

  await finishCheck(page, visit);
  await visit("forklift/index.html");
  await reads(page.locator('[data-module="drive"] .state'), "Not started");
  await visit("forklift/drive/index.html");
  assert.equal(await gate(page).count(), 0);
  assert.deepEqual(await opened(page), ["check/forks", "check/index", "drive/index"]);
  await visit("forklift/drive/quiz.html");
  await page.getByRole("button", { name: "Start quiz" }).click();
  await page.getByRole("radio", { name: "True" }).check();
}, assessed);

scene("a page that was read too early counts as soon as what comes first is done", async ({ page, context, site, visit }) => {
  await visit("forklift/drive/index.html");
  await gate(page).waitFor();
  const other = await context.newPage();
  await finishCheck(other, (path) => other.goto(site + path));
  await until(async () => (await gate(page).count()) === 0, "the note goes");
  assert.deepEqual(await opened(other), ["check/forks", "check/index", "drive/index"]);
}, assessed);

scene("an optional module stands in nobody's way", async ({ page, visit }) => {
  await finishCheck(page, visit);
  await visit("forklift/drive/index.html");
  assert.equal(await gate(page).count(), 0, "the history need not be read");
}, assessed);

scene("without script nothing is locked", async ({ page, visit }) => {
  for (const path of ["forklift/check/quiz.html", "forklift/drive/index.html", "forklift/drive/quiz.html"]) {
    await visit(path);
    assert.equal(await gate(page).count(), 0);
  }
  assert.ok(await page.getByRole("radio", { name: "True" }).isEnabled());
  await visit("forklift/index.html");
  await reads(page.locator(".in-order"), "Nobody drives a truck that was not checked.");
}, { ...assessed, javaScriptEnabled: false });
