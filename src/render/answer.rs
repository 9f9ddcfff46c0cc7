//! The answer to a question, as it is told to whoever opens it.

use std::collections::HashMap;

use serde::Serialize;

use super::page::{Anchor, Page, escaped};
use super::scenario::PathsView;
use crate::diag::Diagnostic;
use crate::model::{Choice, Decimal, FeedbackFor, Fraction, Interaction, Key, Question, Range};
use crate::plan::SOURCES;
use crate::site::OutPath;

/// What the template `answer.html` needs to know.
#[derive(Serialize)]
pub(super) struct Answer<'a> {
    id: &'a str,
    /// "Question 1"; missing in a knowledge check.
    number: Option<String>,
    /// HTML without block elements.
    prompt: String,
    /// HTML of each right answer.
    key: Vec<String>,
    /// What is told of a scenario instead.
    paths: Option<PathsView>,
    /// Whether all of them are wanted, or any of them will do.
    all: bool,
    /// What is right for each part of the question, where it has parts.
    parts: Vec<RightPart>,
    /// HTML of each item in the right order, where there is one.
    order: Vec<String>,
    feedback: Vec<Feedback>,
    /// HTML.
    explanation: Option<String>,
    sources: Vec<Anchor>,
}

/// What is right for a part of a question.
#[derive(Serialize)]
struct RightPart {
    /// HTML of the part.
    part: String,
    /// HTML of each right answer; any of them will do.
    right: Vec<String>,
}

/// What is said to one answer.
#[derive(Serialize)]
struct Feedback {
    /// The choice, or `wrong` for all answers that are not accepted.
    option: Option<String>,
    /// The place of the accepted answer in the key.
    accept: Option<usize>,
    credit: Option<String>,
    /// HTML of the answer.
    text: String,
    /// HTML of what is said.
    said: String,
}

