// Every word that the script says is in the table, and every word in the
// script's part of the table is said.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const theme = new URL("../../themes/default/", import.meta.url);
const [shared, own] = readFileSync(new URL("words/en.yml", theme), "utf8").split("\n# script\n");
const keysOf = (text) => [...text.matchAll(/^([a-z][a-z0-9_]*):/gm)].map(([, key]) => key);
const script = readdirSync(new URL("script/", theme)).filter((name) => name.endsWith(".js"))
  .map((name) => readFileSync(new URL(`script/${name}`, theme), "utf8")).join("\n");
const quoted = new Set([...script.matchAll(/"([a-z][a-z0-9_]*)"/g)].map(([, text]) => text));
const begun = [...script.matchAll(/say\(`([a-z_]+)\$\{/g)].map(([, start]) => start);

test("every word that is said is in the table", () => {
  const known = new Set([...keysOf(shared), ...keysOf(own)]);
  const said = [...script.matchAll(/say\("([a-z0-9_]+)"/g)].map(([, key]) => key);
  assert.ok(said.length > 30);
  assert.deepEqual(said.filter((key) => !known.has(key)), []);
});

test("every word of the script's own is said", () => {
  const idle = keysOf(own).filter((key) => !quoted.has(key) && !begun.some((start) => key.startsWith(start)));
  assert.deepEqual(idle, []);
});

test("no word stands twice in the table", () => {
  const keys = [...keysOf(shared), ...keysOf(own)];
  assert.deepEqual(keys.filter((key, index) => keys.indexOf(key) !== index), []);
});
