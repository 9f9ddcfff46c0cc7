//! What a text says: its words and its markup, but not how the author broke
//! its lines, and not into how many pieces it fell.

use std::iter;

use memchr::{memchr3, memmem};

use super::{Says, Transcript};
use crate::model::{Block, Link, Picture, Piece, Prose};

impl Says for Prose {
    fn say(&self, to: &mut Transcript) {
        to.thing("prose", |to| {
            if let [Piece::Html(text)] = self.pieces()
                && to_collapse(text.as_bytes()).is_none()
            {
                return to.text(text);
            }
            let mut html = Html::with_room(self.pieces());
            for piece in self.pieces() {
                match piece {
                    Piece::Html(text) => html.push(text),
                    Piece::RawHtml(text) => html.push(&text.value),
                    piece => {
                        html.flush(to);
                        piece.say(to);
                    }
                }
            }
            html.flush(to);
            to
        });
    }

    fn is_silent(&self) -> bool {
        self.is_empty()
    }
}

impl Says for Link {
    fn say(&self, to: &mut Transcript) {
        let Self { path, fragment } = self;
        to.thing("to", |to| to.part("path", path).part("fragment", fragment));
    }
}

impl Says for Piece {
    fn say(&self, to: &mut Transcript) {
        match self {
            Self::Html(text) => to.text(text),
            Self::RawHtml(text) => to.text(&text.value),
            Self::Link(link) => {
                let Link { path, fragment } = &link.value;
                to.thing("link", |to| to.part("path", path).part("fragment", fragment))
            }
            Self::Picture(picture) => {
                let Picture { path, alt, title, at: _ } = &**picture;
                to.thing("picture", |to| to.part("path", path).part("alt", alt).part("title", title))
            }
            Self::Citation(id) => to.thing("source", |to| to.part("id", &id.value)),
            Self::Gap(id) => to.thing("gap", |to| to.part("id", &id.value)),
            Self::Question(id) => to.thing("question", |to| to.part("id", &id.value)),
            Self::Word(key) => to.thing("word", |to| to.part("key", *key)),
            Self::Block(block) => {
                let Block { kind, title, body, number: _ } = &**block;
                to.thing(kind.name(), |to| to.part("title", title).part("body", body))
            }
        };
    }
}

/// HTML put together from pieces that follow each other. White space is one
/// space wherever a browser would make no difference.
struct Html {
    text: String,
    /// Whether a `<pre>` is open, where every space counts.
    verbatim: bool,
    opens: memmem::Finder<'static>,
    closes: memmem::Finder<'static>,
}

impl Html {
    /// Nothing yet, with room for the longest of `pieces`.
    fn with_room(pieces: &[Piece]) -> Self {
        let length = |piece: &Piece| if let Piece::Html(html) = piece { html.len() } else { 0 };
        let longest = pieces.iter().map(length).max().unwrap_or_default();
        Self {
            text: String::with_capacity(longest),
            verbatim: false,
            opens: memmem::Finder::new("<pre"),
            closes: memmem::Finder::new("</pre>"),
        }
    }

    fn push(&mut self, html: &str) {
        let mut rest = html;
        while !rest.is_empty() {
            let end = if self.verbatim { &self.closes } else { &self.opens };
            let at = end.find(rest.as_bytes());
            let (part, after) = rest.split_at(at.map_or(rest.len(), |at| at + end.needle().len()));
            if self.verbatim {
                self.text.push_str(part);
            } else {
                self.push_collapsed(part);
            }
            self.verbatim ^= at.is_some();
            rest = after;
        }
    }

    fn push_collapsed(&mut self, html: &str) {
        let mut rest = html;
        if self.text.ends_with(' ') {
            rest = rest.trim_ascii_start();
        }
        while let Some(at) = to_collapse(rest.as_bytes()) {
            let (before, run) = rest.split_at(at);
            self.text.push_str(before);
            if !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            rest = run.trim_ascii_start();
        }
        self.text.push_str(rest);
    }

    fn flush(&mut self, to: &mut Transcript) {
        if !self.text.is_empty() {
            to.text(&self.text);
            self.text.clear();
        }
    }
}

/// Where the first white space stands that is not a single space: one of another
/// kind, or a space behind a space. Most are ends of lines, so those are searched
/// for, and whatever stands before is looked at together.
#[expect(clippy::needless_bitwise_bool, reason = "without a branch, many bytes are looked at together")]
fn to_collapse(text: &[u8]) -> Option<usize> {
    let end = memchr3(b'\n', b'\t', b'\r', text);
    let line = &text[..end.unwrap_or(text.len())];
    let each = || iter::once(&0).chain(line).zip(line);
    let collapses = |before: u8, byte: u8| (byte == b'\x0c') | ((before == b' ') & (byte == b' '));
    let pairs = line.iter().zip(line.get(1..).unwrap_or_default());
    let any = pairs.fold(false, |any, (before, byte)| any | collapses(*before, *byte));
    if any || line.first() == Some(&b'\x0c') {
        return each().position(|(before, byte)| collapses(*before, *byte));
    }
    end
}

#[cfg(test)]
mod tests {
    use crate::model::{Digest, Piece, Prose, Spanned};

    fn digest(pieces: &[&str]) -> Digest {
        Digest::of(&Prose::from(pieces.iter().map(|html| Piece::Html((*html).into())).collect::<Vec<_>>()))
    }

    #[test]
    fn line_breaks_of_the_author_do_not_count() {
        assert_eq!(digest(&["<p>one two</p>\n"]), digest(&["<p>one\ntwo", "</p> \n"]));
        assert_ne!(digest(&["<p>one two</p>"]), digest(&["<p>onetwo</p>"]));
        let one = format!("{} two", "one".repeat(30));
        for space in ["\n", "\r\n", "  ", " \n ", "\t\x0c", "   "] {
            assert_eq!(digest(&[&one.replace(' ', space)]), digest(&[&one]), "{space:?}");
            assert_eq!(digest(&[space, "one", space, space]), digest(&[" one "]), "{space:?}");
        }
    }

    #[test]
    fn those_of_code_do() {
        assert_ne!(digest(&["<pre>a b</pre>"]), digest(&["<pre>a\nb</pre>"]));
        assert_ne!(digest(&["<pre>a ", " b</pre>"]), digest(&["<pre>a b</pre>"]));
        assert_eq!(digest(&["<pre>a  b</pre>c d"]), digest(&["<pre>a  b</pre>c\n d"]));
    }

    #[test]
    fn where_something_is_written_does_not_count() {
        let cite = |at| Digest::of(&Prose::from(vec![Piece::Citation(Spanned::boxed("gdpr", at..at + 1))]));
        assert_eq!(cite(1), cite(7));
    }
}
