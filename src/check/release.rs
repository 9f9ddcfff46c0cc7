//! The release of each course: one digest over everything that a learner can
//! see and everything that decides a score.
//!
//! What a file says was digested when it was parsed, so an edit costs nothing
//! for the files that it does not touch.

use std::collections::BTreeSet;

use super::Files;
use super::references::{Known, Shared};
use crate::model::{Citation, Course, Curriculum, Digest, Module, Says, Term, Transcript};
use crate::source::SourcePath;

/// The release of a course. `site` is what stands on every page, `shared` what
/// the course uses.
pub(super) fn of(known: &Known, site: &Site, course: &Course, shared: &Shared) -> Digest {
    let Known { curriculum, files, .. } = known;
    let cited =
        |citation: &&Citation| [shared, &site.shared].iter().any(|by| by.sources.contains(&citation.id));
    let mut citations: Vec<&Citation> = curriculum.citations.iter().filter(cited).collect();
    citations.sort_by_key(|citation| &citation.id);
    let folder = format!("{}/", course.about.path.folder());
    let own = curriculum
        .assets
        .range(SourcePath::new(&folder)..)
        .map(|(path, _)| path)
        .take_while(|path| path.as_str().starts_with(&folder));
    let asset = |path: &SourcePath| Some((path.without_numbers(), files.get(path)?.digest));
    let assets: BTreeSet<(String, Digest)> = own.chain(&shared.assets).filter_map(asset).collect();
    let assets = assets.into_iter().collect();
    let glossary = &curriculum.glossary;
    Digest::of(&Release { frame: site.frame, glossary, course, files, citations, assets })
}

/// What stands on every page.
pub(super) struct Site {
    /// The digest of the settings.
    frame: Digest,
    shared: Shared,
}

impl Site {
    pub(super) fn new(curriculum: &Curriculum, shared: Shared) -> Self {
        Self { frame: Digest::of(&*curriculum.settings), shared }
    }
}

/// All that a release consists of.
struct Release<'a> {
    frame: Digest,
    /// Every page can open it.
    glossary: &'a Vec<Term>,
    course: &'a Course,
    files: &'a Files<'a>,
    /// Those that the course cites.
    citations: Vec<&'a Citation>,
    /// By what their addresses come from, with the digests of their bytes.
    assets: Vec<(String, Digest)>,
}

impl Says for Release<'_> {
    fn say(&self, to: &mut Transcript) {
        let Course { id, about, modules, release: _ } = self.course;
        let modules: Vec<Said> = modules.iter().map(|module| Said { module, files: self.files }).collect();
        to.thing("release", |to| {
            to.part("site", &self.frame)
                .part("glossary", self.glossary)
                .part("id", id)
                .part("course", &**about);
            to.part("modules", &modules).part("sources", &self.citations).part("assets", &self.assets)
        });
    }
}

/// A module, by the digests of its files.
struct Said<'a> {
    module: &'a Module,
    files: &'a Files<'a>,
}

impl Says for Said<'_> {
    fn say(&self, to: &mut Transcript) {
        let Module { id, required: _, after: _, pages, quiz } = self.module;
        let digest = |path: &SourcePath| self.files.get(path).map(|parsed| parsed.digest);
        let pages: Vec<Option<Digest>> = pages.iter().map(|page| digest(&page.path)).collect();
        to.thing("module", |to| {
            to.part("id", id).part("pages", &pages);
            // What a quiz takes in from banks is in no digest of its own file.
            to.part(
                "quiz",
                &quiz.as_ref().and_then(|quiz| match quiz.banks.as_slice() {
                    [] => digest(&quiz.path),
                    _ => Some(Digest::of(&**quiz)),
                }),
            )
        });
    }
}
