//! What there is to be done in courses, and what completes them, as JSON for
//! the script.

use serde_json::{Value, json};

use super::data::inline;
use super::page::Page;
use crate::model::{Course, Module, Piece, Question, Statement};
use crate::plan;
use crate::source::SourcePath;

/// For `<cw-verify>`.
pub(super) fn to_verify(page: &Page, courses: &[Course], public_key: Option<&str>) -> String {
    let courses: Vec<Value> = courses.iter().map(|course| self::course(page, course)).collect();
    inline(&json!({ "courses": courses, "publicKey": public_key }))
}

/// For `<cw-progress>`, `<cw-certificate>` and `<cw-records>`.
pub(super) fn courses<'a>(page: &Page, courses: impl Iterator<Item = &'a Course>) -> String {
    let courses: Vec<Value> = courses.map(|course| self::course(page, course)).collect();
    inline(&json!({ "courses": courses }))
}

fn course(page: &Page, course: &Course) -> Value {
    let about = &course.about;
    let modules: Vec<Value> = course.modules.iter().map(|module| steps(page, module)).collect();
    let attestation = about.attestation.as_ref().map(
        |Statement { wording, digest }| json!({ "id": Statement::ID, "digest": digest, "wording": wording }),
    );
    let valid_for =
        about.valid_for.map(|validity| json!({ "count": validity.count, "unit": validity.unit.name() }));
    let mut data = json!({
        "id": course.id,
        "title": about.title,
        "href": page.href(&about.path),
        "release": course.release.to_string(),
        "modules": modules,
        "attestation": attestation,
        "validFor": valid_for,
        "certificate": about.certificate.then(|| page.at.link_to(&plan::certificate(course))),
    });
    if about.in_order.is_some() {
        data["inOrder"] = json!(true);
    }
    data
}

/// The module that must be complete before the `m`th of its course, with the reason; null if there is none.
pub(super) fn after(page: &Page, course: &Course, m: usize) -> Value {
    match (&course.about.in_order, course.before(m)) {
        (Some(reason), Some(module)) => json!({ "reason": reason, "module": steps(page, module) }),
        _ => Value::Null,
    }
}

fn steps(page: &Page, module: &Module) -> Value {
    let pages: Vec<Value> = module
        .pages
        .iter()
        .map(|step| json!({ "id": step.id, "href": page.href(&step.path), "title": step.title }))
        .collect();
    let attestations: Vec<Value> = module
        .attestations()
        .map(|(question, statement)| {
            json!({
                "id": question.id,
                "digest": statement.digest,
                "title": question.prompt.plain(),
                "href": format!("{}#q-{}", page.href(asked_in(module, question)), question.id),
            })
        })
        .collect();
    json!({
        "id": module.id,
        "title": module.title(),
        "href": page.href(&module.pages[0].path),
        "required": module.required,
        "pages": pages,
        "attestations": attestations,
        "quiz": module.quiz.as_ref().filter(|quiz| quiz.counts()).map(|quiz| json!({
            "href": page.href(&quiz.path),
            "attempts": quiz.attempts,
            "keep": quiz.keep.name(),
        })),
    })
}

/// The file of the page in which a question is asked first: one in whose text
/// it stands, or the quiz.
fn asked_in<'a>(module: &'a Module, question: &'a Question) -> &'a SourcePath {
    let asks = |piece: &Piece| matches!(piece, Piece::Question(id, _) if *id == question.id);
    let in_text = module.pages.iter().find(|page| page.prose.walk().any(asks)).map(|page| &page.path);
    in_text.or(module.quiz.as_ref().map(|quiz| &quiz.path)).unwrap_or(&question.path)
}
