// What the command leaves on the disk: the same bytes each time, a whole site or
// the one before, and never something in place of what it did not make.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { HOME, PROGRAM, Project } from "./harness.mjs";

/** All files below a folder, with their bytes. @returns {Record<string, string>} */
const listing = (folder) => Object.fromEntries(readdirSync(folder, { recursive: true }).sort()
  .filter((name) => statSync(join(folder, name)).isFile())
  .map((name) => [name, readFileSync(join(folder, name), "latin1")]));

test("two builds of the same courses are the same, byte for byte", () => {
  const [one, two] = [new Project(HOME).build(), new Project(HOME).build()];
  assert.deepEqual(listing(one.site), listing(two.site));
  assert.deepEqual(listing(one.build().site), listing(two.site), "so is a second build over the first");
});

test("a build that is killed leaves a whole site", { timeout: 120_000 }, async () => {
  const project = new Project();
  for (let copy = 0; copy < 200; copy += 1) project.write(`content/02-data/${copy + 10}-copy${copy}/index.md`, project.read("content/01-desk/01-blocks/02-text.md").replace(/!\[.*\n/, ""));
  const title = (name) => project.write("content/site.yml", project.read("content/site.yml").replace(/^title: .*/, `title: ${name}`));
  const build = (done) => {
    const child = spawn(PROGRAM, ["build", "--root", project.root, "--out", project.site], { stdio: "ignore" });
    return done ? once(child, "exit") : child;
  };
  title("First");
  await build(true);
  const first = listing(project.site);
  title("Second");
  const began = performance.now();
  await build(true);
  const whole = performance.now() - began;
  const second = listing(project.site);
  let killed = 0;
  for (let part = 1; part <= 12; part += 1) {
    title(part % 2 ? "First" : "Second");
    const child = build(false);
    await new Promise((resolve) => { setTimeout(resolve, (whole * part) / 14); });
    child.kill("SIGKILL");
    const [, signal] = child.exitCode === null && child.signalCode === null ? await once(child, "exit") : [0, child.signalCode];
    if (signal === "SIGKILL") killed += 1;
    const now = listing(project.site);
    assert.deepEqual(now, now["index.html"] === first["index.html"] ? first : second, `after ${part} parts`);
  }
  assert.ok(killed > 3, `${killed} builds were killed in time`);
  title("Second");
  await build(true);
  assert.deepEqual(listing(project.site), second);
  assert.deepEqual(readdirSync(project.root).sort(), ["content", "site"], "nothing is left beside it");
});

test("a folder with something else in it is not built over", () => {
  const project = new Project().write("site/thesis.txt", "ten years of work");
  const { status, stderr } = spawnSync(PROGRAM, ["build", "--root", project.root, "--out", project.site], { encoding: "utf8" });
  assert.notEqual(status, 0);
  assert.match(stderr, /site/);
  assert.deepEqual(listing(project.site), { "thesis.txt": "ten years of work" });
  assert.ok(!existsSync(join(project.site, "index.html")));
});
