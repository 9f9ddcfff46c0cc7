// Answers to a quiz whose key is not in the site: the learner downloads them as
// a file and hands it in, and the author marks it.

import { h, symbol } from "./dom.js";
import { download, recordName } from "./download.js";
import { learnerName } from "./learner.js";
import { nameForm } from "./name-form.js";
import { recordFile } from "./record.js";
import { emptyRecord } from "./store.js";
import { say } from "./words.js";

/** @typedef {import("./store.js").SealedAttempt} SealedAttempt */

/** A file with one attempt in it. @param {SealedAttempt} taken @param {{ site: string, course: { id: string, title: string }, name: string }} of */
const responseFile = (taken, of) => recordFile({ ...emptyRecord(), attempts: { [taken.id]: taken } }, of);

/** What stands in place of a result: how to hand the answers in.
 * @param {{ taken: SealedAttempt, site: string, course: { id: string, title: string } }} given */
export const handInRegion = ({ taken, site, course }) => {
  const saved = h("p", { class: "hand-in-saved", role: "status" });
  const save = () => {
    const name = learnerName(site);
    download(recordName(`${course.id}-${taken.module}`, name), `${JSON.stringify(responseFile(taken, { site, course, name }), null, 2)}\n`);
    saved.replaceChildren(symbol("right"), ` ${say("hand_in_saved")}`);
  };
  const button = h("button", { class: "button", type: "button", click: save }, say("hand_in_download"));
  const show = () => { button.disabled = !learnerName(site); };
  show();
  return h("section", { class: "result is-neutral", "aria-labelledby": "result-title" },
    h("h2", { class: "result-title", id: "result-title", tabindex: -1 }, say("hand_in_title")),
    h("p", {}, say("hand_in_why")),
    nameForm(site, show, true),
    h("p", { class: "result-actions" }, button), saved,
    h("h2", { class: "review-title" }, say("review_title")));
};
