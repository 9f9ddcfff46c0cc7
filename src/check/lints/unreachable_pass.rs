//! Pass marks that no answers can reach.

use super::Lint;
use crate::check::references::Used;
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{Curriculum, Fraction, Interaction, Question, Quiz};
use crate::score::{self, Outcome, Reason, Terms, Weighed};
use crate::source::{NodePath, Place};

pub(super) static LINT: Lint = Lint { rule: &RULE, run };

static RULE: Rule = Rule {
    code: "pass-unreachable",
    severity: Severity::Error,
    explain: "\
Even somebody who gives the best answer to every question does not pass, because some answers earn \
only a part of their points. Raise the credits of the best answers, or ask for less.",
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
        diagnostics.extend(best.reasons.iter().filter_map(|reason| finding(quiz, &best, reason)));
    }
}

/// What the best answers to all questions come to.
fn best(quiz: &Quiz) -> Outcome {
    let weighed: Vec<Weighed> = quiz
        .questions
        .iter()
        .map(|question| {
            let multiple = matches!(question.interaction, Interaction::Choice { multiple: true, .. });
            Weighed {
                id: question.id.clone(),
                points: question.points.clone(),
                earned: score::best(&question.key, multiple),
                critical: question.critical,
                objective: question.objective.clone(),
            }
        })
        .collect();
    score::attempt(&weighed, Terms::of(quiz))
}

fn finding(quiz: &Quiz, best: &Outcome, reason: &Reason) -> Option<Diagnostic> {
    let root = NodePath::root();
    let at = |node: NodePath| Place::Node(quiz.path.clone(), node);
    Some(match reason {
        Reason::PassMark => {
            Diagnostic::new(&RULE, at(root.key("pass")), unreachable(&best.score, quiz.pass.as_ref()?))
                .help("give the best answer of each question `credit: 1`, or lower the mark")
        }
        Reason::Objective(id) => {
            let (_, share) = best.objectives.iter().find(|(name, _)| name == id)?;
            let (_, pass) = quiz.objective_pass.iter().find(|(name, _)| name == id)?;
            let place = at(root.key("objective_pass").key(id));
            Diagnostic::new(&RULE, place, unreachable(&share.score(), pass))
                .help("give the best answer of each of its questions `credit: 1`, or lower the mark")
        }
        Reason::Critical(id) => {
            let question: &Question = quiz.questions.iter().find(|question| question.id == *id)?;
            let place = at(root.key("questions").item(question.index).key("critical"));
            let message = "nobody can pass: this question must be fully right, and no answer to it is";
            Diagnostic::new(&RULE, place, message)
                .help("give its best answer `credit: 1`, or delete `critical: true`")
        }
    })
}

fn unreachable(best: &Fraction, pass: &Fraction) -> String {
    let (most, mark) = (best.percent_down(), pass.percent_down());
    format!("nobody can reach this pass mark: the best answers earn {most}%, and {mark}% is asked")
}
