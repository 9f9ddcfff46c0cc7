//! Pages that are harder to read than the site wants.

use super::{Lint, Over};
use crate::check::reading::{Reading, longest_sentence};
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{Course, Curriculum, Page};
use crate::source::{NodePath, Place};

pub(super) static LINT: Lint = Lint { rule: &RULE, over: Over::Course(run) };

static RULE: Rule = Rule {
    code: "hard-to-read",
    severity: Severity::Warning,
    explain: "\
`site.yml` says how hard a page may be to read: `max_reading_grade: 9` means that somebody who has been \
to school for nine years can read it at once. The grade is the Automated Readability Index of the \
page's sentences: it grows with the length of words and of sentences. Make two sentences of a long \
one, and take the everyday word. `coursewright review` tells the grade of every page.",
    example: Example {
        wrong: "In the event that a customer should express dissatisfaction, notification of the responsible department must be effectuated.\n",
        right: "If a customer complains, tell the team that deals with complaints.\n",
    },
};

fn run(curriculum: &Curriculum, course: &Course, diagnostics: &mut Vec<Diagnostic>) {
    let Some(most) = curriculum.settings.max_reading_grade else { return };
    if !Reading::knows(&curriculum.settings.language) {
        return;
    }
    let pages = course.modules.iter().flat_map(|module| &module.pages);
    diagnostics.extend(pages.filter_map(|page| fault(page, f64::from(most))));
}

fn fault(page: &Page, most: f64) -> Option<Diagnostic> {
    let grade = Reading::of(&page.prose).grade().filter(|grade| *grade > most)?;
    let message = format!("this page reads at grade {grade:.1}, and the site asks for {most} at most");
    let place = Place::Node(page.path.clone(), NodePath::root().key("title"));
    let finding = Diagnostic::new(&RULE, place, message);
    Some(match longest_sentence(&page.prose) {
        Some((sentence, words)) => finding.help(format!(
            "write shorter sentences and everyday words; the longest sentence has {words} words: “{}”",
            beginning(&sentence)
        )),
        None => finding.help("write shorter sentences and everyday words"),
    })
}

/// The first words of a sentence.
fn beginning(sentence: &str) -> String {
    const WORDS: usize = 8;
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let more = if words.len() > WORDS { " …" } else { "" };
    words[..words.len().min(WORDS)].join(" ") + more
}
