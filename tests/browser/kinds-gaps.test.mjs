// A learner fills gaps, points at places of a picture, writes for themselves
// and confirms what they have read; by mouse, by keys and by touch; and reads
// all of it without script or on paper.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { HOME, Project, publish, question, reads, scene, stored, until } from "./harness.mjs";
import { faults, lost, tooSmall } from "./looks.mjs";

const project = new Project(fileURLToPath(new URL("gaps", import.meta.url))).build();
let address;
const site = () => (address ??= publish(project.site));

const RECORD = "cw:gaps:privacy";
const GAPS = "privacy/requests/quiz.html";
const POLICY = "privacy/policy/quiz.html";

/** What the focus is on. @param {import("playwright-core").Page} page */
const focused = (page) => page.evaluate(() => document.activeElement?.id || document.activeElement?.className || document.activeElement?.localName);

/** The control of the gap at this place, counted from 1. */
const gap = (where, number) => where.locator(`[id^="cw-gap-${number}-"]`);

/** What is said beside each gap. */
const marks = async (where) => (await where.locator(".gap").allInnerTexts()).map((text) => text.split("\n").at(-1).replace(/^(\.|\s*copy)/, "").trim());

const submit = async (page) => {
  await page.getByRole("button", { name: "Submit answers" }).click();
};

const fillAll = async (page, values) => {
  const [limit, hours] = [question(page, "limit"), question(page, "hours")];
  await gap(limit, 1).fill(values[0]);
  await gap(limit, 2).selectOption({ label: values[1] });
  await gap(limit, 3).fill(values[2]);
  for (const at of [1, 2, 3]) await gap(hours, at).fill(values[2 + at]);
};

const ARRIVES = ["1 month", "arrives", "1", "Friday", "9", "17"];

scene("a gap is told by the words around it, and its width tells nothing", async ({ page, visit }) => {
  await visit(GAPS);
  const limit = question(page, "limit");
  await limit.getByRole("textbox", { name: "Gap 1 of 3: You must answer within … of the day the request" }).fill("x");
  await limit.getByRole("combobox", { name: "Gap 2 of 3: of the day the request … It takes" }).selectOption({ label: "arrives" });
  await limit.getByRole("textbox", { name: "Gap 3 of 3: It takes … copy of all" }).fill("1");
  await question(page, "hours").getByRole("textbox", { name: "Gap 1 of 3: Monday to …" }).fill("x");
  const widths = await question(page, "hours").getByRole("textbox").evaluateAll((fields) => fields.map(({ offsetWidth }) => offsetWidth));
  assert.equal(new Set([...widths, await gap(limit, 1).evaluate(({ offsetWidth }) => offsetWidth)]).size, 1, `${widths}`);
}, { site });

scene("each gap says how it was marked, and what would have been right", async ({ page, visit }) => {
  await visit(GAPS);
  await fillAll(page, ["four weeks", "is passed on to the team that answers", "1 copy", "friday", "9", "17"]);
  await submit(page);
  const told = async () => {
    await reads(page.locator(".result-score"), "You scored 1.5 of 4 points (37%).");
    const [limit, hours] = [question(page, "limit"), question(page, "hours")];
    assert.deepEqual(await marks(limit), ["Partly correct. Correct answer: one month", "Incorrect. Correct answer: arrives", "Correct"]);
    assert.deepEqual(await marks(hours), ["Incorrect. Correct answer: Friday", "Correct", "Correct"]);
    await reads(limit.locator(".verdict"), "Partly correct. 1.5 of 3 points");
    assert.deepEqual((await limit.locator(".option-feedback li").allInnerTexts()).map((text) => text.replace(/\s+/g, " ")), [
      "Gap 1: four weeks A month is longer.",
      "Gap 2: is passed on to the team that answers The clock does not wait for that.",
    ]);
    await reads(limit.locator(".marking .explanation"), "It is in Article 12.");
    await reads(hours.locator(".verdict"), "Incorrect. 0 of 1 point");
    for (const control of await page.locator(".gap :is(input, select)").all()) assert.ok(await control.isDisabled());
    assert.equal(await gap(limit, 1).inputValue(), "four weeks");
  };
  await told();
  await page.reload();
  await told();
  await page.getByRole("button", { name: "Try again" }).click();
  assert.equal(await page.locator(".gap .option-mark").count(), 0);
  assert.deepEqual(await page.locator(".gap :is(input, select)").evaluateAll((all) => all.map(({ value }) => value)), ["", "", "", "", "", ""]);
  await fillAll(page, ARRIVES);
  await submit(page);
  await reads(page.locator(".result-score"), "You scored 4 of 4 points (100%).");
  const [, attempt] = Object.values((await stored(page, RECORD)).attempts).sort((a, b) => a.at - b.at);
  assert.deepEqual(attempt.questions[0].response, { time: "1 month", start: "a", copies: "1" });
}, { site });

