// The same site from a folder on the disk, below a path of some host, without
// script, and on paper.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { fixture, publish, question, reads, scene, until } from "./harness.mjs";

const places = {
  "from a folder on the disk": async () => `${pathToFileURL(fixture().site)}/`,
  "below a path of a host": () => publish(fixture().site, "/training/2026/"),
};

for (const [where, site] of Object.entries(places)) {
  scene(`${where} the whole way works`, async ({ page, site: base }) => {
    await page.goto(`${base}index.html`);
    await page.getByRole("link", { name: "At the desk", exact: true }).click();
    await page.getByRole("link", { name: "Refunds", exact: true }).click();
    await page.getByRole("link", { name: /Next .*Some time later/ }).click();
    await page.getByRole("link", { name: /Test yourself/ }).click();
    assert.equal(page.url(), `${base}desk/refunds/quiz.html`);
    await page.getByRole("radio", { name: "Her money back" }).check();
    await page.reload();
    assert.ok(await page.getByRole("radio", { name: "Her money back" }).isChecked());
    await page.getByRole("button", { name: "Submit answers" }).click();
    await page.getByRole("button", { name: "Submit anyway" }).click();
    await reads(page.locator(".result-score"), "You scored 2 of 9 points (22%).");
    await question(page, "first-answer").locator(".answer-sources a").click();
    assert.ok(page.url().startsWith(`${base}sources.html#`), page.url());
    await page.getByRole("link", { name: /Training for the desk/ }).click();
    assert.equal(page.url(), `${base}index.html`);
    await reads(page.locator('[data-course="desk"] .state'), "In progress");
    await page.goto(`${base}desk/blocks/text.html`);
    const picture = page.getByRole("img", { name: "The path from desk to decision" });
    await picture.scrollIntoViewIfNeeded();
    await until(() => picture.evaluate((image) => image.complete && image.naturalWidth > 0), "the picture is shown");
  }, { site });

  scene(`${where} every link leads to a file beside it`, async ({ page, site: base }) => {
    for (const path of ["index.html", "desk/index.html", "desk/blocks/index.html", "desk/refunds/quiz.html", "sources.html"]) {
      await page.goto(base + path);
      const links = await page.evaluate(() => [...document.querySelectorAll("[href], [src]")].map((one) => [one.getAttribute("href") ?? one.getAttribute("src"), one.href?.baseVal ?? one.href ?? one.src]));
      for (const [written, whole] of links.filter(([written]) => !/^(#|https:)/.test(written))) {
        assert.doesNotMatch(written, /^\/|^\w+:/, `${written} on ${path}`);
        assert.ok(whole.startsWith(base), `${written} stays in the site`);
        assert.match(new URL(whole).pathname, /\.\w+$/, `${written} names a file`);
      }
    }
  }, { site });
}

const unscripted = { javaScriptEnabled: false };

scene("without script pages are read whole", async ({ page, visit }) => {
  await visit("desk/blocks/index.html");
  for (const text of ["Listen first.", "Thirty days to reject.", "Two years of liability.", "The warranty decides.", "The kettle stopped on day three."]) {
    await page.getByText(text).first().waitFor();
  }
  await page.getByRole("checkbox", { name: "Asked what is wrong" }).check();
  await page.getByText("Was it a fault?").click();
  await page.getByText("It was: it stopped in use.").waitFor();
  await visit("index.html");
  await page.getByRole("link", { name: "At the desk", exact: true }).click();
  assert.equal(await page.locator(".state:not(:empty), .meter:visible, .continue:visible").count(), 0, "nothing empty is shown");
}, unscripted);

scene("without script a quiz is read and answered by oneself", async ({ page, visit }) => {
  await visit("desk/refunds/quiz.html");
  await page.getByRole("radio", { name: "Her money back" }).check();
  await page.getByRole("textbox", { name: /How many days/ }).fill("30");
  assert.equal(await page.getByRole("button").count(), 0, "no button that does nothing");
  const answer = page.getByText("Thirty days from the day after delivery.");
  assert.ok(await answer.isHidden(), "answers are closed");
  const answers = page.locator("details.answers");
  assert.ok(await answers.evaluate((one) => one.previousElementSibling.matches("form")), "they stand behind the questions");
  await answers.locator("summary").first().click();
  await answer.waitFor();
  await reads(answers.locator('[data-answer="first-answer"] .answer-key'), "Correct answer: Her money back");
  await page.getByRole("textbox", { name: /How many days/ }).press("Enter");
  assert.match(page.url(), /quiz\.html$/, "Enter does not send anything");
}, { ...unscripted, allow: /form-action/ });

for (const script of [true, false]) {
  scene(`on paper there are the texts and no controls, ${script ? "with" : "without"} script`, async ({ page, visit }) => {
    await page.emulateMedia({ media: "print" });
    await visit("desk/blocks/index.html");
    for (const text of ["Thirty days to reject.", "Two years of liability.", "The warranty decides.", "Asked what is wrong", "It was: it stopped in use.", "This is training, not legal advice."]) {
      assert.ok(await page.getByText(text).isVisible(), `${text} is printed`);
    }
    for (const hidden of ["Skip to the content", "In this module", "Does the customer still want one?", "Goods must last a fair time."]) {
      assert.ok(await page.getByText(hidden).first().isHidden(), `${hidden} is not printed`);
    }
    assert.equal(await page.locator("button:not(.term)").filter({ visible: true }).count(), 0, "a term is a text on paper");
    assert.equal(await page.getByRole("tab").filter({ visible: true }).count(), 0);
    assert.equal(await page.getByRole("navigation").filter({ visible: true }).count(), 0);

    await visit("desk/refunds/quiz.html");
    assert.ok(await page.getByText("Her money back").first().isVisible());
    assert.ok(await page.getByText("Thirty days from the day after delivery.").isHidden(), "answers are not printed with the questions");
    assert.equal(await page.getByRole("button").filter({ visible: true }).count(), 0);
  }, { javaScriptEnabled: script });
}

scene("a result is printed with its marks", async ({ page, visit }) => {
  await visit("desk/refunds/quiz.html");
  await page.getByRole("radio", { name: "A voucher" }).check();
  await page.getByRole("button", { name: "Submit answers" }).click();
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await page.emulateMedia({ media: "print" });
  for (const text of ["You scored 0 of 9 points (0%).", "Your answer, incorrect", "She need not take one."]) {
    assert.ok(await page.getByText(text).first().isVisible(), `${text} is printed`);
  }
  const pdf = await page.pdf();
  assert.ok(pdf.length > 10_000);
});
