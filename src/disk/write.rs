//! Writes a site as a whole or not at all.
//!
//! A site is written into a folder beside its destination and put in its place
//! by one exchange of names, where the system has that; otherwise by two
//! renames, and a build that finds the destination missing between the two
//! puts the old site back before it starts. So a build that fails, is killed
//! or fills the disk leaves the last good site whole. Nothing is forced to the
//! disk itself: after a power cut, build again.
//!
//! A file that says what it said before is kept, with its number and its times:
//! what copies sites to a host sees what changed, and where nothing did the
//! whole site is left alone.

use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::{Component, Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::{about, locate};
use crate::site::{Content, OutPath};

/// The file in a site that says that coursewright made it and may replace it.
pub const MARKER: &str = ".coursewright";

pub(super) const MARKER_TEXT: &str = "\
This folder was made by coursewright. The next build replaces it as a whole:
keep nothing here that is not also kept elsewhere.
";

/// Why a site was not written.
#[derive(Debug)]
pub enum Stopped<E> {
    /// A page could not be made.
    Page(OutPath, E),
    /// The disk said no.
    Disk(io::Error),
}

impl<E> From<io::Error> for Stopped<E> {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// How many files, without the marker.
    pub files: usize,
    /// Their length in bytes, all together.
    pub bytes: u64,
    /// How many of them are the files that were there before.
    pub kept: usize,
}

/// Writes a site beside `out` and puts it in the place of `out` when it is
/// whole. Copied files are taken from the project in the folder `root`.
///
/// # Errors
/// When a page could not be made, something cannot be written, or `out` is not
/// a folder that coursewright made and may replace. `out` is then as it was.
pub fn write<E: Send>(
    root: &Path,
    site: impl ParallelIterator<Item = (OutPath, Result<Content, E>)>,
    out: &Path,
) -> Result<Written, Stopped<E>> {
    Ok(stage(root, site, out)?.publish()?)
}

/// A whole site that stands beside its destination. It is removed again unless
/// it is published.
pub struct Staged {
    staging: Staging,
    out: Destination,
    written: Written,
    /// Whether it is the one that stands at the destination, file by file.
    is_same: bool,
}

impl Staged {
    /// Puts the site in its place and removes the one that stood there, unless
    /// the two are the same.
    ///
    /// # Errors
    /// When the one that stands there cannot be replaced; it is then as it was.
    pub fn publish(self) -> io::Result<Written> {
        if !self.is_same {
            self.staging.publish(&self.out)?;
        }
        Ok(self.written)
    }
}

/// The first half of [`write`]: writes a site beside `out`.
///
/// # Errors
/// As [`write`].
pub fn stage<E: Send>(
    root: &Path,
    site: impl ParallelIterator<Item = (OutPath, Result<Content, E>)>,
    out: &Path,
) -> Result<Staged, Stopped<E>> {
    let out = Destination::new(root, out)?;
    out.clear_leftovers()?;
    out.check_replaceable()?;
    let staging = Staging::new(&out)?;
    let old = Old::new(&out, &staging)?;
    let (files, bytes) = (AtomicUsize::new(0), AtomicU64::new(0));
    let same: Vec<OutPath> = site
        .filter_map(|(address, content)| {
            let made = content
                .map_err(|error| Stopped::Page(address.clone(), error))
                .and_then(|content| Ok(put(root, &staging.folder, &old, &address, content)?));
            match made {
                Ok((length, kept)) => {
                    files.fetch_add(1, Ordering::Relaxed);
                    bytes.fetch_add(length, Ordering::Relaxed);
                    kept.then_some(Ok(address))
                }
                Err(stopped) => Some(Err(stopped)),
            }
        })
        .collect::<Result<_, Stopped<E>>>()?;
    let written = Written { files: files.into_inner(), bytes: bytes.into_inner(), kept: same.len() };
    let is_same = written.kept == written.files && old.files() == Some(written.files);
    if !is_same {
        same.par_iter().try_for_each(|address| keep(&staging.folder, &old, address))?;
    }
    Ok(Staged { staging, out, written, is_same })
}

/// Writes one file of the site, unless the old site has the same. Returns its
/// length, and whether the old one is to be kept. Copies get the bytes and not
/// the permissions: a picture that only its author may read is still meant for
/// the learner.
fn put(
    root: &Path,
    folder: &Path,
    old: &Old,
    address: &OutPath,
    content: Content,
) -> io::Result<(u64, bool)> {
    let inside = Path::new(address.as_str()).components().all(|part| matches!(part, Component::Normal(_)));
    if !inside || address.as_str() == MARKER {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!("`{address}` is no address of a file"),
        ));
    }
    let at = folder.join(address.as_str());
    match content {
        Content::Bytes(bytes) => {
            let length = bytes.len() as u64;
            let kept = old.has(address, length, || Ok(bytes.as_slice()));
            if !kept {
                create(folder, &at)?.write_all(&bytes).map_err(|error| about(&at, &error))?;
            }
            Ok((length, kept))
        }
        Content::Copy(path) => {
            let from = locate(root, &path)?;
            let open = || File::open(&from).map_err(|error| about(&from, &error));
            let length = fs::metadata(&from).map_err(|error| about(&from, &error))?.len();
            if old.has(address, length, open) {
                return Ok((length, true));
            }
            let length =
                io::copy(&mut open()?, &mut create(folder, &at)?).map_err(|error| about(&at, &error))?;
            Ok((length, false))
        }
    }
}

