// A whole course taken to its certificate: what is missing is named, the
// confirmation is kept word for word, and the sheet is one page of paper.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { readRecordFile, checkCode } from "../../themes/default/script/record.js";
import { Project, publish, question, reads, scene, stored, until } from "./harness.mjs";
import { faults, lost, tooSmall } from "./looks.mjs";

const WORDING = "I have read and understood how to treat a customer who brings something back, and I will follow it.";
const KEY = "cw:fixture:desk";

/** The fixture, with a confirmation at the end of one course, and modules that are optional in the other. */
const project = new Project();
project
  .write("content/01-desk/course.yml", `${project.read("content/01-desk/course.yml")}attestation: ${WORDING}\nvalid_for: 12 months\n`)
  .write("content/02-data/course.yml", `${project.read("content/02-data/course.yml")}required: [requests, clock]\ncertificate: false\n`)
  .build();
const address = publish(project.site);
const taking = (name, play, options = {}) => scene(name, play, { site: () => address, ...options });

const submit = async (page) => {
  await page.getByRole("button", { name: "Submit answers" }).click();
  const anyway = page.getByRole("button", { name: "Submit anyway" });
  if (await anyway.count()) await anyway.click();
  await page.locator(".result").waitFor();
};

/** @param {import("./harness.mjs").Stage} stage */
const read = async ({ visit }) => {
  for (const path of ["blocks/index", "blocks/text", "refunds/index", "refunds/later"]) await visit(`desk/${path}.html`);
};
const answerRefunds = async (page) => {
  await page.getByRole("radio", { name: "Her money back" }).check();
  await page.getByRole("checkbox", { name: "When it was bought" }).check();
  await page.getByRole("checkbox", { name: "What is wrong with it" }).check();
  await page.getByRole("radio", { name: "False" }).check();
  await page.getByRole("textbox", { name: /How many days/ }).fill("30");
  await page.getByRole("textbox", { name: /How long/ }).fill("one month");
};
/** @param {import("./harness.mjs").Stage} stage */
const pass = async ({ page, visit }) => {
  await visit("desk/blocks/quiz.html");
  await submit(page);
  await visit("desk/refunds/quiz.html");
  await answerRefunds(page);
  await submit(page);
};
/** @param {import("./harness.mjs").Stage} stage */
const confirm = async ({ page, visit }) => {
  await visit("desk/index.html");
  await page.getByRole("checkbox", { name: WORDING }).check();
  await page.getByRole("button", { name: "Confirm" }).click();
};
const named = async (page, name) => {
  await page.getByLabel("First and last name").fill(name);
  await page.getByRole("button", { name: "Save name" }).click();
};
const sheet = (page) => page.getByRole("article", { name: "Certificate of completion" });
const missing = (page) => page.locator(".missing li");

