//! What the author wrote: files, and places inside files.
//!
//! Nothing here reads a disk. A [`SourceTree`] is a value, so a test can write
//! one down, the preview server can keep the last one, and two of them can be
//! compared.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

/// The largest text file that is read, in bytes. Longer ones are refused: no
/// page or quiz that a person wrote comes near it, and every parser below has
/// inputs on which it is slow.
pub const TEXT_LIMIT: u64 = 1024 * 1024;

/// The path of a file inside the project, as the author would write it:
/// relative to the project's folder, with `/` between the parts, for example
/// `content/privacy/01-requests/index.md`. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(HashedText);

impl SourcePath {
    /// A path from its text. Backslashes are taken for what Windows means by them.
    pub fn new(path: impl AsRef<str>) -> Self {
        let path = path.as_ref();
        if path.contains('\\') {
            Self(HashedText::new(path.replace('\\', "/")))
        } else {
            Self(HashedText::new(path))
        }
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The last part, for example `index.md`.
    pub fn file_name(&self) -> &str {
        self.as_str().rsplit('/').next().unwrap_or_default()
    }

    /// All but the last part, without a `/` at the end; empty for a file of the
    /// project's own folder.
    pub fn folder(&self) -> &str {
        self.as_str().rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// What follows the last dot of the file name, in lower case; empty if there is none.
    pub fn extension(&self) -> String {
        self.file_name().rsplit_once('.').map_or_else(String::new, |(_, end)| end.to_lowercase())
    }

    /// Whether that is `extension`, which must be in lower case.
    pub fn has_extension(&self, extension: &str) -> bool {
        self.file_name().rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(extension))
    }

    /// The path without the numbers that order folders and pages: files that it
    /// is equal for stand at the same address of the site.
    pub fn without_numbers(&self) -> String {
        let mut path = String::with_capacity(self.as_str().len());
        for folder in self.folder().split('/').filter(|part| !part.is_empty()) {
            path.push_str(without_number(folder));
            path.push('/');
        }
        let is_page = self.has_extension("md");
        path.push_str(if is_page { without_number(self.file_name()) } else { self.file_name() });
        path
    }

    /// The file that `link`, written in this file, leads to; `None` if it
    /// climbs out of the project. Purely textual: the file need not exist.
    pub fn join(&self, link: &str) -> Option<Self> {
        let mut path = String::with_capacity(self.folder().len() + 1 + link.len());
        path.push_str(self.folder());
        for part in link.split('/') {
            match part {
                "" | "." => {}
                ".." if path.is_empty() => return None,
                ".." => path.truncate(path.rfind('/').unwrap_or_default()),
                name => {
                    if !path.is_empty() {
                        path.push('/');
                    }
                    path.push_str(name);
                }
            }
        }
        Some(Self::new(path))
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// A text that carries its hash. Paths begin alike and are looked up again and
/// again, so that to read them each time would be most of the work of a rebuild.
#[derive(Clone)]
pub(crate) struct HashedText {
    text: Arc<str>,
    hash: u64,
}

impl HashedText {
    pub(crate) fn new(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        Self { hash: hasher.finish(), text }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }
}

impl PartialEq for HashedText {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash && (Arc::ptr_eq(&self.text, &other.text) || self.text == other.text)
    }
}

impl Eq for HashedText {}

impl PartialOrd for HashedText {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for HashedText {
    fn cmp(&self, other: &Self) -> Ordering {
        if Arc::ptr_eq(&self.text, &other.text) { Ordering::Equal } else { self.text.cmp(&other.text) }
    }
}

impl Hash for HashedText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

/// A name without the number that orders it: `03-refunds` is `refunds`.
pub fn without_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['-', '_']) {
        Some(tail) if rest.len() < name.len() && !tail.is_empty() => tail,
        _ => name,
    }
}

/// A stretch of a file, in bytes. A span carries its path instead of an index
/// into some table, so it stays true when other files come and go. That is what
/// lets a parsed file be kept from one build to the next.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file.
    pub path: SourcePath,
    /// First byte.
    pub start: usize,
    /// One past the last byte; never before `start`.
    pub end: usize,
}

impl Span {
    /// The stretch `range` of the file `path`.
    pub fn new(path: &SourcePath, range: Range<usize>) -> Self {
        Self { path: path.clone(), start: range.start, end: range.end.max(range.start) }
    }
}