/// Makes the file `at`, which is somewhere in `folder`, and the folders that it stands in.
fn create(folder: &Path, at: &Path) -> io::Result<File> {
    with_parent(folder, at, || File::create_new(at))
}

/// Takes a file of the old site over into `folder`; where the drive has no
/// second names for a file, its bytes.
fn keep(folder: &Path, old: &Old, address: &OutPath) -> io::Result<()> {
    let (from, to) = (old.at.join(address.as_str()), folder.join(address.as_str()));
    match with_parent(folder, &to, || fs::hard_link(&from, &to)) {
        Ok(()) => Ok(()),
        Err(_) => fs::copy(&from, &to).map(drop).map_err(|error| about(&to, &error)),
    }
}

/// Makes something at `at`, which is somewhere in `folder`, and the folders that
/// it stands in if they are missing.
fn with_parent<T>(folder: &Path, at: &Path, make: impl Fn() -> io::Result<T>) -> io::Result<T> {
    match make() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(at.parent().unwrap_or(folder)).and_then(|()| make())
        }
        done => done,
    }
    .map_err(|error| about(at, &error))
}

/// The site that is to be replaced.
struct Old {
    at: PathBuf,
    /// Who may do what with a file that is made now.
    permissions: fs::Permissions,
    /// Whether there is anything to compare with.
    is_there: bool,
}

impl Old {
    fn new(out: &Destination, staging: &Staging) -> io::Result<Self> {
        let marker = staging.folder.join(MARKER);
        let permissions = fs::metadata(&marker).map_err(|error| about(&marker, &error))?.permissions();
        Ok(Self { at: out.at.clone(), permissions, is_there: out.at.join(MARKER).is_file() })
    }

    /// Whether it has a file at `address` that is as one made now would be. What
    /// cannot be read is made anew.
    fn has<R: Read>(&self, address: &OutPath, length: u64, new: impl FnOnce() -> io::Result<R>) -> bool {
        let same = || {
            let at = self.at.join(address.as_str());
            let metadata = fs::symlink_metadata(&at)?;
            if !metadata.is_file() || metadata.len() != length || metadata.permissions() != self.permissions {
                return Ok(false);
            }
            same_bytes(File::open(at)?, new()?)
        };
        self.is_there && same().unwrap_or(false)
    }

    /// How many files it has, without the marker; `None` if that cannot be told.
    fn files(&self) -> Option<usize> {
        let mut files = 0;
        for entry in WalkDir::new(&self.at).min_depth(1) {
            let entry = entry.ok()?;
            files += usize::from(!entry.file_type().is_dir() && !is_marker(&entry));
        }
        Some(files)
    }
}

