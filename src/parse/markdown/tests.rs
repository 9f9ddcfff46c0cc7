//! What authors write, and what becomes of it, as readable text: holes stand in `⟦…⟧`.

use std::fmt::Write as _;

use super::*;
use crate::model::Piece;

/// The page's file.
const PATH: &str = "content/privacy/01-requests/index.md";

fn understood(markdown: &str) -> (Text, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let text = page(&SourcePath::new(PATH), markdown, 0..markdown.len(), &mut diagnostics);
    (text, diagnostics)
}

/// A text as it is shown; it must be without fault.
fn shown(markdown: &str) -> String {
    let (text, diagnostics) = understood(markdown);
    assert_eq!(diagnostics, [], "{markdown}");
    readable(&text.prose)
}

fn readable(prose: &Prose) -> String {
    let mut text = String::new();
    for piece in &prose.0 {
        match piece {
            Piece::Html(html) => text.push_str(html),
            Piece::RawHtml(html, _) => write!(text, "⟦html {html}⟧").unwrap(),
            Piece::Link(link, _) => {
                let fragment = link.fragment.as_ref().map(|it| format!("#{it}")).unwrap_or_default();
                write!(text, "⟦{}{fragment}⟧", link.path).unwrap();
            }
            Piece::Picture { path, alt, title, .. } => write!(text, "⟦{path}|{alt}|{title}⟧").unwrap(),
            Piece::Citation(id, _) => write!(text, "⟦source {id}⟧").unwrap(),
            Piece::Question(id, _) => write!(text, "⟦question {id}⟧").unwrap(),
            Piece::Word(key) => write!(text, "⟦word {key}⟧").unwrap(),
            Piece::Block(block) => {
                let title = readable(&block.title);
                let body = readable(&block.body);
                write!(text, "⟦{} {} ({title}) {body}⟧", block.number, block.kind.name()).unwrap();
            }
        }
    }
    text
}

/// What is wrong with a text: code, the text at the place, message, help.
fn faults(markdown: &str) -> String {
    let (_, diagnostics) = understood(markdown);
    let mut text = String::new();
    for found in diagnostics {
        let Place::Span(span) = &found.place else { panic!("{found:?}") };
        let place = &markdown[span.start..span.end];
        writeln!(text, "{} at {place:?}: {}; {}", found.rule.code, found.message, found.help.unwrap())
            .unwrap();
    }
    text
}

#[test]
fn probe() {
    for md in [
        "a {{source: gdpr_12_3}} b\n\n{{question: first-step}}\n",
        "# One\n\n## Two *x* `y`\n\n#### Four {#x}\n\n## Two x y\n",
        "text[^a] more[^b] again[^a]\n\n[^a]: Note a\n\n[^b]: Note b\n\n    code?\n\n[^c]: unused\n\nx[^zz]\n",
        "- [ ] one\n- [x] two *x*\n  - nested\n",
        "- [ ] one\n\n- [x] two\n",
        "::: checklist Before\n- one\n- [x] two\n\n  para\n:::\n",
        "| a | | c |\n|:--|---|--:|\n| 1 | 2 | 3 |\n::: key-point\nx\n:::\n",
        "Term\n: def\n: def2\n\n::: scenario\nAda\n: Hi\n:::\n",
        "Term\n: def\n::: tip\n",
        "para\n::: key-point Title *em* [x](y.md)\ninside\n- item\n:::\nafter\n",
        "- item\n  ::: example\n  inner\n  :::\n- next\n",
        "> [!NOTE]\n> hello\n\n> [!WARNING]\n> x\n> ::: example\n> y\n> :::\n",
        "[^1]: note\n::: example\na[^1]\n:::\n",
        "[a]: http://b.c\n::: example [T][a]\n[see a][a]\n:::\n",
        "```\n::: no\n```\n\n    ::: indented\n\n`a ::: b`\n\n- ```rust\n  fn main() {}\n  :::\n  ```\n",
        "```rust,ignore\nfn main() { let x = \"a\"; } // c\n```\n",
        "x $a^2 + \\frac{1}{2}$ $$\\int_0^1 x$$ and $5 and $10 and $5-$10\n",
        "<!-- c -->\n\n<div>\n::: note\n</div>\n\na <b>x</b> <!-- d --> e\n",
        "[x][y] [z] [w][] [^q]\n",
        "![alt *x*](desk.jpg \"T\") [![a](b.png)](c.md)\n",
        "<https://example.com> [here](a.md) [](b.md) [x](javascript:alert) [x](/a) [x](../b/) [x](#frag) [x](a%20b.md#c%20d) <a@b.c>\n",
        "::: tabs\n::: tab A\na\n:::\n::: tab B\nb\n:::\n:::\n",
        "::: tabs\nstray\n::: tab A\na\n:::\n:::\n::: tab C\nx\n:::\n",
        "::: checklist\n- one\n  :::\n",
        "- ::: example\n  x\n  :::\n",
        "$\\foo{x}$ $\\frac{1}$\n",
        "\\{{x}} {{sorce: a}} {{source: a",
        "```rst2x\nabc\n",
    ] {
        let (text, d) = understood(md);
        println!("=== {md}\n--- {} words\n{}", text.words, readable(&text.prose));
        for h in &text.headings {
            println!("H {} {} {:?}", h.level, h.id, h.text);
        }
        for x in d {
            let Place::Span(s) = &x.place else { panic!() };
            println!("!! {} {:?} {} / {:?}", x.rule.code, &md[s.start..s.end], x.message, x.help);
        }
    }
}