scene("gaps left empty are counted, the first of them is led to, and a number must be one", async ({ page, visit }) => {
  await visit(GAPS);
  const [limit, hours] = [question(page, "limit"), question(page, "hours")];
  await gap(limit, 1).fill("one month");
  await gap(limit, 3).fill("many");
  await submit(page);
  const summary = page.locator(".error-summary");
  await summary.getByRole("link", { name: "Question 2: Fill in the gaps" }).waitFor();
  await summary.getByRole("link", { name: "Question 1: Enter a number, like 12.5" }).waitFor();
  assert.equal(await summary.getByRole("button", { name: "Submit anyway" }).count(), 0, "nobody means a number that is none");
  await gap(limit, 3).fill("1");
  await submit(page);
  await summary.getByRole("link", { name: "Question 1: 1 more gap is empty" }).click();
  assert.equal(await focused(page), "cw-gap-2-limit");
  assert.equal(await gap(limit, 2).getAttribute("aria-invalid"), "true");
  await summary.getByRole("button", { name: "Submit anyway" }).click();
  assert.deepEqual(await marks(limit), ["Correct", "Not answered. Correct answer: arrives", "Correct"]);
  await reads(hours.locator(".verdict"), "Not answered. 0 of 1 point");
}, { site });

scene("gaps are filled by keys alone, and are there again in a second tab", async ({ page, context, visit, site: base }) => {
  await visit("privacy/requests/index.html");
  const limit = question(page, "limit");
  await gap(limit, 1).focus();
  await page.keyboard.type("a month");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.type("1");
  const other = await context.newPage();
  await other.goto(`${base}privacy/requests/index.html`);
  await until(async () => (await gap(question(other, "limit"), 1).inputValue()) === "a month", "the other tab has the answer");
  assert.equal(await gap(question(other, "limit"), 2).inputValue(), "a");
  await page.keyboard.press("Enter");
  await reads(limit.locator(".verdict"), "Correct.");
  assert.equal(await focused(page), "verdict");
  await until(async () => (await question(other, "limit").locator(".option-mark").count()) === 3, "the other tab shows the mark");
  await limit.getByRole("button", { name: "Try again" }).click();
  assert.equal(await focused(page), "cw-gap-1-limit");
  assert.equal(await gap(limit, 1).inputValue(), "");
}, { site });

scene("what a learner writes for themselves stays theirs, whatever becomes of the quiz", async ({ page, context, visit, site: base }) => {
  await visit("privacy/policy/index.html");
  const inText = question(page, "last-request");
  await inText.getByRole("textbox", { name: /Think of the last request/ }).fill("I would note the date.");
  const compare = inText.getByRole("button", { name: "Compare" });
  await compare.click();
  await reads(inText.locator(".marking"), "Compare your text with this: Many would note the date at once.");
  assert.equal(await focused(page), "marking is-neutral");
  await inText.getByRole("textbox").fill("I would note the date at once.");
  assert.ok(await inText.locator(".marking").isVisible(), "to go on writing hides nothing");
  await inText.getByRole("button", { name: "Hide the comparison" }).click();
  assert.equal(await inText.locator(".marking").count(), 0);
  assert.equal(await focused(page), "q-last-request-answer");

  await visit(POLICY);
  await page.getByRole("button", { name: "Start quiz" }).click();
  const text = question(page, "last-request").getByRole("textbox");
  assert.equal(await text.inputValue(), "I would note the date at once.", "it is the same text in the quiz");
  assert.equal(await question(page, "last-request").getByRole("button").count(), 0);
  const other = await context.newPage();
  await other.goto(base + POLICY);
  await question(other, "last-request").getByRole("textbox").fill("I would ask her first.");
  await until(async () => (await text.inputValue()) === "I would ask her first.", "the other tab's text arrives");
  await other.close();
  await page.getByRole("radio", { name: "False" }).check();
  await submit(page);
  await page.getByRole("button", { name: "Submit anyway" }).click();
  const mine = question(page, "last-request");
  await page.getByRole("heading", { name: "Not passed" }).waitFor();
  assert.equal(await mine.getByRole("textbox").inputValue(), "I would ask her first.");
  await reads(mine.locator(".marking"), "Compare your text with this: Many would note the date at once.");
  assert.equal(await mine.locator(".verdict").count(), 0, "nothing is said to be right or wrong");
  await mine.getByRole("textbox").fill("Both.");
  await page.reload();
  assert.equal(await mine.getByRole("textbox").inputValue(), "Both.");
  await page.getByRole("button", { name: "Try again" }).click();
  assert.equal(await mine.getByRole("textbox").inputValue(), "Both.", "trying again takes nothing away");
  assert.equal(await mine.locator(".marking").count(), 0);

  const [attempt] = Object.values((await stored(page, RECORD)).attempts);
  assert.equal(attempt.questions.find(({ id }) => id === "last-request").response, null, "nothing of it is in the attempt");
  assert.deepEqual([attempt.points, attempt.max], ["0", "1"]);
  await visit("record.html");
  await page.getByText("Everything that is stored", { exact: false }).first().click();
  await reads(page.locator(".kept-note"), "Both.");
}, { site });

