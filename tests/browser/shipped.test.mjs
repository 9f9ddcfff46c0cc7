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

const compressed = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** What a page says, without its markup and what is meant for scripts. */
const words = (html) => html.replace(/<script[^]*?<\/script>/g, "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

/** What a browser asks for to show a page, each with its size as it is sent. */
const carried = async ({ page, context }, site, root, path) => {
  // A picture that is the logo and the icon of the page is asked for twice, and sent once.
  const addresses = new Set();
  const note = (request) => addresses.add(request.url());
  context.on("request", note);
  await page.goto(site + path, { waitUntil: "networkidle" });
  context.off("request", note);
  const parts = [...addresses].map((url) => url.slice(site.length)).filter((name) => /\.(html|css|js)$/.test(name))
    .map((name) => ({ name, bytes: compressed(readFileSync(join(root, name))) }));
  const sum = (end) => parts.filter(({ name }) => name.endsWith(end)).reduce((all, { bytes }) => all + bytes, 0);
  const told = parts.map(({ name, bytes }) => `${name}: ${bytes}`).join("\n");
  assert.ok(sum("html") > 0 && sum("css") > 0 && sum("js") > 0, told);
  const said = compressed(words(readFileSync(join(root, path), "utf8")));
  return { requests: addresses.size, all: sum(""), page: sum("html"), script: sum("js"), said, told };
};

const plain = new Project();
const asked = Array.from({ length: 10 }, (_, at) => `  - id: plain-${at}
    type: ${at % 2 ? "single" : "multiple"}-choice
    prompt: A customer brings back the ${at + 1}th kettle of the day and asks what you can do about it. What do you say first?
    options:
${["I am sorry, let me look at it", "Contact the manufacturer about this", "It is our policy not to take it back", "Come again when the manager is here"].map((text, index) => `      - {text: "${text} (${at + 1})", ${index ? "" : "correct: true, "}feedback: "This is what ${text.split(" ").reverse().join(" ")} would come to, and why."}`).join("\n")}
    explanation: The shop that sold the goods answers for them, and the customer has told you about kettle ${at + 1}.
`);
plain.write("content/03-plain/course.yml", "title: Plain\nsummary: Ten plain questions.\n")
  .write("content/03-plain/01-ten/index.md", "---\ntitle: Ten\n---\nText.\n")
  .write("content/03-plain/01-ten/quiz.yml", `title: Ten plain questions\npass: 80%\nquestions:\n${asked.join("")}`).build();
const plainly = publish(plain.site);

scene("a quiz of ten plain questions is at most 31 kB, 21 of them script, in at most 6 requests", async (stage) => {
  const { requests, all, script, told } = await carried(stage, stage.site, plain.site, "plain/ten/quiz.html");
  assert.ok(requests <= 6, told);
  assert.ok(all <= 31 * 1024, `${all} bytes\n${told}`);
  assert.ok(script <= 21 * 1024, `${script} bytes of script\n${told}`);
}, { site: () => plainly });

scene("a quiz of the courses is at most twice its words, and 42 kB that all of them share", async (stage) => {
  const quizzes = pages.filter((path) => path.endsWith("quiz.html"));
  assert.ok(quizzes.length > 10);
  for (const path of quizzes) {
    const { requests, all, page, said, told } = await carried(stage, stage.site, shipped.site, path);
    assert.ok(requests <= 11, told);
    assert.ok(page <= 2 * said, `${page} bytes for ${said} of words\n${told}`);
    assert.ok(all - page <= 42 * 1024, `${all - page} bytes\n${told}`);
  }
}, { site: () => address });
