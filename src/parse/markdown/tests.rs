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
    for piece in prose.pieces() {
        match piece {
            Piece::Html(html) => text.push_str(html),
            Piece::RawHtml(html) => write!(text, "⟦html {}⟧", html.value).unwrap(),
            Piece::Link(link) => {
                let link = &link.value;
                let fragment = link.fragment.as_ref().map(|it| format!("#{it}")).unwrap_or_default();
                write!(text, "⟦{}{fragment}⟧", link.path).unwrap();
            }
            Piece::Picture(picture) => {
                write!(text, "⟦{}|{}|{}⟧", picture.path, picture.alt, picture.title).unwrap();
            }
            Piece::Citation(id) => write!(text, "⟦source {}⟧", id.value).unwrap(),
            Piece::Question(id) => write!(text, "⟦question {}⟧", id.value).unwrap(),
            Piece::Gap(id) => write!(text, "⟦gap {}⟧", id.value).unwrap(),
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

/// One line for each place that a piece of a text stands at.
fn places(prose: &Prose) -> Vec<Range<usize>> {
    prose
        .walk()
        .filter_map(|piece| match piece {
            Piece::RawHtml(text) | Piece::Citation(text) | Piece::Question(text) | Piece::Gap(text) => {
                Some(text.at)
            }
            Piece::Link(link) => Some(link.at),
            Piece::Picture(picture) => Some(picture.at),
            Piece::Html(_) | Piece::Word(_) | Piece::Block(_) => None,
        })
        .map(Range::from)
        .collect()
}

#[test]
fn holes_are_found_whole() {
    assert_eq!(shown("a {{source: gdpr_12_3}} *b*"), "<p>a ⟦source gdpr_12_3⟧ <em>b</em></p>\n");
    assert_eq!(shown("{{question: one}}\n{{question: two}}"), "⟦question one⟧⟦question two⟧");
    assert_eq!(shown("- a\n\n  {{question: one}}"), "<ul>\n<li><p>a</p>\n⟦question one⟧</li>\n</ul>\n");
    assert_eq!(shown("\\{{a}} `{{b}}`"), "<p>{{a}} <code>{{b}}</code></p>\n");
    let (text, _) = understood("é {{source: a}} [b](c.md)");
    assert_eq!(places(&text.prose), [3..16, 17..26]);
}

#[test]
fn faulty_holes_are_told() {
    assert_eq!(
        faults("{{sorce: a}} {{source}} {{x}} {{source: b"),
        "unknown-braces at \"{{sorce: a}}\": there is no `{{sorce}}`; write `{{source: a}}`\n\
         unknown-braces at \"{{source}}\": `{{source}}` needs one name, without spaces; write `{{source: id}}`\n\
         unknown-braces at \"{{x}}\": there is no `{{x}}`; \
         use `{{source: id}}` or `{{question: id}}`; for two braces as they are write `\\{{`\n\
         unclosed-braces at \"{{\": `{{` is not closed by `}}`; \
         write `{{source: id}}`, or `\\{{` for two braces as they are\n"
    );
    assert_eq!(
        faults("a {{question: b}}\n\n[c {{source: d}}](e.md)"),
        "misplaced-question at \"{{question: b}}\": a question cannot stand here; \
         write `{{question: b}}` on a line of its own, with an empty line before and after it\n\
         citation-in-link at \"{{source: d}}\": a citation cannot stand inside a link; put it behind the link\n"
    );
}

#[test]
fn headings_have_ids_and_levels() {
    let (text, diagnostics) =
        understood("## What's *new*?\n\n### Über {#x}\n\n## What's new\n\n## Q 1\n\n## ?!\n");
    assert_eq!(diagnostics, []);
    assert_eq!(
        readable(&text.prose),
        "<h2 id=\"whats-new\">What's <em>new</em>?</h2>\n<h3 id=\"x\">Über</h3>\n\
         <h2 id=\"whats-new-2\">What's new</h2>\n<h2 id=\"section-q-1\">Q 1</h2>\n<h2 id=\"section\">?!</h2>\n"
    );
    assert_eq!(text.headings[0], Heading { level: 2, id: "whats-new".into(), text: "What's new?".into() });
    let (text, _) = understood("## Post\n\n## By post {#post}\n");
    assert_eq!(
        text.headings[0].id,
        "post-2".into(),
        "a name that is given is not made up for another heading"
    );
    assert_eq!(headings::slug("Дані & 日本: a_b"), "дані-日本-a_b");
}

#[test]
fn faulty_headings_are_told() {
    assert_eq!(
        faults("# A\n\n#### B\n\n##\n\n## C {#c}\n\n## D {#c}\n\n## E {#q-e}\n\n## F {.g}\n"),
        "second-title at \"# A\": this heading has the level of the page's title; \
         write `##`; the title stands at the top of the file\n\
         skipped-heading-level at \"#### B\": this heading of level 4 follows one of level 2; write `###`\n\
         empty-heading at \"##\": this heading is empty; write words, or take it out\n\
         duplicate-heading-id at \"## D {#c}\": the name `c` is given twice; give each heading a name of its own\n\
         reserved-heading-id at \"## E {#q-e}\": the name `q-e` belongs to the page itself; \
         use a name that does not begin with `q-`, `fn-`, `fnref-` or `cw-`\n\
         heading-attribute at \"## F {.g}\": only a name can stand in braces behind a heading; \
         write it as `{#name}`, and nothing else\n"
    );
}

#[test]
fn footnotes_are_listed_at_the_end() {
    assert_eq!(
        shown("a[^x] b[^y] c[^X]\n\n[^y]: Y\n\n[^x]: X\n\n    - z\n"),
        "<p>a<sup class=\"footnote\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup> \
         b<sup class=\"footnote\"><a href=\"#fn-2\" id=\"fnref-2\" role=\"doc-noteref\">2</a></sup> \
         c<sup class=\"footnote\"><a href=\"#fn-1\" id=\"fnref-1-2\" role=\"doc-noteref\">1</a></sup></p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"fn-title\">\n\
         <h2 class=\"footnotes-title\" id=\"fn-title\">⟦word footnotes⟧</h2>\n<ol>\n\
         <li id=\"fn-1\"><p>X</p>\n<ul>\n<li>z</li>\n</ul>\n\
         <p> <a class=\"footnote-back\" href=\"#fnref-1\" role=\"doc-backlink\" aria-label=\"⟦word footnote-back⟧ 1-1\">↩</a> \
         <a class=\"footnote-back\" href=\"#fnref-1-2\" role=\"doc-backlink\" aria-label=\"⟦word footnote-back⟧ 1-2\">↩</a></p>\n</li>\n\
         <li id=\"fn-2\"><p>Y <a class=\"footnote-back\" href=\"#fnref-2\" role=\"doc-backlink\" aria-label=\"⟦word footnote-back⟧ 2\">↩</a></p>\n</li>\n\
         </ol>\n</section>\n"
    );
    assert_eq!(
        faults("a[^b] c[^d] \\[^e]\n\n[^d]: D\n\n[^d]: E\n\n[^f]: F\n"),
        "unknown-footnote at \"[^b]\": there is no footnote `b` on this page; write a paragraph that begins with `[^b]:`\n\
         duplicate-footnote at \"[^d]: E\": the footnote `d` is written twice; rename one of them\n\
         unused-footnote at \"[^f]: F\": nothing refers to the footnote `f`; write `[^f]` where it belongs, or take it out\n"
    );
}

#[test]
fn lists_have_boxes() {
    assert_eq!(
        shown("- [ ] a\n- [x] *b*\n  - c\n"),
        "<ul class=\"tasks\">\n<li><label><input type=\"checkbox\" disabled> a</label></li>\n\
         <li><label><input type=\"checkbox\" checked disabled> <em>b</em></label><ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n"
    );
    assert_eq!(
        shown("::: checklist Before\n- a\n\n- [x] b\n\n  c\n:::\n"),
        "⟦1 checklist (Before) <ul class=\"checklist\">\n<li><p><label><input type=\"checkbox\"> a</label></p>\n</li>\n\
         <li><p><label><input type=\"checkbox\" checked> b</label></p>\n<p>c</p>\n</li>\n</ul>\n⟧"
    );
    assert_eq!(shown("3. a\n4. b"), "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n");
}

#[test]
fn tables_scroll_and_have_heads() {
    assert_eq!(
        shown("| a | |\n|:-:|--:|\n| 1 | 2 |\n"),
        "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"⟦word table⟧\"><table>\n<thead>\n\
         <tr><th scope=\"col\" class=\"center\">a</th><td class=\"right\"></td></tr>\n</thead>\n<tbody>\n\
         <tr><td class=\"center\">1</td><td class=\"right\">2</td></tr>\n</tbody>\n</table></div>\n"
    );
}

#[test]
fn definitions_are_dialogue_in_a_scenario() {
    assert_eq!(shown("A\n: b\n"), "<dl>\n<dt>A</dt>\n<dd>b</dd>\n</dl>\n");
    assert_eq!(
        shown("::: scenario At the counter\nAda\n: Hello.\n:::\n"),
        "⟦1 scenario (At the counter) <dl class=\"dialogue\">\n<dt>Ada</dt>\n<dd>Hello.</dd>\n</dl>\n⟧"
    );
}

#[test]
fn blocks_stand_in_text_lists_and_each_other() {
    assert_eq!(
        shown("a\n::: key-point A *b* [c](d.md)\ne\n- f\n:::\ng\n"),
        "<p>a</p>\n⟦1 key-point (A <em>b</em> <a href=\"⟦content/privacy/01-requests/d.md⟧\">c</a>) \
         <p>e</p>\n<ul>\n<li>f</li>\n</ul>\n⟧<p>g</p>\n"
    );
    assert_eq!(
        shown("- a\n  ::: example\n  b *c*\n  - d\n  :::\n- e\n"),
        "<ul>\n<li>a⟦1 example () <p>b <em>c</em></p>\n<ul>\n<li>d</li>\n</ul>\n⟧</li>\n<li>e</li>\n</ul>\n"
    );
    assert_eq!(
        shown("::: tabs\n::: tab A\na\n:::\n\n::: tab B\nb\n:::\n:::\n"),
        "⟦1 tabs () ⟦2 tab (A) <p>a</p>\n⟧⟦3 tab (B) <p>b</p>\n⟧⟧"
    );
    assert_eq!(
        shown("| a |\n|---|\n::: reveal 1. Why?\nb\n:::").split('⟦').next_back(),
        Some("1 reveal (1. Why?) <p>b</p>\n⟧")
    );
    assert_eq!(
        shown("[t]: https://a.b\n\n::: example [C][t]\n:::"),
        "⟦1 example (<a href=\"https://a.b\">C</a>) ⟧"
    );
    assert_eq!(shown("::: jurisdiction UK, EU\r\na\r\n:::\r\n"), "⟦1 jurisdiction (UK, EU) <p>a</p>\n⟧");
    assert_eq!(
        shown("> [!NOTE]\n> a\n>\n> ::: example\n> b\n> :::\n"),
        "⟦1 note () <p>a</p>\n⟦2 example () <p>b</p>\n⟧⟧"
    );
}

#[test]
fn colons_in_code_are_code() {
    assert_eq!(
        shown("```text\n::: a\n```"),
        "<pre tabindex=\"0\"><code class=\"language-text\">::: a\n</code></pre>\n"
    );
    assert_eq!(shown("- a\n\n      :::\n\n`::: b`").matches("<code>:::").count(), 2);
}

#[test]
fn faulty_blocks_are_told() {
    assert_eq!(
        faults("::: senario A\n:::\n\n:::\n\n::: tip\n:::\n\n::: example B\na"),
        "unknown-block at \"senario\": there is no block `senario`; did you mean `scenario`?\n\
         stray-block-end at \":::\": there is no block to close here; \
         open the block with a line like `::: example`, or take this line out\n\
         unknown-block at \"tip\": there is no block `tip`; write `> [!TIP]`, and `> ` in front of each line\n\
         unclosed-block at \"::: example B\": this block is not closed; write a line `:::` behind its last line\n"
    );
    assert_eq!(
        faults("::: checklist\n- a\n  :::\n\nb\n\n- ::: example\n  c\n  :::\n"),
        "stray-block-end at \":::\": there is no block to close here; indent it as far as the line that opens the block\n\
         block-not-on-a-line at \"::: example\": the three colons of a block stand on a line of their own; \
         begin a new line in front of them\n"
    );
    assert_eq!(
        faults("::: tab A\n:::\n::: tabs\na\n::: tab\n:::\n:::\n::: tabs\n:::\n::: jurisdiction\n:::\n"),
        "tab-outside-tabs at \"::: tab A\": a tab stands directly inside a block `tabs`; \
         write `::: tabs` in front of the first tab, and `:::` behind the last\n\
         not-a-tab at \"a\\n\": this stands between tabs; put it into a block that begins with `::: tab Label`\n\
         tab-without-label at \"::: tab\": this tab has no label; write `::: tab Label`\n\
         not-a-tab at \"::: tabs\": this block has no tabs; put it into a block that begins with `::: tab Label`\n\
         jurisdiction-without-place at \"::: jurisdiction\": this jurisdiction names no place; \
         write for example `::: jurisdiction UK, EU`\n"
    );
}

#[test]
fn depth_has_an_end() {
    let deep = format!("{}a\n{}", "::: example\n".repeat(40), ":::\n".repeat(40));
    let (text, diagnostics) = understood(&deep);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].rule.code, "too-deep");
    assert_eq!(text.prose.walk().filter(|piece| matches!(piece, Piece::Block(_))).count(), 32);
    let quotes = "> ".repeat(5_000) + "a";
    let (text, _) = understood(&quotes);
    assert_eq!(readable(&text.prose).matches("<blockquote>").count(), 32);
}

