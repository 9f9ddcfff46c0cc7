//! Prose in the making: HTML that is gathered in one string until a hole interrupts it.

use crate::model::{Piece, Prose, push_escaped, push_value};

/// What has been written so far.
#[derive(Debug, Default)]
pub(super) struct Output {
    pieces: Vec<Piece>,
    html: String,
}

impl Output {
    /// Room for a text of `bytes` of Markdown.
    pub(super) fn for_text(bytes: usize) -> Self {
        Self { pieces: Vec::new(), html: String::with_capacity(bytes + bytes / 4) }
    }

    /// HTML as it is.
    pub(super) fn html(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Text, escaped for the body of a page.
    pub(super) fn text(&mut self, text: &str) {
        push_escaped(text, &mut self.html);
    }

    /// Text, escaped for a value in double quotes.
    pub(super) fn value(&mut self, text: &str) {
        push_value(text, &mut self.html);
    }

    /// A hole, or a block.
    pub(super) fn piece(&mut self, piece: Piece) {
        self.flush();
        self.pieces.push(piece);
    }

    /// What another output has gathered.
    pub(super) fn prose(&mut self, prose: Prose) {
        for piece in prose.into_pieces() {
            match piece {
                Piece::Html(html) => self.html.push_str(&html),
                piece => self.piece(piece),
            }
        }
    }

    /// Takes `end` off the end, if the HTML ends so.
    pub(super) fn cut_end(&mut self, end: &str) -> bool {
        let ends = self.html.ends_with(end);
        if ends {
            self.html.truncate(self.html.len() - end.len());
        }
        ends
    }

    /// All that was written, in no more memory than it needs: it is kept for as
    /// long as the site is.
    pub(super) fn finish(mut self) -> Prose {
        if self.pieces.is_empty() && !self.html.is_empty() {
            return Prose::html(self.html);
        }
        self.flush();
        self.pieces.into()
    }

    fn flush(&mut self) {
        if !self.html.is_empty() {
            self.pieces.push(Piece::Html(self.html.as_str().into()));
            self.html.clear();
        }
    }
}
