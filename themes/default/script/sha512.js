// SHA-512 (FIPS 180-4) of bytes, at once and everywhere: the browser's own is
// asynchronous, and missing on plain http.

const MASK = (1n << 64n) - 1n;

/** @param {number} count @returns {bigint[]} */
const firstPrimes = (count) => {
  const primes = [2];
  for (let next = 3; primes.length < count; next += 2) if (primes.every((prime) => next % prime)) primes.push(next);
  return primes.map(BigInt);
};

/** The whole part of the root of a number, by Newton's method from above.
 * @param {bigint} number @param {bigint} degree */
const wholeRoot = (number, degree) => {
  let root = 1n << (BigInt(number.toString(2).length) / degree + 1n);
  for (;;) {
    const next = ((degree - 1n) * root + number / root ** (degree - 1n)) / degree;
    if (next >= root) return root;
    root = next;
  }
};

/** The first 64 bits behind the point of the roots of primes.
 * @param {number} count @param {bigint} degree */
const bitsOfRoots = (count, degree) => firstPrimes(count).map((prime) => wholeRoot(prime << (64n * degree), degree) & MASK);

const CONSTANTS = bitsOfRoots(80, 3n);

const START = bitsOfRoots(8, 2n);

/** @param {bigint} word @param {bigint} by */
const turnedLong = (word, by) => ((word >> by) | (word << (64n - by))) & MASK;

/** @param {bigint[]} state @param {DataView} block 128 bytes */
const mixedLong = (state, block) => {
  const words = Array.from({ length: 16 }, (_, at) => block.getBigUint64(8 * at));
  let [a, b, c, d, e, f, g, h] = state;
  for (const [at, constant] of CONSTANTS.entries()) {
    if (at > 15) {
      const [far, near] = [words[at - 15], words[at - 2]];
      words[at] = (words[at - 16] + words[at - 7] + (turnedLong(far, 1n) ^ turnedLong(far, 8n) ^ (far >> 7n)) +
        (turnedLong(near, 19n) ^ turnedLong(near, 61n) ^ (near >> 6n))) & MASK;
    }
    const one = h + (turnedLong(e, 14n) ^ turnedLong(e, 18n) ^ turnedLong(e, 41n)) + ((e & f) ^ (~e & MASK & g)) + constant + words[at];
    const two = (turnedLong(a, 28n) ^ turnedLong(a, 34n) ^ turnedLong(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
    [a, b, c, d, e, f, g, h] = [(one + two) & MASK, a, b, c, (d + one) & MASK, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, at) => (word + state[at]) & MASK);
};

/** The digest of some bytes. @param {Uint8Array} bytes @returns {Uint8Array} 64 bytes */
export const sha512 = (bytes) => {
  const padded = new DataView(new ArrayBuffer((Math.floor((bytes.length + 16) / 128) + 1) * 128));
  new Uint8Array(padded.buffer).set(bytes);
  padded.setUint8(bytes.length, 0x80);
  padded.setBigUint64(padded.byteLength - 8, 8n * BigInt(bytes.length));
  let state = START;
  for (let at = 0; at < padded.byteLength; at += 128) state = mixedLong(state, new DataView(padded.buffer, at, 128));
  const digest = new DataView(new ArrayBuffer(64));
  state.forEach((word, at) => digest.setBigUint64(8 * at, word));
  return new Uint8Array(digest.buffer);
};