#[test]
fn links_lead_to_files() {
    assert_eq!(
        shown(
            "[aa](#x) [bb](../02%20b/index.md#%C3%A9 \"T\") [cc](https://a.b/?c=d&e \"\\\"\") <f@g.h> [i j](tel:1)"
        ),
        "<p><a href=\"⟦content/privacy/01-requests/index.md#x⟧\">aa</a> \
         <a href=\"⟦content/privacy/02 b/index.md#é⟧\" title=\"T\">bb</a> \
         <a href=\"https://a.b/?c=d&amp;e\" title=\"&quot;\">cc</a> <a href=\"mailto:f@g.h\">f@g.h</a> <a href=\"tel:1\">i j</a></p>\n"
    );
    assert_eq!(
        faults(
            "[aa](javascript:b) [cc](/d) [ee](../f/) [gg](../../../../../h.md) [](i.md) [Here](j.md) <https://k.l> [m][n]"
        ),
        "refused-link at \"[aa](javascript:b)\": links to `javascript:` addresses are not allowed; \
         link a file of this project, or an address that begins with `https://`, `mailto:` or `tel:`\n\
         absolute-link at \"[cc](/d)\": the address `/d` begins with `/`; \
         link the file, starting from this one, for example `../02-refunds/index.md`\n\
         link-to-folder at \"[ee](../f/)\": `../f/` is a folder; link the file, for example `../f/index.md`\n\
         link-outside at \"[gg](../../../../../h.md)\": `../../../../../h.md` leads out of the project; \
         put the file into the project, and link it there\n\
         empty-link at \"[](i.md)\": this link has no words; write where it leads between the square brackets\n\
         vague-link at \"[Here](j.md)\": the words `Here` do not say where this link leads; name what the reader will find there\n\
         vague-link at \"<https://k.l>\": the words of this link are an address; write `[where it leads](address)`\n\
         undefined-reference at \"[m][n]\": there is no address for `[n]`; \
         write `[n]: address` on a line of its own, or `[words](address)`\n"
    );
}

