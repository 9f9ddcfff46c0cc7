/** The panel that shows what is wrong, made of text nodes only. */

/** The panel, while it is shown. @type {HTMLElement | null} */
let panel = null;
/** What it showed last. A panel that was closed stays closed until something else is wrong. */
let told = "";

/** Shows findings: errors first. @param {object[]} findings */
function showPanel(findings) {
  const text = JSON.stringify(findings);
  if (text === told) return;
  told = text;
  closePanel();
  const errors = findings.filter((finding) => finding.severity === "error");
  const title = `${errors.length} ${errors.length === 1 ? "error" : "errors"}`;
  const others = findings.filter((finding) => finding.severity !== "error");
  const close = element("button", { type: "button" }, "Close (Esc)");
  close.addEventListener("click", closePanel);
  panel = element("section", { id: "coursewright-panel", lang: "en", dir: "ltr" });
  // An alert is read out when it is filled, not when it comes into the page full.
  panel.setAttribute("role", "alert");
  document.documentElement.append(panel);
  panel.append(
    element("header", {}, element("h2", {}, title), close),
    element("p", {}, "The page shows the last version without errors. It is brought up to date as soon as they are put right."),
    element("ol", {}, ...[...errors, ...others].map(item)),
  );
}

/** Forgets what was wrong: all is well again. */
function dropPanel() {
  told = "";
  closePanel();
}

function closePanel() {
  panel?.remove();
  panel = null;
}

function item(finding) {
  const place = [finding.path, finding.line, finding.column].filter((part) => part != null).join(":");
  const code = finding.code ? `[${finding.code}]` : "";
  return element(
    "li",
    {},
    place ? element("p", { class: "place" }, place) : "",
    element("p", {}, element("strong", {}, `${finding.severity}${code}: `), finding.message),
    finding.excerpt == null ? "" : excerpt(finding),
    finding.second ? element("p", { class: "place" }, `${spot(finding.second)}: ${finding.second.label}`) : "",
    finding.help ? element("p", {}, element("strong", {}, "Help: "), finding.help) : "",
  );
}

function spot(place) {
  return [place.path, place.line, place.column].filter((part) => part != null).join(":");
}

/** The lines with the fault, each with its number, and a mark below it. Columns count characters. */
function excerpt(finding) {
  const box = element("pre", {});
  const lines = finding.excerpt.split("\n").slice(0, 6);
  const width = String(finding.line + lines.length - 1).length;
  // A paragraph is often one long line. What stands well before the fault is left out.
  const skipped = finding.column > 60 ? finding.column - 40 : 0;
  lines.forEach((line, index) => {
    const whole = [...line.replace(/\r$/, "")];
    const characters = skipped ? ["…", ...whole.slice(skipped)] : whole;
    const shift = skipped ? skipped - 1 : 0;
    const isLast = finding.line + index === finding.end_line;
    const from = index === 0 ? finding.column - 1 - shift : 0;
    const to = isLast ? finding.end_column - 1 - shift : characters.length;
    const blank = characters.slice(0, from).map((character) => (character === "\t" ? "\t" : " ")).join("");
    const carets = "^".repeat(Math.max(1, to - from));
    const label = isLast || index === lines.length - 1 ? finding.label : "";
    box.append(
      `${String(finding.line + index).padStart(width)} | ${characters.join("")}\n`,
      element("b", {}, `${" ".repeat(width)} | ${blank}${carets} ${label}`.trimEnd()),
      "\n",
    );
  });
  return box;
}

/** @param {string} name @param {Record<string, string>} attributes @param {...(Node | string)} children */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape") closePanel();
});
