//! Reads a project, and reads it again when only a few files changed.

use std::collections::HashMap;
use std::fs::{self, File, Metadata};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::walk::{Found, Listing, find, is_litter};
use super::{about, picture};
use crate::source::{Body, Source, SourcePath, SourceTree, TEXT_LIMIT};

/// A file younger than this may change once more without its time telling,
/// because file systems count time in steps (two seconds on the coarsest).
const SETTLED: Duration = Duration::from_secs(2);

/// A project on disk, as it was when it was last read.
#[derive(Debug)]
pub struct Project {
    root: PathBuf,
    tree: SourceTree,
    seen: HashMap<SourcePath, Seen>,
    /// Whether symbolic links lead to files, so that one file may have several names.
    linked: bool,
}

/// The state in which a file was read, and whether that state tells it from any later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    state: State,
    settled: bool,
}

/// What the file system says about a file without opening it, as a hash: there may
/// be a hundred thousand files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct State(u64);

impl Project {
    /// Reads the project in the folder `root`.
    ///
    /// # Errors
    /// When `root` holds no `content/` folder, or something in it cannot be read.
    pub fn open(root: &Path) -> io::Result<Self> {
        let mut project = Self::nothing_of(root)?;
        project.refresh()?;
        Ok(project)
    }

    /// Finds the files of the project in the folder `root`, and reads none yet.
    ///
    /// # Errors
    /// When `root` holds no `content/` folder, or a folder cannot be listed.
    pub fn find(root: &Path) -> io::Result<Unread> {
        let mut project = Self::nothing_of(root)?;
        let Listing { found, linked } = find(&project.root)?;
        project.linked = linked;
        Ok(Unread { project, found })
    }

    fn nothing_of(root: &Path) -> io::Result<Self> {
        let root = fs::canonicalize(root).map_err(|error| about(root, &error))?;
        Ok(Self { root, tree: SourceTree::default(), seen: HashMap::new(), linked: false })
    }

    /// The project's folder, without symbolic links.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What the project holds.
    pub fn tree(&self) -> &SourceTree {
        &self.tree
    }

    /// What the project holds.
    pub fn into_tree(self) -> SourceTree {
        self.tree
    }

    /// Takes in again what these files hold, of which it only knows in what state
    /// they were; `false` if one of them may hold something else by now. Those
    /// that it does not know are left out.
    pub fn take_in(&mut self, paths: impl IntoIterator<Item = SourcePath>) -> bool {
        let now = SystemTime::now();
        for path in paths {
            let Some(before) = self.seen.get(&path).copied() else { continue };
            let at = Some(self.root.join(path.as_str()));
            match self.read(Found { path, at }, now) {
                Ok(Some((source, Some(seen)))) if before.settled && before.state == seen.state => {
                    self.tree.insert(source);
                }
                _ => return false,
            }
        }
        true
    }

    /// In what state each file was read, but for those that lie outside; `None`
    /// if one of them may have changed since without its state telling.
    pub(super) fn states(&self) -> Option<Vec<(&str, State)>> {
        self.seen.iter().map(|(path, seen)| seen.settled.then_some((path.as_str(), seen.state))).collect()
    }

    /// Reads again what changed since the last time, and says whether anything did.
    ///
    /// # Errors
    /// As [`Project::open`]; the project is then as it was before.
    pub fn refresh(&mut self) -> io::Result<bool> {
        let now = SystemTime::now();
        let Listing { found, linked } = find(&self.root)?;
        let read: Vec<(Source, Option<Seen>)> = found
            .into_par_iter()
            .map(|found| self.read(found, now))
            .filter_map(Result::transpose)
            .collect::<io::Result<_>>()?;
        let (mut tree, mut seen) = (SourceTree::default(), HashMap::with_capacity(read.len()));
        let mut changed = read.len() != self.tree.len();
        for (source, state) in read {
            changed = changed || self.tree.get(&source.path) != Some(&source);
            if let Some(state) = state {
                seen.insert(source.path.clone(), state);
            }
            tree.insert(source);
        }
        self.tree = tree;
        self.seen = seen;
        self.linked = linked;
        Ok(changed)
    }

