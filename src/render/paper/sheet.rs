//! A quiz to be answered on paper. Nothing on it tells an answer.

use serde::Serialize;

use super::super::interaction::{Body, marking};
use super::super::page::{Cited, Page};
use super::super::text;
use super::{Head, for_print, is_scored, letter};
use crate::diag::Diagnostic;
use crate::model::{Confidence, Interaction, Question};
use crate::plan::Paper;

#[derive(Serialize)]
struct View<'a> {
    head: Head<'a>,
    /// HTML.
    intro: Option<String>,
    questions: Vec<Asked<'a>>,
    /// The names of options, in order.
    letters: Vec<String>,
    /// What the questions cite, in the order of first citing.
    sources: Vec<Cited<'a>>,
}

/// A question, as its template shows it.
#[derive(Serialize)]
struct Asked<'a> {
    /// From 1.
    number: usize,
    /// The name of the interaction.
    interaction: &'static str,
    /// HTML without block elements.
    prompt: String,
    /// HTML; may be empty.
    stem: String,
    how: String,
    body: Body<'a>,
    /// Missing where nothing is scored.
    points: Option<String>,
    /// Whether learners are asked how sure they are of the answer.
    sure: bool,
}

pub(in crate::render) fn render(page: Page, paper: &Paper) -> Result<Vec<u8>, Box<Diagnostic>> {
    let Some((course, quiz)) = page.on(paper) else { return Ok(Vec::new()) };
    let mut page = page;
    let intro = page.fill_some(quiz.intro.as_ref())?;
    let mut questions = Vec::new();
    for (at, question) in quiz.questions.iter().enumerate() {
        questions.push(Asked {
            number: at + 1,
            interaction: question.interaction_name(),
            prompt: page.fill(&question.prompt)?,
            stem: page.fill(&question.extras.stem)?,
            how: page.how_on_paper(question),
            body: page.body_on_paper(question)?,
            points: is_scored(question).then(|| page.shown(&question.points)),
            sure: is_scored(question) && quiz.confidence != Confidence::No,
        });
    }
    let most = quiz.questions.iter().map(|question| options(question)).max().unwrap_or_default();
    let sources = page.cited.iter().map(|citation| page.cited(citation)).collect();
    let head = page.head(course, &quiz, paper, "paper_term_critical");
    let frame = page.frame("paper", &[&head.foot], String::new(), None)?;
    let letters = (0..most).map(letter).collect();
    let view = View { head, intro, questions, letters, sources };
    let html = text(page.renderer.fill_page("paper.html", frame, view, (), 0)?);
    Ok(for_print(&html, false).into())
}

impl<'a> Page<'a> {
    /// What the paper's template of the question's interaction shows.
    fn body_on_paper(&mut self, question: &'a Question) -> Result<Body<'a>, Box<Diagnostic>> {
        match &question.interaction {
            Interaction::Gaps { text, gaps } => Ok(Body::Gaps { passage: self.blanks(text, gaps)? }),
            Interaction::Choice { .. }
            | Interaction::Number { .. }
            | Interaction::Text { .. }
            | Interaction::Scenario { .. }
            | Interaction::Match { .. }
            | Interaction::Order { .. } => self.body(question),
        }
    }

    /// How the question is answered with a pen, in sentences.
    fn how_on_paper(&self, question: &Question) -> String {
        let words = &self.renderer.words;
        let how = match &question.interaction {
            Interaction::Choice { .. } if question.extras.attestation.is_some() => "paper_sign",
            Interaction::Choice { multiple: true, .. } => "paper_tick_all",
            Interaction::Choice { .. } => "paper_tick_one",
            Interaction::Number { .. } => "paper_write_number",
            Interaction::Text { long: true } => "paper_write_note",
            Interaction::Text { long: false } => "paper_write_text",
            Interaction::Scenario { .. } => "paper_take_path",
            Interaction::Match { table: true, .. } => "paper_tick_each",
            Interaction::Match { .. } => "paper_match_each",
            Interaction::Order { .. } => "paper_number_boxes",
            Interaction::Gaps { .. } => "paper_fill_gaps",
        };
        std::iter::once(how).chain(marking(question)).map(|key| words.get(key)).collect::<Vec<_>>().join(" ")
    }
}

/// How many options the question has that want a letter.
fn options(question: &Question) -> usize {
    match &question.interaction {
        Interaction::Choice { choices, .. }
        | Interaction::Match { columns: choices, .. }
        | Interaction::Order { items: choices } => choices.len(),
        Interaction::Number { .. } | Interaction::Text { .. } | Interaction::Gaps { .. } => 0,
        Interaction::Scenario { scenes, .. } => {
            scenes.iter().map(|scene| scene.choices().len()).max().unwrap_or_default()
        }
    }
}
