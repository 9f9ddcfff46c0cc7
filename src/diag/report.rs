//! Findings put in order, each with the lines and columns of its places: what
//! all printed forms are made from.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::lines::{ceil, floor};
use super::{Diagnostic, LineIndex, Position, Severity, counted};
use crate::source::{Place, SourcePath, SourceTree};

/// What was found in a project, ready to be printed: in the order of files and
/// places, without repetitions.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// Each finding.
    pub findings: Vec<Finding<'a>>,
}

/// A diagnostic and where it is.
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    /// What is wrong.
    pub diagnostic: &'a Diagnostic,
    /// Where.
    pub spot: Spot<'a>,
    /// A second place that the finding is about, and what to say there.
    pub second: Option<(Spot<'a>, &'a str)>,
}

/// A place that can be shown: a stretch of a file's text, or a file as a whole.
#[derive(Debug, Clone)]
pub struct Spot<'a> {
    /// The file, as it is to be shown.
    pub path: String,
    /// The stretch; `None` for a file as a whole, and for one whose text is not at hand.
    pub region: Option<Region<'a>>,
}

/// A stretch of a text.
#[derive(Debug, Clone)]
pub struct Region<'a> {
    /// The whole text of the file.
    pub text: &'a str,
    /// The stretch in bytes: inside the text, between whole characters, and
    /// without line breaks at its end.
    pub range: Range<usize>,
    /// Its first character.
    pub start: Position,
    /// One past its last character.
    pub end: Position,
    /// The bytes of the lines that it touches.
    pub lines: Range<usize>,
}

impl<'a> Region<'a> {
    /// The lines that it touches.
    pub fn excerpt(&self) -> &'a str {
        &self.text[self.lines.clone()]
    }
}

impl<'a> Report<'a> {
    /// Puts `diagnostics` in order; `tree` holds the texts that they are about.
    pub fn new(diagnostics: &'a [Diagnostic], tree: &'a SourceTree) -> Self {
        let mut ordered: Vec<&Diagnostic> = diagnostics.iter().collect();
        ordered.sort_by_key(|diagnostic| order(diagnostic));
        ordered.dedup();
        let mut texts = Texts { tree, indexes: HashMap::new() };
        let findings = ordered
            .into_iter()
            .map(|diagnostic| Finding {
                diagnostic,
                spot: texts.spot(&diagnostic.place),
                second: diagnostic.second.as_ref().map(|(place, label)| (texts.spot(place), label.as_str())),
            })
            .collect();
        Self { findings }
    }

    /// Shows paths from the folder that the project stands in, which is what a
    /// terminal, an editor and a build server can open.
    #[must_use]
    pub fn below(mut self, folder: &str) -> Self {
        if !folder.is_empty() {
            for finding in &mut self.findings {
                let second = finding.second.as_mut().map(|(spot, _)| spot);
                for spot in std::iter::once(&mut finding.spot).chain(second) {
                    spot.path = format!("{}/{}", folder.trim_end_matches('/'), spot.path);
                }
            }
        }
        self
    }

    /// How many findings forbid publication.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many do not.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// How much was found, in words: `2 errors, 1 warning in 3 files`.
    pub fn summary(&self) -> String {
        let files: BTreeSet<&str> = self.findings.iter().map(|finding| finding.spot.path.as_str()).collect();
        let counts: Vec<String> = [(self.errors(), "error"), (self.warnings(), "warning")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, noun)| counted(count, noun))
            .collect();
        if counts.is_empty() {
            return "No problems found.".to_owned();
        }
        format!("{} in {}", counts.join(", "), counted(files.len(), "file"))
    }

    fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.diagnostic.rule.severity == severity).count()
    }
}

/// By file and place, a file as a whole first; the message last, so that equal
/// findings stand side by side.
fn order(diagnostic: &Diagnostic) -> impl Ord + use<> {
    let at = match &diagnostic.place {
        Place::Span(span) => Some((span.start, span.end)),
        Place::Node(..) | Place::File(_) => None,
    };
    let rule = diagnostic.rule;
    let words = (diagnostic.message.clone(), diagnostic.label.clone(), diagnostic.help.clone());
    (diagnostic.place.path().clone(), at, rule.severity, rule.code, words)
}

/// The texts of a project, and the line indexes of those that were needed.
struct Texts<'a> {
    tree: &'a SourceTree,
    indexes: HashMap<&'a SourcePath, LineIndex<'a>>,
}

