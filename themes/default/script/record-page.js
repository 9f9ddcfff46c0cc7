// <cw-records>: the learner's own record. What is kept of each course, to be
// read, taken away as a file, brought along from elsewhere, and erased.

import { eraseEverything, setAsideOf, storedCourses } from "./browser-storage.js";
import { currentProfile, ownKeys, profileKeys, removeProfile } from "./desk-state.js";
import { ask } from "./dialog.js";
import { announce, button, dataOf, focusOn, h, page, symbol } from "./dom.js";
import { download, recordName } from "./download.js";
import { keepName, learnerName } from "./learner.js";
import { nameForm } from "./name-form.js";
import { recordFile } from "./record.js";
import { countsOf, load } from "./record-load.js";
import { aboutEntry, countWords, isEmpty, keptDetails, lastNoted, unfinished } from "./record-summary.js";
import { closeRecorders, recorderOf } from "./recorder.js";
import { say } from "./words.js";

/**
 * @typedef {import("./standing.js").CourseOutline} CourseOutline
 * @typedef {import("./record-load.js").Loading} Loading
 * @typedef {{ id: string, title: string, outline: CourseOutline | undefined }} Kept
 */

/** The largest file that is looked at: more than any browser keeps for a site. */
const LARGEST = 16 * 1024 * 1024;

class Records {
  /** @param {HTMLElement} host @param {CourseOutline[]} courses */
  constructor(host, courses) {
    this.host = host;
    this.courses = courses;
    this.site = page().site;
    /** How the device is shared, if it is: `profiles` or `session`. */
    this.desk = document.documentElement.dataset.desk;
    this.name = this.nameSection();
    this.list = h("section", { class: "records", "aria-labelledby": "records-title" });
    this.outcome = h("ul", { class: "loadings" });
    this.whole = h("section", { class: "record-controls", "aria-labelledby": "erase-title" });
    host.append(this.list, this.loadForm(), this.name, this.whole);
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    for (const { id } of this.kept()) recorderOf(id).addEventListener("change", () => this.render(), { signal });
    document.addEventListener("cw-storage", () => this.render(), { signal });
    this.render();
    if (this.desk && location.hash === "#end-session") {
      const title = this.whole.querySelector("h2");
      focusOn(title);
      title?.scrollIntoView();
    }
  }

  /** The site's courses, then those of which something is kept though the site has them no more. @returns {Kept[]} */
  kept() {
    const gone = storedCourses(this.site).filter((id) => this.courses.every((course) => course.id !== id));
    return [
      ...this.courses.map((outline) => ({ id: outline.id, title: outline.title, outline })),
      ...gone.map((id) => ({ id, title: id, outline: undefined })),
    ];
  }

  render() {
    const all = this.kept();
    const [some, none] = [all.filter(({ id }) => this.holds(id)), all.filter(({ id }) => !this.holds(id))];
    const controls = () => [...this.list.querySelectorAll(/** @type {"button"} */ ("a, button, summary"))];
    const focused = controls().findIndex((control) => control === document.activeElement);
    const open = new Set([...this.list.querySelectorAll("details[open]")].map((details) => details.closest("article")?.id));
    this.list.replaceChildren(
      h("h2", { id: "records-title", tabindex: -1 }, say("records_title")),
      ...some.map((course) => this.card(course)),
      none.length > 0 && some.length > 0
        ? h("p", { class: "records-none" }, say("records_none_of", { titles: none.map(({ title }) => title).join(", ") }))
        : some.length === 0 ? h("p", { class: "records-none" }, say("records_none")) : "");
    for (const details of this.list.querySelectorAll("details")) details.open = open.has(details.closest("article")?.id);
    if (focused >= 0) controls()[focused]?.focus();
    this.whole.replaceChildren(...(this.desk ? this.endSession(some) : some.length || learnerName(this.site) ? this.eraseAll(some) : []));
  }

  /** Whether anything is kept of a course. @param {string} id */
  holds(id) {
    return !isEmpty(recorderOf(id).record) || setAsideOf(this.site, id) !== null;
  }

