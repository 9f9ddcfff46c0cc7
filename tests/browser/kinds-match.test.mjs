// Questions with several things to get right: pairs, categories, orders, and
// the opinions of a survey. By keys alone, by mouse, by touch and without script.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Project, publish, question, reads, scene, stored, until } from "./harness.mjs";
import { faults, lost, tooSmall } from "./looks.mjs";

let built;
const project = () => (built ??= new Project(fileURLToPath(new URL("kinds-match", import.meta.url))).build());
let address;
const site = () => (address ??= publish(project().site));

const sort = (name, play, options) => scene(name, play, { site, ...options });

const ALL = "sort/all/quiz.html";
const COURSE = "cw:kinds:sort";

const lists = (page, id) => question(page, id).locator("select");
const row = (page, id, text) => question(page, id).getByRole("radiogroup", { name: text });
const items = (page, id) => question(page, id).locator(".order-item .option-text").allInnerTexts();
const up = (page, item) => page.getByRole("button", { name: `Move up: ${item}` });
const down = (page, item) => page.getByRole("button", { name: `Move down: ${item}` });
const mine = (page, id) => question(page, id).getByRole("checkbox", { name: "This is my order" });
const told = (page, text) => reads(page.locator(".announcer"), text);
const focused = (locator) => locator.evaluate((one) => one === document.activeElement);
const submit = (page) => page.getByRole("button", { name: "Submit answers" }).click();
const verdict = (page, id) => question(page, id).locator(".verdict");
const marks = (page, id) => question(page, id).locator(".part, .order-item").evaluateAll((all) =>
  all.flatMap((one) => [...one.querySelectorAll(".option-mark")].map((mark) => mark.textContent.trim())));

/** The items in the order that an answer needs, from where they stand. */
const arrange = async (page, id, wanted, press) => {
  for (const [place, item] of wanted.entries()) {
    for (let at = (await items(page, id)).indexOf(item); at > place; at -= 1) await press(question(page, id).getByRole("button", { name: `Move up: ${item}` }));
  }
  assert.deepEqual(await items(page, id), wanted);
};

const STEPS = ["Note the request and the date", "Make sure who she is, and ask for no more than that takes", "Pass the request on", "Tell her when she will hear from you"];
const CLOCK = ["The request arrives", "The month starts", "The answer is sent"];

/** Everything right but for one pair. `tick` and `press` are how the learner's hand does it. */
const answerAll = async (page, { tick, press }) => {
  for (const [at, label] of ["The controller", "The data subject", "The data subject"].entries()) await lists(page, "who").nth(at).selectOption({ label });
  for (const [at, label] of [/One month/, /72 hours/, /No time/].entries()) {
    const list = lists(page, "deadlines").nth(at);
    await list.selectOption(await list.locator("option").filter({ hasText: label }).getAttribute("value"));
  }
  await tick(row(page, "data", "A customer's voice on a recording").getByRole("radio", { name: "Personal data", exact: true }));
  await tick(row(page, "data", "A work email address with a name in it").getByRole("radio", { name: "Personal data", exact: true }));
  await tick(row(page, "data", "The opening hours of a shop").getByRole("radio", { name: "Not personal data" }));
  for (const [item, label] of Object.entries({ "A newspaper": "Paper", "An envelope": "Paper", "A jam jar": "Glass" })) {
    await question(page, "waste").getByRole("combobox", { name: item }).selectOption({ label });
  }
  await arrange(page, "steps", STEPS, press);
  await arrange(page, "clock", CLOCK, press);
  await tick(row(page, "feel", "I recognise a request when a customer makes one.").getByRole("radio", { name: "Agree", exact: true }));
  await tick(row(page, "feel", "I know whom to pass it on to.").getByRole("radio", { name: "Strongly disagree" }));
  await tick(row(page, "recommend", "To a colleague").getByRole("radio", { name: "8" }));
};

