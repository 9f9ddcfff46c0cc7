// A quiz with a limited time: chosen before the start, kept over reloads, paused,
// added to before it is up, and never the end of what was answered.

import assert from "node:assert/strict";
import { faults, lost } from "./looks.mjs";
import { assessed, question, reads, scene, stored, until } from "./harness.mjs";

const ALARM = "safety/alarm/quiz.html";
const KEY = "cw:assessed:safety";
const timer = (page) => page.getByRole("timer");
const start = (page) => page.getByRole("button", { name: "Start quiz" }).click();
const left = async (page) => (await stored(page, KEY)).drafts["alarm/quiz:clock"].value?.left;
/** Lets time pass, a second at a time, as it does. */
const pass = (page, minutes, seconds = 0) => page.clock.runFor((60 * minutes + seconds) * 1000);

/** A scene whose time the test makes. */
const timed = (name, play) => scene(name, async (stage) => {
  await stage.page.clock.install();
  await play(stage);
}, assessed);

timed("the time is chosen before the start, and can be none", async ({ page, visit }) => {
  await visit(ALARM);
  await reads(page.locator(".quiz-facts"), /Time: 10 minutes\. You can choose more, or none at all, before you start\.$/);
  const choice = page.getByRole("group", { name: "How much time do you want?" });
  assert.deepEqual(await choice.getByRole("radio").evaluateAll((all) => all.map((one) => [one.value, one.checked])), [["10", true], ["20", false], ["100", false], ["", false]]);
  await reads(choice.locator(".options"), "10 minutes 20 minutes 100 minutes No time limit");
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(await lost(page), []);
  await choice.getByRole("radio", { name: "No time limit" }).check();
  await start(page);
  assert.equal(await timer(page).filter({ visible: true }).count(), 0);
  await pass(page, 60);
  await page.getByRole("radio", { name: "True" }).check();
});

timed("what is left is shown, kept over a reload, and stands still while the page is closed", async ({ page, visit }) => {
  await visit(ALARM);
  await start(page);
  await reads(timer(page), "10 minutes left");
  await page.getByRole("radio", { name: "True" }).check();
  await pass(page, 2, 30);
  await reads(timer(page), "8 minutes left");
  await visit("index.html");
  await pass(page, 30);
  await visit(ALARM);
  await reads(timer(page), "8 minutes left");
  assert.ok(await page.getByRole("radio", { name: "True" }).isChecked());
});

timed("a pause stops the time, and what was answered is there afterwards", async ({ page, visit }) => {
  await visit(ALARM);
  await start(page);
  await page.getByRole("textbox", { name: "What does it do?" }).fill("ring");
  await pass(page, 1, 30);
  await page.getByRole("button", { name: "Pause" }).click();
  const paused = page.getByRole("region", { name: "The time stands still" });
  await reads(paused.locator("p").first(), "9 minutes left");
  assert.ok(await paused.getByRole("heading").evaluate((heading) => heading === document.activeElement));
  assert.ok(await question(page, "red").isHidden());
  assert.deepEqual(await faults(page), []);
  await pass(page, 60);
  await page.reload();
  await paused.getByRole("button", { name: "Go on" }).click();
  await reads(timer(page), "9 minutes left");
  assert.ok(await question(page, "red").evaluate((box) => box === document.activeElement));
  assert.equal(await page.getByRole("textbox", { name: "What does it do?" }).inputValue(), "ring");
});

timed("a minute before the end one is warned, and one key adds time, as often as one likes", async ({ page, visit }) => {
  await visit(ALARM);
  await start(page);
  const warning = page.getByRole("alertdialog", { name: "The time is nearly up" });
  for (let round = 1; round <= 11; round += 1) {
    await pass(page, 8, 55);
    assert.equal(await warning.count(), 0, `round ${round}: not yet`);
    await pass(page, 0, 10);
    await warning.waitFor();
    if (round === 1) assert.deepEqual(await faults(page), []);
    assert.ok(await warning.getByRole("button", { name: "Add 10 minutes" }).evaluate((button) => button === document.activeElement), "the button has the focus");
    await pass(page, 0, 5);
    await page.keyboard.press("Space");
    await until(async () => (await warning.count()) === 0, "the warning goes");
    await reads(timer(page), "11 minutes left");
    await pass(page, 0, 50);
  }
});

timed("when the time is up, what was answered is submitted, and it says so", async ({ page, visit }) => {
  await visit(ALARM);
  await start(page);
  await page.getByRole("radio", { name: "True" }).check();
  await page.getByRole("textbox", { name: "What does it do?" }).fill("ri");
  await pass(page, 9, 30);
  await page.getByRole("button", { name: "Go on without more time" }).click();
  await pass(page, 0, 40);
  await page.getByRole("heading", { name: "Passed", exact: true }).waitFor();
  await reads(page.locator(".result-note"), "The time was up. What you had answered by then was submitted.");
  await reads(page.locator(".result-score"), "You scored 1 of 2 points (50%).");
  const [attempt] = Object.values((await stored(page, KEY)).attempts);
  assert.deepEqual(attempt.questions.map(({ response }) => response), [["true"], "ri"]);
  await page.reload();
  await reads(page.locator(".result-note"), /^The time was up\./);

  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("group", { name: "How much time do you want?" }).getByRole("radio", { name: "20 minutes" }).check();
  await start(page);
  await reads(timer(page), "20 minutes left");
  assert.equal(await page.locator("fieldset[data-question] input:checked").count(), 0);
});

timed("time up while the last look stands open, or a dialogue, loses nothing", async ({ page, visit }) => {
  await visit(ALARM);
  await start(page);
  await page.getByRole("radio", { name: "True" }).check();
  await pass(page, 10, 5);
  await page.getByRole("heading", { name: "Passed", exact: true }).waitFor();
  assert.equal(await page.getByRole("alertdialog").count(), 0);
});

timed("two tabs have one clock", async ({ page, context, site, visit }) => {
  const other = await context.newPage();
  await other.clock.install();
  await visit(ALARM);
  await start(page);
  await pass(page, 3);
  await other.goto(site + ALARM);
  await reads(timer(other), "7 minutes left");
  await other.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("region", { name: "The time stands still" }).waitFor();
  const then = await left(page);
  await pass(page, 5);
  assert.equal(await left(page), then, "it stands still in both");
});
