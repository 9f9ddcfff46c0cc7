//! Texts: what only the whole site can fill, filled.

use std::fmt::Write;

use serde::Serialize;

use super::page::{Page, escaped, plain};
use super::question;
use crate::diag::Diagnostic;
use crate::model::{Block, BlockKind, Link, Picture, Piece, Prose, push_value};
use crate::plan::{Script, Sheet};

/// What fills a hole is often about so long, in bytes.
const HOLE: usize = 32;

/// What the template `block.html` needs to know.
#[derive(Serialize)]
struct Frame {
    /// The name that authors write, which is also the class.
    kind: &'static str,
    /// Counts the blocks of the page, from 1.
    number: usize,
    /// HTML; may be empty.
    title: String,
    /// The title as plain text.
    label: String,
    /// HTML.
    body: String,
}

impl<'a> Page<'a> {
    /// The HTML of a text.
    pub(super) fn fill(&mut self, prose: &'a Prose) -> Result<String, Box<Diagnostic>> {
        let length = |piece: &Piece| if let Piece::Html(html) = piece { html.len() } else { HOLE };
        let mut html = String::with_capacity(prose.pieces().iter().map(length).sum());
        self.fill_into(prose, &mut html)?;
        Ok(html)
    }

    /// The HTML of a text that may be missing.
    pub(super) fn fill_some(&mut self, prose: Option<&'a Prose>) -> Result<Option<String>, Box<Diagnostic>> {
        prose.map(|prose| self.fill(prose)).transpose()
    }

    /// What `write` writes, without terms of the glossary being marked in it.
    fn unmarked<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        let reading = self.reading.take();
        let written = write(self);
        self.reading = reading;
        written
    }

    fn fill_into(&mut self, prose: &'a Prose, html: &mut String) -> Result<(), Box<Diagnostic>> {
        prose.pieces().iter().try_for_each(|piece| self.fill_piece(piece, html))
    }

    /// Writes one piece of a text behind those before it.
    pub(super) fn fill_piece(&mut self, piece: &'a Piece, html: &mut String) -> Result<(), Box<Diagnostic>> {
        match piece {
            Piece::Html(text) => {
                self.written.push(text);
                match &mut self.reading {
                    Some(reading) => {
                        reading.mark(&self.renderer.finder, text, html, &self.curriculum.glossary);
                    }
                    None => html.push_str(text),
                }
            }
            Piece::RawHtml(text) => {
                self.written.push(&text.value);
                if let Some(reading) = &mut self.reading {
                    reading.pass_over(&self.renderer.finder, &text.value);
                }
                html.push_str(&text.value);
            }
            Piece::Link(link) => {
                let Link { path, fragment } = &link.value;
                push_value(&self.href(path), html);
                if let Some(fragment) = fragment {
                    html.push('#');
                    push_value(fragment, html);
                }
            }
            Piece::Picture(picture) => self.picture(picture, html),
            Piece::Citation(id) => self.reference(&id.value, html),
            // Where a gap is no control, as in a title of an answer, it is a blank.
            Piece::Gap(..) => html.push_str("____"),
            Piece::Question(id) => html.push_str(&self.unmarked(|page| question::check(page, &id.value))?),
            Piece::Word(key) => html.push_str(&escaped(self.renderer.words.get(key))),
            Piece::Block(block) => html.push_str(&self.block(block)?),
        }
        Ok(())
    }

    /// An `<img>` that takes up its place before it is loaded.
    fn picture(&self, picture: &Picture, html: &mut String) {
        let Picture { path, alt, title, at: _ } = picture;
        let Some(href) = self.link(path) else { return html.push_str(&escaped(alt)) };
        let _ = write!(html, "<img src=\"{}\" alt=\"{}\"", escaped(&href), escaped(alt));
        if let Some((width, height)) = self.curriculum.assets.get(path).copied().flatten() {
            let _ = write!(html, " width=\"{width}\" height=\"{height}\"");
        }
        if !title.is_empty() {
            let _ = write!(html, " title=\"{}\"", escaped(title));
        }
        html.push_str(" loading=\"lazy\" decoding=\"async\">");
    }

    /// A number that leads to the list of sources at the foot of the page.
    fn reference(&mut self, id: &str, html: &mut String) {
        let Some(citation) = self.citation(id) else { return };
        // The number follows what it is about without a gap.
        if html.ends_with(' ') {
            html.pop();
        }
        let known = self.cited.iter().position(|cited| cited.id == citation.id);
        let number = 1 + known.unwrap_or_else(|| {
            self.cited.push(citation);
            self.cited.len() - 1
        });
        let label = escaped(&self.count("source_number", number));
        let id = escaped(&citation.id);
        let _ = write!(
            html,
            "<sup class=\"reference\"><a href=\"#source-{id}\" aria-label=\"{label}\">{number}</a></sup>"
        );
    }

    fn block(&mut self, block: &'a Block) -> Result<String, Box<Diagnostic>> {
        self.blocks += 1;
        self.sheets.insert(Sheet::Texts);
        if matches!(block.kind, BlockKind::Tabs | BlockKind::Checklist) {
            self.scripts.insert(Script::Blocks);
        }
        let number = self.blocks;
        let title = self.unmarked(|page| page.fill(&block.title))?;
        let label = plain(&title);
        let body = self.fill(&block.body)?;
        self.renderer.fill("block.html", Frame { kind: block.kind.name(), number, title, label, body })
    }
}
