// Where a learner stands, the order of an attempt, and the words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { seedFor, shuffled } from "../../themes/default/script/order.js";
import { continueAt, courseStanding, moduleStanding, nextInCourse } from "../../themes/default/script/standing.js";
import { emptyRecord, put } from "../../themes/default/script/store.js";
import { say } from "../../themes/default/script/words.js";

globalThis.document = { documentElement: { lang: "en", dataset: {} } };
globalThis.words = { plain: "You scored {points}", many: { one: "{n} page", other: "{n} pages" } };

const first = { id: "one", title: "One", href: "one/", required: true, attestations: [], pages: [{ id: "index", title: "Start", href: "a" }, { id: "two", title: "More", href: "b" }], quiz: { href: "c" } };
const second = { id: "two", title: "Two", href: "two/", required: true, attestations: [], pages: [{ id: "index", title: "Again", href: "d" }], quiz: null };
const course = { id: "course", title: "Course", href: "course/", modules: [first, second], attestation: null };

const opened = { at: 1, release: "r" };

const submitted = (record, id, passed, points, pass = "4/5") => {
  record.attempts[id] = { id, module: "one", release: "", started: 1, at: 1, seed: 1, pass, questions: [], points, max: "10", passed, reasons: passed ? [] : ["pass-mark"] };
};

test("a module is complete when its pages were opened and its quiz is passed", () => {
  const record = emptyRecord();
  assert.equal(moduleStanding(record, first).state, "not-started");
  record.opened["one/index"] = opened;
  assert.equal(moduleStanding(record, first).state, "in-progress");
  submitted(record, "x", false, "3");
  submitted(record, "y", true, "17/2");
  assert.deepEqual(moduleStanding(record, first), { state: "in-progress", done: 2, total: 3, percent: 85, passed: true });
  record.opened["one/two"] = opened;
  assert.equal(moduleStanding(record, first).state, "completed");
});

test("a quiz without a pass mark is done when it was submitted, and shows no percentage", () => {
  const record = emptyRecord();
  record.opened = { "one/index": opened, "one/two": opened };
  submitted(record, "x", true, "0", null);
  assert.deepEqual(moduleStanding(record, first), { state: "completed", done: 3, total: 3, percent: null, passed: true });
});

test("one goes on where one stopped, and after a passed quiz with what is left", () => {
  const record = emptyRecord();
  assert.deepEqual([continueAt(record, course.modules).href, continueAt(record, course.modules).fresh], ["a", true]);
  put(record.places, "one/two", null, 5);
  assert.deepEqual([continueAt(record, course.modules).href, continueAt(record, course.modules).fresh], ["b", false]);
  put(record.places, "one/quiz", null, 6);
  assert.equal(continueAt(record, course.modules).href, "c");
  submitted(record, "y", true, "9");
  assert.equal(continueAt(record, course.modules).href, "d");
  record.opened = { "one/index": opened, "one/two": opened, "two/index": opened };
  assert.equal(continueAt(record, course.modules), null);
  assert.deepEqual([courseStanding(record, course).state, courseStanding(record, course).modulesDone], ["completed", 2]);
});

test("what is not required is neither waited for nor suggested, and the confirmation comes last", () => {
  const record = emptyRecord();
  const asking = { ...course, modules: [first, { ...second, required: false }], attestation: { id: "course", digest: "d", wording: "I did." } };
  record.opened = { "one/index": opened, "one/two": opened };
  submitted(record, "y", true, "9");
  assert.deepEqual([courseStanding(record, asking).state, courseStanding(record, asking).modulesDone, courseStanding(record, asking).modules], ["in-progress", 1, 1]);
  assert.deepEqual([nextInCourse(record, asking).href, nextInCourse(record, asking).attestation], ["course/#completing", true]);
  record.attestations["/course/d"] = { ...opened, module: "", id: "course", digest: "d", wording: "I did." };
  assert.equal(courseStanding(record, asking).state, "completed");
  assert.equal(nextInCourse(record, asking), null);
});

test("a module waits for its attestations", () => {
  const record = emptyRecord();
  const asking = { ...second, attestations: [{ id: "read", digest: "d" }] };
  record.opened["two/index"] = opened;
  assert.deepEqual([moduleStanding(record, asking).state, moduleStanding(record, asking).total], ["in-progress", 2]);
  record.attestations["two/read/d"] = { ...opened, module: "two", id: "read", digest: "d", wording: "I did." };
  assert.equal(moduleStanding(record, asking).state, "completed");
});

test("the same seed draws the same order, with everything in it", () => {
  const items = [..."abcdefgh"];
  assert.deepEqual(shuffled(items, 42), shuffled(items, 42));
  assert.deepEqual([...shuffled(items, 42)].sort(), items);
  assert.notDeepEqual(shuffled(items, seedFor(42, "one")), shuffled(items, seedFor(42, "two")));
  assert.deepEqual(shuffled([], 1), []);
});

test("words: blanks, plurals, and a key that is missing", () => {
  assert.equal(say("plain", { points: "3.5" }), "You scored 3.5");
  assert.deepEqual([say("many", { n: 1 }), say("many", { n: 1200 })], ["1 page", "1,200 pages"]);
  assert.equal(say("nowhere"), "nowhere");
});

test("a module waits for its attestation, and one goes on there when all else is done", () => {
  const record = emptyRecord();
  const asked = { id: "read", digest: "d1", title: "Please confirm", href: "e#q-read" };
  const module = { ...second, attestations: [asked] };
  record.opened["two/index"] = opened;
  assert.deepEqual(moduleStanding(record, module), { state: "in-progress", done: 1, total: 2, percent: null, passed: false });
  const { title, href, fresh } = continueAt(record, [module]);
  assert.deepEqual([title, href, fresh], ["Please confirm", "e#q-read", true]);
  record.attestations["two/read/d0"] = { at: 1, release: "", module: "two", id: "read", digest: "d0", wording: "Other words." };
  assert.equal(moduleStanding(record, module).state, "in-progress", "other words do not count");
  record.attestations["two/read/d1"] = { at: 2, release: "", module: "two", id: "read", digest: "d1", wording: "These." };
  assert.equal(moduleStanding(record, module).state, "completed");
  assert.equal(continueAt(record, [module]), null);
});