#[test]
fn pictures_are_files_with_words() {
    assert_eq!(
        shown("[![A *b* `c`](d.png \"E\")](f.md)"),
        "<p><a href=\"⟦content/privacy/01-requests/f.md⟧\">⟦content/privacy/01-requests/d.png|A b c|E⟧</a></p>\n"
    );
    assert_eq!(
        faults("![a](https://b.c/d.png) ![e](data:x) ![](f.png) ![g](/h.png)"),
        "remote-picture at \"![a](https://b.c/d.png)\": pictures from elsewhere are not allowed; \
         save the picture beside this file, and show that\n\
         remote-picture at \"![e](data:x)\": pictures from elsewhere are not allowed; \
         save the picture beside this file, and show that\n\
         picture-without-words at \"![](f.png)\": this picture has no words; say between the square brackets what it shows\n\
         absolute-link at \"![g](/h.png)\": the address `/h.png` begins with `/`; \
         link the file, starting from this one, for example `../02-refunds/index.md`\n"
    );
}

#[test]
fn code_is_coloured() {
    assert_eq!(
        shown("```rust,ignore\nlet a = \"<b>\";\n```"),
        "<pre tabindex=\"0\"><code class=\"language-rust\"><span class=\"k\">let</span> a <span class=\"o\">= </span>\
         <span class=\"s\">\"&lt;b&gt;\"</span>;\n</code></pre>\n"
    );
    for language in
        ["console", "powershell", "csharp", "jsx", "yaml", "html", "sql", "text", "Dockerfile", "toml"]
    {
        assert_eq!(faults(&format!("```{language}\na\n```")), "", "{language}");
    }
    assert_eq!(
        faults("```pyhton\na\n```\n\n```text\nb"),
        "unknown-language at \"pyhton\": the language `pyhton` is not known; did you mean `Python`?\n\
         unclosed-code at \"```text\": this code block is not closed; write a line of three backticks behind the code\n"
    );
    let long = format!("```rust\n{}\n```", "a".repeat(5_000));
    assert!(!shown(&long).contains("<span"));
}

