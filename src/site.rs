//! What the learner gets: addresses of output files and what stands there.
//!
//! Nothing here writes a disk. Every address in a page is relative and names a
//! file, never a folder, so that a site works at the root of a domain, under a
//! sub-path, and opened from disk.

use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::source::{HashedText, SourcePath};

/// What may not stand in a URL as it is.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b':')
    .add(b'&');

/// The address of an output file, relative to the site's root, with `/` between
/// the parts: `privacy/requests/index.html`. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(HashedText);

impl OutPath {
    /// An address from its text, which must not begin with `/`, or hold `.` or `..` as a part.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(HashedText::new(path))
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// What leads from this file's folder back to the root: `""`, `"../"`, `"../../"`.
    pub fn to_root(&self) -> String {
        "../".repeat(self.as_str().matches('/').count())
    }

    /// The relative link from this file to `other`, percent-encoded.
    pub fn link_to(&self, other: &Self) -> String {
        self.link_to_address(other.as_str())
    }

    /// The same, for an address as [`OutPath::new`] takes it.
    pub fn link_to_address(&self, there: &str) -> String {
        let here = self.as_str();
        let alike = here.bytes().zip(there.bytes()).take_while(|(a, b)| a == b).count();
        let shared = here.as_bytes()[..alike].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
        let up = here[shared..].matches('/').count();
        let mut link = String::with_capacity(up * "../".len() + there.len() - shared);
        link.extend(std::iter::repeat_n("../", up));
        link.extend(utf8_percent_encode(&there[shared..], RESERVED));
        link
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// What stands at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The same bytes as this file of the project.
    Copy(SourcePath),
}

#[cfg(test)]
mod tests {
    use super::OutPath;

    #[test]
    fn links_are_relative_and_name_files() {
        let page = OutPath::new("privacy/requests/index.html");
        let link = |to: &str| page.link_to(&OutPath::new(to));
        assert_eq!(link("privacy/requests/quiz.html"), "quiz.html");
        assert_eq!(link("privacy/index.html"), "../index.html");
        assert_eq!(link("index.html"), "../../index.html");
        assert_eq!(link("refunds/intro/index.html"), "../../refunds/intro/index.html");
        assert_eq!(link("privacy/requests/a b#1.jpg"), "a%20b%231.jpg");
        assert_eq!(link("privacy/reques.html"), "../reques.html");
        assert_eq!(link("privacy/requests-2/index.html"), "../requests-2/index.html");
        assert_eq!(link("privacy/requests/index.html"), "index.html");
        assert_eq!(OutPath::new("index.html").link_to(&page), "privacy/requests/index.html");
    }
}
