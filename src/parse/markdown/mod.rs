//! Markdown to prose: HTML with holes, headings, and what is wrong with it.
//!
//! Punctuation stays as typed: what quotation marks should look like depends on
//! the language. Whether links, pictures, citations and questions lead anywhere
//! is not looked at here; that takes the other files.

mod blocks;
mod code;
mod fences;
mod footnotes;
mod headings;
mod holes;
mod links;
mod lists;
mod math;
mod output;
mod pictures;
mod raw;
mod tables;
#[cfg(test)]
mod tests;
mod text;
mod titles;
mod writer;

use std::ops::Range;

use pulldown_cmark::{BrokenLink, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::diag::{Diagnostic, Rule};
use crate::model::{Heading, Prose, push_escaped};
use crate::source::{Place, SourcePath};
pub(super) use headings::slug;
use writer::{Placed, Writer};

/// Every rule about the text of pages.
pub const RULES: &[&Rule] = &joined::<{ count(PARTS) }>(PARTS);

const PARTS: &[&[&Rule]] = &[
    blocks::RULES,
    holes::RULES,
    headings::RULES,
    footnotes::RULES,
    links::RULES,
    pictures::RULES,
    code::RULES,
    math::RULES,
];

const fn count(parts: &[&[&Rule]]) -> usize {
    let (mut count, mut part) = (0, 0);
    while part < parts.len() {
        count += parts[part].len();
        part += 1;
    }
    count
}

const fn joined<const COUNT: usize>(parts: &[&[&'static Rule]]) -> [&'static Rule; COUNT] {
    let mut rules = [parts[0][0]; COUNT];
    let (mut count, mut part) = (0, 0);
    while part < parts.len() {
        let mut at = 0;
        while at < parts[part].len() {
            rules[count] = parts[part][at];
            (count, at) = (count + 1, at + 1);
        }
        part += 1;
    }
    rules
}

/// The words of the interface that prose asks for, by their keys.
pub const WORDS: &[&str] = &["table", "footnotes", "footnote-back"];

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_GFM);

/// The text of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Text {
    /// What is shown.
    pub prose: Prose,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// How many words there are.
    pub words: usize,
}

/// Understands the Markdown of a page: `text[body]` of the file `path`. All
/// places in the result are bytes of `text`.
pub fn page(path: &SourcePath, text: &str, body: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> Text {
    let before = diagnostics.len();
    let base = body.start;
    let Some(markdown) = text.get(body) else { return Text::default() };
    let understood = understand(markdown, base, Writer::new(path, text, diagnostics), |writer, events| {
        writer.headings.reserve(events);
        writer.run(events);
        writer.close_all_blocks();
        writer.list_footnotes();
    });
    diagnostics[before..].sort_by_key(|found| match &found.place {
        Place::Span(span) => span.start,
        Place::Node(..) | Place::File(_) => 0,
    });
    understood
}

/// A short Markdown text out of a YAML file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fragment {
    /// The first paragraph, without its `<p>`.
    pub line: Prose,
    /// What follows it; usually empty.
    pub rest: Prose,
}

/// Understands a short Markdown text. `place` is where findings point.
pub fn fragment(path: &SourcePath, text: &str, place: &Place, diagnostics: &mut Vec<Diagnostic>) -> Fragment {
    short_text(path, text, place, false, diagnostics)
}

/// The same, for a text that may have gaps.
pub fn fragment_with_gaps(
    path: &SourcePath,
    text: &str,
    place: &Place,
    diagnostics: &mut Vec<Diagnostic>,
) -> Fragment {
    short_text(path, text, place, true, diagnostics)
}

fn short_text(
    path: &SourcePath,
    text: &str,
    place: &Place,
    gaps: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Fragment {
    if is_plain(text) {
        let text = text.trim_ascii();
        let mut html = String::with_capacity(text.len());
        push_escaped(text, &mut html);
        let line = if html.is_empty() { Prose::default() } else { Prose::html(html) };
        return Fragment { line, rest: Prose::default() };
    }
    let mut writer = Writer::new(path, text, diagnostics);
    writer.short = true;
    writer.gaps = gaps;
    writer.points_at = Some(place);
    let mut line = Prose::default();
    let understood = understand(text, 0, writer, |writer, events| {
        let rest = match first_paragraph(events) {
            Some((inside, rest)) => {
                writer.run(inside);
                line = std::mem::take(&mut writer.out).finish();
                rest
            }
            None => events,
        };
        writer.run(rest);
    });
    Fragment { line, rest: understood.prose }
}

/// The events inside the paragraph that a text begins with, and those behind it.
fn first_paragraph<'e, 't>(events: &'e [Placed<'t>]) -> Option<(&'e [Placed<'t>], &'e [Placed<'t>])> {
    matches!(events.first(), Some((Event::Start(Tag::Paragraph), _))).then_some(())?;
    let end = events.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph)))?;
    Some((&events[1..end], &events[end + 1..]))
}