    /// Reads again just these files, and says whether any of them changed;
    /// without a walk, so that a save in a large project is seen at once.
    /// Falls back on [`Project::refresh`] where more may have changed than their
    /// texts: a file or folder came or went, or has several names.
    ///
    /// # Errors
    /// As [`Project::refresh`].
    pub fn refresh_files<'a>(&mut self, files: impl IntoIterator<Item = &'a Path>) -> io::Result<bool> {
        let now = SystemTime::now();
        let mut read = Vec::new();
        for at in files {
            let known = at.strip_prefix(&self.root).ok().and_then(|inside| {
                let path = SourcePath::new(inside.to_str()?);
                self.tree.get(&path).is_some().then_some(path)
            });
            match known {
                Some(path) if !self.linked => {
                    let Some(file) = self.read(Found { path, at: Some(at.to_owned()) }, now)? else {
                        return self.refresh();
                    };
                    read.push(file);
                }
                None if is_litter(at.file_name().unwrap_or_default()) => {}
                _ => return self.refresh(),
            }
        }
        let mut changed = false;
        for (source, state) in read {
            changed |= self.tree.get(&source.path) != Some(&source);
            if let Some(state) = state {
                self.seen.insert(source.path.clone(), state);
            }
            self.tree.insert(source);
        }
        Ok(changed)
    }

    /// Reads a file unless it is known; `None` when it is gone or not a file.
    fn read(&self, found: Found, now: SystemTime) -> io::Result<Option<(Source, Option<Seen>)>> {
        let Found { path, at } = found;
        let Some(at) = at else {
            return Ok(Some((Source { path, body: Body::Outside }, None)));
        };
        let metadata = match fs::metadata(&at) {
            Ok(metadata) if metadata.is_file() => metadata,
            Ok(_) => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(about(&at, &error)),
        };
        let seen = Seen::of(&metadata, now);
        let known = self.tree.get(&path);
        if let (Some(known), Some(before)) = (known, self.seen.get(&path))
            && before.settled
            && before.state == seen.state
        {
            return Ok(Some((known.clone(), Some(seen))));
        }
        match body(&at, &path, metadata.len()) {
            Ok(body) => {
                let source = Source { path, body };
                let kept = known.filter(|known| **known == source).cloned();
                Ok(Some((kept.unwrap_or(source), Some(seen))))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(about(&at, &error)),
        }
    }
}

/// A project whose files are found and not read yet.
#[derive(Debug)]
pub struct Unread {
    project: Project,
    /// In the order of the paths.
    found: Vec<Found>,
}

impl Unread {
    /// The files, in the order of their paths.
    pub fn paths(&self) -> impl Iterator<Item = &SourcePath> {
        self.found.iter().map(|found| &found.path)
    }

    /// Reads the files in parallel and hands each, with its place in the order, to
    /// `take`. Returns what that made of them, in order and without those that are
    /// gone by then, and the project, which only knows in what state they were.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read<T: Send>(self, take: impl Fn(usize, Source) -> T + Sync) -> io::Result<(Project, Vec<T>)> {
        let Self { mut project, found } = self;
        let now = SystemTime::now();
        let read = found.into_par_iter().enumerate().map(|(place, found)| {
            let path = found.path.clone();
            let read = project.read(found, now)?;
            Ok(read.map(|(source, seen)| (seen.map(|seen| (path, seen)), take(place, source))))
        });
        let read: Vec<_> = read.filter_map(Result::transpose).collect::<io::Result<_>>()?;
        project.seen.reserve(read.len());
        let mut taken = Vec::with_capacity(read.len());
        for (seen, made) in read {
            project.seen.extend(seen);
            taken.push(made);
        }
        Ok((project, taken))
    }
}

impl Seen {
    fn of(metadata: &Metadata, now: SystemTime) -> Self {
        let modified = metadata.modified().ok();
        let age = modified.and_then(|modified| now.duration_since(modified).ok());
        Self { state: State::of(metadata), settled: age.is_some_and(|age| age > SETTLED) }
    }
}

