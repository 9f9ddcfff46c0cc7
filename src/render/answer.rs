//! The answer to a question, as it is told to whoever opens it.

use serde::Serialize;

use super::interaction::{Body, Choice, text_of};
use super::page::{Anchor, Page, escaped};
use super::scenario::PathsView;
use crate::diag::Diagnostic;
use crate::model::{Decimal, FeedbackFor, Fraction, Gap, GapField, Id, Interaction, Key, Question, Range};

/// What the template `answer.html` needs to know. What there is nothing of is missing.
#[derive(Serialize)]
pub(super) struct Answer<'a> {
    id: &'a str,
    /// "Question 1"; missing in a knowledge check.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    /// HTML without block elements.
    prompt: String,
    /// "Correct answers:", in front of `key`, `parts` or `passage`.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    /// HTML of each right answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    key: Vec<String>,
    /// What is told of a scenario instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    paths: Option<PathsView>,
    /// Whether all of them are wanted, or any of them will do.
    all: bool,
    /// What is right for each part of the question, where it has parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<RightPart>,
    /// HTML of each item in the right order, where there is one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    order: Vec<String>,
    /// HTML of the text with the right answers in its gaps, where it has some.
    #[serde(skip_serializing_if = "Option::is_none")]
    passage: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    feedback: Vec<Feedback>,
    /// Whether the explanation is there to compare the learner's own text with.
    compared: bool,
    /// HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<String>,
    /// Where it is taught.
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<Anchor>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
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
#[derive(Default, Serialize)]
struct Feedback {
    /// The part of the question that the answer is in, where it has parts.
    part: Option<Id>,
    /// What the part is called.
    of: Option<String>,
    /// The choice, or `wrong` for all answers that are not accepted.
    option: Option<Id>,
    /// The place of the accepted answer in the key.
    accept: Option<usize>,
    credit: Option<String>,
    /// HTML of the answer.
    text: String,
    /// HTML of what is said.
    said: String,
}

impl Answer<'_> {
    /// Whether it tells anything beside what was asked.
    fn is_told(&self) -> bool {
        let lists =
            [self.key.len(), self.parts.len(), self.order.len(), self.feedback.len(), self.sources.len()];
        lists.iter().any(|length| *length > 0)
            || self.paths.is_some()
            || self.passage.is_some()
            || self.explanation.is_some()
    }
}