/** What an attempt with all of that comes to. */
const expectAll = async (page) => {
  await reads(page.locator(".result-score"), "You scored 6 2/3 of 7 points (95%).");
  await reads(verdict(page, "who"), "Partly correct. 2/3 of 1 point");
  assert.deepEqual(await marks(page, "who"), ["Your answer, correct", "Your answer, incorrect. Correct answer: The processor", "Your answer, correct"]);
  await reads(question(page, "who").locator(".option-feedback"), "Handles them on somebody else's behalf A processor acts only on instructions.");
  assert.equal(await question(page, "who").locator(".answer-key").count(), 0, "what is right is told in each row, and not again");
  await reads(verdict(page, "deadlines"), "Correct. 2 of 2 points");
  for (const id of ["data", "waste", "steps", "clock"]) await reads(verdict(page, id), "Correct. 1 of 1 point");
  assert.deepEqual(await marks(page, "steps"), Array(4).fill("In its place"));
  for (const id of ["feel", "recommend"]) {
    await reads(verdict(page, id), "Your answer is kept.");
    assert.deepEqual(await marks(page, id), [], "an opinion is not marked");
  }
  assert.ok(await row(page, "feel", /I know whom/).getByRole("radio", { name: "Strongly disagree" }).isChecked());
  assert.equal(await page.locator("fieldset :is(input, select, button):enabled").count(), 0, "what was submitted is locked");
};

const hands = {
  "a mouse": [{ tick: (radio) => radio.check(), press: (button) => button.click() }, {}],
  "a finger": [{ tick: (radio) => radio.tap(), press: (button) => button.tap() }, { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } }],
};
for (const [hand, [how, options]] of Object.entries(hands)) {
  sort(`with ${hand} everything is answered, marked and kept over a reload`, async ({ page, visit }) => {
    await visit(ALL);
    await answerAll(page, how);
    await submit(page);
    await expectAll(page);
    await page.reload();
    await expectAll(page);
  }, options);
}

sort("with keys alone everything is answered", async ({ page, visit }) => {
  await visit(ALL);
  const to = async (wanted) => {
    for (let stop = 0; stop < 80; stop += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const one = document.activeElement;
        const outlined = [one, one.closest("label")].some((box) => box && getComputedStyle(box).outlineStyle !== "none");
        const { top, bottom } = one.getBoundingClientRect();
        return { name: one.outerHTML.slice(0, 80), outlined, inView: bottom > 0 && top < innerHeight };
      });
      assert.ok(at.outlined && at.inView, `the focus is seen on ${at.name}`);
      if (await focused(wanted)) return;
    }
    assert.fail(`${wanted} is not reached`);
  };
  for (const [at, letter] of ["The c", "The p", "The d"].entries()) {
    await to(lists(page, "who").nth(at));
    await page.keyboard.type(letter);
  }
  await to(lists(page, "deadlines").nth(0));
  await page.keyboard.press("ArrowDown");
  const personal = row(page, "data", "The opening hours of a shop").getByRole("radio");
  await to(personal.nth(0));
  await page.keyboard.press("ArrowDown");
  assert.ok(await personal.nth(1).isChecked());
  const [first] = await items(page, "clock");
  await to(down(page, first));
  await page.keyboard.press("Enter");
  await told(page, `${first} moved to position 2 of 3.`);
  assert.ok(await focused(down(page, first)), "the focus goes with the item");
  await page.keyboard.press("Space");
  await told(page, `${first} moved to position 3 of 3.`);
  await page.keyboard.press("Space");
  await told(page, `${first} is already last.`);
  assert.equal(await down(page, first).getAttribute("aria-disabled"), "true");
  assert.ok(await focused(down(page, first)), "a button at an end keeps the focus");
  await to(mine(page, "clock"));
  assert.ok(await mine(page, "clock").isChecked());
  const agree = row(page, "feel", /I recognise/).getByRole("radio");
  await to(agree.nth(0));
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  assert.ok(await agree.nth(1).isChecked());
  await to(page.getByRole("button", { name: "Submit answers" }));
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Submit anyway" }).press("Enter");
  await reads(verdict(page, "who"), "Correct. 1 of 1 point");
  await reads(verdict(page, "data"), "Partly correct. 1/3 of 1 point");
});

sort("an order that nobody has touched is no answer, and one that somebody means is", async ({ page, visit }) => {
  await visit("sort/each/quiz.html");
  const shown = await items(page, "days");
  const check = question(page, "days").getByRole("button", { name: "Check answer" });
  await check.click();
  await reads(question(page, "days").locator(".error"), "Error: Move an item, or confirm that this is your order");
  assert.ok(await focused(mine(page, "days")));
  await mine(page, "days").check();
  await mine(page, "days").uncheck();
  await check.click();
  assert.equal(await verdict(page, "days").count(), 0, "what was taken back is no answer either");
  await down(page, shown[0]).click();
  assert.ok(await mine(page, "days").isChecked(), "to move something is to mean it");
  await up(page, shown[0]).click();
  assert.deepEqual(await items(page, "days"), shown);
  await check.click();
  await reads(verdict(page, "days"), "Incorrect. 0 of 1 point");
  assert.ok(await focused(verdict(page, "days")));
  const places = (await marks(page, "days")).map((mark, at) => [mark, shown[at]]);
  const week = ["Monday", "Tuesday", "Wednesday"];
  assert.deepEqual(places, shown.map((day, at) => [week[at] === day ? "In its place" : `Belongs at position ${week.indexOf(day) + 1}`, day]));
  await reads(question(page, "days").locator(".answer-key"), "Correct order: Monday Tuesday Wednesday");
});

