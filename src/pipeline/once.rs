//! Builds a site once, from files that nobody looks into again.

use std::sync::Arc;

use super::observer::{Modules, Observer};
use super::{Build, Builder, is_content, module_folder};
use crate::parse::{self, Parsed};
use crate::source::{Source, SourcePath, SourceTree};

/// A site in the making whose files come one by one, in any order and from any
/// thread. Each text is let go of as soon as it is understood: in a large
/// project texts are a third of what would be held.
pub struct Once<'a> {
    observer: &'a dyn Observer,
    modules: Modules<'a>,
}

/// What became of a file.
pub struct Understood(File);

enum File {
    /// One that is taught from.
    Content(Arc<Parsed>),
    /// One of a theme.
    Theme(Box<Source>),
}

impl<'a> Once<'a> {
    /// Begins with the files at `paths`, which are in order.
    pub fn new<'p>(paths: impl Iterator<Item = &'p SourcePath>, observer: &'a dyn Observer) -> Self {
        let modules = Modules::new(observer, paths.map(module_folder));
        observer.parsing(modules.len());
        Self { observer, modules }
    }

    /// Understands the file that has the place `place` among the paths.
    pub fn understand(&self, place: usize, source: Source) -> Understood {
        if !is_content(&source.path) {
            return Understood(File::Theme(Box::new(source)));
        }
        let parsed = Arc::new(parse::parse(&source));
        self.modules.file_done(place);
        Understood(File::Content(parsed))
    }

    /// The site made of `files`, which are in the order of their paths. Places in
    /// what is found are nodes of files until they are [located](Build::locate).
    pub fn build(self, files: Vec<Understood>) -> Build {
        let (mut parsed, mut theme) = (Vec::with_capacity(files.len()), SourceTree::default());
        for Understood(file) in files {
            match file {
                File::Content(content) => parsed.push(content),
                File::Theme(source) => theme.insert(*source),
            }
        }
        Builder::default().made_of(&parsed, &theme, Some(self.observer))
    }
}
