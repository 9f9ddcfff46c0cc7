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

/** How often each question was asked, by its id. @param {{ questions: { id: string }[] }[]} attempts @returns {Map<string, number>} */
export const askedBefore = (attempts) => {
  const counts = new Map();
  for (const { id } of attempts.flatMap(({ questions }) => questions)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

/** @param {Answer} answer @returns {import("./store.js").Unmarked} */
const unmarked = ({ question: { id, digest, points, objective, critical }, response, order, sure }) => ({
  id, digest, ...(order && { order }), response, ...(sure && { sure }), points, ...(critical && { critical }), ...(objective && { objective }),
});

/** @param {Answer} answer @returns {Asked} */
const writtenDown = (answer) => ({ ...unmarked(answer), earned: written(earned(answer.question.key, answer.response)) });

/** An answer that was not given has no certainty, one of which nothing was said is low.
 * @param {Asked} asked @param {Question | undefined} question */
const weighedAs = ({ id, response, sure = "low", points, earned: share, critical, objective }, question) => ({
  id, points: fraction(points), earned: fraction(share), critical, objective,
  sure: answered(question?.key ?? { unscored: true }, response) ? sure : null,
});

/** What is written down of an attempt: everything that its verdict rests on,
 * and the verdict, unless the quiz keeps its key.
 * @param {{ current: Current, quiz: import("./result.js").Quiz, release: string, at: number,
 *   answers: Answer[] }} submitted @returns {Attempt | import("./store.js").SealedAttempt} */
export const takenAttempt = ({ current, quiz: { mode, module, pass, objectivePass, confidence }, release, at, answers }) => {
  const submitted = {
    id: current.attempt, module, release, started: current.started, at, seed: current.seed, pass,
    ...(Object.keys(objectivePass).length > 0 && { objectivePass }), ...(confidence && { confidence }),
  };
  if (mode === "sealed") return { ...submitted, questions: answers.map(unmarked), sealed: true };
  const questions = answers.map(writtenDown);
  const weighed = questions.map((asked, index) => weighedAs(asked, answers[index].question));
  const { points, max, passed, reasons } = attempt({ pass, objectivePass, confidence, questions: weighed });
  return { ...submitted, questions, points: written(points), max: written(max), passed, reasons };
};

/** An attempt marked again. A question that is still the same is marked by the
 * rule, one that has changed since keeps the mark that it got, and so does one
 * whose key is not known here. Where the outcome is another than was written
 * down, what was written down stands.
 * @param {Attempt} taken @param {Map<string, Question>} questions as they are now @param {boolean} [sealed] */
export const markedAgain = (taken, questions, sealed = false) => {
  const same = new Set(taken.questions.filter(({ id, digest }) => questions.get(id)?.digest === digest).map(({ id }) => id));
  const outcome = attempt({
    pass: taken.pass,
    objectivePass: taken.objectivePass,
    confidence: taken.confidence,
    questions: taken.questions.map((asked) => {
      const question = questions.get(asked.id);
      return { ...weighedAs(asked, question), ...(question && !sealed && same.has(asked.id) && { earned: earned(question.key, asked.response) }) };
    }),
  });
  const agrees = written(outcome.points) === taken.points && written(outcome.max) === taken.max &&
    outcome.passed === taken.passed && outcome.reasons.join() === taken.reasons.join();
  return { outcome, same, changed: !agrees || same.size < taken.questions.length };
};
