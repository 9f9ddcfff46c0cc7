// A record as a file: the same as what was stored, whole or caught, and taken in without losing anything.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { canonical, checkCode, readRecordFile, recordFile } from "../../themes/default/script/record.js";
import { sha256 } from "../../themes/default/script/sha256.js";
import { emptyRecord, mergeRecords } from "../../themes/default/script/store.js";

const VECTORS = new URL("../record/", import.meta.url);
const vector = (name) => JSON.parse(readFileSync(new URL(name, VECTORS), "utf8"));

const [EARLIER, LATER] = ["0", "f"].map((digit) => digit.repeat(64));
const [MORNING, NOON] = [Date.UTC(2026, 10, 27, 8, 30, 0, 7), Date.UTC(2026, 10, 27, 12)];

/** One of everything, with texts that are hard to write down. */
const everything = () => ({
  ...emptyRecord(),
  opened: {
    "refunds/index": { at: MORNING, release: EARLIER },
    "refunds/later": { at: MORNING, release: EARLIER },
    "blocks/index": { at: NOON, release: LATER },
  },
  attestations: {
    "refunds/have-read/0011223344556677": {
      at: NOON, release: LATER, module: "refunds", id: "have-read", digest: "0011223344556677",
      wording: "I have read “Refunds” – all of it.\n\t\"Yes\" \\ \u0001\u007f\u2028 <b>&amp;</b>",
    },
  },
  attempts: {
    "8f0c": {
      id: "8f0c", module: "refunds", release: LATER, started: NOON, at: NOON + 90_000, seed: 4_294_967_295, pass: "4/5",
      questions: [
        { id: "first-answer", digest: "00112233", order: ["b", "a"], response: ["b"], sure: "high", points: "2", earned: "1", critical: true, objective: "know-times" },
        { id: "days", digest: "44556677", response: "30", points: "1", earned: "1/2" },
        { id: "places", digest: "8899aabb", response: { "\u{1F600}": "x", "\uFFFD": "y", a: "Ł" }, points: "1/3", earned: "0" },
        { id: "left-out", digest: "ccddeeff", response: null, points: "1", earned: "0" },
      ],
      points: "5/2", max: "13/3", passed: false, reasons: ["pass-mark", "critical:first-answer"],
    },
  },
});
const OF = { site: "fixture", course: { id: "desk", title: "At the “desk”" }, name: "Zoë Łęcka \u{1F600}" };
const fileOf = (record, of = OF) => recordFile(record, of);
const text = (value) => JSON.stringify(value, null, 2);
const read = (file) => readRecordFile(text(file));
const facts = ({ opened, attestations, attempts }) => ({ opened, attestations, attempts });

const WRITTEN = {
  "whole.json": () => fileOf(everything()),
  "empty.json": () => fileOf(emptyRecord(), { ...OF, name: "" }),
  "canonical.json": () => [
    {}, [], null, true, "", 0, -1, 4294967295, "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u0080\u2028\u2029\ufeff", "ß Ł \u{1F600}",
    { b: 1, a: [{ d: null, c: false }, []], "": "", A: {} }, { "\u{1F600}": 1, "\uFFFD": 2, "\u00e9": 3, e: 4, __proto__x: 5 },
  ].map((value) => ({ value, canonical: canonical(value), sha256: sha256(canonical(value)) })),
};
for (const [name, make] of Object.entries(WRITTEN)) {
  const url = new URL(name, VECTORS);
  if (process.env.SNAPSHOTS === "overwrite") writeFileSync(url, `${text(make())}\n`);
  test(`${name} is what both programs write and read`, () => {
    assert.deepEqual(vector(name), JSON.parse(text(make())));
  });
}

test("each digest stands on the one before it", () => {
  const { entries, hash, ...head } = vector("whole.json");
  const digest = (input) => createHash("sha256").update(input, "utf8").digest("hex");
  let last = digest(canonical(head));
  for (const { hash: sealed, ...entry } of entries) {
    last = digest(last + canonical(entry));
    assert.equal(sealed, last);
  }
  assert.equal(hash, last);
  assert.equal(vector("empty.json").hash, digest(canonical({ ...head, learner: null })));
});

test("entries stand in the order of time, kind, module and name", () => {
  assert.deepEqual(fileOf(everything()).entries.map(({ at, kind, module, page, id }) => [at, kind, module, page ?? id]), [
    ["2026-11-27T08:30:00.007Z", "opened", "refunds", "index"],
    ["2026-11-27T08:30:00.007Z", "opened", "refunds", "later"],
    ["2026-11-27T12:00:00.000Z", "attestation", "refunds", "have-read"],
    ["2026-11-27T12:00:00.000Z", "opened", "blocks", "index"],
    ["2026-11-27T12:01:30.000Z", "attempt", "refunds", "8f0c"],
  ]);
});

test("what is read is what was stored", () => {
  assert.deepEqual(facts(read(fileOf(everything())).record), facts(everything()));
  assert.deepEqual(facts(read(vector("empty.json")).record), facts(emptyRecord()));
  assert.deepEqual(read(vector("whole.json")).file, vector("whole.json"));
  const { hash, ...rest } = vector("whole.json");
  assert.deepEqual(readRecordFile(JSON.stringify({ hash, ...rest })).record, read(vector("whole.json")).record, "white space and order mean nothing");
});

/** Every text, number and truth inside a value, by its path. */
const leaves = (value, path = []) =>
  typeof value === "object" && value !== null ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key])) : [path];

