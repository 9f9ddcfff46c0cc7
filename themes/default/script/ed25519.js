// Whether a signature is one of some bytes by a key: Ed25519 (RFC 8032, 5.1.7),
// as strictly as the generator checks it. Browsers know it themselves only
// where a page came over https, and not all of them do. Nothing here is secret.

import { sha512 } from "./sha512.js";

/** The prime of the field. */
const P = 2n ** 255n - 19n;
/** How many points the base point comes to. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

/** @param {bigint} number */
const inField = (number) => {
  const rest = number % P;
  return rest < 0n ? rest + P : rest;
};

/** @param {bigint} base @param {bigint} exponent */
const power = (base, exponent) => {
  let [result, square] = [1n, base];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = inField(result * square);
    square = inField(square * square);
  }
  return result;
};

/** @param {bigint} number */
const inverse = (number) => power(number, P - 2n);

const CURVE = inField(-121665n * inverse(121666n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

/**
 * A point in extended coordinates: x = X/Z, y = Y/Z, T = XY/Z.
 * @typedef {[bigint, bigint, bigint, bigint]} Point
 */

/** @type {Point} */
const NEUTRAL = [0n, 1n, 1n, 0n];

/** @param {Point} a @param {Point} b @returns {Point} */
const sum = ([x1, y1, z1, t1], [x2, y2, z2, t2]) => {
  const [a, b] = [inField((y1 - x1) * (y2 - x2)), inField((y1 + x1) * (y2 + x2))];
  const [c, d] = [inField(2n * CURVE * t1 * t2), inField(2n * z1 * z2)];
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [inField(e * f), inField(g * h), inField(f * g), inField(e * h)];
};

/** @param {Point} point @param {bigint} count @returns {Point} */
const multiple = (point, count) => {
  let [result, twice] = [NEUTRAL, point];
  for (let left = count; left > 0n; left >>= 1n) {
    if (left & 1n) result = sum(result, twice);
    twice = sum(twice, twice);
  }
  return result;
};

/** @param {Uint8Array} bytes the least first */
const numberOf = (bytes) => bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);

/** The point that 32 bytes stand for, if they do, in the one way to write it.
 * @param {Uint8Array} bytes @returns {Point | null} */
const pointOf = (bytes) => {
  const written = numberOf(bytes);
  const [y, isOdd] = [written & (2n ** 255n - 1n), written >> 255n];
  if (y >= P) return null;
  const [u, v] = [inField(y * y - 1n), inField(CURVE * y * y + 1n)];
  let x = inField(u * v ** 3n * power(inField(u * v ** 7n), (P - 5n) / 8n));
  const square = inField(v * x * x);
  if (square === inField(-u)) x = inField(x * ROOT_OF_MINUS_ONE);
  else if (square !== u) return null;
  if (x === 0n && isOdd) return null;
  if ((x & 1n) !== isOdd) x = P - x;
  return [x, y, 1n, inField(x * y)];
};

/** @param {Point} a @param {Point} b */
const isSame = ([x1, y1, z1], [x2, y2, z2]) => inField(x1 * z2 - x2 * z1) === 0n && inField(y1 * z2 - y2 * z1) === 0n;

/** Whether it is one of the few points with which anything could be signed. @param {Point} point */
const isWeak = (point) => isSame(multiple(point, 8n), NEUTRAL);

/** @type {Point} */
const BASE = /** @type {Point} */ (pointOf(Uint8Array.from({ length: 32 }, (_, at) => (at ? 0x66 : 0x58))));

/** Whether the signature is one of these bytes by this key.
 * @param {Uint8Array} key 32 bytes @param {Uint8Array} bytes @param {Uint8Array} signature 64 bytes */
export const hasSigned = (key, bytes, signature) => {
  if (key.length !== 32 || signature.length !== 64) return false;
  const [a, r, s] = [pointOf(key), pointOf(signature.subarray(0, 32)), numberOf(signature.subarray(32))];
  if (!a || !r || s >= L || isWeak(a) || isWeak(r)) return false;
  const asked = new Uint8Array([...signature.subarray(0, 32), ...key, ...bytes]);
  const k = numberOf(sha512(asked)) % L;
  return isSame(multiple(BASE, s), sum(r, multiple(a, k)));
};
