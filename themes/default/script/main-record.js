// For the pages of the learner's record and of certificates.

import { CertificateElement } from "./certificate.js";
import { RecordsElement } from "./record-page.js";

customElements.define("cw-records", RecordsElement);
customElements.define("cw-certificate", CertificateElement);
