// A device that several people share: a profile for each, an end that leaves
// nothing of them, and a cover over the page that nobody has touched for a while.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { readRecordFile } from "../../themes/default/script/record.js";
import { Project, publish, reads, scene, until } from "./harness.mjs";
import { faults, lost, tooSmall } from "./looks.mjs";

const shared = (extra) => {
  const project = new Project();
  return project.write("content/site.yml", `${project.read("content/site.yml")}shared_desk:\n${extra}`).build();
};
const profiles = shared("  lock_after: 10 minutes\n");
const session = shared("  profiles: false\n  lock_after: 1 hour\n");
const address = publish(profiles.site);
const sharing = (name, play, options = {}) => scene(name, play, { site: () => address, ...options });

const chooser = (page) => page.getByRole("dialog", { name: "Who is learning?" });
const cover = (page) => page.getByRole("dialog", { name: /^Paused/ });
const bar = (page) => page.locator(".desk-bar");
/** Sits down under a new name. */
const begin = async (page, name) => {
  await chooser(page).getByRole("textbox").fill(name);
  await page.keyboard.press("Enter");
  await reads(bar(page), new RegExp(`^${name} is learning`));
};
const keys = (page) => page.evaluate(() => Object.keys(localStorage).sort());
const copies = (page) => page.evaluate(() => new Promise((resolve) => {
  const opening = indexedDB.open("cw");
  opening.onsuccess = () => {
    const asking = opening.result.transaction("records").objectStore("records").getAllKeys();
    asking.onsuccess = () => { opening.result.close(); resolve(asking.result); };
  };
}));

sharing("two learners at one device do not mix", async ({ page, visit }) => {
  await visit("desk/blocks/index.html");
  await chooser(page).waitFor();
  assert.ok(await page.getByRole("heading", { name: "Every block" }).isHidden(), "the page is covered");
  assert.deepEqual(await keys(page), [], "nothing is noted of nobody");
  await page.keyboard.press("Enter");
  await chooser(page).getByRole("button", { name: "Begin" }).click();
  await reads(chooser(page).locator(".error"), "Enter your name");
  await begin(page, "Ada Lovelace");
  await page.getByRole("checkbox", { name: "Asked what is wrong" }).check();
  await visit("desk/index.html");
  await reads(page.locator('[data-module="blocks"] .state'), "In progress");

  await bar(page).getByRole("button", { name: "Somebody else" }).click();
  await chooser(page).getByRole("textbox", { name: "New here? Your name" }).fill("ADA lovelace");
  await page.keyboard.press("Enter");
  await reads(chooser(page).locator(".error"), /^There is already somebody called Ada Lovelace\./);
  await begin(page, "Grace Hopper");
  await reads(page.locator('[data-module="blocks"] .state'), "Not started");
  await visit("desk/blocks/index.html");
  assert.ok(!(await page.getByRole("checkbox", { name: "Asked what is wrong" }).isChecked()));
  await visit("record.html");
  assert.equal(await page.getByLabel("First and last name").inputValue(), "Grace Hopper", "the name is typed once");

  await bar(page).getByRole("button", { name: "Somebody else" }).click();
  await chooser(page).getByRole("button", { name: /^Ada Lovelace last here on \d+ \w+ \d{4}$/ }).click();
  await reads(bar(page), /^Ada Lovelace is learning/);
  await visit("desk/blocks/index.html");
  assert.ok(await page.getByRole("checkbox", { name: "Asked what is wrong" }).isChecked());
  const kept = await keys(page);
  assert.equal(kept.filter((key) => /^cw:fixture:~[^:]+:desk$/.test(key)).length, 2);
  assert.ok(!kept.includes("cw:fixture:desk"));
});

