//! Formulas: TeX to `MathML`, which browsers show and read out by themselves.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pulldown_latex::config::DisplayMode;
use pulldown_latex::event::{Content, Event as MathEvent};
use pulldown_latex::{Parser, RenderConfig, Storage, push_mathml};

use super::writer::Writer;
use crate::diag::{Example, Rule, Severity};

pub(super) const RULES: &[&Rule] = &[&WRONG, &MONEY];

static WRONG: Rule = Rule {
    code: "wrong-formula",
    severity: Severity::Error,
    explain: "\
What stands between dollar signs is a formula in the notation of TeX, and this one
cannot be read. If dollar signs are meant, put a backslash in front of each: `\\$`.",
    example: Example {
        wrong: "The fee is $\\frac{1}$ of the price.",
        right: "The fee is $\\frac{1}{2}$ of the price.",
    },
};

static MONEY: Rule = Rule {
    code: "formula-or-money",
    severity: Severity::Warning,
    explain: "\
Text between two dollar signs is shown as a formula. This one looks like two
amounts of money. Put a backslash in front of each dollar sign that is meant as one.",
    example: Example { wrong: "It costs $100-$200.", right: "It costs \\$100-\\$200." },
};

/// The longest formula that is read, in bytes.
const LONGEST: usize = 2_000;
/// The most parts that a formula may have.
const PARTS: usize = 4_000;
/// Commands that define commands. They are refused: their expansion need not end.
const DEFINING: [&str; 9] = [
    "\\def",
    "\\gdef",
    "\\edef",
    "\\xdef",
    "\\let",
    "\\futurelet",
    "\\newcommand",
    "\\renewcommand",
    "\\providecommand",
];

impl Writer<'_> {
    /// Writes a formula.
    pub(super) fn formula(&mut self, tex: &str, display: bool, at: Range<usize>) {
        let behind = self.source.as_bytes().get(at.end).copied().unwrap_or_default();
        if !display && behind.is_ascii_digit() && tex.starts_with(|c: char| c.is_ascii_digit()) {
            self.report(&MONEY, at.clone(), "this is shown as a formula", |it| {
                it.help("write `\\$` for a dollar sign")
            });
        }
        match mathml(tex, display) {
            Ok(mathml) => self.out.html(&mathml),
            Err(why) => {
                self.report(&WRONG, at, format!("this formula cannot be read: {why}"), |it| {
                    it.help("mend it, or write `\\$` if dollar signs are meant")
                });
                self.out.html("<code>");
                self.out.text(tex);
                self.out.html("</code>");
            }
        }
    }
}

/// The `MathML` of `tex`, or why there is none.
fn mathml(tex: &str, display: bool) -> Result<String, String> {
    if tex.len() > LONGEST {
        return Err(format!("it is longer than {LONGEST} characters"));
    }
    if let Some(command) = DEFINING.iter().find(|command| tex.contains(*command)) {
        return Err(format!("`{command}` is not supported"));
    }
    // The library promises not to fail on any text, but few have tried.
    catch_unwind(AssertUnwindSafe(|| written(tex, display)))
        .unwrap_or_else(|_| Err("it is beyond what is supported".to_owned()))
}

fn written(tex: &str, display: bool) -> Result<String, String> {
    let storage = Storage::new();
    let mut parts = Vec::new();
    for part in Parser::new(tex, &storage) {
        if parts.len() == PARTS {
            return Err("it has too many parts".to_owned());
        }
        let part = part.map_err(|error| first_sentence(&error.to_string()))?;
        // The library would write these names as they are.
        if matches!(part, MathEvent::Content(Content::Function(name)) if name.contains(['<', '>', '&'])) {
            return Err("a name in it holds `<`, `>` or `&`".to_owned());
        }
        parts.push(part);
    }
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let mut mathml = String::new();
    let parts = parts.into_iter().map(Ok::<_, std::fmt::Error>);
    push_mathml(&mut mathml, parts, config).map_err(|error| error.to_string())?;
    Ok(tidy(&mathml))
}

/// The library's message without the drawing of the place, in our words where
/// its own are for programmers.
fn first_sentence(message: &str) -> String {
    let message = message.lines().next().unwrap_or_default().trim_start_matches("parsing error: ");
    match message {
        "unknown primitive command found" => "it uses a command that is not known",
        "expected a token" | "expected an argument" => "a command lacks something that has to follow it",
        "unkown mathematical environment found" => "it uses an environment that is not known",
        message => message.trim_end_matches(['.', ':']),
    }
    .to_owned()
}

/// Makes `MathML` fit for a page. Style attributes are forbidden there, and what
/// they would say is colour and spacing, which a formula can do without. Signs
/// that the library leaves bare are escaped.
fn tidy(mathml: &str) -> String {
    let mut tidy = String::with_capacity(mathml.len());
    let mut rest = mathml;
    while let Some(at) = rest.find(['<', '&']) {
        tidy.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        let is_markup = behind.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        match (rest.as_bytes()[at], is_markup, behind.split_once('>')) {
            (b'<', true, Some((tag, after))) => {
                push_tag(&mut tidy, tag);
                rest = after;
                continue;
            }
            (b'&', true, _) => tidy.push('&'),
            (b'&', false, _) => tidy.push_str("&amp;"),
            _ => tidy.push_str("&lt;"),
        }
        rest = behind;
    }
    tidy.push_str(rest);
    tidy
}

fn push_tag(html: &mut String, tag: &str) {
    let style =
        tag.split_once(" style=\"").and_then(|(before, style)| Some((before, style.split_once('"')?.1)));
    let (before, after) = style.unwrap_or((tag, ""));
    html.extend(["<", before, after, ">"]);
}
