//! Answers to a whole quiz: points, score, verdict. The browser does the same in
//! `themes/default/script/attempt.js`.

use std::fmt;

use indexmap::IndexMap;

use super::certainty::{self, Certainty};
use crate::model::{Confidence, Fraction, Id, Quiz, Sure};

/// A question of an attempt with what its answer earned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// Its name in the quiz.
    pub id: Id,
    /// What the question is worth.
    pub points: Fraction,
    /// The share of the points that was earned, from 0 to 1.
    pub earned: Fraction,
    /// How sure the learner was of the answer, low where that was not said;
    /// `None` where there was no answer.
    pub sure: Option<Sure>,
    /// Whether nobody passes who does not earn all of it, whatever it is worth.
    pub critical: bool,
    /// The objective that it belongs to.
    pub objective: Option<String>,
}

/// What is asked of whoever passes a quiz.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terms<'a> {
    /// The share of all points that passes; without it nobody passes or fails.
    pub pass: Option<&'a Fraction>,
    /// The share of its own points that passes, by objective.
    pub objectives: &'a [(String, Fraction)],
    /// Whether learners say how sure they are, and whether that makes the score.
    pub confidence: Confidence,
}

/// Points earned and points there were to earn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Earned.
    pub points: Fraction,
    /// To be earned.
    pub max: Fraction,
}

/// Something that stands in the way of passing. Its text is what a record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The score is below the pass mark.
    PassMark,
    /// The critical question with this id was not fully right.
    Critical(Id),
    /// The objective with this id is below its own pass mark.
    Objective(String),
}

/// What an attempt comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// All points.
    pub total: Share,
    /// Earned as a share of what there was to earn; 1 where there was nothing to earn.
    pub score: Fraction,
    /// Whether all terms are met; without a pass mark nobody passes or fails.
    pub passed: Option<bool>,
    /// Every term that is not met: the pass mark, then critical questions in
    /// their order, then objectives in theirs. Empty where nobody fails.
    pub reasons: Vec<Reason>,
    /// The same points by objective, in the order in which objectives come up.
    pub objectives: Vec<(String, Share)>,
    /// How sure the learner was; `None` where nobody is asked.
    pub certainty: Option<Certainty>,
}

/// Marks an attempt: the questions as they were asked, and what passes. The
/// pass mark, every critical question and every objective that has a pass mark
/// of its own must hold. An objective that no question was asked about, or only
/// questions worth nothing, had nothing to earn and so holds.
///
/// Where confidence is graded, a question earns a third of its certainty-based
/// mark instead of its share of points: all of it if it is right and the learner
/// very sure, and down to -2 if it is wrong. A sum below 0 counts as 0, of the
/// whole and of each objective. A critical question must be right; how sure the
/// learner was of it does not matter.
pub fn attempt(questions: &[Weighed], terms: Terms) -> Outcome {
    let graded = terms.confidence == Confidence::Graded;
    let total = share(questions.iter(), graded);
    let score = total.score();
    let objectives = by_objective(questions, graded);
    let reasons = terms.pass.map(|pass| {
        let mut reasons = Vec::new();
        if score < *pass {
            reasons.push(Reason::PassMark);
        }
        let missed = questions.iter().filter(|asked| asked.critical && asked.earned != Fraction::one());
        reasons.extend(missed.map(|asked| Reason::Critical(asked.id.clone())));
        let below = |(id, share): &&(String, Share)| {
            terms.objectives.iter().any(|(name, pass)| name == id && share.score() < *pass)
        };
        reasons.extend(objectives.iter().filter(below).map(|(id, _)| Reason::Objective(id.clone())));
        reasons
    });
    let passed = reasons.as_ref().map(Vec::is_empty);
    let certainty = (terms.confidence != Confidence::No).then(|| certainty::certainty(questions));
    Outcome { total, score, passed, reasons: reasons.unwrap_or_default(), objectives, certainty }
}

fn by_objective(questions: &[Weighed], graded: bool) -> Vec<(String, Share)> {
    let mut about: IndexMap<&str, Vec<&Weighed>> = IndexMap::new();
    for question in questions {
        if let Some(objective) = &question.objective {
            about.entry(objective).or_default().push(question);
        }
    }
    about.into_iter().map(|(name, about)| (name.to_owned(), share(about.into_iter(), graded))).collect()
}

fn share<'a>(questions: impl Iterator<Item = &'a Weighed> + Clone, graded: bool) -> Share {
    let counts = |question: &Weighed| {
        if graded {
            certainty::mark(&question.earned, question.sure) / Fraction::new(3, 1)
        } else {
            question.earned.clone()
        }
    };
    let points: Fraction = questions.clone().map(|question| question.points.clone() * counts(question)).sum();
    Share {
        points: points.max(Fraction::zero()),
        max: questions.map(|question| question.points.clone()).sum(),
    }
}

impl Share {
    /// Earned as a share of what there was to earn; 1 where there was nothing to earn.
    pub fn score(&self) -> Fraction {
        if self.max.is_zero() { Fraction::one() } else { self.points.clone() / self.max.clone() }
    }
}

impl<'a> Terms<'a> {
    /// The terms of a quiz.
    pub fn of(quiz: &'a Quiz) -> Self {
        Self { pass: quiz.pass.as_ref(), objectives: &quiz.objective_pass, confidence: quiz.confidence }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PassMark => f.write_str("pass-mark"),
            Self::Critical(id) => write!(f, "critical:{id}"),
            Self::Objective(id) => write!(f, "objective:{id}"),
        }
    }
}
