//! A page of a module, and what the module's pages and its quiz have in common.

use serde::Serialize;

use super::data;
use super::glossary::Explained;
use super::page::{Anchor, Page, beginning};
use super::terms::Reading;
use crate::diag::Diagnostic;
use crate::model::{self, Course, Keep, Module};
use crate::plan::{Script, Sheet};

#[derive(Serialize)]
struct View<'a> {
    whereabouts: Whereabouts,
    about: About<'a>,
    /// HTML.
    body: String,
    terms: Vec<Explained<'a>>,
    previous: Option<Anchor>,
    next: Option<Next>,
}

/// Course and module around a page or a quiz.
#[derive(Serialize)]
pub(super) struct Whereabouts {
    course: Anchor,
    module: Anchor,
    /// From 1.
    number: usize,
    /// How many modules the course has.
    count: usize,
    /// The steps of the module's contents. HTML.
    steps: String,
    /// How often the quiz can be taken.
    attempts: Option<u32>,
    /// Which attempt at it counts, where it is not the best.
    keep: Option<&'static str>,
}

/// What a page says of itself.
#[derive(Serialize)]
struct About<'a> {
    title: &'a str,
    summary: Option<&'a str>,
    /// From 1.
    number: usize,
    minutes: u32,
    objectives: Vec<&'a str>,
    reviewed: Option<&'a str>,
    review_by: Option<&'a str>,
    owner: Option<&'a str>,
    headings: Vec<Heading<'a>>,
}

#[derive(Serialize)]
struct Heading<'a> {
    level: u8,
    id: &'a str,
    text: &'a str,
}

/// Where to go on.
#[derive(Serialize)]
struct Next {
    /// `page`, `quiz`, `module` or `course`.
    kind: &'static str,
    #[serde(flatten)]
    anchor: Anchor,
}

pub(super) fn render(mut page: Page, number: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
    let (Some((_, course)), Some((m, module))) = (page.course, page.module) else { return Ok(Vec::new()) };
    let shown: &model::Page = &module.pages[number];
    page.sheets.insert(Sheet::Texts);
    page.reading = Some(Reading::default());
    let body = page.fill(&shown.prose)?;
    let used = page.reading.take().map(|reading| reading.seen).unwrap_or_default();
    let terms = page.explained(used)?;
    let description = shown.summary.as_deref().map_or_else(|| beginning(&shown.prose), str::to_owned);
    let anchor = |at: usize| module.pages.get(at).map(|other| page.anchor(other));
    let previous = number.checked_sub(1).and_then(anchor);
    let next = anchor(number + 1)
        .map(|anchor| Next { kind: "page", anchor })
        .or_else(|| page.quiz_anchor().map(|anchor| Next { kind: "quiz", anchor }))
        .or_else(|| page.next_module().map(|anchor| Next { kind: "module", anchor }))
        .or_else(|| Some(Next { kind: "course", anchor: page.course_anchor(course) }));
    let about = About {
        title: &shown.title,
        summary: shown.summary.as_deref(),
        number: number + 1,
        minutes: shown.minutes(),
        objectives: shown
            .objectives
            .iter()
            .filter_map(|id| course.about.objectives.get(id).map(String::as_str))
            .collect(),
        reviewed: shown.reviewed.as_deref(),
        review_by: shown.review_by.as_deref(),
        owner: shown.owner.as_deref(),
        headings: shown
            .headings
            .iter()
            .map(|h| Heading { level: h.level, id: &h.id, text: &h.text })
            .collect(),
    };
    let whereabouts = page.whereabouts(course, m, module, number)?;
    if course.before(m).is_some() {
        page.scripts.insert(Script::Gates);
    }
    let titles: &[&str] = if number == 0 {
        &[&shown.title, &course.about.title]
    } else {
        &[&shown.title, module.title(), &course.about.title]
    };
    let frame = page.frame("page", titles, description, Some(&shown.id))?;
    let data = data::page(&page, course, m, module);
    let bytes = body.len() + whereabouts.steps.len();
    page.renderer.fill_page(
        "page.html",
        frame,
        View { whereabouts, about, body, terms, previous, next },
        data,
        bytes,
    )
}

impl Page<'_> {
    /// The link to a page.
    pub(super) fn anchor(&self, page: &model::Page) -> Anchor {
        Anchor { title: page.title.clone(), href: self.href(&page.path) }
    }

    /// The link to the quiz of this module.
    pub(super) fn quiz_anchor(&self) -> Option<Anchor> {
        let quiz = self.module?.1.quiz.as_ref()?;
        Some(Anchor { title: quiz.title.clone(), href: self.href(&quiz.path) })
    }

    /// The link to a course.
    pub(super) fn course_anchor(&self, course: &Course) -> Anchor {
        Anchor { title: course.about.title.clone(), href: self.href(&course.about.path) }
    }

    /// Course and module, which is the course's `m`th, around the step numbered
    /// `at` of the module's contents.
    pub(super) fn whereabouts(
        &self,
        course: &Course,
        m: usize,
        module: &Module,
        at: usize,
    ) -> Result<Whereabouts, Box<Diagnostic>> {
        let quiz = module.quiz.as_deref();
        Ok(Whereabouts {
            course: self.course_anchor(course),
            module: self.anchor(&module.pages[0]),
            number: m + 1,
            count: course.modules.len(),
            steps: self.steps(module, at)?,
            attempts: quiz.and_then(|quiz| quiz.attempts).map(std::num::NonZero::get),
            keep: quiz.map(|quiz| quiz.keep).filter(|keep| *keep != Keep::Best).map(Keep::name),
        })
    }
}
