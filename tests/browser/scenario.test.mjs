// A learner takes a scenario: scene by scene, back a step, to an ending, marked
// and again; by mouse, by keys and by touch; and reads it without script or on paper.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { HOME, Project, publish, question, reads, scene, until } from "./harness.mjs";
import { faults, lost, tooSmall } from "./looks.mjs";

const project = new Project(fileURLToPath(new URL("scenario", import.meta.url))).build();
let address;
const site = () => (address ??= publish(project.site));

const QUIZ = "desk/refunds/quiz.html";
const TEXT = "desk/refunds/index.html";

/** What the focus is on. @param {import("playwright-core").Page} page */
const focused = (page) => page.evaluate(() => document.activeElement?.innerText?.replace(/\s+/g, " ").trim());

/** The scene that is shown. */
const here = (where) => where.locator(".scene").filter({ visible: true });

/** Chooses and goes on. */
const choose = async (where, name) => {
  await where.getByRole("radio", { name }).check();
  await where.getByRole("button", { name: "Continue" }).click();
};

/** A path that is worth 1 of 3. */
const someWay = async (kettle) => {
  await choose(kettle, /still got the box/);
  await choose(kettle, /Say sorry, and look/);
  await choose(kettle, "Turn to the next customer");
};

scene("a path is taken scene by scene, and back a step", async ({ page, visit }) => {
  await visit(QUIZ);
  const kettle = question(page, "kettle");
  const [onward, back] = ["Continue", "Back"].map((name) => kettle.getByRole("button", { name }));
  await reads(here(kettle).getByRole("heading"), "Scene 1");
  assert.ok(await back.isHidden());
  assert.ok(await kettle.locator(".scene-history").isHidden());

  await onward.click();
  await reads(here(kettle).locator(".error"), "Error: Select an answer");
  assert.ok(await kettle.getByRole("radio").first().evaluate((radio) => radio === document.activeElement));
  await kettle.getByRole("radio", { name: /still got the box/ }).check();
  assert.equal(await kettle.locator(".error").count(), 0);
  await reads(here(kettle).getByRole("heading"), "Scene 1");

  await onward.click();
  await reads(here(kettle).getByRole("heading"), "Scene 2");
  assert.equal(await focused(page), "Scene 2", "the heading of the new scene has the focus");
  await reads(here(kettle).locator(".scene-echo"), "You chose: “Have you still got the box?” She brought the box. It is in front of you.");
  await reads(here(kettle).locator(".scene-text"), "She raises her voice. Others turn their heads.");
  await reads(kettle.locator(".scene-history"), "Your choices so far “Have you still got the box?”");

  await choose(kettle, /Say sorry, and look/);
  assert.deepEqual(await kettle.getByRole("list", { name: "Your choices so far" }).getByRole("listitem").allInnerTexts(), ["“Have you still got the box?”", "Say sorry, and look at the receipt"]);
  await reads(here(kettle).locator(".scene-text"), "Eight days. You pay her back.");
  await back.click();
  assert.equal(await focused(page), "Scene 2");
  assert.ok(await kettle.getByRole("radio", { name: /Say sorry, and look/ }).isChecked(), "what was chosen there still is");
  await choose(kettle, "Call security");
  await reads(here(kettle).getByRole("heading"), "Ending: A complaint");
  assert.equal(await focused(page), "Ending: A complaint");
  await reads(page.locator(".announcer"), "You have come to an ending.");
  assert.ok(await onward.isHidden());
  await back.click();
  await back.click();
  await reads(here(kettle).getByRole("heading"), "Scene 1");
  assert.ok(await kettle.getByRole("radio", { name: /still got the box/ }).isChecked());
}, { site });

scene("a path is there again after a reload, and in a second tab", async ({ page, context, visit, site: base }) => {
  await visit(QUIZ);
  await choose(question(page, "kettle"), /still got the box/);
  await page.reload();
  const kettle = question(page, "kettle");
  await reads(here(kettle).getByRole("heading"), "Scene 2");
  await reads(kettle.locator(".scene-history li"), "“Have you still got the box?”");

  const other = await context.newPage();
  await other.goto(base + QUIZ);
  const there = question(other, "kettle");
  await reads(here(there).getByRole("heading"), "Scene 2");
  await there.getByRole("radio", { name: "Call security" }).check();
  await choose(kettle, /Say sorry, and look/);
  await reads(here(there).locator(".scene-text"), "Eight days. You pay her back.");
  await choose(there, "Thank her for coming in");
  await reads(here(kettle).getByRole("heading"), "Ending: She is satisfied");
  await there.getByRole("button", { name: "Back" }).click();
  await reads(here(kettle).locator(".scene-text"), "Eight days. You pay her back.");
}, { site });

