// Signatures are checked as the standard says, and as the platform and the
// generator check them.

import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { hasSigned } from "../../themes/default/script/ed25519.js";
import { sha512 } from "../../themes/default/script/sha512.js";

const hex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const letters = (text) => new Uint8Array(Buffer.from(text, "base64url"));

test("SHA-512 of every length around the blocks", () => {
  for (let length = 0; length < 300; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 7 + length) % 256);
    assert.equal(Buffer.from(sha512(bytes)).toString("hex"), createHash("sha512").update(bytes).digest("hex"), `${length} bytes`);
  }
});

/** RFC 8032, section 7.1: tests 1, 2 and 3. */
const VECTORS = [
  ["d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"],
  ["3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"],
  ["fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"],
];

test("the signatures of the standard fit, and nothing else does", () => {
  for (const [key, message, signature] of VECTORS) {
    assert.equal(hasSigned(hex(key), hex(message), hex(signature)), true);
    assert.equal(hasSigned(hex(key), hex(`${message}00`), hex(signature)), false);
    for (let at = 0; at < 64; at += 5) {
      const other = hex(signature);
      other[at] ^= 1;
      assert.equal(hasSigned(hex(key), hex(message), other), false, `byte ${at}`);
    }
    assert.equal(hasSigned(hex(VECTORS[0][0]), hex("72"), hex(signature)), false);
  }
});

test("signatures of the platform fit", () => {
  for (let round = 0; round < 12; round += 1) {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const bytes = Uint8Array.from({ length: 40 * round }, () => Math.floor(Math.random() * 256));
    const key = letters(publicKey.export({ format: "jwk" }).x);
    const signature = new Uint8Array(sign(null, bytes, privateKey));
    assert.equal(hasSigned(key, bytes, signature), true);
    assert.equal(hasSigned(key, new Uint8Array([...bytes, 0]), signature), false);
  }
});

test("what would fit anything is refused, and what is written in a second way", () => {
  const neutral = hex(`01${"00".repeat(31)}`);
  const nothing = new Uint8Array([...neutral, ...new Uint8Array(32)]);
  assert.equal(hasSigned(neutral, hex("72"), nothing), false, "a weak key");
  const [key, message, signature] = VECTORS[1].map(hex);
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const s = signature.slice(32).reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n) + order;
  const second = new Uint8Array([...signature.slice(0, 32), ...Array.from({ length: 32 }, (_, at) => Number((s >> BigInt(8 * at)) & 255n))]);
  assert.equal(hasSigned(key, message, second), false, "s and the order");
  const beyond = hex(`ee${"ff".repeat(30)}7f`);
  assert.equal(hasSigned(beyond, message, signature), false, "a y beyond the field");
  assert.equal(hasSigned(key.slice(1), message, signature), false);
  assert.equal(hasSigned(key, message, signature.slice(1)), false);
});

test("the example certificate fits its key", () => {
  const { certificate, signed, publicKey } = JSON.parse(readFileSync(new URL("../record/certificate.json", import.meta.url), "utf8"));
  assert.equal(hasSigned(letters(publicKey), new TextEncoder().encode(signed), letters(certificate.signature)), true);
});
