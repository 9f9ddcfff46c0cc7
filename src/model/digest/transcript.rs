//! Writes down what things say so that no two different things write the same.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::Digest;
use crate::model::Id;

/// Something that says something.
pub trait Says {
    /// Tells `to` what it says.
    fn say(&self, to: &mut Transcript);

    /// Whether it says nothing: it was left out, or is empty.
    fn is_silent(&self) -> bool {
        false
    }
}

/// What is said, as it goes into a digest. Each text is preceded by its length
/// and everything else is one byte that begins no text, so what is written can
/// be read in one way only.
#[derive(Clone)]
pub struct Transcript {
    hash: Sha256,
    /// What is not yet hashed: most of what is said is a byte or two, and to hash
    /// each of them alone takes longer than the hashing itself.
    said: Vec<u8>,
}

/// So much is hashed at once, in bytes.
const AT_ONCE: usize = 4 * 1024;

/// Most things say no more than this, in bytes.
const USUAL: usize = 1024;

impl Default for Transcript {
    fn default() -> Self {
        Self { hash: Sha256::new(), said: Vec::with_capacity(USUAL) }
    }
}

impl Transcript {
    /// A part of a thing, under its name; nothing where it says nothing.
    pub fn part(&mut self, name: &'static str, value: &(impl Says + ?Sized)) -> &mut Self {
        if !value.is_silent() {
            self.marked(b':', name);
            value.say(self);
        }
        self
    }

    /// A text, exactly.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.marked(b'"', text);
        self
    }

    /// A thing with parts of its own.
    pub fn thing(&mut self, kind: &'static str, parts: impl FnOnce(&mut Self) -> &mut Self) -> &mut Self {
        parts(self.begin(kind)).end()
    }

    /// Begins a thing: its parts follow, and [`Transcript::end`]. For what begins alike.
    pub fn begin(&mut self, kind: &'static str) -> &mut Self {
        self.marked(b'{', kind);
        self
    }

    /// Ends the thing that was begun last.
    pub fn end(&mut self) -> &mut Self {
        self.mark(b'}');
        self
    }

    /// Several things, in an order that matters.
    pub fn list<'a, T: Says + ?Sized + 'a>(&mut self, items: impl IntoIterator<Item = &'a T>) -> &mut Self {
        self.mark(b'[');
        for item in items {
            item.say(self);
        }
        self.mark(b']');
        self
    }

    /// What all that was said comes to.
    pub fn finish(mut self) -> Digest {
        self.hash.update(&self.said);
        Digest(self.hash.finalize().into())
    }

    fn mark(&mut self, mark: u8) {
        self.said.push(mark);
    }

    /// A mark, and behind it a text with its length.
    fn marked(&mut self, mark: u8, text: &str) {
        let mut head = [mark; 9];
        head[1..].copy_from_slice(&(text.len() as u64).to_le_bytes());
        self.said.extend_from_slice(&head);
        if self.said.len() + text.len() < AT_ONCE {
            self.said.extend_from_slice(text.as_bytes());
        } else {
            self.hash.update(&self.said);
            self.hash.update(text.as_bytes());
            self.said.clear();
        }
    }
}

impl Says for str {
    fn say(&self, to: &mut Transcript) {
        to.text(self);
    }

    fn is_silent(&self) -> bool {
        self.is_empty()
    }
}

impl Says for String {
    fn say(&self, to: &mut Transcript) {
        to.text(self);
    }

    fn is_silent(&self) -> bool {
        self.is_empty()
    }
}

impl Says for Id {
    fn say(&self, to: &mut Transcript) {
        to.text(self);
    }

    fn is_silent(&self) -> bool {
        self.is_empty()
    }
}

impl Says for bool {
    fn say(&self, to: &mut Transcript) {
        to.text(if *self { "true" } else { "false" });
    }

    fn is_silent(&self) -> bool {
        !self
    }
}

impl Says for u32 {
    fn say(&self, to: &mut Transcript) {
        to.text(&self.to_string());
    }
}

impl Says for usize {
    fn say(&self, to: &mut Transcript) {
        to.text(&self.to_string());
    }
}

impl Says for Digest {
    fn say(&self, to: &mut Transcript) {
        to.text(&self.to_string());
    }
}

impl<T: Says + ?Sized> Says for Box<T> {
    fn say(&self, to: &mut Transcript) {
        (**self).say(to);
    }

    fn is_silent(&self) -> bool {
        (**self).is_silent()
    }
}

impl<T: Says + ?Sized> Says for &T {
    fn say(&self, to: &mut Transcript) {
        (*self).say(to);
    }

    fn is_silent(&self) -> bool {
        (*self).is_silent()
    }
}

impl<T: Says> Says for Arc<T> {
    fn say(&self, to: &mut Transcript) {
        (**self).say(to);
    }

    fn is_silent(&self) -> bool {
        (**self).is_silent()
    }
}

impl<T: Says> Says for Option<T> {
    fn say(&self, to: &mut Transcript) {
        if let Some(value) = self {
            value.say(to);
        }
    }

    fn is_silent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Says> Says for [T] {
    fn say(&self, to: &mut Transcript) {
        to.list(self);
    }

    fn is_silent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Says> Says for Vec<T> {
    fn say(&self, to: &mut Transcript) {
        to.list(self);
    }

    fn is_silent(&self) -> bool {
        self.is_empty()
    }
}

impl<A: Says, B: Says> Says for (A, B) {
    fn say(&self, to: &mut Transcript) {
        to.thing("pair", |to| to.part("first", &self.0).part("second", &self.1));
    }
}

#[cfg(test)]
mod tests {
    use super::{Digest, Says, Transcript};

    fn digest(parts: impl FnOnce(&mut Transcript) -> &mut Transcript) -> Digest {
        let mut transcript = Transcript::default();
        parts(&mut transcript);
        transcript.finish()
    }

    #[test]
    fn what_is_written_differently_is_told_apart() {
        let texts = |texts: &[&str]| Digest::of(texts);
        let all = [
            texts(&[]),
            texts(&[""]),
            texts(&["", ""]),
            texts(&["ab", "c"]),
            texts(&["a", "bc"]),
            texts(&["abc"]),
            texts(&["]["]),
            digest(|to| to.part("a", "b")),
            digest(|to| to.part("b", "a")),
            digest(|to| to.thing("a", |to| to.part("a", "b"))),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(all[..at].iter().all(|other| other != one), "{at}");
        }
    }

    #[test]
    fn what_says_nothing_is_left_out() {
        let with_new_keys = digest(|to| {
            to.part("title", "A").part("new", &None::<String>).part("list", &[] as &[String]);
            to.part("flag", &false)
        });
        assert_eq!(with_new_keys, digest(|to| to.part("title", "A")));
        assert!(!0_u32.is_silent() && !Some(false).is_silent());
    }

    /// This digest must never change: records name digests that are made this way.
    #[test]
    fn a_digest_is_the_same_for_ever() {
        let made = digest(|to| {
            to.thing("page", |to| {
                to.part("title", "Über").part("minutes", &8_u32).part("marks", &["a", "b"][..])
            })
        });
        assert_eq!(made.to_string(), "bbd82bf5fdf6a5da6efd92b4b666aded016d54e65b5751416ee75809e977f8d8");
        assert_eq!(format!("{made:.8}").len(), 8);
    }
}