impl State {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let mut hasher = DefaultHasher::new();
        (metadata.len(), metadata.modified().ok(), identity(metadata)).hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// Where there are such things: the file's number, and when it was last touched in any way.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

/// What the file `at` holds, which had so many bytes a moment ago.
fn body(at: &Path, path: &SourcePath, length: u64) -> io::Result<Body> {
    if !is_text(path) {
        let pixels = picture::pixels(at, &path.extension())?;
        let (bytes, digest) = digest(at)?;
        return Ok(Body::Binary { bytes, pixels, digest });
    }
    let mut bytes = Vec::new();
    if length <= TEXT_LIMIT {
        // One more, to see the end without asking for more room.
        bytes.reserve_exact(usize::try_from(length).map_or(0, |length| length + 1));
        File::open(at)?.take(TEXT_LIMIT + 1).read_to_end(&mut bytes)?;
    }
    let length = length.max(bytes.len() as u64);
    if length > TEXT_LIMIT { Ok(Body::TooLarge { bytes: length }) } else { Ok(text(&bytes)) }
}

/// The length of the file `at` and the SHA-256 of its bytes.
fn digest(at: &Path) -> io::Result<(u64, [u8; 32])> {
    let mut file = File::open(at)?;
    let (mut hash, mut bytes) = (Sha256::new(), 0);
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok((bytes, hash.finalize().into())),
            read => {
                hash.update(&buffer[..read]);
                bytes += read as u64;
            }
        }
    }
}

/// Text without the byte order mark that some editors put before it.
fn text(bytes: &[u8]) -> Body {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Body::Text(text.into()),
        Err(error) => {
            let offset = error.valid_up_to();
            let line = 1 + bytes.iter().take(offset).filter(|byte| **byte == b'\n').count();
            Body::NotUtf8 { offset, line }
        }
    }
}

/// Whether coursewright looks into the file. Below `content/` that is so only
/// for what trainers write: a page, a style sheet or a table that a module
/// offers for download is copied as it is, in whatever encoding it has.
fn is_text(path: &SourcePath) -> bool {
    let extension = path.extension();
    match extension.as_str() {
        "md" | "yml" | "yaml" => true,
        "html" | "css" | "js" | "json" | "txt" | "svg" | "xml" => path.as_str().starts_with("themes/"),
        _ => false,
    }
}

/// In what state each file of the project in the folder `root` is now, without
/// reading any; `None` where one of them would not be read.
pub(super) fn states(root: &Path) -> Option<Vec<(String, State)>> {
    let root = fs::canonicalize(root).ok()?;
    let states = find(&root).ok()?.found.into_par_iter().map(|Found { path, at }| {
        let metadata = fs::metadata(at?).ok().filter(Metadata::is_file)?;
        Some((path.as_str().to_owned(), State::of(&metadata)))
    });
    states.collect()
}

#[cfg(test)]
mod tests {
    use super::{is_text, text};
    use crate::source::{Body, SourcePath};

    #[test]
    fn the_byte_order_mark_is_dropped_and_line_ends_are_kept() {
        assert_eq!(text("\u{feff}a\r\nb".as_bytes()), Body::Text("a\r\nb".into()));
    }

    #[test]
    fn text_in_another_encoding_is_told_with_its_place() {
        assert_eq!(text(b"one\ntwo\ncaf\xe9"), Body::NotUtf8 { offset: 11, line: 3 });
        assert_eq!(text(b"\xff\xfea\0"), Body::NotUtf8 { offset: 0, line: 1 });
    }

    #[test]
    fn below_content_only_what_trainers_write_is_text() {
        let text = |path: &str| is_text(&SourcePath::new(path));
        assert!(text("content/a/INDEX.MD") && text("content/site.yml") && text("themes/a/style/x.css"));
        assert!(!text("content/a/form.html") && !text("content/a/x.svg") && !text("themes/a/font.woff2"));
    }
}
