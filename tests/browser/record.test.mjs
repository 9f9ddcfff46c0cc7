// The record is the learner's own: read, taken away as a file, brought to
// another device, refused where it was altered, and erased for good.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readRecordFile } from "../../themes/default/script/record.js";
import { fixture, folder, publish, published, reads, scene, stored, until } from "./harness.mjs";
import { faults, lost, tooSmall } from "./looks.mjs";

const QUIZ = "desk/refunds/quiz.html";
const KEY = "cw:fixture:desk";

/** Opens two pages, submits a quiz and ticks a box.
 * @param {import("./harness.mjs").Stage} stage */
const learn = async ({ page, visit }) => {
  await visit("desk/blocks/index.html");
  await page.getByRole("checkbox", { name: "Asked what is wrong" }).check();
  await visit("desk/refunds/index.html");
  await visit(QUIZ);
  await page.getByRole("radio", { name: "Her money back" }).check();
  await page.getByRole("button", { name: "Submit answers" }).click();
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await page.getByRole("heading", { name: "Not passed" }).waitFor();
};

const card = (page, title = "At the desk") => page.getByRole("article").filter({ has: page.getByRole("heading", { name: title }) });

/** Takes the record away. @returns {Promise<{ path: string, name: string, text: string }>} */
const takeAway = async (page, button = card(page).getByRole("button", { name: "Download" })) => {
  const coming = page.waitForEvent("download");
  await button.click();
  const file = await coming;
  const path = join(folder(), file.suggestedFilename());
  await file.saveAs(path);
  return { path, name: file.suggestedFilename(), text: readFileSync(path, "utf8") };
};

const bring = (page, ...files) => page.getByLabel("Record files").setInputFiles(files);

/** A file with this text. */
const written = (name, text) => {
  const path = join(folder(), name);
  writeFileSync(path, text);
  return path;
};

scene("everything that is stored can be read", async (stage) => {
  const { page, visit } = stage;
  await visit("desk/index.html");
  await page.locator("footer").getByRole("link", { name: "Your record" }).click();
  await reads(page.locator(".records-none"), "Nothing is stored yet. It will be when you open a page of a course.");
  assert.equal(await page.getByRole("button", { name: "Erase everything" }).count(), 0);
  await learn(stage);
  await visit("record.html");
  await reads(card(page).locator(".facts"), /^2 pages opened 1 quiz submitted last on \d+ \w+ \d{4}$/);
  await reads(page.locator(".records-none"), "Nothing is stored of: Data of customers.");
  await card(page).getByText("Everything that is stored").click();
  await reads(card(page).locator(".kept").nth(0), /^Quizzes submitted Quiz: Refunds \d+ \w+ \d{4}, \d\d:\d\d 22% \(2 of 9 points\), Not passed$/);
  await reads(card(page).locator(".kept").nth(1), /^Pages opened Every block .* Refunds .*\d\d:\d\d$/);
  await reads(card(page).locator(".kept-details > p"), /^And \d answers, ticks and places to go on from, which are in no file\.$/);
});

