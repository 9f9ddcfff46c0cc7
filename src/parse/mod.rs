//! Understands one file alone; the only step that is remembered.
//!
//! What a file is follows from its path. Parsing never fails: it returns what
//! holds, and a diagnostic for everything that does not. Nothing here may look
//! at a second file, or the remembered result would be wrong after that one
//! changed.

pub mod markdown;

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::model::{Citation, CourseAbout, Page, Quiz, Settings};
use crate::source::{Source, SourcePath, SourceTree};

/// What one file says, and what is wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The file.
    pub path: SourcePath,
    /// What it says.
    pub holds: Holds,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a file says, by its kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Holds {
    /// `content/site.yml`.
    Settings(Arc<Settings>),
    /// `content/COURSE/course.yml`.
    Course(Arc<CourseAbout>),
    /// A page of a module.
    Page(Arc<Page>),
    /// `quiz.yml` of a module.
    Quiz(Arc<Quiz>),
    /// `content/sources.yml`.
    Citations(Arc<Vec<Citation>>),
    /// A file that is copied, with its size in pixels where it is a picture.
    Asset(Option<(u32, u32)>),
    /// Nothing that could be used.
    Nothing,
}

/// Understands one file.
pub fn parse(source: &Source) -> Parsed {
    todo!("{}", source.path)
}

/// Turns the node paths in findings into stretches of text.
pub fn locate(diagnostics: &mut [Diagnostic], tree: &SourceTree) {
    let _ = (diagnostics, tree);
}
