// The drawing of questions in the browser, held to the table that the command
// line is held to as well: tests/draw.yaml.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { drawn } from "../../themes/default/script/draw.js";
import { seedFor, shuffled } from "../../themes/default/script/order.js";

const table = parse(readFileSync(new URL("../draw.yaml", import.meta.url), "utf8"));

/** The question that is written `id` or `id/objective`. */
const question = (written) => {
  const [id, rest] = written.split("/");
  return rest === "unscored" ? { id, key: { unscored: true } } : { id, objective: rest, key: { text: [] } };
};

for (const { name, seed, questions, draw, shuffle = false, asked_before: before = {}, asks } of table.draws) {
  test(name, () => {
    const quiz = { questions: questions.split(" ").map(question), draw, shuffle };
    assert.equal(drawn(quiz, seed, new Map(Object.entries(before))).map(({ id }) => id).join(" "), asks);
  });
}

for (const { name, seed, items, order } of table.shuffled) {
  test(name, () => assert.equal(shuffled([...items], seed).join(""), order));
}

for (const { name, seed, part, becomes } of table.seeds) {
  test(name, () => assert.equal(seedFor(seed, part), becomes));
}
