//! Pictures and other files that no text shows or links.

use super::{Lint, Over};
use crate::check::references::Used;
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::Curriculum;
use crate::source::Place;

pub(super) static LINT: Lint = Lint { rule: &RULE, over: Over::Curriculum(run) };

static RULE: Rule = Rule {
    code: "unused-file",
    severity: Severity::Warning,
    explain: "\
The file would be published although no page shows it or links to it. Perhaps its name is misspelled \
where it should be used, or it is left over. What is published by accident is often what should not be.",
    example: Example { wrong: "content/privacy/01-requests/old-draft.docx\n", right: "" },
};

fn run(curriculum: &Curriculum, used: &Used, diagnostics: &mut Vec<Diagnostic>) {
    for path in curriculum.assets.keys().filter(|path| !used.contains(path)) {
        diagnostics.push(
            Diagnostic::new(
                &RULE,
                Place::File(path.clone()),
                "no page uses this file, and it would be published",
            )
            .help("link or show it in a page, or delete it"),
        );
    }
}
