//! What the training is and is not, and when each part of it was last held
//! against the law.

use serde::Serialize;

use super::page::Page;
use crate::diag::Diagnostic;
use crate::model::{self, Course, Module};
use crate::plan::Sheet;

#[derive(Serialize)]
struct View<'a> {
    courses: Vec<Reviewed<'a>>,
}

/// A course, and the reviews of its parts.
#[derive(Serialize)]
struct Reviewed<'a> {
    title: &'a str,
    href: String,
    /// The digits of its release that tell it apart.
    release: String,
    /// Whether any date or owner is known.
    is_known: bool,
    parts: Vec<Part<'a>>,
}

/// A module, or a page of one whose pages differ.
#[derive(Serialize)]
struct Part<'a> {
    title: &'a str,
    href: String,
    is_page: bool,
    /// Nothing where it is said of each page.
    review: Option<Review<'a>>,
}

/// When somebody held a text against the law, and when that is due again.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Default)]
struct Review<'a> {
    reviewed: Option<&'a str>,
    due: Option<&'a str>,
    owner: Option<&'a str>,
}

pub(super) fn render(mut page: Page) -> Result<Vec<u8>, Box<Diagnostic>> {
    let courses = page.curriculum.courses.iter().map(|course| reviewed(&page, course)).collect();
    page.sheets.insert(Sheet::Texts);
    let title = page.renderer.words.get("about_title");
    let description = page.renderer.words.get("about_intro").to_owned();
    let frame = page.frame("about", &[title], description, None)?;
    page.renderer.fill_page("about.html", frame, View { courses }, (), 0)
}

fn reviewed<'a>(page: &Page<'a>, course: &'a Course) -> Reviewed<'a> {
    let parts: Vec<Part> = course.modules.iter().flat_map(|module| parts(page, module)).collect();
    Reviewed {
        title: &course.about.title,
        href: page.href(&course.about.path),
        release: format!("{:.16}", course.release),
        is_known: parts.iter().any(|part| part.review.is_some_and(|review| review != Review::default())),
        parts,
    }
}

/// One part for the module if the same holds for all of its pages, and else one
/// for each of them as well.
fn parts<'a>(page: &Page<'a>, module: &'a Module) -> Vec<Part<'a>> {
    let Some(first) = module.pages.first() else { return Vec::new() };
    let same = module.pages.iter().all(|page| review(page) == review(first));
    let part = |text: &'a model::Page, is_page, review| Part {
        title: &text.title,
        href: page.href(&text.path),
        is_page,
        review,
    };
    if same {
        return vec![part(first, false, Some(review(first)))];
    }
    let pages = module.pages.iter().map(|text| part(text, true, Some(review(text))));
    std::iter::once(part(first, false, None)).chain(pages).collect()
}

fn review(page: &model::Page) -> Review<'_> {
    Review {
        reviewed: page.reviewed.as_deref(),
        due: page.review_by.as_deref(),
        owner: page.owner.as_deref(),
    }
}
