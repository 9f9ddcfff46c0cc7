// A record that is brought along: taken in whole, or refused with a reason, and never at the cost of what is here.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { recordName } from "../../themes/default/script/download.js";
import { keepName, learnerName, plainName } from "../../themes/default/script/learner.js";
import { recordFile } from "../../themes/default/script/record.js";
import { load } from "../../themes/default/script/record-load.js";
import { emptyRecord } from "../../themes/default/script/store.js";

globalThis.document = { documentElement: { dataset: { site: "fixture" }, lang: "en" } };

const WHOLE = readFileSync(new URL("../record/whole.json", import.meta.url), "utf8");

/** A browser with a storage of its own. */
const browser = (full = false) => {
  const kept = new Map();
  globalThis.window = { localStorage: {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => { if (full) throw new DOMException("full", "QuotaExceededError"); kept.set(key, value); },
    removeItem: (key) => kept.delete(key),
  } };
  keepName("fixture", "");
};

/** This site, where one course has been begun. */
const here = (record = emptyRecord(), state = "saved") => {
  const recorder = { record, state, refresh: () => {}, update: (change) => change(record) };
  return { site: "fixture", courses: [{ id: "desk", title: "At the desk" }], recorderOf: () => recorder };
};

const mine = () => {
  const record = emptyRecord();
  const [taken] = Object.values(JSON.parse(JSON.stringify({ a: { ...JSON.parse(WHOLE).entries[4] } })));
  const { hash: _, kind: __, ...attempt } = taken;
  record.attempts.own = { ...attempt, id: "own", started: 1, at: 2 };
  record.opened["refunds/index"] = { at: 5, release: "" };
  return record;
};

test("what is new is added, and what is here stays", () => {
  browser();
  const record = mine();
  const before = structuredClone(record);
  const outcome = load(WHOLE, here(record));
  assert.deepEqual(outcome, { result: "loaded", title: "At the desk", added: { attempts: 1, opened: 2, attestations: 1 }, unkept: null });
  assert.deepEqual(record.attempts.own, before.attempts.own);
  assert.deepEqual(record.opened["refunds/index"], { at: 5, release: "" }, "the earlier opening stands");
  assert.deepEqual(Object.keys(record.attempts).sort(), ["8f0c", "own"]);
  assert.deepEqual(load(WHOLE, here(record)).added, { attempts: 0, opened: 0, attestations: 0 }, "a second time there is nothing new");
  assert.equal(learnerName("fixture"), "Zoë Łęcka \u{1F600}", "the name comes along where there is none");
});

test("a file of somebody else is asked about first", () => {
  browser();
  keepName("fixture", "Ada Lovelace");
  const record = mine();
  const before = structuredClone(record);
  assert.deepEqual(load(WHOLE, here(record)), { result: "other-learner", theirs: "Zoë Łęcka \u{1F600}", ours: "Ada Lovelace" });
  assert.deepEqual(record, before);
  assert.equal(load(WHOLE, here(record), true).result, "loaded");
  assert.equal(learnerName("fixture"), "Ada Lovelace", "the name here stays");
});

const edited = (edit) => {
  const file = JSON.parse(WHOLE);
  edit(file);
  return JSON.stringify(file);
};
const of = (site, course) => JSON.stringify(recordFile(emptyRecord(), { site, course, name: "" }));
const refusals = {
  "an altered file": [edited((file) => { file.entries[4].passed = true; }), { result: "altered", entry: 5, count: 5 }],
  "another name in the head": [edited((file) => { file.learner.name = "Ada"; }), { result: "altered", entry: 1, count: 5 }],
  "a file that was cut": [edited((file) => { file.entries.pop(); }), { result: "altered", entry: 0, count: 4 }],
  "a file of another site": [of("elsewhere", { id: "desk", title: "At the desk" }), { result: "other-site", site: "elsewhere" }],
  "a file of a course that is not here": [of("fixture", { id: "gone", title: "Gone" }), { result: "other-course", title: "Gone" }],
  "a picture": ["\u0089PNG", { result: "unreadable" }],
  "another JSON": ["{}", { result: "foreign" }],
  "a later version": [edited((file) => { file.version = 2; }), { result: "newer" }],
};
for (const [name, [text, expected]] of Object.entries(refusals)) {
  test(`refused, and nothing changes: ${name}`, () => {
    browser();
    const record = mine();
    const before = structuredClone(record);
    const { about, course: _, ...outcome } = load(text, here(record));
    assert.deepEqual(outcome, expected);
    assert.deepEqual(about, expected.entry ? JSON.parse(text).entries[expected.entry - 1] : expected.result === "altered" ? null : undefined);
    assert.deepEqual(record, before);
  });
}

test("where this browser cannot keep it, that is said", () => {
  browser(true);
  assert.equal(load(WHOLE, here(emptyRecord(), "full")).unkept, "full");
  assert.equal(load(WHOLE, here(emptyRecord(), "denied")).unkept, "denied");
  assert.equal(load(WHOLE, here(mine(), "newer")).result, "newer-here");
});

test("a name is one line of what can be seen", () => {
  assert.equal(plainName("  Ada \n\t Lovelace\u0000 "), "Ada Lovelace");
  assert.equal(plainName("\u202eevil\u202c \ud800"), "evil");
  assert.equal(plainName("می\u200cخواهم"), "می\u200cخواهم");
  assert.equal([...plainName("\u{1F600}".repeat(200))].length, 120);
  assert.equal(plainName(" \u200b "), "");
});

test("a name that cannot be kept is used on the page", () => {
  browser(true);
  assert.equal(keepName("fixture", "Ada"), false);
  assert.equal(learnerName("fixture"), "Ada");
  assert.equal(keepName("fixture", ""), true);
});

test("a file is named after course, learner and day", () => {
  const day = new Date(2026, 10, 7);
  assert.equal(recordName("Data privacy", "Ada Lovelace", day), "data-privacy-ada-lovelace-record-2026-11-07.json");
  assert.equal(recordName("Łódź: “Zwroty”/…", "", day), "łódź-zwroty-record-2026-11-07.json");
  assert.equal(recordName("…", "", day), "record-2026-11-07.json");
  assert.ok(recordName("word ".repeat(100), "", day).length < 100);
});
