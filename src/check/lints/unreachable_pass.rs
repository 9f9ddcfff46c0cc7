//! Pass marks that no answers can reach.

use super::Lint;
use crate::check::references::Used;
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{Curriculum, Fraction, Interaction, Quiz};
use crate::score::{self, Weighed};
use crate::source::{NodePath, Place};

pub(super) static LINT: Lint = Lint { rule: &RULE, run };

static RULE: Rule = Rule {
    code: "pass-unreachable",
    severity: Severity::Error,
    explain: "\
Even somebody who gives the best answer to every question stays below the pass mark, because some \
answers earn only a part of their points. Raise the credits of the best answers, or lower the mark.",
    example: Example {
        wrong: "pass: 100%\nquestions:\n  - type: short-text\n    prompt: Who decides?\n    answer: [{text: my manager, credit: 0.5}]\n",
        right: "pass: 100%\nquestions:\n  - type: short-text\n    prompt: Who decides?\n    answer: [{text: my manager, credit: 1}]\n",
    },
};

fn run(curriculum: &Curriculum, _: &Used, diagnostics: &mut Vec<Diagnostic>) {
    let modules = curriculum.courses.iter().flat_map(|course| &course.modules);
    for quiz in modules.filter_map(|module| module.quiz.as_deref()).filter(|quiz| quiz.pass.is_some()) {
        if quiz.questions.iter().all(|question| score::can_earn_all(&question.key)) {
            continue;
        }
        let best = best(quiz);
        if let Some(pass) = &quiz.pass
            && best.score < *pass
        {
            let place = Place::Node(quiz.path.clone(), NodePath::root().key("pass"));
            let (most, mark) = (best.score.percent_down(), pass.percent_down());
            let message = format!(
                "nobody can reach this pass mark: the best answers earn {most}%, and {mark}% is asked"
            );
            diagnostics.push(
                Diagnostic::new(&RULE, place, message)
                    .help("give the best answer of each question `credit: 1`, or lower the mark"),
            );
        }
    }
}

/// What the best answers to all questions come to.
fn best(quiz: &Quiz) -> score::Outcome {
    let weighed: Vec<Weighed> = quiz
        .questions
        .iter()
        .map(|question| {
            let multiple = matches!(question.interaction, Interaction::Choice { multiple: true, .. });
            let earned: Fraction = score::best(&question.key, multiple);
            Weighed { points: question.points.clone(), earned, objective: None }
        })
        .collect();
    score::attempt(&weighed, quiz.pass.as_ref())
}
