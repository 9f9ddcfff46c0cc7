//! The form for people: an excerpt with a caret under the fault.

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use super::Severity;
use super::report::{Finding, Region, Report, Spot};

/// Excerpts are cut to this many columns; a paragraph of Markdown is often one long line.
const WIDTH: usize = 120;

impl Report<'_> {
    /// All findings, one below the other, and how many there are. With escape
    /// codes for colours; printing through `anstream` takes them out where
    /// they are not wanted.
    pub fn human(&self) -> String {
        let renderer = Renderer::styled().term_width(WIDTH);
        let mut out = String::new();
        for finding in &self.findings {
            out.push_str(&renderer.render(&[group(finding)]));
            out.push_str("\n\n");
        }
        out.push_str(&self.summary());
        out.push('\n');
        out
    }
}

fn group<'a>(finding: &'a Finding<'a>) -> Group<'a> {
    let Finding { diagnostic, spot, second } = finding;
    let level = match diagnostic.rule.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group =
        Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.rule.code));
    let second = second.as_ref().map(|(other, label)| (other, *label));
    match &spot.region {
        None => group = group.element(Origin::path(spot.path.as_str())),
        Some(region) => {
            let first = (region, AnnotationKind::Primary, diagnostic.label.as_str());
            let beside = second.filter(|(other, _)| other.path == spot.path);
            let beside = beside.and_then(|(other, label)| Some((other.region.as_ref()?, label)));
            let beside = beside.map(|(region, label)| (region, AnnotationKind::Context, label));
            group = group.element(excerpt(&spot.path, first, beside));
        }
    }
    if let Some((other, label)) = second {
        group = elsewhere(group, spot, other, label);
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(normalize_untrusted_str(help))),
        None => group,
    }
}

/// The second place, where it does not stand in the first one's excerpt already.
fn elsewhere<'a>(group: Group<'a>, spot: &Spot, other: &'a Spot<'a>, label: &'a str) -> Group<'a> {
    match &other.region {
        Some(_) if other.path == spot.path && spot.region.is_some() => group,
        Some(region) => group.element(excerpt(&other.path, (region, AnnotationKind::Context, label), None)),
        None => {
            let note = if label.is_empty() { other.path.clone() } else { format!("{label}: {}", other.path) };
            group.element(Level::NOTE.message(normalize_untrusted_str(&note)))
        }
    }
}

/// A region, how it is marked, and what is said there.
type Mark<'a> = (&'a Region<'a>, AnnotationKind, &'a str);