impl<'a> Page<'a> {
    /// The answer, as it is told to whoever opens it, if there is anything to
    /// tell; `number` counts from 1, and `body` is what the question was shown with.
    pub(super) fn answer(
        &mut self,
        question: &'a Question,
        body: &Body<'a>,
        number: Option<usize>,
    ) -> Result<Option<Answer<'a>>, Box<Diagnostic>> {
        let (choices, parts) = body.choices();
        let mut feedback = Vec::new();
        for (answer, prose) in &question.extras.feedback {
            let said = self.fill(prose)?;
            feedback.push(match &question.interaction {
                Interaction::Gaps { gaps, .. } => self.feedback_in_gap(gaps, &question.key, answer, said)?,
                _ => self.feedback(&question.key, unit(question), (choices, parts), answer, said),
            });
        }
        let (passage, gaps) = match &question.interaction {
            Interaction::Gaps { text, gaps } => {
                (Some(self.filled_gaps(text, gaps, &question.key)?), gaps.len())
            }
            _ => (None, 0),
        };
        let key = self.right_answers(&question.key, unit(question), several(question), choices);
        let parts = right_parts(question, choices, parts);
        let count = [key.len(), parts.len(), gaps].into_iter().find(|count| *count > 0);
        let sources = question.extras.sources.iter().filter_map(|id| self.citation(id));
        let sources = sources
            .map(|source| Anchor { title: source.citation.clone(), href: self.listed_at(source) })
            .collect();
        let answer = Answer {
            id: &question.id,
            number: number.map(|number| self.count("question_short", number)),
            prompt: self.fill(&question.prompt)?,
            label: count.map(|count| self.count("right_answer", count)),
            key,
            paths: self.paths(question)?,
            all: several(question),
            parts,
            order: right_order(question, choices),
            passage,
            feedback,
            compared: matches!(question.interaction, Interaction::Text { long: true }),
            explanation: self.fill_some(question.explanation.as_ref())?,
            read: self.taught_at(question),
            sources,
        };
        Ok(answer.is_told().then_some(answer))
    }

    fn feedback(
        &self,
        key: &Key,
        unit: Option<&str>,
        (choices, parts): (&[Choice], &[Choice]),
        answer: &FeedbackFor,
        said: String,
    ) -> Feedback {
        let by_id = |texts: &[Choice], id: &str| text_of(texts, id).unwrap_or_default().to_owned();
        match answer {
            FeedbackFor::Choice(id) => Feedback {
                option: Some(id.clone()),
                credit: Some(credit(key, id).to_string()),
                text: by_id(choices, id),
                said,
                ..Feedback::default()
            },
            FeedbackFor::Accepted(at) => {
                let (text, credit) = match key {
                    Key::Number { ranges, .. } => {
                        ranges.get(*at).map(|range| (self.range(range, unit), &range.credit))
                    }
                    Key::Text { accepted, .. } => {
                        accepted.get(*at).map(|text| (pattern(&text.text), &text.credit))
                    }
                    _ => None,
                }
                .unzip();
                let (credit, text) = (credit.map(ToString::to_string), text.unwrap_or_default());
                Feedback { accept: Some(*at), credit, text, said, ..Feedback::default() }
            }
            FeedbackFor::Part(id) => {
                Feedback { option: Some(id.clone()), text: by_id(parts, id), said, ..Feedback::default() }
            }
            FeedbackFor::InPart(..) | FeedbackFor::Wrong => Feedback {
                option: Some("wrong".into()),
                text: escaped(self.renderer.words.get("other_answers")),
                said,
                ..Feedback::default()
            },
        }
    }

    /// What is said to an answer in one of several gaps.
    fn feedback_in_gap(
        &mut self,
        gaps: &'a [Gap],
        key: &Key,
        answer: &FeedbackFor,
        said: String,
    ) -> Result<Feedback, Box<Diagnostic>> {
        let (id, answer) = match answer {
            FeedbackFor::InPart(id, answer) => (id.as_str(), &**answer),
            FeedbackFor::Part(id) => (id.as_str(), &FeedbackFor::Wrong),
            answer => ("", answer),
        };
        let at = gaps.iter().position(|gap| gap.id == id);
        let gap = at.and_then(|at| gaps.get(at));
        let choices = self.options_of(gap)?;
        let unit = gap.and_then(unit_of);
        let feedback = self.feedback(part_key(key, id), unit, (&choices, &[]), answer, said);
        let of = at.filter(|_| gaps.len() > 1).map(|at| self.count("gap_number", at + 1));
        Ok(Feedback { part: Some(id.into()), of, ..feedback })
    }

    /// What is right in a gap, as HTML.
    pub(super) fn right_in_gap(&mut self, gap: &'a Gap, key: &Key) -> Result<Vec<String>, Box<Diagnostic>> {
        let choices = self.options_of(Some(gap))?;
        Ok(self.right_answers(part_key(key, &gap.id), unit_of(gap), false, &choices))
    }

    /// What can be picked for a gap.
    fn options_of(&mut self, gap: Option<&'a Gap>) -> Result<Vec<Choice<'a>>, Box<Diagnostic>> {
        let Some(Gap { field: GapField::Options(choices), .. }) = gap else { return Ok(Vec::new()) };
        self.choices(choices)
    }

    /// The answers that earn most, as HTML; all of them are wanted where `several` can be given.
    pub(super) fn right_answers(
        &self,
        key: &Key,
        unit: Option<&str>,
        several: bool,
        choices: &[Choice],
    ) -> Vec<String> {
        let text = |id: &Id| text_of(choices, id).map(str::to_owned);
        match key {
            Key::Choose { right, .. } => texts_of(choices, right),
            Key::Weigh { credits } => {
                let best = credits.iter().map(|(_, credit)| credit).max();
                let counts = |credit: &Fraction| {
                    if several { !credit.is_zero() && !credit.is_negative() } else { Some(credit) == best }
                };
                credits.iter().filter(|(_, credit)| counts(credit)).filter_map(|(id, _)| text(id)).collect()
            }
            Key::Number { ranges, .. } => {
                let best = ranges.iter().map(|range| &range.credit).max();
                let best = ranges.iter().filter(|range| Some(&range.credit) == best);
                best.map(|range| self.range(range, unit)).collect()
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
    pub(super) fn range(&self, range: &Range, unit: Option<&str>) -> String {
        let words = &self.renderer.words;
        let number = |decimal: &Decimal| words.number(&decimal.to_string());
        let text = if range.from == range.to {
            number(&range.from)
        } else {
            words.text("range", &[("from", &number(&range.from)), ("to", &number(&range.to))])
        };
        escaped(&unit.map_or_else(|| text.clone(), |unit| format!("{text}\u{a0}{unit}")))
    }
}

/// What is right for each part that something is picked for, in the order of the page.
fn right_parts(question: &Question, choices: &[Choice], parts: &[Choice]) -> Vec<RightPart> {
    let Key::Parts { parts: keys, .. } = &question.key else { return Vec::new() };
    let right = |key: &Key| match key {
        Key::Choose { right, .. } => texts_of(choices, right),
        _ => Vec::new(),
    };
    let part =
        |(id, key): &(Id, Key)| Some(RightPart { part: text_of(parts, id)?.to_owned(), right: right(key) });
    keys.iter().filter_map(part).collect()
}

fn right_order(question: &Question, items: &[Choice]) -> Vec<String> {
    if let Key::Order { right, .. } = &question.key { texts_of(items, right) } else { Vec::new() }
}

/// The HTML of those with these ids.
fn texts_of(choices: &[Choice], ids: &[Id]) -> Vec<String> {
    ids.iter().filter_map(|id| text_of(choices, id)).map(str::to_owned).collect()
}

/// Whether several choices can be picked.
fn several(question: &Question) -> bool {
    matches!(question.interaction, Interaction::Choice { multiple: true, .. })
}

pub(super) fn unit_of(gap: &Gap) -> Option<&str> {
    if let GapField::Number { unit } = &gap.field { unit.as_deref() } else { None }
}

/// How the part `id` of a question is marked.
pub(super) fn part_key<'k>(key: &'k Key, id: &str) -> &'k Key {
    let Key::Parts { parts, .. } = key else { return &Key::Unscored };
    parts.iter().find(|(part, _)| part == id).map_or(&Key::Unscored, |(_, key)| key)
}

pub(super) fn unit(question: &Question) -> Option<&str> {
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
pub(super) fn pattern(text: &str) -> String {
    escaped(&text.replace('*', "…"))
}