impl<'a> Texts<'a> {
    fn spot(&mut self, place: &'a Place) -> Spot<'a> {
        Spot { path: place.path().to_string(), region: self.region(place) }
    }

    fn region(&mut self, place: &'a Place) -> Option<Region<'a>> {
        let Place::Span(span) = place else { return None };
        let text = self.tree.get(&span.path)?.as_text();
        let range = inside(text, span.start..span.end);
        let index = self.indexes.entry(&span.path).or_insert_with(|| LineIndex::new(text));
        Some(Region {
            text,
            start: index.position(range.start),
            end: index.position(range.end),
            lines: index.lines(&range),
            range,
        })
    }
}

/// `range` made fit to be shown: inside `text`, between whole characters, and
/// not reaching over the end of a line without need. What lies behind the last
/// line break is no line to an author, so it means the end of the line before.
fn inside(text: &str, range: Range<usize>) -> Range<usize> {
    let shown = text.trim_end_matches(['\n', '\r']).len();
    let mut start = floor(text, range.start);
    if start == text.len() {
        start = shown;
    }
    let end = ceil(text, range.end).max(start);
    start..start + text[start..end].trim_end_matches(['\n', '\r']).len()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::diag::{Example, Rule};
    use crate::source::{Source, Span};

    pub(in crate::diag) static BAD: Rule = Rule {
        code: "no-right-answer",
        severity: Severity::Error,
        explain: "A question needs an answer that is right. Nobody can pass it otherwise.",
        example: Example { wrong: "- Yes", right: "- {text: Yes, correct: true}" },
    };
    pub(in crate::diag) static ODD: Rule = Rule {
        code: "no-summary",
        severity: Severity::Warning,
        explain: "A summary helps.",
        example: Example { wrong: "", right: "" },
    };

    /// A finding at `what` in `text`, which stands in `content/q.yml`.
    pub(in crate::diag) fn at(rule: &'static Rule, text: &str, what: &str) -> Diagnostic {
        let start = text.find(what).expect("the passage is in the text");
        let span = Span::new(&SourcePath::new("content/q.yml"), start..start + what.len());
        Diagnostic::new(rule, span, format!("something is wrong with `{}`", what.trim()))
    }

    pub(in crate::diag) fn tree(text: &str) -> SourceTree {
        [Source::text("content/q.yml", text)].into_iter().collect()
    }

    #[test]
    fn findings_stand_in_the_order_of_files_and_places_without_repetition() {
        let text = "a: 1\nb: 2\n";
        let tree = tree(text);
        let whole = Diagnostic::new(&ODD, Place::File(SourcePath::new("content/q.yml")), "no summary");
        let other = Diagnostic::new(&ODD, Place::File(SourcePath::new("content/a.md")), "no summary");
        let found = [
            at(&BAD, text, "b"),
            at(&ODD, text, "a"),
            at(&BAD, text, "a"),
            at(&ODD, text, "a"),
            whole,
            other,
            at(&BAD, text, "b").help("this one differs"),
        ];
        let report = Report::new(&found, &tree);
        let order: Vec<String> = report
            .findings
            .iter()
            .map(|finding| {
                let line = finding.spot.region.as_ref().map_or(0, |region| region.start.line);
                format!("{}:{line} {}", finding.spot.path, finding.diagnostic.rule.code)
            })
            .collect();
        assert_eq!(
            order,
            [
                "content/a.md:0 no-summary",
                "content/q.yml:0 no-summary",
                "content/q.yml:1 no-right-answer",
                "content/q.yml:1 no-summary",
                "content/q.yml:2 no-right-answer",
                "content/q.yml:2 no-right-answer",
            ]
        );
        assert_eq!(report.summary(), "3 errors, 3 warnings in 2 files");
    }

    #[test]
    fn the_summary_speaks_of_what_there_is() {
        let text = "a: 1";
        let tree = tree(text);
        assert_eq!(Report::new(&[], &tree).summary(), "No problems found.");
        assert_eq!(Report::new(&[at(&BAD, text, "a")], &tree).summary(), "1 error in 1 file");
        assert_eq!(Report::new(&[at(&ODD, text, "a")], &tree).summary(), "1 warning in 1 file");
    }

    #[test]
    fn a_stretch_ends_where_its_last_line_ends() {
        assert_eq!(inside("ab\ncd\r\n\r\n", 3..9), 3..5);
        assert_eq!(inside("ab\r\n", 4..4), 2..2);
        assert_eq!(inside("ab", 7..9), 2..2);
        assert_eq!(inside("a日b", 2..3), 1..4);
        assert_eq!(inside("a\n\nb", 1..3), 1..1);
        assert_eq!(inside("", 0..1), 0..0);
        assert_eq!(inside("\n\n", 1..2), 1..1);
    }
}
