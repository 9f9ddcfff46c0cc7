//! Code, coloured by class names.
//!
//! The classes are one letter each, so that pages stay small: `k` keyword,
//! `s` string, `c` comment, `n` number or constant, `f` function, `t` type or
//! tag, `a` attribute, `v` variable, `o` operator, `h` heading, `i` inserted
//! and `d` deleted lines. The colours are the theme's.

use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{CodeBlockKind, Event};
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use super::output::Output;
use super::writer::{Placed, Writer};
use crate::diag::{Example, Rule, Severity, did_you_mean};
use crate::model::push_escaped;

pub(super) const RULES: &[&Rule] = &[&UNKNOWN_LANGUAGE, &UNCLOSED];

static UNKNOWN_LANGUAGE: Rule = Rule {
    code: "unknown-language",
    severity: Severity::Warning,
    explain: "\
The word behind the opening backticks names the language of the code, so that it
can be coloured. This one is not known; the code is shown without colours. Write
`text` for what is no code.",
    example: Example { wrong: "```pyhton\nprint(1)\n```", right: "```python\nprint(1)\n```" },
};

static UNCLOSED: Rule = Rule {
    code: "unclosed-code",
    severity: Severity::Error,
    explain: "\
A code block begins with a line of three backticks (or tildes) and ends with
another. Without that line all that follows is taken for code.",
    example: Example { wrong: "```text\nDear customer,", right: "```text\nDear customer,\n```" },
};

/// Code above this many bytes is shown without colours, which would take long.
const LONGEST: usize = 64 * 1024;
/// So is code with a line above this many bytes.
const LONGEST_LINE: usize = 4 * 1024;

/// Names that people write for languages, and those that the syntaxes have.
pub(super) const ALIASES: [(&str, &str); 9] = [
    ("console", "bash"),
    ("shell-session", "bash"),
    ("shell", "bash"),
    ("csharp", "cs"),
    ("jsx", "tsx"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("golang", "go"),
    ("mjs", "js"),
];
/// Names of what has no colours.
const PLAIN: [&str; 8] = ["text", "txt", "plain", "plaintext", "none", "mermaid", "output", "powershell"];

/// Beginnings of scopes, the first that fits counts, and their classes.
pub(super) const CLASSES: [(&str, &str); 22] = [
    ("comment", "c"),
    ("constant.character.escape", "n"),
    ("string", "s"),
    ("constant", "n"),
    ("keyword.operator", "o"),
    ("keyword", "k"),
    ("storage.type.function", "k"),
    ("storage", "k"),
    ("entity.name.function", "f"),
    ("support.function", "f"),
    ("variable.function", "f"),
    ("entity.name.tag", "t"),
    ("entity.name.type", "t"),
    ("entity.name.class", "t"),
    ("entity.name.struct", "t"),
    ("support.type", "t"),
    ("support.class", "t"),
    ("entity.other.attribute-name", "a"),
    ("variable", "v"),
    ("markup.heading", "h"),
    ("markup.inserted", "i"),
    ("markup.deleted", "d"),
];

pub(super) static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);
pub(super) static SCOPES: LazyLock<Vec<(Scope, &str)>> = LazyLock::new(|| {
    CLASSES.iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class))).collect()
});

