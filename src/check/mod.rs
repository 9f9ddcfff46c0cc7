//! Understands all files together, then the lints.
//!
//! Everything that one file cannot know alone: which folders make a course,
//! whether what a text names exists, whether a pass mark can be reached.

mod assemble;
mod banks;
mod lints;
mod paths;
mod reading;
mod references;
mod release;
mod rules;

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use rayon::prelude::*;

use self::references::{Known, References};
use crate::diag::{Diagnostic, Rule};
use crate::model::{Course, Curriculum, Module, Page, Release};
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

/// Checks a project again and again, and remembers what it found in each course.
///
/// What is found in a course follows from its own files and from what others
/// show of themselves, their [`Parsed::face`]. So after an edit only the course
/// is looked at again in which it was made, unless a page or a heading came or
/// went that others may refer to.
#[derive(Debug, Default)]
pub struct Checker {
    /// What all files show of themselves.
    faces: u64,
    /// By the path of `course.yml`.
    courses: HashMap<SourcePath, (Course, Arc<Examined>)>,
}

/// What was found in a course.
#[derive(Debug)]
struct Examined {
    references: References,
    lints: Vec<Diagnostic>,
    release: Release,
}

impl Checker {
    /// Puts the files together and checks what no file can know alone. `files`
    /// come in the order of their paths.
    pub fn check(&mut self, files: &[Arc<Parsed>]) -> Checked {
        let mut diagnostics: Vec<Diagnostic> =
            files.iter().flat_map(|parsed| parsed.diagnostics.iter().cloned()).collect();
        let mut curriculum = assemble::assemble(files, &mut diagnostics);
        banks::take_in(&mut curriculum, files, &mut diagnostics);
        let mut used = references::Used::new();
        let examined = self.examine(&curriculum, files, &mut used, &mut diagnostics);
        for Examined { references, .. } in examined.iter().map(Arc::as_ref) {
            diagnostics.extend_from_slice(&references.diagnostics);
            used.extend(references.used.iter().cloned());
        }
        lints::of_curriculum(&curriculum, &used, &mut diagnostics);
        for (course, examined) in curriculum.courses.iter_mut().zip(&examined) {
            diagnostics.extend_from_slice(&examined.lints);
            course.release = examined.release.clone();
        }
        // Every quiz that takes a question from a bank finds the same faults in it.
        let mut told = HashSet::new();
        diagnostics.retain(|finding| told.insert(finding.clone()));
        Checked { curriculum, diagnostics }
    }

    /// What is found in each course, looked for only where it may have changed,
    /// and what every page uses and finds missing.
    fn examine(
        &mut self,
        curriculum: &Curriculum,
        files: &[Arc<Parsed>],
        used: &mut references::Used,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Arc<Examined>> {
        let mut faces = DefaultHasher::new();
        for parsed in files {
            parsed.face.hash(&mut faces);
        }
        let faces = faces.finish();
        if self.faces != faces {
            self.courses.clear();
        }
        let by_path: Files = files.iter().map(|parsed| (&parsed.path, &**parsed)).collect();
        let known = Known::new(curriculum, &by_path);
        let mut of_site = references::of_site(&known);
        diagnostics.append(&mut of_site.diagnostics);
        used.extend(of_site.used);
        let site = release::Site::new(curriculum, of_site.shared);
        let examined: Vec<Arc<Examined>> = curriculum
            .courses
            .par_iter()
            .map(|course| match self.courses.get(&course.about.path) {
                Some((before, examined)) if is_same(before, course) => Arc::clone(examined),
                _ => {
                    let references = references::of_course(&known, course);
                    let release = release::of(&known, &site, course, &references.shared);
                    Arc::new(Examined { lints: lints::of_course(curriculum, course), references, release })
                }
            })
            .collect();
        self.remember(faces, curriculum, &examined);
        examined
    }

    fn remember(&mut self, faces: u64, curriculum: &Curriculum, examined: &[Arc<Examined>]) {
        self.faces = faces;
        for (course, examined) in curriculum.courses.iter().zip(examined) {
            let known = self.courses.get(&course.about.path);
            if known.is_none_or(|(_, known)| !Arc::ptr_eq(known, examined)) {
                self.courses.insert(course.about.path.clone(), (course.clone(), Arc::clone(examined)));
            }
        }
    }
}

/// Whether a course is made of the very same files.
fn is_same(one: &Course, other: &Course) -> bool {
    let same_pages = |(one, other): (&Arc<Page>, &Arc<Page>)| Arc::ptr_eq(one, other);
    let same_module = |(one, other): (&Module, &Module)| {
        let same_quiz = match (&one.quiz, &other.quiz) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        same_quiz
            && one.id == other.id
            && one.pages.len() == other.pages.len()
            && one.pages.iter().zip(&other.pages).all(same_pages)
    };
    Arc::ptr_eq(&one.about, &other.about)
        && one.id == other.id
        && one.modules.len() == other.modules.len()
        && one.modules.iter().zip(&*other.modules).all(same_module)
}

/// Has every quiz shuffled, as variants of it need. What is nonsense in another
/// order and was right in the author's comes back.
pub fn shuffle_all(curriculum: &mut Curriculum) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let modules = curriculum.courses.iter_mut().flat_map(|course| Arc::make_mut(&mut course.modules));
    for quiz in modules.filter_map(|module| module.quiz.as_mut()).filter(|quiz| !quiz.shuffle) {
        lints::examine_shuffled(quiz, &mut diagnostics);
        Arc::make_mut(quiz).shuffle = true;
    }
    diagnostics
}
