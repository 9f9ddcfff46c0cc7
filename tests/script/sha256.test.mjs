// The digest is that of the standard, and so is the one of any text.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { sha256 } from "../../themes/default/script/sha256.js";

const known = (text) => createHash("sha256").update(text, "utf8").digest("hex");

test("the digests of the standard's own examples", () => {
  assert.equal(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert.equal(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("texts of every length around the blocks, and random ones", () => {
  for (let length = 0; length < 300; length += 1) {
    const text = "x".repeat(length);
    assert.equal(sha256(text), known(text), `${length} bytes`);
  }
  let seed = 1;
  const roll = (sides) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % sides;
  };
  for (let round = 0; round < 2000; round += 1) {
    const text = Array.from({ length: roll(200) }, () => String.fromCodePoint([roll(128), 128 + roll(1900), 0xe000 + roll(8000), 0x1f300 + roll(600)][roll(4)])).join("");
    assert.equal(sha256(text), known(text), JSON.stringify(text));
  }
});

test("a record of a megabyte takes well under a second", () => {
  const text = "0123456789abcdef".repeat(65536);
  const begun = performance.now();
  assert.equal(sha256(text), known(text));
  assert.ok(performance.now() - begun < 2000, `${performance.now() - begun} ms`);
});
