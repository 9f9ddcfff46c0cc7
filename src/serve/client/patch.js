/**
 * Brings the page up to what the server sends now, without loading it anew.
 *
 * The site's own script changes a page only inside custom elements. So outside
 * of those each node of the page belongs to a node that the server sent, and
 * what differs between the old page and the new one, as sent, is what has to
 * change here. A custom element that was sent differently is replaced whole; it
 * takes up again what the learner did from the browser's storage.
 */

/** The page as the server last sent it, kept where no script runs. @type {Element} */
let sent;
/** From each node as sent to the node of the page. @type {WeakMap<Node, Node>} */
const shown = new WeakMap();

/** Leave to put scripts into the page, which the server adds to the page's own policy. */
const policy = window.trustedTypes?.createPolicy("coursewright-preview", { createScript: (text) => text });

/** Thrown where a page can only be loaded anew. */
class Mismatch extends Error {}

/** Takes the page as it is, before any other script has changed it, for what was sent. */
function remember() {
  const quiet = document.implementation.createHTMLDocument("");
  sent = quiet.importNode(document.documentElement, true);
  pair(sent, document.documentElement);
  withoutNoscript(sent);
}

/** Changes the page into `next`, or throws a `Mismatch`. @param {Document} next */
function patch(next) {
  const root = next.documentElement;
  withoutNoscript(root);
  const [head, body] = ["head", "body"].map((name) => [sent.querySelector(name), root.querySelector(name)]);
  if (!head[0] || !head[1] || !body[0] || !body[1]) throw new Mismatch("no page");
  const { release } = root.dataset;
  if (release && sent.dataset.release) sent.dataset.release = release;
  if (!sameAttributes(sent, root) || frame(head[0]) !== frame(head[1])) throw new Mismatch("another head");
  const [before, after] = [head[0], head[1]].map((part) => part.querySelector("title")?.textContent ?? "");
  if (before !== after) document.title = after;
  if (release) document.documentElement.dataset.release = release;
  inPlace(() => update(body[0], body[1]));
  sent = root;
}

/** A page's head without what nobody sees: title, descriptions, and the preview's own parts. */
function frame(head) {
  const parts = [...head.children].filter((part) => !part.matches("title, meta[name]") && !isOwn(part));
  return parts.map((part) => part.outerHTML).join("\n");
}

function isOwn(element) {
  const address = element.getAttribute("src") ?? element.getAttribute("href") ?? "";
  return address.startsWith("/__coursewright/");
}

/** Where scripts run, what stands in `noscript` is not parsed; so it cannot be compared. */
function withoutNoscript(root) {
  for (const element of root.querySelectorAll("noscript")) element.textContent = "";
}

/** Whether what is inside is not ours to compare: the site's script works there. */
function isClosed(node) {
  return node.nodeType === Node.ELEMENT_NODE && (node.localName.includes("-") || node.localName === "template");
}

/** Notes which nodes belong together, in two trees of the same shape. */
function pair(one, other) {
  shown.set(one, other);
  if (isClosed(one) || one.childNodes.length !== other.childNodes.length) return;
  one.childNodes.forEach((node, index) => pair(node, other.childNodes[index]));
}

/** The same for a new tree that is equal to an old one. */
function carry(old, next) {
  shown.set(next, shown.get(old));
  if (isClosed(old)) return;
  old.childNodes.forEach((node, index) => carry(node, next.childNodes[index]));
}

/** What a node is, in one text that is equal for equal nodes. */
function signature(node) {
  if (node.nodeType === Node.ELEMENT_NODE) return node.outerHTML;
  return `${node.nodeType} ${node.nodeValue}`;
}

/** Whether one may become the other. */
function isAlike(one, other) {
  if (one.nodeName !== other.nodeName) return false;
  return one.nodeType !== Node.ELEMENT_NODE || one.id === other.id;
}

/** The element of the page, made like `next`, where it was like `old`. */
function update(old, next) {
  const here = shown.get(old);
  shown.set(next, here);
  for (const { name } of old.attributes) if (!next.hasAttribute(name)) here.removeAttribute(name);
  for (const { name, value } of next.attributes) {
    if (old.getAttribute(name) !== value) here.setAttribute(name, value);
  }
  const last = old.lastChild && shown.get(old.lastChild);
  let behind = last?.parentNode === here ? last.nextSibling : null;
  for (const [was, is] of align([...old.childNodes], [...next.childNodes]).reverse()) {
    if (was && shown.get(was)?.parentNode !== here) throw new Mismatch("moved by a script");
    if (!is) {
      shown.get(was).remove();
    } else {
      if (was) become(was, is);
      else here.insertBefore(made(is), behind);
      behind = shown.get(is);
    }
  }
}