scene("a record goes out, and in on a second device, and both keep what they had", async (stage) => {
  const { page, context, site, visit } = stage;
  await learn(stage);
  await visit("record.html");
  const { path, name, text } = await takeAway(page);
  assert.match(name, /^at-the-desk-record-\d{4}-\d\d-\d\d\.json$/);
  const { file, record } = readRecordFile(text);
  assert.deepEqual([file.site, file.course, file.learner], ["fixture", { id: "desk", title: "At the desk" }, null]);
  assert.deepEqual(file.entries.map(({ kind }) => kind), ["opened", "opened", "attempt"]);
  assert.deepEqual(record.attempts, (await stored(page, KEY)).attempts);

  const device = await context.browser().newContext();
  try {
    const there = await device.newPage();
    await there.goto(`${site}${QUIZ}`);
    await there.getByRole("radio", { name: "A voucher" }).check();
    await there.getByRole("button", { name: "Submit answers" }).click();
    await there.getByRole("button", { name: "Submit anyway" }).click();
    await there.getByRole("heading", { name: "Not passed" }).waitFor();
    await there.goto(`${site}record.html`);
    await bring(there, path);
    await reads(there.locator(".loadings"), `${name} Loaded into “At the desk”: 2 pages opened, 1 quiz submitted.`);
    await reads(there.getByRole("status"), /Loaded into “At the desk”/);
    await reads(card(there).locator(".facts"), /^2 pages opened 2 quizzes submitted/);
    await bring(there, path);
    await reads(there.locator(".loadings"), `${name} It holds nothing about “At the desk” that is not stored here already.`);
    await there.goto(`${site}desk/index.html`);
    await reads(there.locator('[data-module="refunds"] .state'), "In progress");
    await there.goto(`${site}${QUIZ}`);
    await there.getByText("Earlier attempts").click();
    assert.equal(await there.locator(".earlier-attempts li").count(), 1, "no attempt is lost");
  } finally {
    await device.close();
  }
});

scene("one altered character is caught, named, and nothing is loaded", async (stage) => {
  const { page, visit } = stage;
  await learn(stage);
  await visit("record.html");
  const { text } = await takeAway(page);
  const before = await stored(page, KEY);
  await bring(page, written("better.json", text.replace('"passed": false', '"passed": true')));
  await reads(page.locator(".loadings"), /^better\.json This record was changed after it was written, or is damaged: entry 3 of 3 \(quiz “Refunds”, \d+ \w+ \d{4}, \d\d:\d\d\) does not fit\. Nothing of it was loaded\.$/);
  await bring(page, written("earlier.json", text.replace(/"at": "\d{4}/, '"at": "2001')));
  await reads(page.locator(".loadings"), /its beginning or its first entry of 3 \(page “Every block”, 27 November 2001, .*\) does not fit/);
  const cut = JSON.parse(text);
  cut.entries.pop();
  await bring(page, written("cut.json", JSON.stringify(cut)));
  await reads(page.locator(".loadings"), /its end is missing or does not fit/);
  assert.deepEqual((await stored(page, KEY)).attempts, before.attempts);
});

scene("of several files each is told what came of it", async (stage) => {
  const { page, visit } = stage;
  await learn(stage);
  await visit("record.html");
  const { path, text } = await takeAway(page);
  await bring(page, path,
    written("notes.txt", "Call the printer."),
    written("package.json", '{"name":"other"}'),
    written("later.json", text.replace('"version": 1', '"version": 2')),
    written("large.json", " ".repeat(17 * 1024 * 1024)));
  const rows = page.locator(".loadings li");
  await until(async () => (await rows.count()) === 5, "all are told");
  assert.deepEqual((await rows.allInnerTexts()).slice(1).map((row) => row.replace(/\s+/g, " ").trim()), [
    "notes.txt This file cannot be read as a record. Nothing was loaded.",
    "package.json This is not a record file. Nothing was loaded.",
    "later.json This record was written by a newer version of this site. Reload the page and try again. Nothing was loaded.",
    "large.json This file cannot be read as a record. Nothing was loaded.",
  ]);
});

scene("a record of another site, another course or another learner is not mixed in", async (stage) => {
  const { page, visit } = stage;
  await learn(stage);
  await visit("record.html");
  const { path } = await takeAway(page);
  const { recordFile } = await import("../../themes/default/script/record.js");
  const { emptyRecord } = await import("../../themes/default/script/store.js");
  const of = (site, id) => written(`${id}.json`, JSON.stringify(recordFile(emptyRecord(), { site, course: { id, title: `The ${id}` }, name: "Ada Lovelace" })));
  await bring(page, of("elsewhere", "desk"), of("fixture", "attic"));
  await reads(page.locator(".loadings"), "desk.json This record is of another site (elsewhere). Nothing was loaded. attic.json This record is of the course “The attic”, which this site does not have. Nothing was loaded.");

  await page.getByLabel("First and last name").fill("  Grace   Hopper ");
  await page.getByLabel("First and last name").press("Enter");
  await reads(page.getByRole("status"), "Your name is saved on this device.");
  assert.equal(await page.getByLabel("First and last name").inputValue(), "Grace Hopper");
  await bring(page, of("fixture", "desk"));
  await reads(page.locator(".loadings li"), "desk.json This record is of Ada Lovelace, and the name stored here is Grace Hopper. Nothing was loaded yet. Load it all the same");
  await page.getByRole("button", { name: "Load it all the same" }).click();
  await reads(page.locator(".loadings li"), /holds nothing about “At the desk”/);
  assert.ok(await page.locator(".loadings li").evaluate((row) => row === document.activeElement));
  await page.reload();
  assert.equal(await page.getByLabel("First and last name").inputValue(), "Grace Hopper");
  const named = await takeAway(page);
  assert.match(named.name, /^at-the-desk-grace-hopper-record-/);
  assert.deepEqual(readRecordFile(named.text).file.learner, { name: "Grace Hopper" });
  await bring(page, path);
  await reads(page.locator(".loadings li"), /holds nothing/);
  await page.getByLabel("First and last name").fill(" ");
  await page.getByRole("button", { name: "Save name" }).click();
  await reads(page.getByRole("status"), "Your name is not stored.");
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("learner"))), []);
});

