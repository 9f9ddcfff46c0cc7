// The scoring rule, and above all the cases that have gone wrong elsewhere.

import assert from "node:assert/strict";
import { test } from "node:test";
import { attempt } from "../../themes/default/script/attempt.js";
import { compare, fraction, percentOf, shown, written } from "../../themes/default/script/fraction.js";
import { matchesText, readNumber } from "../../themes/default/script/reading.js";
import { accepted, answered, earned } from "../../themes/default/script/score.js";

const choose = (...right) => ({ choose: right, marking: "all-or-nothing" });
const partial = (...right) => ({ choose: right, marking: "partial" });
const number = (from, to = from, more = {}) => ({ number: [{ from, to, credit: "1" }], decimal: ".", unit: null, ...more });
const text = (...accept) => ({ text: accept.map((entry) => ({ accept: entry, credit: "1" })), case: false });
const earns = (key, response) => written(earned(key, response));

test("numbers are exact", () => {
  assert.equal(written(fraction("0.1")), "1/10");
  assert.equal(written(fraction("6/4")), "3/2");
  assert.equal(written(fraction("-0")), "0");
  assert.equal(compare(fraction("0.8"), fraction("4/5")), 0);
  for (const nonsense of ["", "1/0", "1e3", " 1", "1.", "½"]) assert.throws(() => fraction(nonsense), nonsense);
});

test("numbers are shown without rounding up", () => {
  assert.equal(percentOf(fraction("7"), fraction("9")), 77);
  assert.equal(percentOf(fraction("79.9"), fraction("100")), 79);
  assert.equal(percentOf(fraction("0"), fraction("0")), 100);
  assert.deepEqual(["7", "7/2", "1/3", "19/3"].map((value) => shown(fraction(value), "en")), ["7", "3.5", "1/3", "6 1/3"]);
});

const choices = [
  ["the right option", choose("b"), ["b"], "1"],
  ["a wrong option", choose("b"), ["a"], "0"],
  ["nothing", choose("b"), [], "0"],
  ["nothing, where nothing is right", choose(), [], "0"],
  ["something, where nothing is right", choose(), ["a"], "0"],
  ["all right ones in another order", choose("a", "c"), ["c", "a"], "1"],
  ["one right one of two", choose("a", "c"), ["a"], "0"],
  ["everything ticked", choose("a", "c"), ["a", "b", "c"], "0"],
  ["the same option twice", choose("a"), ["a", "a"], "1"],
  ["partial: a wrong pick undoes a right one", partial("a", "b"), ["a", "b", "c"], "1/2"],
  ["partial: everything ticked", partial("a", "b"), ["a", "b", "c", "d"], "0"],
  ["partial: never below zero", partial("a"), ["b", "c"], "0"],
  ["partial: nothing is right", partial(), ["a"], "0"],
  ["partial: the same option twice", partial("a", "b"), ["a", "a"], "1/2"],
  ["credit for a second-best option", { weigh: { a: "1", b: "1/2" }, multiple: false }, ["b"], "1/2"],
  ["weights add up, exactly", { weigh: { a: "1/3", b: "1/3", c: "1/3" }, multiple: true }, ["a", "b", "c"], "1"],
  ["weights never fall below zero", { weigh: { a: "1/2", b: "-1" }, multiple: true }, ["a", "b"], "0"],
  ["weights never rise above one", { weigh: { a: "1", b: "1/2" }, multiple: true }, ["a", "b"], "1"],
  ["an option that does not exist", { weigh: { a: "1" }, multiple: true }, ["z"], "0"],
  ["an answer of another kind", choose("a"), "a", "0"],
  ["a key of an unknown kind", { later: true }, ["a"], "0"],
];
for (const [name, key, response, mark] of choices) {
  test(`choice: ${name}`, () => assert.equal(earns(key, response), mark));
}

