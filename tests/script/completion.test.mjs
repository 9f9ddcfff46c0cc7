// What completes a course: the browser's rule, held to the table that the
// command line is held to; and how long it counts.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { courseCompletion } from "../../themes/default/script/completion.js";
import { shareOf, written } from "../../themes/default/script/fraction.js";
import { keptAttempt } from "../../themes/default/script/kept-attempt.js";
import { emptyRecord } from "../../themes/default/script/store.js";
import { validUntil } from "../../themes/default/script/validity.js";

const rows = parse(readFileSync(new URL("../completion.yaml", import.meta.url), "utf8"));

const split = (text) => text.split("/");
const outlineOf = ({ modules, required, attestation }) => ({
  modules: modules.map(({ id, pages, attestations = [], quiz = null }) => ({
    id, quiz, required: required?.includes(id) ?? true, pages: pages.map((page) => ({ id: page })),
    attestations: attestations.map(split).map(([asked, digest]) => ({ id: asked, digest })),
  })),
  attestation: attestation ? { id: "course", digest: attestation } : null,
});
const recordOf = ({ opened = {}, attested = {}, attempts = [] }) => {
  const record = emptyRecord();
  for (const [key, at] of Object.entries(opened)) record.opened[key] = { at, release: "r" };
  for (const [key, at] of Object.entries(attested)) {
    const [module, id, digest] = split(key);
    record.attestations[key] = { at, release: "r", module, id, digest, wording: "Yes" };
  }
  attempts.forEach(({ module, at, passed, points, max }, index) => {
    record.attempts[index] = { id: `${index}`, module, release: "r", started: 0, at, seed: 0, pass: "1/2", questions: [], points: `${points}`, max: `${max}`, passed, reasons: [] };
  });
  return record;
};

assert.ok(rows.length >= 35);
for (const row of rows) {
  test(row.name, () => {
    const { modules, done, points } = courseCompletion(recordOf(row), outlineOf(row));
    assert.deepEqual(modules.filter((module) => module.done).map(({ id }) => id), row.done);
    assert.equal(done?.at, row.completed);
    assert.equal(points.max.over > 0n ? written(shareOf(points)) : undefined, row.score === undefined ? undefined : `${row.score}`);
  });
}

test("what completes a course names its release", () => {
  const record = recordOf({ opened: { "a/index": 1, "a/more": 3 } });
  record.opened["a/more"].release = "later";
  const outline = outlineOf({ modules: [{ id: "a", pages: ["index", "more"] }] });
  assert.deepEqual(courseCompletion(record, outline).done, { at: 3, release: "later" });
});

test("of attempts that are as good as each other the earlier counts", () => {
  const attempts = [{ module: "a", at: 5, passed: true, points: 1, max: 2 }, { module: "a", at: 4, passed: true, points: 2, max: 4 }];
  assert.equal(keptAttempt(recordOf({ attempts }), "a", {}).at, 4);
  assert.equal(keptAttempt(recordOf({}), "a", {}), null);
});

const until = (at, count, unit) => {
  const day = new Date(validUntil(new Date(...at).getTime(), { count, unit }));
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].join("-");
};
for (const [at, count, unit, expected] of [
  [[2026, 10, 27, 23, 59], 12, "months", "2027-11-27"],
  [[2026, 10, 27], 1, "years", "2027-11-27"],
  [[2027, 0, 31, 12], 1, "months", "2027-2-28"],
  [[2028, 1, 29], 1, "years", "2029-2-28"],
  [[2026, 11, 31], 2, "months", "2027-2-28"],
  [[2026, 11, 31], 26, "months", "2029-2-28"],
  [[2026, 11, 20], 2, "weeks", "2027-1-3"],
  [[2026, 2, 28, 23], 1, "days", "2026-3-29"],
  [[2024, 1, 29], 100, "years", "2124-2-29"],
]) test(`${count} ${unit} from ${at} is until ${expected}`, () => assert.equal(until(at, count, unit), expected));
