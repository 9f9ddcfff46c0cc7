//! The answers to a paper, for whoever marks it.

use serde::Serialize;

use super::super::interaction::marking;
use super::super::page::{Cited, Page};
use super::super::text;
use super::solution::Solution;
use super::{Head, for_print, is_scored};
use crate::diag::Diagnostic;
use crate::model::{Fraction, Question, Quiz};
use crate::plan::Paper;

#[derive(Serialize)]
struct View<'a> {
    head: Head<'a>,
    questions: Vec<Solved<'a>>,
    objectives: Vec<Needed>,
    /// What the answers cite in their text, in the order of first citing.
    sources: Vec<Cited<'a>>,
}

/// A question with its answer.
#[derive(Serialize)]
struct Solved<'a> {
    /// From 1.
    number: usize,
    /// HTML without block elements.
    prompt: String,
    critical: bool,
    /// What it is worth; missing where nothing is scored.
    points: Option<String>,
    #[serde(flatten)]
    solution: Solution,
    /// How near misses count, where they do.
    marking: Option<&'a str>,
    /// HTML.
    explanation: Option<String>,
    sources: Vec<Cited<'a>>,
}

/// What passing asks of an objective.
#[derive(Serialize)]
struct Needed {
    text: String,
    /// The points that are needed, and those that there are.
    points: String,
    most: String,
    /// The numbers of its questions, with commas between them.
    questions: String,
}

pub(in crate::render) fn render(page: Page, paper: &Paper) -> Result<Vec<u8>, Box<Diagnostic>> {
    let Some((course, quiz)) = page.on(paper) else { return Ok(Vec::new()) };
    let mut page = page;
    let mut questions = Vec::new();
    for (at, question) in quiz.questions.iter().enumerate() {
        questions.push(page.solved(question, at + 1)?);
    }
    let needed = quiz.objective_pass.iter().filter(|_| quiz.pass.is_some());
    let objectives = needed.filter_map(|(id, pass)| {
        let text = course.about.objectives.get(id).unwrap_or(id);
        page.needed(&quiz, id, text, pass)
    });
    let objectives = objectives.collect();
    let sources = page.cited.iter().map(|citation| page.cited(citation)).collect();
    let mut head = page.head(course, &quiz, paper, "term_critical");
    head.foot = format!("{} · {}", page.renderer.words.get("paper_key"), head.foot);
    let frame = page.frame("paper-key", &[&head.foot], String::new(), None)?;
    let view = View { head, questions, objectives, sources };
    let html = text(page.renderer.fill_page("paper-key.html", frame, view, (), 0)?);
    Ok(for_print(&html, true).into())
}

impl<'a> Page<'a> {
    fn solved(&mut self, question: &'a Question, number: usize) -> Result<Solved<'a>, Box<Diagnostic>> {
        Ok(Solved {
            number,
            prompt: self.fill(&question.prompt)?,
            critical: question.critical,
            points: is_scored(question).then(|| self.shown(&question.points)),
            solution: self.solution(question)?,
            marking: marking(question).map(|word| self.renderer.words.get(word)),
            explanation: self.fill_some(question.explanation.as_ref())?,
            sources: question
                .extras
                .sources
                .iter()
                .filter_map(|id| self.citation(id))
                .map(|citation| self.cited(citation))
                .collect(),
        })
    }

    /// What passing asks of the objective `id`; nothing if no question is about it.
    fn needed(&self, quiz: &Quiz, id: &str, text: &str, pass: &Fraction) -> Option<Needed> {
        let about =
            (1..).zip(&quiz.questions).filter(|(_, question)| question.objective.as_deref() == Some(id));
        let about: Vec<(usize, _)> = about.collect();
        let most: Fraction = about.iter().map(|(_, question)| question.points.clone()).sum();
        let numbers: Vec<String> = about.iter().map(|(number, _)| number.to_string()).collect();
        (!numbers.is_empty()).then(|| Needed {
            text: text.to_owned(),
            points: self.shown(&(pass.clone() * most.clone())),
            most: self.shown(&most),
            questions: numbers.join(", "),
        })
    }
}
