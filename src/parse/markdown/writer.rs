//! The walk over a Markdown parser's events that writes prose.
//!
//! What belongs to one feature stands in that feature's file; here is the
//! frame, with what is only a tag.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, Tag, TagEnd};

use super::blocks::OpenBlock;
use super::footnotes::Footnotes;
use super::headings::{Headings, OpenHeading};
use super::links::OpenLink;
use super::output::Output;
use super::pictures::OpenPicture;
use super::tables::Table;
use super::text::Running;
use crate::diag::{Diagnostic, Rule};
use crate::model::{BlockKind, Piece};
use crate::source::{Place, SourcePath, Span};

/// An event, and where in the file it comes from.
pub(super) type Placed<'e> = (Event<'e>, Range<usize>);

/// Prose in the making.
pub(super) struct Writer<'a> {
    pub(super) path: &'a SourcePath,
    /// The text that places refer to.
    pub(super) source: &'a str,
    /// Whether it is a short text: no headings, footnotes, blocks or questions.
    pub(super) short: bool,
    /// Whether there may be gaps in it.
    pub(super) gaps: bool,
    /// Where findings point, if not at the text itself.
    pub(super) points_at: Option<&'a Place>,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    /// The lines `:::`.
    pub(super) fences: Vec<Range<usize>>,
    /// The addresses that the page gives to names, in lower case, for the titles of blocks.
    pub(super) definitions: HashMap<String, (String, String)>,
    pub(super) out: Output,
    pub(super) blocks: Vec<OpenBlock>,
    pub(super) block_count: usize,
    pub(super) headings: Headings,
    pub(super) heading: Option<OpenHeading>,
    pub(super) footnotes: Footnotes,
    pub(super) link: Option<OpenLink>,
    pub(super) picture: Option<OpenPicture>,
    pub(super) table: Table,
    pub(super) words: usize,
    /// Inside how many list items, quotations and the like.
    pub(super) level: usize,
    /// Inside how many lists.
    pub(super) lists: usize,
    /// Inside how many blocks, lists and quotations.
    pub(super) depth: usize,
    pub(super) too_deep: bool,
    /// A box to tick that waits for its paragraph, and whether it is ticked.
    pub(super) waiting_box: Option<bool>,
    pub(super) running: Running,
    /// Opening lines of blocks that were found inside other text.
    pub(super) misplaced_fences: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(path: &'a SourcePath, source: &'a str, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        Self {
            path,
            source,
            short: false,
            gaps: false,
            points_at: None,
            diagnostics,
            fences: Vec::new(),
            definitions: HashMap::new(),
            out: Output::for_text(source.len()),
            blocks: Vec::new(),
            block_count: 0,
            headings: Headings::default(),
            heading: None,
            footnotes: Footnotes::default(),
            link: None,
            picture: None,
            table: Table::default(),
            words: 0,
            level: 0,
            lists: 0,
            depth: 0,
            too_deep: false,
            waiting_box: None,
            running: Running::default(),
            misplaced_fences: 0,
        }
    }

    /// Writes what these events say.
    pub(super) fn run(&mut self, mut events: &[Placed<'_>]) {
        while let Some(((event, at), after)) = events.split_first() {
            events = self.event(event, at, after);
        }
    }

    /// Writes one event, and those after it that belong to it; gives back the rest.
    fn event<'e, 't>(
        &mut self,
        event: &Event<'t>,
        at: &Range<usize>,
        after: &'e [Placed<'t>],
    ) -> &'e [Placed<'t>] {
        if self.running.depth == 0 && !self.blocks.is_empty() {
            self.begin_running_text(event, at);
        }
        match event {
            Event::Start(tag) => return self.start(tag, at, after),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => return self.text(text, at, after),
            _ if self.picture.is_some() => self.in_alt(event),
            Event::Code(code) => {
                self.gaps_in_verbatim(code, at, "in code");
                self.out.html("<code>");
                self.plain(code);
                self.out.html("</code>");
            }
            Event::SoftBreak => {
                self.out.html("\n");
                self.read(" ");
            }
            Event::HardBreak => {
                self.out.html("<br>\n");
                self.read(" ");
            }
            Event::Rule => {
                self.begin_block(at);
                self.out.html("<hr>\n");
            }
            Event::InlineMath(tex) | Event::DisplayMath(tex) => {
                self.gaps_in_verbatim(tex, at, "in a formula");
                self.formula(tex, matches!(event, Event::DisplayMath(_)), at.clone());
                self.read(tex);
            }
            Event::FootnoteReference(name) => self.footnote_reference(name, at),
            Event::Html(html) | Event::InlineHtml(html) => self.inline_html(html, at),
            // The item that begins with the box has written it.
            Event::TaskListMarker(_) => {}
        }
        after
    }

    fn in_alt(&mut self, event: &Event<'_>) {
        if let Some(picture) = &mut self.picture {
            match event {
                Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                    picture.alt.push_str(text);
                }
                Event::SoftBreak | Event::HardBreak => picture.alt.push(' '),
                _ => {}
            }
        }
    }

    fn start<'e, 't>(
        &mut self,
        tag: &Tag<'t>,
        at: &Range<usize>,
        after: &'e [Placed<'t>],
    ) -> &'e [Placed<'t>] {
        match tag {
            Tag::Paragraph => return self.start_paragraph(at, after),
            Tag::Heading { .. } => {
                self.begin_block(at);
                self.running.depth += 1;
                self.open_heading(tag, at);
            }
            Tag::BlockQuote(kind) => self.open_quote(*kind, at),
            Tag::CodeBlock(kind) => {
                self.begin_block(at);
                let (inside, rest) = until(after, |end| matches!(end, TagEnd::CodeBlock));
                self.code_block(kind, inside, at);
                return rest;
            }
            Tag::HtmlBlock => {
                let (inside, rest) = until(after, |end| matches!(end, TagEnd::HtmlBlock));
                self.html_block(inside, at);
                return rest;
            }
            Tag::List(first) => self.open_list(*first, at, after),
            Tag::Item => self.open_item(after),
            Tag::FootnoteDefinition(name) => {
                self.begin_block(at);
                self.open_footnote(name, at);
                self.level += 1;
            }
            Tag::DefinitionList => self.open_definitions(at),
            Tag::DefinitionListTitle => {
                self.running.depth += 1;
                self.if_shown("<dt>");
            }
            Tag::DefinitionListDefinition => {
                self.level += 1;
                self.if_shown("<dd>");
            }
            Tag::Table(alignments) => {
                self.begin_block(at);
                self.open_table(alignments);
            }
            Tag::TableHead | Tag::TableRow => self.open_row(matches!(tag, Tag::TableHead)),
            Tag::TableCell => {
                self.running.depth += 1;
                self.open_cell(after);
            }
            Tag::Link { link_type, dest_url, title, .. } if self.picture.is_none() => {
                self.open_link(*link_type, dest_url, title, at);
            }
            Tag::Image { dest_url, title, .. } => self.open_picture(dest_url, title, at),
            Tag::Emphasis => self.mark("<em>"),
            Tag::Strong => self.mark("<strong>"),
            Tag::Strikethrough => self.mark("<del>"),
            Tag::Link { .. } | Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
        after
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.end_running_text();
                self.stop_running();
                self.out.html("</p>\n");
            }
            TagEnd::Heading(_) => {
                self.stop_running();
                self.close_heading();
            }
            TagEnd::BlockQuote(kind) => self.close_quote(kind),
            TagEnd::List(ordered) => self.close_list(ordered),
            TagEnd::Item => self.close_item(),
            TagEnd::FootnoteDefinition => {
                self.up();
                self.close_footnote();
            }
            TagEnd::DefinitionList => {
                if self.leave() {
                    self.out.html("</dl>\n");
                }
            }
            TagEnd::DefinitionListTitle => {
                self.stop_running();
                self.if_shown("</dt>\n");
            }
            TagEnd::DefinitionListDefinition => {
                self.up();
                self.if_shown("</dd>\n");
            }
            TagEnd::Table => self.close_table(),
            TagEnd::TableHead | TagEnd::TableRow => self.close_row(matches!(tag, TagEnd::TableHead)),
            TagEnd::TableCell => {
                self.stop_running();
                self.close_cell();
            }
            TagEnd::Link if self.picture.is_none() => self.close_link(),
            TagEnd::Image => self.close_picture(),
            TagEnd::Emphasis => self.mark("</em>"),
            TagEnd::Strong => self.mark("</strong>"),
            TagEnd::Strikethrough => self.mark("</del>"),
            TagEnd::Link
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn start_paragraph<'e, 't>(&mut self, at: &Range<usize>, after: &'e [Placed<'t>]) -> &'e [Placed<'t>] {
        self.begin_block(at);
        if self.question_paragraph(at) {
            return until(after, |end| matches!(end, TagEnd::Paragraph)).1;
        }
        self.running.depth += 1;
        self.out.html("<p>");
        self.write_waiting_box();
        after
    }

    fn open_quote(&mut self, kind: Option<BlockQuoteKind>, at: &Range<usize>) {
        self.begin_block(at);
        match kind.map(alert) {
            Some(kind) if !self.short => self.open_alert(kind, at.clone()),
            alert => {
                if alert.is_some() {
                    self.not_in_short_text("a block", at);
                }
                if self.enter(at) {
                    self.out.html("<blockquote>\n");
                }
            }
        }
        self.level += 1;
    }

    fn close_quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.up();
        if kind.is_some() && !self.short {
            self.close_block();
        } else if self.leave() {
            self.out.html("</blockquote>\n");
        }
    }

    fn open_definitions(&mut self, at: &Range<usize>) {
        self.begin_block(at);
        let dialogue = self.blocks.iter().any(|block| block.kind == Some(BlockKind::Scenario));
        if self.enter(at) {
            self.out.html(if dialogue { "<dl class=\"dialogue\">\n" } else { "<dl>\n" });
        }
    }

    fn html_block(&mut self, inside: &[Placed<'_>], at: &Range<usize>) {
        let start = inside.first().map_or(at.start, |(_, at)| at.start);
        if let Some(fence) = self.fence_in(start..at.end)
            && self.source[start..fence.start].trim().is_empty()
        {
            self.fence(fence);
            return;
        }
        let html: String = inside
            .iter()
            .map(|(event, at)| match event {
                Event::Html(html) => self.original(html, at),
                Event::Text(text) => text,
                _ => "",
            })
            .collect();
        self.begin_block(at);
        self.raw_html(&html, at.clone());
    }

    fn inline_html(&mut self, html: &str, at: &Range<usize>) {
        if let Some(fence) = self.fence_in(at.clone()) {
            self.fence_in_text(fence);
        } else {
            self.raw_html(html, at.clone());
        }
    }

    fn fence_in(&self, at: Range<usize>) -> Option<Range<usize>> {
        let next = self.fences.partition_point(|fence| fence.start < at.start);
        self.fences.get(next).filter(|fence| fence.start < at.end).cloned()
    }

    /// The author's own text for an event's, in which `:::` lines are hidden.
    pub(super) fn original<'t>(&self, text: &'t CowStr<'_>, at: &Range<usize>) -> &'t str
    where
        'a: 't,
    {
        let source: &'a str = self.source;
        match source.get(at.clone()) {
            Some(original) if !self.fences.is_empty() && original.len() == text.len() => original,
            _ => text,
        }
    }

    /// A list item, quotation or the like ends.
    pub(super) fn up(&mut self) {
        self.level = self.level.saturating_sub(1);
        self.close_blocks_above(self.level);
    }

    fn mark(&mut self, tag: &str) {
        if self.picture.is_none() {
            self.out.html(tag);
        }
    }

    /// Writes the tag of something that may stand too deep to be shown as such.
    pub(super) fn if_shown(&mut self, tag: &str) {
        self.out.html(if self.shown() { tag } else { " " });
    }

    /// A place in the text.
    pub(super) fn place(&self, at: Range<usize>) -> Place {
        match self.points_at {
            Some(place) => place.clone(),
            None => Span::new(self.path, at).into(),
        }
    }

    /// Takes note of something that is wrong.
    pub(super) fn report(
        &mut self,
        rule: &'static Rule,
        at: Range<usize>,
        message: impl Into<String>,
        more: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let place = self.place(at);
        self.diagnostics.push(more(Diagnostic::new(rule, place, message)));
    }

    /// A word of the interface.
    pub(super) fn word(&mut self, key: &'static str) {
        self.out.piece(Piece::Word(key));
    }
}

fn alert(kind: BlockQuoteKind) -> BlockKind {
    match kind {
        BlockQuoteKind::Note => BlockKind::Note,
        BlockQuoteKind::Tip => BlockKind::Tip,
        BlockQuoteKind::Important => BlockKind::Important,
        BlockQuoteKind::Warning => BlockKind::Warning,
        BlockQuoteKind::Caution => BlockKind::Caution,
    }
}

/// The events up to the end of what has begun, and those behind it. Only for
/// what cannot stand inside itself.
fn until<'e, 't>(
    events: &'e [Placed<'t>],
    is_end: impl Fn(&TagEnd) -> bool,
) -> (&'e [Placed<'t>], &'e [Placed<'t>]) {
    let end = events.iter().position(|(event, _)| matches!(event, Event::End(end) if is_end(end)));
    match end {
        Some(end) => (&events[..end], &events[end + 1..]),
        None => (events, &[]),
    }
}