impl Writer<'_> {
    /// Writes a code block of these events.
    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'_>, inside: &[Placed<'_>], at: &Range<usize>) {
        let mut code = String::with_capacity(at.len());
        for (event, at) in inside {
            if let Event::Text(text) = event {
                code.push_str(self.original(text, at));
            }
        }
        self.gaps_in_verbatim(&code, at, "in code");
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([',', ' ', '\t', '{']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        if matches!(kind, CodeBlockKind::Fenced(_)) && !is_closed(&self.source[at.clone()]) {
            let fence = at.start..at.start + self.source[at.clone()].lines().next().map_or(0, str::len);
            self.report(&UNCLOSED, fence, "this code block is not closed", |it| {
                it.help("write a line of three backticks behind the code")
            });
        }
        let syntax = self.syntax(language, at);
        self.out.html("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.out.html(" class=\"language-");
            self.out.value(language);
            self.out.html("\"");
        }
        self.out.html(">");
        write_code(&mut self.out, &code, syntax);
        self.out.html("</code></pre>\n");
    }

    /// How to colour code of this language.
    fn syntax(&mut self, language: &str, at: &Range<usize>) -> Option<&'static SyntaxReference> {
        let name = language.to_lowercase();
        if name.is_empty() || PLAIN.contains(&name.as_str()) {
            return None;
        }
        let name = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name.as_str(), |(_, name)| name);
        let syntax = SYNTAXES.find_syntax_by_token(name);
        if syntax.is_none() {
            let first_line = self.source[at.clone()].lines().next().unwrap_or_default();
            let place = match first_line.find(language) {
                Some(from) => at.start + from..at.start + from + language.len(),
                None => at.start..at.start + first_line.len(),
            };
            let help = match did_you_mean(language, known_languages()) {
                Some(right) => format!("did you mean `{right}`?"),
                None => "write `text` if it is no code".to_owned(),
            };
            let message = format!("the language `{language}` is not known");
            self.report(&UNKNOWN_LANGUAGE, place, message, |it| it.help(help));
        }
        syntax
    }
}

/// Every name that a language can be given by, the full ones first.
fn known_languages() -> impl Iterator<Item = &'static str> {
    let names = SYNTAXES.syntaxes().iter().filter(|syntax| !syntax.hidden).map(|syntax| syntax.name.as_str());
    let aliases = ALIASES.iter().map(|(alias, _)| *alias).chain(PLAIN);
    names.chain(aliases)
}

/// Whether the last line of a fenced code block is its closing fence.
fn is_closed(block: &str) -> bool {
    let mut lines = block.trim_end().lines();
    let fence = lines.next().and_then(|line| line.chars().next()).unwrap_or('`');
    let last = lines.next_back().unwrap_or_default().trim_matches([' ', '\t', '>']);
    last.len() >= 3 && last.chars().all(|c| c == fence)
}

fn write_code(out: &mut Output, code: &str, syntax: Option<&SyntaxReference>) {
    let short = code.len() <= LONGEST && code.lines().all(|line| line.len() <= LONGEST_LINE);
    match syntax.filter(|_| short).and_then(|syntax| coloured(code, syntax)) {
        Some(html) => out.html(&html),
        None => out.text(code),
    }
}

/// `code` with classes; nothing if its syntax is at fault.
fn coloured(code: &str, syntax: &SyntaxReference) -> Option<String> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut html = Coloured { html: String::with_capacity(code.len() * 2), class: "" };
    for line in LinesWithEndings::from(code) {
        let mut from = 0;
        for (at, change) in state.parse_line(line, &SYNTAXES).ok()? {
            html.push(line.get(from..at)?, class(&stack));
            stack.apply(&change).ok()?;
            from = at;
        }
        html.push(line.get(from..)?, class(&stack));
    }
    Some(html.finish())
}

/// The class of what stands inside these scopes: the innermost that has one.
fn class(stack: &ScopeStack) -> &'static str {
    let of = |scope: &Scope| {
        SCOPES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class)
    };
    stack.as_slice().iter().rev().find_map(of).unwrap_or_default()
}

/// Coloured code in the making; neighbours of one class share a tag.
struct Coloured {
    html: String,
    class: &'static str,
}

impl Coloured {
    fn push(&mut self, text: &str, class: &'static str) {
        if text.is_empty() {
            return;
        }
        // White space has no colour, so it never needs a tag of its own.
        if class != self.class && !text.trim().is_empty() {
            self.close();
            if !class.is_empty() {
                self.html.push_str("<span class=\"");
                self.html.push_str(class);
                self.html.push_str("\">");
            }
            self.class = class;
        }
        push_escaped(text, &mut self.html);
    }

    fn close(&mut self) {
        if !self.class.is_empty() {
            self.html.push_str("</span>");
        }
        self.class = "";
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}
