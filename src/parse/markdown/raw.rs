//! HTML that authors write themselves. Whether it is allowed, the settings
//! decide; comments are dropped.

use std::borrow::Cow;
use std::ops::Range;

use super::writer::Writer;
use crate::model::{Piece, Spanned};

impl Writer<'_> {
    /// Writes a stretch of HTML of the author's.
    pub(super) fn raw_html(&mut self, html: &str, at: Range<usize>) {
        let html = without_comments(html);
        if !html.trim().is_empty() {
            self.out.piece(Piece::RawHtml(Spanned::boxed(html, at)));
        }
    }
}

/// `html` without its comments. One that is never closed runs to the end.
fn without_comments(html: &str) -> Cow<'_, str> {
    if !html.contains("<!--") {
        return Cow::Borrowed(html);
    }
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}
