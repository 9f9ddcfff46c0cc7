// A learner takes a quiz: answers, leaves, returns, submits, fails, tries again, passes.

import assert from "node:assert/strict";
import { question, reads, scene } from "./harness.mjs";

const QUIZ = "desk/refunds/quiz.html";

/** Answers the quiz on refunds: all of it right, but for what is said.
 * @param {import("playwright-core").Page} page */
export const answer = async (page, { days = "30", long = "one month" } = {}) => {
  await page.getByRole("radio", { name: "Her money back" }).check();
  await page.getByRole("checkbox", { name: "When it was bought" }).check();
  await page.getByRole("checkbox", { name: "What is wrong with it" }).check();
  await page.getByRole("radio", { name: "False" }).check();
  await page.getByRole("textbox", { name: "How many days are there to reject the phone? days" }).fill(days);
  await page.getByRole("textbox", { name: "How long may an answer take?" }).fill(long);
};
const submit = (page) => page.getByRole("button", { name: "Submit answers" }).click();

scene("what was answered is there again after a reload", async ({ page, visit }) => {
  await visit(QUIZ);
  await page.getByRole("radio", { name: "A voucher" }).check();
  await page.getByRole("checkbox", { name: "When it was bought" }).check();
  await page.getByRole("textbox", { name: /How many days/ }).fill("28");
  await page.reload();
  assert.ok(await page.getByRole("radio", { name: "A voucher" }).isChecked());
  assert.ok(await page.getByRole("checkbox", { name: "When it was bought" }).isChecked());
  assert.ok(!(await page.getByRole("checkbox", { name: "What is wrong with it" }).isChecked()));
  assert.equal(await page.getByRole("textbox", { name: /How many days/ }).inputValue(), "28");
  await reads(page.locator(".saved"), "Your answers are saved on this device.");
});

scene("a missing answer is named, linked to and not lost sight of", async ({ page, visit }) => {
  await visit(QUIZ);
  await answer(page, { long: "" });
  await page.getByRole("radio", { name: "Her money back" }).evaluate((radio) => { radio.checked = false; radio.dispatchEvent(new Event("input", { bubbles: true })); });
  await submit(page);
  const summary = page.getByRole("group", { name: "You have not answered 2 questions" });
  await summary.waitFor();
  assert.ok(await summary.evaluate((box) => box === document.activeElement), "the summary has the focus");
  assert.match(await page.title(), /^Error: /);
  assert.deepEqual(await summary.getByRole("link").allInnerTexts(), ["Question 1: Select an answer", "Question 5: Enter an answer"]);
  await reads(question(page, "how-long").locator(".error"), "Error: Enter an answer");

  await summary.getByRole("link", { name: "Question 5" }).click();
  const field = page.getByRole("textbox", { name: "How long may an answer take?" });
  assert.ok(await field.evaluate((box) => box === document.activeElement), "the link leads to the field");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  assert.match(await field.getAttribute("aria-describedby"), /how-long-error/);
  await field.fill("one month");
  await summary.getByRole("link", { name: "Question 1" }).click();
  await page.keyboard.press("Space");
  await submit(page);
  await page.getByRole("heading", { name: "Not passed" }).waitFor();
});

scene("a number that cannot be read is no wrong answer", async ({ page, visit }) => {
  await visit(QUIZ);
  await answer(page, { days: "thirty" });
  await submit(page);
  const summary = page.getByRole("group", { name: "There is a problem" });
  assert.deepEqual(await summary.getByRole("link").allInnerTexts(), ["Question 4: Enter a number, like 12.5"]);
  assert.equal(await summary.getByRole("button").count(), 0, "it cannot be submitted anyway");
  await page.getByRole("textbox", { name: /How many days/ }).fill(" 30 days ");
  await submit(page);
  await page.getByRole("heading", { name: "Passed", exact: true }).waitFor();
});

scene("questions may be left out when the learner says so", async ({ page, visit }) => {
  await visit(QUIZ);
  await page.getByRole("radio", { name: "Her money back" }).check();
  await submit(page);
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await reads(page.locator(".result-score"), "You scored 2 of 9 points (22%).");
  await reads(question(page, "how-long").locator(".verdict"), "Not answered. 0 of 2 points");
});