sort("an order that is shown as it is meant can be confirmed without moving anything", async ({ page, visit }) => {
  await visit("sort/each/quiz.html");
  await mine(page, "days").check();
  await question(page, "days").getByRole("button", { name: "Check answer" }).click();
  await reads(verdict(page, "days"), /^Incorrect\./);
  await page.reload();
  await reads(verdict(page, "days"), /^Incorrect\./);
});

sort("what was answered in part is named, and may be submitted all the same", async ({ page, visit }) => {
  await visit(ALL);
  await lists(page, "who").nth(0).selectOption({ label: "The controller" });
  await row(page, "feel", /I recognise/).getByRole("radio").first().check();
  await submit(page);
  await reads(page.locator(".error-summary h2"), "8 questions are not fully answered");
  await reads(question(page, "who").locator(".error"), "Error: 2 more need an answer");
  await reads(question(page, "feel").locator(".error"), "Error: 1 more needs an answer");
  await reads(question(page, "waste").locator(".error"), "Error: Choose an answer");
  await page.getByRole("link", { name: "Question 1: 2 more need an answer" }).click();
  const second = lists(page, "who").nth(1);
  assert.ok(await focused(second), "the link leads to the first row without an answer");
  assert.equal(await second.getAttribute("aria-invalid"), "true");
  await page.getByRole("link", { name: "Question 7: 1 more needs an answer" }).click();
  const open = row(page, "feel", /I know whom/);
  assert.ok(await focused(open.getByRole("radio").first()));
  assert.equal(await open.getAttribute("aria-invalid"), "true");
  for (let at = 1; at < 3; at += 1) await lists(page, "who").nth(at).selectOption({ index: 1 });
  await submit(page);
  assert.equal(await question(page, "who").locator(".error, [aria-invalid], [aria-describedby]").count(), 0);
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await reads(verdict(page, "feel"), "Your answer is kept.");
  await reads(verdict(page, "recommend"), "Not answered.");
  assert.deepEqual(await marks(page, "waste"), ["Paper", "Glass", "Paper"].map((name) => `Not answered. Correct answer: ${name}`));
});

sort("a survey counts for nothing", async ({ page, visit }) => {
  await visit("sort/each/quiz.html");
  await row(page, "mood", "I am well.").getByRole("radio", { name: "Strongly agree" }).check();
  await question(page, "mood").getByRole("button", { name: "Check answer" }).click();
  await reads(question(page, "mood").locator(".marking"), "Your answer is kept.");
  for (const list of await lists(page, "pairs").all()) await list.selectOption({ label: "Vienna" });
  await page.getByRole("button", { name: "See result" }).click();
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await reads(page.locator(".result-score"), "You scored 0.5 of 2 points (25%).");
  const [taken] = Object.values((await stored(page, COURSE)).attempts);
  const { points, earned, response } = taken.questions.find(({ id }) => id === "mood");
  assert.deepEqual({ points, earned, response }, { points: "0", earned: "0", response: { 1: "e" } });
});

sort("a reload and a second tab show what was answered, and another attempt begins anew", async ({ page, visit, context }) => {
  await visit(ALL);
  const shown = await items(page, "clock");
  await answerAll(page, hands["a mouse"][0]);
  await page.reload();
  assert.deepEqual(await items(page, "clock"), CLOCK);
  assert.ok(await mine(page, "clock").isChecked());
  assert.equal(await lists(page, "who").nth(0).locator("option:checked").innerText(), "The controller");
  assert.ok(await row(page, "feel", /I know whom/).getByRole("radio", { name: "Strongly disagree" }).isChecked());
  const other = await context.newPage();
  await other.goto(page.url());
  assert.deepEqual(await items(other, "clock"), CLOCK);
  await up(other, CLOCK[2]).click();
  await lists(other, "who").nth(1).selectOption({ label: "The processor" });
  await until(async () => (await items(page, "clock")).join() === [CLOCK[0], CLOCK[2], CLOCK[1]].join(), "the first tab follows");
  await reads(lists(page, "who").nth(1).locator("option:checked"), "The processor");
  await submit(page);
  await page.getByRole("button", { name: "Try again" }).click();
  assert.deepEqual(await items(page, "clock"), shown);
  assert.ok(!await mine(page, "clock").isChecked());
  assert.equal(await page.locator("fieldset :is(input:checked, select:has(option:not([value='']):checked))").count(), 0);
});

