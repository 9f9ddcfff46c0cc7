//! How hard a text is to read.

use std::ops::Add;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::model::{Piece, Prose, push_plain};

/// What the sentences of a text come to. Of headings, cells and labels that are
/// no sentences nothing is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    letters: u32,
    words: u32,
    sentences: u32,
}

/// What has no full stop is a sentence from this many words on.
const SENTENCE: usize = 6;

impl Reading {
    /// Fewer words than these say little about a text.
    pub const LEAST_WORDS: u32 = 100;

    /// Reads a text.
    pub fn of(prose: &Prose) -> Self {
        lines(prose)
            .lines()
            .flat_map(str::unicode_sentences)
            .map(Self::of_sentence)
            .fold(Self::default(), Self::add)
    }

    fn of_sentence(sentence: &str) -> Self {
        let words: Vec<&str> =
            sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).collect();
        let is_sentence = words.len() >= SENTENCE
            || sentence
                .trim_end()
                .trim_end_matches(['”', '’', '"', '\'', ')', '»'])
                .ends_with(['.', '!', '?', '…', '。']);
        if words.is_empty() || !is_sentence {
            return Self::default();
        }
        let letters = words.iter().map(|word| word.chars().filter(|c| c.is_alphanumeric()).count()).sum();
        Self { letters: count(letters), words: count(words.len()), sentences: 1 }
    }

    /// The grade of school in the United States at which a text in English can be
    /// read, by the Automated Readability Index: 4.71 × letters per word + 0.5 ×
    /// words per sentence − 21.43 (Smith and Senter, 1967). Nothing for a text of
    /// fewer than [`Self::LEAST_WORDS`] words.
    pub fn grade(self) -> Option<f64> {
        if self.words < Self::LEAST_WORDS {
            return None;
        }
        let [letters, words, sentences] = [self.letters, self.words, self.sentences].map(f64::from);
        Some((4.71 * letters / words + 0.5 * words / sentences - 21.43).max(0.0))
    }

    /// Whether the index is made for texts in this language, by its tag.
    pub fn knows(language: &str) -> bool {
        language
            .split('-')
            .next()
            .is_some_and(|primary| primary.is_empty() || primary.eq_ignore_ascii_case("en"))
    }
}

impl Add for Reading {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            letters: self.letters.saturating_add(other.letters),
            words: self.words.saturating_add(other.words),
            sentences: self.sentences.saturating_add(other.sentences),
        }
    }
}

/// The longest sentence of a text, and how many words it has.
pub(super) fn longest_sentence(prose: &Prose) -> Option<(String, usize)> {
    let text = lines(prose);
    let sentences = text.lines().flat_map(str::unicode_sentences);
    let measured = sentences.map(|sentence| (sentence.trim(), sentence.split_whitespace().count()));
    // Of several the first.
    let longest = measured.reduce(|longest, next| if next.1 > longest.1 { next } else { longest })?;
    Some((longest.0.to_owned(), longest.1))
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The text alone, with a line for each paragraph, item and cell.
fn lines(prose: &Prose) -> String {
    let mut html = String::new();
    for piece in prose.walk() {
        match piece {
            Piece::Html(part) => html.push_str(part),
            Piece::RawHtml(part) => html.push_str(&part.value),
            Piece::Block(_) | Piece::Picture(_) | Piece::Question(..) => html.push_str("<hr>"),
            _ => {}
        }
    }
    let mut text = String::new();
    push_plain(&html.replace('\n', " "), '\n', &mut text);
    text
}

#[cfg(test)]
mod tests {
    use super::{Reading, longest_sentence};
    use crate::model::Prose;

    fn html(html: &str) -> Prose {
        Prose::html(html)
    }

    #[test]
    fn sentences_are_measured_and_labels_are_not() {
        let text = "<h2>Refunds and repairs</h2><p>Help <em>him</em>. He said\n“No.”</p><ul><li>Yes</li><li>one two three four five six</li></ul>";
        assert_eq!(
            Reading::of(&html(text)),
            Reading { letters: 4 + 3 + 8 + 22, words: 2 + 3 + 6, sentences: 3 }
        );
    }

    #[test]
    fn the_grade_is_that_of_the_formula() {
        let reading = Reading { letters: 450, words: 100, sentences: 5 };
        let grade = reading.grade().unwrap();
        assert!((grade - (4.71 * 4.5 + 0.5 * 20.0 - 21.43)).abs() < 1e-9, "{grade}");
        assert_eq!(Reading { letters: 300, words: 99, sentences: 9 }.grade(), None);
        let simplest = Reading { letters: 100, words: 100, sentences: 100 };
        assert!(simplest.grade().unwrap().abs() < 1e-9);
    }

    #[test]
    fn it_is_for_english() {
        assert!(["", "en", "en-GB", "EN"].into_iter().all(Reading::knows));
        assert!(!Reading::knows("de") && !Reading::knows("eno"));
    }

    #[test]
    fn the_first_of_the_longest_sentences_is_named() {
        let longest = longest_sentence(&html("<p>One two. Three four five! Six seven eight.</p>"));
        assert_eq!(longest, Some(("Three four five!".to_owned(), 3)));
        assert_eq!(longest_sentence(&Prose::default()), None);
    }
}
