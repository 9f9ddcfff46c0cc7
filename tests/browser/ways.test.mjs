// The ways a quiz can be set up: a number of attempts, an answer after each
// question, hints, numbers and texts, and an order drawn anew each time.

import assert from "node:assert/strict";
import { question, reads, scene, stored } from "./harness.mjs";

scene("attempts are counted and run out", async ({ page, visit }) => {
  await visit("data/requests/quiz.html");
  await reads(page.locator(".quiz-start .attempts-left"), "You have 2 attempts left.");
  assert.ok(await page.getByRole("group", { name: /A request needs a form/ }).isHidden(), "questions are shown once it has begun");
  const fail = async () => {
    await page.getByRole("radio", { name: "True" }).check();
    await page.getByRole("checkbox", { name: "Lose it" }).check();
    await page.getByRole("button", { name: "Submit answers" }).click();
  };
  await page.getByRole("button", { name: "Start quiz" }).click();
  await page.reload();
  await page.getByRole("radio", { name: "True" }).check();
  await page.reload();
  assert.ok(await page.getByRole("radio", { name: "True" }).isChecked(), "a reload begins no other attempt");
  await fail();
  await reads(page.locator(".result-score"), "You scored 0 of 2 points (0%).");
  await reads(page.locator(".result .attempts-left"), "You have 1 attempt left.");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("checkbox", { name: "Note it" }).check();
  await fail();
  await page.getByRole("region", { name: "Check your answers before you submit" }).getByRole("button", { name: "Submit answers" }).click();
  await reads(page.locator(".result .attempts-left"), "You have used all 2 attempts.");
  assert.equal(await page.getByRole("button", { name: "Try again" }).count(), 0);
  await page.reload();
  await page.getByRole("heading", { name: "Not passed" }).waitFor();
  assert.match((await page.getByRole("button").allInnerTexts()).join(), /^Practise the \d questions you missed$/, "nothing else is left to do here");
  await page.getByRole("link", { name: "Back to the course" }).first().waitFor();
});

scene("partly right choices earn their share", async ({ page, visit }) => {
  await visit("data/requests/quiz.html");
  await page.getByRole("button", { name: "Start quiz" }).click();
  await page.getByRole("radio", { name: "False" }).check();
  await page.getByRole("checkbox", { name: "Note it" }).check();
  await page.getByRole("button", { name: "Submit answers" }).click();
  await reads(page.locator(".result-score"), "You scored 1.5 of 2 points (75%).");
  await reads(question(page, "steps").locator(".verdict"), "Partly correct. 0.5 of 1 point");
  await page.getByRole("heading", { name: "Passed", exact: true }).waitFor();
});

scene("with an answer after each question, each is marked for good", async ({ page, visit }) => {
  await visit("data/clock/quiz.html");
  const [start, months, word] = ["start", "months", "word"].map((id) => question(page, id));
  const check = (where) => where.getByRole("button", { name: "Check answer" });
  await check(start).click();
  await reads(start.locator(".error"), "Error: Select an answer");

  await page.getByRole("radio", { name: "When somebody reads it" }).check();
  await check(start).click();
  assert.ok(await start.locator(".verdict").evaluate((text) => text === document.activeElement), "the verdict has the focus");
  await reads(start.locator(".verdict"), "Incorrect. 0 of 1 point");
  await reads(start.locator(".option-feedback"), /It runs before that\./);
  assert.ok(await page.getByRole("radio", { name: "When it arrives" }).isDisabled());

  const field = page.getByRole("textbox", { name: /How many months/ });
  await field.fill("soon");
  await field.press("Enter");
  await reads(months.locator(".error"), "Error: Enter a number, like 12.5");
  await field.fill("2.5 months");
  await field.press("Enter");
  await reads(months.locator(".verdict"), "Partly correct. 0.5 of 1 point");
  await reads(months.locator(".option-feedback"), /Only if it is hard\./);

  await page.reload();
  await reads(start.locator(".verdict"), "Incorrect. 0 of 1 point");
  await reads(months.locator(".verdict"), "Partly correct. 0.5 of 1 point");
  assert.equal(await word.locator(".verdict").count(), 0);
  await page.getByRole("button", { name: "See result" }).click();
  await reads(page.locator(".error-summary li"), "Question 3: Enter an answer");
  await page.getByRole("textbox", { name: "What is the request called?" }).fill("Access Request");
  await check(word).click();
  await reads(word.locator(".verdict"), "Correct. 1 of 1 point");
  await page.getByRole("button", { name: "See result" }).click();
  await reads(page.locator(".result-score"), "You scored 1.5 of 3 points (50%).");
  await page.getByRole("heading", { name: "Not passed" }).waitFor();
});

