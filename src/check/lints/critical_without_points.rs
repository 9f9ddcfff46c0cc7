//! Critical questions that are worth nothing.

use super::{Lint, Over};
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{Course, Curriculum, Quiz};

pub(super) static LINT: Lint = Lint { rule: &RULE, over: Over::Quiz(run) };

static RULE: Rule = Rule {
    code: "critical-without-points",
    severity: Severity::Warning,
    explain: "\
The question is worth no points and yet nobody passes who gets it wrong: a learner can reach 100 % \
of the points and fail. Give it points, so that the score says what the verdict does.",
    example: Example {
        wrong: "pass: 80%\nquestions:\n  - {type: true-false, prompt: P, answer: true, critical: true, points: 0}\n",
        right: "pass: 80%\nquestions:\n  - {type: true-false, prompt: P, answer: true, critical: true}\n",
    },
};

fn run(_: &Curriculum, _: &Course, quiz: &Quiz, diagnostics: &mut Vec<Diagnostic>) {
    for question in quiz.questions.iter().filter(|asked| asked.critical && asked.points.is_zero()) {
        let message = "this question decides whether learners pass, and is worth nothing";
        diagnostics.push(
            Diagnostic::new(&RULE, question.at("points"), message)
                .help("write `points: 1` or more, or delete `critical: true`"),
        );
    }
}
