//! What a text says: its words and its markup, but not how the author broke
//! its lines, and not into how many pieces it fell.

use super::{Says, Transcript};
use crate::model::{Block, Link, Picture, Piece, Prose};

impl Says for Prose {
    fn say(&self, to: &mut Transcript) {
        let Self(pieces) = self;
        to.thing("prose", |to| {
            let mut html = Html::default();
            for piece in pieces {
                match piece {
                    Piece::Html(text) | Piece::RawHtml(text, _) => html.push(text),
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
            Self::Html(text) | Self::RawHtml(text, _) => to.text(text),
            Self::Link(link, _) => {
                let Link { path, fragment } = &**link;
                to.thing("link", |to| to.part("path", path).part("fragment", fragment))
            }
            Self::Picture(picture) => {
                let Picture { path, alt, title, at: _ } = &**picture;
                to.thing("picture", |to| to.part("path", path).part("alt", alt).part("title", title))
            }
            Self::Citation(id, _) => to.thing("source", |to| to.part("id", id)),
            Self::Gap(id, _) => to.thing("gap", |to| to.part("id", id)),
            Self::Question(id, _) => to.thing("question", |to| to.part("id", id)),
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
#[derive(Default)]
struct Html {
    text: String,
    /// Whether a `<pre>` is open, where every space counts.
    verbatim: bool,
}

impl Html {
    fn push(&mut self, html: &str) {
        let mut rest = html;
        while !rest.is_empty() {
            let end = if self.verbatim { "</pre>" } else { "<pre" };
            let (part, after) = rest.split_at(rest.find(end).map_or(rest.len(), |at| at + end.len()));
            if self.verbatim {
                self.text.push_str(part);
            } else {
                self.push_collapsed(part);
            }
            self.verbatim ^= part.ends_with(end);
            rest = after;
        }
    }

    fn push_collapsed(&mut self, html: &str) {
        let mut after_space = self.text.ends_with(' ');
        let mut from = 0;
        for (at, byte) in html.bytes().enumerate() {
            let is_space = byte.is_ascii_whitespace();
            // Anything but a single space stands for one, or for none behind another.
            if is_space && (byte != b' ' || after_space) {
                self.text.push_str(&html[from..at]);
                if !after_space {
                    self.text.push(' ');
                }
                from = at + 1;
            }
            after_space = is_space;
        }
        self.text.push_str(&html[from..]);
    }

    fn flush(&mut self, to: &mut Transcript) {
        if !self.text.is_empty() {
            to.text(&self.text);
            self.text.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Digest, Piece, Prose};

    fn digest(pieces: &[&str]) -> Digest {
        Digest::of(&Prose(pieces.iter().map(|html| Piece::Html((*html).to_owned())).collect()))
    }

    #[test]
    fn line_breaks_of_the_author_do_not_count() {
        assert_eq!(digest(&["<p>one two</p>\n"]), digest(&["<p>one\ntwo", "</p> \n"]));
        assert_ne!(digest(&["<p>one two</p>"]), digest(&["<p>onetwo</p>"]));
    }

    #[test]
    fn those_of_code_do() {
        assert_ne!(digest(&["<pre>a b</pre>"]), digest(&["<pre>a\nb</pre>"]));
        assert_ne!(digest(&["<pre>a ", " b</pre>"]), digest(&["<pre>a b</pre>"]));
        assert_eq!(digest(&["<pre>a  b</pre>c d"]), digest(&["<pre>a  b</pre>c\n d"]));
    }

    #[test]
    fn where_something_is_written_does_not_count() {
        let cite = |at| Digest::of(&Prose(vec![Piece::Citation("gdpr".to_owned(), at..at + 1)]));
        assert_eq!(cite(1), cite(7));
    }
}
