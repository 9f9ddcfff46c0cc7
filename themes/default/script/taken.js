// An attempt as it is written down, and as it is read again: marked anew by the
// same rule, and held against what was written. No DOM.

import { attempt } from "./attempt.js";
import { fraction, written } from "./fraction.js";
import { answered, earned } from "./score.js";

/**
 * @typedef {import("./store.js").Attempt} Attempt
 * @typedef {import("./store.js").Asked} Asked
 * @typedef {import("./question.js").Question} Question
 * @typedef {import("./score.js").Response} Response
 *
 * The attempt that is being answered: the ids of its questions are those that
 * were drawn, in the order in which they are shown.
 * @typedef {{ attempt: string, seed: number, started: number, questions: string[] }} Current
 *
 * A question in its place, with its answer; `order` where its parts were mixed.
 * @typedef {{ question: Question, response: Response, order?: string[], sure?: import("./certainty.js").Sure }} Answer
 */

/** Whether a stored value is an attempt that can be gone on with.
 * @param {any} value @returns {value is Current} */
export const isCurrent = (value) => typeof value?.attempt === "string" &&
  [value.seed, value.started].every(Number.isSafeInteger) && Array.isArray(value.questions);

/** How often each question was asked, by its id. @param {Attempt[]} attempts @returns {Map<string, number>} */
export const askedBefore = (attempts) => {
  const counts = new Map();
  for (const { id } of attempts.flatMap(({ questions }) => questions)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

/** @param {Answer} answer @returns {Asked} */
const writtenDown = ({ question: { id, digest, points, objective, critical, key }, response, order, sure }) => ({
  id, digest, ...(order && { order }), response, ...(sure && { sure }), points,
  earned: written(earned(key, response)), ...(critical && { critical }), ...(objective && { objective }),
});

/** An answer that was not given has no certainty, one of which nothing was said is low.
 * @param {Asked} asked @param {Question | undefined} question */
const weighedAs = ({ id, response, sure = "low", points, earned: share, critical, objective }, question) => ({
  id, points: fraction(points), earned: fraction(share), critical, objective,
  sure: answered(question?.key ?? { unscored: true }, response) ? sure : null,
});

/** What is written down of an attempt: everything that its verdict rests on.
 * @param {{ current: Current, quiz: import("./result.js").Quiz, release: string, at: number,
 *   answers: Answer[] }} submitted @returns {Attempt} */
export const takenAttempt = ({ current, quiz: { module, pass, objectivePass, confidence }, release, at, answers }) => {
  const questions = answers.map(writtenDown);
  const weighed = questions.map((asked, index) => weighedAs(asked, answers[index].question));
  const { points, max, passed, reasons } = attempt({ pass, objectivePass, confidence, questions: weighed });
  return {
    id: current.attempt, module, release, started: current.started, at, seed: current.seed, pass,
    ...(Object.keys(objectivePass).length > 0 && { objectivePass }), ...(confidence && { confidence }), questions,
    points: written(points), max: written(max), passed, reasons,
  };
};

/** An attempt marked again. A question that is still the same is marked by the
 * rule, one that has changed since keeps the mark that it got. Where the
 * outcome is another than was written down, what was written down stands.
 * @param {Attempt} taken @param {Map<string, Question>} questions as they are now */
export const markedAgain = (taken, questions) => {
  const same = new Set(taken.questions.filter(({ id, digest }) => questions.get(id)?.digest === digest).map(({ id }) => id));
  const outcome = attempt({
    pass: taken.pass,
    objectivePass: taken.objectivePass,
    confidence: taken.confidence,
    questions: taken.questions.map((asked) => {
      const question = questions.get(asked.id);
      return { ...weighedAs(asked, question), ...(question && same.has(asked.id) && { earned: earned(question.key, asked.response) }) };
    }),
  });
  const agrees = written(outcome.points) === taken.points && written(outcome.max) === taken.max &&
    outcome.passed === taken.passed && outcome.reasons.join() === taken.reasons.join();
  return { outcome, same, changed: !agrees || same.size < taken.questions.length };
};
