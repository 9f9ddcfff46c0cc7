// Attempts that are counted: which of several counts, and the last look before
// one that cannot be taken back.

import assert from "node:assert/strict";
import { faults, lost } from "./looks.mjs";
import { assessed, question, reads, scene, stored } from "./harness.mjs";

const DRILL = "safety/drill/quiz.html";
const GATE = "safety/gate/quiz.html";
const submit = (page) => page.getByRole("button", { name: "Submit answers" }).click();
const review = (page) => page.getByRole("region", { name: "Check your answers before you submit" });
/** What is said of each question in the last look. */
const lines = async (page) => (await review(page).getByRole("listitem").filter({ has: page.locator(".checked-prompt") }).allInnerTexts())
  .map((text) => text.replace(/\s+/g, " ").trim());

scene("before the only attempt is submitted, all answers are shown and can be changed", async ({ page, visit }) => {
  await visit(DRILL);
  await page.getByRole("button", { name: "Start quiz" }).click();
  await page.getByRole("radio", { name: "The lift" }).check();
  await page.getByRole("combobox", { name: "The warden" }).selectOption({ label: "Counts everybody" });
  await submit(page);

  const title = review(page).getByRole("heading");
  assert.ok(await title.evaluate((heading) => heading === document.activeElement), "the last look has the focus");
  assert.ok(await page.getByRole("group", { name: "Which way do you take?" }).isHidden());
  await reads(review(page).locator("p").nth(1), "You have not answered 2 questions. A question without an answer scores no points.");
  assert.deepEqual((await lines(page)).slice(0, 3), [
    "Question 1 Which way do you take? The lift Change Question 1",
    "Question 2 How long does it take? Not answered. Change Question 2",
    "Question 3 Put the steps into order. Not answered. Change Question 3",
  ]);
  assert.match((await lines(page))[3], /^Question 4 Who does what\? The warden: Counts everybody .+ Change Question 4$/);
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(await lost(page), []);

  await review(page).getByRole("link", { name: "Change Question 2" }).click();
  const field = page.getByRole("textbox", { name: /How long does it take/ });
  assert.ok(await field.evaluate((box) => box === document.activeElement), "the link leads to the answer");
  await field.fill("3");
  await page.getByRole("radio", { name: "The stairs" }).check();
  await question(page, "steps").getByRole("button", { name: "Move down" }).first().click();
  await page.getByRole("combobox", { name: "The guard" }).selectOption({ label: "Opens the gate" });
  await submit(page);
  await review(page).waitFor();
  const now = await lines(page);
  assert.equal(now[0], "Question 1 Which way do you take? The stairs Change Question 1");
  assert.equal(now[1], "Question 2 How long does it take? 3 minutes Change Question 2");
  assert.match(now[2], /^Question 3 Put the steps into order\. 1\. .+ 2\. .+ 3\. .+ Change Question 3$/);
  assert.equal(now[3], "Question 4 Who does what? The warden: Counts everybody The guard: Opens the gate Change Question 4");
  assert.equal(await page.locator(".checked-open").count(), 0);

  await page.reload();
  assert.ok(await page.getByRole("radio", { name: "The stairs" }).isChecked(), "a reload leads back to the questions");
  await submit(page);
  await review(page).getByRole("button", { name: "Go back to the questions" }).click();
  assert.ok(await question(page, "way").evaluate((box) => box === document.activeElement));
  await submit(page);
  await review(page).getByRole("button", { name: "Submit answers" }).click();
  await page.getByRole("heading", { name: "Passed", exact: true }).waitFor();
  await reads(page.locator(".result .attempts-left"), "You have used your only attempt.");
  assert.equal(await review(page).count(), 0);
}, assessed);

scene("a number that cannot be read comes before the last look", async ({ page, visit }) => {
  await visit(DRILL);
  await page.getByRole("button", { name: "Start quiz" }).click();
  await page.getByRole("textbox", { name: /How long/ }).fill("three");
  await submit(page);
  await page.getByRole("group", { name: "There is a problem" }).waitFor();
  assert.equal(await review(page).count(), 0);
}, assessed);

scene("another tab that submits ends the last look here", async ({ page, context, site, visit }) => {
  const other = await context.newPage();
  await visit(DRILL);
  await page.getByRole("button", { name: "Start quiz" }).click();
  await other.goto(site + DRILL);
  for (const tab of [page, other]) await submit(tab);
  await review(other).getByRole("button", { name: "Submit answers" }).click();
  await page.getByRole("heading", { name: "Not passed" }).waitFor();
  assert.equal(await review(page).count(), 0);
  assert.equal(Object.keys((await stored(page, "cw:assessed:safety")).attempts).length, 1);
}, assessed);

scene("where the first attempt counts, it is looked at before, and later ones change nothing", async ({ page, visit }) => {
  await visit(GATE);
  await reads(page.locator(".quiz-facts"), "1 question. Pass mark 100%. Try as often as you like. The first attempt counts.");
  await page.getByRole("radio", { name: "False" }).check();
  await submit(page);
  await review(page).getByRole("button", { name: "Submit answers" }).click();
  await page.getByRole("heading", { name: "Not passed" }).waitFor();
  assert.equal(await page.locator(".attempt-counts").count(), 0);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("radio", { name: "True" }).check();
  await submit(page);
  const result = page.getByRole("region", { name: "Passed" });
  await reads(result.locator(".attempt-counts"), "Your first attempt counts: 0%. Not passed.");
  await reads(page.getByRole("navigation", { name: "In this module" }).locator('[data-page="quiz"] .state'), "Not passed 0%");
  await visit("safety/index.html");
  await reads(page.locator('[data-module="gate"] .state'), "In progress");
}, assessed);
