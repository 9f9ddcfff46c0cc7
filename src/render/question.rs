//! A question as it is asked.

use serde::Serialize;

use super::answer::Answer;
use super::data;
use super::interaction::Body;
use super::page::Page;
use crate::diag::Diagnostic;
use crate::model::{Confidence, Key, Question, Quiz};
use crate::plan::Script;

/// What the template `question.html` needs to know.
#[derive(Serialize)]
pub(super) struct Asked<'a> {
    id: &'a str,
    /// "Question 1 of 8"; missing in a knowledge check.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    /// The name of the interaction.
    interaction: &'static str,
    /// Whether the quiz asks fewer questions than come before it.
    spare: bool,
    /// HTML without block elements.
    prompt: String,
    /// HTML.
    #[serde(skip_serializing_if = "String::is_empty")]
    stem: String,
    how: String,
    /// Whether nobody passes who does not answer it fully right.
    critical: bool,
    /// Whether learners are asked how sure they are of the answer.
    sure: bool,
    pub(super) body: Body<'a>,
    /// HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
}

/// The place of a question in the quiz that scores it.
#[derive(Clone, Copy)]
pub(super) struct Scored<'q> {
    pub(super) quiz: &'q Quiz,
    /// From 1.
    pub(super) number: usize,
    /// How many questions of the quiz an attempt asks.
    pub(super) asked: usize,
}

/// What the template `check.html` needs to know.
#[derive(Serialize)]
struct Check<'a> {
    question: Asked<'a>,
    /// Missing where there is nothing to tell.
    answer: Option<Answer<'a>>,
    /// JSON for the script.
    data: String,
}

/// A question of the module's quiz, asked inside the text.
pub(super) fn check(page: &mut Page, id: &str) -> Result<String, Box<Diagnostic>> {
    let (Some((_, course)), Some((_, module))) = (page.course, page.module) else { return Ok(String::new()) };
    let asked =
        module.quiz.as_ref().and_then(|quiz| quiz.questions.iter().find(|question| question.id == id));
    let Some(question) = asked else { return Ok(String::new()) };
    page.scripts.insert(Script::Check);
    let data = data::check(page, course, module, question);
    let asked = page.asked(question, None)?;
    let answer = page.answer(question, &asked.body, None)?;
    page.renderer.fill("check.html", Check { question: asked, answer, data })
}

impl<'a> Page<'a> {
    /// The question as it is asked; with its place in a quiz when it is scored.
    pub(super) fn asked(
        &mut self,
        question: &'a Question,
        scored: Option<Scored>,
    ) -> Result<Asked<'a>, Box<Diagnostic>> {
        self.scripts.extend([Script::Questions, question.script()]);
        let number = scored.map(|Scored { number, quiz, .. }| {
            let count = quiz.questions.len();
            self.renderer.words.text("question_of", &[("n", &number), ("count", &count)])
        });
        Ok(Asked {
            id: &question.id,
            number,
            interaction: question.interaction_name(),
            spare: scored.is_some_and(|Scored { number, asked, .. }| number > asked),
            prompt: self.fill(&question.prompt)?,
            stem: self.fill(&question.extras.stem)?,
            how: self.how(question, scored.is_some()),
            critical: question.critical && scored.is_some_and(|scored| scored.quiz.pass.is_some()),
            sure: question.key != Key::Unscored
                && scored.is_some_and(|scored| scored.quiz.confidence != Confidence::No),
            body: self.body(question)?,
            hint: self.fill_some(question.extras.hint.as_ref())?,
        })
    }
}
