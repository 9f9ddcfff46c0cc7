//! Words that the glossary explains, found in texts and marked at their first use.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

use super::page::escaped;
use crate::model::{Piece, Prose, Term};

/// What can be found: every form of every term.
#[derive(Debug)]
pub(super) struct Finder {
    search: Option<AhoCorasick>,
    /// What each pattern belongs to.
    forms: Vec<Form>,
}

/// A way to write a term.
#[derive(Debug, Clone, Copy)]
struct Form {
    /// The term's place in the glossary.
    term: usize,
    /// Whether the capital letter in front is not the author's, but for the beginning of a
    /// sentence.
    raised: bool,
}

impl Finder {
    /// A form is found as it is written, and with a capital letter in front, for it may begin a
    /// sentence. Otherwise upper and lower case are told apart: `IT` is not `it`.
    pub(super) fn new(glossary: &[Term]) -> Self {
        let mut patterns: HashMap<String, Form> = HashMap::new();
        for (term, Term { term: name, also, .. }) in glossary.iter().enumerate() {
            for form in std::iter::once(name).chain(also).map(|form| form.trim()) {
                patterns.entry(escaped(form)).or_insert(Form { term, raised: false });
                patterns.entry(escaped(&capitalised(form))).or_insert(Form { term, raised: true });
            }
        }
        patterns.remove("");
        let (patterns, forms): (Vec<String>, Vec<Form>) = patterns.into_iter().unzip();
        // Only a glossary of many megabytes is more than the search can hold.
        let search = AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(patterns).ok();
        Self { search, forms }
    }

    /// Which terms a text of a page uses.
    pub(super) fn used(&self, prose: &Prose) -> BTreeSet<usize> {
        let mut reading = Reading::default();
        reading.read(self, prose);
        reading.seen
    }
}

fn capitalised(form: &str) -> String {
    let mut letters = form.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether what stands at `found` is a part of a name, as in “Consumer Rights Act” and “the Financial
/// Ombudsman”: whether the word behind it begins with a capital letter, or the one before it does
/// and does not begin its sentence.
fn in_name(text: &str, found: &Range<usize>) -> bool {
    const SPACES: [char; 2] = [' ', '\u{a0}'];
    let goes_on = || text[found.end..].strip_prefix(SPACES)?.chars().next();
    let begins = || {
        let before = text[..found.start].strip_suffix(SPACES)?;
        let (rest, word) = before.split_at(before.trim_end_matches(char::is_alphanumeric).len());
        let in_sentence = rest.strip_suffix(SPACES)?.ends_with(|c: char| c.is_alphanumeric() || c == ',');
        word.chars().next().filter(|_| in_sentence)
    };
    goes_on().is_some_and(char::is_uppercase) || begins().is_some_and(char::is_uppercase)
}

/// Where nothing is marked: links and other controls, titles, code and formulas.
const QUIET: [&str; 15] = [
    "a", "button", "code", "dfn", "h1", "h2", "h3", "h4", "h5", "h6", "label", "math", "pre", "summary",
    "svg",
];

/// A text while it is read: what was met, and what it stands in.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Terms that were met, and are not marked again.
    pub(super) seen: BTreeSet<usize>,
    /// How many quiet elements are open.
    quiet: usize,
    /// Whether the last piece ended inside a tag, before the value of an attribute.
    in_tag: bool,
}

impl Reading {
    /// Writes `html` with the first use of each term marked.
    pub(super) fn mark(&mut self, finder: &Finder, html: &str, into: &mut String, glossary: &[Term]) {
        if finder.forms.is_empty() {
            return into.push_str(html);
        }
        self.text(finder, html, |text, found| {
            let mut end = 0;
            for (term, at) in found {
                into.push_str(&text[end..at.start]);
                let id = escaped(&glossary[term].id);
                let word = &text[at.clone()];
                let _ = write!(
                    into,
                    "<span class=\"kept\"><button type=\"button\" class=\"term\" id=\"use-{id}\" \
                     popovertarget=\"term-{id}\">{word}</button></span>"
                );
                end = at.end;
            }
            into.push_str(&text[end..]);
        });
    }

    /// Goes past HTML in which nothing is marked.
    pub(super) fn pass_over(&mut self, finder: &Finder, html: &str) {
        self.quiet += 1;
        self.text(finder, html, |_, _| {});
        self.quiet = self.quiet.saturating_sub(1);
    }

    fn read(&mut self, finder: &Finder, prose: &Prose) {
        for piece in prose.pieces() {
            match piece {
                Piece::Html(html) => self.text(finder, html, |_, _| {}),
                Piece::RawHtml(html) => self.pass_over(finder, &html.value),
                Piece::Block(block) => self.read(finder, &block.body),
                _ => {}
            }
        }
    }

