//! Digests that are made when they are first asked for: nobody asks for them while
//! a project is only checked, and a preview asks for those of the course that is
//! looked at.

use std::fmt;
use std::sync::{Arc, LazyLock, OnceLock};

use super::{Digest, Says};

/// The digest of a thing that carries this: made once, and made again for a copy,
/// which may be about to say something else. No part of what the thing says.
#[derive(Default)]
pub struct Remembered(OnceLock<Digest>);

impl Remembered {
    /// The digest of `thing`, which carries this.
    pub(in crate::model) fn of(&self, thing: &impl Says) -> Digest {
        *self.0.get_or_init(|| Digest::of(thing))
    }
}

impl Clone for Remembered {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Remembered {
    /// It follows from the rest of the thing.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for Remembered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Remembered")
    }
}

/// The release of a course: the digest of everything that a learner can see of it
/// and everything that decides a score.
#[derive(Clone)]
pub struct Release(Arc<LazyLock<Digest, Made>>);

type Made = Box<dyn FnOnce() -> Digest + Send>;

impl Release {
    /// The release that `make` makes, on one thread while others may wait for it.
    pub fn new(make: impl FnOnce() -> Digest + Send + 'static) -> Self {
        let make: Made = Box::new(make);
        Self(Arc::new(LazyLock::new(make)))
    }
}

impl Default for Release {
    fn default() -> Self {
        Self::new(Digest::default)
    }
}

impl PartialEq for Release {
    fn eq(&self, other: &Self) -> bool {
        **self.0 == **other.0
    }
}

impl fmt::Display for Release {
    /// As a [`Digest`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self.0, f)
    }
}

impl fmt::Debug for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
