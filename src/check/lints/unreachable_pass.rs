//! Pass marks that no answers can reach.

use super::{Lint, Over};
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{Course, Curriculum, Fraction, Interaction, Question, Quiz, Sure};
use crate::score::{self, Outcome, Reason, Terms, Weighed};
use crate::source::{NodePath, Place};

pub(super) static LINT: Lint = Lint { rule: &RULE, over: Over::WholeQuiz(run) };

static RULE: Rule = Rule {
    code: "pass-unreachable",
    severity: Severity::Error,
    explain: "\
Even somebody who gives the best answer to every question does not pass, because some answers earn \
only a part of their points. Where a quiz draws, this holds if it holds for any draw. Raise the \
credits of the best answers, or ask for less.",
    example: Example {
        wrong: "pass: 100%\nquestions:\n  - type: short-text\n    prompt: Who decides?\n    answer: [{text: my manager, credit: 0.5}]\n",
        right: "pass: 100%\nquestions:\n  - type: short-text\n    prompt: Who decides?\n    answer: [{text: my manager, credit: 1}]\n",
    },
};

fn run(_: &Curriculum, _: &Course, quiz: &Quiz, diagnostics: &mut Vec<Diagnostic>) {
    if quiz.pass.is_none() || quiz.questions.iter().all(|question| score::can_earn_all(&question.key)) {
        return;
    }
    let unmet = unmet(quiz);
    diagnostics.extend(unmet.iter().filter_map(|(reason, best)| finding(quiz, best, reason)));
}

/// Every term that the best answers do not meet in every draw, with what they
/// come to where the draw is worst.
fn unmet(quiz: &Quiz) -> Vec<(Reason, Outcome)> {
    let terms = Terms::of(quiz);
    let of_objective = |name: &str| {
        let (_, pass) = terms.objectives.iter().find(|(objective, _)| objective == name)?;
        Some(worst(quiz, |asked| {
            if asked.objective.as_deref() == Some(name) { gain(asked, pass) } else { Fraction::zero() }
        }))
    };
    let critical = quiz.questions.iter().filter(|asked| asked.critical && best(asked) != Fraction::one());
    let critical = critical.map(|asked| (Reason::Critical(asked.id.clone()), outcome(quiz, &[asked])));
    let score = terms.pass.map(|pass| (Reason::PassMark, worst(quiz, |asked| gain(asked, pass))));
    let objectives = terms
        .objectives
        .iter()
        .filter_map(|(name, _)| Some((Reason::Objective(name.clone()), of_objective(name)?)));
    let met =
        score.into_iter().chain(objectives).filter(|(reason, outcome)| outcome.reasons.contains(reason));
    met.chain(critical).collect()
}

/// The share that the best answer earns.
fn best(question: &Question) -> Fraction {
    let multiple = matches!(question.interaction, Interaction::Choice { multiple: true, .. });
    score::best(&question.key, multiple)
}

/// How far the best answer lifts a score above the mark, in points; below 0 it
/// pulls the score down. A score is below the mark exactly if its sum is below 0.
fn gain(question: &Question, pass: &Fraction) -> Fraction {
    (best(question) - pass.clone()) * question.points.clone()
}

/// What the best answers come to in the draw of which the gains add up to least.
fn worst(quiz: &Quiz, gain: impl Fn(&Question) -> Fraction) -> Outcome {
    let drawn: Vec<&Question> = quiz
        .pools()
        .into_iter()
        .flat_map(|mut pool| {
            pool.questions.sort_by_cached_key(|question| gain(question));
            pool.questions.truncate(pool.drawn);
            pool.questions
        })
        .collect();
    outcome(quiz, &drawn)
}

/// What the best answers to these questions come to.
fn outcome(quiz: &Quiz, asked: &[&Question]) -> Outcome {
    let weighed: Vec<Weighed> = asked
        .iter()
        .map(|question| Weighed {
            id: question.id.clone(),
            points: question.points.clone(),
            earned: best(question),
            sure: Some(Sure::High),
            critical: question.critical,
            objective: question.objective.as_deref().map(str::to_owned),
        })
        .collect();
    score::attempt(&weighed, Terms::of(quiz))
}

fn finding(quiz: &Quiz, best: &Outcome, reason: &Reason) -> Option<Diagnostic> {
    let root = NodePath::root();
    let at = |node: NodePath| Place::Node(quiz.path.clone(), node);
    Some(match reason {
        Reason::PassMark => {
            Diagnostic::new(&RULE, at(root.key("pass")), unreachable(quiz, &best.score, quiz.pass.as_ref()?))
                .help("give the best answer of each question `credit: 1`, or lower the mark")
        }
        Reason::Objective(id) => {
            let (_, share) = best.objectives.iter().find(|(name, _)| name == id)?;
            let (_, pass) = quiz.objective_pass.iter().find(|(name, _)| name == id)?;
            let place = at(root.key("objective_pass").key(id.clone()));
            Diagnostic::new(&RULE, place, unreachable(quiz, &share.score(), pass))
                .help("give the best answer of each of its questions `credit: 1`, or lower the mark")
        }
        Reason::Critical(id) => {
            let question: &Question = quiz.questions.iter().find(|question| question.id == *id)?;
            let place = question.at("critical");
            let message = "nobody can pass: this question must be fully right, and no answer to it is";
            Diagnostic::new(&RULE, place, message)
                .help("give its best answer `credit: 1`, or delete `critical: true`")
        }
    })
}

fn unreachable(quiz: &Quiz, best: &Fraction, pass: &Fraction) -> String {
    let (most, mark) = (best.percent_down(), pass.percent_down());
    if quiz.draw.is_some() {
        return format!(
            "not every draw can reach this pass mark: the best answers to one earn {most}%, and {mark}% is asked"
        );
    }
    format!("nobody can reach this pass mark: the best answers earn {most}%, and {mark}% is asked")
}