/// Few texts have more events than one for so many bytes.
const BYTES_AN_EVENT: usize = 8;

/// Parses `markdown`, which stands at `base` of the writer's text, and has `write` write it.
fn understand(
    markdown: &str,
    base: usize,
    mut writer: Writer<'_>,
    write: impl FnOnce(&mut Writer<'_>, &[Placed<'_>]),
) -> Text {
    let hidden = fences::hide(markdown);
    let mut broken = Vec::new();
    let note = |link: BrokenLink<'_>| {
        broken.push(Broken::new(link, base));
        None
    };
    let mut parser =
        Parser::new_with_broken_link_callback(&hidden.text, OPTIONS, Some(note)).into_offset_iter();
    let mut events: Vec<Placed<'_>> = Vec::with_capacity(markdown.len() / BYTES_AN_EVENT + 1);
    events.extend(parser.by_ref().map(|(event, at)| (event, placed(at, base))));
    if !hidden.fences.is_empty() {
        for (name, to) in parser.reference_definitions().iter() {
            let title = to.title.as_ref().map(ToString::to_string).unwrap_or_default();
            writer.definitions.insert(name.to_lowercase(), (to.dest.to_string(), title));
        }
    }
    drop(parser);
    writer.fences = hidden.fences.into_iter().map(|at| placed(at, base)).collect();
    writer.broken_references(broken);
    write(&mut writer, &events);
    Text { prose: writer.out.finish(), headings: writer.headings.done, words: writer.words }
}

fn placed(at: Range<usize>, base: usize) -> Range<usize> {
    at.start + base..at.end + base
}

/// A reference to an address or a footnote that is not on the page.
struct Broken {
    kind: LinkType,
    name: String,
    at: Range<usize>,
}

impl Broken {
    fn new(link: BrokenLink<'_>, base: usize) -> Self {
        Self { kind: link.link_type, name: link.reference.into_string(), at: placed(link.span, base) }
    }
}

impl Writer<'_> {
    /// Says which references lead nowhere. Words in one pair of brackets are
    /// mostly meant as such, so nothing is said about them.
    fn broken_references(&mut self, mut broken: Vec<Broken>) {
        broken.dedup_by(|a, b| a.at == b.at);
        for Broken { kind, name, at } in broken {
            if !matches!(kind, LinkType::Shortcut | LinkType::ShortcutUnknown) {
                self.undefined_reference(&name, at);
            }
        }
    }
}

/// Whether Markdown would leave `text` as it is: one line without any of the
/// signs that could mean something.
#[expect(clippy::needless_bitwise_bool, reason = "without a branch, many bytes are looked at together")]
fn is_plain(text: &str) -> bool {
    let text = text.trim_ascii();
    let is_sign = |byte: u8| {
        let means = |signs: &[u8]| signs.iter().fold(false, |any, sign| any | (byte == *sign));
        (byte < b' ') | means(b"*_`[<&\\{$~\x7f")
    };
    let begins = text.bytes().next().is_none_or(|first| {
        !matches!(first, b'-' | b'+' | b'#' | b'>' | b':' | b'=' | b'|') && !first.is_ascii_digit()
    });
    begins
        && !text.as_bytes().chunks(64).any(|bytes| bytes.iter().fold(false, |any, byte| any | is_sign(*byte)))
}
