// What is remembered survives other tabs, damage, a full disk and later versions.

import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyRecord, mergeRecords, parseRecord, put } from "../../themes/default/script/store.js";

globalThis.document = Object.assign(new EventTarget(), { documentElement: { dataset: { site: "site" }, lang: "en" } });
const { LocalRecorder } = await import("../../themes/default/script/recorder.js");

/** A dice that always falls the same way. */
const dice = (seed) => (sides) => {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return (seed >>> 8) % sides;
};

const attemptOf = (id, roll) => ({
  id, module: "m", release: roll(2) ? "" : "0af3".repeat(16), started: roll(4), at: roll(4), seed: roll(3), pass: roll(2) ? "4/5" : null,
  questions: [
    { id: "q", digest: "d", order: ["b", "a"], response: [["a"], "text", { a: "b" }, null][roll(4)], points: "1", earned: "1/2" },
    { id: "r", digest: "d", response: ["a"], points: "5/2", earned: "1", objective: "o" },
  ],
  points: String(roll(3)), max: "3", passed: roll(2) === 1, reasons: roll(2) ? [] : ["pass-mark"],
});

const randomRecord = (roll) => {
  const record = emptyRecord();
  const keys = ["a", "b", "c", "__proto__", "7"];
  const some = (make) => Object.fromEntries(keys.filter(() => roll(2)).map((key) => [key, make(key)]));
  record.attempts = some((id) => attemptOf(id, roll));
  record.opened = some(() => ({ at: roll(5), release: `r${roll(2)}` }));
  record.attestations = Object.fromEntries(keys.filter(() => roll(2)).map((id) => {
    const [module, digest] = [`m${roll(2)}`, `d${roll(2)}`];
    return [`${module}/${id}/${digest}`, { at: roll(4), release: `r${roll(2)}`, module, id, digest, wording: `I have read it ${roll(2)}` }];
  }));
  for (const part of ["drafts", "ticks", "places"]) record[part] = some(() => ({ at: roll(3), value: [null, true, ["a"], "x"][roll(4)] }));
  return record;
};

const text = (record) => JSON.stringify(record);

test("the law of merging holds for any three records", () => {
  const roll = dice(7);
  for (let round = 0; round < 5000; round += 1) {
    const [a, b, c] = [randomRecord(roll), randomRecord(roll), randomRecord(roll)];
    const ab = mergeRecords(a, b);
    assert.equal(text(ab), text(mergeRecords(b, a)), "commutative");
    assert.equal(text(mergeRecords(ab, c)), text(mergeRecords(a, mergeRecords(b, c))), "associative");
    assert.equal(text(mergeRecords(ab, ab)), text(ab), "idempotent");
    assert.equal(text(mergeRecords(ab, a)), text(ab), "absorbing");
    assert.equal(text(parseRecord(text(ab)).record), text(ab), "reads back as written");
  }
});

test("a later change wins even when the clock was set back", () => {
  const drafts = {};
  put(drafts, "q", "first", 1000);
  put(drafts, "q", "second", 10);
  assert.deepEqual(drafts.q, { at: 1001, value: "second" });
});

test("of two facts the earlier stands, whatever came first", () => {
  const [early, late] = [emptyRecord(), emptyRecord()];
  early.opened["m/a"] = { at: 1, release: "z" };
  late.opened["m/a"] = { at: 2, release: "a" };
  for (const merged of [mergeRecords(early, late), mergeRecords(late, early)]) assert.deepEqual(merged.opened["m/a"], { at: 1, release: "z" });
});

test("what was taken away does not come back from another copy", () => {
  const [kept, gone] = [emptyRecord(), emptyRecord()];
  put(kept.drafts, "q", ["a"], 1);
  put(gone.drafts, "q", null, 2);
  assert.equal(mergeRecords(kept, gone).drafts.q.value, null);
});

const readings = [
  ["nothing", null, "new"],
  ["an empty record", text(emptyRecord()), "ok"],
  ["a later version", text({ ...emptyRecord(), v: 2, more: 1 }), "newer"],
  ...["", "{", "null", "7", "[]", "{}", '{"v":"1"}', '{"v":1}', '{"v":0}', '{"v":1,"attempts":[]}', "\u0000"].map((raw) => [raw, raw, "corrupt"]),
];
for (const [name, raw, reading] of readings) {
  test(`reading: ${JSON.stringify(name)} is ${reading}`, () => assert.equal(parseRecord(raw).reading, reading));
}

test("of a damaged record the sound parts are kept", () => {
  const record = emptyRecord();
  record.attempts = { good: attemptOf("good", dice(1)), bad: { id: "bad" }, other: attemptOf("another name", dice(2)) };
  record.opened = { "m/index": { at: 5, release: "r" }, "m/two": { at: "yesterday", release: "r" }, "m/three": { at: 3e14, release: "r" }, "m/four": 5 };
  const attestation = { at: 5, release: "r", module: "m", id: "read", digest: "d", wording: "I have read it." };
  record.attestations = { "m/read/d": attestation, "m/read/e": attestation };
  const { reading, record: read } = parseRecord(text(record));
  assert.equal(reading, "corrupt");
  assert.deepEqual([read.attempts, read.opened, read.attestations].map(Object.keys), [["good"], ["m/index"], ["m/read/d"]]);
});

