//! Options such as "all of the above" in a quiz that shuffles them.

use super::{Lint, Over};
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{ChoiceText, Course, Curriculum, Interaction, Question, Quiz, speaks_of_places};
use crate::source::Place;

pub(super) static LINT: Lint = Lint { rule: &RULE, over: Over::Quiz(run) };

static RULE: Rule = Rule {
    code: "options-refer",
    severity: Severity::Warning,
    explain: "\
The quiz shuffles options, or is printed in variants that do, and this option speaks of the others by \
their place. After shuffling it would be nonsense. Say what is meant, or keep the order of this question \
with `shuffle: false`.",
    example: Example {
        wrong: "options: [By letter, By phone, {text: All of the above, correct: true}]\n",
        right: "shuffle: false\noptions: [By letter, By phone, {text: All of the above, correct: true}]\n",
    },
};

fn run(_: &Curriculum, _: &Course, quiz: &Quiz, diagnostics: &mut Vec<Diagnostic>) {
    if quiz.shuffle {
        examine_all(quiz, diagnostics);
    }
}

/// Looks at every question of a quiz whose options are shuffled.
pub(super) fn examine_all(quiz: &Quiz, diagnostics: &mut Vec<Diagnostic>) {
    for question in &quiz.questions {
        examine(question, diagnostics);
    }
}

fn examine(question: &Question, diagnostics: &mut Vec<Diagnostic>) {
    let Interaction::Choice { choices, shuffle: true, .. } = &question.interaction else { return };
    for (index, choice) in choices.iter().enumerate() {
        let ChoiceText::Prose(text) = &choice.text else { continue };
        if speaks_of_places(&text.plain()) {
            let node = question.node().key("options").item(index);
            diagnostics.push(
                Diagnostic::new(
                    &RULE,
                    Place::Node(question.path.clone(), node),
                    "this option speaks of the place of others, and they are shuffled",
                )
                .help("say what is meant, or add `shuffle: false` to the question"),
            );
        }
    }
}
