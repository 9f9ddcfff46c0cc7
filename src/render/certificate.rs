//! A course's certificate: the sheet, which the script fills in for a learner
//! who has completed the course.

use serde::Serialize;

use super::outline;
use super::page::{Anchor, Page};
use crate::diag::Diagnostic;
use crate::plan::{Script, Sheet};

#[derive(Serialize)]
struct View {
    course_page: Anchor,
}

pub(super) fn render(mut page: Page) -> Result<Vec<u8>, Box<Diagnostic>> {
    let Some((_, course)) = page.course else { return Ok(Vec::new()) };
    let course_page = page.course_anchor(course);
    let words = &page.renderer.words;
    let title = words.get("certificate_title");
    let description = words.text("certificate_about", &[("title", &course.about.title)]);
    page.scripts.insert(Script::Record);
    // What is still missing is listed as on the page of the course.
    page.sheets.insert(Sheet::Progress);
    let frame = page.frame("certificate", &[title, &course.about.title], description, None)?;
    let data = outline::courses(&page, std::slice::from_ref(course));
    page.renderer.fill_page("certificate.html", frame, View { course_page }, data, 0)
}
