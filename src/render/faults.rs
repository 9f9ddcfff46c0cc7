//! Faults of a theme, and where they are.

use std::ops::Range;

use crate::diag::Diagnostic;
use crate::source::{Place, SourcePath, Span};
use crate::theme::Theme;

/// What was found wrong with a theme.
pub(super) struct Faults<'a> {
    theme: &'a Theme,
    /// The folder in `themes/` that the project's files stand in.
    name: &'a str,
    pub(super) found: Vec<Diagnostic>,
}

impl<'a> Faults<'a> {
    pub(super) fn new(theme: &'a Theme, name: &'a str) -> Self {
        Self { theme, name, found: Vec::new() }
    }

    /// One more.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// A stretch of a file of the theme, given by its path inside the theme.
    pub(super) fn place(&self, path: &str, range: Range<usize>) -> Place {
        place(self.theme.is_own(path), self.name, path, range)
    }
}

/// A stretch of a theme's file; the default theme's where it is not the project's `own`.
pub(super) fn place(own: bool, name: &str, path: &str, range: Range<usize>) -> Place {
    let name = if own { name } else { "default" };
    Span::new(&SourcePath::new(format!("themes/{name}/{path}")), range).into()
}
