// <cw-verify>: checks records and certificates that somebody brings along, in
// this browser and nowhere else.

import { checkCertificate } from "./check-certificate.js";
import { checkRecord } from "./check-record.js";
import { announce, dataOf, h, page, symbol } from "./dom.js";
import { missingLines } from "./missing.js";
import { fraction } from "./fraction.js";
import { dayOf, momentOf } from "./moment.js";
import { checkCode } from "./record.js";
import { aboutEntry } from "./record-summary.js";
import { scoreWords } from "./score-words.js";
import { say } from "./words.js";

/**
 * @typedef {import("./standing.js").CourseOutline} CourseOutline
 * @typedef {import("./check-record.js").Whole} Whole
 */

/** The largest file that is looked at. */
const MOST_BYTES = 16 * 1024 * 1024;

class Verify {
  /** @param {HTMLElement} host @param {CourseOutline[]} courses @param {string | null} publicKey by which the site's certificates are recognised */
  constructor(host, courses, publicKey) {
    this.courses = courses;
    this.publicKey = publicKey;
    this.code = h("input", { id: "record-code", type: "text", autocomplete: "off", spellcheck: "false", autocapitalize: "characters", "aria-describedby": "record-code-hint" });
    this.input = h("input", { id: "record-files", type: "file", accept: ".json,application/json", multiple: true });
    this.results = h("div", { class: "verdicts" });
    /** @type {{ name: string, text: string | null }[]} */
    this.files = [];
    this.input.addEventListener("change", () => this.take());
    this.code.addEventListener("change", () => this.render());
    host.append(
      h("div", { class: "load-field" }, h("label", { for: "record-files" }, say("verify_files")), this.input),
      h("div", { class: "code-field" },
        h("label", { for: "record-code" }, say("verify_code")), h("p", { class: "name-hint", id: "record-code-hint" }, say("verify_code_hint")), this.code),
      this.results);
  }

  async take() {
    const read = async (/** @type {File} */ file) =>
      ({ name: file.name, text: file.size > MOST_BYTES ? null : await file.text().catch(() => null) });
    this.files = await Promise.all([...this.input.files ?? []].map(read));
    this.input.value = "";
    this.render();
  }

  render() {
    const verdicts = this.files.map(({ name, text }) => this.verdict(name, text));
    this.results.replaceChildren(...verdicts);
    if (verdicts.length) announce(verdicts.map((verdict) => verdict.querySelector(".verdict-line")?.textContent ?? "").join(" "));
  }

  /** @param {string} name @param {string | null} text */
  verdict(name, text) {
    const signed = text === null ? null : checkCertificate(text, this.publicKey);
    if (signed) return "problem" in signed ? article(name, signed.problem === "unsigned" ? "wrong" : "note", say(`verify_certificate_${signed.problem}`)) : certificate(name, signed);
    const checked = text === null ? { problem: /** @type {const} */ ("unreadable") } : checkRecord(text, { site: page().site, courses: this.courses, code: this.code.value });
    if (!("problem" in checked)) return this.whole(name, checked);
    if (checked.problem !== "altered") return article(name, "note", say(`verify_${checked.problem}`));
    const { entry, file } = checked;
    const about = entry ? aboutEntry(file.entries[entry - 1], this.courses.find(({ id }) => id === file.course.id)) : "";
    const word = entry === 0 ? "verify_altered_end" : entry === 1 ? "verify_altered_start" : "verify_altered";
    return article(name, "wrong", say(word, { entry, count: file.entries.length, about }));
  }

  /** @param {string} name @param {Whole} checked */
  whole(name, { file, code, match, upTo, outline, completion }) {
    const last = file.entries[file.entries.length - 1];
    const matched = match && say(`verify_code_${match}`, match === "earlier" ? { time: momentOf(Date.parse(file.entries[upTo - 1].at)) } : {});
    return article(name, match === "none" ? "wrong" : "right", say("verify_whole"),
      matched && h("p", { class: match === "none" ? "is-wrong" : "is-right" }, symbol(match === "none" ? "wrong" : "right"), ` ${matched}`),
      h("dl", { class: "facts-list" },
        fact("verify_learner", file.learner?.name ?? say("verify_nameless")),
        fact("verify_course", file.course.title),
        fact("verify_entries", last ? say("verify_entries_until", { n: file.entries.length, time: momentOf(Date.parse(last.at)) }) : say("verify_no_entries")),
        fact("certificate_code", code),
        completion !== null && fact("verify_completed", completion.done ? dayOf(completion.done.at) : say("verify_incomplete")),
        completion !== null && completion.points.max.over > 0n && fact("certificate_score", scoreWords(completion.points)),
        completion?.done ? fact("certificate_release", completion.done.release.slice(0, 8)) : false),
      completion !== null && outline !== undefined && !completion.done && h("ul", { class: "missing" }, ...missingLines(completion, outline)),
      outline === undefined && h("p", {}, say("verify_elsewhere", { site: file.site })));
  }
}

/** @param {string} word @param {string | false} value */
const fact = (word, value) => value !== false && h("div", {}, h("dt", {}, say(word)), h("dd", {}, value));

/** What the issuer knew and signed all the same. */
const RESERVATIONS = new Set(["altered", "marks", "incomplete", "superseded", "expired"]);

/** A certificate that was not changed since it was signed.
 * @param {string} name @param {import("./check-certificate.js").Signed} signed */
const certificate = (name, { certificate: { issuer, issued, course, learner, result, release, record, accepted }, key }) => {
  const isOver = result.expires !== null && Date.parse(`${result.expires}T23:59:59.999Z`) < Date.now();
  const sum = { points: fraction(result.points), max: fraction(result.max) };
  const against = accepted.map((word) => (RESERVATIONS.has(word) ? say(`verify_accepted_${word}`) : word));
  const grade = key === "ours" && !isOver && !accepted.length ? "right" : "note";
  return article(name, grade, say(`verify_key_${key}`, { issuer: issuer.name }),
    isOver && h("p", { class: "is-wrong" }, symbol("wrong"), ` ${say("verify_over")}`),
    ...against.map((line) => h("p", { class: "is-wrong" }, symbol("note"), ` ${line}`)),
    h("dl", { class: "facts-list" },
      fact("verify_learner", learner.name), fact("verify_course", course.title),
      fact("verify_issuer", issuer.name), fact("verify_issued", momentOf(Date.parse(issued))),
      fact("verify_completed", result.completed === null ? say("verify_incomplete") : dayOf(Date.parse(result.completed))),
      fact("verify_expires", result.expires !== null && dayOf(Date.parse(`${result.expires}T12:00:00Z`))),
      sum.max.over > 0n && fact("certificate_score", scoreWords(sum)),
      fact("certificate_code", checkCode(record)), fact("certificate_release", release.slice(0, 8)),
      key !== "ours" && fact("verify_key", issuer.publicKey)));
};

/** What came of one file. @param {string} name @param {"right" | "wrong" | "note"} grade @param {string} line
 * @param {import("./dom.js").Child[]} body */
const article = (name, grade, line, ...body) =>
  h("article", { class: `record-card verdict-card is-${grade}` }, h("h2", {}, name),
    h("p", { class: "verdict-line" }, symbol(grade), ` ${line}`), ...body);

export class VerifyElement extends HTMLElement {
  /** @type {Verify | undefined} */
  verify;

  connectedCallback() {
    this.querySelector(".needs-script")?.remove();
    const { courses = [], publicKey = null } = dataOf(this) ?? {};
    this.verify ??= new Verify(this, courses, publicKey);
  }
}
