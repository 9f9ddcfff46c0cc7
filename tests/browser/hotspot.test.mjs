// Areas of a picture are found by pointing, by keys and by touch, and the list
// below the picture says the same.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { folder, PROGRAM, Project, publish, question, reads, scene, stored, until } from "./harness.mjs";
import { faults, lost, tooSmall } from "./looks.mjs";

const HERE = fileURLToPath(new URL("hotspot", import.meta.url));
const project = new Project(HERE).build();
let address;
const site = () => (address ??= publish(project.site));
const KEY = "cw:hotspots:privacy";
const QUIZ = "privacy/desk/quiz.html";

const area = (where, letter) => where.locator(`.area[data-area="${letter}"]`);
/** The letters of the areas that have the class. */
const having = (where, name) => where.locator(`.area.${name}`).evaluateAll((all) => all.map((one) => one.dataset.area));

scene("a click in the picture picks the choice of the list, and the list shows in the picture", async ({ page, visit }) => {
  await visit(QUIZ);
  const [desk, first] = [question(page, "unlocked"), question(page, "first")];
  await area(desk, "b").click();
  await area(desk, "a").click();
  assert.deepEqual(await having(desk, "is-picked"), ["a", "b"]);
  assert.ok(await desk.getByRole("checkbox", { name: "The customers on the screen" }).isChecked());
  await area(desk, "a").click();
  assert.deepEqual(await having(desk, "is-picked"), ["b"]);
  await desk.getByRole("checkbox", { name: "The sheet of paper" }).check();
  assert.deepEqual(await having(desk, "is-picked"), ["b", "c"]);
  await area(first, "a").click();
  await area(first, "b").click();
  assert.deepEqual(await having(first, "is-picked"), ["b"], "only one of these");

  await page.reload();
  assert.deepEqual(await having(desk, "is-picked"), ["b", "c"], "it is there again");
  await page.getByRole("button", { name: "Submit answers" }).click();
  await reads(page.locator(".result-score"), "You scored 2 of 2 points (100%).");
  assert.deepEqual(await having(desk, "is-right"), ["b", "c"]);
  const [attempt] = Object.values((await stored(page, KEY)).attempts);
  assert.deepEqual(attempt.questions.map(({ response }) => response), [["b", "c"], ["b"]]);
  await area(desk, "a").click();
  assert.deepEqual(await having(desk, "is-picked"), ["b", "c"], "what was submitted stays");

  await page.getByRole("button", { name: "Try again" }).click();
  assert.equal(await page.locator(".area:is(.is-picked, .is-right, .is-wrong, .is-missed), .area tspan").count(), 0);
  await area(desk, "a").click();
  await area(first, "a").click();
  await page.getByRole("button", { name: "Submit answers" }).click();
  await reads(desk.locator(".verdict"), "Incorrect. 0 of 1 point");
  assert.deepEqual([await having(desk, "is-wrong"), await having(desk, "is-missed")], [["a"], ["b", "c"]]);
  await reads(desk.locator(".option-feedback li").first(), "The mug There is nothing on it.");
  assert.deepEqual((await desk.locator(".area-letter").allTextContents()).map((text) => text.trim()), ["A ✕", "B ✓", "C ✓"], "not by colour alone");
}, { site });

scene("by keys alone, in the text", async ({ page, visit }) => {
  await visit("privacy/desk/index.html");
  const desk = question(page, "unlocked");
  await desk.getByRole("checkbox", { name: "The mug" }).focus();
  assert.deepEqual(await having(desk, "is-here"), ["a"], "the picture shows where one is");
  await page.keyboard.press("Tab");
  assert.deepEqual(await having(desk, "is-here"), ["b"]);
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  assert.deepEqual(await having(desk, "is-picked"), ["b", "c"]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await reads(desk.locator(".verdict"), "Correct.");
}, { site });

scene("by touch on a phone", async ({ page, visit }) => {
  await visit(QUIZ);
  const desk = question(page, "unlocked");
  await area(desk, "c").tap();
  await area(desk, "b").tap();
  assert.deepEqual(await having(desk, "is-picked"), ["b", "c"]);
}, { site, viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });

scene("a second tab shows the same", async ({ page, context, visit, site: base }) => {
  await visit(QUIZ);
  const other = await context.newPage();
  await other.goto(base + QUIZ);
  await area(question(page, "unlocked"), "b").click();
  await until(async () => (await having(question(other, "unlocked"), "is-picked")).join() === "b", "the other tab follows");
}, { site });

scene("without script the picture is seen, and the list and its answer can be read", async ({ page, visit }) => {
  await visit(QUIZ);
  const desk = question(page, "unlocked");
  assert.ok(await desk.getByRole("img", { name: "A desk with a screen, a sheet of paper and a mug" }).isVisible());
  await desk.getByRole("checkbox", { name: "The sheet of paper" }).check();
  await page.getByText("Show answers").or(page.locator("details.answers > summary")).first().click();
  assert.match(await page.locator("[data-answer=unlocked]").innerText(), /The customers on the screen/);
}, { site, javaScriptEnabled: false });

scene("on paper the areas and the list have the same letters", async ({ page }) => {
  const out = folder();
  execFileSync(PROGRAM, ["build", "--paper", "--answers", "--root", project.root, "--out", out], { stdio: ["ignore", "ignore", "pipe"] });
  const paper = readFileSync(join(out, "privacy/desk/quiz.html"), "utf8");
  assert.equal(paper.split("class=\"area-letter\"").length - 1, 5);
  assert.ok(paper.includes("desk.svg"));
  await page.setContent("<p>Seen.</p>");
}, { site });

for (const [device, viewport] of Object.entries({ "a desktop": { width: 1280, height: 900 }, "a phone": { width: 320, height: 640 } })) {
  for (const colorScheme of ["light", "dark"]) {
    scene(`areas break no rule, lose no text and scroll not sideways on ${device} in ${colorScheme} colours`, async ({ page, visit }) => {
      const found = [];
      const look = async (name) => {
        for (const fault of [...await faults(page), ...await lost(page), ...await tooSmall(page)]) found.push(`${name}: ${fault}`);
      };
      await visit(QUIZ);
      await look("empty");
      await area(question(page, "unlocked"), "a").click();
      await look("picked");
      await page.getByRole("button", { name: "Submit answers" }).click();
      await page.getByRole("button", { name: "Submit anyway" }).click();
      await page.getByRole("heading", { name: "Not passed" }).waitFor();
      await look("marked");
      assert.deepEqual(found, []);
    }, { site, viewport, colorScheme });
  }
}
