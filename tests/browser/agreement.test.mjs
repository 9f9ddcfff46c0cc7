// The browser's marks and the command line's are the same, on quizzes and
// answers that nobody thought of: what the script marks and writes down, the
// command reads and marks again by the sources.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { recordFile } from "../../themes/default/script/record.js";
import { emptyRecord } from "../../themes/default/script/store.js";
import { takenAttempt } from "../../themes/default/script/taken.js";
import { PROGRAM, Project } from "./harness.mjs";

/** Numbers that are the same in every run. @param {number} seed */
const dice = (seed) => {
  let state = seed >>> 0;
  const roll = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (most) => Math.floor(roll() * most);
  return { below, one: (things) => things[below(things.length)], some: (things) => things.filter(() => roll() < 0.5), chance: (share) => roll() < share };
};

const WORDS = ["one", "Zwei", "trois", "ΤΕΣΣΕΡΑ", "ﬁve", "six seven", "straße", "n°8", "1,5", "-3", "1e3", "½"];
const PARTS = ["1/2", "1/3", "0.25", "2/3", "1"];
const quoted = JSON.stringify;

/** A question of some kind, as an author could write it. */
const question = ({ one, some, below, chance }, index) => {
  const options = (least) => {
    const texts = WORDS.slice(0, least + below(4));
    const right = some(texts);
    return texts.map((text, at) => ({ text, right: right.includes(text) || (at === 0 && !right.length) }));
  };
  const type = one(["single-choice", "multiple-choice", "weighted", "true-false", "numeric", "short-text", "matching", "categorise", "ordering", "fill-in", "scenario"]);
  const head = [`id: q${index}`, `type: ${type === "weighted" ? "multiple-choice" : type}`, `prompt: ${quoted(`Question ${index}?`)}`,
    `points: ${one(["1", "2", "0.5", "1/3", "0"])}`, `objective: ${one(["first", "second"])}`, ...chance(0.1) ? ["critical: true"] : []];
  const list = (all, text) => all.map((item) => `  - ${text(item)}`);
  switch (type) {
    case "single-choice": {
      const all = options(2);
      const at = below(all.length);
      return [...head, "options:", ...list(all, ({ text }) => `{text: ${quoted(text)}, ${all[at].text === text ? "correct: true" : `credit: ${one(PARTS)}`}}`)];
    }
    case "multiple-choice":
      return [...head, ...chance(0.5) ? ["marking: partial"] : [], "options:", ...list(options(2), ({ text, right }) => `{text: ${quoted(text)}, correct: ${right}}`)];
    case "weighted":
      return [...head, "marking: weighted", "options:", ...list(options(2), ({ text, right }) => `{text: ${quoted(text)}, credit: ${right ? one(PARTS) : `-${one(PARTS)}`}}`)];
    case "true-false":
      return [...head, `answer: ${chance(0.5)}`];
    case "numeric":
      return [...head, `answer: ${one(["1.5", "-3", "1000", "0"])}`, ...chance(0.5) ? [`tolerance: ${one(["0.1", "5%"])}`] : [], ...chance(0.5) ? ["unit: days"] : []];
    case "short-text":
      return [...head, "answer:", ...list(WORDS.slice(0, 3), (text) => `{text: ${quoted(text)}, credit: ${one(PARTS)}}`), ...list([one(["*ver*", "*"])], (text) => `{text: ${quoted(text)}, credit: 0.1}`)];
    case "matching":
      return [...head, ...chance(0.3) ? ["marking: all-or-nothing"] : [], "pairs:", ...list(WORDS.slice(0, 2 + below(3)), (text) => `{item: ${quoted(text)}, match: ${quoted(`${text}!`)}}`)];
    case "categorise":
      return [...head, "categories:", ...list([0, 1, 2], (at) => `{name: C${at}, items: [${WORDS.slice(2 * at, 2 * at + 2).map(quoted)}]}`)];
    case "ordering":
      return [...head, ...chance(0.5) ? ["marking: partial"] : [], "items:", ...list(WORDS.slice(0, 3 + below(3)), quoted)];
    case "fill-in":
      return [...head, "text: \"{{gap: a}}, {{gap: b}} and {{gap: c}}\"", "gaps:", `  a: ${quoted(one(WORDS))}`, "  b: 1.5", "  c: {options: [{text: X, correct: true}, {text: Y}]}"];
    default:
      return [...head, "scenes:", "  - {id: s, text: S, choices: [{text: A, to: m, points: 1}, {text: B, to: e}]}", "  - {id: m, text: M, choices: [{text: C, to: f, points: 0.5}, {text: D, to: e, points: 2}]}", "  - {id: e, text: E, ending: E}", "  - {id: f, text: F, ending: F}"];
  }
};

