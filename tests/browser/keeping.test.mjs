// What is kept survives closing, crashing, other tabs, damage, a later version,
// a browser that keeps nothing, a full disk, and an author who changes a question.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Project, folder, ownBrowser, publish, published, question, reads, scene, stored, until, watch } from "./harness.mjs";

const QUIZ = "desk/refunds/quiz.html";
const KEY = "cw:fixture:desk";

/** Plays with a browser that has a profile on the disk, then opens the same profile again. */
const twice = async (first, second) => {
  const profile = folder();
  const site = await published();
  for (const play of [first, second]) {
    const context = await ownBrowser(profile);
    try {
      const troubles = await watch(context, site);
      const page = context.pages()[0];
      await page.goto(site + QUIZ);
      await play(page);
      assert.deepEqual(troubles, []);
    } finally {
      await context.close().catch(() => {});
    }
  }
};

/** Ends the browser as a power cut would.
 * @param {import("playwright-core").Page} page */
const crash = async (page) => {
  const session = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const { id } = processInfo.find(({ type }) => type === "browser");
  const closed = page.context().waitForEvent("close");
  process.kill(id, "SIGKILL");
  await closed;
};

for (const [name, end] of [["closing", async () => {}], ["a crash of", crash]]) {
  test(`answers survive ${name} the browser`, { timeout: 120_000 }, async () => {
    await twice(
      async (page) => {
        await page.getByRole("radio", { name: "A voucher" }).check();
        await page.getByRole("textbox", { name: /How long/ }).fill("one month");
        await page.waitForTimeout(300);
        await end(page);
      },
      async (page) => {
        await until(() => page.getByRole("radio", { name: "A voucher" }).isChecked(), "the choice is there again");
        assert.equal(await page.getByRole("textbox", { name: /How long/ }).inputValue(), "one month");
      },
    );
  });
}

test("a result survives a crash of the browser", { timeout: 120_000 }, async () => {
  await twice(
    async (page) => {
      await page.getByRole("radio", { name: "Her money back" }).check();
      await page.getByRole("button", { name: "Submit answers" }).click();
      await page.getByRole("button", { name: "Submit anyway" }).click();
      await page.getByRole("heading", { name: "Not passed" }).waitFor();
      await page.waitForTimeout(300);
      await crash(page);
    },
    async (page) => {
      await reads(page.locator(".result-score"), "You scored 2 of 9 points (22%).");
    },
  );
});

scene("two tabs are two views of one attempt", async ({ page, context, site, visit }) => {
  const other = await context.newPage();
  await visit(QUIZ);
  await other.goto(site + QUIZ);
  await page.getByRole("radio", { name: "Her money back" }).check();
  await other.getByRole("textbox", { name: /How long/ }).fill("one month");
  await until(() => other.getByRole("radio", { name: "Her money back" }).isChecked(), "the other tab follows");
  await until(async () => (await page.getByRole("textbox", { name: /How long/ }).inputValue()) === "one month", "this tab follows");
  await page.reload();
  assert.ok(await page.getByRole("radio", { name: "Her money back" }).isChecked());
  assert.equal(await page.getByRole("textbox", { name: /How long/ }).inputValue(), "one month");

  await page.getByRole("button", { name: "Submit answers" }).click();
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await reads(other.locator(".result-score"), "You scored 4 of 9 points (44%).");
  assert.equal(Object.keys((await stored(page, KEY)).attempts).length, 1);
});

scene("two tabs with different pages do not overwrite each other", async ({ page, context, site, visit }) => {
  const other = await context.newPage();
  await visit("desk/blocks/index.html");
  await other.goto(site + QUIZ);
  await page.getByRole("checkbox", { name: "Asked what is wrong" }).check();
  await other.getByRole("radio", { name: "A voucher" }).check();
  await page.getByRole("checkbox", { name: "Noted the answer" }).check();
  await Promise.all([page.reload(), other.reload()]);
  assert.ok(await page.getByRole("checkbox", { name: "Asked what is wrong" }).isChecked());
  assert.ok(await page.getByRole("checkbox", { name: "Noted the answer" }).isChecked());
  assert.ok(await other.getByRole("radio", { name: "A voucher" }).isChecked());
});

for (const damage of ["{broken", "[]", '{"v":1,"attempts":7}', "\u0000"]) {
  scene(`damaged data is set aside and told: ${JSON.stringify(damage)}`, async ({ page, visit }) => {
    await visit("sources.html");
    await page.evaluate(([key, text]) => localStorage.setItem(key, text), [KEY, damage]);
    await visit(QUIZ);
    await reads(page.locator(".storage-warning"), /could not be read/);
    await reads(page.getByRole("status"), /could not be read/);
    assert.equal(await page.evaluate((key) => localStorage.getItem(`${key}:corrupt`), KEY), damage);
    await page.getByRole("radio", { name: "A voucher" }).check();
    await page.reload();
    assert.ok(await page.getByRole("radio", { name: "A voucher" }).isChecked(), "the learner can go on");
    assert.ok(await page.locator(".storage-warning").count() === 0, "it is told once");
  });
}

scene("data of a later version is left as it is", async ({ page, visit }) => {
  await visit(QUIZ);
  await page.getByRole("radio", { name: "A voucher" }).check();
  const later = await page.evaluate((key) => {
    const record = JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), v: 2, more: ["kept"] });
    localStorage.setItem(key, record);
    return record;
  }, KEY);
  await page.reload();
  await reads(page.locator(".storage-warning"), /newer version/);
  await page.getByRole("radio", { name: "Her money back" }).check();
  await page.waitForTimeout(300);
  await page.reload();
  assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEY), later);
});

