// A learner without a mouse: every step by keys, with the focus in sight at each.

import assert from "node:assert/strict";
import { question, reads, scene } from "./harness.mjs";

/** What has the focus, and whether one sees it: an outline in a colour of its own, inside the window. */
const focus = (page) => page.evaluate(() => {
  const element = document.activeElement;
  const seen = (one) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\)$/.test(outlineColor);
  };
  // An option, a card and a row are outlined as a whole.
  const whole = element.closest("label, .card, .row") ?? element;
  const box = whole.getBoundingClientRect();
  return {
    what: `${element.localName} ${(element.textContent || element.id).trim().slice(0, 40)}`,
    body: element === document.body,
    id: element.id,
    key: [element.localName, element.id, element.getAttribute("name"), element.getAttribute("value"), element.getAttribute("href")].join(" "),
    outlined: seen(element) || seen(whole),
    inView: box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0,
  };
});

/** Presses Tab until something has the focus, looking at each stop. */
const tabTo = async (page, wanted, key = "Tab") => {
  for (let stop = 0; stop < 60; stop += 1) {
    await page.keyboard.press(key);
    const at = await focus(page);
    assert.ok(!at.body, "the focus is somewhere");
    assert.ok(at.outlined, `the focus is seen on ${at.what}`);
    assert.ok(at.inView, `${at.what} is in view`);
    if (await wanted.evaluate((one) => one === document.activeElement)) return;
  }
  assert.fail(`${wanted} is not reached by ${key}`);
};

scene("the first stop leads past the head of the page", async ({ page, visit }) => {
  await visit("desk/blocks/index.html");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  assert.ok(await skip.evaluate((one) => one === document.activeElement));
  assert.ok((await focus(page)).inView, "it shows when it has the focus");
  await page.keyboard.press("Enter");
  await tabTo(page, page.locator("main a, main summary, main [tabindex='0']").filter({ visible: true }).first());
});

for (const path of ["index.html", "desk/index.html", "desk/blocks/index.html", "desk/blocks/text.html", "desk/refunds/quiz.html", "sources.html", "about.html"]) {
  scene(`every stop on ${path} is seen, and there is a way out`, async ({ page, visit }) => {
    await visit(path);
    const seen = new Set();
    for (let stop = 0; stop < 80; stop += 1) {
      await page.keyboard.press("Tab");
      const at = await focus(page);
      if (at.body) return;
      assert.ok(at.outlined, `the focus is seen on ${at.what}`);
      assert.ok(at.inView, `${at.what} is in view`);
      seen.add(at.key);
    }
    assert.fail(`${seen.size} stops and no end`);
  });
}

scene("a quiz is taken with the keyboard alone", async ({ page, visit }) => {
  await visit("desk/refunds/quiz.html");
  const { keyboard } = page;
  const [first, ask, sale] = ["first-answer", "what-to-ask", "sale-items"].map((id) => question(page, id));
  await tabTo(page, first.getByRole("radio").first());
  await keyboard.press("ArrowDown");
  assert.ok(await first.getByRole("radio", { name: "Her money back" }).isChecked());
  await tabTo(page, first.locator("summary"));
  await keyboard.press("Enter");
  await page.getByText("How old is the phone?").waitFor();
  await tabTo(page, ask.getByRole("checkbox", { name: "When it was bought" }));
  await keyboard.press("Space");
  await tabTo(page, ask.getByRole("checkbox", { name: "What is wrong with it" }));
  await keyboard.press("Space");
  await tabTo(page, sale.getByRole("radio", { name: "True" }));
  await keyboard.press("ArrowDown");
  await tabTo(page, page.getByRole("textbox", { name: /How many days/ }));
  await keyboard.type("31");
  await keyboard.press("Enter");
  assert.equal(await page.locator(".error-summary, .result").count(), 0, "Enter in a field does not submit the quiz");
  await tabTo(page, page.getByRole("button", { name: "Submit answers" }));
  await keyboard.press("Enter");
  const summary = page.getByRole("group", { name: "You have not answered 1 question" });
  await tabTo(page, summary.getByRole("link"));
  await keyboard.press("Enter");
  await keyboard.type("one month");
  await tabTo(page, page.getByRole("button", { name: "Submit answers" }));
  await keyboard.press("Space");
  await reads(page.locator(".result-score"), "You scored 7 of 9 points (77%).");
  await tabTo(page, page.getByRole("link", { name: "Some time later" }).first());
  await tabTo(page, page.getByRole("button", { name: "Try again" }));
  await keyboard.press("Enter");
  await tabTo(page, first.getByRole("radio").first());
});

scene("quizzes that begin on asking or answer after each question are taken by keys, too", async ({ page, visit }) => {
  await visit("data/requests/quiz.html");
  await tabTo(page, page.getByRole("button", { name: "Start quiz" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("radio", { name: "True" }));

  await visit("data/clock/quiz.html");
  await tabTo(page, page.getByRole("radio", { name: "When it arrives" }));
  await page.keyboard.press("Space");
  await tabTo(page, question(page, "start").getByRole("button", { name: "Check answer" }));
  await page.keyboard.press("Enter");
  await reads(question(page, "start").locator(".verdict"), "Correct. 1 of 1 point");
  await tabTo(page, page.getByRole("textbox", { name: /How many months/ }));
  await page.keyboard.type("1");
  await page.keyboard.press("Enter");
  await reads(question(page, "months").locator(".verdict"), "Correct. 1 of 1 point");
});