scene("a path without an ending is asked for, and may be submitted all the same", async ({ page, visit }) => {
  await visit(QUIZ);
  const [kettle, caller] = [question(page, "kettle"), question(page, "caller")];
  await choose(kettle, /still got the box/);
  await choose(caller, "Offer to forward a letter");
  await page.getByRole("button", { name: "Submit answers" }).click();
  const summary = page.getByRole("group", { name: "You have not answered 1 question" });
  await summary.getByRole("link", { name: "Question 1: Go on until you come to an ending" }).click();
  assert.ok(await kettle.getByRole("radio", { name: /Say sorry, and look/ }).evaluate((radio) => radio === document.activeElement), "the link leads to the scene that is shown");
  await summary.getByRole("button", { name: "Submit anyway" }).click();
  await reads(page.locator(".result-score"), "You scored 1 of 3 points (33%).");
  await reads(kettle.locator(".verdict"), "Not answered. 0 of 2 points");
  await reads(kettle.locator(".path-worth"), "You did not come to an ending.");
  assert.deepEqual(await here(kettle).getByRole("heading").allInnerTexts(), ["Scene 1", "Scene 2"]);
}, { site });

scene("the path is told when it was marked, with what it and the best one are worth", async ({ page, visit }) => {
  await visit(QUIZ);
  const [kettle, caller] = [question(page, "kettle"), question(page, "caller")];
  await someWay(kettle);
  await choose(caller, "Hang up");
  await page.getByRole("button", { name: "Submit answers" }).click();
  const told = async () => {
    await reads(page.locator(".result-score"), "You scored 1 1/6 of 3 points (38%).");
    await reads(kettle.locator(".verdict"), "Partly correct. 2/3 of 2 points");
    assert.deepEqual(await here(kettle).getByRole("heading").allInnerTexts(), ["Scene 1", "Scene 2", "Scene 3", "Ending: It is settled"]);
    assert.deepEqual(await here(kettle).locator(".option-mark:not(.path-worth)").allInnerTexts().then((texts) => texts.map((text) => text.trim())), ["Your choice, worth 0", "Your choice, worth 1", "Your choice, worth 0"]);
    assert.deepEqual(await here(kettle).locator(".feedback").filter({ visible: true }).allInnerTexts(), ["She brought the box. It is in front of you.", "Late, but right."]);
    await reads(kettle.locator(".path-worth"), "Your choices are worth 1. The best path is worth 3.");
    await reads(kettle.locator(".marking .answer-key"), /^A path worth 3: “I am sorry to hear that\. When did you buy it\?” Thank her for coming in$/);
    await reads(kettle.locator(".marking .explanation"), "Say sorry first, and let the receipt decide.");
    assert.equal(await kettle.locator(".marking .worths").count(), 0, "what each other choice is worth is not told");
    for (const radio of await kettle.getByRole("radio").all()) assert.ok(await radio.isDisabled());
    assert.equal(await kettle.getByRole("button").filter({ visible: true }).count(), 0);
    await reads(caller.locator(".verdict"), "Partly correct. 0.5 of 1 point");
    await reads(caller.locator(".path-worth"), "This ending earns 50%. The best ending earns 100%.");
    await reads(caller.locator(".scene.is-passed .option-mark").first(), "Your choice");
    await reads(caller.locator(".marking .answer-key"), "A path to the best ending: Offer to forward a letter");
  };
  await told();
  await page.reload();
  await told();
  await page.getByRole("button", { name: "Try again" }).click();
  await reads(here(kettle).getByRole("heading"), "Scene 1");
  assert.equal(await kettle.locator("input:checked, .option-mark, .scene-echo").count(), 0);
  assert.deepEqual(await kettle.locator(".scene").evaluateAll((scenes) => scenes.map(({ id }) => id)), [1, 2, 3, 4, 5, 6].map((number) => `cw-scene-${number}-kettle`));
  await choose(kettle, /When did you buy it/);
  await reads(here(kettle).locator(".scene-echo .feedback"), "You ask for the one thing that decides.1");
  await choose(kettle, "Thank her for coming in");
  await choose(caller, "Offer to forward a letter");
  await page.getByRole("button", { name: "Submit answers" }).click();
  await reads(page.locator(".result-score"), "You scored 3 of 3 points (100%).");
  await reads(kettle.locator(".verdict"), "Correct. 2 of 2 points");
  assert.equal(await kettle.locator(".marking .answer-key").count(), 0);
}, { site });