#[test]
fn every_alias_names_a_syntax() {
    for (alias, name) in code::ALIASES {
        assert!(code::SYNTAXES.find_syntax_by_token(name).is_some(), "{alias}");
        assert!(code::SYNTAXES.find_syntax_by_token(alias).is_none(), "{alias} needs no alias");
    }
    assert_eq!(code::SCOPES.len(), code::CLASSES.len());
}

#[test]
fn formulas_are_mathml() {
    assert_eq!(
        shown("$a^2$ \\$5"),
        "<p><math display=\"inline\"><msup><mi>a</mi><mn>2</mn></msup></math> $5</p>\n"
    );
    assert_eq!(shown("$<$ $\\&$").matches("<mo>&lt;</mo>").count(), 1);
    assert!(faults("$\\operatorname{<img src=x>}$").starts_with("wrong-formula"));
    let coloured = shown("$\\color{red} a \\text{ style=\"b<}$ $$c$$");
    assert!(!coloured.contains("rgb") && coloured.contains("b&lt;"), "{coloured}");
    assert_eq!(
        faults("$\\foo$ $\\def\\a{\\a\\a}\\a$ $5-$10"),
        "wrong-formula at \"$\\\\foo$\": this formula cannot be read: it uses a command that is not known; \
         mend it, or write `\\$` if dollar signs are meant\n\
         wrong-formula at \"$\\\\def\\\\a{\\\\a\\\\a}\\\\a$\": this formula cannot be read: `\\def` is not supported; \
         mend it, or write `\\$` if dollar signs are meant\n\
         formula-or-money at \"$5-$\": this is shown as a formula; write `\\$` for a dollar sign\n"
    );
}

