//! Headings: their levels, and the ids that links lead to.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag};
use unicode_normalization::char::is_combining_mark;

use super::output::Output;
use super::writer::{Placed, Writer};
use crate::diag::{Example, Rule, Severity};
use crate::model::Heading;

pub(super) const RULES: &[&Rule] =
    &[&SECOND_TITLE, &SKIPPED_LEVEL, &DUPLICATE_ID, &RESERVED_ID, &EMPTY, &ATTRIBUTE];

static SECOND_TITLE: Rule = Rule {
    code: "second-title",
    severity: Severity::Warning,
    explain: "\
A page has one heading of the first level: its title, from the lines at the top
of the file. Headings of the text begin with `##`. This heading is shown one
level lower.",
    example: Example { wrong: "# What to do first", right: "## What to do first" },
};

static SKIPPED_LEVEL: Rule = Rule {
    code: "skipped-heading-level",
    severity: Severity::Warning,
    explain: "\
Many people move through a page by its headings, with the help of a screen
reader. A heading that is two levels below the one before looks as if something
were missing. Choose levels by the outline of the text, not by their size.",
    example: Example { wrong: "## Requests\n\n#### By post", right: "## Requests\n\n### By post" },
};

static DUPLICATE_ID: Rule = Rule {
    code: "duplicate-heading-id",
    severity: Severity::Error,
    explain: "\
The name in `{#…}` is what links to a heading use, so each can be given only once
on a page.",
    example: Example {
        wrong: "## By post {#request}\n\n## By phone {#request}",
        right: "## By post {#by-post}\n\n## By phone {#by-phone}",
    },
};

static RESERVED_ID: Rule = Rule {
    code: "reserved-heading-id",
    severity: Severity::Error,
    explain: "\
Names that begin with `q-`, `fn-`, `fnref-` or `cw-` are used by questions,
footnotes and the page itself. Give the heading another one.",
    example: Example { wrong: "## By post {#q-post}", right: "## By post {#by-post}" },
};

static EMPTY: Rule = Rule {
    code: "empty-heading",
    severity: Severity::Warning,
    explain: "A heading without words shows as a gap, and screen readers read it as a heading all the same.",
    example: Example {
        wrong: "##\n\nRequests come by post.",
        right: "## Requests\n\nRequests come by post.",
    },
};

static ATTRIBUTE: Rule = Rule {
    code: "heading-attribute",
    severity: Severity::Warning,
    explain: "\
Behind a heading, braces can hold one thing: the name that links use, written
`{#name}`. Classes and other attributes are left out.",
    example: Example { wrong: "## Requests {.blue}", right: "## Requests {#requests}" },
};

/// Beginnings of ids that belong to others.
const RESERVED: [&str; 4] = ["q-", "fn-", "fnref-", "cw-"];

/// A heading that is being written.
pub(super) struct OpenHeading {
    outer: Output,
    level: u8,
    id: Option<String>,
    at: Range<usize>,
    /// Its words so far.
    pub(super) text: String,
}

/// The headings of a page so far.
#[derive(Default)]
pub(super) struct Headings {
    pub(super) done: Vec<Heading>,
    taken: HashSet<String>,
    /// How often an id was made from words that had made one before.
    made: HashMap<String, usize>,
    /// Where names were given.
    given: HashMap<String, Range<usize>>,
}

