//! `course.yml`: what a course is about.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{course_rules, prose_at, rules, yaml};
use crate::diag::Diagnostic;
use crate::model::{CourseAbout, RELEASE_DIGITS, Statement, Validity};
use crate::source::{NodePath, Place, SourcePath};

/// A course.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Course")]
pub(super) struct Authored {
    /// The title.
    title: String,
    /// What the course is about, in Markdown.
    summary: String,
    /// For whom it is.
    audience: Option<String>,
    /// What a learner will be able to do: a name, which pages and questions use, and a sentence.
    #[serde(default, deserialize_with = "yaml::entries")]
    objectives: IndexMap<String, String>,
    /// The modules that must be completed, by the names of their folders without the number in
    /// front; all modules if not given.
    required: Option<Vec<String>>,
    /// That the modules are to be completed in their order: the reason for it, which learners read.
    in_order: Option<String>,
    /// The exact sentence that a learner confirms to complete the course, as plain text.
    attestation: Option<String>,
    /// How long a completed course counts, such as `12 months` or `2 years`; for ever if not given.
    valid_for: Option<String>,
    /// Whether a learner who has completed the course can print a certificate; `true` if not given.
    certificate: Option<bool>,
    /// How the digests of earlier releases begin whose records still count as current, say
    /// because only a typing error was mended: at least 8 digits of each.
    #[serde(default)]
    still_valid: Vec<String>,
}

pub(super) fn read(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<CourseAbout> {
    let loaded = yaml::load::<Authored>(path, text, 0..text.len(), diagnostics)?;
    let at = |key: &'static str| Place::Node(path.clone(), NodePath::root().key(key));
    for (key, written) in [("title", &loaded.value.title), ("summary", &loaded.value.summary)] {
        if loaded.is_written(key) {
            rules::check_filled(written, at(key), key, diagnostics);
        }
    }
    let authored = loaded.value;
    for (id, text) in &authored.objectives {
        let place = Place::Node(path.clone(), NodePath::root().key("objectives").key(id.clone()));
        rules::check_filled(text, place, "objective", diagnostics);
    }
    if authored.required.as_ref().is_some_and(Vec::is_empty) {
        diagnostics.push(course_rules::nothing_required(at("required")));
    }
    if let Some(wording) = &authored.attestation {
        rules::check_filled(wording, at("attestation"), "attestation", diagnostics);
    }
    let valid_for = authored.valid_for.and_then(|written| validity(&written, at("valid_for"), diagnostics));
    let still_valid = releases(path, &authored.still_valid, diagnostics);
    Some(CourseAbout {
        path: path.clone(),
        title: authored.title,
        summary: prose_at(path, "summary", &authored.summary, diagnostics),
        audience: authored.audience,
        objectives: authored.objectives,
        required: authored.required.filter(|modules| !modules.is_empty()),
        in_order: course_rules::reason(authored.in_order, at("in_order"), "in_order", diagnostics),
        attestation: authored
            .attestation
            .map(|wording| wording.trim().to_owned())
            .filter(|wording| !wording.is_empty())
            .map(Statement::new),
        valid_for,
        certificate: authored.certificate.unwrap_or(true),
        still_valid,
    })
}

/// Reads `12 months`.
fn validity(written: &str, place: Place, diagnostics: &mut Vec<Diagnostic>) -> Option<Validity> {
    let valid_for = Validity::parse(written);
    if valid_for.is_none() {
        diagnostics.push(course_rules::not_a_validity(place, written));
    }
    valid_for
}

/// How digests of releases begin.
fn releases(path: &SourcePath, written: &[String], diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut releases = Vec::new();
    for (index, written) in written.iter().enumerate() {
        let digits = written.trim().to_lowercase();
        let fits = digits.bytes().all(|b| b.is_ascii_hexdigit());
        if fits && (RELEASE_DIGITS..=64).contains(&digits.len()) {
            releases.push(digits);
        } else {
            let node = NodePath::root().key("still_valid").item(index);
            diagnostics.push(course_rules::not_a_release(Place::Node(path.clone(), node), written));
        }
    }
    releases
}
