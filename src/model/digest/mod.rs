//! What a thing says, boiled down to a digest: the same on every machine and
//! with every build of coursewright.
//!
//! Each thing tells a [`Transcript`] what it says, part by part, each part
//! under a name. Places in files, comments and the layout of a text are no part
//! of what it says. A part that says nothing is left out, so that a key that
//! coursewright learns later changes no digest of what does not use it.
//!
//! `derive(Hash)` and `Debug` would be shorter; what they write may change with
//! any version of the compiler.

mod asked;
mod prose;
mod question;
mod says;
mod transcript;

use std::fmt;

pub use asked::{Release, Remembered};
pub use transcript::{Says, Transcript};

/// A SHA-256 digest.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of what `thing` says.
    pub fn of(thing: &(impl Says + ?Sized)) -> Self {
        let mut transcript = Transcript::default();
        thing.say(&mut transcript);
        transcript.finish()
    }
}

impl fmt::Display for Digest {
    /// 64 hexadecimal digits, or as many as the precision asks for.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = [0; 64];
        f.pad(hexadecimal(&self.0, &mut digits))
    }
}

/// The beginning of a digest: enough to tell one wording of a thing from another.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct ShortDigest([u8; 8]);

impl From<Digest> for ShortDigest {
    fn from(Digest(bytes): Digest) -> Self {
        Self(std::array::from_fn(|at| bytes[at]))
    }
}

impl fmt::Display for ShortDigest {
    /// 16 hexadecimal digits, or as many as the precision asks for.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = [0; 16];
        f.pad(hexadecimal(&self.0, &mut digits))
    }
}

impl fmt::Debug for ShortDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl PartialEq<str> for ShortDigest {
    /// Whether `other` is how it is written.
    fn eq(&self, other: &str) -> bool {
        hexadecimal(&self.0, &mut [0; 16]) == other
    }
}

/// `bytes` in `digits`, of which there are two for each.
fn hexadecimal<'d>(bytes: &[u8], digits: &'d mut [u8]) -> &'d str {
    for (two, byte) in digits.chunks_exact_mut(2).zip(bytes) {
        two.copy_from_slice(&[byte >> 4, byte & 15].map(|half| b"0123456789abcdef"[usize::from(half)]));
    }
    std::str::from_utf8(digits).unwrap_or_default()
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
