//! Which project a command works on.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;

use super::fault::Fault;
use super::progress::Progress;
use crate::diag::Diagnostic;
use crate::disk;
use crate::pipeline::{self, Builder, Once};
use crate::source::SourceTree;

/// The argument that names the project.
#[derive(Debug, Args)]
pub(super) struct Project {
    /// The project's folder, which holds `content`
    #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub(super) root: PathBuf,
}

impl Project {
    /// Reads the project.
    pub(super) fn load(&self) -> Result<SourceTree, Fault> {
        Ok(self.open()?.into_tree())
    }

    /// Reads the project, and knows in what state its files were.
    pub(super) fn open(&self) -> Result<disk::Project, Fault> {
        self.check()?;
        Ok(disk::Project::open(&self.root)?)
    }

    /// Reads the project, understands it, and has `finish` make of it what is
    /// wanted. Afterwards the texts are there of those files that something is
    /// said about.
    pub(super) fn understood(
        &self,
        progress: &Progress,
        finish: impl Fn(pipeline::Build) -> pipeline::Build,
    ) -> Result<(disk::Project, pipeline::Build), Fault> {
        self.check()?;
        let files = disk::Project::find(&self.root)?;
        let once = Once::new(files.paths(), progress);
        let (mut project, understood) = files.read(|place, source| once.understand(place, source))?;
        let mut build = finish(once.build(understood));
        let told = build.diagnostics.iter().flat_map(Diagnostic::places).map(|place| place.path().clone());
        if project.take_in(told.collect::<BTreeSet<_>>()) {
            build.locate(project.tree());
            return Ok((project, build));
        }
        // What is said would not fit what stands in the files by now.
        progress.finding();
        let project = self.open()?;
        let mut build = finish(Builder::default().build_observed(project.tree(), progress));
        build.locate(project.tree());
        Ok((project, build))
    }

    /// Makes sure that there is one.
    pub(super) fn check(&self) -> Result<(), Fault> {
        if self.root.join("content").is_dir() {
            return Ok(());
        }
        let shown = self.root.canonicalize().unwrap_or_else(|_| self.root.clone());
        let message = if self.root.is_dir() {
            format!("there is no folder `content` in `{}`", shown.display())
        } else {
            format!("there is no folder `{}`", shown.display())
        };
        Err(Fault::new(message).help(
            "go to the folder of your project, name it with `--root DIR`, or start one with `coursewright new DIR`",
        ))
    }

    /// What to put before the paths of the project's files, so that they can be
    /// opened from the current folder; empty when that is the project's.
    pub(super) fn prefix(&self) -> String {
        shown(self.root.strip_prefix(".").unwrap_or(&self.root))
    }
}

/// A path with `/` between its parts.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