/** The keys of the second copies. @param {import("playwright-core").Page} page */
const copies = (page) => page.evaluate(() => new Promise((resolve) => {
  const opening = indexedDB.open("cw");
  opening.onsuccess = () => {
    const asking = opening.result.transaction("records").objectStore("records").getAllKeys();
    asking.onsuccess = () => { opening.result.close(); resolve(asking.result); };
  };
}));

scene("erasing a course names what is lost, offers it first, and leaves nothing, in other tabs either", async (stage) => {
  const { page, context, site, visit } = stage;
  await visit("data/requests/index.html");
  await learn(stage);
  const other = await context.newPage();
  await other.goto(`${site}desk/index.html`);
  await reads(other.locator('[data-module="refunds"] .state'), "In progress");
  await visit("record.html");
  const erase = card(page).getByRole("button", { name: "Erase" });
  const dialog = page.getByRole("dialog", { name: "Erase what is stored of “At the desk”?" });
  for (const leave of [() => page.keyboard.press("Escape"), () => dialog.getByRole("button", { name: "Cancel" }).click()]) {
    await erase.click();
    await reads(dialog.locator("li"), /^At the desk 2 pages opened, 1 quiz submitted, \d unfinished answers, ticks and places Download first/);
    await leave();
    await until(async () => (await dialog.count()) === 0, "it is closed");
    assert.ok(await erase.evaluate((button) => button === document.activeElement), "the focus is back");
    assert.ok((await stored(page, KEY)).attempts);
  }
  await erase.click();
  const { text } = await takeAway(page, dialog.getByRole("button", { name: "Download first" }));
  assert.ok(readRecordFile(text).record);
  await dialog.getByRole("button", { name: "Erase" }).click();
  await reads(page.getByRole("status"), "What was stored of “At the desk” is erased.");
  await reads(page.locator(".records-none"), "Nothing is stored of: At the desk.");
  assert.ok(await page.getByRole("heading", { name: "Your courses" }).evaluate((title) => title === document.activeElement));
  await reads(other.locator('[data-module="refunds"] .state'), "Not started");
  await other.goto(`${site}index.html`);
  await reads(other.locator('[data-course="desk"] .state'), "Not started");
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ["cw:fixture:data"]);
  assert.ok(!(await copies(page)).includes(KEY));
  await page.reload();
  await reads(page.locator(".records-none"), "Nothing is stored of: At the desk.");
});