sharing("ending a session offers the record and leaves nothing of this learner, and all of the others", async ({ page, context, site, visit }) => {
  await visit("index.html");
  await begin(page, "Grace Hopper");
  await visit("desk/blocks/index.html");
  await bar(page).getByRole("button", { name: "Somebody else" }).click();
  await begin(page, "Ada Lovelace");
  await visit("desk/refunds/index.html");
  const other = await context.newPage();
  await other.goto(`${site}desk/refunds/quiz.html`);
  await other.getByRole("radio", { name: "A voucher" }).check();

  await bar(page).getByRole("link", { name: "End session" }).click();
  assert.ok(await page.getByRole("heading", { name: "End your session" }).evaluate((title) => title === document.activeElement));
  await page.getByRole("button", { name: "End session and erase" }).click();
  const dialog = page.getByRole("dialog", { name: "End your session?" });
  await reads(dialog.locator(".erase-list"), /^At the desk 2 pages opened, .* Download first At the desk Your name Ada Lovelace$/);
  const coming = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download first" }).click();
  assert.deepEqual(readRecordFile(readFileSync(await (await coming).path(), "utf8")).file.learner, { name: "Ada Lovelace" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "End session and erase" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End session and erase" }).click();

  await chooser(page).waitFor();
  assert.match(page.url(), /index\.html$/);
  await chooser(other).waitFor();
  assert.equal(await chooser(page).getByRole("listitem").count(), 1);
  await page.waitForTimeout(300);
  const kept = await keys(page);
  assert.equal(kept.length, 2, `${kept}`);
  assert.ok(kept.includes("cw:fixture:@desk") && !JSON.stringify(await page.evaluate(() => ({ ...localStorage }))).includes("Ada"));
  const [mine] = kept.filter((key) => key.endsWith(":desk"));
  assert.deepEqual((await copies(page)).filter((key) => key !== mine), []);
  await page.goBack();
  await chooser(page).waitFor();
  assert.ok(!(await page.locator("main").innerText()).includes("Ada"), "the way back shows nothing of her");
  await visit("index.html");
  await chooser(page).getByRole("button", { name: /^Grace Hopper/ }).click();
  await reads(page.locator('[data-course="desk"] .state'), "In progress");
});

sharing("a page that nobody touches is covered, in every tab, until somebody goes on", async ({ page, context, site, visit }) => {
  await context.clock.install({ time: new Date("2026-11-27T09:00:00Z") });
  await visit("desk/refunds/quiz.html");
  await begin(page, "Ada Lovelace");
  await page.getByRole("radio", { name: "A voucher" }).check();
  await page.clock.runFor(9 * 60_000);
  assert.equal(await cover(page).count(), 0);
  await page.getByRole("textbox", { name: /How long/ }).pressSequentially("one");
  await page.clock.runFor(9 * 60_000);
  assert.equal(await cover(page).count(), 0, "a touch begins the time anew");
  await page.clock.runFor(2 * 60_000);
  await cover(page).waitFor();
  assert.ok(await page.getByRole("radio", { name: "A voucher" }).isHidden());
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.getByText("Her money back").first().isHidden(), "nor is it printed");
  await page.emulateMedia({ media: "screen" });
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("Escape");
  assert.ok(await cover(page).isVisible(), "it is not waved away");
  await page.reload();
  await cover(page).waitFor();
  await reads(cover(page), /no protection against somebody who knows their way around this device/);

  const other = await context.newPage();
  await other.goto(`${site}index.html`);
  await cover(other).waitFor();
  await cover(page).getByRole("button", { name: "Continue as Ada Lovelace" }).click();
  await until(async () => (await cover(other).count()) === 0, "the other tab goes on too");
  assert.ok(await page.getByRole("radio", { name: "A voucher" }).isChecked());
  assert.equal(await page.getByRole("textbox", { name: /How long/ }).inputValue(), "one");
  await page.clock.runFor(11 * 60_000);
  await cover(page).getByRole("button", { name: "Somebody else" }).click();
  await chooser(page).waitFor();
  await begin(page, "Grace Hopper");
  assert.equal(await page.locator("input:checked").count(), 0);
});

sharing("from the cover one can end the session", async ({ page, visit }) => {
  await page.clock.install({ time: new Date("2026-11-27T09:00:00Z") });
  await visit("desk/index.html");
  await begin(page, "Ada Lovelace");
  await page.clock.runFor(11 * 60_000);
  await cover(page).getByRole("link", { name: "End session" }).click();
  await page.getByRole("heading", { name: "End your session" }).waitFor();
  assert.equal(await cover(page).count(), 0);
});

scene("without profiles there is one session at a time", async ({ page, visit }) => {
  await page.clock.install({ time: new Date("2026-11-27T09:00:00Z") });
  await visit("desk/blocks/index.html");
  await reads(bar(page), "End session");
  await page.getByRole("checkbox", { name: "Asked what is wrong" }).check();
  await page.clock.runFor(59 * 60_000);
  assert.equal(await cover(page).count(), 0);
  await page.clock.runFor(2 * 60_000);
  assert.equal(await cover(page).getByRole("button").count(), 1);
  await cover(page).getByRole("button", { name: "Continue" }).click();
  await bar(page).getByRole("link", { name: "End session" }).click();
  await page.getByRole("button", { name: "End session and erase" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End session and erase" }).click();
  await page.waitForURL(/index\.html$/);
  await reads(page.locator('[data-course="desk"] .state'), "Not started");
  const before = (await page.evaluate(() => JSON.parse(localStorage.getItem("cw:fixture:@desk")))).current;
  assert.deepEqual((await keys(page)).filter((key) => key !== "cw:fixture:@desk" && !key.includes(before)), []);
  assert.deepEqual((await copies(page)).filter((key) => !key.includes(before)), []);
}, { site: () => publish(session.site) });

const deny = () => {
  Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } });
  Object.defineProperty(window, "indexedDB", { get: () => { throw new DOMException("no", "SecurityError"); } });
};
sharing("a browser that keeps nothing can keep no names, and says so", async ({ page, context, visit }) => {
  await context.addInitScript(deny);
  await visit("index.html");
  await chooser(page).getByRole("textbox").fill("Ada Lovelace");
  await page.keyboard.press("Enter");
  await reads(chooser(page).locator(".error"), /does not keep anything/);
});