taking("a whole course is taken to its certificate", async (stage) => {
  const { page, visit } = stage;
  await visit("desk/index.html");
  await reads(page.locator("#completing"), /Then there is a certificate\. It counts for 12 months\. At the end you confirm: I have read and understood/);
  assert.equal(await missing(page).count(), 0, "nothing is asked for before one begins");
  await visit("desk/certificate.html");
  await reads(page.locator(".missing"), "Every block 2 pages to open, quiz to pass Refunds 2 pages to open, quiz to pass Your confirmation to be given");
  assert.ok(await sheet(page).isHidden());

  await read(stage);
  await visit("desk/index.html");
  await reads(page.locator("#completing .missing"), "Every block quiz to pass Refunds quiz to pass");
  assert.equal(await page.getByRole("button", { name: "Confirm" }).count(), 0, "one confirms when all else is done");
  await missing(page).getByRole("link", { name: "Refunds" }).click();
  assert.match(page.url(), /desk\/refunds\/quiz\.html$/);
  await pass(stage);

  await visit("desk/index.html");
  await reads(page.locator(".completing-done"), "All required modules are complete.");
  await page.getByRole("link", { name: "Continue: Your confirmation" }).click();
  assert.match(page.url(), /#completing$/);
  const box = page.getByRole("checkbox", { name: WORDING });
  await page.getByRole("button", { name: "Confirm" }).click();
  await reads(page.locator(".attestation .error"), "Tick the box if you confirm it");
  assert.ok(await box.evaluate((input) => input === document.activeElement));
  await visit("desk/certificate.html");
  await reads(page.locator(".missing"), "Your confirmation to be given");
  await confirm(stage);
  assert.ok(await page.getByRole("heading", { name: "You have completed this course." }).evaluate((title) => title === document.activeElement));
  await reads(page.locator(".attested"), new RegExp(`^You confirmed this on \\d+ \\w+ \\d{4}, \\d\\d:\\d\\d: ${WORDING}$`));
  await reads(page.locator(".complete .facts"), /^Completed on \d+ \w+ \d{4} Score 81% \(9 of 11 points\) Valid until \d+ \w+ \d{4}$/);
  const [{ wording, release, module, id }] = Object.values((await stored(page, KEY)).attestations);
  assert.deepEqual([wording, module, id], [WORDING, "", "course"]);
  assert.equal(release, await page.evaluate(() => document.documentElement.dataset.release));

  await page.locator(".hero").getByRole("link", { name: "See your certificate" }).click();
  await page.getByRole("heading", { name: "In whose name?" }).waitFor();
  await page.getByRole("button", { name: "Save name" }).click();
  await reads(page.locator(".name-form .error"), "Enter your name");
  assert.equal(await page.getByLabel("First and last name").getAttribute("autocomplete"), "name");
  await page.getByLabel("First and last name").fill(" Ada  Lovelace ");
  await page.keyboard.press("Enter");
  await reads(sheet(page), new RegExp("^Example Stores Certificate of completion This is to certify that Ada Lovelace has completed the course At the desk "
    + "Completed on \\d+ \\w+ \\d{4} Score 81% \\(9 of 11 points\\) Valid until \\d+ \\w+ \\d{4} "
    + `Record code [0-9A-F]{4}(-[0-9A-F]{4}){3} · Release ${release.slice(0, 8)} · \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC ${release} `
    + "Made in the learner’s browser from the learner’s own record\\. The code shows that the record is whole\\. It does not show who sat at the desk\\. "
    + "The record can be checked at 127\\.0\\.0\\.1:\\d+/verify\\.html$"));
  assert.match(await page.title(), /^Ada Lovelace – Certificate – At the desk/);
  assert.ok(await page.getByRole("heading", { name: "Your certificate" }).evaluate((title) => title === document.activeElement));

  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download record" }).click();
  const { file } = readRecordFile(readFileSync(await (await coming).path(), "utf8"));
  assert.deepEqual(file.learner, { name: "Ada Lovelace" });
  await reads(page.locator("[data-slot='code']"), checkCode(file.hash));

  await page.getByRole("button", { name: "Change the name" }).click();
  await named(page, "Grace Hopper");
  await reads(page.locator("[data-slot='name']"), "Grace Hopper");
  assert.notEqual(await page.locator("[data-slot='code']").innerText(), checkCode(file.hash), "the code is of the record with this name");
  await page.reload();
  await reads(page.locator("[data-slot='name']"), "Grace Hopper");
  await visit("index.html");
  await reads(page.locator('[data-course="desk"] .state'), "Completed");
});

taking("optional modules are told, and are not waited for", async ({ page, visit }) => {
  await visit("data/index.html");
  await reads(page.locator('[data-module="order"] .facts'), /Optional$/);
  await reads(page.locator("#completing"), /of the modules that are not optional\.$/);
  for (const path of ["requests/index", "clock/index"]) await visit(`data/${path}.html`);
  await visit("data/requests/quiz.html");
  await page.getByRole("button", { name: "Start quiz" }).click();
  await page.getByRole("radio", { name: "False" }).check();
  await page.getByRole("checkbox", { name: "Note it" }).check();
  await submit(page);
  await visit("data/clock/quiz.html");
  await question(page, "start").getByRole("radio", { name: "When it arrives" }).check();
  await question(page, "months").getByRole("textbox").fill("1");
  await question(page, "word").getByRole("textbox").fill("access request");
  await page.getByRole("button", { name: "See result" }).click();
  await visit("data/index.html");
  await reads(page.locator(".course-state"), "Completed");
  await reads(page.locator(".hero .continue"), "You have completed this course.");
  await reads(page.locator('[data-module="order"] .state'), "Not started");
  assert.equal(await page.getByRole("link", { name: "See your certificate" }).count(), 0, "this course has none");
  assert.equal((await page.request.get(`${await address}data/certificate.html`)).status(), 404);
});

taking("a certificate that has run out says so, and passing again renews it", async (stage) => {
  const { page, visit } = stage;
  await page.clock.setFixedTime(new Date("2025-01-31T12:00:00Z"));
  await read(stage);
  await pass(stage);
  await confirm(stage);
  await reads(page.locator(".complete .facts"), /Completed on 31 January 2025 .* Valid until 31 January 2026$/);
  await page.clock.setFixedTime(new Date("2026-01-31T12:00:00Z"));
  await visit("desk/index.html");
  await reads(page.locator(".complete .facts"), /Valid until 31 January 2026$/);
  await page.clock.setFixedTime(new Date("2026-02-01T12:00:00Z"));
  await visit("desk/index.html");
  await reads(page.locator(".complete"), /Was valid until .* To renew it, pass the quizzes again\./);
  await visit("desk/certificate.html");
  await named(page, "Ada Lovelace");
  await reads(page.locator(".certificate-note"), "This certificate was valid until 31 January 2026.");
  await visit("desk/blocks/quiz.html");
  await page.getByRole("button", { name: "Try again" }).click();
  await submit(page);
  await visit("desk/index.html");
  await reads(page.locator(".complete"), /Was valid until/);
  await visit("desk/refunds/quiz.html");
  await page.getByRole("button", { name: "Try again" }).click();
  await answerRefunds(page);
  await submit(page);
  await visit("desk/index.html");
  await reads(page.locator(".complete .facts"), /Completed on 1 February 2026 .* Valid until 1 February 2027$/);
  await visit("desk/certificate.html");
  await sheet(page).waitFor();
  assert.equal(await page.locator(".certificate-note").count(), 0);
});

/** What a PDF says of its pages, by the program that reads PDFs here. @param {Buffer} pdf */
const pagesOf = (pdf) => {
  const text = pdf.toString("latin1");
  const boxes = [...text.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(([, width, height]) => [Number(width), Number(height)].map(Math.round));
  return { count: (text.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length, boxes };
};

const LONG = "Wilhelmine-Charlotte Friederike Auguste von Hohenlohe-Waldenburg-Schillingsfürst und zu Sayn-Wittgenstein-Berleburg";
for (const name of ["Ada Lovelace", LONG, "W".repeat(120)]) {
  taking(`printed in the name of ${name.slice(0, 20)} it is one page, on A4 and on Letter, upright too`, async (stage) => {
    const { page, visit } = stage;
    await read(stage);
    await pass(stage);
    await confirm(stage);
    await visit("desk/certificate.html");
    await named(page, name);
    await sheet(page).waitFor();
    const [a4, letter] = [await page.pdf({ preferCSSPageSize: true, format: "A4" }), await page.pdf({ preferCSSPageSize: true, format: "Letter" })].map(pagesOf);
    assert.deepEqual([a4.count, letter.count], [1, 1]);
    assert.ok(a4.boxes[0][0] > a4.boxes[0][1] && letter.boxes[0][0] > letter.boxes[0][1], "it lies on its side");
    await page.emulateMedia({ media: "print" });
    for (const hidden of [page.locator(".site-header"), page.locator("footer.site-footer"), page.getByRole("button", { name: "Print" }), page.getByRole("heading", { name: "Your certificate" })]) assert.ok(await hidden.isHidden());
    for (const [width, height] of [[1047, 718], [980, 740], [718, 1047]]) {
      await page.setViewportSize({ width, height });
      assert.deepEqual(await lost(page), [], `${width} by ${height}`);
      const { bottom } = await sheet(page).evaluate((box) => box.getBoundingClientRect());
      assert.ok(bottom <= height, `it ends at ${bottom} of ${height}`);
    }
  });
}

taking("by keyboard alone from the confirmation to the certificate", async (stage) => {
  const { page, visit } = stage;
  await read(stage);
  await pass(stage);
  await visit("desk/index.html");
  const tabTo = async (holds) => {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(holds)) return;
    }
    assert.fail(`not reached: ${holds}`);
  };
  await tabTo(() => document.activeElement.matches(".attestation input"));
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await reads(page.getByRole("status"), "Your confirmation is kept in your record.");
  await tabTo(() => document.activeElement.textContent === "See your certificate");
  await page.keyboard.press("Enter");
  await page.getByLabel("First and last name").waitFor();
  await tabTo(() => document.activeElement.id === "learner-name");
  await page.keyboard.type("Ada Lovelace");
  await page.keyboard.press("Enter");
  await sheet(page).waitFor();
  await tabTo(() => document.activeElement.textContent === "Print");
});

taking("two tabs: what completes the course in one shows in the other", async (stage) => {
  const { page, context, site } = stage;
  await read(stage);
  await pass(stage);
  const other = await context.newPage();
  await other.goto(`${site}desk/certificate.html`);
  await reads(other.locator(".missing"), "Your confirmation to be given");
  await confirm(stage);
  await other.getByRole("heading", { name: "In whose name?" }).waitFor();
  await until(async () => (await page.locator(".attested").count()) === 1, "it is confirmed");
});

taking("without script it is told what completes the course, and that a certificate needs the script", async ({ page, visit }) => {
  await visit("desk/certificate.html");
  await reads(page.locator("cw-certificate"), "To fill in your certificate this page needs its script, and this browser does not run it.");
  await visit("desk/index.html");
  await reads(page.locator("#completing"), new RegExp(`opened every page and passed every quiz\\..* At the end you confirm: ${WORDING}$`));
}, { javaScriptEnabled: false });

scene("from a folder on the disk a course is taken to its certificate", async (stage) => {
  const { page, visit } = stage;
  await read(stage);
  await pass(stage);
  await confirm(stage);
  await visit("desk/certificate.html");
  await named(page, "Ada Lovelace");
  await reads(page.locator("[data-slot='name']"), "Ada Lovelace");
  assert.ok(await page.getByText("The record can be checked at").isHidden(), "nobody else can open a file of this device");
}, { site: async () => `${pathToFileURL(project.site)}/` });

for (const [device, viewport] of Object.entries({ "a desktop": { width: 1280, height: 900 }, "a phone": { width: 320, height: 640 } })) {
  for (const colorScheme of ["light", "dark"]) {
    taking(`course and certificate break no rule, lose no text and scroll not sideways on ${device} in ${colorScheme} colours`, async (stage) => {
      const { page, visit } = stage;
      const found = [];
      const look = async (name) => {
        for (const fault of [...await faults(page), ...await lost(page), ...await tooSmall(page)]) found.push(`${name}: ${fault}`);
      };
      await visit("desk/certificate.html");
      await look("refused");
      await read(stage);
      await visit("desk/index.html");
      await look("course, missing");
      await pass(stage);
      await visit("desk/index.html");
      await page.getByRole("button", { name: "Confirm" }).click();
      await look("course, to be confirmed");
      await confirm(stage);
      await look("course, complete");
      await visit("desk/certificate.html");
      await page.getByRole("button", { name: "Save name" }).click();
      await look("name asked for");
      await named(page, LONG);
      await look("certificate");
      assert.deepEqual(found, []);
    }, { viewport, colorScheme });
  }
}