scene("erasing everything leaves nothing of this site, and all of its neighbours", async (stage) => {
  const { page, visit } = stage;
  await learn(stage);
  await page.evaluate(() => {
    localStorage.setItem("cw:fixture:gone", JSON.stringify({ v: 1, attempts: {}, opened: { "m/index": { at: 1, release: "" } }, attestations: {}, drafts: {}, ticks: {}, places: {} }));
    localStorage.setItem("cw:fixture2:desk", "another site");
    localStorage.setItem("theirs", "another page");
  });
  await visit("record.html");
  await card(page, "gone, a course that this site does not have any more").waitFor();
  await page.getByLabel("First and last name").fill("Ada Lovelace");
  await page.getByRole("button", { name: "Save name" }).click();
  await page.getByRole("button", { name: "Erase everything" }).click();
  const dialog = page.getByRole("dialog", { name: "Erase everything that this site has stored?" });
  await reads(dialog.locator("li").first(), /^At the desk/);
  await reads(dialog.locator("li").last(), "Your name Ada Lovelace");
  await dialog.getByRole("button", { name: "Erase everything" }).click();
  await reads(page.getByRole("status"), "Everything is erased.");
  await reads(page.locator(".records-none"), /^Nothing is stored yet/);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).sort()), ["cw:fixture2:desk", "theirs"]);
  assert.deepEqual(await copies(page), []);
  assert.equal(await page.getByLabel("First and last name").inputValue(), "");
});

scene("what could not be read can be taken away as it is, and erased", async (stage) => {
  const { page, visit } = stage;
  await visit("sources.html");
  await page.evaluate((key) => localStorage.setItem(key, '{"v":1,"attempts":7'), KEY);
  await visit("record.html");
  await reads(card(page).locator(".record-trouble").first(), /could not be read, or only in part/);
  const { text, name } = await takeAway(page, card(page).getByRole("button", { name: "Download it as it is" }));
  assert.equal(text, '{"v":1,"attempts":7');
  assert.match(name, /^at-the-desk-unreadable-record/);
  await page.reload();
  await reads(card(page).locator(".record-trouble"), /was set aside\. Download it as it is$/);
  await card(page).getByRole("button", { name: "Erase" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Erase" }).click();
  await reads(page.locator(".records-none"), /^Nothing is stored yet/);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
});

scene("what a later version stored is shown, not written over, and takes nothing in", async (stage) => {
  const { page, visit } = stage;
  await learn(stage);
  await visit("record.html");
  const { path } = await takeAway(page);
  const later = await page.evaluate((key) => {
    const record = JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), v: 9, more: 1 });
    localStorage.setItem(key, record);
    return record;
  }, KEY);
  await page.reload();
  await reads(card(page).locator(".record-trouble"), /saved by a newer version/);
  await bring(page, path);
  await reads(page.locator(".loadings"), /What is stored here was saved by a newer version of this site/);
  assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEY), later);
});

const deny = () => {
  Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } });
  Object.defineProperty(window, "indexedDB", { get: () => { throw new DOMException("no", "SecurityError"); } });
};
const wholeFile = () => {
  const text = readFileSync(new URL("../record/whole.json", import.meta.url), "utf8");
  return written("whole.json", text);
};

scene("a browser that keeps nothing says so, also when a record is loaded", async ({ page, context, visit }) => {
  await context.addInitScript(deny);
  await visit("record.html");
  await bring(page, wholeFile());
  await reads(page.locator(".loadings"), /3 pages opened, 1 quiz submitted, 1 confirmation\. This browser does not keep anything for this page\./);
  await reads(card(page, "At the desk").locator(".record-trouble"), /does not keep anything/);
  assert.equal(await page.getByLabel("First and last name").inputValue(), "Zoë Łęcka \u{1F600}");
});

scene("a record that does not fit is told of, and can be taken away from the page", async ({ page, visit }) => {
  await visit("record.html");
  await page.evaluate(() => {
    for (let size = 2 ** 22; size >= 1; size = Math.floor(size / 2)) {
      for (let piece = 0; ; piece += 1) {
        try {
          localStorage.setItem(`fill ${size} ${piece}`, "x".repeat(size));
        } catch {
          break;
        }
      }
    }
  });
  await bring(page, wholeFile());
  await reads(page.locator(".loadings"), /This browser has no room left\./);
  assert.equal(Object.keys(readRecordFile((await takeAway(page)).text).record.attempts).length, 1);
});