scene("a hint is shown when it is asked for", async ({ page, visit }) => {
  await visit("data/clock/quiz.html");
  const hint = page.getByText("Think of the post.");
  assert.ok(await hint.isHidden());
  await question(page, "start").getByText("Show hint").click();
  await hint.waitFor();
});

const numbers = [["1", "Correct."], ["1,0", "Correct."], ["+1.0 months", "Correct."], ["１", "Correct."], ["2", "Partly correct."], ["4", "Incorrect."], ["-1", "Incorrect."]];
const texts = [["ACCESS", "Correct."], ["  access\u00a0 request ", "Correct."], ["an access request", "Incorrect."]];
scene("numbers and texts are read as people write them", async ({ page, visit }) => {
  for (const [id, cases] of [["months", numbers], ["word", texts]]) {
    for (const [typed, verdict] of cases) {
      await visit("sources.html");
      await page.evaluate(async () => {
        localStorage.clear();
        await new Promise((done) => { indexedDB.deleteDatabase("cw").onsuccess = done; });
      });
      await visit("data/clock/quiz.html");
      await question(page, id).getByRole("textbox").fill(typed);
      await question(page, id).getByRole("button", { name: "Check answer" }).click();
      assert.match(await question(page, id).locator(".verdict").innerText(), new RegExp(`^\\s*${verdict}`), `${id}: ${typed}`);
    }
  }
});

scene("a shuffled quiz keeps its order over a reload, and mixes anew for the next attempt", async ({ page, visit }) => {
  const order = () => page.locator("fieldset.question").evaluateAll((all) =>
    all.map((one) => [one.dataset.question, ...[...one.querySelectorAll("input")].map(({ value }) => value)].join(" ")));
  const numbersShown = () => page.locator(".question-number").allInnerTexts();
  await visit("data/order/quiz.html");
  const seen = new Set();
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await page.getByRole("button", { name: "Submit answers" }).waitFor();
    const first = await order();
    seen.add(first.join("\n"));
    assert.ok(first.includes("last a b c d"), "options keep their order where the author says so");
    assert.deepEqual(await numbersShown(), [1, 2, 3, 4, 5].map((n) => `Question ${n} of 5`));
    await page.reload();
    assert.deepEqual(await order(), first);
    await page.getByRole("button", { name: "Submit answers" }).click();
    await page.getByRole("button", { name: "Submit anyway" }).click();
    await page.getByRole("heading", { name: "Your result" }).waitFor();
    assert.deepEqual(await order(), first, "the result stands in the order of the attempt");
    const taken = Object.values((await stored(page, "cw:fixture:data")).attempts).sort((a, b) => b.at - a.at)[0];
    const { started, at, questions } = taken;
    assert.ok(started <= at && at <= Date.now());
    assert.deepEqual(questions.map(({ id, order = ["a", "b", "c", "d"] }) => [id, ...order].join(" ")), first, "and is kept in it");
    await page.getByRole("button", { name: "Try again" }).click();
  }
  assert.ok(seen.size > 2, `six attempts in ${seen.size} orders`);
});

scene("options that moved are still marked by what they say", async ({ page, visit }) => {
  await visit("data/order/quiz.html");
  for (const word of ["one", "two", "three", "four"]) await question(page, word).getByRole("radio", { name: `The ${word}` }).check();
  await question(page, "last").getByRole("radio", { name: "The one" }).check();
  await page.getByRole("button", { name: "Submit answers" }).click();
  await reads(page.locator(".result-score"), "You scored 5 of 5 points (100%).");
  await page.getByRole("heading", { name: "Your result" }).waitFor();
});
