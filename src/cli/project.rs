//! Which project a command works on.

use std::path::{Path, PathBuf};

use clap::Args;

use super::fault::Fault;
use super::progress::Progress;
use crate::disk;
use crate::pipeline::{self, Builder};
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

    /// Reads the project and understands it. Only where there is something to
    /// show are its texts there afterwards.
    pub(super) fn understood(&self, progress: &Progress) -> Result<(disk::Project, pipeline::Build), Fault> {
        let mut project = self.open()?;
        let build = Builder::build_once(project.take_tree(), progress);
        if build.diagnostics.is_empty() {
            return Ok((project, build));
        }
        progress.reading();
        project = self.open()?;
        let build = Builder::default().build_observed(project.tree(), progress);
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