#[test]
fn html_of_authors_is_kept_apart_and_comments_are_dropped() {
    assert_eq!(shown("<!-- a\n::: b -->\n\nc <b>d</b> <!-- e -->f"), "<p>c ⟦html <b>⟧d⟦html </b>⟧ f</p>\n");
    assert_eq!(shown("<div>\n::: a\n</div>\n"), "⟦html <div>\n::: a\n</div>\n⟧");
}

#[test]
fn words_are_those_that_are_read() {
    let words = |markdown| understood(markdown).0.words;
    assert_eq!(words("## A b\n\nc *d* `e f`\n\n```text\ng h\n```\n\n![i](j.png)"), 6);
    assert_eq!(words("日本語です"), 3);
}

#[test]
fn places_are_those_of_the_file() {
    let text = "---\ntitle: é\n---\n::: example [x](/y)\n:::\n";
    let mut diagnostics = Vec::new();
    page(&SourcePath::new(PATH), text, 18..text.len(), &mut diagnostics);
    let Place::Span(span) = &diagnostics[0].place else { panic!() };
    assert_eq!(&text[span.start..span.end], "[x](/y)");
}

fn short(text: &str) -> (String, String, Vec<Diagnostic>) {
    let (path, mut diagnostics) = (SourcePath::new("content/a/01-b/quiz.yml"), Vec::new());
    let place = Place::File(path.clone());
    let fragment = fragment(&path, text, &place, &mut diagnostics);
    assert!(diagnostics.iter().all(|found| found.place == place));
    (readable(&fragment.line), readable(&fragment.rest), diagnostics)
}

