// What every browser test stands on: a project in a folder of its own, built by
// the program itself; a place where it is published; and a browser that notices
// what no learner should meet: errors, refused scripts, failed requests, other hosts.

import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, normalize } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const HERE = dirname(fileURLToPath(import.meta.url));
/** The repository. */
export const HOME = join(HERE, "../..");
/** The program under test. */
export const PROGRAM = process.env.COURSEWRIGHT ?? join(HOME, "target/debug/coursewright");

/** How long a test waits for something to happen, in milliseconds. */
const PATIENCE = 10_000;

/** What is undone when the file's tests are over, last first. */
const undo = [];
after(async () => {
  for (const step of undo.reverse()) await step();
});

/** A new folder, gone when the tests are over. */
export const folder = () => {
  const path = mkdtempSync(join(tmpdir(), "coursewright-"));
  undo.push(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
  return path;
};

/** A copy of a project that a test may change. */
export class Project {
  /** @param {string} [from] the project that is copied: the fixture if not said */
  constructor(from = join(HERE, "fixture")) {
    this.root = folder();
    this.site = join(this.root, "site");
    cpSync(join(from, "content"), join(this.root, "content"), { recursive: true });
  }

  path(name) {
    return join(this.root, name);
  }

  read(name) {
    return readFileSync(this.path(name), "utf8");
  }

  write(name, text) {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
    return this;
  }

  /** Puts one piece of text in the place of another, which must be there. */
  edit(name, old, next) {
    const text = this.read(name);
    assert.ok(text.includes(old), `${name} holds ${old}`);
    return this.write(name, text.replace(old, () => next));
  }

  build() {
    execFileSync(PROGRAM, ["build", "--root", this.root, "--out", this.site, "--deny", "warnings"], { stdio: ["ignore", "ignore", "pipe"] });
    return this;
  }
}

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg",
};

/** Publishes a folder as any plain web host does, below `base`; nothing else stands at the host.
 * @returns {Promise<string>} the address of the folder, with a slash at its end */
export const publish = async (site, base = "/") => {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const name = decodeURIComponent(pathname.startsWith(base) ? pathname.slice(base.length) : "..");
    const file = join(site, normalize(name || "index.html"));
    if (!file.startsWith(site) || !existsSync(file) || statSync(file).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "cache-control": "no-store" });
    response.end(readFileSync(file));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}${base}`;
};

/** Does something once, when it is first asked for. */
const lazy = (make) => {
  let made;
  return () => (made ??= make());
};

/** The fixture, built. @type {() => Project} */
export const fixture = lazy(() => new Project().build());
/** The fixture, published at the root of a host. */
export const published = lazy(() => publish(fixture().site));

/** A project whose quizzes draw, decide and withhold in every way there is, published. */
const assessedSite = lazy(() => publish(new Project(join(HERE, "assessed")).build().site));
/** For a scene that takes place there. */
export const assessed = { site: assessedSite };

const executable = lazy(async () => process.env.CHROMIUM ?? (await promisify(execFile)("which", ["chromium"])).stdout.trim());

const launching = async () => ({
  executablePath: await executable(),
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  ],
});

const browser = lazy(async () => {
  const opened = await chromium.launch(await launching());
  undo.push(() => opened.close());
  return opened;
});

/** A browser with a profile on the disk, as a learner's own has one. Close or kill it yourself. */
export const ownBrowser = async (profile, options = {}) => {
  const context = await chromium.launchPersistentContext(profile, { ...(await launching()), ...options });
  context.setDefaultTimeout(PATIENCE);
  return context;
};

/** Writes down what goes wrong on a context's pages. `home` is the only place that may be asked for anything.
 * @param {import("playwright-core").BrowserContext} context @param {string} home @returns {Promise<string[]>} */
export const watch = async (context, home) => {
  /** @type {string[]} */
  const troubles = [];
  const { protocol, host } = new URL(home);
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => console.error(`refused by the policy: ${violatedDirective} ${blockedURI}`));
  });
  context.on("weberror", (error) => troubles.push(`error: ${error.error().stack ?? error.error()}`));
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) troubles.push(`console: ${message.text()} ${message.location().url}`);
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && (url.protocol !== protocol || url.host !== host)) troubles.push(`request to ${url}`);
  });
  context.on("requestfailed", (request) => {
    const failure = request.failure()?.errorText ?? "";
    // What was still on its way when the learner went on to another page.
    if (failure !== "net::ERR_ABORTED") troubles.push(`failed: ${request.url()} ${failure}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) troubles.push(`status ${response.status()}: ${response.url()}`);
  });
  return troubles;
};

/**
 * @typedef {{ page: import("playwright-core").Page, context: import("playwright-core").BrowserContext,
 *   site: string, visit: (path: string) => Promise<any>, troubles: string[] }} Stage
 */

/** A test with a browser of its own in front of a site. It fails on any trouble, even if all else holds.
 * `end` is done when the browser is closed.
 * @param {string} name
 * @param {(stage: Stage) => Promise<void>} play
 * @param {{ site?: () => Promise<string>, allow?: RegExp, end?: () => Promise<void> } & import("playwright-core").BrowserContextOptions} [options]
 *   the site is the published fixture if not said; `allow` is the trouble that the test makes itself */
export const scene = (name, play, { site: place = published, allow, end, ...options } = {}) =>
  test(name, { timeout: 300_000 }, async () => {
    const site = await place();
    const context = await (await browser()).newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", ...options });
    try {
      context.setDefaultTimeout(PATIENCE);
      const troubles = await watch(context, site);
      const page = await context.newPage();
      await play({ page, context, site, troubles, visit: (path) => page.goto(site + path) });
      assert.deepEqual(troubles.filter((trouble) => !allow?.test(trouble)), []);
    } finally {
      await context.close();
      await end?.();
    }
  });

/** Waits until something holds. @param {() => unknown} holds @param {string} what */
export const until = async (holds, what) => {
  const end = Date.now() + PATIENCE;
  for (;;) {
    if (await holds()) return;
    if (Date.now() > end) assert.fail(`not in time: ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 25); });
  }
};

/** Whether a locator comes to hold this text, white space collapsed. */
export const reads = async (locator, expected) => {
  const text = async () => (await locator.innerText()).replace(/\s+/g, " ").trim();
  let last = "";
  await until(async () => {
    last = await text().catch((error) => String(error));
    return expected instanceof RegExp ? expected.test(last) : last === expected;
  }, `${locator} reads ${expected}`).catch(() => assert.fail(`${locator} reads ${JSON.stringify(last)}, not ${expected}`));
};

/** The question with this name, in a quiz or in the text. @param {import("playwright-core").Page} page */
export const question = (page, id) => page.locator(`fieldset[data-question="${id}"]`);

/** What stands in the browser's storage for a course of a site. */
export const stored = (page, key) => page.evaluate((name) => JSON.parse(localStorage.getItem(name) ?? "null"), key);
