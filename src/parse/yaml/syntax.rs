//! What a parser's complaint about YAML means to the author: a place, what is
//! wrong there, and a way out.
//!
//! A parser stops where it cannot go on, which is often behind the mistake, and
//! speaks of scalars and mappings. Here the text around that place is looked at.

use std::ops::Range;

use granit_parser::ErrorKind;

/// What is wrong, and where in the YAML.
pub(super) struct Complaint {
    pub(super) at: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

/// Signs with which a text without quotes cannot begin.
const SPECIAL: [char; 13] = ['*', '&', '@', '%', '[', '{', '>', '|', '!', '`', '?', ']', '}'];

/// Makes sense of an error at `at`. `bracket` is where the innermost list or
/// entries in brackets begin that are open there.
pub(super) fn complaint(yaml: &str, at: usize, kind: &ErrorKind, bracket: Option<usize>) -> Complaint {
    let lines = Lines::around(yaml, at);
    if let Some(tab) = lines.tab() {
        return say(tab, "a line cannot be indented with tabs", "put spaces in their place");
    }
    if let Some(open) = quote_from_above(yaml, at, kind) {
        return say(one(yaml, open), "this quote is not closed", CLOSE);
    }
    match kind {
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            say(one(yaml, at), "this quote is not closed", CLOSE)
        }
        ErrorKind::InvalidTrailingDoubleQuotedScalar => say(
            one(yaml, at),
            "the text in quotes ends before this",
            "put the whole text in single quotes, or write `\\\"` for a quotation mark inside it",
        ),
        ErrorKind::InvalidTrailingSingleQuotedScalar => say(
            one(yaml, at),
            "the text in quotes ends before this",
            "put the whole text in double quotes, or write `''` for an apostrophe inside it",
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => {
            let slash = unknown_escape(yaml, at);
            say(slash, "a backslash in double quotes begins a special sign", "write `\\\\` for a backslash")
        }
        _ => match bracket.filter(|open| *open < lines.start) {
            Some(open) => unclosed(yaml, open),
            None => in_line(yaml, at, kind, &lines),
        },
    }
}

/// A complaint that its own line, or the one above, explains.
fn in_line(yaml: &str, at: usize, kind: &ErrorKind, lines: &Lines) -> Complaint {
    if let ErrorKind::UnclosedFlowCollection { .. } = kind {
        return unclosed(yaml, at);
    }
    if matches!(kind, ErrorKind::MappingValueNotAllowed) && lines.value_start().is_none_or(|start| start > at)
    {
        return lines.blame_above();
    }
    if let Some(start) = lines.value_start()
        && let Some(sign) = special_at(yaml, start).filter(|_| start <= at)
    {
        let help = if matches!(sign, '>' | '|') {
            "put the whole text in quotes; a text of several lines begins on the next line"
        } else {
            QUOTES
        };
        let sign = if sign == '`' { "a backtick".to_owned() } else { format!("`{sign}`") };
        return say(one(yaml, start), format!("a text without quotes cannot begin with {sign}"), help);
    }
    match kind {
        ErrorKind::BlockSequenceEntryNotAllowed => say(
            one(yaml, at),
            "a list cannot begin on the line of its key",
            "begin the list on the next line, or put the text in quotes if it is none",
        ),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
            let help = if lines.text.contains(['“', '”', '„', '«']) {
                "put the whole text in straight quotes: \"…\""
            } else {
                QUOTES
            };
            say(one(yaml, at), "a text without quotes cannot hold a colon followed by a space", help)
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => lines.without_colon(),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry => say(
            one(yaml, at),
            "this does not line up with the lines that it belongs to",
            "indent it exactly as far as they are",
        ),
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator => say(
            one(yaml, at),
            "a comma or a closing bracket is missing in front of this",
            "write it, or put the text in quotes if it holds commas, colons or brackets",
        ),
        other => say(
            one(yaml, at),
            format!("this is not valid YAML: {other}"),
            "look at this line and the one above: indentation, a missing `:`, a quote that is not closed",
        ),
    }
}

const CLOSE: &str = "write the same quote behind the end of the text";
const QUOTES: &str = "put the whole text in quotes: \"…\"";

fn say(at: Range<usize>, message: impl Into<String>, help: &str) -> Complaint {
    Complaint { at, message: message.into(), help: help.to_owned() }
}

fn unclosed(yaml: &str, open: usize) -> Complaint {
    let close = if yaml[open..].starts_with('{') { '}' } else { ']' };
    let help =
        format!("write `{close}` where it ends, or put the text in quotes if the bracket belongs to it");
    say(one(yaml, open), "this bracket is not closed", &help)
}

/// Where a quoted text begins that ends before `at`, if that is on a line
/// above: its own end is missing, and the next quote was taken for it.
fn quote_from_above(yaml: &str, at: usize, kind: &ErrorKind) -> Option<usize> {
    let quote = match kind {
        ErrorKind::InvalidTrailingDoubleQuotedScalar => '"',
        ErrorKind::InvalidTrailingSingleQuotedScalar => '\'',
        _ => return None,
    };
    let close = yaml[..at].rfind(quote)?;
    let open = yaml[..close].rfind(quote)?;
    yaml[open..close].contains('\n').then_some(open)
}

/// The character at `at`.
fn one(yaml: &str, at: usize) -> Range<usize> {
    at..at + yaml[at..].chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8)
}

