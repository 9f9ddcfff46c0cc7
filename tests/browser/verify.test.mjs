// Somebody who receives a record checks it: whole or altered, whose it says it
// is, and whether the code on the certificate is of it.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkCode, recordFile } from "../../themes/default/script/record.js";
import { emptyRecord } from "../../themes/default/script/store.js";
import { fixture, folder, Project, publish, reads, scene } from "./harness.mjs";
import { faults, lost, tooSmall } from "./looks.mjs";

const WHOLE = readFileSync(new URL("../record/whole.json", import.meta.url), "utf8");
const FILE = JSON.parse(WHOLE);
const CODE = checkCode(FILE.hash);

const written = (name, text) => {
  const path = join(folder(), name);
  writeFileSync(path, text);
  return path;
};
const bring = (page, ...files) => page.getByLabel("Record files").setInputFiles(files);
const verdict = (page, name) => page.getByRole("article").filter({ has: page.getByRole("heading", { name }) });
const code = async (page, typed) => {
  await page.getByLabel("Record code").fill(typed);
  await page.getByLabel("Record code").press("Tab");
};

scene("a whole record is told whole, and of whom it is", async ({ page, visit }) => {
  await visit("record.html");
  await page.getByRole("link", { name: "Check a record" }).click();
  assert.match(page.url(), /verify\.html$/);
  await bring(page, written("zoe.json", WHOLE));
  const found = verdict(page, "zoe.json");
  await reads(found.locator(".verdict-line"), "This record is whole: nothing in it was changed after it was written.");
  await reads(page.getByRole("status"), /^This record is whole/);
  await reads(found.locator(".facts-list"), new RegExp(`^Name Zoë Łęcka \u{1F600} Course At the “desk” Entries 5, the last on 27 November 2026, \\d\\d:\\d\\d Record code ${CODE} Completed on not completed Score 57% \\(2\\.5 of 4 1/3 points\\)$`, "u"));
  await reads(found.locator(".missing"), /^Every block 1 page to open, quiz to pass Refunds quiz to pass$/);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), [], "nothing of it is kept");
});

scene("an altered record is told so, with the entry", async ({ page, visit }) => {
  await visit("verify.html");
  await bring(page,
    written("better.json", WHOLE.replace('"passed": false', '"passed": true')),
    written("named.json", WHOLE.replace("Zoë", "Zoe")),
    written("cut.json", JSON.stringify({ ...FILE, entries: FILE.entries.slice(0, 4) })),
    written("later.json", WHOLE.replace('"version": 1', '"version": 2')),
    written("other.json", "{}"), written("notes.txt", "Call the printer."));
  await reads(verdict(page, "better.json").locator(".verdict-line"), /entry 5 of 5 \(quiz “Refunds”, 27 November 2026, \d\d:\d\d\) does not fit\.$/);
  await reads(verdict(page, "named.json").locator(".verdict-line"), /its beginning or its first entry of 5 \(page “Refunds”, 27 November 2026, \d\d:\d\d\) does not fit\.$/);
  await reads(verdict(page, "cut.json").locator(".verdict-line"), /its end is missing or does not fit\.$/);
  await reads(verdict(page, "later.json").locator(".verdict-line"), "This record was written by a newer version of this site.");
  await reads(verdict(page, "other.json").locator(".verdict-line"), "This is not a record file.");
  await reads(verdict(page, "notes.txt").locator(".verdict-line"), "This file cannot be read as a record.");
});

scene("the code on a certificate is of this record, of an earlier state of it, or of neither", async ({ page, visit }) => {
  await visit("verify.html");
  await bring(page, written("zoe.json", WHOLE));
  const found = verdict(page, "zoe.json");
  await found.waitFor();
  assert.equal(await found.locator("> p:not(.verdict-line)").count(), 0);
  await code(page, CODE);
  await reads(found.locator("> p.is-right"), "The code is that of this record.");
  await code(page, ` ${CODE.toLowerCase().replace(/-/g, " ")} `);
  await reads(found.locator("> p.is-right"), "The code is that of this record.");
  await code(page, checkCode(FILE.entries[2].hash));
  await reads(found.locator("> p.is-right"), /^The code is that of this record as it was on 27 November 2026, \d\d:\d\d\.$/);
  await code(page, "0000-0000-0000-0000");
  await reads(found.locator("> p.is-wrong"), /^The code is not of this record\./);
});

scene("of a course that is elsewhere it says only what the file says", async ({ page, visit }) => {
  await visit("verify.html");
  const file = recordFile(emptyRecord(), { site: "elsewhere", course: { id: "desk", title: "Another desk" }, name: "" });
  await bring(page, written("other.json", JSON.stringify(file)));
  const found = verdict(page, "other.json");
  await reads(found.locator(".facts-list"), `Name none given Course Another desk Entries none Record code ${checkCode(file.hash)}`);
  await reads(found.locator("> p").last(), "It is of a course that this site does not have (site elsewhere), so it cannot be said whether the course is completed.");
});

scene("without script the page says how else to check", async ({ page, visit }) => {
  await visit("verify.html");
  await page.getByText("coursewright record verify record.json").waitFor();
  await page.getByText("Who sat at the desk.").waitFor();
}, { javaScriptEnabled: false });

