//! A course's page, and what is known of a course as a whole.

use std::collections::HashMap;

use serde::Serialize;

use super::page::{Anchor, Page, beginning};
use super::{PAGES_TO_READ, outline};
use crate::diag::Diagnostic;
use crate::model::{Course, Question, Validity};
use crate::plan::{Planned, Script};

#[derive(Serialize)]
struct View<'a> {
    about: About<'a>,
    modules: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct About<'a> {
    id: &'a str,
    title: &'a str,
    /// HTML.
    summary: String,
    audience: Option<&'a str>,
    objectives: Vec<&'a str>,
    minutes: u32,
    /// Whether only some of its modules complete it.
    some_required: bool,
    /// What is confirmed at the end.
    attestation: Option<&'a str>,
    /// In words.
    valid_for: Option<String>,
    certificate: bool,
    /// Why the modules come in order.
    in_order: Option<&'a str>,
}

/// A module in the list of a course.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    href: String,
    summary: Option<&'a str>,
    minutes: u32,
    pages: usize,
    /// How many questions its quiz has; 0 without a quiz.
    questions: usize,
    required: bool,
}

pub(super) fn render(mut page: Page) -> Result<Vec<u8>, Box<Diagnostic>> {
    let Some((_, course)) = page.course else { return Ok(Vec::new()) };
    let about = &course.about;
    let modules: Vec<Row> = course
        .modules
        .iter()
        .map(|module| Row {
            id: &module.id,
            title: module.title(),
            href: page.href(&module.pages[0].path),
            summary: module.pages[0].summary.as_deref(),
            minutes: module.minutes(),
            pages: module.pages.len(),
            questions: module.quiz.as_ref().map_or(0, |quiz| quiz.asked()),
            required: module.required,
        })
        .collect();
    let about = About {
        id: &course.id,
        title: &about.title,
        summary: page.fill(&about.summary)?,
        audience: about.audience.as_deref(),
        objectives: about.objectives.values().map(String::as_str).collect(),
        minutes: modules.iter().map(|module| module.minutes).sum(),
        some_required: modules.iter().any(|module| !module.required),
        attestation: about.attestation.as_ref().map(|statement| statement.wording.as_str()),
        valid_for: about.valid_for.map(|Validity { count, unit }| {
            page.renderer.words.text(&format!("valid_for_{}", unit.name()), &[("n", &count)])
        }),
        certificate: about.certificate,
        in_order: about.in_order.as_deref(),
    };
    page.scripts.insert(Script::Progress);
    let frame = page.frame("course", &[about.title], beginning(&course.about.summary), None)?;
    let data = outline::courses(&page, std::slice::from_ref(course));
    page.renderer.fill_page("course.html", frame, View { about, modules }, data, 0)
}

/// Where each objective of a course is taught: module and page, the first few.
pub(super) fn taught(course: &Course) -> HashMap<String, Vec<(usize, usize)>> {
    let mut taught: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (m, module) in course.modules.iter().enumerate() {
        for (p, page) in module.pages.iter().enumerate() {
            for objective in &page.objectives {
                let pages = taught.entry(objective.clone()).or_default();
                if pages.len() < PAGES_TO_READ {
                    pages.push((m, p));
                }
            }
        }
    }
    taught
}

impl Page<'_> {
    /// Where the answer to a question is taught: the page, and the heading in it.
    pub(super) fn taught_at(&self, question: &Question) -> Option<Anchor> {
        let link = question.extras.read.as_ref()?;
        let &Planned::Page(c, m, p) = self.plan.get(self.plan.address_of(&link.path)?)? else { return None };
        let page = self.curriculum.courses.get(c)?.modules.get(m)?.pages.get(p)?;
        let Some(fragment) = &link.fragment else {
            return Some(Anchor { title: page.title.clone(), href: self.href(&page.path) });
        };
        let heading = page.headings.iter().find(|heading| *heading.id == **fragment);
        let title =
            heading.map_or_else(|| page.title.clone(), |heading| format!("{}: {}", page.title, heading.text));
        Some(Anchor { title, href: format!("{}#{fragment}", self.href(&page.path)) })
    }

    /// Where to read about an objective again: in this module, or else
    /// anywhere in the course.
    pub(super) fn pages_about(&self, objective: &str) -> Vec<Anchor> {
        let (Some((c, course)), Some((_, module))) = (self.course, self.module) else { return Vec::new() };
        let anchor =
            |page: &crate::model::Page| Anchor { title: page.title.clone(), href: self.href(&page.path) };
        let near: Vec<Anchor> = module
            .pages
            .iter()
            .filter(|page| page.objectives.iter().any(|id| id == objective))
            .map(|page| anchor(page))
            .collect();
        if !near.is_empty() {
            return near;
        }
        let far = self.renderer.taught.get(c).and_then(|taught| taught.get(objective));
        far.into_iter().flatten().map(|(m, p)| anchor(&course.modules[*m].pages[*p])).collect()
    }

    /// The first page of the module after this one.
    pub(super) fn next_module(&self) -> Option<Anchor> {
        let ((_, course), (m, _)) = (self.course?, self.module?);
        let next = course.modules.get(m + 1)?;
        Some(Anchor { title: next.title().to_owned(), href: self.href(&next.pages[0].path) })
    }
}
