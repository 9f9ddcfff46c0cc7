//! Holes in double braces: `{{source: id}}`, `{{question: id}}` and `{{gap: id}}`.

use std::ops::Range;

use super::writer::Writer;
use crate::diag::{Example, Rule, Severity, did_you_mean};
use crate::model::{Piece, Spanned};

pub(super) const RULES: &[&Rule] =
    &[&UNKNOWN, &UNCLOSED, &MISPLACED_QUESTION, &MISPLACED_GAP, &CITATION_IN_LINK];

static UNKNOWN: Rule = Rule {
    code: "unknown-braces",
    severity: Severity::Error,
    explain: "\
Double braces stand for something that coursewright fills in. There are three:
`{{source: id}}` cites an entry of `sources.yml`, `{{question: id}}` asks a
question of the module's `quiz.yml`, and `{{gap: id}}` is a gap in the text of a
fill-in question. To show two braces as they are, put a backslash in front of
them, or put the text in backticks.",
    example: Example {
        wrong: "Answer within a month. {{sorce: gdpr-12-3}}",
        right: "Answer within a month. {{source: gdpr-12-3}}",
    },
};

static UNCLOSED: Rule = Rule {
    code: "unclosed-braces",
    severity: Severity::Error,
    explain: "\
Two opening braces begin a citation or a question and need two closing braces on
the same line. To show two braces as they are, put a backslash in front of them.",
    example: Example {
        wrong: "Answer within a month. {{source: gdpr-12-3}",
        right: "Answer within a month. {{source: gdpr-12-3}}",
    },
};

static MISPLACED_QUESTION: Rule = Rule {
    code: "misplaced-question",
    severity: Severity::Error,
    explain: "\
A question takes the whole width of the page, so `{{question: id}}` stands on a
line of its own, with an empty line before and after it. It can stand in the text
of a page only, not in a title, a quiz or a summary.",
    example: Example {
        wrong: "Try this: {{question: first-step}}",
        right: "Try this:\n\n{{question: first-step}}",
    },
};

static MISPLACED_GAP: Rule = Rule {
    code: "misplaced-gap",
    severity: Severity::Error,
    explain: "\
`{{gap: id}}` is a gap for learners to fill in. It can stand in the `text` of a
fill-in question only, and there in running text: not inside a link, code or a
formula.",
    example: Example {
        wrong: "You must answer within {{gap: time}}.",
        right: "You must answer within one month.",
    },
};

static CITATION_IN_LINK: Rule = Rule {
    code: "citation-in-link",
    severity: Severity::Error,
    explain: "\
A citation is a link to the list of sources, and a link cannot hold another link.
Put it behind the link.",
    example: Example {
        wrong: "[Article 12 {{source: gdpr-12}}](rights.md)",
        right: "[Article 12](rights.md) {{source: gdpr-12}}",
    },
};

