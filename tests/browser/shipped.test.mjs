// The courses that ship: every page in a browser, and what a learner's
// connection has to carry for it.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { HOME, Project, publish, scene } from "./harness.mjs";
import { faults, lost } from "./looks.mjs";

const shipped = new Project(HOME).build();
const address = publish(shipped.site);
const pages = readdirSync(shipped.site, { recursive: true }).filter((name) => name.endsWith(".html")).sort();
const phone = { width: 320, height: 640 };

scene("no page of the courses breaks a rule or loses text", async ({ page, visit }) => {
  assert.ok(pages.length > 10);
  const found = [];
  for (const path of pages) {
    await visit(path);
    for (const fault of await faults(page)) found.push(`${path}: ${fault}`);
    await page.setViewportSize(phone);
    for (const fault of await lost(page)) found.push(`${path}: ${fault}`);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  assert.deepEqual(found, []);
}, { site: () => address });

const quizzes = pages.filter((path) => path.endsWith("quiz.html") && readFileSync(join(shipped.site, path), "utf8").split("<fieldset").length === 11);
scene("a quiz of ten questions is at most 33 kB, 21 of them script, in at most 6 requests", async ({ page, context, site }) => {
  assert.ok(quizzes.length > 0, "a course has a quiz of ten questions");
  for (const path of quizzes) {
    // A picture that is the logo and the icon of the page is asked for twice, and sent once.
    const addresses = new Set();
    const note = (request) => addresses.add(request.url());
    context.on("request", note);
    await page.goto(site + path, { waitUntil: "networkidle" });
    context.off("request", note);
    const asked = [...addresses];
    assert.ok(asked.length <= 6, asked.join("\n"));
    const parts = asked.map((url) => url.slice(site.length)).filter((name) => /\.(html|css|js)$/.test(name))
      .map((name) => ({ name, bytes: gzipSync(readFileSync(join(shipped.site, name)), { level: 9 }).length }));
    const sum = (end) => parts.filter(({ name }) => name.endsWith(end)).reduce((all, { bytes }) => all + bytes, 0);
    const told = parts.map(({ name, bytes }) => `${name}: ${bytes}`).join("\n");
    assert.ok(sum("html") > 0 && sum("css") > 0 && sum("js") > 0, told);
    assert.ok(sum("") <= 33 * 1024, `${sum("")} bytes\n${told}`);
    assert.ok(sum("js") <= 21 * 1024, `${sum("js")} bytes of script\n${told}`);
  }
}, { site: () => address });