/** An answer as the page could give it, sensible or not. */
const response = ({ one, some, chance, below }, { key }, ids) => {
  const typed = () => one([...WORDS, "", "  one ", "1.5 days", "1,5", "１．５", "two", "1500e-3", "999.95", "zwei", "STRASSE", "five"]);
  if ("path" in key) return one([[], ["s/b"], ["s/a"], ["s/a", "m/a"], ["s/a", "m/b"], ["m/b"], ["s/a", "s/b"]]);
  if ("parts" in key) {
    const value = (part) => ("choose" in part || "weigh" in part ? one(["", "a", "b", "c", "z"]) : typed());
    return Object.fromEntries(Object.entries(key.parts).filter(() => chance(0.8)).map(([id, part]) => [id, value(part)]));
  }
  if ("order" in key) return chance(0.2) ? [] : [...key.order].sort(() => below(3) - 1);
  if ("choose" in key) return chance(0.2) ? [...key.choose] : some(ids.length ? ids : ["true", "false"]);
  if ("weigh" in key) return key.multiple ? some(Object.keys(key.weigh)) : [one(Object.keys(key.weigh))];
  return typed();
};

const SEEDS = [1, 2, 3, 4, 5, 6];

test("what the script marks, the command marks alike", () => {
  let marked = 0;
  const kinds = new Set();
  for (const seed of SEEDS) {
    const roll = dice(seed);
    const project = new Project();
    const questions = Array.from({ length: 14 }, (_, index) => question(roll, index));
    const confidence = roll.one(["", "confidence: true\n", "confidence: graded\n"]);
    project.write("content/03-random/course.yml", "title: Random\nsummary: Anything.\nobjectives:\n  first: First\n  second: Second\n")
      .write("content/03-random/01-all/index.md", "---\ntitle: All\n---\nText.\n")
      .write("content/03-random/01-all/quiz.yml", `title: All\npass: ${roll.one(["50%", "2/3", "0.8"])}\nobjective_pass: {first: 1/3}\n${confidence}questions:\n${questions.map((lines) => `  - ${lines.join("\n    ")}\n`).join("")}`);
    const built = spawnSync(PROGRAM, ["build", "--root", project.root, "--out", project.site], { encoding: "utf8" });
    assert.equal(built.status, 0, built.stderr);
    const html = readFileSync(join(project.site, "random/all/quiz.html"), "utf8");
    const release = /data-release="([0-9a-f]{64})"/.exec(html)[1];
    const quiz = JSON.parse(/<script type="application\/json">(.*?)<\/script>/s.exec(html.slice(html.indexOf("<cw-quiz")))[1]);
    for (const { key } of quiz.questions) kinds.add(Object.keys(key)[0]);
    const ids = (id) => [...html.matchAll(new RegExp(`name="q-${id}" value="([^"]+)"`, "g"))].map(([, value]) => value);
    const record = emptyRecord();
    for (let round = 0; round < 40; round += 1) {
      const answers = quiz.questions.map((asked) => ({
        question: asked, response: response(roll, asked, ids(asked.id)), ...(quiz.confidence && roll.chance(0.7) && { sure: roll.one(["low", "medium", "high"]) }),
      }));
      const current = { attempt: `a${round}`, seed: round, started: 1_790_000_000_000 + round, questions: quiz.questions.map(({ id }) => id) };
      const taken = takenAttempt({ current, quiz, release, at: 1_790_000_100_000 + round, answers });
      record.attempts[taken.id] = taken;
      marked += answers.length;
    }
    const site = /data-site="([^"]+)"/.exec(html)[1];
    const verify = (kept, name) => {
      const file = recordFile(kept, { site, course: { id: "random", title: "Random" }, name: "Ann Lee" });
      writeFileSync(project.path(name), JSON.stringify(file));
      return spawnSync(PROGRAM, ["record", "verify", project.path(name), "--root", project.root, "--format", "json"], { encoding: "utf8" });
    };
    const { status, stdout, stderr } = verify(record, "ann.json");
    assert.equal(status, 0, `seed ${seed}\n${stdout}${stderr}`);

    const other = structuredClone(record);
    const asked = other.attempts.a7.questions[0];
    asked.earned = asked.earned === "1" ? "0" : "1";
    assert.equal(verify(other, "bob.json").status, 1, "a mark that is not the rule's is found");
  }
  assert.equal(marked, SEEDS.length * 14 * 40);
  assert.deepEqual([...kinds].sort(), ["choose", "number", "order", "parts", "path", "text", "weigh"]);
});
