//! The learner's own record, and the plain statement of what is stored.

use serde::Serialize;

use super::outline;
use super::page::Page;
use crate::diag::Diagnostic;
use crate::model::{BlockKind, Curriculum, Interaction, Piece, Question};
use crate::plan::{Script, Sheet};

#[derive(Serialize)]
struct View<'a> {
    /// What this site leaves in a browser, in words.
    stored: Vec<&'a str>,
    /// How the names begin under which browsers keep things for this site.
    keys: String,
}

pub(super) fn render(mut page: Page) -> Result<Vec<u8>, Box<Diagnostic>> {
    let curriculum = page.curriculum;
    let stored = stored(curriculum).into_iter().map(|key| page.renderer.words.get(key)).collect();
    let keys = format!("cw:{}:", curriculum.settings.id.replace(':', "%3A"));
    let title = page.renderer.words.get("record_title");
    let description = page.renderer.words.get("record_intro").to_owned();
    page.scripts.insert(Script::Record);
    // It asks before it erases.
    page.sheets.insert(Sheet::Interactions);
    let frame = page.frame("record", &[title], description, None)?;
    let data = outline::courses(&page, &curriculum.courses);
    let bytes = outline::room(&curriculum.courses);
    page.renderer.fill_page("record.html", frame, View { stored, keys }, data, bytes)
}

/// The words for all that this site leaves in a browser.
fn stored(curriculum: &Curriculum) -> Vec<&'static str> {
    let modules = || curriculum.courses.iter().flat_map(|course| &*course.modules);
    let has = |wanted: fn(&Piece) -> bool| {
        modules().any(|module| module.pages.iter().any(|page| page.prose.walk().any(wanted)))
    };
    let quizzes = modules().any(|module| module.quiz.is_some());
    let checks = has(|piece| matches!(piece, Piece::Question(..)));
    let checklists = has(|piece| matches!(piece, Piece::Block(block) if block.kind == BlockKind::Checklist));
    let profiles = curriculum.settings.shared_desk.is_some_and(|desk| desk.profiles);
    let asked = |wanted: fn(&Question) -> bool| {
        let asked = modules().filter_map(|module| module.quiz.as_ref()).flat_map(|quiz| quiz.always_asked());
        asked.into_iter().any(wanted)
    };
    let attestations = curriculum.courses.iter().any(|course| course.about.attestation.is_some())
        || asked(|question| question.extras.attestation.is_some());
    let notes = asked(|question| matches!(question.interaction, Interaction::Text { long: true }));
    [
        (true, "stored_opened"),
        (quizzes, "stored_attempts"),
        (attestations, "stored_attestations"),
        (quizzes || checks, "stored_drafts"),
        (notes, "stored_notes"),
        (checklists, "stored_ticks"),
        (true, "stored_places"),
        (!profiles, "stored_name"),
        (profiles, "stored_profiles"),
    ]
    .into_iter()
    .filter_map(|(is_stored, key)| is_stored.then_some(key))
    .collect()
}
