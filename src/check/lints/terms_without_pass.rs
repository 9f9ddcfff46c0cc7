//! Terms of passing in a quiz that nobody passes or fails.

use super::Lint;
use crate::check::references::Used;
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{Curriculum, Quiz};
use crate::source::{NodePath, Place};

pub(super) static LINT: Lint = Lint { rule: &RULE, run };

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

fn run(curriculum: &Curriculum, _: &Used, diagnostics: &mut Vec<Diagnostic>) {
    let modules = curriculum.courses.iter().flat_map(|course| &course.modules);
    for quiz in modules.filter_map(|module| module.quiz.as_deref()).filter(|quiz| quiz.pass.is_none()) {
        if let Some((node, what)) = term(quiz) {
            let message = format!("this quiz has no pass mark, so {what} nothing");
            diagnostics.push(
                Diagnostic::new(&RULE, Place::Node(quiz.path.clone(), node), message)
                    .help("write `pass: 80%` in the quiz, or `pass: 0%` if the points do not matter"),
            );
        }
    }
}

/// The first term of the quiz, and the beginning of what is to be said of it.
fn term(quiz: &Quiz) -> Option<(NodePath, &'static str)> {
    let root = NodePath::root();
    if !quiz.objective_pass.is_empty() {
        return Some((root.key("objective_pass").name(), "the marks of its objectives decide"));
    }
    let critical = quiz.questions.iter().find(|question| question.critical)?;
    Some((root.key("questions").item(critical.index).key("critical"), "its critical questions decide"))
}
