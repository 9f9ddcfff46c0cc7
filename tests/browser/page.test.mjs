// Reading: knowledge checks, tabs, checklists, what is revealed, links, and the place where one stopped.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { fixture, question, reads, scene, stored, until } from "./harness.mjs";

const PAGE = "desk/blocks/index.html";

scene("a knowledge check is marked at once, as often as one likes, and counts for nothing", async ({ page, visit }) => {
  await visit(PAGE);
  const check = question(page, "kettle");
  await check.getByRole("button", { name: "Check answer" }).click();
  await reads(check.locator(".error"), "Error: Select an answer");
  await check.getByRole("radio", { name: "A change of mind" }).check();
  await check.getByRole("button", { name: "Check answer" }).click();
  await reads(check.locator(".verdict"), "Incorrect.");
  await reads(check.locator(".option-feedback"), /The customer still wants a kettle\./);
  await reads(check.locator(".explanation"), "Goods must last a fair time.");
  await page.reload();
  await reads(check.locator(".verdict"), "Incorrect.");
  await check.getByRole("button", { name: "Try again" }).click();
  assert.equal(await check.locator(".marking").count(), 0);
  await check.getByRole("radio", { name: "A fault" }).check();
  await check.getByRole("button", { name: "Check answer" }).click();
  await reads(check.locator(".verdict"), "Correct.");

  const days = question(page, "days").getByRole("textbox", { name: "How many days are there to reject it in the UK? days" });
  await days.fill("30");
  await days.press("Enter");
  await reads(question(page, "days").locator(".verdict"), "Correct.");
  assert.deepEqual((await stored(page, "cw:fixture:desk")).attempts, {});
  await visit("desk/blocks/quiz.html");
  assert.equal(await page.locator("input:checked").count(), 0, "the quiz asks the same question on its own");
});

scene("tabs are moved by the arrow keys", async ({ page, visit }) => {
  await visit(PAGE);
  const [uk, eu, us] = ["UK", "EU", "US"].map((name) => page.getByRole("tab", { name }));
  const shown = async () => page.getByRole("tabpanel").filter({ visible: true }).innerText();
  assert.equal(await uk.getAttribute("aria-selected"), "true");
  await uk.focus();
  for (const [key, tab, text] of [["ArrowRight", eu, "Two years"], ["ArrowRight", us, "warranty"], ["ArrowRight", uk, "Thirty"], ["End", us, "warranty"], ["ArrowLeft", eu, "Two years"], ["Home", uk, "Thirty"]]) {
    await page.keyboard.press(key);
    assert.ok(await tab.evaluate((one) => one === document.activeElement), `${key} moves the focus`);
    assert.match(await shown(), new RegExp(text));
    assert.equal(await page.locator('[role="tab"][tabindex="0"]').count(), 1);
  }
  await page.keyboard.press("Tab");
  assert.ok(await page.getByRole("tabpanel", { name: "UK" }).evaluate((one) => one === document.activeElement), "Tab leads into the panel");
});

scene("ticks of a checklist are kept, and can be cleared", async ({ page, visit }) => {
  await visit(PAGE);
  const boxes = page.getByRole("group", { name: /Checklist/ }).getByRole("checkbox");
  await boxes.nth(0).check();
  await boxes.nth(2).check();
  await page.reload();
  assert.deepEqual(await boxes.evaluateAll((all) => all.map(({ checked }) => checked)), [true, false, true]);
  await page.getByRole("button", { name: "Clear ticks" }).click();
  await reads(page.getByRole("status"), "All ticks were cleared.");
  await page.reload();
  assert.equal(await page.locator(".checklist input:checked").count(), 0);
});

scene("what is to be thought about first is revealed on asking", async ({ page, visit }) => {
  await visit(PAGE);
  const text = page.getByText("It was: it stopped in use.");
  assert.ok(await text.isHidden());
  await page.getByText("Was it a fault?").click();
  await text.waitFor();
});

scene("every link of the site leads to something, and every fragment to its place", async ({ page, visit, site }) => {
  const waiting = ["index.html"];
  const seen = new Map();
  const wanted = [];
  while (waiting.length) {
    const path = waiting.pop();
    if (seen.has(path)) continue;
    await visit(path);
    const { ids, links } = await page.evaluate(() => ({
      ids: [...document.querySelectorAll("[id]")].map(({ id }) => id),
      links: [...document.links].map(({ href }) => href),
    }));
    seen.set(path, new Set(ids));
    for (const link of links.filter((link) => link.startsWith(site))) {
      const [to, fragment] = link.slice(site.length).split("#");
      wanted.push([path, to, fragment]);
      waiting.push(to);
    }
  }
  // Nothing leads to a certificate before there is one.
  const pages = readdirSync(fixture().site, { recursive: true }).filter((name) => name.endsWith(".html") && !name.endsWith("certificate.html"));
  assert.deepEqual([...seen.keys()].sort(), pages.sort());
  for (const [from, to, fragment] of wanted) {
    if (fragment && fragment !== "continue") assert.ok(seen.get(to).has(decodeURIComponent(fragment)), `${from} leads to ${to}#${fragment}`);
  }
});

scene("a learner who returns finds the place where they stopped", async ({ page, visit }) => {
  await page.setViewportSize({ width: 600, height: 500 });
  await visit(PAGE);
  const heading = page.getByRole("heading", { name: "To do" });
  const top = () => heading.evaluate((box) => Math.round(box.getBoundingClientRect().top));
  await heading.evaluate((box) => window.scrollTo({ top: box.getBoundingClientRect().top + scrollY + 40, behavior: "instant" }));
  await until(async () => (await stored(page, "cw:fixture:desk")).places["blocks/index"]?.value?.anchor === "to-do", "the place is kept");
  const before = await top();
  await page.reload();
  await until(async () => Math.abs((await top()) - before) <= 2, "a reload keeps the place");
  await visit("index.html");
  await page.getByRole("link", { name: "Continue: Every block" }).click();
  await reads(page.getByRole("status"), "Continued where you stopped.");
  await until(async () => Math.abs((await top()) - before) <= 2, "so does the way from the home page");
  assert.ok(!page.url().endsWith("#continue"));
});

scene("a footnote leads to its text and back", async ({ page, visit }) => {
  await visit("desk/blocks/text.html");
  await page.locator('[role="doc-noteref"]').click();
  assert.ok(await page.getByText("The footnote says why.").evaluate((one) => one.closest("li").matches(":target")));
  await page.locator('[role="doc-backlink"]').click();
  assert.match(page.url(), /#fnref-1$/);
});