/// What a file holds, as far as coursewright looks into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// UTF-8 text, without the byte order mark that it may have begun with.
    Text(Arc<str>),
    /// Anything else that is copied as it is. For pictures the size in pixels.
    Binary {
        /// Length in bytes.
        bytes: u64,
        /// Width and height in pixels, where the file is a picture that tells.
        pixels: Option<(u32, u32)>,
        /// SHA-256 of its bytes.
        digest: [u8; 32],
    },
    /// A file that should be text and is not: the offset of the first byte that is not UTF-8.
    NotUtf8 {
        /// Offset in bytes.
        offset: usize,
        /// The line of that byte, from 1.
        line: usize,
    },
    /// A text file above [`TEXT_LIMIT`].
    TooLarge {
        /// Length in bytes.
        bytes: u64,
    },
    /// A symbolic link that leads out of the project. It is never followed.
    Outside,
}

impl Body {
    /// Whether the two are equal, without a look into a text that both share.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(two)) => Arc::ptr_eq(one, two) || one == two,
            (one, two) => one == two,
        }
    }
}

/// One file of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where it stands.
    pub path: SourcePath,
    /// What it holds.
    pub body: Body,
}

impl Source {
    /// A text file.
    pub fn text(path: impl AsRef<str>, text: impl Into<Arc<str>>) -> Self {
        Self { path: SourcePath::new(path), body: Body::Text(text.into()) }
    }

    /// The text, or nothing for a file that is not text.
    pub fn as_text(&self) -> &str {
        if let Body::Text(text) = &self.body { text } else { "" }
    }
}

/// All files below `content/`, in the order of their paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceTree(BTreeMap<SourcePath, Source>);

impl SourceTree {
    /// Puts a file in, in place of one with the same path.
    pub fn insert(&mut self, source: Source) {
        self.0.insert(source.path.clone(), source);
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &SourcePath) -> Option<Source> {
        self.0.remove(path)
    }

    /// The file at `path`.
    pub fn get(&self, path: &SourcePath) -> Option<&Source> {
        self.0.get(path)
    }

    /// Every file, in the order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.0.values()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Source> for SourceTree {
    fn from_iter<I: IntoIterator<Item = Source>>(sources: I) -> Self {
        Self(sources.into_iter().map(|source| (source.path.clone(), source)).collect())
    }
}

/// One step from a YAML document's root towards a node.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// To the value under a key.
    Key(Cow<'static, str>),
    /// To an item of a list, counted from 0.
    Item(usize),
}

/// A node of a YAML document, as a path from its root:
/// `questions[3].options[1].correct`. Findings are made with such paths and
/// turned into spans only when there is something to show, so that files
/// without a fault cost nothing. What two paths have in common they share.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct NodePath {
    /// Missing for the root.
    last: Option<Arc<(Self, Step)>>,
    /// Whether the last key itself is meant, not the value under it.
    pub key: bool,
}

impl NodePath {
    /// The document's root.
    pub fn root() -> Self {
        Self::default()
    }

    /// One key further.
    #[must_use]
    pub fn key(&self, name: impl Into<Cow<'static, str>>) -> Self {
        self.step(Step::Key(name.into()))
    }

    /// One item further.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        self.step(Step::Item(index))
    }

    /// The last key itself instead of its value.
    #[must_use]
    pub fn name(mut self) -> Self {
        self.key = true;
        self
    }

    /// From the root.
    pub fn steps(&self) -> Vec<&Step> {
        let steps = std::iter::successors(self.last.as_deref(), |(path, _)| path.last.as_deref());
        let mut steps: Vec<&Step> = steps.map(|(_, step)| step).collect();
        steps.reverse();
        steps
    }

    fn step(&self, step: Step) -> Self {
        Self { last: Some(Arc::new((self.clone(), step))), key: false }
    }
}

/// Where a finding is, as precisely as is known so far.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// A stretch of text.
    Span(Span),
    /// A node of a YAML file, or of the front matter of a Markdown file.
    Node(SourcePath, NodePath),
    /// A file as a whole.
    File(SourcePath),
}

impl Place {
    /// The file.
    pub fn path(&self) -> &SourcePath {
        match self {
            Self::Span(span) => &span.path,
            Self::Node(path, _) | Self::File(path) => path,
        }
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Span(span)
    }
}