sort("a question in the text is marked at once and can be tried again", async ({ page, visit }) => {
  await visit("sort/all/index.html");
  const shown = await items(page, "steps");
  const check = (id) => question(page, id).getByRole("button", { name: "Check answer" });
  await down(page, shown[0]).click();
  await down(page, shown[0]).click();
  await check("steps").click();
  await verdict(page, "steps").waitFor();
  await page.reload();
  assert.notDeepEqual(await items(page, "steps"), shown);
  await question(page, "steps").getByRole("button", { name: "Try again" }).click();
  assert.deepEqual(await items(page, "steps"), shown);
  assert.ok(!await mine(page, "steps").isChecked());
  assert.equal(await question(page, "steps").locator(".option-mark").count(), 0);
  for (const list of await lists(page, "who").all()) await list.selectOption({ label: "The processor" });
  await check("who").click();
  await reads(verdict(page, "who"), "Partly correct.");
  await question(page, "who").getByRole("button", { name: "Try again" }).click();
  assert.equal(await lists(page, "who").nth(0).inputValue(), "");
  assert.ok(await focused(lists(page, "who").nth(0)));
});

sort("a shuffled quiz never shows the right order, and keeps the one that it shows", async ({ page, visit }) => {
  const order = async () => ({
    months: await items(page, "months"),
    kept: await question(page, "kept").locator(".part-text").allInnerTexts(),
    parity: await question(page, "parity").locator(".part .part-text .option-text").allInnerTexts(),
  });
  await visit("sort/shuffled/quiz.html");
  const seen = { months: new Set(), parity: new Set() };
  for (let attempt = 0; attempt < 8; attempt += 1) {
    await page.getByRole("button", { name: "Submit answers" }).waitFor();
    const first = await order();
    assert.notDeepEqual(first.months, ["January", "February", "March"]);
    assert.deepEqual(first.kept, ["One", "Two", "Three"], "rows keep their order where the author says so");
    for (const id of ["months", "parity"]) seen[id].add(first[id].join());
    await page.reload();
    assert.deepEqual(await order(), first);
    await arrange(page, "months", ["January", "February", "March"], (button) => button.click());
    for (const part of await question(page, "parity").getByRole("radiogroup").all()) {
      const number = Number((await part.locator(".option-text").innerText()));
      await part.getByRole("radio", { name: number % 2 ? "Odd" : "Even" }).check();
    }
    await submit(page);
    await page.getByRole("button", { name: "Submit anyway" }).click();
    await reads(verdict(page, "months"), "Correct. 1 of 1 point");
    await reads(verdict(page, "parity"), "Correct. 1 of 1 point");
    const taken = Object.values((await stored(page, COURSE)).attempts).sort((a, b) => b.at - a.at)[0];
    const kept = taken.questions.find(({ id }) => id === "parity");
    assert.equal(kept.order?.length ?? 6, 6);
    assert.deepEqual((await order()).parity, first.parity, "the result stands in the order of the attempt");
    await page.getByRole("button", { name: "Try again" }).click();
  }
  assert.ok(seen.months.size > 1 && seen.parity.size > 2, `eight attempts in ${seen.months.size} and ${seen.parity.size} orders`);
});

/** The states in which these questions can be. */
const walk = async ({ page, visit }, look) => {
  await visit("sort/all/index.html");
  await look("in the text");
  await visit(ALL);
  await look("unanswered");
  await lists(page, "who").nth(0).selectOption({ label: "The controller" });
  await lists(page, "who").nth(1).selectOption({ label: "The regulator" });
  for (const part of await question(page, "data").getByRole("radiogroup").all()) await part.getByRole("radio").first().check();
  await up(page, (await items(page, "steps"))[3]).click();
  await mine(page, "clock").check();
  await row(page, "feel", /I recognise/).getByRole("radio").first().check();
  await submit(page);
  await look("with answers missing");
  await page.getByRole("button", { name: "Submit anyway" }).click();
  await verdict(page, "who").waitFor();
  await look("marked");
};

