// A trainer writes with the preview open: what is saved is on the screen, and
// what was on the screen stays where it was.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { renameSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { HOME, PROGRAM, Project, question, reads, scene, until } from "./harness.mjs";

const PAGE = "desk/blocks/text.html";
const TEXT = "content/01-desk/01-blocks/02-text.md";

/** Starts the preview of a project. @returns {Promise<{ url: string, stop: (signal?: NodeJS.Signals) => Promise<void> }>} */
const serve = async (project, port = 0) => {
  const child = spawn(PROGRAM, ["serve", "--root", project.root, "--port", String(port)], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => { said += text; });
  await until(() => /Serving at \S+/.test(said) || child.exitCode !== null, "the preview is up");
  assert.equal(child.exitCode, null, said);
  return {
    url: /Serving at (\S+)/.exec(said)[1],
    stop: async (signal = "SIGTERM") => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await once(child, "exit");
    },
  };
};

/** A port that nobody has at the moment. */
const freePort = async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
};

/** A test in front of the preview of a project of its own. `same` tells whether
 * the page is still the one that was opened: a reload would forget the mark.
 * @param {(stage: import("./harness.mjs").Stage & { project: Project, open: (path: string) => Promise<void>, same: () => Promise<boolean> }) => Promise<void>} play */
const preview = (name, play, options = {}) => {
  const project = new Project();
  let server;
  scene(name, async (stage) => {
    const { page } = stage;
    const open = async (path) => {
      await stage.visit(path);
      await page.evaluate(() => { window.opened = true; });
    };
    const same = () => page.evaluate(() => window.opened === true);
    await play({ ...stage, project, open, same });
  }, { ...options, site: async () => (server = await serve(project)).url, end: () => server.stop() });
};

preview("a text that is saved is patched in: place, focus and a half-filled answer stay", async ({ page, project, open, same }) => {
  await page.setViewportSize({ width: 800, height: 500 });
  await open("desk/blocks/index.html");
  const field = question(page, "days").getByRole("textbox");
  await question(page, "kettle").getByRole("radio", { name: "A fault" }).check();
  await page.getByRole("tab", { name: "EU" }).click();
  await page.getByText("Was it a fault?").click();
  await field.fill("not yet 30");
  await field.evaluate((box) => box.setSelectionRange(4, 7));
  const top = () => field.evaluate((box) => Math.round(box.getBoundingClientRect().top));
  const before = await top();
  const release = () => page.evaluate(() => document.documentElement.dataset.release);
  const first = await release();
  assert.match(first, /^[0-9a-f]{64}$/);
  assert.ok(await page.evaluate(() => scrollY > 300));

  project.edit("content/01-desk/01-blocks/index.md", "Never plug it in again.", "Never plug it in again.\n\nPut a label on it.\n\nTell the next shift.");
  await page.getByText("Tell the next shift.").waitFor();
  assert.ok(await same(), "no reload");
  assert.notEqual(await release(), first, "an answer that is given now names the release that it was given under");
  assert.ok(Math.abs((await top()) - before) <= 2, `the page stays where it was: ${before}, ${await top()}`);
  assert.deepEqual(await field.evaluate((box) => [box === document.activeElement, box.value, box.selectionStart, box.selectionEnd]), [true, "not yet 30", 4, 7]);
  assert.ok(await question(page, "kettle").getByRole("radio", { name: "A fault" }).isChecked());
  assert.equal(await page.getByRole("tab", { name: "EU" }).getAttribute("aria-selected"), "true");
  await field.fill("30");
  await field.press("Enter");
  await reads(question(page, "days").locator(".verdict"), "Correct.");
});

preview("many saves in a row end with the last", async ({ page, project, open, same }) => {
  await open(PAGE);
  let last = "Quoted words.";
  for (let save = 0; save < 20; save += 1) {
    const next = `Words of save ${save}.`;
    project.edit(TEXT, last, next);
    last = next;
    await page.waitForTimeout(save * 7);
  }
  await page.getByText(last).waitFor();
  assert.ok(await same());
});

preview("a style is changed in place", async ({ page, project, open, same }) => {
  await open(PAGE);
  await page.getByText("A statement with a footnote.").evaluate((text) => text.scrollIntoView());
  const color = () => page.getByRole("heading", { name: "Code", exact: true }).evaluate((heading) => getComputedStyle(heading).color);
  for (const [css, seen] of [["rgb(200, 0, 0)", "rgb(200, 0, 0)"], ["rgb(0, 100, 0)", "rgb(0, 100, 0)"]]) {
    project.write("themes/house/style/99-own.css", `h2 { color: ${css} }\n`);
    if (seen === "rgb(200, 0, 0)") project.edit("content/site.yml", "id: fixture", "id: fixture\ntheme: house");
    await until(async () => (await color()) === seen, `headings are ${seen}`);
  }
  assert.ok(await same(), "no reload");
});

