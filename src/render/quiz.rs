//! A module's quiz.

use serde::Serialize;

use super::answer::Answer;
use super::data;
use super::module::Whereabouts;
use super::page::{Anchor, Page, beginning};
use super::question::{Asked, Scored};
use crate::diag::Diagnostic;
use crate::model::{Confidence, Course, Fraction, Keep, Mode, Quiz};
use crate::plan::{Script, Sheet};

#[derive(Serialize)]
struct View<'a> {
    whereabouts: Whereabouts,
    about: About<'a>,
    questions: Vec<Asked<'a>>,
    answers: Vec<Answer<'a>>,
    next: Option<Anchor>,
}

/// What a quiz says of itself.
#[derive(Serialize)]
struct About<'a> {
    title: &'a str,
    /// HTML.
    intro: Option<String>,
    /// The pass mark in percent; missing where nobody fails.
    pass: Option<i64>,
    /// What passing asks for besides, in phrases.
    terms: Vec<String>,
    /// How many questions an attempt draws; missing where it asks all of them.
    drawn: Option<usize>,
    /// What the quiz is for, in a sentence, where it is no self-assessment.
    mode: Option<&'a str>,
    /// How much time an attempt may take, in a sentence.
    time: Option<String>,
    /// Missing where one may try as often as one likes.
    attempts: Option<u32>,
    /// What comes of how sure one is, in a sentence.
    confidence: Option<&'a str>,
    /// Which attempt counts, in a sentence, where it is not the best.
    keep: Option<&'a str>,
}

/// How much time an attempt may take.
fn time(page: &Page, minutes: u32) -> String {
    let time = match minutes % 60 {
        0 => page.count("hours", minutes / 60),
        _ => page.count("minutes", minutes),
    };
    page.renderer.words.text("time_fact", &[("time", &time)])
}

/// What passing asks for beside the pass mark. The word `critical` says it of
/// critical questions.
pub(super) fn terms(page: &Page, course: &Course, quiz: &Quiz, critical: &str) -> Vec<String> {
    if quiz.pass.is_none() {
        return Vec::new();
    }
    let count = quiz.questions.iter().filter(|question| question.critical).count();
    let critical = (count > 0).then(|| match quiz.draw {
        Some(_) => page.renderer.words.get("term_critical_drawn").to_owned(),
        None => page.count(critical, count),
    });
    let objectives = quiz.objective_pass.iter().map(|(id, pass)| {
        let text = course.about.objectives.get(id).unwrap_or(id);
        let key = if *pass == Fraction::one() { "term_objective_all" } else { "term_objective" };
        page.renderer.words.text(key, &[("percent", &pass.percent_down()), ("objective", &text)])
    });
    critical.into_iter().chain(objectives).collect()
}

/// The word that says what comes of how sure learners are; none where they are not asked.
pub(super) fn confidence(quiz: &Quiz) -> Option<&'static str> {
    match quiz.confidence {
        Confidence::No => None,
        Confidence::Asked => Some("confidence_asked"),
        Confidence::Graded => Some("confidence_graded"),
    }
}

/// Whether the quiz has a clock, or an attempt that cannot be taken back.
fn is_timed_or_final(quiz: &Quiz) -> bool {
    quiz.time_limit.is_some() || quiz.attempts.is_some() || quiz.keep == Keep::First
}

pub(super) fn render(mut page: Page) -> Result<Vec<u8>, Box<Diagnostic>> {
    let (Some((_, course)), Some((m, module))) = (page.course, page.module) else { return Ok(Vec::new()) };
    let Some(quiz) = module.quiz.as_deref() else { return Ok(Vec::new()) };
    let (mut questions, mut answers) = (Vec::new(), Vec::new());
    let asked = quiz.asked();
    for (number, question) in (1..).zip(quiz.published()) {
        let shown = page.asked(question, Some(Scored { quiz, number, asked }))?;
        if quiz.mode != Mode::Sealed {
            answers.extend(page.answer(question, &shown.body, Some(number))?);
        }
        questions.push(shown);
    }
    if is_timed_or_final(quiz) {
        page.scripts.insert(Script::Assessment);
    }
    if quiz.mode == Mode::Sealed {
        page.scripts.insert(Script::HandIn);
    }
    let kept = match quiz.keep {
        Keep::Best => None,
        Keep::Last => Some("keep_last"),
        Keep::First => Some("keep_first"),
    };
    let mode = match quiz.mode {
        Mode::SelfAssessment => None,
        Mode::Practice => Some("mode_practice"),
        Mode::Sealed => Some("mode_sealed"),
    };
    let about = About {
        title: &quiz.title,
        intro: page.fill_some(quiz.intro.as_ref())?,
        pass: quiz.pass.as_ref().map(Fraction::percent_down),
        terms: terms(&page, course, quiz, "term_critical"),
        drawn: Some(asked).filter(|asked| *asked < quiz.questions.len()),
        mode: mode.map(|key| page.renderer.words.get(key)),
        time: quiz.time_limit.map(|minutes| time(&page, minutes.get())),
        attempts: quiz.attempts.map(std::num::NonZero::get),
        confidence: confidence(quiz).map(|key| page.renderer.words.get(key)),
        keep: kept.map(|key| page.renderer.words.get(key)),
    };
    let whereabouts = page.whereabouts(course, m, module, module.pages.len())?;
    let next = page.next_module();
    let description = quiz.intro.as_ref().map_or_else(|| quiz.title.clone(), beginning);
    page.scripts.insert(Script::Quiz);
    if quiz.pages_first.is_some() || course.before(m).is_some() {
        page.scripts.insert(Script::Gates);
    }
    if about.confidence.is_some() {
        page.sheets.insert(Sheet::Interactions);
    }
    let frame = page.frame("quiz", &[&quiz.title, &course.about.title], description, Some("quiz"))?;
    let data = data::quiz(&page, course, module, quiz);
    page.renderer.fill_page(
        "quiz.html",
        frame,
        View { whereabouts, about, questions, answers, next },
        data,
        0,
    )
}
