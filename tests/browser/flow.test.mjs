// How text flows into the room that there is: on telephones and desks, from
// right to left, and on paper.

import assert from "node:assert/strict";
import { Project, publish, scene } from "./harness.mjs";
import { faults, lost } from "./looks.mjs";

const LONG = "assessment of the consequences for the people concerned";
const project = new Project();
project.edit("content/glossary.yml", "kettle:", `${LONG}: What comes of it.\nkettle:`)
  .write("content/01-desk/01-blocks/03-flow.md", `---
title: Flow
---
The firm makes an ${LONG} before it begins. {{source: one-month}} Does the rule hold here? {{source: one-month}} “It does.” {{source: faulty-goods}} {{source: one-month}}
It holds for every firm (most of them). {{source: faulty-goods}} And here too?[^note] The kettle {{source: one-month}} is included.

| Part of the work | Do not say this to a customer | Say this instead |
| --- | --- | --- |
| Refunds | Never | At once |
| The ${LONG} | No | Yes |

::: checklist Before you answer
- [ ] Asked **when it was bought, and where**, as [the text about it](02-text.md) says, with \`order 17\` at hand. {{source: one-month}}
- [ ] Short
:::

[^note]: The footnote says why.
`);
project.build();
const address = publish(project.site);
const FLOW = "desk/blocks/flow.html";
const WIDTHS = [320, 360, 1280];

/** What does not flow in the labels of the checklist: text in columns, or over its box. @param {import("playwright-core").Page} page */
const torn = (page) => page.evaluate(() => [...document.querySelectorAll(".checklist label")].flatMap((label) => {
  const [input, ...words] = [...label.childNodes];
  const range = document.createRange();
  range.setStartBefore(words[0]);
  range.setEndAfter(words.at(-1));
  const rtl = getComputedStyle(label).direction === "rtl";
  const box = input.getBoundingClientRect();
  const over = [...range.getClientRects()].some(({ left, right }) => (rtl ? right > box.left : left < box.right));
  const plain = document.createElement("div");
  plain.style.width = `${label.clientWidth - parseFloat(getComputedStyle(label).paddingInlineStart)}px`;
  plain.append(range.cloneContents());
  label.after(plain);
  const { paddingTop, paddingBottom } = getComputedStyle(label);
  const high = label.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
  const meant = plain.clientHeight;
  plain.remove();
  const name = label.textContent.trim().slice(0, 20);
  return [...(over ? [`${name} lies over its box`] : []), ...(Math.abs(high - meant) > 2 ? [`${name} is ${high} high, not ${meant}`] : [])];
}));

const checklistFlows = async ({ page, visit }) => {
  await visit(FLOW);
  const found = [];
  for (const media of ["screen", "print"]) for (const width of WIDTHS) for (const direction of ["ltr", "rtl"]) {
    await page.emulateMedia({ media });
    await page.setViewportSize({ width, height: 700 });
    await page.locator("html").evaluate((html, dir) => { html.dir = dir; }, direction);
    for (const fault of await torn(page)) found.push(`${media}, ${width} px, ${direction}: ${fault}`);
  }
  assert.deepEqual(found, []);
};

scene("a line of a checklist flows as text, whatever stands in it", checklistFlows, { site: () => address });
scene("a line of a checklist flows as text without the script", checklistFlows, { site: () => address, javaScriptEnabled: false });

for (const colorScheme of ["light", "dark"]) {
  scene(`text, terms and tables find room on a telephone, ${colorScheme}`, async ({ page, visit }) => {
    await visit(FLOW);
    const found = [];
    for (const direction of ["ltr", "rtl"]) for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 700 });
      await page.locator("html").evaluate((html, dir) => { html.dir = dir; }, direction);
      const wide = await page.locator(".table, .prose p").evaluateAll((all) => all.filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => `${box.className} ${box.scrollWidth}`));
      // A word of a heading stays whole.
      const split = await page.locator("thead th").evaluateAll((all) => all.flatMap(({ firstChild: text }) => [...text.data.matchAll(/\S+/g)].filter(({ 0: word, index }) => {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        return range.getClientRects().length > 1;
      }).map(([word]) => `${word} is split`)));
      for (const fault of [...wide, ...split, ...await lost(page), ...await faults(page)]) found.push(`${direction}, ${width} px: ${fault}`);
    }
    assert.deepEqual(found, []);
  }, { site: () => address, colorScheme });
}

