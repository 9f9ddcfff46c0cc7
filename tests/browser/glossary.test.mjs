// Words that the glossary explains: in place, by keyboard and by touch, and in a list.

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { fixture, reads, scene, until } from "./harness.mjs";
import { faults, lost } from "./looks.mjs";

const TERM = { name: "kettle", exact: true };
const card = (page) => page.locator("#term-kettle");
const focused = (page) => page.evaluate(() => document.activeElement?.id);

const opensAndCloses = async ({ page, visit }) => {
  await visit("desk/blocks/index.html");
  const term = page.getByRole("button", TERM);
  assert.equal(await term.count(), 1, "only the first use is marked");
  assert.equal(await card(page).isVisible(), false);
  await term.focus();
  await page.keyboard.press("Enter");
  await reads(card(page).locator(".term-meaning"), "An appliance that boils water.");
  assert.deepEqual(await faults(page), []);
  assert.deepEqual((await lost(page)).filter((text) => !text.includes("lies under")), []);
  await page.keyboard.press("Tab");
  assert.ok(await card(page).evaluate((element) => element.contains(document.activeElement)), "the card is next in the order of the keyboard");
  await page.keyboard.press("Escape");
  await until(async () => !(await card(page).isVisible()), "the card is closed");
  assert.equal(await focused(page), "use-kettle");
};

scene("a term is explained in place by the keyboard", opensAndCloses);
scene("a term is explained in place by the keyboard on a small dark screen", opensAndCloses,
  { viewport: { width: 320, height: 640 }, colorScheme: "dark" });

scene("a term is explained in place by touch, and closed again", async ({ page, visit }) => {
  await visit("desk/blocks/index.html");
  await page.getByRole("button", TERM).tap();
  const { x, y, width, height } = await card(page).boundingBox();
  assert.ok(x >= 0 && x + width <= 320 && y >= 0 && y + height <= 640, "the card is on the screen");
  await card(page).getByRole("button", { name: "Close" }).tap();
  await until(async () => !(await card(page).isVisible()), "the card is closed");
}, { viewport: { width: 320, height: 640 }, hasTouch: true });

scene("the glossary leads to the pages that use a term, and they lead back", async ({ page, visit }) => {
  await visit("index.html");
  await page.getByRole("link", { name: "Glossary" }).click();
  await reads(page.locator("dt").first(), "Kettle");
  await page.locator("#kettle").getByRole("link", { name: "Every block" }).click();
  assert.equal(new URL(page.url()).hash, "#use-kettle");
  await page.getByRole("button", TERM).click();
  await card(page).getByRole("link", { name: "See the glossary" }).click();
  assert.equal(new URL(page.url()).hash, "#kettle");
});

scene("a term is explained without the script, and from disk", async ({ page }) => {
  await page.goto(`${pathToFileURL(fixture().site)}/desk/blocks/index.html`);
  await page.getByRole("button", TERM).click();
  await reads(card(page).locator(".term-meaning"), "An appliance that boils water.");
}, { site: async () => `${pathToFileURL(fixture().site)}/`, javaScriptEnabled: false });
