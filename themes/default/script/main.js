// Where the script begins: one custom element per job. Everything it adds to a
// page stands inside one of them; the rest is as the generator wrote it.

import { CheckElement } from "./check.js";
import { ChecklistElement } from "./checklist.js";
import { ContentsElement, PageElement, ProgressElement } from "./progress.js";
import { QuizElement } from "./quiz.js";
import { watchStorage } from "./recorder.js";
import { StorageElement } from "./storage-note.js";
import { TabsElement } from "./tabs.js";

// First, so that the live region stands before anything is said in it.
customElements.define("cw-storage", StorageElement);
customElements.define("cw-tabs", TabsElement);
customElements.define("cw-checklist", ChecklistElement);
customElements.define("cw-check", CheckElement);
customElements.define("cw-quiz", QuizElement);
customElements.define("cw-page", PageElement);
customElements.define("cw-contents", ContentsElement);
customElements.define("cw-progress", ProgressElement);
watchStorage();