/** The value with something else at one place. */
const changed = (value, [key, ...rest]) => {
  const copy = structuredClone(value);
  const old = copy[key];
  copy[key] = rest.length ? changed(old, rest)
    : typeof old === "string" ? old.replace(/.$|^$/su, (last) => (last === "1" ? "2" : "1")) : typeof old === "number" ? old + 1 : typeof old === "boolean" ? !old : "x";
  return copy;
};

test("one character more or less anywhere is caught, at the entry where it stands", () => {
  const whole = vector("whole.json");
  const tried = leaves(whole).filter(([key]) => !["format", "version"].includes(key));
  assert.ok(tried.length > 60);
  for (const path of tried) {
    const { problem, entry } = read(changed(whole, path));
    assert.equal(problem, "altered", path.join("."));
    assert.equal(entry, path[0] === "entries" ? Number(path[1]) + 1 : path[0] === "hash" ? 0 : 1, path.join("."));
  }
});

test("entries that are taken out, put in or exchanged are caught", () => {
  const whole = vector("whole.json");
  const { entries } = whole;
  const altered = (list) => read({ ...whole, entries: list });
  assert.equal(altered(entries.slice(1)).entry, 1);
  assert.equal(altered(entries.toSpliced(2, 1)).entry, 3);
  assert.equal(altered(entries.slice(0, -1)).entry, 0, "the end is missing");
  assert.equal(altered([]).entry, 0);
  assert.equal(altered([entries[0], entries[2], entries[1], ...entries.slice(3)]).entry, 2);
  assert.equal(altered(entries.toSpliced(1, 0, entries[0])).entry, 2);
  assert.equal(altered(entries.map((entry, index) => (index === 3 ? { ...entry, more: 1 } : entry))).entry, 4);
});

/** A chain made anew over a file that says something else. */
const sealedAnew = ({ entries, hash: _, ...head }) => {
  let hash = sha256(canonical(head));
  const sealed = entries.map(({ hash: __, ...entry }) => {
    hash = sha256(hash + canonical(entry));
    return { ...entry, hash };
  });
  return { ...head, entries: sealed, hash };
};

const REFUSED = {
  "no text": ["", "unreadable"],
  "no JSON": ["{", "unreadable"],
  "null": ["null", "unreadable"],
  "a list": ["[]", "unreadable"],
  "another JSON file": ['{"name":"coursewright","version":"1.0.0"}', "foreign"],
  "a stored record": [JSON.stringify(emptyRecord()), "foreign"],
  "a later version": [text({ ...vector("whole.json"), version: 2, entries: "other" }), "newer"],
  "no version": [text({ ...vector("whole.json"), version: "1" }), "unreadable"],
  "no entries": [text({ ...vector("whole.json"), entries: {} }), "unreadable"],
  "no course": [text({ ...vector("whole.json"), course: null }), "unreadable"],
  "a learner without a name": [text({ ...vector("whole.json"), learner: {} }), "unreadable"],
};
const MALFORMED = {
  "an entry of an unknown kind": (file) => { file.entries[0].kind = "bribed"; },
  "a time that is none": (file) => { file.entries[0].at = "2026-02-30T00:00:00.000Z"; },
  "a time of another zone": (file) => { file.entries[0].at = "2026-11-27T08:30:00.007+01:00"; },
  "an attempt without questions": (file) => { delete file.entries[4].questions; },
  "an attempt that earned a word": (file) => { file.entries[4].points = "all"; },
  "an attestation without words": (file) => { file.entries[2].wording = 7; },
  "a page without a release": (file) => { delete file.entries[0].release; },
};
for (const [name, [raw, problem]] of Object.entries(REFUSED)) {
  test(`refused: ${name}`, () => assert.equal(readRecordFile(raw).problem, problem));
}
for (const [name, spoil] of Object.entries(MALFORMED)) {
  test(`refused, though its chain holds: ${name}`, () => {
    const file = vector("whole.json");
    spoil(file);
    assert.equal(read(sealedAnew(file)).problem, "unreadable");
  });
}

test("names that mean something to the language are names like others", () => {
  const record = everything();
  record.opened = JSON.parse('{"__proto__/constructor":{"at":1,"release":""},"toString/__proto__":{"at":2,"release":""}}');
  assert.deepEqual(facts(read(fileOf(record)).record), facts(record));
});

test("a record goes out and in again, whatever it holds and meets", () => {
  let seed = 11;
  const roll = (sides) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % sides;
  };
  const random = () => {
    const record = emptyRecord();
    const [{ questions, ...plain }] = Object.values(everything().attempts);
    for (const id of ["a", "b", "c", "d"]) {
      if (roll(2)) record.attempts[id] = { ...plain, id, questions: questions.slice(roll(4)), started: roll(1e6), at: roll(1e12), module: `m${roll(3)}` };
      if (roll(2)) record.opened[`m${roll(3)}/${id}`] = { at: roll(4), release: `${roll(2)}`.repeat(64) };
    }
    return record;
  };
  for (let round = 0; round < 500; round += 1) {
    const [here, there] = [random(), random()];
    const back = read(fileOf(there)).record;
    assert.deepEqual(facts(back), facts(mergeRecords(there, there)), "out and in");
    const merged = mergeRecords(here, back);
    for (const id of [...Object.keys(here.attempts), ...Object.keys(there.attempts)]) assert.ok(merged.attempts[id], "no attempt is lost");
    assert.deepEqual(facts(read(fileOf(merged)).record), facts(merged));
  }
});

test("a check code can be read out", () => {
  assert.equal(checkCode("0123456789abcdef".repeat(4)), "0123-4567-89AB-CDEF");
});
