//! `content/banks/NAME.yml`: questions that several quizzes use.

use schemars::JsonSchema;
use serde::Deserialize;

use super::yaml::Loaded;
use super::{course_rules, questions, yaml};
use crate::diag::Diagnostic;
use crate::model::Bank;
use crate::question;
use crate::source::{NodePath, Place, SourcePath};

/// Questions that several quizzes use.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Bank")]
pub(super) struct Authored {
    /// The questions.
    questions: Vec<question::Authored>,
}

pub(super) fn read(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Bank> {
    let before = diagnostics.len();
    let loaded = yaml::load::<Authored>(path, text, 0..text.len(), diagnostics)?;
    let Loaded { value: authored, left_out, .. } = loaded;
    if authored.questions.is_empty() && !diagnostics[before..].iter().any(Diagnostic::is_error) {
        let place = Place::Node(path.clone(), NodePath::root().key("questions"));
        diagnostics.push(course_rules::no_questions(place, "bank"));
    }
    let places = (0..).filter(|place| !left_out.contains(place));
    let written: Vec<(usize, &question::Authored)> = places.zip(&authored.questions).collect();
    let questions = questions::read(path, &written, diagnostics);
    let is_whole = !diagnostics[before..].iter().any(Diagnostic::is_error);
    Some(Bank { path: path.clone(), questions, is_whole })
}
