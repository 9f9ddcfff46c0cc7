//! Quizzes on paper: what a paper and the key to it have in common.

mod gaps;
pub(super) mod key;
pub(super) mod list;
pub(super) mod sheet;
mod solution;

use std::sync::Arc;

use serde::Serialize;

use super::page::Page;
use super::quiz::{confidence, terms};
use crate::model::{Confidence, Course, Fraction, Interaction, Key, Question, Quiz, RELEASE_DIGITS};
use crate::plan::Paper;
use crate::score::{draw, seed_for, shuffled};

/// What stands at the head of a paper and of its key.
#[derive(Serialize)]
struct Head<'a> {
    course: &'a str,
    title: &'a str,
    variant: Option<char>,
    /// What the paper was made by; missing where it decides nothing.
    seed: Option<u32>,
    /// The course's release, as many digits as name it.
    release: String,
    /// What stands at the foot of every page.
    foot: String,
    /// How many questions there are.
    questions: usize,
    /// What they are worth together.
    points: String,
    pass: Option<Pass>,
    /// What passing asks for besides, in phrases.
    terms: Vec<String>,
    /// What comes of how sure learners are, in a sentence.
    confidence: Option<&'a str>,
    /// Whether that makes the score.
    graded: bool,
}

/// A pass mark.
#[derive(Serialize)]
struct Pass {
    percent: i64,
    points: String,
}

impl<'a> Page<'a> {
    /// The head of `paper`, on which `quiz` is asked. The word `critical` says
    /// what is asked of critical questions.
    fn head(&self, course: &'a Course, quiz: &'a Quiz, paper: &Paper, critical: &str) -> Head<'a> {
        let words = &self.renderer.words;
        let total = total(quiz);
        let seed = self.is_seeded().then_some(paper.seed);
        let release = format!("{:.*}", RELEASE_DIGITS, course.release);
        let facts = [
            Some(course.about.title.clone()),
            Some(quiz.title.clone()),
            paper.variant.map(|letter| words.text("paper_variant", &[("letter", &letter)])),
            seed.map(|seed| words.text("paper_seed", &[("seed", &seed)])),
            Some(words.text("paper_release", &[("digest", &release)])),
        ];
        Head {
            course: &course.about.title,
            title: &quiz.title,
            variant: paper.variant,
            seed,
            release,
            foot: facts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            questions: quiz.questions.len(),
            points: self.shown(&total),
            pass: quiz.pass.as_ref().map(|pass| Pass {
                percent: pass.percent_down(),
                points: self.shown(&(pass.clone() * total)),
            }),
            terms: terms(self, course, quiz, critical),
            confidence: confidence(quiz).map(|word| words.get(word)),
            graded: quiz.confidence == Confidence::Graded,
        }
    }

    /// A number of points as the language writes it.
    fn shown(&self, points: &Fraction) -> String {
        self.renderer.words.number(&points.shown())
    }

    /// "1 point"; with a sign where several numbers are added up.
    fn points(&self, points: &Fraction, signed: bool) -> String {
        let shown = self.shown(points);
        let plus = if signed && *points > Fraction::zero() { "+" } else { "" };
        let count = points.shown().trim_start_matches('-').to_owned();
        self.renderer.words.text("paper_points", &[("n", &count), ("points", &format_args!("{plus}{shown}"))])
    }

    /// The module's quiz as `paper` asks it: what the paper's seed draws of it,
    /// in the order that the seed gives. Nothing is left to be drawn.
    fn on(&self, paper: &Paper) -> Option<(&'a Course, Quiz)> {
        let ((_, course), (_, module)) = self.course.zip(self.module)?;
        let written = module.quiz.as_deref()?;
        let seed = match paper.variant {
            Some(letter) => seed_for(paper.seed, letter.encode_utf8(&mut [0; 4])),
            None => paper.seed,
        };
        let drawn =
            draw(written, seed, |_| 0).into_iter().map(|question| Arc::new(mixed(question, written, seed)));
        Some((course, Quiz { draw: None, questions: drawn.collect(), ..written.clone() }))
    }

    /// Whether the seed of a paper decides anything on it.
    fn is_seeded(&self) -> bool {
        let quiz = self.module.and_then(|(_, module)| module.quiz.as_deref());
        quiz.is_some_and(|quiz| quiz.shuffle || quiz.draw.is_some())
    }
}

/// The question with what it shows in the order that the seed of the whole
/// gives. Where the order is what is asked for, it is not the right one.
fn mixed(question: &Question, quiz: &Quiz, seed: u32) -> Question {
    let mut question = question.clone();
    if !quiz.shuffle || !question.interaction.shuffles() {
        return question;
    }
    let shown = match &mut question.interaction {
        Interaction::Choice { choices: shown, .. }
        | Interaction::Match { rows: shown, .. }
        | Interaction::Order { items: shown } => shown,
        Interaction::Number { .. }
        | Interaction::Text { .. }
        | Interaction::Gaps { .. }
        | Interaction::Scenario { .. } => return question,
    };
    let order = shuffled(shown, seed_for(seed, &question.id));
    let is_right =
        matches!(&question.key, Key::Order { right, .. } if order.iter().map(|item| &item.id).eq(right));
    if !is_right {
        *shown = order.into();
    }
    question
}

/// What all questions are worth together.
fn total(quiz: &Quiz) -> Fraction {
    quiz.questions.iter().map(|question| question.points.clone()).sum()
}

/// Whether the question counts at all.
fn is_scored(question: &Question) -> bool {
    question.key != Key::Unscored
}

/// The name of the `place`th of several things, counted from 0: `A` to `Z`, then `AA`.
fn letter(place: usize) -> String {
    let last = char::from(b'A' + u8::try_from(place % 26).unwrap_or_default());
    match place / 26 {
        0 => last.to_string(),
        more => letter(more - 1) + &last.to_string(),
    }
}

/// The page without links to pages that there are not on paper, or, unless
/// `outward` ones are to stay, any; and with pictures that do not wait until
/// they are scrolled to.
fn for_print(html: &str, outward: bool) -> String {
    let mut page = String::with_capacity(html.len());
    let mut rest = html;
    let mut kept = false;
    while let Some(at) = rest.find("<a ").into_iter().chain(rest.find("</a>")).min() {
        let (before, tag) = rest.split_at(at);
        page.push_str(before);
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let (tag, after) = tag.split_at(end);
        if tag.starts_with("<a ") {
            kept = outward && tag.contains("href=\"http");
        }
        if kept {
            page.push_str(tag);
        }
        rest = after;
    }
    page.push_str(rest);
    page.replace(" loading=\"lazy\"", "")
}

#[cfg(test)]
mod tests {
    use super::{for_print, letter};

    #[test]
    fn there_are_letters_for_any_number_of_options() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letter), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_paper_has_no_links() {
        let html = "<p><a href=\"#\">The <b>clock</b></a> and <abbr>a</abbr> <a href=\"https://x.example\">law</a></p>";
        assert_eq!(for_print(html, false), "<p>The <b>clock</b> and <abbr>a</abbr> law</p>");
        let key = "<p>The <b>clock</b> and <abbr>a</abbr> <a href=\"https://x.example\">law</a></p>";
        assert_eq!(for_print(html, true), key);
        assert_eq!(
            for_print("<img src=\"a.png\" loading=\"lazy\" decoding=\"async\">", true),
            "<img src=\"a.png\" decoding=\"async\">"
        );
    }
}
