//! A text with gaps on paper: a blank in each, and what belongs into it.

use serde::Serialize;

use super::super::answer::{part_key, unit_of};
use super::super::gaps::tails;
use super::super::page::{Page, escaped};
use super::letter;
use super::solution::{Offered, Solution, is_right, one_of, share};
use crate::diag::Diagnostic;
use crate::model::{FeedbackFor, Fraction, Gap, GapField, Key, Marking, Prose, Question};

/// What the template `paper-gap.html` needs to know.
#[derive(Serialize)]
struct Blank<'a> {
    /// Its place among several, counted from 1.
    number: Option<usize>,
    unit: Option<&'a str>,
    /// What can be picked, each with its letter; empty where something is written.
    options: Vec<Lettered>,
    /// The punctuation that follows; it must not begin a line.
    tail: &'a str,
}

/// Something that can be picked.
#[derive(Serialize)]
struct Lettered {
    letter: String,
    /// HTML.
    text: String,
}

impl<'a> Page<'a> {
    /// The text with a blank in each gap, as HTML.
    pub(super) fn blanks(&mut self, text: &'a Prose, gaps: &'a [Gap]) -> Result<String, Box<Diagnostic>> {
        let mut blanks = Vec::new();
        for (at, (gap, tail)) in gaps.iter().zip(tails(text)).enumerate() {
            let (unit, choices) = match &gap.field {
                GapField::Text => (None, [].as_slice()),
                GapField::Number { unit } => (unit.as_deref(), [].as_slice()),
                GapField::Options(choices) => (None, &**choices),
            };
            let mut options = Vec::new();
            for (place, choice) in choices.iter().enumerate() {
                options.push(Lettered { letter: letter(place), text: self.choice(&choice.text)? });
            }
            let blank = Blank { number: (gaps.len() > 1).then_some(at + 1), unit, options, tail };
            // A line break at its end would be a space in front of what follows.
            blanks.push(self.renderer.fill("paper-gap.html", blank)?.trim_end().to_owned());
        }
        self.with_gaps(text, &blanks)
    }
    /// What belongs into each gap; gaps have numbers where there are several.
    pub(super) fn solved_gaps(
        &mut self,
        question: &'a Question,
        gaps: &'a [Gap],
    ) -> Result<Solution, Box<Diagnostic>> {
        let each = match &question.key {
            Key::Parts { marking: Marking::Partial, .. } => {
                Some(question.points.clone() * one_of(gaps.len()))
            }
            _ => None,
        };
        let mut solution = Solution { all: true, ..Solution::default() };
        for (at, gap) in gaps.iter().enumerate() {
            let number = if gaps.len() > 1 { format!("({}) ", at + 1) } else { String::new() };
            let key = part_key(&question.key, &gap.id);
            let points = |page: &Self, share: Fraction| {
                each.as_ref().map(|each| page.points(&(share * each.clone()), true))
            };
            let said = |page: &mut Self, answer| {
                page.said(question, &FeedbackFor::InPart(gap.id.clone(), Box::new(answer)))
            };
            if let GapField::Options(choices) = &gap.field {
                for (place, choice) in choices.iter().enumerate() {
                    let right = is_right(key, &choice.id, false);
                    let label = format!("{number}{}", letter(place));
                    if right {
                        solution.right.push(label.clone());
                    }
                    let share = share_of_one(key, &choice.id);
                    solution.answers.push(Offered {
                        letter: Some(label),
                        text: self.choice(&choice.text)?,
                        right,
                        points: share.and_then(|share| points(self, share)),
                        said: said(self, FeedbackFor::Choice(choice.id.clone()))?,
                    });
                }
            } else {
                let right = self.right_in_gap(gap, &question.key)?.join(self.renderer.words.get("or"));
                solution.right.push(format!("{number}{right}"));
                for (place, accepted) in self.accepted(key, unit_of(gap)).into_iter().enumerate() {
                    solution.answers.push(Offered {
                        letter: Some(number.trim_end().to_owned()).filter(|number| !number.is_empty()),
                        text: accepted.text,
                        right: accepted.is_best,
                        points: points(self, accepted.credit),
                        said: said(self, FeedbackFor::Accepted(place))?,
                    });
                }
            }
            if let Some(said) = self.said(question, &FeedbackFor::Part(gap.id.clone()))? {
                let text = escaped(self.renderer.words.get("other_answers"));
                let letter = Some(number.trim_end().to_owned()).filter(|number| !number.is_empty());
                solution.answers.push(Offered { letter, text, right: false, points: None, said: Some(said) });
            }
        }
        Ok(solution)
    }
}

/// The share that an option earns where only one can be picked: all or nothing
/// unless it has a credit of its own.
fn share_of_one(key: &Key, choice: &str) -> Option<Fraction> {
    let credit = if is_right(key, choice, false) { Fraction::one() } else { Fraction::zero() };
    share(key, choice, false).or(Some(credit))
}