preview("the title and the brand colour of the site change in place", async ({ page, project, open, same }) => {
  await open(PAGE);
  const brand = () => page.evaluate(() => getComputedStyle(document.body).borderTopColor);
  const before = await brand();
  project.edit("content/site.yml", "#0b5563", "#7a1f4d").edit("content/site.yml", "Training for the desk", "The new title");
  await page.getByRole("link", { name: "The new title" }).waitFor();
  await until(async () => (await brand()) !== before, "the colour is another");
  assert.match(await page.title(), /The new title/);
  assert.ok(await same(), "no reload");
});

preview("the default theme is changed by single files, without a name in the settings", async ({ page, project, open, same }) => {
  await open(PAGE);
  const heading = page.getByRole("heading", { level: 1 });
  project.write("themes/default/style/99-own.css", "h1 { letter-spacing: 7px; }\n");
  await until(() => heading.evaluate((one) => getComputedStyle(one).letterSpacing === "7px"), "the style is shown");
  assert.ok(await same(), "no reload");
  project.write("themes/default/templates/breadcrumb.html", "<p>A line of our own</p>\n");
  await page.getByText("A line of our own").waitFor();
  rmSync(project.path("themes"), { recursive: true });
  await page.getByRole("navigation", { name: "You are here" }).waitFor();
  await until(() => heading.evaluate((one) => getComputedStyle(one).letterSpacing !== "7px"), "the style is gone");
});

preview("a template of the project's own takes the place of the theme's, and gives it back", async ({ page, project, open }) => {
  await open(PAGE);
  project.edit("content/site.yml", "id: fixture", "id: fixture\ntheme: house")
    .write("themes/house/style/99-own.css", "h2 { color: green }\n")
    .write("themes/house/templates/breadcrumb.html", '<nav aria-label="Ours"><a href="{{ site.home }}">To the start</a></nav>\n');
  await page.getByRole("navigation", { name: "Ours" }).waitFor();
  project.write("themes/house/templates/breadcrumb.html", "<nav>{% if %}</nav>\n");
  await reads(page.locator("#coursewright-panel"), /breadcrumb\.html:1/);
  await page.getByRole("navigation", { name: "Ours" }).waitFor();
  rmSync(project.path("themes/house/templates/breadcrumb.html"));
  await page.getByRole("navigation", { name: "You are here" }).waitFor();
  await page.locator("#coursewright-panel").waitFor({ state: "detached" });
}, { allow: /status 500|the server responded with a status of 500/ });

preview("a mistake is shown over the last good page, with its place and a cure, and goes when it is mended", async ({ page, project, open, same }) => {
  await open(PAGE);
  const panel = page.getByRole("alert");
  project.edit(TEXT, "{{source: one-month}}", "{{source: one-mouth}}").edit(TEXT, "Quoted words.", "Words that are on their way.");
  await reads(panel, /1 error/);
  await reads(panel, new RegExp(`${TEXT}:\\d+:\\d+`));
  await reads(panel, /one-mouth.*Help: .*one-month/);
  assert.ok(await page.getByText("Quoted words.").isVisible(), "the last good page stays");
  assert.ok(await panel.evaluate((box) => getComputedStyle(box).position === "fixed" && box.getBoundingClientRect().height > 50), "with its own looks");
  project.edit(TEXT, "one-mouth", "one-month");
  await page.getByText("Words that are on their way.").waitFor();
  await panel.waitFor({ state: "detached" });
  assert.ok(await same(), "no reload");

  project.edit("content/01-desk/02-refunds/quiz.yml", "pass: 80%", "pass: [");
  await reads(panel, /quiz\.yml:\d+/);
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  await page.reload();
  await reads(panel, /quiz\.yml:\d+/);
  project.edit("content/01-desk/02-refunds/quiz.yml", "pass: [", "pass: 80%");
  await panel.waitFor({ state: "detached" });
});

preview("a page comes, moves and goes", async ({ page, project, open, visit, troubles }) => {
  await open("desk/refunds/index.html");
  const contents = page.getByRole("navigation", { name: "In this module" });
  // As most editors save: written beside, then renamed.
  project.write("content/01-desk/02-refunds/.new~", "---\ntitle: A third page\nminutes: 1\n---\nNew words.\n");
  renameSync(project.path("content/01-desk/02-refunds/.new~"), project.path("content/01-desk/02-refunds/03-third.md"));
  await contents.getByRole("link", { name: "A third page" }).click();
  await page.getByText("New words.").waitFor();
  assert.match(page.url(), /desk\/refunds\/third\.html$/);

  project.write("content/01-desk/02-refunds/.swap", project.read("content/01-desk/02-refunds/03-third.md").replace("New words.", "Renamed over."));
  renameSync(project.path("content/01-desk/02-refunds/.swap"), project.path("content/01-desk/02-refunds/03-third.md"));
  await page.getByText("Renamed over.").waitFor();

  await visit("desk/refunds/later.html");
  renameSync(project.path("content/01-desk/02-refunds/03-third.md"), project.path("content/01-desk/02-refunds/03-fourth.md"));
  await until(async () => (await contents.getByRole("link", { name: "A third page" }).getAttribute("href")) === "fourth.html", "links follow the new name");
  await visit("desk/refunds/fourth.html");
  await page.getByText("Renamed over.").waitFor();

  rmSync(project.path("content/01-desk/02-refunds/03-fourth.md"));
  await until(async () => (await contents.count()) === 0, "a page that is gone says so");
  await until(() => troubles.some((trouble) => trouble.startsWith("status 404")), "with the right answer");
  project.write("content/01-desk/02-refunds/03-fourth.md", "---\ntitle: Back again\nminutes: 1\n---\nBack.\n");
  await page.getByRole("heading", { name: "Back again" }).waitFor();
}, { allow: /404/ });

