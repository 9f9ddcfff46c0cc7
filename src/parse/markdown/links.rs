//! Links: where they lead, and whether their words say so.

use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::LinkType;

use super::writer::Writer;
use crate::diag::{Example, Rule, Severity};
use crate::model::{Link, Piece, Spanned};
use crate::source::SourcePath;

pub(super) const RULES: &[&Rule] = &[&REFUSED, &ABSOLUTE, &FOLDER, &OUTSIDE, &EMPTY, &VAGUE, &UNDEFINED];

static REFUSED: Rule = Rule {
    code: "refused-link",
    severity: Severity::Error,
    explain: "\
Links can lead to files of this project, to web addresses (`https://…`), to mail
addresses (`mailto:…`) and to telephone numbers (`tel:…`). Other kinds of address
can run programs on the reader's computer, or work on one computer only.",
    example: Example { wrong: "[Ask us](skype:privacy-team)", right: "[Ask us](mailto:privacy@example.com)" },
};

static ABSOLUTE: Rule = Rule {
    code: "absolute-link",
    severity: Severity::Error,
    explain: "\
An address that begins with `/` depends on where the site is published, and does
not work from a folder at all. Link the file, starting from the file that you are
writing: `../` goes up one folder.",
    example: Example { wrong: "[Refunds](/refunds/)", right: "[Refunds](../02-refunds/index.md)" },
};

static FOLDER: Rule = Rule {
    code: "link-to-folder",
    severity: Severity::Error,
    explain: "Links lead to files. For the first page of a module link its `index.md`.",
    example: Example { wrong: "[Refunds](../02-refunds/)", right: "[Refunds](../02-refunds/index.md)" },
};

static OUTSIDE: Rule = Rule {
    code: "link-outside",
    severity: Severity::Error,
    explain: "The address climbs out of the project's folder. Only files of the project become part of the site.",
    example: Example { wrong: "[Policy](../../../../policy.pdf)", right: "[Policy](policy.pdf)" },
};

static EMPTY: Rule = Rule {
    code: "empty-link",
    severity: Severity::Error,
    explain: "A link without words cannot be seen, and screen readers can only read out its address.",
    example: Example { wrong: "[](refunds.md)", right: "[How refunds work](refunds.md)" },
};

static VAGUE: Rule = Rule {
    code: "vague-link",
    severity: Severity::Warning,
    explain: "\
Screen readers can list the links of a page, and everybody looks at links first
when skimming. The words of a link should say where it leads, without the sentence
around it; an address is no words.",
    example: Example {
        wrong: "Read more about refunds [here](refunds.md).",
        right: "Read [how refunds work](refunds.md).",
    },
};

static UNDEFINED: Rule = Rule {
    code: "undefined-reference",
    severity: Severity::Warning,
    explain: "\
`[words][name]` is a link whose address is given elsewhere on the page, on a line
`[name]: address`. There is no such line, so the brackets are shown as they are.",
    example: Example {
        wrong: "See [the guidance][ico].",
        right: "See [the guidance][ico].\n\n[ico]: https://ico.org.uk/guidance",
    },
};

/// Words that say nothing about where a link leads.
const VAGUE_WORDS: [&str; 12] = [
    "here",
    "click here",
    "this",
    "more",
    "link",
    "read more",
    "this link",
    "this page",
    "learn more",
    "details",
    "see here",
    "click",
];

/// A link whose words are being written.
pub(super) struct OpenLink {
    at: Range<usize>,
    /// Whether there is a tag to close.
    shown: bool,
    /// Links inside its words, which only lend their own words.
    nested: usize,
    /// Its words so far.
    pub(super) text: String,
}

/// Where an address leads.
pub(super) enum Target {
    /// Outside: the address as it is.
    Elsewhere,
    /// To another file.
    Inside(Link),
    /// To nowhere: what is wrong, and a way out.
    Nowhere(&'static Rule, String, String),
}

impl Writer<'_> {
    /// Begins a link.
    pub(super) fn open_link(&mut self, kind: LinkType, address: &str, title: &str, at: &Range<usize>) {
        if let Some(link) = &mut self.link {
            link.nested += 1;
            return;
        }
        let target = if kind == LinkType::Email { Target::Elsewhere } else { target(self.path, address) };
        let mut shown = true;
        match target {
            Target::Elsewhere => {
                self.out.html(if kind == LinkType::Email { "<a href=\"mailto:" } else { "<a href=\"" });
                self.out.value(&for_href(address));
            }
            Target::Inside(link) => {
                self.out.html("<a href=\"");
                self.out.piece(Piece::Link(Spanned::boxed(link, at.clone())));
            }
            Target::Nowhere(rule, message, help) => {
                self.report(rule, at.clone(), message, |it| it.help(help));
                shown = false;
            }
        }
        if shown {
            if !title.is_empty() {
                self.out.html("\" title=\"");
                self.out.value(title);
            }
            self.out.html("\">");
        }
        self.link = Some(OpenLink { at: at.clone(), shown, nested: 0, text: String::new() });
    }

