//! A page: front matter and Markdown.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{markdown, rules, yaml};
use crate::diag::Diagnostic;
use crate::model::{Page, Remembered};
use crate::source::{NodePath, Place, SourcePath, without_number};

/// What a page says of itself between two lines of three hyphens.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Page")]
pub(super) struct FrontMatter {
    /// The title; the page's only heading of the first level.
    title: String,
    /// One or two sentences for lists of pages.
    summary: Option<String>,
    /// Names of objectives of the course that the page serves.
    #[serde(default)]
    objectives: Vec<String>,
    /// How long the page takes, in minutes; estimated from its length if not given.
    minutes: Option<u32>,
    /// The day on which somebody last checked the page, such as 2026-11-23.
    reviewed: Option<String>,
    /// The day by which that is due again.
    review_by: Option<String>,
    /// Who answers for the page.
    owner: Option<String>,
}

/// Where the parts of a page stand.
pub(super) struct Parts {
    /// The YAML between the lines of hyphens.
    pub(super) yaml: Range<usize>,
    /// What follows.
    pub(super) body: Range<usize>,
}

/// Takes a page apart; `None` if it has no front matter or that does not end.
pub(super) fn front_matter(text: &str) -> Option<Parts> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut at = first.len();
    for line in lines {
        if line.trim_end() == "---" {
            return Some(Parts { yaml: first.len()..at, body: at + line.len()..text.len() });
        }
        at += line.len();
    }
    None
}

pub(super) fn read(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Page> {
    let Some(parts) = front_matter(text) else {
        diagnostics.push(rules::no_front_matter(path, text));
        return None;
    };
    let says_nothing = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let (about, has_title) = if text[parts.yaml.clone()].lines().all(says_nothing) {
        diagnostics.push(rules::no_title(path));
        (FrontMatter::default(), false)
    } else {
        let loaded = yaml::load::<FrontMatter>(path, text, parts.yaml, diagnostics)?;
        let has_title = loaded.is_written("title");
        (loaded.value, has_title)
    };
    let at = |key: &'static str| Place::Node(path.clone(), NodePath::root().key(key));
    if has_title {
        rules::check_filled(&about.title, at("title"), "title", diagnostics);
    }
    for (key, date) in [("reviewed", &about.reviewed), ("review_by", &about.review_by)] {
        if let Some(date) = date.as_deref().filter(|date| !rules::is_day(date)) {
            diagnostics.push(rules::not_a_date(at(key), key, date));
        }
    }
    let body = markdown::page(path, text, parts.body, diagnostics);
    let name = path.file_name();
    let stem = name.strip_suffix(".md").unwrap_or(name);
    Some(Page {
        path: path.clone(),
        id: without_number(stem).into(),
        title: about.title,
        summary: about.summary.map(Into::into),
        objectives: about.objectives.into(),
        stated_minutes: about.minutes,
        reviewed: about.reviewed.map(Into::into),
        review_by: about.review_by.map(Into::into),
        owner: about.owner.map(Into::into),
        prose: body.prose,
        headings: body.headings.into(),
        words: body.words,
        said: Remembered::default(),
    })
}