scene("in a text a scenario can be played again", async ({ page, visit }) => {
  await visit(TEXT);
  const kettle = question(page, "kettle");
  assert.deepEqual(await here(kettle).getByRole("heading", { level: 3 }).allInnerTexts(), ["Scene 1"], "headings stand below that of the text");
  await choose(kettle, /still got the box/);
  await kettle.getByRole("button", { name: "Check answer" }).click();
  await reads(kettle.locator(":scope > .error"), "Error: Go on until you come to an ending");
  assert.ok(await kettle.getByRole("radio", { name: /Say sorry, and look/ }).evaluate((radio) => radio === document.activeElement));
  await choose(kettle, "Call security");
  await kettle.getByRole("button", { name: "Check answer" }).click();
  await reads(kettle.locator(".verdict"), "Incorrect.");
  assert.equal(await focused(page), "Incorrect.");
  await reads(kettle.locator(".path-worth"), "Your choices are worth 0. The best path is worth 3.");
  await page.reload();
  await reads(kettle.locator(".verdict"), "Incorrect.");
  await kettle.getByRole("button", { name: "Try again" }).click();
  await reads(here(kettle).getByRole("heading"), "Scene 1");
  assert.equal(await kettle.locator("input:checked").count(), 0);
  assert.ok(await kettle.getByRole("radio").first().evaluate((radio) => radio === document.activeElement));
}, { site });

scene("with an answer after each question a path is marked for good", async ({ page, visit }) => {
  await visit("desk/calls/quiz.html");
  const call = question(page, "call");
  await choose(call, "Let it ring");
  await call.getByRole("button", { name: "Check answer" }).click();
  await reads(call.locator(".verdict"), "Incorrect. 0 of 1 point");
  assert.ok(await call.getByRole("button", { name: "Back" }).isHidden());
  await page.reload();
  await reads(call.locator(".verdict"), "Incorrect. 0 of 1 point");
  await page.getByRole("button", { name: "See result" }).click();
  await reads(page.locator(".result-score"), "You scored 0 of 1 point (0%).");
}, { site });

scene("a scenario is taken with the keyboard alone", async ({ page, visit }) => {
  await visit(QUIZ);
  const [kettle, caller] = [question(page, "kettle"), question(page, "caller")];
  const { keyboard } = page;
  const tabTo = async (wanted) => {
    for (let stop = 0; stop < 40; stop += 1) {
      await keyboard.press("Tab");
      if (await wanted.evaluate((one) => one === document.activeElement)) return;
    }
    assert.fail(`${wanted} is not reached`);
  };
  await tabTo(kettle.getByRole("radio").first());
  await keyboard.press("ArrowDown");
  await tabTo(kettle.getByRole("button", { name: "Continue" }));
  await keyboard.press("Space");
  assert.equal(await focused(page), "Scene 2");
  await keyboard.press("Tab");
  await keyboard.press("Space");
  await keyboard.press("Enter");
  await reads(here(kettle).locator(".scene-text"), "Eight days. You pay her back.");
  assert.equal(await page.locator(".error-summary, .result").count(), 0, "Enter on a choice does not submit the quiz");
  await tabTo(kettle.getByRole("button", { name: "Back" }));
  await keyboard.press("Enter");
  assert.equal(await focused(page), "Scene 2");
  await tabTo(kettle.getByRole("radio", { name: /Say sorry, and look/ }));
  await keyboard.press("Enter");
  await keyboard.press("Tab");
  await keyboard.press("Space");
  await keyboard.press("Enter");
  assert.equal(await focused(page), "Ending: She is satisfied");
  await tabTo(caller.getByRole("radio").first());
  await keyboard.press("Enter");
  await reads(caller.locator(".error"), "Error: Select an answer");
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowUp");
  await keyboard.press("Enter");
  assert.equal(await focused(page), "Ending: A letter is forwarded");
  await tabTo(page.getByRole("button", { name: "Submit answers" }));
  await keyboard.press("Enter");
  await reads(page.locator(".result-score"), "You scored 2 1/3 of 3 points (77%).");
}, { site });

