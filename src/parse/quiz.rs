//! `quiz.yml`: a module's assessment.

use std::collections::HashMap;
use std::num::NonZeroU32;

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use super::yaml::Loaded;
use super::{markdown, prose_at, rules, yaml};
use crate::diag::Diagnostic;
use crate::model::{Draw, FeedbackTime, Fraction, Question, Quiz};
use crate::question::{self, Scalar};
use crate::source::{NodePath, Place, SourcePath};

/// A module's assessment.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Quiz")]
pub(super) struct Authored {
    /// The title.
    title: String,
    /// What is said before the first question, in Markdown.
    intro: Option<String>,
    /// The share of the points that passes, such as 80%; without it nobody passes or fails.
    pass: Option<Scalar>,
    /// What must be reached besides in single objectives: the name of an objective, and the share of its points, such as 100%.
    #[serde(default, deserialize_with = "yaml::entries")]
    objective_pass: IndexMap<String, Scalar>,
    /// How often the quiz can be taken; as often as one likes if not given.
    attempts: Option<NonZeroU32>,
    /// How many questions each attempt draws: a number, or a number for each objective; all of them if not given.
    #[serde(default)]
    #[schemars(schema_with = "draw_schema")]
    draw: Option<AuthoredDraw>,
    /// Whether questions, and their options, come in a new order each time.
    shuffle: Option<bool>,
    /// When learners are told whether they were right.
    feedback: Option<When>,
    /// The questions.
    questions: Vec<question::Authored>,
}

/// How many questions are drawn.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum AuthoredDraw {
    Number(NonZeroU32),
    ByObjective(#[serde(deserialize_with = "yaml::entries")] IndexMap<String, NonZeroU32>),
}

fn draw_schema(_: &mut SchemaGenerator) -> Schema {
    let number = json_schema!({ "type": "integer", "format": "uint32", "minimum": 1 });
    json_schema!({
        "anyOf": [number, { "type": "object", "additionalProperties": number }],
        "description": "How many questions each attempt draws: a number, or a number for each objective; all of them if not given."
    })
}

impl From<AuthoredDraw> for Draw {
    fn from(authored: AuthoredDraw) -> Self {
        match authored {
            AuthoredDraw::Number(number) => Self::Number(number.get()),
            AuthoredDraw::ByObjective(numbers) => {
                Self::ByObjective(numbers.into_iter().map(|(name, number)| (name, number.get())).collect())
            }
        }
    }
}

/// When learners are told.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum When {
    /// After each question.
    Each,
    /// At the end, after all of them.
    End,
}

pub(super) fn read(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Quiz> {
    let before = diagnostics.len();
    let loaded = yaml::load::<Authored>(path, text, 0..text.len(), diagnostics)?;
    let has_title = loaded.is_written("title");
    let Loaded { value: authored, left_out, .. } = loaded;
    let is_whole = !diagnostics[before..].iter().any(Diagnostic::is_error);
    let at = |key: &str| Place::Node(path.clone(), NodePath::root().key(key));
    if has_title {
        rules::check_filled(&authored.title, at("title"), "title", diagnostics);
    }
    if authored.questions.is_empty() && is_whole {
        diagnostics.push(rules::no_questions(at("questions")));
    }
    let mut markdown = |text: &str, place: &Place, diagnostics: &mut Vec<Diagnostic>| {
        let markdown::Fragment { line, rest } = markdown::fragment(path, text, place, diagnostics);
        (line, rest)
    };
    // Questions keep the places that they have in the file, those left out counted.
    let places = (0..).filter(|place| !left_out.contains(place));
    let written: Vec<(usize, &question::Authored)> = places.zip(&authored.questions).collect();
    let lowered = written
        .iter()
        .map(|(index, written)| question::lower(written, path, *index, &mut markdown, diagnostics));
    let questions: Vec<Question> = lowered.flatten().collect();
    find_duplicate_ids(path, &written, diagnostics);
    let unnamed = |question: &&Question| {
        written.iter().any(|(index, written)| *index == question.index && written.id.is_none())
    };
    find_repeated_questions(path, questions.iter().filter(unnamed), diagnostics);
    Some(Quiz {
        path: path.clone(),
        intro: authored.intro.map(|intro| prose_at(path, "intro", &intro, diagnostics)),
        pass: authored.pass.and_then(|pass| pass_mark(&pass, at("pass"), diagnostics)),
        objective_pass: authored
            .objective_pass
            .into_iter()
            .filter_map(|(objective, pass)| {
                let place = Place::Node(path.clone(), NodePath::root().key("objective_pass").key(&objective));
                Some((objective, pass_mark(&pass, place, diagnostics)?))
            })
            .collect(),
        title: authored.title,
        attempts: authored.attempts,
        draw: authored.draw.map(Draw::from),
        shuffle: authored.shuffle.unwrap_or(false),
        feedback: match authored.feedback {
            Some(When::Each) => FeedbackTime::Each,
            Some(When::End) | None => FeedbackTime::End,
        },
        questions,
    })
}

/// Reads `80%`, `0.8` or `4/5`.
fn pass_mark(written: &Scalar, place: Place, diagnostics: &mut Vec<Diagnostic>) -> Option<Fraction> {
    let written = written.to_string();
    let pass = Fraction::parse(&written);
    match &pass {
        Some(share) if !share.is_negative() && *share <= Fraction::one() => return pass,
        Some(_) => diagnostics.push(rules::pass_out_of_range(place, &written)),
        None => diagnostics.push(rules::not_a_pass_mark(place, &written)),
    }
    None
}

/// Ids that two questions give themselves, those with other faults included.
fn find_duplicate_ids(
    path: &SourcePath,
    written: &[(usize, &question::Authored)],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut seen = HashMap::new();
    let given = written.iter().filter_map(|(index, question)| Some((index, question.id.as_deref()?)));
    for (index, id) in given {
        let place = Place::Node(path.clone(), NodePath::root().key("questions").item(*index).key("id"));
        if let Some(first) = seen.insert(id, place.clone()) {
            diagnostics.push(rules::duplicate_id(id, place, first));
        }
    }
}

/// Questions without an id that say the same, so that the id made for them is the same.
fn find_repeated_questions<'a>(
    path: &SourcePath,
    unnamed: impl Iterator<Item = &'a Question>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut seen = HashMap::new();
    for question in unnamed {
        let place = Place::Node(path.clone(), NodePath::root().key("questions").item(question.index));
        if let Some(first) = seen.insert(&question.digest, place.clone()) {
            diagnostics.push(rules::repeated_question(place, first));
        }
    }
}