    /// Hands on each stretch of `html`, with the first uses of terms in it.
    fn text(&mut self, finder: &Finder, html: &str, mut hand: impl FnMut(&str, Vec<Found>)) {
        let mut rest = html;
        if self.in_tag {
            let (tag, after) = rest.split_at(rest.find('>').map_or(rest.len(), |end| end + 1));
            hand(tag, Vec::new());
            self.in_tag = !tag.ends_with('>');
            rest = after;
        }
        while !rest.is_empty() {
            let (text, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            let (tag, after) = tag.split_at(tag.find('>').map_or(tag.len(), |end| end + 1));
            hand(text, if self.quiet == 0 { self.first_uses(finder, text) } else { Vec::new() });
            hand(tag, Vec::new());
            self.pass(tag);
            self.in_tag = !tag.is_empty() && !tag.ends_with('>');
            rest = after;
        }
    }

    fn first_uses(&mut self, finder: &Finder, text: &str) -> Vec<Found> {
        let Some(search) = &finder.search else { return Vec::new() };
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let whole = |found: &aho_corasick::Match| {
            !is_word(text[..found.start()].chars().next_back())
                && !is_word(text[found.end()..].chars().next())
        };
        let found = search.find_iter(text).filter(whole);
        found
            .map(|found| (finder.forms[found.pattern().as_usize()], found.range()))
            .filter(|(form, at)| !(form.raised && in_name(text, at)) && self.seen.insert(form.term))
            .map(|(form, at)| (form.term, at))
            .collect()
    }

    /// Goes past a tag.
    fn pass(&mut self, tag: &str) {
        let inside = tag.trim_start_matches('<');
        let name = inside.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next();
        if name.is_some_and(|name| QUIET.contains(&name)) {
            self.quiet = if inside.starts_with('/') { self.quiet.saturating_sub(1) } else { self.quiet + 1 };
        }
    }
}

/// A term, and where its word stands.
type Found = (usize, Range<usize>);

#[cfg(test)]
mod tests {
    use super::{Finder, Reading};
    use crate::model::{Prose, Term};

    fn glossary() -> Vec<Term> {
        let term = |id: &str, term: &str, also: &[&str]| Term {
            id: id.to_owned(),
            term: term.to_owned(),
            also: also.iter().map(|form| (*form).to_owned()).collect(),
            definition: Prose::default(),
        };
        vec![
            term("data", "data", &[]),
            term("personal-data", "personal data", &["details"]),
            term("it", "IT", &[]),
            term("rd", "R&D", &[]),
            term("consumer", "consumer", &["consumers"]),
            term("ombudsman", "ombudsman", &[]),
            term("state", "Member State", &[]),
        ]
    }

    /// The text with what was marked in brackets.
    fn marked(html: &str) -> String {
        let glossary = glossary();
        let (finder, mut reading, mut into) = (Finder::new(&glossary), Reading::default(), String::new());
        for piece in html.split_inclusive('|') {
            reading.mark(&finder, piece.trim_end_matches('|'), &mut into, &glossary);
        }
        let plain = into.replace("<span class=\"kept\">", "").replace("</button></span>", "</button>");
        let mut parts = plain.split("<button ");
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (_, rest) = part.split_once('>').unwrap_or_default();
            text.push('[');
            text.push_str(&rest.replacen("</button>", "]", 1));
        }
        text
    }

    #[test]
    fn the_first_use_is_marked_and_the_longest_term_wins() {
        assert_eq!(marked("<p>personal data, data, data</p>"), "<p>[personal data], [data], data</p>");
        assert_eq!(marked("<p>Details</p><p>personal data</p>"), "<p>[Details]</p><p>personal data</p>");
    }

    #[test]
    fn only_whole_words_in_their_own_case_are_marked() {
        assert_eq!(marked("database metadata it ITs"), "database metadata it ITs");
        assert_eq!(marked("IT, R&amp;D"), "[IT], [R&amp;D]");
    }

    #[test]
    fn a_part_of_a_name_is_not_marked() {
        for name in [
            "the Consumer Rights Act",
            "Consumer\u{a0}Rights Act",
            "(Consumer Financial Protection Bureau)",
            "ask the Financial Ombudsman first",
            "the Motor Ombudsman, the Energy Ombudsman",
            "the EU Consumer agenda",
        ] {
            assert_eq!(marked(name), name);
        }
        assert_eq!(
            marked("The Consumer Rights Act protects consumers."),
            "The Consumer Rights Act protects [consumers]."
        );
    }

    #[test]
    fn a_capital_letter_alone_makes_no_name() {
        assert_eq!(marked("Consumers may ask."), "[Consumers] may ask.");
        assert_eq!(
            marked("The Ombudsman decides. The Consumer may ask."),
            "The [Ombudsman] decides. The [Consumer] may ask."
        );
        assert_eq!(marked("It is “The Ombudsman”."), "It is “The [Ombudsman]”.");
        assert_eq!(
            marked("In Spain the Ombudsman decides, and UK consumers UK"),
            "In Spain the [Ombudsman] decides, and UK [consumers] UK"
        );
        assert_eq!(marked("Ask Ann. Consumers may."), "Ask Ann. [Consumers] may.");
    }

    #[test]
    fn a_term_that_is_written_with_a_capital_letter_is_marked_beside_any_word() {
        assert_eq!(marked("an EU Member State Law"), "an EU [Member State] Law");
    }

    #[test]
    fn nothing_is_marked_where_a_control_or_a_title_stands() {
        assert_eq!(
            marked("<h2>Data</h2><a href=\"|\">data</a><code>data</code> data"),
            "<h2>Data</h2><a href=\"\">data</a><code>data</code> [data]"
        );
        assert_eq!(marked("<a title=\"data\"|>data</a>"), "<a title=\"data\">data</a>");
    }
}
