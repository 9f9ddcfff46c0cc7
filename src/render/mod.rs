//! One planned file to bytes; the only room that knows the template engine.

use crate::diag::Diagnostic;
use crate::model::Curriculum;
use crate::plan::Plan;
use crate::site::{Content, OutPath};
use crate::theme::Theme;

/// A theme made ready: templates compiled, style and script put together.
#[derive(Debug)]
pub struct Renderer {}

impl Renderer {
    /// Makes `theme` ready for `curriculum` (its language and brand). What is
    /// wrong with the theme's files comes back as diagnostics, all of it; a
    /// file that is wrong is replaced by the default theme's.
    pub fn new(theme: &Theme, curriculum: &Curriculum) -> (Self, Vec<Diagnostic>) {
        let _ = (theme, curriculum);
        (Self {}, Vec::new())
    }

    /// What stands at the address `at` of `plan`. A pure function of its arguments.
    ///
    /// # Errors
    /// When a template of the theme cannot be rendered.
    pub fn render(
        &self,
        curriculum: &Curriculum,
        plan: &Plan,
        at: &OutPath,
    ) -> Result<Content, Box<Diagnostic>> {
        let _ = (curriculum, plan, at);
        todo!()
    }
}
