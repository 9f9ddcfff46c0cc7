// Every kind of page, in every state a quiz can be in, for people who use large
// text, other colours, a narrow window, less motion or a screen reader.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { question, reads, scene } from "./harness.mjs";
import { faults, lay, lost, tooSmall } from "./looks.mjs";

const submit = async (page) => {
  await page.getByRole("button", { name: "Submit answers" }).click();
  await page.getByRole("button", { name: "Submit anyway" }).click();
};

/** Goes through the site as a learner would, and stops wherever a page looks different.
 * @param {import("./harness.mjs").Stage} stage @param {(name: string) => Promise<void>} look */
const walk = async ({ page, visit }, look) => {
  await visit("index.html");
  await look("home");
  await visit("desk/index.html");
  await look("course");
  await visit("desk/blocks/index.html");
  await look("page with blocks");
  for (const box of await page.getByRole("checkbox").all()) await box.check();
  await page.locator(".reveal summary").click();
  await page.getByRole("tab", { name: "EU" }).click();
  await question(page, "kettle").getByText("Show hint").click();
  await question(page, "kettle").getByRole("radio", { name: "A change of mind" }).check();
  await question(page, "kettle").getByRole("button", { name: "Check answer" }).click();
  await question(page, "days").getByRole("textbox").fill("many");
  await question(page, "days").getByRole("textbox").press("Enter");
  await look("page with blocks, used");
  await visit("desk/blocks/text.html");
  await look("page with a table, code and formulas");
  await visit("glossary.html");
  await look("glossary");
  await visit("sources.html");
  await look("sources");
  await visit("data/requests/quiz.html");
  await look("quiz before the start");
  await visit("desk/refunds/quiz.html");
  await look("quiz");
  await page.getByRole("radio", { name: "A voucher" }).check();
  await page.getByRole("checkbox", { name: "When it was bought" }).check();
  await page.getByRole("button", { name: "Submit answers" }).click();
  await look("quiz with answers missing");
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await page.getByRole("heading", { name: "Not passed" }).waitFor();
  await look("failed");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("radio", { name: "Her money back" }).check();
  for (const name of ["When it was bought", "What is wrong with it"]) await page.getByRole("checkbox", { name }).check();
  await page.getByRole("radio", { name: "False" }).check();
  await page.getByRole("textbox", { name: /How many days/ }).fill("30");
  await page.getByRole("textbox", { name: /How long/ }).fill("a month");
  await page.getByRole("button", { name: "Submit answers" }).click();
  await page.getByRole("heading", { name: "Passed", exact: true }).waitFor();
  await page.locator(".earlier-attempts summary").click();
  await look("passed");
  await visit("desk/blocks/quiz.html");
  await submit(page);
  await look("a result without a pass mark");
  await visit("data/clock/quiz.html");
  await page.getByRole("radio", { name: "When it arrives" }).check();
  await question(page, "start").getByRole("button", { name: "Check answer" }).click();
  await look("quiz with an answer after each question");
  await visit("desk/index.html");
  await look("course, begun");
  await visit("index.html");
  await look("home, begun");
};

const windows = { "a desktop": { width: 1280, height: 900 }, "a phone": { width: 320, height: 640 } };
for (const [device, viewport] of Object.entries(windows)) {
  for (const colorScheme of ["light", "dark"]) {
    scene(`no page breaks a rule, loses text or scrolls sideways on ${device} in ${colorScheme} colours`, async (stage) => {
      const found = [];
      await walk(stage, async (name) => {
        for (const fault of [...await faults(stage.page), ...await lost(stage.page), ...await tooSmall(stage.page)]) found.push(`${name}: ${fault}`);
      });
      assert.deepEqual(found, []);
    }, { viewport, colorScheme });
  }
}

const strains = {
  "text of twice the size": ["html { font-size: 200% !important }", windows["a desktop"]],
  "text of twice the size in half the window": ["html { font-size: 200% !important }", { width: 640, height: 480 }],
  "wide spacing": ["* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }", windows["a desktop"]],
  "wide spacing on a phone": ["* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }", windows["a phone"]],
};
for (const [strain, [css, viewport]] of Object.entries(strains)) {
  scene(`nothing is lost with ${strain}`, async (stage) => {
    const found = [];
    await walk(stage, async (name) => {
      await lay(stage.page, css);
      for (const fault of await lost(stage.page)) found.push(`${name}: ${fault}`);
    });
    assert.deepEqual(found, []);
  }, { viewport });
}

scene("who asks for less motion gets none", async (stage) => {
  const found = [];
  await walk(stage, async (name) => {
    found.push(...await stage.page.evaluate((where) => [...document.querySelectorAll("*")].flatMap((element) => {
      const style = getComputedStyle(element);
      const slow = [style.transitionDuration, style.animationDuration].join().split(",").some((time) => parseFloat(time) > 0.01);
      return slow || style.scrollBehavior === "smooth" ? [`${where}: ${element.localName}.${element.className}`] : [];
    }), name));
  });
  assert.deepEqual(found, []);
}, { reducedMotion: "reduce" });

scene("in colours forced by the system what is chosen and what is focused is still seen", async ({ page, visit }) => {
  await visit("desk/refunds/quiz.html");
  await page.getByRole("radio", { name: "A voucher" }).check();
  const outline = (name) => page.locator(".option").filter({ hasText: name }).evaluate((option) => getComputedStyle(option).outlineStyle);
  assert.equal(await outline("A voucher"), "solid");
  assert.equal(await outline("Nothing"), "none");
  assert.deepEqual(await lost(page), []);
}, { forcedColors: "active" });

/** What a screen reader is given for each question, as a file that one can read. */
const GOLDEN = new URL("questions.yml", import.meta.url);

scene("questions are announced with their own words, before and after marking", async ({ page, visit }) => {
  const told = [];
  const tell = async (when, ids) => {
    for (const id of ids) told.push(`# ${id}, ${when}`, await question(page, id).ariaSnapshot(), "");
  };
  const refunds = ["first-answer", "what-to-ask", "sale-items", "reject-days", "how-long"];
  await visit("desk/refunds/quiz.html");
  await tell("unanswered", refunds);
  await page.getByRole("button", { name: "Submit answers" }).click();
  await tell("left out", ["first-answer", "reject-days"]);
  await page.getByRole("radio", { name: "A voucher" }).check();
  await page.getByRole("checkbox", { name: "When it was bought" }).check();
  await page.getByRole("radio", { name: "False" }).check();
  await page.getByRole("textbox", { name: /How many days/ }).fill("31");
  await submit(page);
  await reads(page.locator(".result-score"), /You scored/);
  await tell("marked", refunds);
  told.push("# the result", await page.getByRole("region", { name: "Not passed" }).ariaSnapshot(), "");
  const text = `${told.join("\n").trimEnd()}\n`;
  if (process.env.SNAPSHOTS === "overwrite") writeFileSync(GOLDEN, text);
  assert.equal(text, readFileSync(GOLDEN, "utf8"));
});