  /** @param {Kept} course */
  card(course) {
    const { id, title, outline } = course;
    const { record, state } = recorderOf(id);
    const [words, last, aside] = [countWords(countsOf(record)), lastNoted(record), setAsideOf(this.site, id)];
    const what = (/** @type {string} */ word) => h("span", {}, h("span", { class: "visually-hidden" }, `${title}: `), say(word));
    return h("article", { class: "record-card", id: `record-${id}` },
      h("h3", {}, outline ? h("a", { href: outline.href }, title) : say("record_of_gone", { title })),
      h("p", { class: "facts" }, ...words.map((word) => h("span", {}, `${word} `)), last !== null && h("span", {}, say("last_noted", { day: last }))),
      state !== "saved" && h("p", { class: "record-trouble" }, symbol("note"), ` ${say(`storage_${state}`)}`),
      aside !== null && h("p", { class: "record-trouble" }, symbol("note"), ` ${say("set_aside")} `,
        h("button", { class: "link-button", type: "button", click: () => download(recordName(`${title} unreadable`, ""), aside) }, say("set_aside_download"))),
      !isEmpty(record) && keptDetails(record, outline),
      h("div", { class: "record-actions" },
        !isEmpty(record) && this.downloadButton(course, what("download_record")),
        h("button", { class: "button secondary", type: "button", click: () => this.askToErase([course]) }, what("erase_record"))));
  }

  /** @param {Kept} course @param {Node} label */
  downloadButton({ id, title }, label) {
    const click = () => {
      const name = learnerName(this.site);
      const recorder = recorderOf(id);
      recorder.refresh();
      download(recordName(title, name), `${JSON.stringify(recordFile(recorder.record, { site: this.site, course: { id, title }, name }), null, 2)}\n`);
      announce(say("record_downloaded", { title }));
    };
    return h("button", { class: "button", type: "button", click }, label);
  }

  nameSection() {
    this.nameForm = nameForm(this.site, () => this.render());
    return h("section", { class: "record-controls", "aria-labelledby": "name-title" }, h("h2", { id: "name-title" }, say("name_title")), this.nameForm);
  }

  showName() {
    const input = this.nameForm?.querySelector("input");
    if (input) input.value = learnerName(this.site);
  }

  loadForm() {
    const input = h("input", { id: "load-files", type: "file", accept: ".json,application/json", multiple: true, "aria-describedby": "load-hint" });
    input.addEventListener("change", async () => {
      const files = [...input.files ?? []];
      this.outcome.replaceChildren();
      for (const file of files) await this.take(file);
      input.value = "";
    });
    return h("section", { class: "record-controls", "aria-labelledby": "load-title" },
      h("h2", { id: "load-title" }, say("load_title")),
      h("p", { id: "load-hint" }, say("load_hint")),
      h("div", { class: "load-field" }, h("label", { for: "load-files" }, say("load_label")), input),
      this.outcome);
  }

  /** Reads one file and says what came of it. @param {File} file */
  async take(file) {
    const row = h("li", {});
    this.outcome.append(row);
    const text = file.size > LARGEST ? null : await file.text().catch(() => null);
    if (text === null) this.tell(row, file.name, { good: false, text: say("load_unreadable") });
    else this.takeText(row, file.name, text, false);
  }

  /** @param {HTMLElement} row @param {string} name @param {string} text @param {boolean} anyone */
  takeText(row, name, text, anyone) {
    const loading = load(text, { site: this.site, courses: this.courses, recorderOf }, anyone);
    const again = loading.result === "other-learner"
      ? button(say("load_anyway"), () => {
        this.takeText(row, name, text, true);
        focusOn(row);
      }, true)
      : null;
    this.tell(row, name, outcomeOf(loading, this.courses), again);
    if (loading.result === "loaded") this.showName();
  }

  /** @param {HTMLElement} row @param {string} name @param {{ good: boolean, text: string }} outcome @param {HTMLElement | null} [action] */
  tell(row, name, { good, text }, action = null) {
    row.className = good ? "is-right" : "is-note";
    row.replaceChildren(symbol(good ? "right" : "note"), " ", h("b", {}, name), h("span", {}, ` ${text} `), action ?? "");
    announce(`${name}: ${text}`);
  }

  /** @param {Kept[]} courses @returns {HTMLElement[]} */
  eraseAll(courses) {
    return [
      h("h2", { id: "erase-title" }, say("erase_all_title")),
      h("p", {}, say("erase_all_hint")),
      h("p", {}, h("button", { class: "button danger", type: "button", click: () => this.askToErase(courses, true) }, say("erase_all"))),
    ];
  }