scene("the whole way by keyboard", async (stage) => {
  const { page, visit } = stage;
  await learn(stage);
  await visit("record.html");
  const tabTo = async (name) => {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((text) => document.activeElement.textContent.trim().endsWith(text), name)) return;
    }
    assert.fail(`${name} is not reached`);
  };
  await tabTo("Everything that is stored");
  await page.keyboard.press("Enter");
  await card(page).getByText("Quizzes submitted").waitFor();
  await tabTo("Download");
  const coming = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  await coming;
  await reads(page.getByRole("status"), "The record of “At the desk” was handed to your browser to save.");
  await tabTo("Erase…");
  await page.keyboard.press("Space");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  assert.ok(await dialog.getByRole("heading").evaluate((title) => title === document.activeElement), "the question is read first");
  await tabTo("Erase");
  assert.ok(await dialog.evaluate((box) => box.contains(document.activeElement)), "the focus stays inside");
  await page.keyboard.press("Enter");
  await reads(page.locator(".records-none"), /^Nothing is stored yet/);
});

const places = {
  "from a folder on the disk": async () => `${pathToFileURL(fixture().site)}/`,
  "below a path of a host": () => publish(fixture().site, "/training/2026/"),
};
for (const [where, site] of Object.entries(places)) {
  scene(`${where} a record goes out and in`, async (stage) => {
    const { page, visit } = stage;
    await learn(stage);
    await visit("record.html");
    const { path } = await takeAway(page);
    await card(page).getByRole("button", { name: "Erase" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Erase" }).click();
    await reads(page.locator(".records-none"), /^Nothing is stored yet/);
    await bring(page, path);
    await reads(page.locator(".loadings"), /Loaded into “At the desk”/);
    await visit(QUIZ);
    await page.getByRole("heading", { name: "Not passed" }).waitFor();
  }, { site });
}

scene("without script it is told what is stored, where, for how long and how to erase it", async ({ page, visit }) => {
  await visit("record.html");
  for (const text of ["To show your record this page needs its script", "which pages you opened", "what you ticked in checklists", "under names that begin with “cw:fixture:”", "Safari when you have not come back for seven days", "in the settings of your browser", "It does not show who sat at the desk."]) {
    assert.ok(await page.getByText(text).isVisible(), text);
  }
  assert.equal(await page.getByRole("button").count(), 0);
}, { javaScriptEnabled: false });

for (const [device, viewport] of Object.entries({ "a desktop": { width: 1280, height: 900 }, "a phone": { width: 320, height: 640 } })) {
  for (const colorScheme of ["light", "dark"]) {
    scene(`the page breaks no rule, loses no text and scrolls not sideways on ${device} in ${colorScheme} colours`, async (stage) => {
      const { page, visit } = stage;
      const found = [];
      const look = async (name) => {
        for (const fault of [...await faults(page), ...await lost(page), ...await tooSmall(page)]) found.push(`${name}: ${fault}`);
      };
      await visit("record.html");
      await look("empty");
      await learn(stage);
      await page.evaluate((key) => localStorage.setItem(`${key}:corrupt`, "{"), KEY);
      await visit("record.html");
      await card(page).getByText("Everything that is stored").click();
      await page.getByLabel("First and last name").fill("Wilhelmine-Charlotte von Hohenlohe-Waldenburg-Schillingsfürst");
      await page.getByRole("button", { name: "Save name" }).click();
      const whole = wholeFile();
      await bring(page, whole, written(`${"a-rather-long-name-".repeat(6)}.json`, "{"));
      await page.getByRole("button", { name: "Load it all the same" }).waitFor();
      await look("full");
      await page.getByRole("button", { name: "Erase everything" }).click();
      await look("a question");
      assert.deepEqual(found, []);
    }, { viewport, colorScheme });
  }
}
