//! How a question is answered: what the template of each interaction shows, and
//! the sentences that say what to do.

use serde::Serialize;

use super::hotspots::Picture;
use super::page::{Page, escaped, plain};
use super::scenario::SceneView;
use crate::diag::Diagnostic;
use crate::model::{self, ChoiceText, Fraction, Interaction, Key, Marking, PathMarking, Question};
use crate::plan::{Script, Sheet};

/// What the template of an interaction needs to know, as `question.body`.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Body<'a> {
    /// `choice.html`, or `hotspot.html` with the picture whose areas are picked.
    Choice { multiple: bool, options: Vec<Choice<'a>>, picture: Option<Picture> },
    /// `field.html`
    Field { unit: Option<&'a str> },
    /// `scenario.html`; `level` is that of the scenes' headings.
    Scenario { level: u8, scenes: Vec<SceneView<'a>> },
    /// `match.html`, or `table.html`. Where the columns are `listed`, they stand
    /// above the rows as well: a list to pick from shows neither markup nor long texts. Where they are
    /// `brief`, they stand side by side in a narrow window too.
    Match { rows: Vec<Choice<'a>>, columns: Vec<Choice<'a>>, listed: bool, brief: bool },
    /// `order.html`
    Order { items: Vec<Choice<'a>> },
    /// `gaps.html`; HTML.
    Gaps { passage: String },
}

/// What a list to pick from shows well, in characters.
const SHORT: usize = 32;

/// What stands side by side in any window, in characters.
const BRIEF: usize = 3;

/// Something that can be picked.
#[derive(Serialize)]
pub(super) struct Choice<'a> {
    id: &'a str,
    /// HTML.
    text: String,
    /// The same without markup; only for what is picked from a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    plain: Option<String>,
}

impl Choice<'_> {
    /// Whether a list to pick from shows it as it is.
    fn fits_a_list(&self) -> bool {
        self.plain
            .as_deref()
            .is_some_and(|plain| plain.chars().count() <= SHORT && escaped(plain) == self.text)
    }

    /// Whether it can stand side by side with others in any window.
    fn is_brief(&self) -> bool {
        self.plain.as_deref().is_some_and(|plain| plain.chars().count() <= BRIEF)
    }
}

/// The HTML of the one whose id is `id`.
pub(super) fn text_of<'c>(choices: &'c [Choice], id: &str) -> Option<&'c str> {
    choices.iter().find(|choice| choice.id == id).map(|choice| choice.text.as_str())
}

impl Body<'_> {
    /// What can be picked, and what it is picked for, where one is picked for several.
    pub(super) fn choices(&self) -> (&[Choice<'_>], &[Choice<'_>]) {
        match self {
            Self::Choice { options: choices, .. } | Self::Order { items: choices } => (choices, &[]),
            Self::Match { rows, columns, .. } => (columns, rows),
            Self::Field { .. } | Self::Scenario { .. } | Self::Gaps { .. } => (&[], &[]),
        }
    }
}

impl Question {
    /// The name in pages and in the script of how it is answered.
    pub(super) fn interaction_name(&self) -> &'static str {
        match &self.interaction {
            Interaction::Choice { .. } if self.extras.attestation.is_some() => "confirm",
            Interaction::Choice { picture: Some(_), .. } => "hotspot",
            Interaction::Choice { .. } => "choice",
            Interaction::Number { .. } => "number",
            Interaction::Text { long: true } => "note",
            Interaction::Text { long: false } => "text",
            Interaction::Scenario { .. } => "scenario",
            Interaction::Match { table: false, .. } => "match",
            Interaction::Match { table: true, .. } => "table",
            Interaction::Order { .. } => "order",
            Interaction::Gaps { .. } => "gaps",
        }
    }

    /// The script that makes that work.
    pub(super) fn script(&self) -> Script {
        match self.interaction_name() {
            "choice" | "number" | "text" => Script::Questions,
            _ => Script::Interactions,
        }
    }
}

impl Interaction {
    /// Whether what it shows may come in another order.
    pub(super) fn shuffles(&self) -> bool {
        match self {
            Self::Choice { shuffle, .. } | Self::Match { shuffle, .. } => *shuffle,
            Self::Order { .. } => true,
            Self::Number { .. } | Self::Text { .. } | Self::Gaps { .. } | Self::Scenario { .. } => false,
        }
    }
}

