// SHA-256 (FIPS 180-4) of a text, at once and everywhere: the browser's own is
// asynchronous, and missing on plain http.

/** The first bits behind the point of the roots of the first 64 primes.
 * @param {(prime: number) => number} root */
const rootBits = (root) => {
  const primes = [2];
  for (let next = 3; primes.length < 64; next += 2) if (primes.every((prime) => next % prime)) primes.push(next);
  return primes.map((prime) => ((root(prime) % 1) * 2 ** 32) | 0);
};

const ROUND_CONSTANTS = rootBits(Math.cbrt);

const FIRST_STATE = rootBits(Math.sqrt).slice(0, 8);

/** @param {number} word @param {number} by */
const turned = (word, by) => (word >>> by) | (word << (32 - by));

/** @param {number[]} state @param {DataView} block 64 bytes */
const mixed = (state, block) => {
  const words = Array.from({ length: 16 }, (_, at) => block.getInt32(4 * at));
  let [a, b, c, d, e, f, g, h] = state;
  for (const [at, constant] of ROUND_CONSTANTS.entries()) {
    if (at > 15) {
      const [far, near] = [words[at - 15], words[at - 2]];
      words[at] = (words[at - 16] + words[at - 7] + (turned(far, 7) ^ turned(far, 18) ^ (far >>> 3)) +
        (turned(near, 17) ^ turned(near, 19) ^ (near >>> 10))) | 0;
    }
    const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + constant + words[at];
    const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, at) => (word + state[at]) | 0);
};

/** The digest of a text in UTF-8, as 64 hex digits. @param {string} text */
export const sha256 = (text) => {
  const bytes = new TextEncoder().encode(text);
  const padded = new DataView(new ArrayBuffer((Math.floor((bytes.length + 8) / 64) + 1) * 64));
  new Uint8Array(padded.buffer).set(bytes);
  padded.setUint8(bytes.length, 0x80);
  padded.setBigUint64(padded.byteLength - 8, 8n * BigInt(bytes.length));
  let state = FIRST_STATE;
  for (let at = 0; at < padded.byteLength; at += 64) state = mixed(state, new DataView(padded.buffer, at, 64));
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
};