#[test]
fn short_texts_have_a_line_and_a_rest() {
    let both = |text| {
        let (line, rest, diagnostics) = short(text);
        assert_eq!(diagnostics, []);
        (line, rest)
    };
    assert_eq!(both(" Who? > \"me\" "), ("Who? &gt; \"me\"".to_owned(), String::new()));
    assert_eq!(both("a *b* {{source: c}}"), ("a <em>b</em> ⟦source c⟧".to_owned(), String::new()));
    assert_eq!(both("a\n\nb\n"), ("a".to_owned(), "<p>b</p>\n".to_owned()));
    assert_eq!(both("- a"), (String::new(), "<ul>\n<li>a</li>\n</ul>\n".to_owned()));
    let (.., diagnostics) =
        short("a[^b]\n\n# c\n\n::: example\n\n{{question: d}}\n\n> [!TIP]\n> e\n\n[^b]: f");
    let codes: Vec<&str> = diagnostics.iter().map(|found| found.rule.code).collect();
    let short = "not-in-short-text";
    assert_eq!(codes, [short, short, short, "misplaced-question", short, short]);
}

#[test]
fn plain_texts_are_what_the_parser_makes_of_them() {
    for text in ["A b, c; d (e) f/g 100% x-y = z: \"q\" 'r' #h !i |j ^k > l", "é → 日", "a.", ""] {
        assert!(is_plain(text));
        let parsed = understood(text).0.prose;
        let (line, ..) = short(text);
        let parsed = readable(&parsed);
        assert_eq!(parsed.trim_start_matches("<p>").trim_end_matches("</p>\n"), line);
    }
    for text in ["1. a", "- a", "a\nb", "a_b_", "&amp;", "+ a", "<b>"] {
        assert!(!is_plain(text), "{text}");
    }
}

#[test]
fn rules_have_names_of_their_own_and_examples_that_hold() {
    let mut codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), RULES.len());
    for rule in RULES.iter().filter(|rule| rule.code != "too-deep" && rule.code != "not-in-short-text") {
        let found = faults(rule.example.wrong);
        assert!(found.contains(&format!("{} at", rule.code)), "{}: {found}", rule.code);
        assert!(!faults(rule.example.right).contains(&format!("{} at", rule.code)), "{}", rule.code);
    }
}

/// The first tag that is not closed, or closes nothing.
fn unbalanced(html: &str) -> Option<String> {
    let mut open = Vec::new();
    for part in html.split('<').skip(1) {
        let tag = part.split('>').next().unwrap_or_default();
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) if open.pop() == Some(name) => {}
            Some(name) => return Some(format!("/{name}")),
            None if matches!(name, "br" | "hr" | "input" | "mspace") => {}
            None => open.push(name),
        }
    }
    open.pop().map(str::to_owned)
}

