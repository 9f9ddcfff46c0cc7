//! A question as it is asked, and its answer as it is told.

use std::collections::HashMap;

use serde::Serialize;

use super::data;
use super::page::{Anchor, Page, escaped};
use crate::diag::Diagnostic;
use crate::model::{
    ChoiceText, Decimal, FeedbackFor, Fraction, Interaction, Key, Marking, Question, Quiz, Range,
};
use crate::plan::SOURCES;
use crate::site::OutPath;

/// What the template `question.html` needs to know.
#[derive(Serialize)]
pub(super) struct Asked<'a> {
    id: &'a str,
    /// "Question 1 of 8"; missing in a knowledge check.
    number: Option<String>,
    /// `choice`, `number` or `text`.
    interaction: &'static str,
    multiple: bool,
    /// HTML without block elements.
    prompt: String,
    /// HTML; may be empty.
    stem: String,
    how: String,
    options: Vec<Choice<'a>>,
    unit: Option<&'a str>,
    /// HTML.
    hint: Option<String>,
}

#[derive(Serialize)]
struct Choice<'a> {
    id: &'a str,
    /// HTML.
    text: String,
}

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
    /// Whether all of them are wanted, or any of them will do.
    all: bool,
    feedback: Vec<Feedback>,
    /// HTML.
    explanation: Option<String>,
    sources: Vec<Anchor>,
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

/// What the template `check.html` needs to know.
#[derive(Serialize)]
struct Check<'a> {
    question: Asked<'a>,
    answer: Answer<'a>,
    /// JSON for the script.
    data: String,
}

/// A question of the module's quiz, asked inside the text.
pub(super) fn check(page: &mut Page, id: &str) -> Result<String, Box<Diagnostic>> {
    let (Some((_, course)), Some((_, module))) = (page.course, page.module) else { return Ok(String::new()) };
    let asked =
        module.quiz.as_ref().and_then(|quiz| quiz.questions.iter().find(|question| question.id == id));
    let Some(question) = asked else { return Ok(String::new()) };
    let data = data::check(page, course, module, question);
    let check = Check { question: page.asked(question, None)?, answer: page.answer(question, None)?, data };
    page.renderer.fill("check.html", &check)
}

impl<'a> Page<'a> {
    /// The question as it is asked; with its place in `quiz`, counted from 1, when it is scored.
    pub(super) fn asked(
        &mut self,
        question: &'a Question,
        scored: Option<(usize, &Quiz)>,
    ) -> Result<Asked<'a>, Box<Diagnostic>> {
        let (interaction, multiple, unit) = match &question.interaction {
            Interaction::Choice { multiple, .. } => ("choice", *multiple, None),
            Interaction::Number { unit } => ("number", false, unit.as_deref()),
            Interaction::Text => ("text", false, None),
        };
        let mut options = Vec::new();
        if let Interaction::Choice { choices, .. } = &question.interaction {
            for choice in choices {
                options.push(Choice { id: &choice.id, text: self.choice(&choice.text)? });
            }
        }
        let number = scored.map(|(number, quiz)| {
            let filling = [("n", number.to_string()), ("count", quiz.questions.len().to_string())];
            self.renderer.words.text("question_of", &filling)
        });
        Ok(Asked {
            id: &question.id,
            number,
            interaction,
            multiple,
            prompt: self.fill(&question.prompt)?,
            stem: self.fill(&question.stem)?,
            how: self.how(question, scored.is_some()),
            options,
            unit,
            hint: self.fill_some(question.hint.as_ref())?,
        })
    }

    /// How the question is answered and what it is worth, in sentences.
    fn how(&self, question: &Question, scored: bool) -> String {
        let words = &self.renderer.words;
        let word = |key: &str| words.get(key).to_owned();
        let mut how = vec![match &question.interaction {
            Interaction::Choice { multiple: true, .. } => word("select_all"),
            Interaction::Choice { .. } => word("select_one"),
            Interaction::Number { .. } => word("type_number"),
            Interaction::Text => word("type_text"),
        }];
        let multiple = matches!(question.interaction, Interaction::Choice { multiple: true, .. });
        if scored && multiple {
            match &question.key {
                Key::Choose { marking: Marking::Partial, .. } => how.push(word("marking_partial")),
                Key::Weigh { .. } => how.push(word("marking_weighted")),
                _ => {}
            }
        }
        if scored && question.points != Fraction::one() {
            how.push(self.count("worth", &question.points));
        }
        how.join(" ")
    }

    fn choice(&mut self, text: &'a ChoiceText) -> Result<String, Box<Diagnostic>> {
        match text {
            ChoiceText::Prose(prose) => self.fill(prose),
            ChoiceText::Word(key) => Ok(escaped(self.renderer.words.get(key))),
        }
    }

    /// The answer, as it is told to whoever opens it; `number` counts from 1.
    pub(super) fn answer(
        &mut self,
        question: &'a Question,
        number: Option<usize>,
    ) -> Result<Answer<'a>, Box<Diagnostic>> {
        let mut choices = HashMap::new();
        if let Interaction::Choice { choices: all, .. } = &question.interaction {
            for choice in all {
                choices.insert(choice.id.as_str(), self.choice(&choice.text)?);
            }
        }
        let mut feedback = Vec::new();
        for (answer, prose) in &question.feedback {
            let said = self.fill(prose)?;
            feedback.push(self.feedback(question, &choices, answer, said));
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
            all: matches!(question.interaction, Interaction::Choice { multiple: true, .. }),
            feedback,
            explanation: self.fill_some(question.explanation.as_ref())?,
            sources,
        })
    }

    fn feedback(
        &self,
        question: &Question,
        choices: &HashMap<&str, String>,
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
            FeedbackFor::Part(id) => {
                Feedback { option: Some(id.clone()), accept: None, credit: None, text: String::new(), said }
            }
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
            Key::Parts { .. } | Key::Order { .. } | Key::Unscored => Vec::new(),
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