impl<'a> Page<'a> {
    /// What the template of the question's interaction shows.
    pub(super) fn body(&mut self, question: &'a Question) -> Result<Body<'a>, Box<Diagnostic>> {
        Ok(match &question.interaction {
            Interaction::Choice { multiple, choices, picture, .. } => Body::Choice {
                multiple: *multiple,
                options: self.choices(choices)?,
                picture: picture.as_ref().map(|picture| self.hotspots(picture, choices)),
            },
            Interaction::Number { unit } => Body::Field { unit: unit.as_deref() },
            Interaction::Text { .. } => Body::Field { unit: None },
            Interaction::Scenario { scenes, .. } => {
                // Scenes show who says what in the way of the block of that name.
                self.sheets.insert(Sheet::Texts);
                let level = (self.level() + 1).min(6);
                Body::Scenario { level, scenes: self.scenes(question, scenes)? }
            }
            Interaction::Match { rows, columns, .. } => {
                let (rows, columns) = (self.choices(rows)?, self.listed(columns)?);
                let listed = !columns.iter().all(Choice::fits_a_list);
                let brief = columns.iter().all(Choice::is_brief);
                Body::Match { rows, columns, listed, brief }
            }
            Interaction::Order { items } => Body::Order { items: self.choices(items)? },
            Interaction::Gaps { text, gaps } => Body::Gaps { passage: self.gaps(&question.id, text, gaps)? },
        })
    }

    /// What can be picked, or something picked for.
    pub(super) fn choices(
        &mut self,
        choices: &'a [model::Choice],
    ) -> Result<Vec<Choice<'a>>, Box<Diagnostic>> {
        let shown = choices
            .iter()
            .map(|choice| Ok(Choice { id: &choice.id, text: self.choice(&choice.text)?, plain: None }));
        shown.collect()
    }

    /// What is picked from a list, which shows no markup.
    pub(super) fn listed(
        &mut self,
        choices: &'a [model::Choice],
    ) -> Result<Vec<Choice<'a>>, Box<Diagnostic>> {
        let mut listed = self.choices(choices)?;
        for choice in &mut listed {
            choice.plain = Some(plain(&choice.text));
        }
        Ok(listed)
    }

    /// How the question is answered and what it is worth, in sentences.
    pub(super) fn how(&self, question: &Question, scored: bool) -> String {
        let words = &self.renderer.words;
        let word = |key: &str| words.get(key).to_owned();
        let mut how = vec![match &question.interaction {
            Interaction::Choice { .. } if question.extras.attestation.is_some() => {
                let required =
                    question.extras.attestation.as_ref().is_some_and(|attestation| attestation.required);
                word(if required { "confirm_required" } else { "confirm_optional" })
            }
            Interaction::Choice { multiple: true, picture: Some(_), .. } => word("select_all_areas"),
            Interaction::Choice { picture: Some(_), .. } => word("select_one_area"),
            Interaction::Choice { multiple: true, .. } => word("select_all"),
            Interaction::Choice { .. } => word("select_one"),
            Interaction::Number { .. } => word("type_number"),
            Interaction::Text { long: false } => word("type_text"),
            Interaction::Text { long: true } => word("write_note"),
            Interaction::Scenario { .. } => word("take_path"),
            Interaction::Match { .. } if question.key == Key::Unscored => word("answer_each"),
            Interaction::Match { .. } => word("match_each"),
            Interaction::Order { .. } => word("put_in_order"),
            Interaction::Gaps { .. } => word("fill_gaps"),
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
pub(super) fn marking(question: &Question) -> Option<&'static str> {
    let several = matches!(question.interaction, Interaction::Choice { multiple: true, .. });
    match &question.key {
        Key::Choose { marking: Marking::Partial, .. } if several => Some("marking_partial"),
        Key::Weigh { .. } if several => Some("marking_weighted"),
        Key::Path(path) => Some(match path.marking {
            PathMarking::Points => "marking_points",
            PathMarking::Ending => "marking_ending",
        }),
        Key::Parts { parts, marking: Marking::Partial } if parts.len() > 1 => Some("marking_parts"),
        Key::Order { marking: Marking::Partial, .. } => Some("marking_order"),
        _ => None,
    }
}
