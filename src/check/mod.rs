//! Understands all files together, then the lints.
//!
//! Everything that one file cannot know alone: which folders make a course,
//! whether what a text names exists, whether a pass mark can be reached.

mod assemble;
mod banks;
mod lints;
mod reading;
mod references;
mod release;
mod rules;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diag::{Diagnostic, Rule};
use crate::model::Curriculum;
use crate::parse::Parsed;
use crate::source::SourcePath;

pub use reading::Reading;

/// What a project comes to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Checked {
    /// What holds.
    pub curriculum: Curriculum,
    /// Everything that is wrong, that of the single files included.
    pub diagnostics: Vec<Diagnostic>,
}

/// The files of the project, by their paths.
type Files<'a> = HashMap<&'a SourcePath, &'a Parsed>;

/// Every rule of this room.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    rules::RULES.iter().chain(banks::RULES).copied().chain(lints::rules())
}

/// Puts the files together and checks what no file can know alone. `files`
/// come in the order of their paths.
pub fn check(files: &[Arc<Parsed>]) -> Checked {
    let mut diagnostics: Vec<Diagnostic> =
        files.iter().flat_map(|parsed| parsed.diagnostics.iter().cloned()).collect();
    let mut curriculum = assemble::assemble(files, &mut diagnostics);
    banks::take_in(&mut curriculum, files, &mut diagnostics);
    let files: Files = files.iter().map(|parsed| (&parsed.path, &**parsed)).collect();
    let uses = references::check(&curriculum, &files, &mut diagnostics);
    release::name(&mut curriculum, &files, &uses.site, &uses.courses);
    lints::run(&curriculum, &uses.files, &mut diagnostics);
    // Every quiz that takes a question from a bank finds the same faults in it.
    let mut told = HashSet::new();
    diagnostics.retain(|finding| told.insert(finding.clone()));
    Checked { curriculum, diagnostics }
}

/// Has every quiz shuffled, as variants of it need. What is nonsense in another
/// order and was right in the author's comes back.
pub fn shuffle_all(curriculum: &mut Curriculum) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let modules = curriculum.courses.iter_mut().flat_map(|course| &mut course.modules);
    for quiz in modules.filter_map(|module| module.quiz.as_mut()).filter(|quiz| !quiz.shuffle) {
        lints::examine_shuffled(quiz, &mut diagnostics);
        Arc::make_mut(quiz).shuffle = true;
    }
    diagnostics
}
