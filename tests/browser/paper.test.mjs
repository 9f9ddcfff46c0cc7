// Papers and their keys: opened from the disk, looked at on a screen, printed.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { HOME, PROGRAM, Project, scene } from "./harness.mjs";
import { faults, lost } from "./looks.mjs";

/** The fixture with a quiz of all kinds, on paper: two variants and their keys. */
const project = new Project();
const quiz = readFileSync(join(HOME, "tests/paper.quiz.yml"), "utf8").replace("source: law", "source: faulty-goods");
project.write("content/01-desk/03-all/index.md", "---\ntitle: All kinds\n---\nText.\n");
project.write("content/01-desk/03-all/quiz.yml", quiz);
const folder = join(project.root, "paper");
execFileSync(PROGRAM, ["build", "--root", project.root, "--paper", "--variants", "2", "--answers", "--deny", "warnings"]);
const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html"));
/** The rules of axe ask for the style sheet once more, which a paper allows nobody. */
const AXE = /connect-src|\.css csp|Couldn't load preload assets/;
const site = async () => `${pathToFileURL(folder)}/`;

for (const [device, viewport] of Object.entries({ "a desktop": { width: 1280, height: 900 }, "a phone": { width: 320, height: 640 } })) {
  scene(`papers can be read on ${device}, and have nothing to click or to run`, async ({ page, visit }) => {
    const found = [];
    for (const name of pages) {
      await visit(name);
      for (const fault of [...await faults(page), ...await lost(page)]) found.push(`${name}: ${fault}`);
      assert.equal(await page.locator("input, button, select, textarea, details, script").count(), 0, name);
    }
    assert.deepEqual(found, []);
  }, { site, viewport, allow: AXE });
}

scene("the list leads to every paper and every key", async ({ page, visit }) => {
  await visit("index.html");
  const links = await page.getByRole("link").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  assert.deepEqual(links.sort(), pages.filter((name) => name !== "index.html").sort());
  await page.getByRole("listitem").filter({ hasText: "All kinds" }).getByRole("link", { name: "Answer key B" }).click();
  await page.getByRole("heading", { name: "Answer key: The refunds quiz" }).waitFor();
}, { site });

/** How many pages a PDF has. @param {Buffer} pdf */
const pageCount = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

for (const format of ["A4", "Letter"]) {
  scene(`papers are printed on ${format} with every question whole`, async ({ page, visit }) => {
    await page.emulateMedia({ media: "print" });
    for (const name of pages.filter((name) => /all.quiz-[ab](-key)?\.html$/.test(name))) {
      await visit(name);
      const pdf = await page.pdf({ format });
      assert.ok(pageCount(pdf) >= 2 && pageCount(pdf) <= 6, `${name} has ${pageCount(pdf)} pages`);
      const split = await page.locator(".paper-question:not(:has(.paper-scenes)), .paper-scene, .key-question").evaluateAll((all) =>
        all.filter((element) => getComputedStyle(element).breakInside !== "avoid").map((element) => element.textContent.trim().slice(0, 40)));
      assert.deepEqual(split, [], name);
    }
  }, { site });
}

scene("the foot of a page says what was printed", async ({ page, visit }) => {
  await visit("desk/all/quiz-b.html");
  const foot = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--foot"));
  assert.match(foot, /^"At the desk · The refunds quiz · Variant B · Seed 1 · Release [0-9a-f]{8}"$/);
}, { site });