impl Headings {
    /// Keeps the names that authors gave from being made up for other headings.
    pub(super) fn reserve(&mut self, events: &[Placed<'_>]) {
        for (event, _) in events {
            if let Event::Start(Tag::Heading { id: Some(id), .. }) = event {
                self.taken.insert(id.to_string());
            }
        }
    }

    /// An id for a heading of these words.
    fn id_for(&mut self, text: &str) -> String {
        let mut slug = slug(text);
        if slug.is_empty() || RESERVED.iter().any(|reserved| slug.starts_with(reserved)) {
            slug = if slug.is_empty() { "section".to_owned() } else { format!("section-{slug}") };
        }
        if self.taken.insert(slug.clone()) {
            return slug;
        }
        let count = self.made.entry(slug.clone()).or_insert(1);
        loop {
            *count += 1;
            let id = format!("{slug}-{count}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// The words of a heading in lower case, joined by hyphens. Letters of every
/// script are kept.
pub(in crate::parse) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            slug.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() && (c.is_alphanumeric() || is_combining_mark(c)) {
            slug.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

impl Writer<'_> {
    /// Begins a heading. Its tag is written at its end, when its id is known.
    pub(super) fn open_heading(&mut self, tag: &Tag<'_>, at: &Range<usize>) {
        let Tag::Heading { level, id, classes, attrs } = tag else { return };
        let at = at.start..at.start + self.source[at.clone()].trim_end().len();
        if self.short {
            self.not_in_short_text("a heading", &at);
        }
        if !classes.is_empty() || !attrs.is_empty() {
            self.report(&ATTRIBUTE, at.clone(), "only a name can stand in braces behind a heading", |it| {
                it.help("write it as `{#name}`, and nothing else")
            });
        }
        self.heading = Some(OpenHeading {
            outer: std::mem::take(&mut self.out),
            level: *level as u8,
            id: id.as_ref().map(ToString::to_string),
            at,
            text: String::new(),
        });
    }

    /// Ends a heading.
    pub(super) fn close_heading(&mut self) {
        let Some(mut heading) = self.heading.take() else { return };
        let words = std::mem::replace(&mut self.out, std::mem::take(&mut heading.outer)).finish();
        if self.short {
            self.out.html("<p><strong>");
            self.out.prose(words);
            self.out.html("</strong></p>\n");
            return;
        }
        let text = heading.text.trim();
        if text.is_empty() {
            self.report(&EMPTY, heading.at.clone(), "this heading is empty", |it| {
                it.help("write words, or take it out")
            });
        }
        let level = self.heading_level(&heading);
        let id = self.heading_id(heading.id, text, &heading.at);
        let name = ["h2", "h3", "h4", "h5", "h6"][usize::from(level - 2)];
        self.out.html("<");
        self.out.html(name);
        self.out.html(" id=\"");
        self.out.value(&id);
        self.out.html("\">");
        self.out.prose(words);
        self.out.html("</");
        self.out.html(name);
        self.out.html(">\n");
        self.headings.done.push(Heading { level, id: id.into(), text: text.into() });
    }

    /// The level that the heading is shown at, from 2 to 6.
    fn heading_level(&mut self, heading: &OpenHeading) -> u8 {
        let before = self.headings.done.last().map_or(1, |heading| heading.level);
        if heading.level == 1 {
            self.report(
                &SECOND_TITLE,
                heading.at.clone(),
                "this heading has the level of the page's title",
                |it| it.help("write `##`; the title stands at the top of the file"),
            );
        } else if heading.level > before + 1 {
            let message = format!("this heading of level {} follows one of level {before}", heading.level);
            let help = format!("write `{}`", "#".repeat(usize::from(before) + 1));
            self.report(&SKIPPED_LEVEL, heading.at.clone(), message, |it| it.help(help));
        }
        heading.level.clamp(2, 6)
    }

    fn heading_id(&mut self, given: Option<String>, text: &str, at: &Range<usize>) -> String {
        let Some(id) = given else { return self.headings.id_for(text) };
        if RESERVED.iter().any(|reserved| id.starts_with(reserved)) {
            self.report(
                &RESERVED_ID,
                at.clone(),
                format!("the name `{id}` belongs to the page itself"),
                |it| it.help("use a name that does not begin with `q-`, `fn-`, `fnref-` or `cw-`"),
            );
        } else if let Some(first) = self.headings.given.insert(id.clone(), at.clone()) {
            let first = self.place(first);
            self.report(&DUPLICATE_ID, at.clone(), format!("the name `{id}` is given twice"), |it| {
                it.also(first, "first given here").help("give each heading a name of its own")
            });
            return self.headings.id_for(text);
        }
        id
    }
}