    /// Ends a link, and judges its words.
    pub(super) fn close_link(&mut self) {
        let Some(mut link) = self.link.take() else { return };
        if link.nested > 0 {
            link.nested -= 1;
            self.link = Some(link);
            return;
        }
        if link.shown {
            self.out.html("</a>");
        }
        let words = link.text.trim();
        if words.is_empty() {
            self.report(&EMPTY, link.at, "this link has no words", |it| {
                it.help("write where it leads between the square brackets")
            });
        } else if is_address(words) {
            self.report(&VAGUE, link.at, "the words of this link are an address", |it| {
                it.help("write `[where it leads](address)`")
            });
        } else if is_vague(words) {
            self.report(
                &VAGUE,
                link.at,
                format!("the words `{words}` do not say where this link leads"),
                |it| it.help("name what the reader will find there"),
            );
        }
    }

    /// Says that a reference leads nowhere.
    pub(super) fn undefined_reference(&mut self, name: &str, at: Range<usize>) {
        self.report(&UNDEFINED, at, format!("there is no address for `[{name}]`"), |it| {
            it.help(format!("write `[{name}]: address` on a line of its own, or `[words](address)`"))
        });
    }
}

/// Where `address`, written in the file `from`, leads.
pub(super) fn target(from: &SourcePath, address: &str) -> Target {
    if let Some(scheme) = scheme(address) {
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" | "mailto" | "tel" => Target::Elsewhere,
            _ => Target::Nowhere(
                &REFUSED,
                format!("links to `{scheme}:` addresses are not allowed"),
                "link a file of this project, or an address that begins with `https://`, `mailto:` or `tel:`"
                    .to_owned(),
            ),
        };
    }
    let (file, fragment) = match address.split_once('#') {
        Some((file, fragment)) => (file, Some(decoded(fragment)).filter(|it| !it.is_empty()).map(Into::into)),
        None => (address, None),
    };
    if file.is_empty() {
        return match fragment {
            Some(_) => Target::Inside(Link { path: from.clone(), fragment }),
            None => Target::Nowhere(
                &EMPTY,
                "this link leads nowhere".to_owned(),
                "write an address in the round brackets".to_owned(),
            ),
        };
    }
    if file.starts_with(['/', '\\']) {
        let help = "link the file, starting from this one, for example `../02-refunds/index.md`".to_owned();
        return Target::Nowhere(&ABSOLUTE, format!("the address `{address}` begins with `/`"), help);
    }
    inside(from, &percent_decode_str(file).decode_utf8_lossy(), fragment)
}

fn inside(from: &SourcePath, file: &str, fragment: Option<Box<str>>) -> Target {
    if file.contains('\\') {
        return inside(from, &file.replace('\\', "/"), fragment);
    }
    let Some(path) = from.join(file) else {
        let help = "put the file into the project, and link it there".to_owned();
        return Target::Nowhere(&OUTSIDE, format!("`{file}` leads out of the project"), help);
    };
    let last = file.rsplit('/').next().unwrap_or_default();
    if matches!(last, "" | "." | "..") || !last.contains('.') {
        let help = format!("link the file, for example `{}/index.md`", file.trim_end_matches('/'));
        return Target::Nowhere(&FOLDER, format!("`{file}` is a folder"), help);
    }
    Target::Inside(Link { path, fragment })
}

/// The scheme of an address: what stands in front of its first colon.
pub(super) fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let first = scheme.chars().next()?;
    let rest = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (first.is_ascii_alphabetic() && scheme.chars().all(rest)).then_some(scheme)
}

/// `text` with its percent signs decoded.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// An address of the author's with what may not stand in one percent-encoded.
fn for_href(address: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const REFUSED: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'\\');
    utf8_percent_encode(address, REFUSED).to_string()
}

fn is_address(words: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|start| words.starts_with(start)) && !words.contains(' ')
}

fn is_vague(words: &str) -> bool {
    let words = words.trim_matches(|c: char| {
        c.is_ascii_punctuation() || c.is_whitespace() || matches!(c, '→' | '»' | '…')
    });
    words.len() <= 12 && VAGUE_WORDS.contains(&words.to_lowercase().as_str())
}