  /** At a shared desk: to leave, and leave nothing. @param {Kept[]} courses @returns {HTMLElement[]} */
  endSession(courses) {
    return [
      h("h2", { id: "erase-title", tabindex: -1 }, say("end_title")),
      h("p", {}, say("end_hint")),
      h("p", {}, h("button", { class: "button danger", type: "button", click: () => this.askToErase(courses, true) }, say("end_now"))),
    ];
  }

  /** Names what will be lost, and offers to save it first.
   * @param {Kept[]} courses @param {boolean} [everything] the name and all the rest too */
  askToErase(courses, everything = false) {
    const lost = courses.map((course) => {
      const { record } = recorderOf(course.id);
      const left = unfinished(record);
      const parts = [...countWords(countsOf(record)), ...(left ? [say("count_unfinished", { n: left })] : [])];
      return h("li", {}, h("b", {}, course.title), ` ${parts.join(", ")} `,
        !isEmpty(record) && this.downloadButton(course, h("span", {}, say("download_first"), h("span", { class: "visually-hidden" }, ` ${course.title}`))));
    });
    const name = everything && learnerName(this.site);
    ask({
      title: this.desk && everything ? say("end_ask") : everything ? say("erase_all_ask") : say("erase_ask", { title: courses[0].title }),
      body: [
        h("p", {}, say(lost.length || name ? "erase_lost" : "erase_nothing")),
        h("ul", { class: "erase-list" }, ...lost, name && h("li", {}, h("b", {}, say("name_title")), ` ${name}`)),
        lost.length > 0 && h("p", {}, say("erase_final")),
      ],
      word: say(this.desk && everything ? "end_now" : everything ? "erase_all" : "erase_now"),
    }, () => this.erase(courses, everything));
  }

  /** @param {Kept[]} courses @param {boolean} everything */
  async erase(courses, everything) {
    if (this.desk && everything) {
      await this.leaveDesk();
      return;
    }
    await Promise.all(courses.map(({ id }) => recorderOf(id).erase()));
    if (everything) {
      keepName(this.site, "");
      this.showName();
      await eraseEverything(ownKeys(this.site));
    }
    this.render();
    focusOn(this.list.querySelector("h2"));
    announce(everything ? say("erased_all") : say("erased", { title: courses[0].title }));
  }

  /** Leaves the desk to the next learner. The profile goes first, so that no
   * other tab keeps anything more under it. */
  async leaveDesk() {
    const profile = currentProfile() ?? "";
    closeRecorders();
    removeProfile(this.site, profile);
    await eraseEverything(profileKeys(this.site, profile));
    location.assign(`${document.documentElement.dataset.root ?? ""}index.html`);
  }
}

/** What came of a file, in words.
 * @param {Loading} loading @param {CourseOutline[]} courses @returns {{ good: boolean, text: string }} */
const outcomeOf = (loading, courses) => {
  switch (loading.result) {
    case "loaded": {
      const news = countWords(loading.added);
      const text = news.length ? say("load_done", { title: loading.title, what: news.join(", ") }) : say("load_nothing_new", { title: loading.title });
      return { good: loading.unkept === null, text: loading.unkept ? `${text} ${say(`storage_${loading.unkept}`)}` : text };
    }
    case "altered": {
      const blanks = { entry: loading.entry, count: loading.count, about: aboutEntry(loading.about, courses.find(({ id }) => id === loading.course)) };
      return { good: false, text: say(loading.entry === 0 ? "load_altered_end" : loading.entry === 1 ? "load_altered_start" : "load_altered", blanks) };
    }
    case "other-site": return { good: false, text: say("load_other_site", { site: loading.site }) };
    case "other-course": return { good: false, text: say("load_other_course", { title: loading.title }) };
    case "other-learner": return { good: false, text: say("load_other_learner", { theirs: loading.theirs, ours: loading.ours }) };
    default: return { good: false, text: say(`load_${loading.result.replace("-", "_")}`) };
  }
};

export class RecordsElement extends HTMLElement {
  /** @type {Records | undefined} */
  records;

  connectedCallback() {
    /** @type {CourseOutline[]} */
    const courses = dataOf(this)?.courses ?? [];
    this.listening = new AbortController();
    this.querySelector(".needs-script")?.remove();
    this.records ??= new Records(this, courses);
    this.records.listen(this.listening.signal);
  }

  disconnectedCallback() {
    this.listening?.abort();
  }
}