scene("a reference stands on the line of the word before it", async ({ page, visit }) => {
  await visit(FLOW);
  const found = [];
  for (let width = 320; width <= 460; width += 3) {
    await page.setViewportSize({ width, height: 700 });
    const alone = await page.locator(".prose sup").evaluateAll((all) => all.filter((sup) => {
      const range = document.createRange();
      let before = sup.previousSibling;
      while (before.lastChild) before = before.lastChild;
      range.setStart(before, Math.max(0, before.length - 1));
      range.setEnd(before, before.length);
      const [last, first] = [[...range.getClientRects()].at(-1), sup.getClientRects()[0]];
      return first.top > last.bottom;
    }).map((sup) => `${sup.previousSibling.textContent.slice(-20)} ${sup.textContent}`));
    for (const one of alone) found.push(`${width} px: ${one}`);
  }
  assert.deepEqual(found, []);
}, { site: () => address });

scene("a command is read whole on a telephone, and copied as it is", async ({ page, visit }) => {
  await visit("verify.html");
  const command = page.locator("pre");
  for (const width of [320, 360, 390]) {
    await page.setViewportSize({ width, height: 700 });
    const [full, shown] = await command.evaluate((pre) => [pre.scrollWidth, pre.clientWidth]);
    assert.ok(full <= shown, `${full} of ${shown} px`);
  }
  await command.selectText();
  assert.equal(await page.evaluate(() => getSelection().toString().trim()), "coursewright record verify record.json");
});

/** Which web addresses stand on each page of a PDF. @param {Buffer} pdf */
const linked = (pdf) => {
  const objects = new Map([...pdf.toString("latin1").matchAll(/(\d+) 0 obj\n([^]*?)endobj/g)].map(([, name, body]) => [name, body]));
  return [...objects.values()].filter((body) => /\/Type \/Page\s/.test(body)).map((body) =>
    new Set([...(/\/Annots \[([^\]]*)\]/.exec(body)?.[1] ?? "").matchAll(/(\d+) 0 R/g)]
      .map(([, name]) => /\/URI \(https:\/\/example\.com\/([^)]*)\)/.exec(objects.get(name) ?? "")?.[1]).filter(Boolean)));
};

const printed = new Project();
const row = (at) => `| [from](https://example.com/from-${at}) ${"words and more words ".repeat(40)} [to](https://example.com/to-${at}) | ${at} |`;
printed.write("content/01-desk/01-blocks/03-long.md", `---
title: Long
---
| [What](https://example.com/head) | Days |
| --- | --- |
${Array.from({ length: 12 }, (_, at) => row(at)).join("\n")}

![The path from desk to decision](path.svg)
`).build();
const paper = publish(printed.site);

scene("on paper a row of a table stays whole below its heading, and a picture leaves room for text", async ({ page, visit }) => {
  await visit("desk/blocks/long.html");
  for (const format of ["A4", "Letter"]) {
    const pages = linked(await page.pdf({ format, preferCSSPageSize: true })).filter((names) => [...names].some((name) => name.startsWith("from")));
    assert.ok(pages.length > 2, `${pages.length} pages of ${format}`);
    for (const names of pages) {
      assert.ok(names.has("head"), `${format}: ${[...names]}`);
      for (const name of names) if (name !== "head") assert.ok(names.has(name.replace(/^\w+/, name.startsWith("from") ? "to" : "from")), `${format}: ${name} of ${[...names]}`);
    }
  }
  await page.emulateMedia({ media: "print" });
  const high = await page.locator(".prose img").evaluate((img) => { img.style.blockSize = "2000px"; return img.getBoundingClientRect().height; });
  assert.ok(high < (297 - 38) / 2 / 25.4 * 96, `${high} px of a page`);
}, { site: () => paper });
