//! Text: HTML with holes that only the whole site can fill.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr3_iter;

use crate::source::SourcePath;

/// A text, ready to show but for links, citations and the interface's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose(Pieces);

/// The pieces of a text. Most texts are a single one, which then needs no list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Pieces {
    One(Piece),
    /// None, or several.
    List(Box<[Piece]>),
}

impl Default for Prose {
    fn default() -> Self {
        Self(Pieces::List(Box::default()))
    }
}

impl From<Vec<Piece>> for Prose {
    fn from(pieces: Vec<Piece>) -> Self {
        Self(match <[Piece; 1]>::try_from(pieces) {
            Ok([piece]) => Pieces::One(piece),
            Err(pieces) => Pieces::List(pieces.into()),
        })
    }
}

impl Prose {
    /// HTML without anything in it that refers to something else.
    pub fn html(html: impl Into<Box<str>>) -> Self {
        Self(Pieces::One(Piece::Html(html.into())))
    }

    /// Its pieces, in the order of reading.
    pub fn pieces(&self) -> &[Piece] {
        match &self.0 {
            Pieces::One(piece) => std::slice::from_ref(piece),
            Pieces::List(pieces) => pieces,
        }
    }

    /// The same, taken out of it.
    pub fn into_pieces(self) -> Vec<Piece> {
        match self.0 {
            Pieces::One(piece) => vec![piece],
            Pieces::List(pieces) => pieces.into(),
        }
    }

    /// A line of text as a paragraph, and the blocks behind it.
    #[must_use]
    pub fn paragraphs(line: Self, rest: Self) -> Self {
        let parts = [Self::html("<p>"), line, Self::html("</p>\n"), rest];
        parts.into_iter().flat_map(Self::into_pieces).collect::<Vec<_>>().into()
    }

    /// What a text says, by its first line and the blocks behind it: the line as a
    /// paragraph only where something follows.
    #[must_use]
    pub fn joined(line: Self, rest: Self) -> Self {
        if rest.is_empty() {
            return line;
        }
        if line.is_empty() {
            return rest;
        }
        Self::paragraphs(line, rest)
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.pieces().is_empty()
    }

    /// Whether anything in it refers to something else.
    pub fn has_holes(&self) -> bool {
        self.pieces().iter().any(|piece| !matches!(piece, Piece::Html(_) | Piece::Word(_) | Piece::Gap(..)))
    }

    /// The words alone, on one line: pictures by what is said for them, and no citations.
    pub fn plain(&self) -> String {
        let mut html = String::new();
        let mut text = String::new();
        for piece in self.walk() {
            match piece {
                Piece::Html(part) => html.push_str(part),
                Piece::RawHtml(part) => html.push_str(&part.value),
                Piece::Picture(picture) => {
                    push_plain(&std::mem::take(&mut html), ' ', &mut text);
                    text.push_str(&picture.alt);
                }
                _ => {}
            }
        }
        push_plain(&html, ' ', &mut text);
        one_line(&text)
    }

    /// Every piece, those inside blocks included, in the order of reading.
    pub fn walk(&self) -> Box<dyn Iterator<Item = &Piece> + '_> {
        Box::new(self.pieces().iter().flat_map(|piece| {
            let inside: Box<dyn Iterator<Item = &Piece>> = match piece {
                Piece::Block(block) => Box::new(block.title.walk().chain(block.body.walk())),
                _ => Box::new(std::iter::empty()),
            };
            std::iter::once(piece).chain(inside)
        }))
    }
}

/// A text with one space wherever it has white space, and none at its ends.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Adds the words of a stretch of HTML, with `edge` in place of each block's tags.
pub fn push_plain(html: &str, edge: char, into: &mut String) {
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        into.push_str(&unescaped(text));
        let Some((tag, after)) = tag.split_once('>') else { return };
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next();
        if !matches!(name, Some("strong" | "em" | "code" | "a" | "b" | "i" | "span" | "sup" | "sub" | "abbr"))
        {
            into.push(edge);
        }
        rest = after;
    }
    into.push_str(&unescaped(rest));
}

/// Adds a text to HTML, as it is to be read there.
pub fn push_escaped(text: &str, into: &mut String) {
    push_with_entities(text, memchr3_iter(b'&', b'<', b'>', text.as_bytes()), into);
}

/// Adds a text to HTML, where the value of an attribute stands in double quotes.
pub fn push_value(text: &str, into: &mut String) {
    let places = text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'&' | b'<' | b'>' | b'"'));
    push_with_entities(text, places.map(|(at, _)| at), into);
}

fn push_with_entities(text: &str, places: impl Iterator<Item = usize>, into: &mut String) {
    let mut from = 0;
    for at in places {
        into.push_str(&text[from..at]);
        into.push_str(match text.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        from = at + 1;
    }
    into.push_str(&text[from..]);
}

fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    Cow::Owned(text.replace("&amp;", "&"))
}

