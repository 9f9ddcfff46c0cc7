// Where the script of every page begins: one custom element per job. Everything
// it adds to a page stands inside one of them; the rest is as the generator
// wrote it. What only some pages need begins in the other modules called
// main-, each a script of its own.

import { ContentsElement } from "./contents.js";
import { PageElement } from "./page.js";
import { watchStorage } from "./recorder.js";
import { StorageElement } from "./storage-note.js";

// First, so that the live region stands before anything is said in it.
customElements.define("cw-storage", StorageElement);
customElements.define("cw-contents", ContentsElement);
watchStorage();
// Not before every script of the page has run: one of them may know what comes first.
document.addEventListener("DOMContentLoaded", () => customElements.define("cw-page", PageElement));
