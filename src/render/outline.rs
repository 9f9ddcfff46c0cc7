//! What there is to be done in courses, and what completes them, as JSON for
//! the script.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::page::Page;
use crate::model::{self, Piece, Statement};
use crate::plan;
use crate::source::SourcePath;

/// For `<cw-verify>`.
pub(super) fn to_verify<'p>(
    page: &'p Page,
    courses: &'p [model::Course],
    public_key: Option<&'p str>,
) -> impl Serialize + 'p {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct ToVerify<'a> {
        courses: Each<'a>,
        public_key: Option<&'a str>,
    }
    ToVerify { courses: Each(page, courses), public_key }
}

/// For `<cw-progress>`, `<cw-certificate>` and `<cw-records>`.
pub(super) fn courses<'p>(page: &'p Page, courses: &'p [model::Course]) -> impl Serialize + 'p {
    #[derive(Serialize)]
    struct Courses<'a> {
        courses: Each<'a>,
    }
    Courses { courses: Each(page, courses) }
}

/// About how many bytes that takes.
pub(super) fn room(courses: &[model::Course]) -> usize {
    courses.iter().map(|course| 512 * (1 + course.modules.len())).sum()
}

/// Courses, each outlined when it is its turn to be written.
struct Each<'p>(&'p Page<'p>, &'p [model::Course]);

impl Serialize for Each<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(page, courses) = self;
        serializer.collect_seq(courses.iter().map(|course| Course::new(page, course)))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Course<'a> {
    id: &'a str,
    title: &'a str,
    href: String,
    release: String,
    modules: Vec<Module<'a>>,
    attestation: Option<OfCourse<'a>>,
    valid_for: Option<ValidFor>,
    certificate: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    in_order: bool,
}

/// What a course asks to confirm.
#[derive(Serialize)]
struct OfCourse<'a> {
    id: &'static str,
    digest: &'a str,
    wording: &'a str,
}

#[derive(Serialize)]
struct ValidFor {
    count: u32,
    unit: &'static str,
}

/// What there is to be done in a module.
#[derive(Serialize)]
struct Module<'a> {
    id: &'a str,
    title: &'a str,
    href: String,
    required: bool,
    pages: Vec<Step<'a>>,
    attestations: Vec<OfModule<'a>>,
    quiz: Option<Assessment>,
}

/// A page to be opened.
#[derive(Serialize)]
pub(super) struct Step<'a> {
    id: &'a str,
    href: String,
    title: &'a str,
}

/// What a question of a module asks to confirm.
#[derive(Serialize)]
struct OfModule<'a> {
    id: &'a str,
    digest: &'a str,
    title: String,
    href: String,
}

#[derive(Serialize)]
struct Assessment {
    href: String,
    attempts: Option<NonZeroU32>,
    keep: &'static str,
}

/// The module that must be complete before another, with the reason.
#[derive(Serialize)]
pub(super) struct After<'a> {
    reason: &'a str,
    module: Module<'a>,
}

/// The module that must be complete before the `m`th of its course, if there is one.
pub(super) fn after<'a>(page: &Page, course: &'a model::Course, m: usize) -> Option<After<'a>> {
    let (reason, module) = course.about.in_order.as_deref().zip(course.before(m))?;
    Some(After { reason, module: Module::new(page, module) })
}

/// The pages of a module.
pub(super) fn pages<'a>(page: &Page, module: &'a model::Module) -> Vec<Step<'a>> {
    let step =
        |step: &'a Arc<model::Page>| Step { id: &step.id, href: page.href(&step.path), title: &step.title };
    module.pages.iter().map(step).collect()
}

impl<'a> Course<'a> {
    fn new(page: &Page, course: &'a model::Course) -> Self {
        let about = &course.about;
        let attestation = about.attestation.as_ref().map(|Statement { wording, digest }| OfCourse {
            id: Statement::ID,
            digest,
            wording,
        });
        Self {
            id: &course.id,
            title: &about.title,
            href: page.href(&about.path),
            release: course.release.to_string(),
            modules: course.modules.iter().map(|module| Module::new(page, module)).collect(),
            attestation,
            valid_for: about
                .valid_for
                .map(|validity| ValidFor { count: validity.count, unit: validity.unit.name() }),
            certificate: about.certificate.then(|| page.at.link_to(&plan::certificate(course))),
            in_order: about.in_order.is_some(),
        }
    }
}

impl<'a> Module<'a> {
    fn new(page: &Page, module: &'a model::Module) -> Self {
        let in_texts = LazyCell::new(|| in_texts(module));
        let quiz = module.quiz.as_ref().map(|quiz| &quiz.path);
        let attestations = module.attestations().map(|(question, statement)| {
            let first = in_texts.get(question.id.as_str()).copied().or(quiz).unwrap_or(&question.path);
            OfModule {
                id: &question.id,
                digest: &statement.digest,
                title: question.prompt.plain(),
                href: format!("{}#q-{}", page.href(first), question.id),
            }
        });
        Self {
            id: &module.id,
            title: module.title(),
            href: page.href(&module.pages[0].path),
            required: module.required,
            pages: pages(page, module),
            attestations: attestations.collect(),
            quiz: module.quiz.as_ref().filter(|quiz| quiz.counts()).map(|quiz| Assessment {
                href: page.href(&quiz.path),
                attempts: quiz.attempts,
                keep: quiz.keep.name(),
            }),
        }
    }
}

/// The pages in whose texts questions stand, by the question: for each the first.
fn in_texts(module: &model::Module) -> HashMap<&str, &SourcePath> {
    let mut pages = HashMap::new();
    for page in &module.pages {
        for piece in page.prose.walk() {
            if let Piece::Question(id) = piece {
                pages.entry(id.value.as_str()).or_insert(&page.path);
            }
        }
    }
    pages
}
