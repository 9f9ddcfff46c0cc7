//! Tells whether a site is still what a build would make, without reading a
//! file of the project or of the site.
//!
//! A build leaves a stamp in the marker of its site: a hash of what the file
//! system says of every source, of every file of the site and of the program,
//! which is their names, lengths, times and numbers. It is not one of what they
//! hold: with that, answers of a sealed quiz could be tried out until it fits.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::read::{self, Project, State};
use super::write::{MARKER, MARKER_TEXT};

/// What the lines of a marker begin with that a note and a stamp stand in.
const NOTE: &str = "It holds ";
const STAMP: &str = "Stamp: ";

/// Leaves `note`, a line that says what the site in `out` holds, in the site,
/// for [`noted`] to find. Does nothing where files are so young that they may
/// change once more without their times telling.
///
/// # Errors
/// When the marker of the site cannot be written.
pub fn note(project: &Project, out: &Path, note: &str) -> io::Result<()> {
    match project.states().and_then(|sources| stamp(sources, out)) {
        Some(stamp) => fs::write(out.join(MARKER), format!("{MARKER_TEXT}{NOTE}{note}\n{STAMP}{stamp}\n")),
        None => Ok(()),
    }
}

/// The note that was left in the site `out`, if a build of the project in the
/// folder `root` would make that site again.
pub fn noted(root: &Path, out: &Path) -> Option<String> {
    let marker = fs::read_to_string(out.join(MARKER)).ok()?;
    let (note, rest) = marker.strip_prefix(MARKER_TEXT)?.strip_prefix(NOTE)?.split_once('\n')?;
    let sources = read::states(root)?;
    (rest.strip_prefix(STAMP)?.trim_end() == stamp(sources, out)?).then(|| note.to_owned())
}

/// The stamp of a site in `out` that is made from `sources` by this program.
fn stamp<P: AsRef<str> + Ord + Hash + Send>(mut sources: Vec<(P, State)>, out: &Path) -> Option<String> {
    let program = State::of(&fs::metadata(env::current_exe().ok()?).ok()?);
    sources.par_sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    let site = folder(out, Some(MARKER))?;
    Some(format!("{:016x}", hash(&(env!("CARGO_PKG_VERSION"), program, sources, site))))
}

/// A hash of the names in the folder `at`, without the file `but`, and of what the
/// file system says of what they stand for: of files their state, of folders the
/// same hash of what is in them. Folders are looked through in parallel.
fn folder(at: &Path, but: Option<&str>) -> Option<u64> {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(at).ok()? {
        let entry = entry.ok()?;
        let name = entry.file_name();
        if entry.file_type().ok()?.is_dir() {
            folders.push(name);
        } else if but.is_none_or(|but| name != but) {
            files.push((name, State::of(&entry.metadata().ok()?)));
        }
    }
    files.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    folders.sort_unstable();
    let inside = folders.par_iter().map(|name| folder(&at.join(name), None));
    let inside: Vec<u64> = inside.collect::<Option<_>>()?;
    Some(hash(&(files, folders, inside)))
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