/// The sign at `at`, if a text cannot begin with it.
fn special_at(yaml: &str, at: usize) -> Option<char> {
    let sign = yaml[at..].chars().next()?;
    SPECIAL.contains(&sign).then_some(sign)
}

/// The first backslash of the quoted text at `at` that means nothing.
fn unknown_escape(yaml: &str, at: usize) -> Range<usize> {
    let mut signs = yaml[at..].char_indices();
    while let Some((slash, sign)) = signs.next() {
        if sign == '\\' {
            let (_, meant) = signs.next().unwrap_or((0, ' '));
            if !"0abtnvfre \"/\\N_LPxuU\r\n\t".contains(meant) {
                return at + slash..at + slash + 1 + meant.len_utf8();
            }
        }
    }
    one(yaml, at)
}

/// The line of a complaint, and the last one above it that says something.
struct Lines<'a> {
    /// Where the line begins.
    start: usize,
    text: &'a str,
    above_start: usize,
    above: &'a str,
    /// The line behind, which some complaints are about.
    below_start: usize,
    below: &'a str,
}

impl<'a> Lines<'a> {
    fn around(yaml: &'a str, at: usize) -> Self {
        let start = yaml[..at].rfind('\n').map_or(0, |end| end + 1);
        let text = yaml[start..].lines().next().unwrap_or_default();
        let below_start = (start + text.len()..yaml.len()).find(|at| yaml[..*at].ends_with('\n'));
        let below_start = below_start.unwrap_or(yaml.len());
        let below = yaml[below_start..].lines().next().unwrap_or_default();
        let (mut above_start, mut above) = (0, "");
        let mut from = 0;
        for line in yaml[..start].split_inclusive('\n') {
            if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
                (above_start, above) = (from, line.trim_end());
            }
            from += line.len();
        }
        Self { start, text, above_start, above, below_start, below }
    }

    /// The tabs that indent the line, or the one behind it.
    fn tab(&self) -> Option<Range<usize>> {
        let tabs = |start: usize, line: &str| {
            let lead = line.len() - line.trim_start_matches([' ', '\t']).len();
            let first = line[..lead].find('\t')?;
            (lead < line.trim_end().len()).then_some(start + first..start + lead)
        };
        tabs(self.start, self.text).or_else(|| tabs(self.below_start, self.below))
    }

    /// Where the value begins that stands behind the line's first key or hyphens.
    fn value_start(&self) -> Option<usize> {
        let content = self.text.trim_start_matches([' ', '-']);
        let behind = self.text.len() - content.len();
        let value = match content.find(": ") {
            Some(colon) => behind + colon + 2,
            None if content.ends_with(':') => return None,
            None if self.text.trim_start().starts_with("- ") => behind,
            None => return None,
        };
        let space = self.text[value..].len() - self.text[value..].trim_start().len();
        Some(self.start + value + space)
    }

    /// A key where none can stand: the line above is at fault, or how far this one is indented.
    fn blame_above(&self) -> Complaint {
        let above = self.above.trim_start_matches([' ', '-']);
        let stretch = self.above_start + self.above.len() - above.len()..self.above_start + self.above.len();
        match above.split_once(':') {
            None => {
                let word = above.split_whitespace().next().unwrap_or("name");
                let rest = above.trim_start().strip_prefix(word).unwrap_or_default().trim_start();
                let help = format!("write a colon and a space behind the key: `{word}: {rest}`");
                say(stretch, "there is no colon behind a key here", help.trim_end())
            }
            Some((key, value)) if !value.is_empty() && !value.starts_with(' ') => {
                say(stretch, "there is no space behind the colon", &format!("write `{key}: {value}`"))
            }
            Some((key, _)) => {
                let lead = self.text.len() - self.text.trim_start().len();
                let help = format!("indent it less, or take away what stands behind `{key}:`");
                say(
                    self.start + lead..self.start + self.text.trim_end().len(),
                    format!("nothing can stand below `{key}`, which has a value in its line already"),
                    &help,
                )
            }
        }
    }

    /// A line that should be a key and lacks its colon.
    fn without_colon(&self) -> Complaint {
        let word = self.text.trim().trim_start_matches("- ");
        let from = self.start + self.text.find(word).unwrap_or_default();
        say(
            from..from + word.len(),
            "there is no colon behind this key",
            &format!("write `{}:`", word.split_whitespace().next().unwrap_or("name")),
        )
    }
}
