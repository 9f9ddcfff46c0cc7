// What a seed decides, held to the table that papers are held to as well:
// tests/draw.yaml.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { seedFor, shuffled } from "../../themes/default/script/order.js";

const table = parse(readFileSync(new URL("../draw.yaml", import.meta.url), "utf8"));

for (const row of table.shuffled) {
  test(row.name, () => assert.equal(shuffled([...row.items], row.seed).join(""), row.order));
}

for (const row of table.seeds) {
  test(row.name, () => assert.equal(seedFor(row.seed, row.part), row.becomes));
}
