//! Markdown to prose: HTML with holes, headings, and what is wrong with it.

use std::ops::Range;

use crate::diag::Diagnostic;
use crate::model::{Heading, Prose};
use crate::source::{Place, SourcePath};

/// The text of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Text {
    /// What is shown.
    pub prose: Prose,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// How many words there are.
    pub words: usize,
}

/// Understands the Markdown of a page: `text[body]` of the file `path`. All
/// places in the result are bytes of `text`.
pub fn page(path: &SourcePath, text: &str, body: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> Text {
    let _ = (path, text, body, diagnostics);
    Text::default()
}

/// A short Markdown text out of a YAML file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fragment {
    /// The first paragraph, without its `<p>`.
    pub line: Prose,
    /// What follows it; usually empty.
    pub rest: Prose,
}

/// Understands a short Markdown text. `place` is where findings point.
pub fn fragment(path: &SourcePath, text: &str, place: &Place, diagnostics: &mut Vec<Diagnostic>) -> Fragment {
    let _ = (path, text, place, diagnostics);
    Fragment::default()
}

/// S
pub const RULES: &[&crate::diag::Rule] = &[];

/// S
pub fn slug(text: &str) -> String {
    text.to_owned()
}
