// The result of an attempt: what was reached, whether it is enough and why,
// what to read again, and the next step.

import { isUnconfirmed } from "./confirmed.js";
import { button, h, symbol } from "./dom.js";
import { fraction, shown, times } from "./fraction.js";
import { percentReached } from "./quiz-standing.js";
import { language, say } from "./words.js";

/**
 * @typedef {import("./store.js").Attempt} Attempt
 * @typedef {import("./attempt.js").Outcome} Outcome
 * @typedef {{ title: string, href: string }} Link
 * @typedef {{ id: string, course: string, module: string, title: string, mode?: "practice" | "sealed", courseTitle?: string, pass: string | null, objectivePass: Record<string, string>, attempts: number | null, keep?: "last" | "first", confidence?: "asked" | "graded",
 *   draw?: import("./draw.js").Draw, shuffle: boolean, feedback: "end" | "each", objectives: Record<string, { text: string, pages: Link[] }>,
 *   pagesFirst?: { reason: string, pages: import("./standing.js").PageOutline[] }, after?: import("./gate.js").After,
 *   timeLimit?: number, next: Link | null, courseHref: string, questions: import("./question.js").Question[] }} Quiz
 */

/** "You scored 7 of 9 points (77%)." @param {Attempt} attempt */
const scored = (attempt) => {
  const [points, max] = [fraction(attempt.points), fraction(attempt.max)];
  return say("scored", {
    n: Number(max.over) / Number(max.under),
    points: shown(points, language()), max: shown(max, language()), percent: percentReached(attempt),
  });
};

/** @param {Attempt} attempt */
export const verdictOf = ({ pass, passed }) => say(pass === null ? "your_result" : passed ? "passed" : "not_passed");

/** A share as "80", for a per cent sign. @param {string} share */
const inPercent = (share) => shown(times(fraction(share), fraction("100")), language());

/** @param {import("./store.js").Asked} asked */
const isMissed = ({ points, earned }) => earned !== "1" && points !== "0";

/** Where what was missed is taught, each passage once.
 * @param {Quiz} quiz @param {Attempt} attempt @param {(asked: import("./store.js").Asked) => boolean} of @returns {Link[]} */
const passagesFor = (quiz, attempt, of) => {
  const missed = new Set(attempt.questions.filter((asked) => isMissed(asked) && of(asked)).map(({ id }) => id));
  const passages = quiz.questions.flatMap(({ id, read }) => (missed.has(id) && read ? read : []));
  return [...new Map(passages.map((passage) => [passage.href, passage])).values()];
};

/** What else to read again: of questions that belong to no objective. @param {Quiz} quiz @param {Attempt} attempt */
const otherPassages = (quiz, attempt) => {
  const passages = passagesFor(quiz, attempt, ({ objective }) => !objective);
  return passages.length > 0 && h("div", { class: "read-again" }, h("p", {}, `${say("read_again")}:`),
    h("ul", {}, ...passages.map(({ title, href }) => h("li", {}, h("a", { href }, title)))));
};

/** @param {Quiz} quiz @param {Attempt} attempt @param {Outcome} outcome */
const objectiveTable = (quiz, attempt, { objectives }) => {
  if (!objectives.size) return null;
  const rows = [...objectives].map(([id, { points, max }]) => {
    const all = points.over * max.under >= max.over * points.under;
    const grade = all ? "right" : points.over === 0n ? "wrong" : "partial";
    const { text = id, pages = [] } = quiz.objectives[id] ?? {};
    const reached = say("points_short", { points: shown(points, language()), max: shown(max, language()) });
    const needed = attempt.objectivePass?.[id];
    const passages = passagesFor(quiz, attempt, (asked) => asked.objective === id);
    const links = (passages.length ? passages : pages).map(({ title, href }) => h("li", {}, h("a", { href }, title)));
    return h("tr", { class: `is-${grade}` },
      h("th", { scope: "row" }, text),
      h("td", {}, symbol(grade), ` ${reached}`, needed && h("span", { class: "needed" }, say("objective_needed", { percent: inPercent(needed) }))),
      h("td", {}, all || !links.length ? say("nothing_to_read") : h("ul", {}, ...links)));
  });
  const heads = ["objective", "objective_points", "read_again"].map((key) => h("th", { scope: "col" }, say(key)));
  return h("table", { class: "objective-scores" },
    h("caption", {}, say("by_objective")), h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...rows));
};

/** @param {Attempt[]} attempts all but the one that is shown, oldest first */
const earlierAttempts = (attempts) => {
  if (!attempts.length) return null;
  const format = new Intl.DateTimeFormat(language(), { dateStyle: "long", timeStyle: "short" });
  return h("details", { class: "earlier-attempts" },
    h("summary", {}, say("earlier_attempts")),
    h("ol", {}, ...attempts.map((attempt) => h("li", {},
      h("time", { datetime: new Date(attempt.at).toISOString() }, format.format(attempt.at)), ` ${scored(attempt)} `,
      attempt.pass !== null && h("b", {}, verdictOf(attempt))))));
};

/** "You have 2 attempts left.", or that there are none.
 * @param {Quiz} quiz @param {unknown[]} attempts all that were submitted */
export const attemptsLeft = (quiz, attempts) => {
  if (!quiz.attempts) return null;
  const left = Math.max(0, quiz.attempts - attempts.length);
  return h("p", { class: "attempts-left" }, left ? say("attempts_left", { n: left }) : say("attempts_used", { n: quiz.attempts }));
};

