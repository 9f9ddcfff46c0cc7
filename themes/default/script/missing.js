// What is missing until a course is complete, in words, with links to where it is done.

import { h } from "./dom.js";
import { say } from "./words.js";

/**
 * @typedef {import("./completion.js").Completion} Completion
 * @typedef {import("./standing.js").CourseOutline} CourseOutline
 */

/** One line for each required module that is not complete, and one for the
 * course's attestation. @param {Completion} completion @param {CourseOutline} course @returns {HTMLElement[]} */
export const missingLines = (completion, course) => {
  const lines = completion.modules.flatMap(({ required, opened, attested, quiz, done }, index) => {
    if (!required || done) return [];
    const module = course.modules[index];
    const [pages, attestations] = [opened, attested].map((deeds) => deeds.filter((deed) => !deed).length);
    const page = module.pages[opened.findIndex((deed) => !deed)];
    const asked = module.attestations[attested.findIndex((deed) => !deed)];
    const href = page?.href ?? (module.quiz && !quiz ? module.quiz.href : asked?.href ?? module.href);
    const words = [
      pages && say("missing_pages", { n: pages }), attestations && say("missing_attestations", { n: attestations }),
      module.quiz && !quiz && say("missing_quiz"),
    ].filter(Boolean).join(", ");
    return [h("li", {}, h("a", { href }, module.title), h("span", {}, ` ${words}`))];
  });
  const attest = course.attestation && !completion.attested
    ? [h("li", {}, h("a", { href: `${course.href}#completing` }, say("attestation_title")), h("span", {}, ` ${say("missing_attestation")}`))]
    : [];
  return [...lines, ...attest];
};