/// Whether it is the file that says whose the site is.
fn is_marker(entry: &walkdir::DirEntry) -> bool {
    entry.depth() == 1 && entry.file_name() == MARKER
}

/// Whether two files hold the same.
fn same_bytes(mut one: impl Read, mut other: impl Read) -> io::Result<bool> {
    let (mut ours, mut theirs) = ([0; 16 * 1024], [0; 16 * 1024]);
    loop {
        let read = one.read(&mut ours)?;
        if read == 0 {
            return Ok(other.read(&mut theirs[..1])? == 0);
        }
        match other.read_exact(&mut theirs[..read]) {
            Ok(()) if ours[..read] == theirs[..read] => {}
            Ok(()) => return Ok(false),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
            Err(error) => return Err(error),
        }
    }
}

/// The folder that a site is to be put in.
struct Destination {
    /// The folder itself, absolute and without symbolic links.
    at: PathBuf,
    /// The folder that it stands in.
    parent: PathBuf,
    /// What the names of all folders begin with that are made beside it.
    prefix: String,
}

impl Destination {
    fn new(root: &Path, out: &Path) -> io::Result<Self> {
        let root = fs::canonicalize(root).map_err(|error| about(root, &error))?;
        let at = resolved(out)?;
        if root.starts_with(&at) {
            return Err(refusal(out, "holds the project itself; a build would replace it"));
        }
        if ["content", "themes"].iter().any(|folder| at.starts_with(root.join(folder))) {
            return Err(refusal(out, "lies among the files that the site is made from"));
        }
        let (Some(parent), Some(name)) = (at.parent(), at.file_name()) else {
            return Err(refusal(out, "is no folder that can be replaced"));
        };
        let (parent, prefix) = (parent.to_owned(), format!(".{}.coursewright-", name.display()));
        fs::create_dir_all(&parent).map_err(|error| about(&parent, &error))?;
        Ok(Self { at, parent, prefix })
    }

    /// Whether a build may put its site here.
    fn check_replaceable(&self) -> io::Result<()> {
        match fs::metadata(&self.at) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(about(&self.at, &error)),
            Ok(metadata) if !metadata.is_dir() => return Err(refusal(&self.at, "is a file, not a folder")),
            Ok(_) => {}
        }
        if self.at.join(".git").exists() {
            return Err(refusal(
                &self.at,
                "is under version control (`.git`), which a build would throw away",
            ));
        }
        let empty = fs::read_dir(&self.at).map_err(|error| about(&self.at, &error))?.next().is_none();
        if empty || self.at.join(MARKER).is_file() {
            return Ok(());
        }
        Err(refusal(
            &self.at,
            "holds files that coursewright did not make; name another folder, or empty this one",
        ))
    }

    /// Puts back an old site that a killed build left aside, and removes what
    /// else killed builds left. A folder whose marker is locked belongs to a
    /// build that still runs.
    fn clear_leftovers(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.parent).map_err(|error| about(&self.parent, &error))? {
            let entry = entry?;
            let name = entry.file_name();
            let Some(name) = name.to_str().filter(|name| name.starts_with(&self.prefix)) else { continue };
            if !entry.file_type()?.is_dir() || is_in_use(&entry.path()) {
                continue;
            }
            if name.ends_with(ASIDE) && !self.at.exists() {
                fs::rename(entry.path(), &self.at).map_err(|error| about(&entry.path(), &error))?;
            } else {
                remove(&entry.path()).map_err(|error| about(&entry.path(), &error))?;
            }
        }
        Ok(())
    }
}