function sameAttributes(one, other) {
  const list = (element) => [...element.attributes].map(({ name, value }) => `${name}=${value}`).sort().join("\n");
  return list(one) === list(other);
}

/** Makes the page's node for `old` into that for `next`. */
function become(old, next) {
  if (signature(old) === signature(next)) carry(old, next);
  else if (isClosed(old)) replace(shown.get(old), made(next));
  else if (old.nodeType === Node.ELEMENT_NODE) update(old, next);
  else {
    shown.set(next, shown.get(old));
    shown.get(old).nodeValue = next.nodeValue;
  }
}

/** A new node of the page. */
function made(node) {
  const copy = document.importNode(node, true);
  pair(node, copy);
  if (copy.nodeType === Node.ELEMENT_NODE) {
    for (const script of copy.querySelectorAll("script")) vouch(script);
    if (copy.localName === "script") vouch(copy);
  }
  return copy;
}

/** The page's policy takes any script for an attack that the parser did not write, blocks of data too. */
function vouch(script) {
  if (policy) script.textContent = policy.createScript(script.textContent);
}

/** Puts one element in the place of another, and the focus where it was. */
function replace(old, next) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(next);
  if (!focused) return;
  const same = [...next.querySelectorAll(focused.localName)].find(
    (element) =>
      element.id === focused.id &&
      element.getAttribute("name") === focused.getAttribute("name") &&
      (!["radio", "checkbox"].includes(focused.type) || element.value === focused.value),
  );
  same?.focus({ preventScroll: true });
  if (typeof focused.selectionStart === "number" && same?.value === focused.value) {
    same.setSelectionRange(focused.selectionStart, focused.selectionEnd);
  }
}

/** Which old child becomes which new one: pairs in order, with a gap where one comes or goes. */
function align(old, next) {
  const [was, is] = [old.map(signature), next.map(signature)];
  let start = 0;
  while (start < was.length && start < is.length && was[start] === is[start]) start += 1;
  let [endOld, endNext] = [was.length, is.length];
  while (endOld > start && endNext > start && was[endOld - 1] === is[endNext - 1]) {
    endOld -= 1;
    endNext -= 1;
  }
  const pairs = [];
  const gap = (a, b, c, d) => pairs.push(...matched(old.slice(a, b), next.slice(c, d)));
  for (let index = 0; index < start; index += 1) pairs.push([old[index], next[index]]);
  let [a, c] = [start, start];
  for (const [b, d] of common(was, is, start, endOld, endNext)) {
    gap(a, b, c, d);
    pairs.push([old[b], next[d]]);
    [a, c] = [b + 1, d + 1];
  }
  gap(a, endOld, c, endNext);
  for (let index = 0; endOld + index < old.length; index += 1) pairs.push([old[endOld + index], next[endNext + index]]);
  return pairs;
}

/** The longest run of equal items in the same order, as pairs of places. */
function common(was, is, start, endOld, endNext) {
  const [rows, columns] = [endOld - start, endNext - start];
  if (rows * columns === 0 || rows * columns > 250000) return [];
  const lengths = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      lengths[row][column] =
        was[start + row] === is[start + column]
          ? lengths[row + 1][column + 1] + 1
          : Math.max(lengths[row + 1][column], lengths[row][column + 1]);
    }
  }
  const found = [];
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (was[start + row] === is[start + column]) found.push([start + row++, start + column++]);
    else if (lengths[row + 1][column] >= lengths[row][column + 1]) row += 1;
    else column += 1;
  }
  return found;
}

/** Among children that are all different: which may become which. */
function matched(old, next) {
  const pairs = [];
  let from = 0;
  for (const node of next) {
    const at = old.findIndex((other, index) => index >= from && isAlike(other, node));
    if (at < 0) {
      pairs.push([null, node]);
    } else {
      while (from < at) pairs.push([old[from++], null]);
      pairs.push([old[from++], node]);
    }
  }
  while (from < old.length) pairs.push([old[from++], null]);
  return pairs;
}

/** Runs `change` and keeps what the reader looks at where it is on the screen. */
function inPlace(change) {
  const view = [...document.querySelectorAll("h1, h2, h3, h4, p, li, td, pre, img, figure, fieldset, legend, label")]
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([, box]) => box.bottom > 0 && box.top < innerHeight && box.height > 0)
    .map(([element, box]) => ({ element, id: element.id, top: box.top }));
  const { style } = document.documentElement;
  style.overflowAnchor = "none";
  const scrolled = scrollY > 0;
  change();
  for (const { element, id, top } of scrolled ? view : []) {
    const now = element.isConnected ? element : id && document.getElementById(id);
    if (now) {
      scrollBy({ top: now.getBoundingClientRect().top - top, behavior: "instant" });
      break;
    }
  }
  style.removeProperty("overflow-anchor");
}
