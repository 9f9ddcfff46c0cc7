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

mod prose;
mod question;
mod says;
mod transcript;

use std::fmt;

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
        for (two, byte) in digits.chunks_exact_mut(2).zip(self.0) {
            two.copy_from_slice(&[byte >> 4, byte & 15].map(|half| b"0123456789abcdef"[usize::from(half)]));
        }
        f.pad(std::str::from_utf8(&digits).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
