//! Running text: what readers read, and the paragraphs and labels around it.

use std::ops::Range;

use memchr::memchr2;
use pulldown_cmark::Event;

use super::lists;
use super::writer::{Placed, Writer};

/// Whether the writer is inside running text, and what that has to close.
#[derive(Default)]
pub(super) struct Running {
    /// Inside how many paragraphs, headings, cells and terms.
    pub(super) depth: usize,
    /// Whether the label of a box to tick is open.
    pub(super) label: bool,
    /// Whether a paragraph was begun that the parser does not know of.
    own_paragraph: bool,
}

impl Writer<'_> {
    /// Writes a stretch of text: this event and those that go on directly
    /// behind it, so that holes are found whole.
    pub(super) fn text<'e, 't>(
        &mut self,
        text: &str,
        at: &Range<usize>,
        mut after: &'e [Placed<'t>],
    ) -> &'e [Placed<'t>] {
        let source = self.source;
        if source.get(at.clone()) != Some(text) {
            self.plain(text);
            return after;
        }
        let mut end = at.end;
        while let Some(((Event::Text(next), next_at), rest)) = after.split_first()
            && next_at.start == end
            && source.get(next_at.clone()) == Some(next)
        {
            (end, after) = (next_at.end, rest);
        }
        let text = &source[at.start..end];
        let has_brackets = self.picture.is_none() && memchr2(b'[', b'{', text.as_bytes()).is_some();
        if has_brackets && text.contains("[^") {
            self.missing_footnotes(text, at.start);
        }
        if text.starts_with(":::") && source[..at.start].ends_with([' ', '\n', '\t']) {
            self.fence_in_text(at.start..end);
        }
        if has_brackets && text.contains("{{") {
            self.written(text, at.start);
        } else {
            self.plain(text);
        }
        after
    }

    /// Writes text as it is.
    pub(super) fn plain(&mut self, text: &str) {
        if self.picture.is_none() {
            self.out.text(text);
        }
        self.read(text);
    }

    /// Takes note of words that the reader reads.
    pub(super) fn read(&mut self, text: &str) {
        if let Some(picture) = &mut self.picture {
            picture.alt.push_str(text);
            return;
        }
        self.words += words(text);
        if let Some(link) = &mut self.link {
            link.text.push_str(text);
        }
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
    }

    /// Something that is no running text begins.
    pub(super) fn begin_block(&mut self, at: &Range<usize>) {
        self.not_a_tab(at);
        self.end_running_text();
    }

    /// Begins a paragraph if `event` is running text that stands directly in a
    /// block. The parser leaves that out in lists without empty lines.
    pub(super) fn begin_running_text(&mut self, event: &Event<'_>, at: &Range<usize>) {
        let in_block = self.blocks.last().is_some_and(|block| block.level == self.level);
        if in_block && !self.running.own_paragraph && lists::is_inline(event) {
            self.not_a_tab(at);
            self.out.html("<p>");
            self.running.own_paragraph = true;
        }
    }

    /// Ends what of the running text the parser does not end by itself.
    pub(super) fn end_running_text(&mut self) {
        if std::mem::take(&mut self.running.label) {
            self.out.html("</label>");
        }
        if std::mem::take(&mut self.running.own_paragraph) {
            self.out.html("</p>\n");
        }
    }

    pub(super) fn stop_running(&mut self) {
        self.running.depth = self.running.depth.saturating_sub(1);
    }
}

/// How many words a text has. Scripts without spaces count two signs for one.
fn words(text: &str) -> usize {
    if text.is_ascii() {
        return ascii_words(text.as_bytes());
    }
    let without_spaces =
        |c: &char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{e00}'..='\u{eff}');
    let signs = text.chars().filter(without_spaces).count();
    if signs > 0 { signs.div_ceil(2) } else { text.split_whitespace().count() }
}

/// The same, for text without any other letters: where a sign follows white space,
/// a word begins.
fn ascii_words(text: &[u8]) -> usize {
    // No more than a byte can count.
    const TOGETHER: usize = 128;
    let Some(first) = text.first() else { return 0 };
    let pairs = text.chunks(TOGETHER).zip(text[1..].chunks(TOGETHER));
    let begun = pairs.map(|(before, bytes)| {
        let begins = before.iter().zip(bytes).map(|(before, byte)| is_space(*before) & !is_space(*byte));
        usize::from(begins.map(u8::from).sum::<u8>())
    });
    usize::from(!is_space(*first)) + begun.sum::<usize>()
}

#[expect(clippy::needless_bitwise_bool, reason = "without a branch, many bytes are looked at together")]
fn is_space(byte: u8) -> bool {
    (byte == b' ') | (byte == b'\n') | (byte == b'\t') | (byte == b'\r') | (byte == b'\x0c')
}