scene("a statement is confirmed in the text, once, with its words and the time", async ({ page, context, visit, site: base }) => {
  await visit("privacy/policy/index.html");
  const policy = question(page, "read-policy");
  const box = policy.getByRole("checkbox", { name: "I have read the policy and will follow it." });
  await policy.getByRole("button", { name: "Confirm" }).click();
  await reads(policy.locator(".error"), "Error: Tick the box if you confirm it");
  assert.ok(await box.evaluate((input) => input === document.activeElement));
  const other = await context.newPage();
  await other.goto(`${base}privacy/policy/index.html`);
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await reads(policy.locator(".verdict"), /^Confirmed on \d+ \w+ \d{4}\.$|^Confirmed on \w+ \d+, \d{4}\.$/);
  assert.equal(await focused(page), "verdict");
  assert.ok(await box.isChecked() && await box.isDisabled());
  assert.equal(await policy.locator(".error").count(), 0);
  assert.equal(await policy.getByRole("button").count(), 0);
  await reads(question(other, "read-policy").locator(".verdict"), /^Confirmed on/);

  const { attestations } = await stored(page, RECORD);
  const [[key, given]] = Object.entries(attestations);
  const release = await page.evaluate(() => document.documentElement.dataset.release);
  assert.equal(key, `policy/read-policy/${given.digest}`);
  assert.deepEqual({ ...given, at: 0 }, { at: 0, release, module: "policy", id: "read-policy", digest: given.digest, wording: "I have read the policy and will follow it." });
  await page.reload();
  assert.ok(await box.isChecked() && await box.isDisabled());
  await reads(policy.locator(".verdict"), /^Confirmed on/);
}, { site });

scene("an attestation that was not given blocks nothing but the module, and can be given with the result", async ({ page, visit }) => {
  await visit("privacy/policy/index.html");
  await visit(POLICY);
  await page.getByRole("button", { name: "Start quiz" }).click();
  await page.getByRole("radio", { name: "True" }).check();
  await submit(page);
  await page.getByRole("link", { name: "Question 3: Tick the box if you confirm it" }).waitFor();
  assert.equal(await page.locator(".error-summary li").count(), 1, "neither one's own text nor what is not required is asked for");
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await page.getByRole("heading", { name: "Passed" }).waitFor();
  const missing = page.locator(".result-unconfirmed");
  await reads(missing, "This module is complete only with your confirmation: Question 3");
  const policy = question(page, "read-policy");
  assert.equal(await policy.locator(".error").count(), 0);

  await visit("privacy/index.html");
  const row = page.locator('[data-module="policy"]');
  await reads(row.locator(".state").first(), "In progress");
  await visit(POLICY);
  await missing.getByRole("link").click();
  await policy.getByRole("checkbox").check();
  await policy.getByRole("button", { name: "Confirm" }).click();
  await reads(policy.locator(".verdict"), /^Confirmed on/);
  assert.equal(await missing.count(), 0);
  await visit("privacy/index.html");
  await reads(row.locator(".state").first(), "Passed 100%");
}, { site });