const readings = [
  ["30", "30"], ["-0", "0"], ["+5", "5"], ["1e3", "1000"], ["1.5E-2", "3/200"], ["1e100", null],
  ["1,5", "3/2"], ["1,500", "1500"], ["1,500", "3/2", ","], ["1.500,00", "1500", ","], ["1.500,00", "1500"],
  ["1,234.5", "2469/2"], ["1.234.567", null], ["1.234.567", "1234567", ","], ["1,2,3", null], ["1,23,456", null],
  ["1 500", "1500"], ["1\u00a0500", "1500"], ["1\u202f500", "1500"], ["1'500", "1500"], ["1’500", "1500"], ["12 34", null],
  [".5", "1/2"], ["5.", "5"], [".", null], ["", null], ["- 5", null], ["--5", null], ["5-", null],
  ["１２", "12"], ["٣٠", "30"], ["۳۰", "30"], ["३०", "30"], ["−4", "-4"], ["\u200b3\u00ad0", "30"],
  ["1/2", null], ["½", null], ["0x10", null], ["Infinity", null], ["NaN", null], ["1.234,567.8", null],
  ["30 days", "30", ".", "days"], ["30days", "30", ".", "days"], ["30 DAYS", "30", ".", "days"], ["€ 1.50", "3/2", ".", "€"],
  ["1,50 €", "3/2", ",", "€"], ["30 weeks", null, ".", "days"], ["days", null, ".", "days"], ["€5€", null, ".", "€"], ["5 %", "5", ".", "%"],
];
for (const [typed, value, decimal = ".", unit = null] of readings) {
  test(`number: ${JSON.stringify(typed)} in a page with "${decimal}" is ${value}`, () => {
    const read = readNumber(typed, decimal, unit);
    assert.equal(read && written(read), value);
  });
}

test("number: the range is inclusive, and the best credit counts", () => {
  assert.deepEqual(["28", "31", "27.999", "31.001", "x"].map((typed) => earns(number("28", "31"), typed)), ["1", "1", "0", "0", "0"]);
  const key = { number: [{ from: "0", to: "10", credit: "1/2" }, { from: "5", to: "5", credit: "1" }], decimal: ".", unit: null };
  assert.equal(earns(key, "5"), "1");
  assert.equal(accepted(key, "5"), 1);
  assert.equal(earns(key, "6"), "1/2");
  assert.equal(accepted(key, "11"), -1);
});

const texts = [
  ["One  Month ", "one month", true], ["ONE\u200b MONTH", "one month", true], ["ﬁne", "fine", true],
  ["STRASSE", "straße", true], ["cafe", "café", false], ["cafe\u0301", "café", true],
  ["one\u00a0month", "one month", true], ["within one calendar month", "*one*month", true], ["month one", "*one*month", false],
  ["", "*", true], ["aba", "ab*ba", false], ["abba", "ab*ba", true], ["a.c", "a*c", true], ["abc", "a.c", false],
  ["one\u0085month", "one month", false], ["month", "months", false],
];
for (const [typed, accept, matches] of texts) {
  test(`text: ${JSON.stringify(typed)} ${matches ? "is" : "is not"} ${JSON.stringify(accept)}`, () =>
    assert.equal(matchesText(typed, accept, false), matches));
}

test("text: case counts when the author says so", () => {
  assert.equal(earns({ ...text("GDPR"), case: true }, "gdpr"), "0");
  assert.equal(earns({ ...text("GDPR"), case: true }, " GDPR "), "1");
});

test("an answer of nothing but white space is no answer", () => {
  for (const empty of ["", "  ", "\u200b", "\u00a0", [], null]) assert.equal(answered(text("*"), empty), false);
  assert.equal(earns(text("*"), " "), "0");
  assert.equal(answered(text("*"), "0"), true);
});

const sitting = (pass, ...questions) => attempt({
  pass, questions: questions.map(([points, share, objective = null], index) => (
    { id: `q${index}`, points: fraction(points), objective, earned: fraction(share) })),
});

test("nothing is rounded before it is compared", () => {
  const score = sitting("0.8", ["79.5", "1"], ["20.5", "0"]);
  assert.deepEqual([score.percent, score.passed], [79, false]);
  assert.equal(sitting("1", ["1", "1/3"], ["1", "1/3"], ["1", "1/3"]).passed, false);
  assert.equal(sitting("1/3", ["1", "1/3"], ["1", "1/3"], ["1", "1/3"]).passed, true);
});

test("pass marks at the ends, and none", () => {
  assert.equal(sitting("0", ["1", "0"]).passed, true);
  assert.equal(sitting("1", ["1", "1"]).passed, true);
  assert.equal(sitting("1", ["999", "1"], ["1", "0"]).passed, false);
  assert.equal(sitting(null, ["1", "0"]).passed, true);
});

test("questions worth nothing", () => {
  assert.deepEqual([sitting("4/5", ["0", "0"], ["1", "1"]).percent, sitting("4/5", ["0", "0"]).passed], [100, true]);
});

test("objectives are added up each on its own", () => {
  const { objectives } = sitting("1", ["2", "1/2", "x"], ["1", "1", "x"], ["1", "0", "y"], ["5", "1"]);
  assert.deepEqual([...objectives].map(([id, { points, max }]) => [id, written(points), written(max)]), [["x", "2", "3"], ["y", "0", "1"]]);
});