/** How well the learner judged what they know. @param {Outcome} outcome */
const calibration = ({ certainty }) => {
  if (!certainty?.calibration) return null;
  const average = shown(certainty.average, language());
  return h("p", { class: "calibration" }, h("b", {}, say(`calibration_${certainty.calibration}`)), ` ${say(`calibration_${certainty.calibration}_why`)} `,
    say("certainty_average", { average }));
};

/** Which attempt counts, where it is not the one that is shown.
 * @param {Quiz} quiz @param {Attempt} attempt @param {Attempt | null} kept */
const counting = (quiz, attempt, kept) => kept && kept.id !== attempt.id && h("p", { class: "attempt-counts" },
  say(`counts_${quiz.keep ?? "best"}`, { percent: percentReached(kept) }), attempt.pass !== null && ` ${verdictOf(kept)}.`);

/** The question that a reason is about, as it is numbered on the page.
 * @param {Attempt} attempt @param {string} id */
const criticalLink = ({ questions }, id) => {
  const shownOnes = questions.filter((asked) => document.getElementById(`q-${asked.id}`));
  const number = shownOnes.findIndex((asked) => asked.id === id) + 1;
  return number ? h("a", { href: `#q-${id}` }, say("question_short", { n: number })) : say("critical_gone");
};

/** What stands in the way, in words. @param {Quiz} quiz @param {Attempt} attempt @param {string} reason @returns {import("./dom.js").Child[]} */
const reasonIn = (quiz, attempt, reason) => {
  const [kind, id] = [reason.split(":", 1)[0], reason.slice(reason.indexOf(":") + 1)];
  if (kind === "critical") return [`${say("why_critical")} `, criticalLink(attempt, id)];
  if (kind === "objective") {
    const pass = attempt.objectivePass?.[id] ?? "1";
    return [say(pass === "1" ? "why_objective_all" : "why_objective", { percent: inPercent(pass), objective: quiz.objectives[id]?.text ?? id })];
  }
  return [say("why_not_passed", { percent: inPercent(attempt.pass ?? "0") })];
};

/** Why it was passed, or every condition that was not met. @param {Quiz} quiz @param {Attempt} attempt */
const why = (quiz, attempt) => {
  const { pass, passed, reasons } = attempt;
  if (pass === null) return null;
  if (passed) return h("p", { class: "result-why" }, say("why_passed", { percent: inPercent(pass) }));
  if (reasons.length === 1) return h("p", { class: "result-why" }, ...reasonIn(quiz, attempt, reasons[0]));
  return h("ul", { class: "result-why" }, ...reasons.map((reason) => h("li", {}, ...reasonIn(quiz, attempt, reason))));
};

/** Says below the verdict what the module still needs to be confirmed, and no more when it was.
 * @param {Element} host @param {{ question: import("./question.js").Question, fieldset: HTMLElement }[]} asked in the order of the page */
export const showUnconfirmed = (host, asked) => {
  const links = asked.flatMap(({ question, fieldset }, index) => isUnconfirmed(question)
    ? [" ", h("a", { href: `#${fieldset.id}` }, say("question_short", { n: index + 1 }))] : []);
  host.querySelector(".result-unconfirmed")?.remove();
  if (!links.length) return;
  host.querySelector(".result-actions")?.before(h("p", { class: "result-note result-unconfirmed" }, symbol("note"), ` ${say("unconfirmed")}`, ...links));
};

/** @param {{ quiz: Quiz, attempt: Attempt, attempts: Attempt[], kept: Attempt | null, outcome: Outcome, changed: boolean, timeIsUp: boolean, missed: number,
 *   tryAgain: () => void, practise: () => void }} given */
export const resultRegion = ({ quiz, attempt, attempts, kept, outcome, changed, timeIsUp, missed, tryAgain, practise }) => {
  const tone = attempt.pass === null ? "neutral" : attempt.passed ? "passed" : "failed";
  const more = !quiz.attempts || attempts.length < quiz.attempts;
  const next = attempt.passed ? quiz.next : null;
  return h("section", { class: `result is-${tone}`, "aria-labelledby": "result-title" },
    h("h2", { class: "result-title", id: "result-title", tabindex: -1 },
      tone !== "neutral" && symbol(attempt.passed ? "right" : "wrong"), ` ${verdictOf(attempt)}`),
    timeIsUp && h("p", { class: "result-note" }, symbol("note"), ` ${say("time_was_up")}`),
    h("p", { class: "result-score" }, scored(attempt)),
    why(quiz, attempt),
    calibration(outcome),
    counting(quiz, attempt, kept),
    attemptsLeft(quiz, attempts),
    changed && h("p", { class: "result-note" }, symbol("note"), ` ${say("quiz_changed")}`),
    !changed && objectiveTable(quiz, attempt, outcome),
    otherPassages(quiz, attempt),
    h("p", { class: "result-actions" },
      next && h("a", { class: "button", href: next.href }, say("next_step", { title: next.title })),
      more && button(say("try_again"), tryAgain, next !== null),
      missed > 0 && button(say("practise_missed", { n: missed }), practise, more || next !== null),
      h("a", { class: "result-back", href: quiz.courseHref }, say("to_course"))),
    earlierAttempts(attempts.filter(({ id }) => id !== attempt.id)),
    h("h2", { class: "review-title" }, say("review_title")));
};
