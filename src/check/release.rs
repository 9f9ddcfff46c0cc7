//! The release of each course: one digest over everything that a learner can
//! see and everything that decides a score.
//!
//! A page and a quiz remember what they come to, so an edit costs nothing for the
//! files that it does not touch.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::references::{Known, Shared};
use crate::model::{Citation, Course, Curriculum, Digest, Module, Release, Says, Transcript};
use crate::source::SourcePath;

/// The release of a course. `site` is what stands on every page, `shared` what
/// the course uses.
pub(super) fn of(known: &Known, site: &Site, course: &Course, shared: &Shared) -> Release {
    let Known { curriculum, files, sources, .. } = known;
    let cited: BTreeSet<&String> = shared.sources.iter().chain(&site.shared.sources).collect();
    let cited: Vec<Citation> =
        cited.into_iter().filter_map(|id| sources.get(id.as_str()).copied().cloned()).collect();
    let folder = format!("{}/", course.about.path.folder());
    let own = curriculum
        .assets
        .range(SourcePath::new(&folder)..)
        .map(|(path, _)| path)
        .take_while(|path| path.as_str().starts_with(&folder));
    let asset = |path: &SourcePath| Some((path.without_numbers(), files.get(path)?.digest));
    // By what their addresses come from, with the digests of their bytes.
    let assets: BTreeSet<(String, Digest)> = own.chain(&shared.assets).filter_map(asset).collect();
    let assets: Vec<(String, Digest)> = assets.into_iter().collect();
    let Course { id, about, modules, release: _ } = course;
    let (id, about, modules) = (id.clone(), Arc::clone(about), Arc::clone(modules));
    let mut release = site.beginning.clone();
    Release::new(move || {
        release.part("id", &id).part("course", &*about);
        release.part("modules", &*modules).part("sources", &cited).part("assets", &assets).end();
        release.finish()
    })
}

/// What stands on every page, or can be opened from it.
pub(super) struct Site {
    /// How every release begins: with the settings and the glossary.
    beginning: Transcript,
    shared: Shared,
}

impl Site {
    pub(super) fn new(curriculum: &Curriculum, shared: Shared) -> Self {
        let mut beginning = Transcript::default();
        let settings = Digest::of(&*curriculum.settings);
        beginning.begin("release").part("site", &settings).part("glossary", &*curriculum.glossary);
        Self { beginning, shared }
    }
}

/// By the digests of its files.
impl Says for Module {
    fn say(&self, to: &mut Transcript) {
        // What comes before it, and whether it may be left out, is said by the course.
        let Self { id, required: _, after: _, pages, quiz } = self;
        let pages: Vec<Digest> = pages.iter().map(|page| page.digest()).collect();
        to.thing("module", |to| {
            to.part("id", id).part("pages", &pages);
            to.part("quiz", &quiz.as_ref().map(|quiz| quiz.digest()))
        });
    }
}
