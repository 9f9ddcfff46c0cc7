//! Reads projects, writes sites. The only room, with `serve` and `cli` above
//! it, that touches files.
//!
//! Absent on purpose: nothing here knows what a file means. Whether a picture
//! is missing or a page is wrong is said by the rooms that understand them.

mod picture;
mod read;
mod stamp;
mod walk;
mod write;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use read::{Project, Unread};
pub use stamp::{note, noted};
pub use write::{MARKER, Staged, Stopped, Written, stage, write};

use crate::source::{SourcePath, SourceTree};

/// Reads the project in the folder `root`: everything below `content/` and `themes/`.
///
/// # Errors
/// When `root` holds no `content/` folder, or something in it cannot be read.
pub fn load(root: &Path) -> io::Result<SourceTree> {
    Ok(Project::open(root)?.into_tree())
}

/// Where the file `path` of the project in `root` really is, symbolic links
/// followed.
///
/// # Errors
/// When there is no such file, or it lies outside the project.
pub fn locate(root: &Path, path: &SourcePath) -> io::Result<PathBuf> {
    let root = fs::canonicalize(root).map_err(|error| about(root, &error))?;
    let at = root.join(path.as_str());
    let at = fs::canonicalize(&at).map_err(|error| about(&at, &error))?;
    if at.starts_with(&root) {
        Ok(at)
    } else {
        Err(io::Error::new(io::ErrorKind::PermissionDenied, format!("`{path}` leads out of the project")))
    }
}

/// The same error, with the name of the file that it is about.
fn about(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
