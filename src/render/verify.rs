//! The page on which somebody checks a record or certificate that a learner brings along.

use serde::Serialize;

use super::outline;
use super::page::Page;
use crate::diag::Diagnostic;
use crate::plan::Script;

#[derive(Serialize)]
struct View {
    /// JSON for the script.
    data: String,
}

pub(super) fn render(mut page: Page) -> Result<Vec<u8>, Box<Diagnostic>> {
    let _alone = page.renderer.alone();
    let data =
        outline::to_verify(&page, &page.curriculum.courses, page.curriculum.settings.public_key.as_deref());
    let title = page.renderer.words.get("verify_title");
    let description = page.renderer.words.get("verify_intro").to_owned();
    page.scripts.insert(Script::Verify);
    let frame = page.frame("verify", &[title], description, None)?;
    let bytes = data.len();
    page.renderer.fill_page("verify.html", frame, View { data }, bytes)
}
