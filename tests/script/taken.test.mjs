// An attempt as it is written down, and read again when the quiz may have changed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { written } from "../../themes/default/script/fraction.js";
import { emptyRecord, parseRecord } from "../../themes/default/script/store.js";
import { markedAgain, takenAttempt } from "../../themes/default/script/taken.js";

const first = { id: "first", digest: "d1", points: "2", objective: "refunds", shuffle: true, key: { choose: ["a"] } };
const second = { id: "second", digest: "d2", points: "1", objective: null, shuffle: false, key: { text: [{ accept: "one month", credit: "1/2" }] } };
const current = { attempt: "x", seed: 7, started: 1000 };
const answers = [
  { question: first, response: ["a"], order: ["b", "a", "c"] },
  { question: second, response: "One month" },
];
const taken = takenAttempt({ current, quiz: { module: "m", pass: "4/5", objectivePass: {} }, release: "0af3".repeat(16), at: 2000, answers });
const now = (...questions) => new Map(questions.map((question) => [question.id, question]));

test("an attempt holds all that its verdict rests on, and nothing else", () => {
  assert.deepEqual(taken, {
    id: "x", module: "m", release: "0af3".repeat(16), started: 1000, at: 2000, seed: 7, pass: "4/5",
    questions: [
      { id: "first", digest: "d1", order: ["b", "a", "c"], response: ["a"], points: "2", earned: "1", objective: "refunds" },
      { id: "second", digest: "d2", response: "One month", points: "1", earned: "1/2" },
    ],
    points: "5/2", max: "3", passed: true, reasons: [],
  });
  assert.equal(parseRecord(JSON.stringify({ ...emptyRecord(), attempts: { x: taken } })).reading, "ok");
});

test("an attempt that is not passed says why, and keeps every mark that was asked for", () => {
  const failed = takenAttempt({ current, quiz: { module: "m", pass: "1", objectivePass: { refunds: "1" } }, release: "", at: 2000, answers });
  assert.deepEqual([failed.passed, failed.reasons, failed.objectivePass], [false, ["pass-mark"], { refunds: "1" }]);
  assert.equal(markedAgain(failed, now(first, second)).changed, false);
});

test("a critical question is kept as such, and marked again as such", () => {
  const hard = [{ question: { ...second, critical: true }, response: "One month" }];
  const failed = takenAttempt({ current, quiz: { module: "m", pass: "0", objectivePass: {} }, release: "", at: 2000, answers: hard });
  assert.deepEqual([failed.questions[0].critical, failed.passed, failed.reasons], [true, false, ["critical:second"]]);
  assert.equal(markedAgain(failed, now(second)).changed, false, "it was critical then");
});

test("how sure the learner was is kept, and marked again", () => {
  const sure = [
    { question: first, response: ["a"], sure: "high" },
    { question: second, response: "two months", sure: "medium" },
    { question: { ...first, id: "third" }, response: [], sure: "high" },
    { question: { ...first, id: "fourth" }, response: ["a"] },
  ];
  const graded = takenAttempt({ current, quiz: { module: "m", pass: "1/2", objectivePass: {}, confidence: "graded" }, release: "", at: 2000, answers: sure });
  assert.deepEqual(graded.questions.map(({ sure: level }) => level), ["high", "medium", "high", undefined]);
  assert.deepEqual([graded.confidence, graded.points, graded.max, graded.passed], ["graded", "2", "7", false]);
  const again = markedAgain(graded, now(first, second));
  assert.deepEqual([written(again.outcome.points), again.outcome.certainty.calibration], ["2", "well"]);
  assert.equal(parseRecord(JSON.stringify({ ...emptyRecord(), attempts: { x: graded } })).reading, "ok");
});

test("marked again, an attempt comes to the same", () => {
  const { outcome, same, changed } = markedAgain(taken, now(first, second));
  assert.deepEqual([written(outcome.points), changed, [...same]], ["5/2", false, ["first", "second"]]);
});

test("other questions of the quiz change nothing", () => {
  assert.equal(markedAgain(taken, now({ ...first, id: "third" }, second, first)).changed, false);
});

test("a question that has changed keeps the mark that it got", () => {
  const harder = { ...second, digest: "d3", key: { text: [{ accept: "two months", credit: "1" }] } };
  for (const questions of [now(first, harder), now(first)]) {
    const { outcome, same, changed } = markedAgain(taken, questions);
    assert.deepEqual([written(outcome.points), changed, [...same]], ["5/2", true, ["first"]]);
  }
});

test("what a question is worth is what it was worth then", () => {
  assert.equal(markedAgain(taken, now({ ...first, points: "10" }, second)).changed, false);
});

test("an attempt that was altered does not agree with its marks", () => {
  const altered = [{ points: "3" }, { max: "5/2" }, { passed: false }, { reasons: ["pass-mark"] }, { pass: "1" }, { objectivePass: { refunds: "1" }, pass: "1" }];
  for (const change of altered) assert.equal(markedAgain({ ...taken, ...change }, now(first, second)).changed, true);
});