scene("a scenario is taken by touch, on targets that fingers hit", async ({ page, visit }) => {
  await visit(QUIZ);
  const kettle = question(page, "kettle");
  const tap = async (target) => {
    const { height } = await target.boundingBox();
    assert.ok(Math.round(height) >= 44, `${target} is ${height} px high`);
    await target.tap();
  };
  const option = (text) => kettle.locator(".option").filter({ hasText: text });
  const press = (name) => tap(kettle.getByRole("button", { name }));
  await tap(option("still got the box"));
  await press("Continue");
  await press("Back");
  await tap(option("When did you buy it"));
  await press("Continue");
  await tap(option("Thank her"));
  await press("Continue");
  await reads(here(kettle).getByRole("heading"), "Ending: She is satisfied");
}, { site, hasTouch: true, isMobile: true, viewport: { width: 320, height: 640 } });

/** Walks through the states of a scenario and looks at each. */
const walk = async ({ page, visit }, look) => {
  await visit(TEXT);
  await look("in a text");
  await visit(QUIZ);
  const [kettle, caller] = [question(page, "kettle"), question(page, "caller")];
  await look("the start");
  await kettle.getByRole("button", { name: "Continue" }).click();
  await look("nothing chosen");
  await choose(kettle, /still got the box/);
  await look("a scene");
  await page.getByRole("button", { name: "Submit answers" }).click();
  await look("without an ending");
  await choose(kettle, /Say sorry, and look/);
  await choose(kettle, "Turn to the next customer");
  await look("an ending");
  await choose(caller, "Hang up");
  await page.getByRole("button", { name: "Submit answers" }).click();
  await page.locator(".result").waitFor();
  await look("marked");
};

const windows = { "a desktop": { width: 1280, height: 900 }, "a phone": { width: 320, height: 640 } };
for (const [device, viewport] of Object.entries(windows)) {
  for (const colorScheme of ["light", "dark"]) {
    scene(`no state of a scenario breaks a rule or loses text on ${device} in ${colorScheme} colours`, async (stage) => {
      const found = [];
      await walk(stage, async (name) => {
        for (const fault of [...await faults(stage.page), ...await lost(stage.page), ...await tooSmall(stage.page)]) found.push(`${name}: ${fault}`);
      });
      assert.deepEqual(found, []);
    }, { site, viewport, colorScheme });
  }
}

scene("a choice that was made and not taken is no step, and is kept while nothing else happens", async ({ page, visit }) => {
  await visit(QUIZ);
  const kettle = question(page, "kettle");
  const picked = kettle.getByRole("radio", { name: /still got the box/ });
  await picked.check();
  await question(page, "caller").getByRole("radio", { name: "Hang up" }).check();
  await page.waitForTimeout(300);
  assert.ok(await picked.isChecked());
  await page.getByRole("button", { name: "Submit answers" }).click();
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await reads(kettle.locator(".verdict"), "Not answered. 0 of 2 points");
  assert.ok(!await picked.isChecked());
}, { site });

scene("in colours forced by the system the scene and what is chosen are seen", async ({ page, visit }) => {
  await visit(QUIZ);
  const kettle = question(page, "kettle");
  await kettle.getByRole("radio", { name: /still got the box/ }).check();
  const style = (locator, name) => locator.evaluate((element, property) => getComputedStyle(element)[property], name);
  assert.equal(await style(here(kettle).locator(".scene-text"), "borderTopStyle"), "solid");
  assert.equal(await style(kettle.locator(".option").filter({ hasText: "still got the box" }), "outlineStyle"), "solid");
}, { site, forcedColors: "active" });

/** What a screen reader is given, as a file that one can read. */
const GOLDEN = new URL("scenario.yml", import.meta.url);

scene("a scenario is announced with its own words, before and after marking", async ({ page, visit }) => {
  await visit(QUIZ);
  const [kettle, caller] = [question(page, "kettle"), question(page, "caller")];
  const told = [];
  const tell = async (when) => told.push(`# ${when}`, await kettle.ariaSnapshot(), "");
  await tell("the first scene");
  await choose(kettle, /still got the box/);
  await tell("the second scene");
  await choose(kettle, "Call security");
  await tell("an ending");
  await choose(caller, "Hang up");
  await page.getByRole("button", { name: "Submit answers" }).click();
  await page.locator(".result").waitFor();
  await tell("marked");
  const text = `${told.join("\n").trimEnd()}\n`;
  if (process.env.SNAPSHOTS === "overwrite") writeFileSync(GOLDEN, text);
  assert.equal(text, readFileSync(GOLDEN, "utf8"));
}, { site });

