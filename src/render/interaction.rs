//! How a question is answered: what the template of each interaction shows, and
//! the sentences that say what to do.

use serde::Serialize;

use super::page::{Page, escaped};
use super::scenario::SceneView;
use crate::diag::Diagnostic;
use crate::model::{ChoiceText, Fraction, Interaction, Key, Marking, PathKey, PathMarking, Question};

/// What the template of an interaction needs to know, as `question.body`.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Body<'a> {
    /// `choice.html`
    Choice { multiple: bool, options: Vec<Choice<'a>> },
    /// `field.html`
    Field { unit: Option<&'a str> },
    /// `scenario.html`; `level` is that of the scenes' headings.
    Scenario { level: u8, scenes: Vec<SceneView<'a>> },
}

/// Something that can be picked.
#[derive(Serialize)]
pub(super) struct Choice<'a> {
    id: &'a str,
    /// HTML.
    text: String,
}

impl Interaction {
    /// The name in pages and in the script.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Choice { .. } => "choice",
            Self::Number { .. } => "number",
            Self::Text => "text",
            Self::Scenario { .. } => "scenario",
        }
    }
}

impl<'a> Page<'a> {
    /// What the template of the question's interaction shows.
    pub(super) fn body(&mut self, question: &'a Question) -> Result<Body<'a>, Box<Diagnostic>> {
        Ok(match &question.interaction {
            Interaction::Choice { multiple, choices, .. } => {
                let mut options = Vec::new();
                for choice in choices {
                    options.push(Choice { id: &choice.id, text: self.choice(&choice.text)? });
                }
                Body::Choice { multiple: *multiple, options }
            }
            Interaction::Number { unit } => Body::Field { unit: unit.as_deref() },
            Interaction::Text => Body::Field { unit: None },
            Interaction::Scenario { scenes, .. } => {
                Body::Scenario { level: (self.level + 1).min(6), scenes: self.scenes(question, scenes)? }
            }
        })
    }

    /// How the question is answered and what it is worth, in sentences.
    pub(super) fn how(&self, question: &Question, scored: bool) -> String {
        let words = &self.renderer.words;
        let word = |key: &str| words.get(key).to_owned();
        let mut how = vec![match &question.interaction {
            Interaction::Choice { multiple: true, .. } => word("select_all"),
            Interaction::Choice { .. } => word("select_one"),
            Interaction::Number { .. } => word("type_number"),
            Interaction::Text => word("type_text"),
            Interaction::Scenario { .. } => word("take_path"),
        }];
        if scored {
            how.extend(marking(question).map(word));
        }
        if scored && question.points != Fraction::one() && question.key != Key::Unscored {
            how.push(self.count("worth", &question.points));
        }
        how.join(" ")
    }

    /// What can be picked, as HTML.
    pub(super) fn choice(&mut self, text: &'a ChoiceText) -> Result<String, Box<Diagnostic>> {
        match text {
            ChoiceText::Prose(prose) => self.fill(prose),
            ChoiceText::Word(key) => Ok(escaped(self.renderer.words.get(key))),
        }
    }
}

/// The word that says how near misses count; none where only the right answer does.
fn marking(question: &Question) -> Option<&'static str> {
    let several = matches!(question.interaction, Interaction::Choice { multiple: true, .. });
    match &question.key {
        Key::Choose { marking: Marking::Partial, .. } if several => Some("marking_partial"),
        Key::Weigh { .. } if several => Some("marking_weighted"),
        Key::Path(PathKey { marking: PathMarking::Points, .. }) => Some("marking_points"),
        Key::Path(PathKey { marking: PathMarking::Ending, .. }) => Some("marking_ending"),
        _ => None,
    }
}