const places = {
  "from a folder on the disk": async () => `${pathToFileURL(fixture().site)}/`,
  "below a path of a host": () => publish(fixture().site, "/training/2026/"),
};
for (const [where, site] of Object.entries(places)) {
  scene(`${where} a record is checked`, async ({ page, visit }) => {
    await visit("verify.html");
    await bring(page, written("zoe.json", WHOLE));
    await reads(verdict(page, "zoe.json").locator(".verdict-line"), /^This record is whole/);
  }, { site });
}

for (const [device, viewport] of Object.entries({ "a desktop": { width: 1280, height: 900 }, "a phone": { width: 320, height: 640 } })) {
  for (const colorScheme of ["light", "dark"]) {
    scene(`checking breaks no rule, loses no text and scrolls not sideways on ${device} in ${colorScheme} colours`, async ({ page, visit }) => {
      const found = [];
      const look = async (name) => {
        for (const fault of [...await faults(page), ...await lost(page), ...await tooSmall(page)]) found.push(`${name}: ${fault}`);
      };
      await visit("verify.html");
      await look("empty");
      await bring(page, written("zoe.json", WHOLE), written("cut.json", WHOLE.replace("false", "true")), written(`${"a-rather-long-name-".repeat(6)}.json`, "{"));
      await code(page, "0000");
      await verdict(page, "cut.json").waitFor();
      await look("checked");
      assert.deepEqual(found, []);
    }, { viewport, colorScheme });
  }
}

const { certificate: SIGNED } = JSON.parse(readFileSync(new URL("../record/certificate.json", import.meta.url), "utf8"));
const keyed = (key) => {
  const project = new Project();
  return project.write("content/site.yml", `${project.read("content/site.yml")}certificate:\n  public_key: ${key}\n`).build();
};
const ours = publish(keyed(SIGNED.issuer.publicKey).site);
const others = publish(keyed("PUAXw-hDiVqStwqnTXt-vJyYLM8uxJaMwM1V8Sr0Zgw").site);
const TODAY = { time: new Date("2026-11-27T12:00:00Z") };

scene("a certificate is told genuine where the site has its key, and until when it counts", async ({ page, context, visit }) => {
  await context.clock.install(TODAY);
  await visit("verify.html");
  await bring(page, written("ann.certificate.json", JSON.stringify(SIGNED, null, 1)));
  const found = verdict(page, "ann.certificate.json");
  await reads(found.locator(".verdict-line"), "This certificate is genuine: Example Ltd signed it with the key of this site, and nothing in it was changed since.");
  await reads(found.locator(".facts-list"), /^Name Ann Example Course The desk Signed by Example Ltd Signed on 27 November 2026, \d\d:\d\d Completed on 20 November 2026 Counts until 20 November 2027 Score 100% \(4 of 4 points\) Record code 44D1-AC5F-7617-BB98 Release 61a71e94$/);
  assert.equal(await found.locator(".is-wrong").count(), 0);
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(await lost(page), []);
  await context.clock.setFixedTime(new Date("2027-11-22T12:00:00Z"));
  await bring(page, written("late.json", JSON.stringify(SIGNED)));
  await reads(verdict(page, "late.json").locator(".is-wrong"), "It no longer counts.");
}, { site: () => ours });

scene("one altered character of a certificate is caught, wherever it stands", async ({ page, visit }) => {
  await visit("verify.html");
  const altered = (change) => {
    const copy = structuredClone(SIGNED);
    change(copy);
    return JSON.stringify(copy);
  };
  const files = {
    "name.json": altered((one) => { one.learner.name = "Ann Exemple"; }),
    "score.json": altered((one) => { one.result.points = "3"; }),
    "course.json": altered((one) => { one.course.id = "disk"; }),
    "accepted.json": altered((one) => { one.accepted = ["marks"]; }),
    "time.json": altered((one) => { one.issued = "2026-11-27T10:00:00.001Z"; }),
    "signature.json": altered((one) => { one.signature = `A${one.signature.slice(1)}`; }),
    "issuer.json": altered((one) => { one.issuer.publicKey = "PUAXw-hDiVqStwqnTXt-vJyYLM8uxJaMwM1V8Sr0Zgw"; }),
    "weak.json": altered((one) => { one.issuer.publicKey = "A".repeat(43); }),
  };
  await bring(page, ...Object.entries(files).map(([name, text]) => written(name, text)));
  for (const name of Object.keys(files)) await reads(verdict(page, name).locator(".verdict-line"), /^This certificate is not genuine: it was changed/);
  await bring(page, written("more.json", altered((one) => { one.note = "x"; })), written("newer.json", altered((one) => { one.version = 2; })));
  await reads(verdict(page, "more.json").locator(".verdict-line"), "This file cannot be read as a certificate.");
  await reads(verdict(page, "newer.json").locator(".verdict-line"), /newer version/);
}, { site: () => ours });

scene("a certificate by another key does not show by whom", async ({ page, visit }) => {
  await visit("verify.html");
  await bring(page, written("ann.json", JSON.stringify(SIGNED)));
  await reads(verdict(page, "ann.json").locator(".verdict-line"), /signed with another key than the one of this site/);
  await reads(verdict(page, "ann.json").locator(".facts-list"), new RegExp(`Key ${SIGNED.issuer.publicKey}$`));
}, { site: () => others });

scene("beside a site without a key a certificate does not either", async ({ page, visit }) => {
  await visit("verify.html");
  await bring(page, written("ann.json", JSON.stringify(SIGNED)));
  await reads(verdict(page, "ann.json").locator(".verdict-line"), /this site names no key/);
});
