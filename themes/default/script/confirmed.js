// Which words were confirmed on this page's course.

import { page } from "./dom.js";
import { recorderOf } from "./recorder.js";

/** All that was confirmed. */
export const confirmed = () => recorderOf(page().course).record.attestations;

/** Where the confirmation of a question's words stands among them.
 * @param {import("./question.js").Question} question */
export const confirmationKey = ({ id, attestation }) => `${page().module}/${id}/${attestation?.digest}`;

/** Whether a question asks for a confirmation that the module needs and that was not given.
 * @param {import("./question.js").Question} question */
export const isUnconfirmed = (question) =>
  question.attestation?.required === true && confirmed()[confirmationKey(question)] === undefined;
