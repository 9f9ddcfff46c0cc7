//! Terms of passing in a quiz that nobody passes or fails.

use super::{Lint, Over};
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{Course, Curriculum, Quiz};
use crate::source::{NodePath, Place};

pub(super) static LINT: Lint = Lint { rule: &RULE, over: Over::Quiz(run) };

static RULE: Rule = Rule {
    code: "terms-without-pass",
    severity: Severity::Warning,
    explain: "\
Without a pass mark nobody passes or fails a quiz, so its critical questions and the pass marks of \
its objectives decide nothing. Write `pass:`; where nothing but these terms matters, write `pass: 0%`.",
    example: Example {
        wrong: "objective_pass: {meet-deadline: 100%}\n",
        right: "pass: 0%\nobjective_pass: {meet-deadline: 100%}\n",
    },
};

fn run(_: &Curriculum, _: &Course, quiz: &Quiz, diagnostics: &mut Vec<Diagnostic>) {
    if let Some((place, what)) = term(quiz).filter(|_| quiz.pass.is_none()) {
        let message = format!("this quiz has no pass mark, so {what} nothing");
        diagnostics.push(
            Diagnostic::new(&RULE, place, message)
                .help("write `pass: 80%` in the quiz, or `pass: 0%` if the points do not matter"),
        );
    }
}

/// The first term of the quiz, and the beginning of what is to be said of it.
fn term(quiz: &Quiz) -> Option<(Place, &'static str)> {
    if !quiz.objective_pass.is_empty() {
        let node = NodePath::root().key("objective_pass").name();
        return Some((Place::Node(quiz.path.clone(), node), "the marks of its objectives decide"));
    }
    let critical = quiz.questions.iter().find(|question| question.critical && question.path == quiz.path)?;
    Some((critical.at("critical"), "its critical questions decide"))
}
