// What can be said of a certificate that an organisation signed: whether
// anything in it was changed since, and whether the key is the one that this
// site names. Pure: no DOM, no storage.

import { hasSigned } from "./ed25519.js";
import { canonical } from "./record.js";

/**
 * @typedef {{ name: string, publicKey: string }} Issuer
 * @typedef {{ completed: string | null, expires: string | null, points: string, max: string, unchecked: number }} Certified
 * @typedef {{ format: string, version: number, issuer: Issuer, issued: string, site: string, course: { id: string, title: string },
 *   learner: { name: string }, release: string, result: Certified, record: string, accepted: string[], signature: string }} Certificate
 *
 * `key` says of the key that the certificate names whether it is `ours`, that of
 * somebody else (`other`), or whether the site does not say (`unknown`).
 * @typedef {{ certificate: Certificate, key: "ours" | "other" | "unknown" }} Signed
 * @typedef {{ problem: "unreadable" | "newer" | "unsigned" }} Unsigned
 */

const CERTIFICATE_FORMAT = "coursewright-certificate";
const CERTIFICATE_VERSION = 1;

/** @param {any} value */
const isWritten = (value) => typeof value === "string";
/** @param {any} value */
const isWrittenOrNone = (value) => value === null || isWritten(value);
/** @param {any} value @param {string} names */
const hasJust = (value, names) => typeof value === "object" && value !== null && !Array.isArray(value) &&
  Object.keys(value).sort().join(" ") === names;
/** @param {any} value */
const isShare = (value) => isWritten(value) && /^\d+(\/\d*[1-9]\d*)?$/.test(value);

/** @param {any} file @returns {file is Certificate} */
const isCertificate = (file) =>
  hasJust(file, "accepted course format issued issuer learner record release result signature site version") &&
  hasJust(file.issuer, "name publicKey") && hasJust(file.course, "id title") && hasJust(file.learner, "name") &&
  hasJust(file.result, "completed expires max points unchecked") &&
  [file.issuer.name, file.issuer.publicKey, file.issued, file.site, file.course.id, file.course.title, file.learner.name, file.release, file.record, file.signature].every(isWritten) &&
  isWrittenOrNone(file.result.completed) && isWrittenOrNone(file.result.expires) &&
  [file.issued, file.result.completed ?? file.issued, file.result.expires ?? file.issued].every((time) => !Number.isNaN(Date.parse(time))) &&
  isShare(file.result.points) && isShare(file.result.max) && Number.isSafeInteger(file.result.unchecked) &&
  Array.isArray(file.accepted) && file.accepted.every(isWritten);

/** The bytes that a text in base64url without padding stands for, in the one way to write it.
 * @param {string} text */
const bytesIn = (text) => {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return new Uint8Array();
  const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const again = btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  return again === text ? bytes : new Uint8Array();
};

/** Checks what says of itself to be a certificate; null where it says nothing of the kind.
 * @param {string} text @param {string | null} publicKey the key that the site names @returns {Signed | Unsigned | null} */
export const checkCertificate = (text, publicKey) => {
  /** @type {any} */
  let file = null;
  try {
    file = JSON.parse(text);
  } catch { /* it is told of as a record that cannot be read */ }
  if (file?.format !== CERTIFICATE_FORMAT) return null;
  if (Number.isSafeInteger(file.version) && file.version > CERTIFICATE_VERSION) return { problem: "newer" };
  if (file.version !== CERTIFICATE_VERSION || !isCertificate(file)) return { problem: "unreadable" };
  const { signature, ...signed } = file;
  const fits = hasSigned(bytesIn(file.issuer.publicKey), new TextEncoder().encode(canonical(signed)), bytesIn(signature));
  if (!fits) return { problem: "unsigned" };
  return { certificate: file, key: publicKey === null ? "unknown" : publicKey === file.issuer.publicKey ? "ours" : "other" };
};