/// The lines that the marks touch, and those between them. The whole text of the
/// file would look the same, and be gone through once for each finding in it.
fn excerpt<'a>(path: &'a str, first: Mark<'a>, second: Option<Mark<'a>>) -> Snippet<'a, Annotation<'a>> {
    let regions = || std::iter::once(first.0).chain(second.map(|(region, ..)| region));
    let (start, line) =
        regions().map(|region| (region.lines.start, region.start.line)).min().unwrap_or((0, 1));
    // With the end of the last line, or an empty one would seem to be the one before it.
    let end = regions().map(|region| region.lines.end).max().unwrap_or(start);
    let end = first.0.text[end..].find('\n').map_or(first.0.text.len(), |at| end + at + 1);
    let annotation = |(region, kind, label): Mark<'a>| {
        let label = (!label.is_empty()).then(|| normalize_untrusted_str(label));
        kind.span(region.range.start - start..region.range.end - start).label(label)
    };
    Snippet::source(&first.0.text[start..end])
        .line_start(line)
        .path(path)
        .annotations(std::iter::once(first).chain(second).map(annotation))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Diagnostic;
    use super::super::report::tests::{BAD, ODD, at, tree};
    use super::*;
    use crate::source::{Place, Source, SourcePath, SourceTree, Span};

    fn plain(found: &[Diagnostic], tree: &SourceTree) -> String {
        let shown = anstream::adapter::strip_str(&Report::new(found, tree).human()).to_string();
        let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
        lines.join("\n") + "\n"
    }

    #[test]
    fn a_finding_shows_its_lines_and_the_way_out() {
        let text = "title: Requests\nquestions:\n  - prompt: Which?\n    options: [Yes, No]\n";
        let found = at(&BAD, text, "options")
            .label("none of these is marked as correct")
            .also(Span::new(&SourcePath::new("content/q.yml"), 31..37), "of this question")
            .help("write the right one as `{text: Yes, correct: true}`");
        assert_eq!(
            plain(&[found], &tree(text)),
            "\
error[no-right-answer]: something is wrong with `options`
 --> content/q.yml:4:5
  |
3 |   - prompt: Which?
  |     ------ of this question
4 |     options: [Yes, No]
  |     ^^^^^^^ none of these is marked as correct
  |
  = help: write the right one as `{text: Yes, correct: true}`

1 error in 1 file
"
        );
    }

    #[test]
    fn an_empty_line_is_not_taken_for_the_one_before_it() {
        let text = "title: Requests\n\nquestions:\n";
        let place = |at: usize| Span::new(&SourcePath::new("content/q.yml"), at..at);
        let found = Diagnostic::new(&BAD, place(16), "wrong").also(place(0), "and here");
        let shown = plain(&[found], &tree(text));
        assert!(shown.contains(" --> content/q.yml:2:1\n"), "{shown}");
    }

    #[test]
    fn a_second_place_in_another_file_has_an_excerpt_of_its_own() {
        let text = "title: Requests\n";
        let mut tree = tree(text);
        tree.insert(Source::text("content/site.yml", "title: Training\n"));
        let site = SourcePath::new("content/site.yml");
        let found = [
            at(&ODD, text, "title").also(Span::new(&site, 0..5), "the site's title"),
            at(&ODD, text, "Requests").also(Place::File(site), "see"),
        ];
        assert_eq!(
            plain(&found, &tree),
            "\
warning[no-summary]: something is wrong with `title`
 --> content/q.yml:1:1
  |
1 | title: Requests
  | ^^^^^
  |
 ::: content/site.yml:1:1
  |
1 | title: Training
  | ----- the site's title

warning[no-summary]: something is wrong with `Requests`
 --> content/q.yml:1:8
  |
1 | title: Requests
  |        ^^^^^^^^
  |
  = note: see: content/site.yml

2 warnings in 1 file
"
        );
    }

    #[test]
    fn a_whole_file_and_a_file_without_text_have_no_excerpt() {
        let found = [
            Diagnostic::new(&BAD, Place::File(SourcePath::new("content/a.md")), "no title").help("write one"),
            Diagnostic::new(&BAD, Span::new(&SourcePath::new("content/gone.md"), 3..9), "no text"),
        ];
        assert_eq!(
            plain(&found, &tree("")),
            "\
error[no-right-answer]: no title
--> content/a.md
 = help: write one

error[no-right-answer]: no text
--> content/gone.md

2 errors in 2 files
"
        );
    }

    #[test]
    fn the_end_of_a_file_an_empty_file_tabs_and_wide_characters_are_shown() {
        let path = SourcePath::new("content/q.yml");
        let end = Diagnostic::new(&BAD, Span::new(&path, 5..5), "more is missing").label("here");
        assert_eq!(
            plain(std::slice::from_ref(&end), &tree("a: 1\n")),
            "\
error[no-right-answer]: more is missing
 --> content/q.yml:1:5
  |
1 | a: 1
  |     ^ here

1 error in 1 file
"
        );
        assert_eq!(
            plain(&[end], &tree("")),
            "\
error[no-right-answer]: more is missing
 --> content/q.yml:1:1
  |
1 |
  | ^ here

1 error in 1 file
"
        );
        let text = "\t日本: x\r\n";
        assert_eq!(
            plain(&[at(&BAD, text, "x")], &tree(text)),
            "\
error[no-right-answer]: something is wrong with `x`
 --> content/q.yml:1:6
  |
1 |     日本: x
  |           ^

1 error in 1 file
"
        );
    }

    #[test]
    fn an_author_cannot_smuggle_escape_codes_into_the_terminal() {
        let text = "\u{1b}[31m: 1\n";
        let found = at(&BAD, text, "\u{1b}[31m").label("\u{1b}[31m").help("\u{1b}[31m");
        let found = [found.also(Place::File(SourcePath::new("content/\u{1b}[31m.md")), "\u{1b}[31m")];
        let tree = tree(text);
        let shown = Report::new(&found, &tree).human();
        assert!(!shown.contains("\u{1b}[31m"), "{shown:?}");
    }

    proptest! {
        #[test]
        fn no_text_and_no_place_in_it_stops_the_printing(
            text in "[ab:\\- \t\r\n日é😀\u{300}\u{200b}]{0,40}",
            places in proptest::array::uniform4(0usize..90),
        ) {
            let [a, b, c, d] = places;
            let path = SourcePath::new("content/q.yml");
            let found = [Diagnostic::new(&BAD, Span::new(&path, a..b), "wrong")
                .label("here")
                .also(Span::new(&path, c..d), "and here")];
            let tree = tree(&text);
            let report = Report::new(&found, &tree);
            let _ = (report.human(), report.json(), report.sarif(), report.github());
            let start = report.findings[0].spot.region.as_ref().map(|region| region.start);
            let start = start.expect("the text is at hand");
            let shown = plain(&found, &tree);
            let expected = format!("content/q.yml:{}:{}\n", start.line, start.column);
            prop_assert!(shown.contains(&expected), "{shown}\nshould name {expected}");
        }
    }
}
