//! `content/sources.yml`: what the texts rest on.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{rules, yaml};
use crate::diag::Diagnostic;
use crate::model::Citation;
use crate::source::{NodePath, Place, SourcePath};

/// The sources of a site: a name, by which texts cite it, and what it is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(rename = "Sources")]
pub(super) struct Authored(#[serde(deserialize_with = "yaml::entries")] IndexMap<String, Entry>);

/// A source.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Source")]
struct Entry {
    /// What it is, as one would cite it.
    citation: String,
    /// Where it can be read, beginning with `https://`.
    link: Option<String>,
    /// Where it applies, such as `UK` or `EU`.
    jurisdiction: Option<String>,
    /// The day (2026-11-23) or month (2026-11) that it was read for.
    as_of: Option<String>,
}

pub(super) fn read(
    path: &SourcePath,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Citation>> {
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Some(Vec::new());
    }
    let Authored(entries) = yaml::load(path, text, 0..text.len(), diagnostics)?.value;
    for (id, entry) in &entries {
        let node = NodePath::root().key(id.clone());
        let at = |key: &'static str| Place::Node(path.clone(), node.key(key));
        rules::check_filled(&entry.citation, at("citation"), "citation", diagnostics);
        if let Some(link) = entry.link.as_deref().filter(|link| !rules::is_web_address(link)) {
            diagnostics.push(rules::not_a_web_address(at("link"), link));
        }
        if let Some(date) = entry.as_of.as_deref().filter(|date| !rules::is_day_or_month(date)) {
            diagnostics.push(rules::not_a_date(at("as_of"), "as_of", date));
        }
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if id.is_empty() || !id.chars().all(fits) {
            diagnostics.push(rules::unusable_source_id(Place::Node(path.clone(), node.clone().name()), id));
        }
    }
    let citation = |(id, entry): (String, Entry)| Citation {
        id,
        citation: entry.citation,
        link: entry.link,
        jurisdiction: entry.jurisdiction,
        as_of: entry.as_of,
    };
    Some(entries.into_iter().map(citation).collect())
}