/** Makes the browser refuse, as it does by a setting of the user. */
const deny = () => {
  Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } });
  Object.defineProperty(window, "indexedDB", { get: () => { throw new DOMException("no", "SecurityError"); } });
};

scene("a browser that keeps nothing is told of, and the quiz works", async ({ page, context, visit }) => {
  await context.addInitScript(deny);
  for (const path of ["index.html", "desk/index.html", "desk/blocks/index.html", QUIZ]) {
    await visit(path);
    await reads(page.locator(".storage-warning"), /does not keep anything/);
  }
  await page.getByRole("radio", { name: "Her money back" }).check();
  await reads(page.locator(".saved"), /will be lost/);
  await page.getByRole("button", { name: "Submit answers" }).click();
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await reads(page.locator(".result-score"), "You scored 2 of 9 points (22%).");
});

scene("full storage is told of, and nothing is lost while the page is open", async ({ page, visit }) => {
  await visit(QUIZ);
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
  await page.getByRole("textbox", { name: /How long/ }).fill("one month and a text that needs more room than there was before it was typed");
  await reads(page.locator(".saved"), /no room left/);
  await reads(page.locator(".storage-warning"), /no room left/);
  await page.getByRole("radio", { name: "Her money back" }).check();
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith("fill")) localStorage.removeItem(key);
  });
  await page.getByRole("checkbox", { name: "When it was bought" }).check();
  await reads(page.locator(".saved"), "Your answers are saved on this device.");
  await page.reload();
  assert.ok(await page.getByRole("radio", { name: "Her money back" }).isChecked());
});

/** A project of its own at an address of its own, so that it can be built again in between. */
const changing = () => {
  const project = new Project().build();
  return { project, site: () => publish(project.site) };
};

const draft = changing();
scene("a question that was changed loses its own answer, and no other", async ({ page, visit }) => {
  await visit(QUIZ);
  await page.getByRole("radio", { name: "Her money back" }).check();
  await page.getByRole("textbox", { name: /How many days/ }).fill("30");
  draft.project.edit("content/01-desk/02-refunds/quiz.yml", "What do you offer first?", "What do you say?").build();
  await page.reload();
  await reads(question(page, "first-answer").locator(".question-note"), /has changed since you answered it\. Please answer it again\.$/);
  assert.equal(await question(page, "first-answer").locator("input:checked").count(), 0);
  assert.equal(await page.getByRole("textbox", { name: /How many days/ }).inputValue(), "30");
  await page.getByRole("radio", { name: "A voucher" }).check();
  assert.equal(await page.locator(".question-note").count(), 0);
  await page.reload();
  assert.ok(await page.getByRole("radio", { name: "A voucher" }).isChecked());
}, { site: draft.site });

const result = changing();
scene("an old result stands when a question has changed since", async ({ page, visit }) => {
  await visit(QUIZ);
  await page.getByRole("radio", { name: "Her money back" }).check();
  await page.getByRole("textbox", { name: /How long/ }).fill("one month");
  await page.getByRole("button", { name: "Submit answers" }).click();
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await reads(page.locator(".result-score"), "You scored 4 of 9 points (44%).");
  result.project.edit("content/01-desk/02-refunds/quiz.yml", "- one month", "- three months").build();
  await page.reload();
  await reads(page.locator(".result-score"), "You scored 4 of 9 points (44%).");
  await reads(page.locator(".result-note"), /has changed since this attempt/);
  await reads(question(page, "how-long").locator(".question-note"), /so your answer is not shown\.$/);
  await reads(question(page, "first-answer").locator(".verdict"), "Correct. 2 of 2 points");
}, { site: result.site });

const mended = changing();
scene("a mended spelling elsewhere changes nothing", async ({ page, visit }) => {
  await visit(QUIZ);
  await page.getByRole("radio", { name: "Her money back" }).check();
  mended.project
    .edit("content/01-desk/02-refunds/quiz.yml", "She may reject faulty goods.", "She may reject goods that are faulty.")
    .edit("content/01-desk/02-refunds/quiz.yml", "A voucher\n        feedback: She need not take one.", "A voucher\n        feedback: She does not have to take one.")
    .build();
  await page.reload();
  assert.ok(await page.getByRole("radio", { name: "Her money back" }).isChecked());
}, { site: mended.site });

const neighbour = new Project();
scene("two sites at one host do not mix, and neither do two courses", async ({ page, visit }) => {
  await visit(`one/${QUIZ}`);
  await page.getByRole("radio", { name: "A voucher" }).check();
  await visit(`two/${QUIZ}`);
  assert.equal(await page.locator("input:checked").count(), 0);
  await visit("two/index.html");
  await reads(page.locator('[data-course="data"] .state'), "Not started");
  await page.evaluate(() => localStorage.clear());
  await visit(`one/${QUIZ}`);
  await until(() => page.getByRole("radio", { name: "A voucher" }).isChecked(), "the second copy has it");
  const keys = await page.evaluate(() => Object.keys(localStorage));
  assert.ok(keys.every((key) => key.startsWith("cw:fixture:")), `${keys}`);
}, {
  site: async () => {
    neighbour.site = neighbour.path("host/one");
    neighbour.build();
    neighbour.edit("content/site.yml", "id: fixture", "id: neighbour").site = neighbour.path("host/two");
    neighbour.build();
    return publish(neighbour.path("host"));
  },
});
