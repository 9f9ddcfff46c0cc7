/**
 * Listens for builds and brings this page up to date.
 *
 * A message says how things are, not what happened, so nothing is lost when
 * some are missed: the page compares them with what it shows itself.
 */

/** What this page was made from. */
const mine = { ...document.currentScript.dataset };
/** The open stream of messages. A browser allows six connections, so a hidden page gives its own up. */
let stream = null;
/** The newest message not yet looked at, and whether one is being looked at. */
let newest = null;
let busy = false;
/** What is wrong with this page alone, as the server said when it was last fetched. */
let faults = [];

function listen() {
  if (stream || document.hidden) return;
  stream = new EventSource("/__coursewright/events");
  stream.addEventListener("message", (event) => {
    newest = JSON.parse(event.data);
    if (!busy) follow();
  });
  stream.addEventListener("error", () => {
    // Mostly the browser tries again by itself; it gives up when something else answered.
    if (stream?.readyState !== EventSource.CLOSED) return;
    stream = null;
    setTimeout(listen, 1000);
  });
}

function leave() {
  stream?.close();
  stream = null;
}

/** Looks at messages until there is none. */
async function follow() {
  busy = true;
  while (newest) {
    const message = newest;
    newest = null;
    try {
      await bringUpTo(message);
    } catch (error) {
      if (error instanceof Mismatch) return location.reload();
      // The server is gone for the moment. It will be heard of again.
      if (!(error instanceof Unreachable)) throw error;
    }
  }
  busy = false;
}

async function bringUpTo(message) {
  if (message.boot !== mine.boot || message.script !== mine.script) throw new Mismatch("another script");
  if (message.style !== mine.style) renewStyle(message.shown);
  if (message.shown !== mine.shown || mine.status >= 500) await renewPage();
  if (message.pictures !== mine.pictures) renewPictures(message.shown);
  const { shown: site, style, pictures } = message;
  Object.assign(mine, { shown: site, style, pictures });
  const findings = message.errors > 0 ? message.findings : faults;
  if (findings.length > 0) showPanel(findings);
  else dropPanel();
}

/** Fetches this page and puts in what changed. A page that cannot be made at the moment stays as it is. */
async function renewPage() {
  const { status, page } = await fetched();
  faults = JSON.parse(page.getElementById("coursewright-findings")?.textContent ?? "[]");
  if (String(status) === mine.status) patch(page);
  else if (status !== 500) throw new Mismatch("another answer");
}

class Unreachable extends Error {}

/** This page as the server sends it now. Read this way, a page needs no leave from its own policy to be parsed. */
function fetched() {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", location.pathname + location.search);
    request.responseType = "document";
    request.addEventListener("load", () => {
      if (request.response) resolve({ status: request.status, page: request.response });
      else reject(new Mismatch("no page"));
    });
    request.addEventListener("error", () => reject(new Unreachable()));
    request.send();
  });
}

/** Loads the style sheets anew. The old ones stay until the new ones are there, so nothing flickers. */
function renewStyle(version) {
  for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
    if (isOwn(link) || link.dataset.old) continue;
    const next = link.cloneNode();
    next.href = versioned(link.href, version);
    link.dataset.old = "true";
    next.addEventListener("load", () => link.remove());
    next.addEventListener("error", () => next.remove());
    link.after(next);
  }
}

function renewPictures(version) {
  for (const picture of document.images) {
    const { origin } = new URL(picture.src, location.href);
    if (origin === location.origin) picture.src = versioned(picture.src, version);
  }
}

function versioned(address, version) {
  const url = new URL(address);
  url.search = `?${version}`;
  return url.href;
}

remember();
if (!document.querySelector('link[href="/__coursewright/preview.css"]')) {
  document.head.append(element("link", { rel: "stylesheet", href: "/__coursewright/preview.css" }));
}
document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
addEventListener("pagehide", leave);
addEventListener("pageshow", listen);
listen();
