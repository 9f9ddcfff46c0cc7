//! The bibliography.

use serde::Serialize;

use super::page::{Cited, Page};
use crate::diag::Diagnostic;
use crate::plan::Sheet;

#[derive(Serialize)]
struct View<'a> {
    /// In the order of `sources.yml`.
    sources: Vec<Cited<'a>>,
}

pub(super) fn render(mut page: Page) -> Result<Vec<u8>, Box<Diagnostic>> {
    let sources: Vec<Cited> = page.curriculum.citations.iter().map(|citation| page.cited(citation)).collect();
    page.sheets.insert(Sheet::Texts);
    let title = page.renderer.words.get("sources_title");
    let description = page.renderer.words.get("sources_intro").to_owned();
    let frame = page.frame("sources", &[title], description, None)?;
    page.renderer.fill_page("sources.html", frame, View { sources }, (), 0)
}
