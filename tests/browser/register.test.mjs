// The training register: one file without script, to be read, printed and sent.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordFile } from "../../themes/default/script/record.js";
import { emptyRecord } from "../../themes/default/script/store.js";
import { PROGRAM, fixture, folder, publish, scene } from "./harness.mjs";
import { faults, lost } from "./looks.mjs";

/** A register of three files, one of which is no record, published. */
const register = (() => {
  let site;
  const make = async () => {
    const [records, out, project] = [folder(), folder(), fixture()];
    const [, release] = /data-release="([0-9a-f]{64})"/.exec(readFileSync(join(project.site, "desk/index.html"), "utf8"));
    const record = (name, opened) => JSON.stringify(recordFile({ ...emptyRecord(), opened }, { site: "fixture", course: { id: "desk", title: "At the desk" }, name }));
    const at = Date.UTC(2026, 10, 27, 9);
    writeFileSync(join(records, "zoe.json"), record("Zoë Łęcka", { "refunds/index": { at, release } }));
    writeFileSync(join(records, "old.json"), record("", { "refunds/index": { at, release: "0".repeat(64) } }));
    writeFileSync(join(records, "notes.json"), "{}");
    const { status, stderr } = spawnSync(PROGRAM, ["record", "roster", records, "--root", project.root, "--out", out], { encoding: "utf8" });
    assert.equal(status, 1, stderr);
    return publish(out);
  };
  return () => (site ??= make());
})();

for (const [device, viewport] of Object.entries({ "a desktop": { width: 1280, height: 900 }, "a phone": { width: 320, height: 640 } })) {
  for (const colorScheme of ["light", "dark"]) {
    scene(`the register breaks no rule and loses no text on ${device} in ${colorScheme} colours`, async ({ page, visit }) => {
      await visit("register.html");
      assert.deepEqual([...await faults(page), ...await lost(page)], []);
    }, { site: register, viewport, colorScheme });
  }
}

scene("the register says who stands where, and what does not count", async ({ page, visit }) => {
  await visit("register.html");
  const rows = page.getByRole("table").getByRole("row");
  const state = async (name) => (await rows.filter({ hasText: name }).getByRole("cell").first().innerText()).trim();
  assert.equal(await state("Zoë Łęcka"), "Incomplete");
  assert.equal(await state("No name given"), "Superseded");
  await page.getByText("notes.json: this is no record of coursewright").waitFor();
  assert.equal(await page.locator("script").count(), 0);
}, { site: register, javaScriptEnabled: false });