for (const viewport of [{ width: 1280, height: 900 }, { width: 700, height: 900 }, { width: 320, height: 640 }]) {
  for (const colorScheme of ["light", "dark"]) {
    sort(`nothing breaks a rule or is lost ${viewport.width} px wide in ${colorScheme} colours`, async (stage) => {
      const found = [];
      await walk(stage, async (state) => {
        const small = await stage.page.evaluate(() => [...document.querySelectorAll(".part select, .move, .order-is-mine, .part[data-part] .cell")]
          .filter((one) => one.checkVisibility() && Math.round(one.getBoundingClientRect().height) < 44).map((one) => `${one.className} is too low`));
        for (const fault of [...await faults(stage.page), ...await lost(stage.page), ...await tooSmall(stage.page), ...small]) found.push(`${state}: ${fault}`);
      });
      assert.deepEqual(found, []);
    }, { viewport, colorScheme });
  }
}

sort("a narrow window stacks the answers of a table, with their names", async ({ page, visit }) => {
  await visit(ALL);
  const name = question(page, "feel").locator(".part[data-part] .cell-text").first();
  const head = question(page, "feel").locator(".part-head");
  assert.ok(await head.isVisible());
  assert.ok((await name.boundingBox()).width <= 1, "the head of the table says it");
  await page.setViewportSize({ width: 320, height: 640 });
  assert.ok(await head.isHidden());
  assert.ok((await name.boundingBox()).width > 50);
});

sort("an item glides to its place, unless less motion is asked for", async ({ page, visit }) => {
  await visit(ALL);
  const glides = () => question(page, "clock").evaluate((one) => one.getAnimations({ subtree: true }).length);
  await down(page, "The answer is sent").evaluate((one) => one.click());
  assert.equal(await glides(), 2);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await until(async () => await glides() === 0, "it has come to rest");
  await down(page, "The answer is sent").evaluate((one) => one.click());
  assert.equal(await glides(), 0);
});

sort("without script everything can be read, written on paper and looked up", async ({ page, visit }) => {
  await visit(ALL);
  await page.emulateMedia({ media: "print" });
  await reads(question(page, "who").locator(".matches"), /The regulator/);
  await reads(question(page, "steps").locator(".number-boxes"), "Write the position of each into its box.");
  assert.equal(await page.locator("fieldset :is(button, [name$='-mine'])").count(), 0);
  assert.ok(await question(page, "feel").locator(".part-head").isVisible());
  await page.emulateMedia({ media: "screen" });
  assert.ok(await question(page, "who").locator(".matches").isHidden(), "the lists say it");
  await page.getByText("Answers", { exact: true }).click();
  await reads(page.locator("[data-answer='who'] .answer-key"), /^Correct answers: Decides why and how they are used: The controller/);
  await reads(page.locator("[data-answer='clock'] .answer-key"), "Correct order: The request arrives The month starts The answer is sent");
  assert.equal(await page.locator("[data-answer='feel'] .answer-key").count(), 0);
}, { javaScriptEnabled: false });

sort("on paper nothing remains that only a hand can use", async ({ page, visit }) => {
  await visit(ALL);
  await page.emulateMedia({ media: "print" });
  for (const control of await question(page, "steps").locator(".move, .order-is-mine").all()) assert.ok(await control.isHidden());
  await reads(question(page, "steps").locator(".number-boxes"), "Write the position of each into its box.");
  await page.emulateMedia({ media: "screen" });
  await mine(page, "steps").check();
  await page.emulateMedia({ media: "print" });
  assert.ok(await question(page, "steps").locator(".number-boxes").isHidden(), "an order that was given is printed with its numbers");
});

scene("from a folder everything is answered and kept", async ({ page, visit }) => {
  await visit(ALL);
  await answerAll(page, hands["a mouse"][0]);
  await page.reload();
  await submit(page);
  await expectAll(page);
}, { site: async () => `${pathToFileURL(project().site).href}/` });

/** What a screen reader is given for each question, as a file that one can read. */
const GOLDEN = new URL("kinds-match.yml", import.meta.url);

sort("they are announced with their own words, before and after marking", async (stage) => {
  const { page } = stage;
  const lines = [];
  const ids = ["who", "deadlines", "data", "waste", "steps", "clock", "feel", "recommend"];
  await walk(stage, async (state) => {
    if (state === "in the text") return;
    for (const id of state === "unanswered" ? ids : ["who", "data", "clock", "steps", "feel"]) {
      lines.push(`# ${id}, ${state}`, await question(page, id).ariaSnapshot(), "");
    }
  });
  const text = `${lines.join("\n").trimEnd()}\n`;
  if (process.env.SNAPSHOTS === "overwrite") writeFileSync(GOLDEN, text);
  assert.equal(text, readFileSync(GOLDEN, "utf8"));
});