/// All HTML of a text that is not the author's.
fn own_html(prose: &Prose) -> String {
    let mut html = String::new();
    for piece in prose.pieces() {
        match piece {
            Piece::Html(own) => html.push_str(own),
            Piece::Block(block) => {
                for part in [own_html(&block.title), own_html(&block.body)] {
                    assert_eq!(unbalanced(&part), None, "{part}");
                }
            }
            _ => {}
        }
    }
    html
}

proptest::proptest! {
    #[test]
    fn any_text_is_understood(parts in proptest::collection::vec(proptest::sample::select(PARTS_OF_TEXTS), 0..60)) {
        let text = parts.concat();
        let (understood, diagnostics) = understood(&text);
        let html = own_html(&understood.prose);
        proptest::prop_assert_eq!(unbalanced(&html), None, "{}", html);
        let found = diagnostics.iter().filter_map(|found| match &found.place {
            Place::Span(span) => Some(span.start..span.end),
            _ => None,
        });
        for at in places(&understood.prose).into_iter().chain(found) {
            proptest::prop_assert!(text.get(at.clone()).is_some(), "{at:?}");
        }
        short(&text);
    }

    #[test]
    fn any_signs_are_understood(text in "\\PC{0,200}") {
        let (understood, _) = understood(&text);
        proptest::prop_assert_eq!(unbalanced(&own_html(&understood.prose)), None);
        short(&text);
    }

    #[test]
    fn any_formula_is_read_or_refused(parts in proptest::collection::vec(proptest::sample::select(PARTS_OF_FORMULAS), 0..30)) {
        let text = format!("a ${}$ b", parts.concat());
        let (understood, _) = understood(&text);
        let html = own_html(&understood.prose);
        proptest::prop_assert_eq!(unbalanced(&html), None, "{}", html);
    }
}

const PARTS_OF_TEXTS: &[&str] = &[
    "a",
    " ",
    "é",
    "日",
    "\n",
    "\n\n",
    "\r\n",
    "  ",
    "    ",
    "- ",
    "1. ",
    "- [ ] ",
    "> ",
    "> [!NOTE]\n",
    "# ",
    "## ",
    "### x {#y}",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "```rust\n",
    "~~~",
    "::: example T\n",
    "::: tabs\n",
    "::: tab A\n",
    ":::\n",
    "::: checklist\n",
    "::: scenario\n",
    ":::",
    "::: x [a](b.md)\n",
    "[a](b.md)",
    "[",
    "](",
    "]",
    "![a](b.png)",
    "![",
    "[^1]",
    "[^1]: ",
    "[a][b]",
    "[b]: c.md\n",
    "{{source: a}}",
    "{{question: b}}",
    "{{",
    "}}",
    "\\",
    "$",
    "$$",
    "$a$",
    "<b>",
    "</b>",
    "<div>\n",
    "<!--",
    "-->",
    "| a | b |\n",
    "|---|--:|\n",
    "|",
    ": ",
    "\n: d\n",
    "---\n",
    "&amp;",
    "<https://a.b>",
    "\"",
    "\t",
    "\0",
];

const PARTS_OF_FORMULAS: &[&str] = &[
    "a",
    "1",
    "{",
    "}",
    "^",
    "_",
    "\\frac",
    "\\sqrt",
    "[",
    "]",
    "\\left",
    "\\right",
    "(",
    ")",
    "|",
    "&",
    "\\\\",
    "\\text{a<b}",
    "\\begin{matrix}",
    "\\end{matrix}",
    "\\begin{array}{c|c}",
    "\\end{array}",
    "\\hline",
    "\\color{red}",
    "\\hspace{1em}",
    "\\sum",
    "\\int",
    "\\limits",
    "'",
    "\\not",
    "\\mathbb",
    "\\operatorname",
    "\\over",
    "\\begin{cases}",
    "\\end{cases}",
    "\\rule{1em}{2em}",
    "\\prime",
    "\\overset",
    "\\underbrace",
    "\\middle",
    "\\bigl",
    "\\href",
    "\\char",
    "\\middle|",
    "%",
    "#",
    "~",
    "é",
    "\\begin{align}",
    "\\end{align}",
];
