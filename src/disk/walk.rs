//! Finds the files of a project, and follows the links among them.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::about;
use crate::source::SourcePath;

/// The folders of a project that are read.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// A file of the project that was found: its name, and where it really is
/// unless that is outside.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: SourcePath,
    pub(super) at: Option<PathBuf>,
}

/// Every file of the project whose folder is `root`, which has no symbolic links
/// in it, in the order of the paths, and whether links lead to any of them.
pub(super) fn find(root: &Path) -> io::Result<Listing> {
    let walk = Walk { root };
    let mut all = Listing::default();
    for name in FOLDERS {
        let at = root.join(name);
        match fs::canonicalize(&at) {
            Ok(real) if !real.starts_with(root) => {
                return Err(io::Error::new(
                    io::ErrorKind::PermissionDenied,
                    format!("{} leads out of the project", at.display()),
                ));
            }
            Ok(real) => all.add(walk.folder(&real, name, &[])?),
            Err(_) if name == "content" => {
                return Err(io::Error::new(
                    io::ErrorKind::NotFound,
                    format!(
                        "there is no `content` folder in {}; `coursewright new DIR` starts a project",
                        root.display()
                    ),
                ));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(about(&at, &error)),
        }
    }
    all.found.par_sort_unstable_by(|one, other| one.path.cmp(&other.path));
    Ok(all)
}

/// What a folder holds.
#[derive(Default)]
pub(super) struct Listing {
    pub(super) found: Vec<Found>,
    /// Whether a symbolic link was met.
    pub(super) linked: bool,
}

impl Listing {
    fn add(&mut self, other: Self) {
        self.found.extend(other.found);
        self.linked |= other.linked;
    }
}

/// A walk through the folders of a project.
struct Walk<'a> {
    root: &'a Path,
}

impl Walk<'_> {
    /// Finds what the folder `at` holds, those inside it in parallel; `name` is
    /// what the project calls it, and `through` are the folders of the links that
    /// led here. What goes away under way is not there.
    fn folder(&self, at: &Path, name: &str, through: &[&Path]) -> io::Result<Listing> {
        let entries = match fs::read_dir(at) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Listing::default()),
            Err(error) => return Err(about(at, &error)),
        };
        let (mut listing, mut folders) = (Listing::default(), Vec::new());
        for entry in entries {
            let entry = entry.map_err(|error| about(at, &error))?;
            let file_name = entry.file_name();
            if is_litter(&file_name) {
                continue;
            }
            let at = entry.path();
            let path = format!("{name}/{}", readable(&file_name, &at)?);
            let kind = entry.file_type().map_err(|error| about(&at, &error))?;
            if kind.is_dir() {
                folders.push((at, path));
            } else if kind.is_symlink() {
                listing.linked = true;
                listing.add(self.link(&at, &path, through)?);
            } else {
                listing.found.push(Found { path: SourcePath::new(path), at: Some(at) });
            }
        }
        let inside = folders.par_iter().map(|(at, name)| self.folder(at, name, through));
        for inside in inside.collect::<io::Result<Vec<_>>>()? {
            listing.add(inside);
        }
        Ok(listing)
    }

    /// Follows a symbolic link. One that leads nowhere is as good as absent:
    /// what refers to it will be told so. One that leads back to where it
    /// stands would show nothing new, for ever, and is left alone.
    fn link(&self, at: &Path, path: &str, through: &[&Path]) -> io::Result<Listing> {
        let one = |at| Listing { found: vec![Found { path: SourcePath::new(path), at }], linked: true };
        let (Ok(target), Some(here)) = (fs::canonicalize(at), at.parent()) else {
            return Ok(Listing::default());
        };
        if !target.starts_with(self.root) {
            return Ok(one(None));
        }
        if !target.is_dir() {
            return Ok(one(Some(target)));
        }
        let through: Vec<&Path> = through.iter().copied().chain([here]).collect();
        if through.iter().any(|folder| folder.starts_with(&target)) {
            return Ok(Listing::default());
        }
        self.folder(&target, path, &through)
    }
}

/// The name of the file `at` as a text.
fn readable<'n>(name: &'n OsStr, at: &Path) -> io::Result<&'n str> {
    name.to_str().ok_or_else(|| {
        io::Error::new(
            io::ErrorKind::InvalidData,
            format!("the name of {} is not UTF-8; rename it", at.display()),
        )
    })
}

/// Whether a name is one that systems and editors leave about: hidden files,
/// copies before a change, locks and probes.
pub(super) fn is_litter(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else { return false };
    name.starts_with(['.', '~'])
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || name.starts_with("___jb_")
        || Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case("tmp"))
        || matches!(name, "4913" | "Thumbs.db" | "desktop.ini")
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::is_litter;

    #[test]
    fn what_editors_leave_about_is_no_part_of_a_project() {
        for name in [".git", ".a.md.swp", "a.md~", "#a.md#", "4913", "a.tmp", "~$a.docx", ".DS_Store"] {
            assert!(is_litter(OsStr::new(name)), "{name}");
        }
        for name in ["a.md", "#1.md", "01-a", "tmp"] {
            assert!(!is_litter(OsStr::new(name)), "{name}");
        }
    }
}
