//! Answers to a whole quiz: points, score, verdict.

use crate::model::Fraction;

/// A question of an attempt with what its answer earned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// What the question is worth.
    pub points: Fraction,
    /// The share of the points that was earned, from 0 to 1.
    pub earned: Fraction,
    /// The objective that it belongs to.
    pub objective: Option<String>,
}

/// Points earned and points there were to earn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Earned.
    pub points: Fraction,
    /// To be earned.
    pub max: Fraction,
}

/// What an attempt comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// All points.
    pub total: Share,
    /// Earned as a share of what there was to earn; 1 where there was nothing to earn.
    pub score: Fraction,
    /// Whether the pass mark is reached; without a pass mark nobody passes or fails.
    pub passed: Option<bool>,
    /// The same points by objective, in the order in which objectives come up.
    pub objectives: Vec<(String, Share)>,
}

/// Marks an attempt: the questions as they were asked, and the share of points that passes.
pub fn attempt(questions: &[Weighed], pass: Option<&Fraction>) -> Outcome {
    let total = share(questions.iter());
    let score = total.score();
    let passed = pass.map(|pass| score >= *pass);
    let mut names: Vec<&str> = Vec::new();
    for name in questions.iter().filter_map(|question| question.objective.as_deref()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let of =
        |name: &str| share(questions.iter().filter(|question| question.objective.as_deref() == Some(name)));
    let objectives = names.into_iter().map(|name| (name.to_owned(), of(name))).collect();
    Outcome { total, score, passed, objectives }
}

fn share<'a>(questions: impl Iterator<Item = &'a Weighed> + Clone) -> Share {
    Share {
        points: questions.clone().map(|question| question.points.clone() * question.earned.clone()).sum(),
        max: questions.map(|question| question.points.clone()).sum(),
    }
}

impl Share {
    /// Earned as a share of what there was to earn; 1 where there was nothing to earn.
    pub fn score(&self) -> Fraction {
        if self.max.is_zero() { Fraction::one() } else { self.points.clone() / self.max.clone() }
    }
}