/// Removes the folder of a site, its marker last: a build that is killed on the
/// way leaves what the next one knows for a leftover.
fn remove(site: &Path) -> io::Result<()> {
    for entry in fs::read_dir(site)? {
        let entry = entry?;
        if entry.file_name() == MARKER {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    fs::remove_dir_all(site)
}

/// What the name of the folder ends with in which the old site waits.
const ASIDE: &str = "-old";

/// Whether a folder beside the destination is another build's, or not one of ours at all.
fn is_in_use(folder: &Path) -> bool {
    match File::open(folder.join(MARKER)) {
        Ok(marker) => marker.try_lock().is_err(),
        Err(_) => fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_some()),
    }
}

/// `path`, absolute and without symbolic links as far as it exists.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    let whole = std::path::absolute(path)?;
    for ancestor in whole.ancestors() {
        let Ok(real) = fs::canonicalize(ancestor) else { continue };
        let rest = whole.strip_prefix(ancestor).unwrap_or(Path::new(""));
        if rest.components().all(|part| matches!(part, Component::Normal(_))) {
            return Ok(if rest.as_os_str().is_empty() { real } else { real.join(rest) });
        }
    }
    Err(refusal(path, "is no folder that can be written"))
}

fn refusal(path: &Path, why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, format!("{} {why}", path.display()))
}

/// A site in the making. It is removed again unless it is published.
struct Staging {
    folder: PathBuf,
    marker: Option<File>,
}

impl Staging {
    fn new(out: &Destination) -> io::Result<Self> {
        let folder = out.parent.join(format!("{}{}", out.prefix, process::id()));
        fs::create_dir(&folder).map_err(|error| about(&folder, &error))?;
        let mut staging = Self { folder, marker: None };
        let at = staging.folder.join(MARKER);
        let mut marker = File::create_new(&at).map_err(|error| about(&at, &error))?;
        marker.write_all(MARKER_TEXT.as_bytes()).map_err(|error| about(&at, &error))?;
        // Some network drives have no locks. There the leftovers of killed builds stay.
        staging.marker = marker.lock().is_ok().then_some(marker);
        Ok(staging)
    }

    /// Puts the site in its place and removes the one that stood there. That
    /// the old one cannot be removed is no fault of the new one; the next build
    /// tries again.
    fn publish(mut self, out: &Destination) -> io::Result<()> {
        if cfg!(windows) {
            // An open file would keep its folder from being renamed.
            self.marker = None;
        }
        let explained = |error: io::Error| {
            let hint = match error.kind() {
                io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => {
                    " (if it is a drive or volume of its own, name a folder inside it)"
                }
                _ => "",
            };
            io::Error::new(error.kind(), format!("{} cannot be replaced: {error}{hint}", out.at.display()))
        };
        if !out.at.exists() {
            return fs::rename(&self.folder, &out.at).map_err(explained);
        }
        if !exchange(&self.folder, &out.at) {
            self.folder = rename_both(&self.folder, &out.at).map_err(explained)?;
        }
        Ok(())
    }
}

/// Puts the folder `new` in the place of `out` in two steps, and returns where
/// the old one is now. Between the two there is nothing at `out`.
fn rename_both(new: &Path, out: &Path) -> io::Result<PathBuf> {
    let aside = PathBuf::from(format!("{}{ASIDE}", new.display()));
    fs::rename(out, &aside)?;
    if let Err(error) = fs::rename(new, out) {
        fs::rename(&aside, out)?;
        return Err(error);
    }
    Ok(aside)
}

impl Drop for Staging {
    /// Removes what stands beside the destination: an unfinished site, or the one that was replaced.
    fn drop(&mut self) {
        let _ = remove(&self.folder);
    }
}

/// Swaps two folders in one step; `false` where the system or the drive cannot.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_names_cannot_be_exchanged_two_renames_do_and_undo() {
        let folder = tempfile::tempdir().expect("a folder");
        let [new, out] = ["new", "out"].map(|name| folder.path().join(name));
        for (at, text) in [(&new, "new"), (&out, "old")] {
            fs::create_dir(at).and_then(|()| fs::write(at.join("index.html"), text)).expect("files");
        }
        let text = |at: &Path| fs::read_to_string(at.join("index.html")).expect("a page");
        let aside = rename_both(&new, &out).expect("renamed");
        assert_eq!((text(&out), text(&aside)), ("new".to_owned(), "old".to_owned()));
        assert!(rename_both(&new, &out).is_err(), "there is no such folder any more");
        assert_eq!(text(&out), "new");
    }
}
