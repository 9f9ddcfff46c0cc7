//! Footnotes: numbered in the order of their references, listed at the end.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::output::Output;
use super::writer::Writer;
use crate::diag::{Example, Rule, Severity};
use crate::model::{Piece, Prose};

pub(super) const RULES: &[&Rule] = &[&UNKNOWN, &UNUSED, &DUPLICATE];

static UNKNOWN: Rule = Rule {
    code: "unknown-footnote",
    severity: Severity::Error,
    explain: "\
The text refers to a footnote that is not written on this page. A footnote has two
parts: `[^name]` where it is referred to, and a paragraph that begins with
`[^name]:` for what it says.",
    example: Example {
        wrong: "You have one month.[^law]",
        right: "You have one month.[^law]\n\n[^law]: Article 12(3) of the regulation.",
    },
};

static UNUSED: Rule = Rule {
    code: "unused-footnote",
    severity: Severity::Warning,
    explain: "Nothing on the page refers to this footnote, so it is not shown.",
    example: Example {
        wrong: "You have one month.\n\n[^law]: Article 12(3) of the regulation.",
        right: "You have one month.[^law]\n\n[^law]: Article 12(3) of the regulation.",
    },
};

static DUPLICATE: Rule = Rule {
    code: "duplicate-footnote",
    severity: Severity::Error,
    explain: "Two footnotes of a page have the same name, so it is not clear which one is meant. Rename one.",
    example: Example {
        wrong: "One month.[^law]\n\n[^law]: Article 12.\n\n[^law]: Article 15.",
        right: "One month.[^law] A copy.[^copy]\n\n[^law]: Article 12.\n\n[^copy]: Article 15.",
    },
};

/// A footnote that is being written.
pub(super) struct OpenFootnote {
    name: String,
    at: Range<usize>,
    outer: Output,
}

/// The footnotes of a page so far. Names are kept in lower case, since
/// Markdown does not tell the cases apart.
#[derive(Default)]
pub(super) struct Footnotes {
    open: Vec<OpenFootnote>,
    written: HashMap<String, (Prose, Range<usize>)>,
    /// In the order of their first references, with the number of references.
    referred: Vec<(String, usize, Range<usize>)>,
    numbers: HashMap<String, usize>,
}

impl Writer<'_> {
    /// Writes a reference.
    pub(super) fn footnote_reference(&mut self, name: &str, at: &Range<usize>) {
        if self.short {
            self.not_in_short_text("a footnote", at);
            return;
        }
        let notes = &mut self.footnotes;
        let name = name.to_lowercase();
        let number = *notes.numbers.entry(name.clone()).or_insert_with(|| {
            notes.referred.push((name, 0, at.clone()));
            notes.referred.len()
        });
        notes.referred[number - 1].1 += 1;
        let id = reference_id(number, notes.referred[number - 1].1);
        self.out.html(&format!(
            "<sup class=\"footnote\"><a href=\"#fn-{number}\" id=\"{id}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    /// Begins a footnote's text, which is kept for the end of the page.
    pub(super) fn open_footnote(&mut self, name: &str, at: &Range<usize>) {
        if self.short {
            self.not_in_short_text("a footnote", at);
        }
        let outer = std::mem::take(&mut self.out);
        let end = at.start + self.source[at.clone()].trim_end().len();
        self.footnotes.open.push(OpenFootnote { name: name.to_lowercase(), at: at.start..end, outer });
    }

    /// Ends a footnote's text.
    pub(super) fn close_footnote(&mut self) {
        let Some(note) = self.footnotes.open.pop() else { return };
        let prose = std::mem::replace(&mut self.out, note.outer).finish();
        if self.short {
            return;
        }
        if let Some((_, first)) = self.footnotes.written.get(&note.name) {
            let first = self.place(first.clone());
            let message = format!("the footnote `{}` is written twice", note.name);
            self.report(&DUPLICATE, note.at, message, |it| {
                it.also(first, "first written here").help("rename one of them")
            });
            return;
        }
        self.footnotes.written.insert(note.name, (prose, note.at));
    }

    /// Looks for references in a text that lead nowhere: the parser takes
    /// only those with a footnote for references.
    pub(super) fn missing_footnotes(&mut self, text: &str, start: usize) {
        let mut from = 0;
        while let Some(open) = text[from..].find("[^").map(|at| at + from) {
            from = open + 2;
            let escaped = open == 0 && start > 0 && self.source.as_bytes()[start - 1] == b'\\';
            let Some(end) = text[from..].find(|c: char| c == ']' || c == '[' || c.is_whitespace()) else {
                break;
            };
            let name = &text[from..from + end];
            if !escaped && !name.is_empty() && text[from + end..].starts_with(']') {
                let end = from + name.len() + 1;
                if self.short {
                    self.not_in_short_text("a footnote", &(start + open..start + end));
                } else {
                    self.unknown_footnote(name, start + open..start + end);
                }
            }
        }
    }

    /// Says that there is no such footnote.
    pub(super) fn unknown_footnote(&mut self, name: &str, at: Range<usize>) {
        self.report(&UNKNOWN, at, format!("there is no footnote `{name}` on this page"), |it| {
            it.help(format!("write a paragraph that begins with `[^{name}]:`"))
        });
    }

    /// Writes the list of footnotes.
    pub(super) fn list_footnotes(&mut self) {
        let mut notes = std::mem::take(&mut self.footnotes);
        for (name, (_, at)) in &notes.written {
            if !notes.numbers.contains_key(name) {
                self.report(&UNUSED, at.clone(), format!("nothing refers to the footnote `{name}`"), |it| {
                    it.help(format!("write `[^{name}]` where it belongs, or take it out"))
                });
            }
        }
        if notes.referred.is_empty() {
            return;
        }
        self.out.html(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"fn-title\">\n\
             <h2 class=\"footnotes-title\" id=\"fn-title\">",
        );
        self.out.piece(Piece::Word("footnotes"));
        self.out.html("</h2>\n<ol>\n");
        for (index, (name, references, at)) in notes.referred.into_iter().enumerate() {
            match notes.written.remove(&name) {
                Some((prose, _)) => self.footnote(index + 1, references, prose),
                None => self.unknown_footnote(&name, at),
            }
        }
        self.out.html("</ol>\n</section>\n");
    }

    fn footnote(&mut self, number: usize, references: usize, prose: Prose) {
        self.out.html(&format!("<li id=\"fn-{number}\">"));
        self.out.prose(prose);
        let in_paragraph = self.out.cut_end("</p>\n");
        if !in_paragraph {
            self.out.html("<p>");
        }
        for count in 1..=references {
            let id = reference_id(number, count);
            self.out.html(&format!(
                " <a class=\"footnote-back\" href=\"#{id}\" role=\"doc-backlink\" aria-label=\""
            ));
            self.out.piece(Piece::Word("footnote-back"));
            let mut end = format!(" {number}");
            if references > 1 {
                let _ = write!(end, "-{count}");
            }
            self.out.html(&end);
            self.out.html("\">↩</a>");
        }
        self.out.html("</p>\n</li>\n");
    }
}

fn reference_id(number: usize, count: usize) -> String {
    if count == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{count}") }
}
