// A quiz that asks how sure learners are: what they say is kept, told beside the
// score, and changes it only where the quiz says so.

import assert from "node:assert/strict";
import { faults, lost } from "./looks.mjs";
import { assessed, question, reads, scene, stored } from "./harness.mjs";

const SMOKE = "safety/smoke/quiz.html";
const GAS = "safety/gas/quiz.html";
const KEY = "cw:assessed:safety";
const submit = (page) => page.getByRole("button", { name: /Submit answers|See result/ }).click();
const sure = (page, id, level) => question(page, id).getByRole("radiogroup", { name: "How sure are you?" }).getByRole("radio", { name: level, exact: true });

/** Answers the quiz on smoke. */
const answer = async (page, { rises = "True", floor = "True" } = {}) => {
  await question(page, "rises").getByRole("radio", { name: rises }).check();
  await question(page, "floor").getByRole("radio", { name: floor }).check();
  await page.getByRole("textbox", { name: "What do you shout?" }).fill("fire");
};

scene("how sure one is is asked with each question, kept, and told beside the score", async ({ page, visit }) => {
  await visit(SMOKE);
  await reads(page.locator(".quiz-confidence"), /^Say with each answer how sure you are\. It does not change your score/);
  await answer(page, { floor: "False" });
  await sure(page, "rises", "Very sure").check();
  await sure(page, "floor", "Very sure").check();
  await page.reload();
  assert.ok(await sure(page, "rises", "Very sure").isChecked(), "it is there after a reload");
  assert.ok(await question(page, "rises").getByRole("radio", { name: "True" }).isChecked(), "and the answer beside it");
  assert.deepEqual(await faults(page), []);

  await submit(page);
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await reads(page.locator(".result-score"), "You scored 2 of 4 points (50%).");
  await reads(page.locator(".calibration"), /^Over-confident\. You were too sure of answers that were wrong\. By certainty your answers come to -0\.5 on average, of 3 at most: /);
  assert.ok(await sure(page, "rises", "Very sure").isChecked() && await sure(page, "rises", "Very sure").isDisabled());
  const [attempt] = Object.values((await stored(page, KEY)).attempts);
  assert.equal(attempt.confidence, "asked");
  assert.deepEqual(attempt.questions.map(({ id, sure: level, earned }) => [id, level, earned]),
    [["rises", "high", "1"], ["floor", "high", "0"], ["order", undefined, "0"], ["word", undefined, "1"]]);
  assert.deepEqual(await lost(page), []);

  await page.reload();
  await reads(page.locator(".calibration"), /^Over-confident\./);
  await page.getByRole("button", { name: "Try again" }).click();
  assert.equal(await page.locator(".sure input:checked").count(), 0, "a new attempt begins with nothing said");
  await answer(page);
  for (const id of ["rises", "floor", "word"]) await sure(page, id, "Very sure").check();
  await submit(page);
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await reads(page.locator(".calibration"), /^Well calibrated\. You were sure where you were right\. .+ come to 2\.25 on average, of 3 at most/);
}, assessed);

scene("two tabs agree on how sure one is", async ({ page, context, site, visit }) => {
  const other = await context.newPage();
  await visit(SMOKE);
  await other.goto(site + SMOKE);
  await question(page, "rises").getByRole("radio", { name: "True" }).check();
  await sure(page, "rises", "Fairly sure").check();
  await sure(other, "rises", "Fairly sure").and(other.locator(":checked")).waitFor();
}, assessed);

scene("graded, it makes the score, question by question", async ({ page, visit }) => {
  await visit(GAS);
  await reads(page.locator(".quiz-confidence"), /^Say with each answer how sure you are, for that makes your score\./);
  const check = (id) => question(page, id).getByRole("button", { name: "Check answer" }).click();
  await question(page, "window").getByRole("radio", { name: "True" }).check();
  await sure(page, "window", "Very sure").check();
  await check("window");
  await reads(question(page, "window").locator(".verdict"), "Correct. 1 of 1 point");
  await question(page, "light").getByRole("radio", { name: "True" }).check();
  await sure(page, "light", "Fairly sure").check();
  await check("light");
  await reads(question(page, "light").locator(".verdict"), "Incorrect. -2/3 of 1 point");
  await submit(page);
  await reads(page.locator(".result-score"), "You scored 1/3 of 2 points (16%).");
  await reads(page.locator(".result-why"), "You need 60% to pass.");
  await page.getByRole("button", { name: "Try again" }).click();
  for (const [id, right] of [["window", "True"], ["light", "False"]]) {
    await question(page, id).getByRole("radio", { name: right }).check();
    await check(id);
  }
  await reads(question(page, "light").locator(".verdict"), "Correct. 1/3 of 1 point");
  await submit(page);
  await reads(page.locator(".result-score"), "You scored 2/3 of 2 points (33%).");
  await page.getByRole("heading", { name: "Not passed" }).waitFor();
  await reads(page.locator(".calibration"), /^Under-confident\. You were right more often than you thought\./);
}, assessed);

scene("a question in the text does not ask how sure one is", async ({ page, visit }) => {
  await visit("safety/smoke/index.html");
  assert.equal(await page.locator(".sure").count(), 0);
}, assessed);