scene("a failed quiz says why, question by question, and can be tried again and passed", async ({ page, visit }) => {
  await visit(QUIZ);
  await answer(page, { days: "31" });
  await submit(page);

  const result = page.getByRole("region", { name: "Not passed" });
  const title = result.getByRole("heading", { name: "Not passed" });
  await title.waitFor();
  assert.ok(await title.evaluate((heading) => heading === document.activeElement), "the result has the focus");
  assert.match(await page.title(), /^Not passed \(77%\): /);
  await reads(result.locator(".result-score"), "You scored 7 of 9 points (77%).");
  await reads(result.locator(".result-why"), "You need 80% to pass.");
  const rows = result.getByRole("table", { name: "Your score for each objective" }).getByRole("row");
  await reads(rows.nth(1), "Tell a fault from a change of mind 4 of 4 Nothing, well done");
  await reads(rows.nth(2), /^Know the times that apply 2 of 4 Refunds Some time later$/);

  const wrong = question(page, "reject-days");
  await reads(wrong.locator(".verdict"), "Incorrect. 0 of 2 points");
  assert.match(await wrong.innerText(), /Your answer, incorrect/);
  await reads(wrong.locator(".option-feedback"), /It is about a month\./);
  await reads(wrong.locator(".answer-key"), /^Correct answer: 30 days$/);
  await reads(wrong.locator(".explanation"), "Thirty days from the day after delivery.");
  const right = question(page, "first-answer");
  await reads(right.locator(".verdict"), "Correct. 2 of 2 points");
  await reads(right.locator(".option-feedback"), /Within thirty days she may reject it\./);
  assert.doesNotMatch(await right.locator(".marking").innerText(), /She need not take one/, "only what applies is said");
  const source = right.locator(".answer-sources").getByRole("link");
  assert.match(await source.getAttribute("href"), /sources\.html#/);
  assert.ok(await page.getByRole("radio", { name: "Her money back" }).isDisabled());

  await page.reload();
  await page.getByRole("heading", { name: "Not passed" }).waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  assert.ok(await question(page, "first-answer").evaluate((box) => box === document.activeElement), "the first question has the focus");
  assert.equal(await page.locator(".marking, .option-mark, .result").count(), 0);
  assert.equal(await page.locator("input:checked").count(), 0, "a new attempt begins empty");
  await answer(page);
  await submit(page);
  const passed = page.getByRole("region", { name: "Passed" });
  await reads(passed.locator(".result-score"), "You scored 9 of 9 points (100%).");
  await reads(passed.locator(".result-why"), "The pass mark is 80%.");
  await passed.getByText("Earlier attempts").click();
  await reads(passed.locator(".earlier-attempts li"), /You scored 7 of 9 points \(77%\)\. Not passed$/);
});

scene("the course and the home page show how far the learner is, and lead on", async ({ page, visit }) => {
  const home = page.locator('[data-course="desk"]');
  await visit("index.html");
  await reads(home.locator(".state"), "Not started");
  await page.getByRole("link", { name: "Start: Every block" }).click();
  await page.getByRole("link", { name: /Next .*Texts and tables/ }).click();
  await page.getByRole("heading", { name: "Texts and tables" }).waitFor();
  await page.waitForFunction(() => Object.values(localStorage).some((kept) => kept.includes("blocks/text")));
  await visit("index.html");
  await reads(home.locator(".state"), "In progress");
  await reads(page.locator(".hero .continue"), "Continue: Texts and tables");

  await visit("desk/refunds/later.html");
  await visit("desk/refunds/index.html");
  await visit(QUIZ);
  await answer(page, { days: "31" });
  await submit(page);
  const module = page.locator('[data-module="refunds"]');
  await visit("desk/index.html");
  await reads(module.locator(".state"), "In progress");
  await page.getByRole("link", { name: "Continue: Quiz: Refunds" }).click();
  await page.getByRole("button", { name: "Try again" }).click();
  await answer(page);
  await submit(page);
  await page.getByRole("link", { name: "Back to the course", exact: true }).first().click();
  await reads(module.locator(".state"), "Passed 100%");
  await reads(module.locator(".meter"), "3 of 3 steps");
  await visit("desk/refunds/index.html");
  await reads(page.getByRole("navigation", { name: "In this module" }).locator('[data-page="quiz"] .state'), "Passed 100%");

  await visit("desk/blocks/quiz.html");
  await submit(page);
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await page.getByRole("heading", { name: "Your result" }).waitFor();
  await visit("index.html");
  await reads(home.locator(".state"), "Completed");
  await reads(home.locator(".meter"), "2 of 2 modules");
  await reads(page.locator('[data-course="data"] .state'), "Not started");
});

scene("a quiz is taken by touch alone on a phone", async ({ page, visit }) => {
  await visit(QUIZ);
  await page.getByRole("radio", { name: "Her money back" }).tap();
  await page.getByRole("checkbox", { name: "When it was bought" }).tap();
  await page.getByRole("checkbox", { name: "What is wrong with it" }).tap();
  await page.getByRole("radio", { name: "False" }).tap();
  for (const [name, text] of [[/How many days/, "30"], [/How long may an answer take/, "one month"]]) {
    const field = page.getByRole("textbox", { name });
    await field.tap();
    await page.keyboard.type(text);
  }
  await page.getByRole("button", { name: "Submit answers" }).tap();
  await reads(page.getByRole("region", { name: "Passed" }).locator(".result-score"), "You scored 9 of 9 points (100%).");
}, { hasTouch: true, isMobile: true, viewport: { width: 320, height: 640 } });