/// What stands between double braces.
enum Hole<'a> {
    Source(&'a str),
    Question(&'a str),
    Gap(&'a str),
    Other,
}

fn read(inside: &str) -> Hole<'_> {
    let Some((name, id)) = inside.split_once(':') else { return Hole::Other };
    let id = id.trim();
    if id.is_empty() || id.contains(|c: char| c.is_whitespace() || "{}:,".contains(c)) {
        return Hole::Other;
    }
    match name.trim() {
        "source" => Hole::Source(id),
        "question" => Hole::Question(id),
        "gap" => Hole::Gap(id),
        _ => Hole::Other,
    }
}

/// What a hole can begin with.
const NAMES: [&str; 3] = ["source", "question", "gap"];

impl Writer<'_> {
    /// Writes a stretch of the author's text, which stands at `start` of the
    /// file, with its holes.
    pub(super) fn written(&mut self, text: &str, start: usize) {
        let escaped = start > 0 && self.source.as_bytes()[start - 1] == b'\\';
        let mut done = 0;
        let mut from = usize::from(escaped && text.starts_with("{{"));
        while let Some(open) = text[from..].find("{{").map(|at| at + from) {
            self.plain(&text[done..open]);
            let inside = &text[open + 2..];
            let Some(length) = inside.find("}}") else {
                let at = start + open..start + open + 2;
                self.report(&UNCLOSED, at, "`{{` is not closed by `}}`", |it| {
                    it.help("write `{{source: id}}`, or `\\{{` for two braces as they are")
                });
                done = open;
                break;
            };
            let end = open + 2 + length + 2;
            self.hole(&inside[..length], start + open..start + end);
            (done, from) = (end, end);
        }
        self.plain(&text[done..]);
    }

    fn hole(&mut self, inside: &str, at: Range<usize>) {
        match read(inside) {
            Hole::Source(_) if self.link.is_some() => {
                self.report(&CITATION_IN_LINK, at, "a citation cannot stand inside a link", |it| {
                    it.help("put it behind the link")
                });
            }
            Hole::Source(id) => self.out.piece(Piece::Citation(Spanned::boxed(id, at))),
            Hole::Gap(_) if !self.gaps => {
                self.report(&MISPLACED_GAP, at, "a gap cannot stand here", |it| {
                    it.help("write it in the `text` of a question with `type: fill-in`")
                });
            }
            Hole::Gap(_) if self.link.is_some() => self.misplaced_gap(at, "inside a link"),
            Hole::Gap(id) => self.out.piece(Piece::Gap(Spanned::boxed(id, at))),
            Hole::Question(id) => {
                let help = if self.short {
                    "questions can be asked in the text of a page only".to_owned()
                } else {
                    format!(
                        "write `{{{{question: {id}}}}}` on a line of its own, with an empty line before and after it"
                    )
                };
                self.report(&MISPLACED_QUESTION, at, "a question cannot stand here", |it| it.help(help));
            }
            Hole::Other => self.unknown_hole(inside, at),
        }
    }

    /// Finds gaps in text that is shown as it is written.
    pub(super) fn gaps_in_verbatim(&mut self, text: &str, at: &Range<usize>, place: &str) {
        let is_gap =
            |rest: &str| rest.split_once("}}").is_some_and(|(it, _)| matches!(read(it), Hole::Gap(_)));
        if self.gaps && text.split("{{").skip(1).any(is_gap) {
            self.misplaced_gap(at.clone(), place);
        }
    }

    fn misplaced_gap(&mut self, at: Range<usize>, place: &str) {
        self.report(&MISPLACED_GAP, at, format!("a gap cannot stand {place}"), |it| {
            it.help("put it in front of that or behind it")
        });
    }

    fn unknown_hole(&mut self, inside: &str, at: Range<usize>) {
        let (name, id) = inside.split_once(':').unwrap_or((inside, ""));
        let (name, id) = (name.trim(), id.trim());
        let message = if NAMES.contains(&name) {
            format!("`{{{{{name}}}}}` needs one name, without spaces")
        } else {
            format!("there is no `{{{{{name}}}}}`")
        };
        let help = match did_you_mean(name, NAMES) {
            Some(right) => {
                let id =
                    if id.is_empty() { "id" } else { &id.split_whitespace().collect::<Vec<_>>().join("-") };
                format!("write `{{{{{right}: {id}}}}}`")
            }
            None => "use `{{source: id}}` or `{{question: id}}`; for two braces as they are write `\\{{`"
                .to_owned(),
        };
        self.report(&UNKNOWN, at, message, |it| it.help(help));
    }

    /// Writes the paragraph at `at` if all that it holds is questions, each on
    /// a line of its own. Says whether it did.
    pub(super) fn question_paragraph(&mut self, at: &Range<usize>) -> bool {
        let Some(text) = self.source.get(at.clone()).filter(|text| text.starts_with("{{") && !self.short)
        else {
            return false;
        };
        let mut questions = Vec::new();
        let mut start = at.start;
        for line in text.split_inclusive('\n') {
            let hole = line.trim_matches([' ', '\t', '\r', '\n', '>']);
            let inside = hole.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
            let Some(Hole::Question(id)) = inside.map(read) else { return false };
            let from = start + line.find("{{").unwrap_or_default();
            questions.push(Piece::Question(Spanned::boxed(id, from..from + hole.len())));
            start += line.len();
        }
        for question in questions {
            self.out.piece(question);
        }
        true
    }
}
