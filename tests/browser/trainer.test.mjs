// The trainer's way: a project that changes while it is previewed.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { renameSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { ownBrowser, folder, PROGRAM, Project, reads, until, watch } from "./harness.mjs";

/** A project under preview. */
class Preview {
  constructor(project, port = 0) {
    this.project = project;
    this.port = port;
  }

  /** Begins, on the port that it had before if it had one. */
  async start() {
    const port = this.port ? ["--port", String(this.port)] : [];
    this.process = spawn(PROGRAM, ["serve", "--root", this.project.root, ...port], { stdio: ["ignore", "ignore", "pipe"] });
    for await (const line of createInterface({ input: this.process.stderr })) {
      const told = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(line);
      if (!told) continue;
      [this.url, this.port] = [told[0], Number(told[1])];
      this.process.stderr.resume();
      return this;
    }
    throw new Error("the preview ended before it began");
  }

  async stop() {
    this.process.kill();
    await once(this.process, "exit");
  }
}

/** A test with a project of its own under preview, and a browser before it. */
const preview = (name, play, { allow } = {}) =>
  test(name, { timeout: 120_000 }, async () => {
    const project = new Project();
    const served = await new Preview(project).start();
    const context = await ownBrowser(folder());
    try {
      const troubles = await watch(context, served.url);
      const page = await context.newPage();
      await play({ page, context, project, served });
      assert.deepEqual(troubles.filter((trouble) => !allow?.test(trouble)), []);
    } finally {
      await context.close();
      await served.stop();
    }
  });

const PAGE = "content/01-desk/02-refunds/index.md";
const AT = "desk/refunds/index.html";
const QUIZ = "content/01-desk/02-refunds/quiz.yml";

/** Marks the document, to tell whether it was loaded anew. */
const mark = (page) => page.evaluate(() => { globalThis.kept = true; });
const isMarked = (page) => page.evaluate(() => globalThis.kept === true);

preview("a changed text is shown in its place, and what the trainer was at stays", async ({ page, project, served }) => {
  await page.setViewportSize({ width: 900, height: 400 });
  await page.goto(`${served.url}desk/blocks/index.html`);
  await mark(page);
  const box = page.getByRole("checkbox").or(page.getByRole("radio")).first();
  await box.check();
  await box.focus();
  const before = await page.evaluate(() => scrollY);
  assert.ok(before > 0, "the page is scrolled");
  const text = project.read("content/01-desk/01-blocks/index.md");
  project.write("content/01-desk/01-blocks/index.md", `${text}\n\nA sentence that is new.\n`);
  await page.getByText("A sentence that is new.").waitFor();
  assert.ok(await isMarked(page), "not loaded anew");
  assert.ok(await box.isChecked(), "the half-filled answer stays");
  assert.ok(await box.evaluate((control) => control === document.activeElement), "the focus stays");
  assert.equal(await page.evaluate(() => scrollY), before);
});

preview("a changed style is put in place of the old one", async ({ page, project, served }) => {
  await page.goto(served.url + AT);
  await mark(page);
  project.write("themes/default/style/99-own.css", "h1 { letter-spacing: 7px; }\n");
  const heading = page.getByRole("heading", { level: 1 });
  await until(() => heading.evaluate((one) => getComputedStyle(one).letterSpacing === "7px"), "the style is shown");
  assert.ok(await isMarked(page), "not loaded anew");
});

preview("a mistake is told over the last good page, and gone when it is mended", async ({ page, project, served }) => {
  await page.goto(served.url + AT);
  await mark(page);
  const good = project.read(PAGE);
  project.write(PAGE, `${good}\n\n::: scenari At the desk\nWords.\n:::\n`);
  const alert = page.getByRole("alert");
  await alert.getByText(/02-refunds\/index\.md:\d+:5/).waitFor();
  await alert.getByText("there is no block `scenari`").waitFor();
  await alert.getByText(/did you mean `scenario`/).waitFor();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Escape");
  await alert.waitFor({ state: "hidden" });
  project.edit(PAGE, "scenari At", "scenary At");
  await alert.getByText("there is no block `scenary`").waitFor();
  project.write(PAGE, good);
  await alert.waitFor({ state: "detached" });
  assert.ok(await isMarked(page), "not loaded anew");
});

