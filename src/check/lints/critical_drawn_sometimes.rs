//! Critical questions that only some learners are asked.

use super::{Lint, Over};
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{Course, Curriculum, Pool, Quiz};
use crate::source::{NodePath, Place};

pub(super) static LINT: Lint = Lint { rule: &RULE, over: Over::WholeQuiz(run) };

static RULE: Rule = Rule {
    code: "critical-drawn-sometimes",
    severity: Severity::Warning,
    explain: "\
Nobody passes who gets this question wrong, but only some learners are asked it: whether somebody \
passes would hang on the draw. Give critical questions an objective of their own, and draw it in \
full or make all of its questions critical. Where any of several questions will do, set a pass mark \
of 100 % for their objective instead.",
    example: Example {
        wrong: "pass: 80%\ndraw: 1\nquestions:\n  - {type: true-false, prompt: P, answer: true, critical: true}\n  - {type: true-false, prompt: Q, answer: true}\n",
        right: "pass: 80%\nquestions:\n  - {type: true-false, prompt: P, answer: true, critical: true}\n  - {type: true-false, prompt: Q, answer: true}\n",
    },
};

fn run(_: &Curriculum, _: &Course, quiz: &Quiz, diagnostics: &mut Vec<Diagnostic>) {
    if quiz.draw.is_none() {
        return;
    }
    // Where all are critical, everybody is asked equally many of them.
    let is_uneven = |pool: &Pool| {
        pool.drawn < pool.questions.len() && !pool.questions.iter().all(|question| question.critical)
    };
    for pool in quiz.pools().into_iter().filter(is_uneven) {
        for question in pool.questions.iter().filter(|question| question.critical) {
            let (drawn, of) = (pool.drawn, pool.questions.len());
            let message = format!("this critical question is drawn only sometimes: {drawn} of {of} are");
            let finding = Diagnostic::new(&RULE, question.at("critical"), message).help(
                "draw all questions of its objective, or delete `critical: true` and set \
                 `objective_pass:` instead",
            );
            diagnostics.push(if question.path == quiz.path {
                finding
            } else {
                let draw = Place::Node(quiz.path.clone(), NodePath::root().key("draw"));
                finding.also(draw, "by this quiz")
            });
        }
    }
}
