// A quiz that draws: each attempt asks some of the questions, the same after a
// reload, others in the next attempt, and all of them where there is no script.

import assert from "node:assert/strict";
import { assessed, reads, scene, stored } from "./harness.mjs";

const SIGNS = "safety/signs/quiz.html";
const KEY = "cw:assessed:safety";

/** The ids of the questions that can be seen, in their order. @param {import("playwright-core").Page} page */
const seen = (page) => page.locator("fieldset.question").evaluateAll((all) =>
  all.filter((one) => one.checkVisibility()).map((one) => one.dataset.question));
const numbers = (page) => page.locator(".question-number:visible").allInnerTexts();
const perObjective = (ids) => ["alarm", "exit"].map((kind) => ids.filter((id) => id.startsWith(kind)).length);

/** Answers what is shown: all of it right.  @param {import("playwright-core").Page} page */
const answer = async (page) => {
  for (const id of await seen(page)) {
    const name = id.startsWith("alarm") ? `Meaning ${id.slice(6)}` : "True";
    await page.locator(`#q-${id}`).getByRole("radio", { name }).check();
  }
};
const submit = (page) => page.getByRole("button", { name: "Submit answers" }).click();

scene("an attempt asks what was drawn, and the same after a reload", async ({ page, visit }) => {
  await visit(SIGNS);
  await reads(page.locator(".quiz-facts"), "4 questions, drawn anew from 9 for each attempt. Pass mark 75%. 4 attempts.");
  assert.deepEqual(await seen(page), [], "nothing is shown before the quiz is started");
  await page.getByRole("button", { name: "Start quiz" }).click();
  const first = await seen(page);
  assert.deepEqual(perObjective(first), [2, 2]);
  assert.deepEqual(await numbers(page), [1, 2, 3, 4].map((n) => `Question ${n} of 4`));
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.question), first[0], "the first question has the focus");
  await page.locator(`#q-${first[2]} input`).first().check();
  await page.reload();
  assert.deepEqual(await seen(page), first);
  assert.ok(await page.locator(`#q-${first[2]} input`).first().isChecked());

  await submit(page);
  await page.getByRole("group", { name: "You have not answered 3 questions" }).waitFor();
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await reads(page.locator(".result-score"), /^You scored [01] of 4 points/);
  assert.deepEqual(await seen(page), first, "the result shows what was asked");
  const [attempt] = Object.values((await stored(page, KEY)).attempts);
  assert.deepEqual(attempt.questions.map(({ id }) => id), first);
  assert.deepEqual([attempt.max, attempt.questions.length], ["4", 4], "what was not drawn does not count");
}, assessed);

scene("a retry asks what was never asked, as long as there is any", async ({ page, visit }) => {
  await visit(SIGNS);
  await page.getByRole("button", { name: "Start quiz" }).click();
  const asked = [];
  for (const round of [1, 2, 3]) {
    const now = await seen(page);
    assert.deepEqual(perObjective(now), [2, 2]);
    asked.push(now);
    await answer(page);
    await submit(page);
    await reads(page.locator(".result-score"), "You scored 4 of 4 points (100%).");
    if (round < 3) await page.getByRole("button", { name: "Try again" }).click();
  }
  const alarms = asked.flat().filter((id) => id.startsWith("alarm"));
  assert.equal(new Set(alarms).size, 6, "three attempts of two went through all six");
  const exits = asked.slice(0, 2).flat().filter((id) => id.startsWith("exit"));
  assert.equal(new Set(exits).size, 3, "two attempts of two went through all three");
}, assessed);

scene("a second tab shows the same draw", async ({ page, context, site, visit }) => {
  await visit(SIGNS);
  await page.getByRole("button", { name: "Start quiz" }).click();
  const other = await context.newPage();
  await other.goto(site + SIGNS);
  assert.deepEqual(await seen(other), await seen(page));
}, assessed);

scene("without script all questions are there, and it says so", async ({ page, visit }) => {
  await visit(SIGNS);
  assert.equal((await seen(page)).length, 9);
  await reads(page.locator("noscript"), "Here all 9 are shown, because scripts are turned off.");
  assert.deepEqual((await numbers(page)).at(-1), "Question 9 of 9");
}, { ...assessed, javaScriptEnabled: false });

scene("an unlimited quiz shows no more than it draws, from the first paint on", async ({ page, visit }) => {
  await page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await visit("safety/doors/quiz.html");
  const first = await seen(page);
  assert.equal(first.length, 2);
  await page.locator("fieldset:visible input").first().waitFor();
  assert.ok((await page.evaluate(() => window.shifts)) < 0.1, "the page does not jump");
  await page.reload();
  assert.deepEqual(await seen(page), first);
}, assessed);
