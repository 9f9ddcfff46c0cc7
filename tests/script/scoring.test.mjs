// The scoring rule of the browser, held to the table that the command line is
// held to as well: tests/scoring.yaml.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { attempt } from "../../themes/default/script/attempt.js";
import { fraction, plus, written } from "../../themes/default/script/fraction.js";
import { normalText, readNumber } from "../../themes/default/script/reading.js";
import { answered, earned } from "../../themes/default/script/score.js";

const table = parse(readFileSync(new URL("../scoring.yaml", import.meta.url), "utf8"), { intAsBigInt: true });

const HAIR = fraction(`1/1${"0".repeat(40)}`);

/** A number of the table in lowest terms. */
const exact = (value) => written(fraction(String(value)));

const asked = ({ points, objective, critical, earned: share, key, response, sure = "low", answered: given = true }, index) => ({
  id: `q${index}`,
  points: fraction(String(points)),
  objective,
  critical,
  sure: (key ? answered(key, response) : given) ? sure : null,
  earned: share === undefined ? earned(key, response) : fraction(String(share)),
});

for (const row of table.questions) {
  test(row.name, () => {
    assert.equal(written(earned(row.key, row.response)), exact(row.earned));
    if (row.answered !== undefined) assert.equal(answered(row.key, row.response), row.answered, "answered");
  });
}

for (const row of table.numbers) {
  test(row.name, () => {
    const read = readNumber(row.typed, row.decimal, row.unit);
    assert.equal(read && written(read), row.reads === null ? null : exact(row.reads));
  });
}

for (const row of table.texts) {
  test(row.name, () => assert.equal(normalText(row.typed, row.case), row.becomes));
}

for (const row of table.attempts) {
  test(row.name, () => {
    const questions = row.questions.map(asked);
    const objectivePass = Object.fromEntries(Object.entries(row.objective_pass ?? {}).map(([id, pass]) => [id, exact(pass)]));
    const outcome = attempt({ pass: row.pass === undefined ? null : String(row.pass), objectivePass, confidence: row.confidence, questions });
    const share = ([name, { points, max }]) => `${name}: ${written(points)} of ${written(max)}`;
    assert.deepEqual(
      {
        points: written(outcome.points),
        max: written(outcome.max),
        percent: outcome.percent,
        passed: outcome.passed,
        reasons: outcome.reasons,
        objectives: [...outcome.objectives].map(share),
        average: outcome.certainty && written(outcome.certainty.average),
        calibration: outcome.certainty?.calibration ?? null,
      },
      {
        points: exact(row.points),
        max: exact(row.max),
        percent: Number(row.percent),
        passed: row.passed,
        reasons: row.reasons ?? (row.passed ? [] : ["pass-mark"]),
        objectives: Object.entries(row.objectives ?? {}).map(([name, sum]) => `${name}: ${sum}`),
        average: row.average === undefined ? null : exact(row.average),
        calibration: row.calibration ?? null,
      },
    );
    const score = fraction(exact(row.score));
    const reaches = (mark) => !attempt({ pass: written(mark), objectivePass, confidence: row.confidence, questions }).reasons.includes("pass-mark");
    assert.deepEqual([reaches(score), reaches(plus(score, HAIR))], [true, false], "the score is the highest mark that is reached");
  });
}