sharing("what is kept of the desk may be damaged", async ({ page, visit }) => {
  await visit("sources.html");
  for (const damage of ["{", "7", '{"profiles":{"a":{"name":7}},"current":"a","active":"x"}', '{"profiles":[],"current":"constructor"}']) {
    await page.evaluate((text) => localStorage.setItem("cw:fixture:@desk", text), damage);
    await page.reload();
    await chooser(page).waitFor();
    assert.equal(await chooser(page).getByRole("listitem").count(), 0, damage);
  }
  await begin(page, "Ada Lovelace");
});

sharing("by keyboard alone", async ({ page, visit }) => {
  await visit("index.html");
  await chooser(page).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.type("Ada Lovelace");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await bar(page).waitFor();
  for (let step = 0; step < 4 && !(await page.evaluate(() => document.activeElement.textContent === "End session")); step += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "End your session" }).waitFor();
});

sharing("without script there is no desk, and everything can be read", async ({ page, visit }) => {
  await visit("desk/blocks/index.html");
  await page.getByText("Listen first.").waitFor();
  assert.equal(await bar(page).count(), 0);
  await visit("record.html");
  await page.getByText("the names of those who learn here").waitFor();
  await page.getByText("everything is erased when you end your session").waitFor();
}, { javaScriptEnabled: false });

scene("from a folder on the disk", async ({ page, visit }) => {
  await visit("desk/blocks/index.html");
  await begin(page, "Ada Lovelace");
  await page.getByRole("checkbox", { name: "Asked what is wrong" }).check();
  await visit("desk/index.html");
  await reads(page.locator('[data-module="blocks"] .state'), "In progress");
  await bar(page).getByRole("link", { name: "End session" }).click();
  await page.getByRole("button", { name: "End session and erase" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End session and erase" }).click();
  await chooser(page).waitFor();
  assert.deepEqual(await keys(page), []);
}, { site: async () => `${pathToFileURL(profiles.site)}/` });

for (const [device, viewport] of Object.entries({ "a desktop": { width: 1280, height: 900 }, "a phone": { width: 320, height: 640 } })) {
  for (const colorScheme of ["light", "dark"]) {
    sharing(`the desk breaks no rule, loses no text and scrolls not sideways on ${device} in ${colorScheme} colours`, async ({ page, visit }) => {
      const found = [];
      const look = async (name) => {
        for (const fault of [...await faults(page), ...await lost(page), ...await tooSmall(page)]) found.push(`${name}: ${fault}`);
      };
      await visit("index.html");
      await look("nobody");
      await begin(page, "Wilhelmine-Charlotte von Hohenlohe-Waldenburg-Schillingsfürst");
      await look("home");
      await visit("desk/index.html");
      await look("course");
      await visit("record.html");
      await look("record");
      await bar(page).getByRole("button", { name: "Somebody else" }).click();
      await chooser(page).getByRole("button", { name: "Begin" }).click();
      await look("who");
      await chooser(page).getByRole("listitem").first().getByRole("button").click();
      await bar(page).waitFor();
      await page.evaluate(() => {
        const desk = JSON.parse(localStorage.getItem("cw:fixture:@desk"));
        localStorage.setItem("cw:fixture:@desk", JSON.stringify({ ...desk, locked: true }));
      });
      await page.reload();
      await cover(page).waitFor();
      await look("covered");
      assert.deepEqual(found, []);
    }, { viewport, colorScheme });
  }
}