impl<'a> Page<'a> {
    /// The answer, as it is told to whoever opens it; `number` counts from 1.
    pub(super) fn answer(
        &mut self,
        question: &'a Question,
        number: Option<usize>,
    ) -> Result<Answer<'a>, Box<Diagnostic>> {
        let (choices, parts): (&[Choice], &[Choice]) = match &question.interaction {
            Interaction::Choice { choices, .. } | Interaction::Order { items: choices } => (choices, &[]),
            Interaction::Match { rows, columns, .. } => (columns, rows),
            Interaction::Number { .. } | Interaction::Text | Interaction::Scenario { .. } => (&[], &[]),
        };
        let (choices, parts) = (self.by_id(choices)?, self.by_id(parts)?);
        let mut feedback = Vec::new();
        for (answer, prose) in &question.feedback {
            let said = self.fill(prose)?;
            feedback.push(self.feedback(question, &choices, &parts, answer, said));
        }
        let sources = question.sources.iter().filter_map(|id| self.citation(id));
        let list = self.at.link_to(&OutPath::new(SOURCES));
        let sources = sources
            .map(|source| Anchor { title: source.citation.clone(), href: format!("{list}#{}", source.id) })
            .collect();
        Ok(Answer {
            id: &question.id,
            number: number.map(|number| self.count("question_short", number)),
            prompt: self.fill(&question.prompt)?,
            key: self.right_answers(question, &choices),
            paths: self.paths(question)?,
            all: matches!(question.interaction, Interaction::Choice { multiple: true, .. }),
            parts: right_parts(question, &choices, &parts),
            order: right_order(question, &choices),
            feedback,
            explanation: self.fill_some(question.explanation.as_ref())?,
            sources,
        })
    }

    /// HTML of what can be picked, by its id.
    fn by_id(&mut self, choices: &'a [Choice]) -> Result<HashMap<&'a str, String>, Box<Diagnostic>> {
        let html = choices.iter().map(|choice| Ok((choice.id.as_str(), self.choice(&choice.text)?)));
        html.collect()
    }

    fn feedback(
        &self,
        question: &Question,
        choices: &HashMap<&str, String>,
        parts: &HashMap<&str, String>,
        answer: &FeedbackFor,
        said: String,
    ) -> Feedback {
        let unit = unit(question);
        match answer {
            FeedbackFor::Choice(id) => Feedback {
                option: Some(id.clone()),
                accept: None,
                credit: Some(credit(&question.key, id).to_string()),
                text: choices.get(id.as_str()).cloned().unwrap_or_default(),
                said,
            },
            FeedbackFor::Accepted(at) => {
                let (text, credit) = match &question.key {
                    Key::Number { ranges, .. } => {
                        ranges.get(*at).map(|range| (self.range(range, unit), &range.credit))
                    }
                    Key::Text { accepted, .. } => {
                        accepted.get(*at).map(|text| (pattern(&text.text), &text.credit))
                    }
                    _ => None,
                }
                .unzip();
                let credit = credit.map(ToString::to_string);
                Feedback { option: None, accept: Some(*at), credit, text: text.unwrap_or_default(), said }
            }
            FeedbackFor::Part(id) => Feedback {
                option: Some(id.clone()),
                accept: None,
                credit: None,
                text: parts.get(id.as_str()).cloned().unwrap_or_default(),
                said,
            },
            FeedbackFor::Wrong => Feedback {
                option: Some("wrong".to_owned()),
                accept: None,
                credit: None,
                text: escaped(self.renderer.words.get("other_answers")),
                said,
            },
        }
    }

    /// The answers that earn most, as HTML.
    fn right_answers(&self, question: &Question, choices: &HashMap<&str, String>) -> Vec<String> {
        let text = |id: &String| choices.get(id.as_str()).cloned();
        match &question.key {
            Key::Choose { right, .. } => right.iter().filter_map(text).collect(),
            Key::Weigh { credits } => {
                let best = credits.iter().map(|(_, credit)| credit).max();
                let several = matches!(question.interaction, Interaction::Choice { multiple: true, .. });
                let counts = |credit: &Fraction| {
                    if several { !credit.is_zero() && !credit.is_negative() } else { Some(credit) == best }
                };
                credits.iter().filter(|(_, credit)| counts(credit)).filter_map(|(id, _)| text(id)).collect()
            }
            Key::Number { ranges, .. } => {
                let best = ranges.iter().map(|range| &range.credit).max();
                let best = ranges.iter().filter(|range| Some(&range.credit) == best);
                best.map(|range| self.range(range, unit(question))).collect()
            }
            // The first is the author's own; the others are ways to say the same.
            Key::Text { accepted, .. } => {
                let best = accepted.iter().map(|text| &text.credit).max();
                let best = || accepted.iter().filter(|text| Some(&text.credit) == best);
                let plain = best().find(|text| !text.text.contains('*'));
                plain.or_else(|| best().next()).map(|text| pattern(&text.text)).into_iter().collect()
            }
            Key::Parts { .. } | Key::Order { .. } | Key::Path(_) | Key::Unscored => Vec::new(),
        }
    }

    /// `30 days`, or `28 to 31 days`.
    fn range(&self, range: &Range, unit: Option<&str>) -> String {
        let words = &self.renderer.words;
        let number = |decimal: &Decimal| words.number(&decimal.to_string());
        let text = if range.from == range.to {
            number(&range.from)
        } else {
            words.text("range", &[("from", number(&range.from)), ("to", number(&range.to))])
        };
        escaped(&unit.map_or_else(|| text.clone(), |unit| format!("{text}\u{a0}{unit}")))
    }
}

/// What is right for each part that something is picked for, in the order of the page.
fn right_parts(
    question: &Question,
    choices: &HashMap<&str, String>,
    parts: &HashMap<&str, String>,
) -> Vec<RightPart> {
    let Key::Parts { parts: keys, .. } = &question.key else { return Vec::new() };
    let right = |key: &Key| match key {
        Key::Choose { right, .. } => {
            right.iter().filter_map(|id| choices.get(id.as_str()).cloned()).collect()
        }
        _ => Vec::new(),
    };
    keys.iter()
        .filter_map(|(id, key)| Some(RightPart { part: parts.get(id.as_str())?.clone(), right: right(key) }))
        .collect()
}

fn right_order(question: &Question, items: &HashMap<&str, String>) -> Vec<String> {
    let Key::Order { right, .. } = &question.key else { return Vec::new() };
    right.iter().filter_map(|id| items.get(id.as_str()).cloned()).collect()
}

fn unit(question: &Question) -> Option<&str> {
    match &question.interaction {
        Interaction::Number { unit } => unit.as_deref(),
        _ => None,
    }
}

/// The share of the points that a choice earns by itself.
fn credit(key: &Key, choice: &str) -> Fraction {
    match key {
        Key::Choose { right, .. } if right.iter().any(|id| id == choice) => Fraction::one(),
        Key::Weigh { credits } => credits
            .iter()
            .find(|(id, _)| id == choice)
            .map_or_else(Fraction::zero, |(_, credit)| credit.clone()),
        _ => Fraction::zero(),
    }
}

/// An accepted text; what stands for anything is shown as an ellipsis.
fn pattern(text: &str) -> String {
    escaped(&text.replace('*', "…"))
}
