//! The page on which somebody checks a record or certificate that a learner brings along.

use super::outline;
use super::page::Page;
use crate::diag::Diagnostic;
use crate::plan::Script;

pub(super) fn render(mut page: Page) -> Result<Vec<u8>, Box<Diagnostic>> {
    let title = page.renderer.words.get("verify_title");
    let description = page.renderer.words.get("verify_intro").to_owned();
    page.scripts.insert(Script::Verify);
    let frame = page.frame("verify", &[title], description, None)?;
    let curriculum = page.curriculum;
    let data = outline::to_verify(&page, &curriculum.courses, curriculum.settings.public_key.as_deref());
    page.renderer.fill_page("verify.html", frame, (), data, outline::room(&curriculum.courses))
}
