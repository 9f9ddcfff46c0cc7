// For the page on which records and certificates are checked.

import { VerifyElement } from "./verify.js";

customElements.define("cw-verify", VerifyElement);
