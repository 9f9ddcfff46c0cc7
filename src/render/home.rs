//! The page with all courses.

use serde::Serialize;

use super::outline;
use super::page::{Page, beginning};
use crate::diag::Diagnostic;
use crate::plan::Script;

#[derive(Serialize)]
struct View<'a> {
    courses: Vec<Card<'a>>,
    /// Of all courses together.
    minutes: u32,
}

/// A course that can be chosen.
#[derive(Serialize)]
struct Card<'a> {
    id: &'a str,
    title: &'a str,
    href: String,
    /// HTML.
    summary: String,
    audience: Option<&'a str>,
    modules: usize,
    minutes: u32,
}

pub(super) fn render(mut page: Page) -> Result<Vec<u8>, Box<Diagnostic>> {
    let curriculum = page.curriculum;
    let mut courses = Vec::new();
    for course in &curriculum.courses {
        courses.push(Card {
            id: &course.id,
            title: &course.about.title,
            href: page.href(&course.about.path),
            summary: page.fill(&course.about.summary)?,
            audience: course.about.audience.as_deref(),
            modules: course.modules.len(),
            minutes: course.modules.iter().map(crate::model::Module::minutes).sum(),
        });
    }
    let description = match curriculum.courses.as_slice() {
        [course] => beginning(&course.about.summary),
        courses => {
            courses.iter().map(|course| course.about.title.as_str()).take(12).collect::<Vec<_>>().join(", ")
        }
    };
    let minutes = courses.iter().map(|course| course.minutes).sum();
    page.scripts.insert(Script::Progress);
    let frame = page.frame("home", &[], description, None)?;
    let data = outline::courses(&page, &curriculum.courses);
    let bytes = outline::room(&curriculum.courses);
    page.renderer.fill_page("home.html", frame, View { courses, minutes }, data, bytes)
}