preview("a quiz that is changed keeps the answers to all other questions", async ({ page, project, open, same }) => {
  await open("desk/refunds/quiz.html");
  await page.getByRole("radio", { name: "Her money back" }).check();
  await page.getByRole("textbox", { name: /How many days/ }).fill("30");
  await page.getByRole("checkbox", { name: "When it was bought" }).check();
  project.edit("content/01-desk/02-refunds/quiz.yml", "Which two do you ask?", "What do you ask?");
  await page.getByText("What do you ask?").waitFor();
  await reads(question(page, "what-to-ask").locator(".question-note"), /has changed/);
  assert.ok(await page.getByRole("radio", { name: "Her money back" }).isChecked());
  assert.equal(await page.getByRole("textbox", { name: /How many days/ }).inputValue(), "30");
  assert.equal(await question(page, "what-to-ask").locator("input:checked").count(), 0);

  project.edit("content/01-desk/02-refunds/quiz.yml", "      - text: Nothing\n", "      - text: A repair\n      - text: Nothing\n");
  await page.getByRole("radio", { name: "A repair" }).waitFor();
  assert.equal(await page.getByRole("textbox", { name: /How many days/ }).inputValue(), "30");
  project.edit("content/01-desk/02-refunds/quiz.yml", "  - id: sale-items\n", "  - id: one-more\n    type: true-false\n    prompt: One more.\n    answer: true\n  - id: sale-items\n");
  await page.getByText("One more.").waitFor();
  await reads(question(page, "how-long").locator(".question-number"), "Question 6 of 6");
  assert.ok(await same(), "no reload");
});

preview("a picture is exchanged", async ({ page, project, open, same }) => {
  await open(PAGE);
  const picture = page.getByRole("img", { name: "The path from desk to decision" });
  await picture.scrollIntoViewIfNeeded();
  const width = () => picture.evaluate((image) => image.naturalWidth);
  await until(async () => (await width()) === 320, "the first picture");
  project.edit("content/01-desk/01-blocks/path.svg", 'width="320" height="80"', 'width="640" height="160"');
  await until(async () => (await width()) === 640, "the second picture");
  assert.ok(await same(), "no reload");
});

const faulty = new Project().edit("content/01-desk/02-refunds/quiz.yml", "type: ", "tpye: ");
scene("a project that begins with a mistake is shown as soon as it is mended", async ({ page, visit }) => {
  await visit(PAGE);
  await page.getByText("unknown key `tpye`").first().waitFor();
  faulty.edit("content/01-desk/02-refunds/quiz.yml", "tpye: ", "type: ");
  await reads(page.getByRole("heading", { level: 1 }), "Texts and tables");
}, { site: async () => (beginning = await serve(faulty)).url, end: () => beginning.stop(), allow: /status (of )?50\d/ });
let beginning;

const restarted = new Project();
scene("an open page finds the preview again after it was started anew", async ({ page, visit, site }) => {
  await visit(PAGE);
  await page.getByText("Quoted words.").waitFor();
  await until(() => page.evaluate(() => performance.getEntriesByType("resource").length > 2), "it listens");
  await running.stop("SIGKILL");
  restarted.edit(TEXT, "Quoted words.", "Words after the start.");
  await page.waitForTimeout(500);
  assert.ok(await page.getByText("Quoted words.").isVisible(), "meanwhile the page stays");
  running = await serve(restarted, Number(new URL(site).port));
  await page.getByText("Words after the start.").waitFor({ timeout: 15_000 });
  restarted.edit(TEXT, "Words after the start.", "And it goes on.");
  await page.getByText("And it goes on.").waitFor();
}, { site: async () => (running = await serve(restarted, await freePort())).url, end: () => running.stop(), allow: /ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RESET|EMPTY_RESPONSE|SOCKET)/ });
let running;

const shipped = new Project(HOME);
scene("the courses that ship are previewed as they are built", async ({ page, visit }) => {
  await visit("index.html");
  shipped.edit("content/site.yml", "title: ", "title: Preview of ");
  await page.getByRole("heading", { name: /^Preview of/ }).waitFor();
}, { site: async () => (showing = await serve(shipped)).url, end: () => showing.stop() });
let showing;