/// A part of a text. A large site has more of them than of anything else, most of
/// them HTML, so that is kept small and what is rare stands in a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// HTML, as it is to stand in the page; well-formed together with the pieces around it.
    Html(Box<str>),
    /// HTML that the author wrote as such.
    RawHtml(Box<Spanned<String>>),
    /// The value of an `href`: the address of another file of the project.
    Link(Box<Spanned<Link>>),
    /// A whole `<img>`.
    Picture(Box<Picture>),
    /// A numbered reference to an entry of `sources.yml`.
    Citation(Box<Spanned<String>>),
    /// A question of the module's quiz, as an unscored knowledge check.
    Question(Box<Spanned<String>>),
    /// A gap to fill in, by its id; only in the text of [`super::Interaction::Gaps`].
    Gap(Box<Spanned<String>>),
    /// A word of the interface, by its key, escaped for text and attributes.
    Word(&'static str),
    /// A block with a frame of its own.
    Block(Box<Block>),
}

/// Something that is written in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What is written.
    pub value: T,
    /// Where.
    pub at: Extent,
}

impl<T> Spanned<T> {
    /// `value`, which is written at `at`.
    pub fn boxed(value: impl Into<T>, at: Range<usize>) -> Box<Self> {
        Box::new(Self { value: value.into(), at: at.into() })
    }
}

/// Where something is written: bytes of the file, or of the scalar for texts in
/// YAML, which are no longer than [`crate::source::TEXT_LIMIT`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    start: u32,
    end: u32,
}

impl From<Range<usize>> for Extent {
    fn from(range: Range<usize>) -> Self {
        let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: short(range.start), end: short(range.end) }
    }
}

impl From<Extent> for Range<usize> {
    fn from(Extent { start, end }: Extent) -> Self {
        start as usize..end as usize
    }
}

/// A picture in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub path: SourcePath,
    /// What it shows, as plain text.
    pub alt: String,
    /// The title, if any, as plain text.
    pub title: String,
    /// Where it is written.
    pub at: Extent,
}

/// Where a link inside the project leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The file, as the author names it.
    pub path: SourcePath,
    /// The place in it, without the `#`.
    pub fragment: Option<Box<str>>,
}

/// A block: `::: scenario At the counter` … `:::`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// What stands behind the kind; for a jurisdiction the names of places. May be empty.
    pub title: Prose,
    /// What stands inside.
    pub body: Prose,
    /// Counts the blocks of a page, from 1: part of the ids inside.
    pub number: usize,
}

/// What a block is. The names are those that authors write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// The line that one should remember.
    KeyPoint,
    /// A scene; a definition list in it is dialogue.
    Scenario,
    /// A list to tick and print.
    Checklist,
    /// A worked example.
    Example,
    /// What can go badly wrong.
    Warning,
    /// Something to think about before it is shown; the title is the question.
    Reveal,
    /// Alternatives of which one is shown at a time; holds [`BlockKind::Tab`]s only.
    Tabs,
    /// One of the alternatives; the title is its label.
    Tab,
    /// What holds only in the places named.
    Jurisdiction,
    /// GitHub's alerts.
    Note,
    /// See [`BlockKind::Note`].
    Tip,
    /// See [`BlockKind::Note`].
    Important,
    /// See [`BlockKind::Note`].
    Caution,
}

impl BlockKind {
    /// Those that authors open with `:::`.
    pub const WRITTEN: [Self; 9] = [
        Self::KeyPoint,
        Self::Scenario,
        Self::Checklist,
        Self::Example,
        Self::Warning,
        Self::Reveal,
        Self::Tabs,
        Self::Tab,
        Self::Jurisdiction,
    ];

    /// The name, which is also the class in a page and the key of its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::KeyPoint => "key-point",
            Self::Scenario => "scenario",
            Self::Checklist => "checklist",
            Self::Example => "example",
            Self::Warning => "warning",
            Self::Reveal => "reveal",
            Self::Tabs => "tabs",
            Self::Tab => "tab",
            Self::Jurisdiction => "jurisdiction",
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Caution => "caution",
        }
    }

    /// The kind that is written `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::WRITTEN.into_iter().find(|kind| kind.name() == name)
    }
}

/// A heading of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// From 2 to 6; the title of the page is the only heading of level 1.
    pub level: u8,
    /// Unique on the page.
    pub id: Box<str>,
    /// As plain text.
    pub text: Box<str>,
}

#[cfg(test)]
mod tests {
    use super::{Piece, Prose, Spanned};

    #[test]
    fn words_alone_are_what_a_reader_reads() {
        let html = |text: &str| Piece::Html(text.into());
        let link = super::Link { path: crate::source::SourcePath::new("content/a.md"), fragment: None };
        let prose = Prose::from(vec![
            html("<p>I have <em>read</em> &lt;it&gt;, <a href=\""),
            Piece::Link(Spanned::boxed(link, 0..0)),
            html("\">all</a> of it"),
            Piece::Citation(Spanned::boxed("law", 0..0)),
            html(".</p>\n<p>Twice &amp; more</p>"),
        ]);
        assert_eq!(prose.plain(), "I have read <it>, all of it. Twice & more");
    }
}
