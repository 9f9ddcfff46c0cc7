//! Certainty-based marks: what an answer earns by how sure the learner was of
//! it, and how well learners judge themselves. The browser does the same in
//! `themes/default/script/certainty.js`.
//!
//! An answer that earns something earns its share once, twice or three times,
//! as the certainty is low, medium or high; one that earns nothing costs
//! nothing, two or six. So it pays to be sure exactly when one has reason to be:
//! low is best below two thirds of answers right, high above four fifths. An
//! answer that was not given has no certainty and earns 0.

use super::Weighed;
use crate::model::{Fraction, Sure};

/// How sure a learner was, over an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certainty {
    /// The certainty-based marks on average, by points: from -6 to 3.
    pub average: Fraction,
    /// How well the learner judged; `None` where nothing was answered that earns points.
    pub calibration: Option<Calibration>,
}

/// How well a learner judges what they know.
///
/// The measure is the best that one and the same certainty for all answers
/// would have earned. Who earned at least as much was sure in the right places.
/// Of others, what wrong answers cost is held against what right answers left
/// unearned for want of certainty, and the greater of the two decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calibration {
    /// Sure where right, unsure where wrong.
    Well,
    /// Too sure of answers that were wrong; also where both weigh the same.
    Over,
    /// Not sure enough of answers that were right.
    Under,
}

impl Calibration {
    /// Its name in records and in the script.
    pub fn name(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::Over => "over",
            Self::Under => "under",
        }
    }
}

/// The mark of an answer that earned this share, by how sure the learner was;
/// 0 where there was no answer.
pub fn mark(earned: &Fraction, sure: Option<Sure>) -> Fraction {
    let whole = |number: i64| Fraction::new(number, 1);
    match (earned.is_zero(), sure) {
        (_, None) | (true, Some(Sure::Low)) => Fraction::zero(),
        (true, Some(Sure::Medium)) => whole(-2),
        (true, Some(Sure::High)) => whole(-6),
        (false, Some(Sure::Low)) => earned.clone(),
        (false, Some(Sure::Medium)) => earned.clone() * whole(2),
        (false, Some(Sure::High)) => earned.clone() * whole(3),
    }
}

/// Certainty over the questions of an attempt, by their points.
pub(super) fn certainty(questions: &[Weighed]) -> Certainty {
    let max: Fraction = questions.iter().map(|asked| asked.points.clone()).sum();
    let answers: Vec<&Weighed> =
        questions.iter().filter(|asked| asked.sure.is_some() && !asked.points.is_zero()).collect();
    let own = marks(answers.iter().map(|asked| (*asked, asked.sure)));
    let throughout = |sure| marks(answers.iter().map(|asked| (*asked, Some(sure))));
    let best = [Sure::Low, Sure::Medium, Sure::High].map(throughout).into_iter().max();
    let (wrong, right): (Vec<&Weighed>, Vec<&Weighed>) =
        answers.iter().copied().partition(|asked| asked.earned.is_zero());
    let cost = marks(wrong.iter().map(|asked| (*asked, Some(Sure::Low))))
        - marks(wrong.iter().map(|asked| (*asked, asked.sure)));
    let unearned = marks(right.iter().map(|asked| (*asked, Some(Sure::High))))
        - marks(right.iter().map(|asked| (*asked, asked.sure)));
    let calibration = match best {
        _ if answers.is_empty() => None,
        Some(best) if own < best && cost >= unearned => Some(Calibration::Over),
        Some(best) if own < best => Some(Calibration::Under),
        _ => Some(Calibration::Well),
    };
    let average = if max.is_zero() { Fraction::zero() } else { own / max };
    Certainty { average, calibration }
}

/// The certainty-based marks of these answers, in points.
fn marks<'a>(answers: impl Iterator<Item = (&'a Weighed, Option<Sure>)>) -> Fraction {
    answers.map(|(asked, sure)| mark(&asked.earned, sure) * asked.points.clone()).sum()
}