scene("a box that was ticked is confirmed when the quiz is submitted", async ({ page, visit }) => {
  await visit(POLICY);
  await page.getByRole("button", { name: "Start quiz" }).click();
  await page.getByRole("radio", { name: "True" }).check();
  await question(page, "read-policy").getByRole("checkbox").check();
  assert.equal(Object.keys((await stored(page, RECORD)).attestations).length, 0);
  await page.reload();
  assert.ok(await question(page, "read-policy").getByRole("checkbox").isChecked(), "the tick is there again");
  await submit(page);
  await reads(question(page, "read-policy").locator(".verdict"), /^Confirmed on/);
  assert.equal(await page.locator(".result-unconfirmed").count(), 0);
  assert.deepEqual(Object.values((await stored(page, RECORD)).attestations).map(({ id }) => id), ["read-policy"]);
  const [attempt] = Object.values((await stored(page, RECORD)).attempts);
  assert.deepEqual(attempt.questions.slice(2).map(({ response }) => response), [["confirmed"], []]);
}, { site });

const reworded = new Project(fileURLToPath(new URL("gaps", import.meta.url))).build();
let rewordedAt;
scene("words that have changed are confirmed again", async ({ page, visit }) => {
  await visit("privacy/policy/index.html");
  const policy = question(page, "read-policy");
  await policy.getByRole("checkbox").check();
  await policy.getByRole("button", { name: "Confirm" }).click();
  await policy.locator(".verdict").waitFor();
  reworded.edit("content/01-privacy/02-policy/quiz.yml", "and *will* follow it", "of 2027 and *will* follow it").build();
  await page.reload();
  await reads(policy.locator(".question-note"), /^The words have changed since you confirmed them on .*2\d\d\d\. Please confirm them again\.$/);
  assert.ok(await policy.getByRole("checkbox").isEnabled());
  assert.ok(!await policy.getByRole("checkbox").isChecked());
  await policy.getByRole("checkbox").check();
  await policy.getByRole("button", { name: "Confirm" }).click();
  await reads(policy.locator(".verdict"), /^Confirmed on/);
  assert.equal(await policy.locator(".question-note").count(), 0);
  const wordings = Object.values((await stored(page, RECORD)).attestations).map(({ wording }) => wording).sort();
  assert.deepEqual(wordings, ["I have read the policy and will follow it.", "I have read the policy of 2027 and will follow it."]);
}, { site: () => (rewordedAt ??= publish(reworded.site)) });

scene("without script gaps can be filled and answers opened", async ({ page, visit }) => {
  await visit(GAPS);
  await gap(question(page, "limit"), 1).fill("a month");
  await page.getByText("Answers", { exact: true }).click();
  await reads(page.locator("[data-answer='limit'] .answer-passage"), "You must answer within one month of the day the request arrives. It takes 1 copy of all.");
  await visit(POLICY);
  await question(page, "read-policy").getByRole("checkbox").check();
  await question(page, "last-request").getByRole("textbox").fill("Mine.");
}, { site, javaScriptEnabled: false });

scene("on paper a gap is a line, options stand behind it, and there are lines to write on", async ({ page, visit }) => {
  await visit(GAPS);
  await page.emulateMedia({ media: "print" });
  const limit = question(page, "limit");
  await reads(limit.locator(".for-paper"), "(arrives / is passed on to the team that answers / is understood)");
  const width = (locator) => locator.evaluate((field) => Math.round(field.getBoundingClientRect().width));
  assert.equal(await width(gap(limit, 1)), await width(gap(limit, 3)), "all lines are of the same length");
  await visit("privacy/policy/index.html");
  const mine = question(page, "last-request");
  assert.equal(await mine.locator(".note-lines p").filter({ visible: true }).count(), 6);
  assert.ok(await question(page, "read-policy").locator(".signature").isVisible());
  await page.emulateMedia({ media: "screen" });
  const long = "A line of text that is longer than others.\n".repeat(40);
  await mine.getByRole("textbox").fill(long);
  await page.emulateMedia({ media: "print" });
  assert.equal(await mine.locator(".note-lines p").filter({ visible: true }).count(), 0);
  assert.equal((await mine.locator(".note-text").innerText()).trim(), long.trim(), "all of it is printed");
}, { site });

scene("on a phone everything is done by touch", async ({ page, visit }) => {
  await visit(POLICY);
  await page.getByRole("button", { name: "Start quiz" }).tap();
  await page.getByText("True", { exact: true }).tap();
  await question(page, "read-policy").getByText("I have read the policy").tap();
  await page.getByRole("button", { name: "Submit answers" }).tap();
  await reads(question(page, "read-policy").locator(".verdict"), /^Confirmed on/);
  await visit(GAPS);
  await gap(question(page, "limit"), 1).tap();
  await page.keyboard.type("one month");
  await gap(question(page, "limit"), 2).selectOption({ label: "arrives" });
}, { site, viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });

scene("it works from a folder", async ({ page, visit }) => {
  await visit("privacy/policy/index.html");
  await question(page, "last-request").getByRole("textbox").fill("Mine.");
  await question(page, "read-policy").getByRole("checkbox").check();
  await question(page, "read-policy").getByRole("button", { name: "Confirm" }).click();
  await page.reload();
  assert.equal(await question(page, "last-request").getByRole("textbox").inputValue(), "Mine.");
  await reads(question(page, "read-policy").locator(".verdict"), /^Confirmed on/);
}, { site: async () => `${pathToFileURL(project.site)}/` });

/** Goes through all that can be seen, and stops wherever it looks different. */
const walk = async ({ page, visit }, look) => {
  await visit(GAPS);
  await look("gaps, empty");
  await submit(page);
  await look("gaps, with answers missing");
  await fillAll(page, ["four weeks", "is passed on to the team that answers", "2", "Friday", "9", "17"]);
  await submit(page);
  await page.getByRole("heading", { name: "Not passed" }).waitFor();
  await look("gaps, marked");
  await visit("privacy/policy/index.html");
  await question(page, "read-policy").getByRole("button", { name: "Confirm" }).click();
  await look("a text and a statement, not confirmed");
  await question(page, "last-request").getByRole("textbox").fill("I would note the date. ".repeat(20));
  await question(page, "last-request").getByRole("button", { name: "Compare" }).click();
  await question(page, "read-policy").getByRole("checkbox").check();
  await question(page, "read-policy").getByRole("button", { name: "Confirm" }).click();
  await look("a text and a statement, confirmed");
  await visit(POLICY);
  await page.getByRole("button", { name: "Start quiz" }).click();
  await page.getByRole("radio", { name: "True" }).check();
  await submit(page);
  await page.getByRole("heading", { name: "Passed" }).waitFor();
  await look("the result");
};

for (const [device, viewport] of Object.entries({ "a desktop": { width: 1280, height: 900 }, "a phone": { width: 320, height: 640 } })) {
  for (const colorScheme of ["light", "dark"]) {
    scene(`nothing breaks a rule, loses text or scrolls sideways on ${device} in ${colorScheme} colours`, async (stage) => {
      const found = [];
      await walk(stage, async (name) => {
        for (const fault of [...await faults(stage.page), ...await lost(stage.page), ...await tooSmall(stage.page)]) found.push(`${name}: ${fault}`);
      });
      assert.deepEqual(found, []);
    }, { site, viewport, colorScheme });
  }
}

const HEARD = new URL("kinds-gaps.yml", import.meta.url);

scene("what a screen reader is told of each kind", async ({ page, visit }) => {
  const heard = [];
  const hear = async (name, where) => heard.push(`# ${name}\n${await where.ariaSnapshot()}\n`);
  await visit(GAPS);
  await hear("gaps", question(page, "limit"));
  await fillAll(page, ["four weeks", "is passed on to the team that answers", "1", "friday", "9", "17"]);
  await submit(page);
  await page.getByRole("heading", { name: "Not passed" }).waitFor();
  await hear("gaps, marked", question(page, "limit"));
  await visit("privacy/policy/index.html");
  await hear("a reflection", question(page, "last-request"));
  await hear("an attestation", question(page, "read-policy"));
  await question(page, "last-request").getByRole("button", { name: "Compare" }).click();
  await hear("a reflection, compared", question(page, "last-request"));
  await question(page, "read-policy").getByRole("checkbox").check();
  await question(page, "read-policy").getByRole("button", { name: "Confirm" }).click();
  await question(page, "read-policy").locator(".verdict").waitFor();
  const text = heard.join("\n");
  if (process.env.SNAPSHOTS === "overwrite") writeFileSync(HEARD, text);
  assert.equal(text, readFileSync(HEARD, "utf8"));
}, { site });

test("the markup keeps to the rules", () => {
  execFileSync(join(HOME, "tests/node_modules/.bin/html-validate"), ["--config", join(HOME, "tests/browser/htmlvalidate.mjs"), "--ext", "html", project.site], { stdio: ["ignore", "inherit", "inherit"] });
});