const damages = [
  ["another name", { id: "other" }], ["a release that is none", { release: "v1" }], ["no start", { started: undefined }],
  ["a time before all times", { at: -1 }], ["a mark that is no number", { points: "7.5" }], ["a pass mark that is no number", { pass: "80%" }],
  ["a verdict that is none", { passed: "yes" }], ["reasons that are no list", { reasons: "pass-mark" }], ["no questions", { questions: {} }],
  ["another use of confidence", { confidence: "true" }], ["marks of objectives that are none", { objectivePass: { o: "most" } }],
  ["a question that is none", { questions: [null] }],
  ...[["response", [7]], ["response", { a: 7 }], ["order", "ab"], ["earned", "-1"], ["points", 1], ["objective", 5], ["sure", "quite"], ["critical", false], ["digest", null]]
    .map(([member, value]) => [`a question with a ${member} of ${JSON.stringify(value)}`, { questions: [{ ...attemptOf("x", dice(1)).questions[0], [member]: value }] }]),
];
for (const [name, change] of damages) {
  test(`an attempt with ${name} is not taken in`, () => {
    const whole = attemptOf("x", dice(1));
    assert.equal(parseRecord(text({ ...emptyRecord(), attempts: { x: whole } })).reading, "ok");
    const { reading, record } = parseRecord(text({ ...emptyRecord(), attempts: { x: { ...whole, ...change } } }));
    assert.deepEqual([reading, record.attempts], ["corrupt", {}]);
  });
}

/** A browser storage that can be made to fail. */
const storage = (content = {}, { denied = false, full = false } = {}) => {
  const fail = (name) => { throw new DOMException(name, name); };
  const self = {
    content, denied, full,
    getItem: (key) => (self.denied ? fail("SecurityError") : self.content[key] ?? null),
    setItem: (key, value) => { if (self.denied || self.full) fail("QuotaExceededError"); self.content[key] = value; },
    removeItem: (key) => { if (self.denied) fail("SecurityError"); delete self.content[key]; },
  };
  return self;
};
const KEY = "cw:site:course";
const recorder = (from) => new LocalRecorder("site", "course", from);
const open = (page) => (record) => { record.opened[page] ??= { at: 1, release: "r" }; };

test("two tabs do not overwrite each other", () => {
  const shared = storage();
  const [one, two] = [recorder(shared), recorder(shared)];
  one.update(open("m/a"));
  two.update(open("m/b"));
  one.update(open("m/c"));
  assert.deepEqual(Object.keys(recorder(shared).record.opened), ["m/a", "m/b", "m/c"]);
});

test("a write that was lost is made good", () => {
  const shared = storage();
  const one = recorder(shared);
  one.update(open("m/a"));
  shared.content[KEY] = text({ ...emptyRecord(), opened: { "m/b": { at: 1, release: "r" } } });
  one.refresh();
  assert.deepEqual(Object.keys(JSON.parse(shared.content[KEY]).opened), ["m/a", "m/b"]);
});

test("two tabs that refresh each other come to rest", () => {
  const shared = storage();
  const [one, two] = [recorder(shared), recorder(shared)];
  one.update(open("m/z"));
  two.update(open("m/a"));
  const settled = shared.content[KEY];
  let writes = 0;
  shared.setItem = () => { writes += 1; };
  for (const tab of [one, two, one, two]) tab.refresh();
  assert.equal(writes, 0);
  assert.equal(shared.content[KEY], settled);
});

test("a corrupt record is set aside, told, and replaced", () => {
  const shared = storage({ [KEY]: "{broken" });
  const one = recorder(shared);
  one.update(open("m/a"));
  assert.equal(one.state, "corrupt");
  assert.equal(shared.content[`${KEY}:corrupt`], "{broken");
  assert.equal(parseRecord(shared.content[KEY]).reading, "ok");
});

test("a record of a later version is read and left as it is", () => {
  const raw = text({ ...emptyRecord(), v: 2, opened: { "m/a": { at: 1, release: "r" } } });
  const shared = storage({ [KEY]: raw });
  const one = recorder(shared);
  one.update(open("m/b"));
  assert.equal(one.state, "newer");
  assert.equal(shared.content[KEY], raw);
  assert.deepEqual(Object.keys(one.record.opened), ["m/a", "m/b"]);
});

test("where storage is denied, the page goes on from memory and says so", () => {
  for (const from of [null, storage({}, { denied: true })]) {
    const one = recorder(from);
    one.update(open("m/a"));
    assert.equal(one.state, "denied");
    assert.deepEqual(Object.keys(one.record.opened), ["m/a"]);
  }
});

test("where storage is full, nothing is lost while the page is open", () => {
  const shared = storage({}, { full: true });
  const one = recorder(shared);
  one.update(open("m/a"));
  assert.equal(one.state, "full");
  shared.full = false;
  one.update(open("m/b"));
  assert.equal(one.state, "saved");
  assert.deepEqual(Object.keys(JSON.parse(shared.content[KEY]).opened), ["m/a", "m/b"]);
});

test("what was erased in one tab is forgotten by the others", async () => {
  const shared = storage({ [`${KEY}:corrupt`]: "{broken" });
  const [one, two] = [recorder(shared), recorder(shared)];
  one.update(open("m/a"));
  two.refresh();
  let told = 0;
  two.addEventListener("change", () => { told += 1; });
  await one.erase();
  assert.deepEqual(shared.content, {}, "nothing is left");
  two.refresh();
  assert.equal(told, 1);
  assert.deepEqual(two.record, emptyRecord());
  two.update(open("m/b"));
  assert.deepEqual(Object.keys(JSON.parse(shared.content[KEY]).opened), ["m/b"], "nothing comes back");
});

test("erasing where nothing is kept forgets what the page knows", async () => {
  const one = recorder(storage({}, { denied: true }));
  one.update(open("m/a"));
  await one.erase();
  assert.deepEqual([one.record, one.state], [emptyRecord(), "denied"]);
});