scene("without script a scenario is linked text", async ({ page, visit }) => {
  await visit(QUIZ);
  const kettle = question(page, "kettle");
  assert.deepEqual(await here(kettle).getByRole("heading").allInnerTexts(), [
    "Scene 1", "Scene 2", "Scene 3", "Scene 4 Ending: A complaint", "Scene 5 Ending: She is satisfied", "Scene 6 Ending: It is settled",
  ]);
  const choice = (text) => kettle.locator(".scene-choice").filter({ hasText: text });
  await choice("still got the box").locator("summary").click();
  await reads(choice("still got the box").locator(".feedback"), "She brought the box. It is in front of you.");
  await choice("still got the box").getByRole("link", { name: "Go to scene 3" }).click();
  assert.equal(await page.locator(":target").locator(".scene-text").innerText(), "She raises her voice. Others turn their heads.");
  await choice("Call security").getByRole("link", { name: "Go to scene 4" }).click();
  await reads(page.locator(":target").getByRole("heading"), "Scene 4 Ending: A complaint");
  await page.getByText("Answers", { exact: true }).click();
  const answer = page.locator('[data-answer="kettle"]');
  await reads(answer.locator(".paths-extent"), "There are 8 paths. Their choices are worth from 0 to 3.");
  await reads(answer.locator(".worths"), /Scene 1: “I am sorry to hear that\. When did you buy it\?” 2 Scene 2: Thank her for coming in 1 Scene 3: Say sorry, and look at the receipt 1$/);
  assert.deepEqual(await lost(page), []);
}, { site, javaScriptEnabled: false });

scene("on paper all scenes stand in the author's order, with their numbers", async ({ page, visit }) => {
  await visit(QUIZ);
  const kettle = question(page, "kettle");
  await choose(kettle, /still got the box/);
  await page.emulateMedia({ media: "print" });
  assert.deepEqual(await here(kettle).getByRole("heading").allInnerTexts(), [
    "Scene 1", "Scene 2", "Scene 3", "Scene 4 Ending: A complaint", "Scene 5 Ending: She is satisfied", "Scene 6 Ending: It is settled",
  ]);
  assert.deepEqual(await kettle.locator(".onward-scene").filter({ visible: true }).allInnerTexts(), [2, 3, 3, 5, 6, 2, 4].map((number) => `Go to scene ${number}`));
  assert.equal(await kettle.locator(".scene-echo, .scene-history, .scene-actions, .choice-feedback").filter({ visible: true }).count(), 0);
  await page.emulateMedia({ media: "screen" });
  await choose(kettle, "Call security");
  await choose(question(page, "caller"), "Hang up");
  await page.getByRole("button", { name: "Submit answers" }).click();
  await page.locator(".result").waitFor();
  await page.emulateMedia({ media: "print" });
  assert.deepEqual(await here(kettle).getByRole("heading").allInnerTexts(), ["Scene 1", "Scene 2", "Ending: A complaint"]);
  assert.equal(await kettle.locator(".onward-scene").filter({ visible: true }).count(), 0);
}, { site });

scene("opened from a folder on the disk a scenario works as well", async ({ page, site: base }) => {
  await page.goto(base + QUIZ);
  const kettle = question(page, "kettle");
  await choose(kettle, /still got the box/);
  await page.reload();
  await reads(here(kettle).getByRole("heading"), "Scene 2");
  const picture = kettle.locator(".scene img");
  await kettle.getByRole("button", { name: "Back" }).click();
  await until(() => picture.evaluate((image) => image.complete && image.naturalWidth > 0), "the picture of the scene is shown");
}, { site: async () => `${pathToFileURL(project.site)}/` });

test("the markup of scenarios keeps to the rules", () => {
  execFileSync(join(HOME, "tests/node_modules/.bin/html-validate"), ["--config", join(HOME, "tests/browser/htmlvalidate.mjs"), "--ext", "html", project.site], { stdio: ["ignore", "ignore", "pipe"] });
});