preview("a mistake that is there from the start is told, and its mending shows the page", async ({ page, project, served }) => {
  await served.stop();
  project.edit(QUIZ, "type: ", "tpye: ");
  await served.start();
  await page.goto(served.url + AT);
  await page.getByText("unknown key `tpye`").first().waitFor();
  project.edit(QUIZ, "tpye: ", "type: ");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await reads(page.getByRole("heading", { level: 1 }), "Refunds");
}, { allow: /status (404|500|503)|the server responded/ });

preview("a changed question is asked anew, and the answers to others stay", async ({ page, project, served }) => {
  await page.goto(`${served.url}desk/refunds/quiz.html`);
  await page.getByRole("radio", { name: "Her money back" }).check();
  const quiz = project.read(QUIZ);
  const prompts = [...quiz.matchAll(/^ +prompt: "?([^"\n]+)/gm)].map((found) => found[1]);
  const last = prompts.at(-1);
  project.edit(QUIZ, last, `${last} (new)`);
  await page.getByText("(new)").first().waitFor();
  assert.ok(await page.getByRole("radio", { name: "Her money back" }).isChecked());
});

preview("new, renamed and deleted pages come and go", async ({ page, project, served }) => {
  await page.goto(served.url + AT);
  project.write("content/01-desk/02-refunds/03-more.md", "---\ntitle: More about it\n---\nWords.\n");
  await page.getByRole("link", { name: /More about it/ }).first().waitFor();
  renameSync(project.path("content/01-desk/02-refunds/03-more.md"), project.path("content/01-desk/02-refunds/03-last.md"));
  await page.locator('a[href="last.html"]').first().waitFor();
  await page.goto(`${served.url}desk/refunds/last.html`);
  await reads(page.getByRole("heading", { level: 1 }), "More about it");
  rmSync(project.path("content/01-desk/02-refunds/03-last.md"));
  await page.getByRole("heading", { name: "More about it" }).waitFor({ state: "detached" });
  assert.equal((await fetch(`${served.url}desk/refunds/last.html`)).status, 404);
  project.write("content/01-desk/02-refunds/03-last.md", "---\ntitle: Back again\n---\nWords.\n");
  await reads(page.getByRole("heading", { level: 1 }), "Back again");
}, { allow: /status 404|the server responded/ });

preview("an editor that saves by renaming is understood", async ({ page, project, served }) => {
  await page.goto(served.url + AT);
  for (const word of ["first", "second"]) {
    project.write("content/01-desk/02-refunds/.index.md.swp", "x");
    project.write(`${PAGE}~new`, `${project.read(PAGE)}\n\nThe ${word} save.\n`);
    renameSync(project.path(`${PAGE}~new`), project.path(PAGE));
    await page.getByText(`The ${word} save.`).waitFor();
  }
});

preview("settings and theme files are previewed as well", async ({ page, project, served }) => {
  await page.goto(served.url + AT);
  const title = /^title: .*$/m.exec(project.read("content/site.yml"))[0];
  project.edit("content/site.yml", title, "title: Another name");
  await page.getByText("Another name").first().waitFor();
  project.write("themes/default/templates/breadcrumb.html", "<p>A line of our own</p>\n");
  await page.getByText("A line of our own").waitFor();
  project.write("themes/default/templates/breadcrumb.html", "{% if %}");
  await page.getByRole("alert").getByText(/breadcrumb\.html/).first().waitFor();
  rmSync(project.path("themes/default/templates/breadcrumb.html"));
  await page.getByRole("alert").waitFor({ state: "detached" });
  await page.getByText("A line of our own").waitFor({ state: "detached" });
});

preview("a page that stays open finds a preview that was started again", async ({ page, project, served }) => {
  await page.goto(served.url + AT);
  await served.stop();
  project.write(PAGE, `${project.read(PAGE)}\n\nWritten in between.\n`);
  await served.start();
  await page.getByText("Written in between.").waitFor({ timeout: 30_000 });
}, { allow: /ERR_CONNECTION|ERR_INCOMPLETE|failed: |Failed to load/ });
