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
use walkdir::WalkDir;

use super::read::{self, Project, State};
use super::write::{MARKER, MARKER_TEXT, is_marker};

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
    let entries: Vec<_> = WalkDir::new(out).min_depth(1).into_iter().collect::<Result<_, _>>().ok()?;
    let mut site: Vec<_> = entries
        .into_par_iter()
        .filter(|entry| !entry.file_type().is_dir() && !is_marker(entry))
        .map(|entry| {
            Some((entry.path().strip_prefix(out).ok()?.to_owned(), State::of(&entry.metadata().ok()?)))
        })
        .collect::<Option<_>>()?;
    sources.par_sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    site.par_sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    let mut hasher = DefaultHasher::new();
    (env!("CARGO_PKG_VERSION"), program, sources, site).hash(&mut hasher);
    Some(format!("{:016x}", hasher.finish()))
}
