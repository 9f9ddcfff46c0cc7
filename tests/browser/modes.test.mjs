// Quizzes of other forms: practice, which leaves no trace, and sealed ones,
// whose answers are handed in as a file.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { faults, lost } from "./looks.mjs";
import { assessed, folder, HOME, PROGRAM, question, reads, scene, stored, until } from "./harness.mjs";

const KEY = "cw:assessed:modes";
const EXAM = "modes/exam/quiz.html";
const ASSESSED = join(HOME, "tests/browser/assessed");

scene("a quiz for practice marks each answer, draws anew, and keeps nothing", async ({ page, visit }) => {
  await visit("modes/warm-up/quiz.html");
  await reads(page.locator(".quiz-confidence"), "This is practice. Each answer is marked at once, and nothing of it is kept.");
  const asked = () => page.locator("fieldset.question:visible").getAttribute("data-question");
  assert.equal(await page.locator("fieldset.question:visible").count(), 1);
  assert.equal(await page.getByRole("button", { name: "Submit answers" }).count(), 0);
  await page.getByRole("radio", { name: "True" }).check();
  await page.getByRole("button", { name: "Check answer" }).click();
  await reads(page.locator(".verdict:visible"), (await asked()) === "smoke" ? "Correct." : "Incorrect.");
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(await lost(page), []);
  const seen = new Set();
  await until(async () => {
    seen.add(await asked());
    await page.getByRole("button", { name: "New questions" }).click();
    return seen.size === 2;
  }, "both questions are drawn in time");
  const record = await stored(page, KEY);
  assert.deepEqual(record?.attempts ?? {}, {});
  assert.deepEqual(record?.drafts ?? {}, {});
  await visit("modes/index.html");
  await reads(page.locator('[data-module="warm-up"] .state'), "Not started");
}, assessed);

/** Answers the exam, the scenario to its end. */
const answer = async (page) => {
  await page.getByRole("textbox", { name: "Whom do you call?" }).fill("The fire brigade");
  await page.getByRole("checkbox", { name: "The window" }).check();
  await page.getByRole("radio", { name: "Go through" }).check();
  await page.getByRole("button", { name: /^(Go on|Continue|Next)/ }).click();
};

scene("answers to a sealed quiz are downloaded with a name, and nothing says what is right", async ({ page, visit }) => {
  await visit(EXAM);
  await page.getByRole("button", { name: "Start quiz" }).click();
  const text = await page.content();
  assert.ok(!text.includes("fire brigade") && !text.includes("They come at once") && !text.includes("Too high"));
  await answer(page);
  await page.getByRole("button", { name: "Submit answers" }).click();
  await reads(question(page, "smoke-in-the-hall").locator(".error"), /ending/);
  await page.getByRole("radio", { name: "Run" }).check();
  await page.getByRole("button", { name: /^(Go on|Continue|Next)/ }).click();
  await page.getByRole("button", { name: "Submit answers" }).click();

  const region = page.getByRole("region", { name: "Ready to hand in" });
  assert.ok(await region.getByRole("heading", { name: "Ready to hand in" }).evaluate((heading) => heading === document.activeElement));
  assert.equal(await page.locator(".verdict:visible, .option-mark:visible, .result-score").count(), 0, "nothing is marked");
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(await lost(page), []);
  const save = region.getByRole("button", { name: "Download my answers" });
  assert.ok(await save.isDisabled(), "somebody must be able to tell whose answers they are");
  await region.getByRole("textbox").fill("Ann Lee");
  await region.getByRole("button", { name: /name/i }).click();
  const coming = page.waitForEvent("download");
  await save.click();
  const file = await coming;
  const record = JSON.parse(readFileSync(await file.path(), "utf8"));
  assert.match(file.suggestedFilename(), /^modes-exam-.*ann-lee.*\.json$/i);
  assert.equal(record.format, "coursewright-record");
  assert.equal(record.learner.name, "Ann Lee");
  const [entry] = record.entries.filter(({ kind }) => kind === "attempt");
  assert.equal(entry.sealed, true);
  assert.deepEqual(entry.questions.map(({ id, response }) => [id, response]), [
    ["call", "The fire brigade"], ["exits", ["b"]], ["smoke-in-the-hall", ["door/a", "hall/b"]],
  ]);
  assert.ok(entry.questions.every((asked) => !("earned" in asked)) && !("passed" in entry) && !("points" in entry));
  await reads(region.locator(".hand-in-saved"), /downloaded/);

  await page.reload();
  await page.getByRole("region", { name: "Ready to hand in" }).waitFor();
  await region.getByRole("button", { name: "Try again" }).click();
  assert.equal(await page.getByRole("textbox", { name: "Whom do you call?" }).inputValue(), "");
  assert.equal(Object.keys((await stored(page, KEY)).attempts).length, 1);
}, assessed);

scene("a module with a sealed quiz waits until it is marked", async ({ page, visit }) => {
  await visit("modes/exam/index.html");
  await visit(EXAM);
  await page.getByRole("button", { name: "Start quiz" }).click();
  await page.getByRole("button", { name: "Submit answers" }).click();
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await page.getByRole("region", { name: "Ready to hand in" }).waitFor();
  await visit("modes/index.html");
  await reads(page.locator('[data-module="exam"] .state'), "In progress");
  await visit("record.html");
  await page.getByText("Everything that is stored").first().click();
  await page.getByText(/waiting to be marked/).first().waitFor();
}, assessed);

scene("what was handed in comes back marked, and counts", async ({ page, visit }) => {
  await visit("modes/exam/index.html");
  await visit(EXAM);
  await page.getByRole("button", { name: "Start quiz" }).click();
  await page.getByRole("textbox", { name: "Whom do you call?" }).fill("Fire Brigade");
  await page.getByRole("checkbox", { name: "The stairs" }).check();
  await page.getByRole("radio", { name: "Close it" }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Submit answers" }).click();
  const region = page.getByRole("region", { name: "Ready to hand in" });
  await region.getByRole("textbox").fill("Ann Lee");
  await region.getByRole("button", { name: "Save name" }).click();
  const coming = page.waitForEvent("download");
  await region.getByRole("button", { name: "Download my answers" }).click();
  const box = folder();
  const name = (await coming).suggestedFilename();
  await (await coming).saveAs(join(box, name));
  execFileSync(PROGRAM, ["mark", box, "--root", ASSESSED], { stdio: ["ignore", "ignore", "pipe"] });
  assert.match(readFileSync(join(box, "marked", "marks.csv"), "utf8"), /Ann Lee.*100/);

  await visit("record.html");
  await page.getByLabel("Record files").setInputFiles(join(box, "marked", name));
  await page.getByText(/loaded|1 quiz/i).first().waitFor();
  await visit(EXAM);
  const passed = page.getByRole("region", { name: "Passed" });
  await reads(passed.locator(".result-score"), "You scored 3 of 3 points (100%).");
  assert.equal(await page.locator(".verdict:visible").count() > 0, true, "each answer says what it earned");
  await visit("modes/index.html");
  await reads(page.locator('[data-module="exam"] .state'), /Completed|Passed/);
}, assessed);
