//! The contents of a module: a step for each of its pages and one for its quiz.
//!
//! All of them stand in one folder, so a step reads the same on each of them but
//! at its own page. In a long module the steps are therefore made once.

use std::sync::OnceLock;

use serde::Serialize;

use super::page::Page;
use crate::diag::Diagnostic;
use crate::model::{Course, Module};

/// With more steps than this they are kept for the other pages of the module. In
/// short modules, of which a large site has thousands, that takes more than it saves.
const FEW: usize = 3;

/// The steps of each module of a course, once they were needed.
#[derive(Debug)]
pub(super) struct Contents(Vec<OnceLock<Steps>>);

/// The steps of a module as they read on other pages.
#[derive(Debug)]
struct Steps {
    /// One behind the other.
    html: Box<str>,
    /// Where each ends in it.
    ends: Vec<usize>,
}

#[derive(Serialize)]
struct Step<'a> {
    /// That of the page; `quiz` for the quiz.
    id: &'a str,
    /// Missing for the quiz.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    href: String,
    /// Whether it is the page at hand.
    current: bool,
}

impl Contents {
    /// Those of a course, none made yet.
    pub(super) fn new(course: &Course) -> Self {
        Self(course.modules.iter().map(|_| OnceLock::new()).collect())
    }
}

impl Steps {
    fn new(steps: impl Iterator<Item = Result<String, Box<Diagnostic>>>) -> Result<Self, Box<Diagnostic>> {
        let (mut html, mut ends) = (String::new(), Vec::new());
        for step in steps {
            html.push_str(&step?);
            ends.push(html.len());
        }
        Ok(Self { html: html.into(), ends })
    }

    /// All of them, with `step` in place of the one numbered `at`.
    fn with(&self, at: usize, step: &str) -> String {
        let end = |n: usize| self.ends.get(n).copied().unwrap_or(self.html.len());
        let start = at.checked_sub(1).map_or(0, end);
        [&self.html[..start], step, &self.html[end(at)..]].concat()
    }
}

impl Page<'_> {
    /// The steps of this module as HTML. `at` is the one at hand: a page's number
    /// from 0, or the number of pages for the quiz.
    pub(super) fn steps(&self, module: &Module, at: usize) -> Result<String, Box<Diagnostic>> {
        let count = module.pages.len() + usize::from(module.quiz.is_some());
        let kept =
            self.course.zip(self.module).and_then(|((c, _), (m, _))| self.renderer.contents.get(c)?.0.get(m));
        let Some(kept) = kept.filter(|_| count > FEW) else {
            return (0..count).map(|n| self.step(module, n, n == at)).collect();
        };
        let steps = if let Some(steps) = kept.get() {
            steps
        } else {
            let steps = Steps::new((0..count).map(|n| self.step(module, n, false)))?;
            kept.get_or_init(|| steps)
        };
        Ok(steps.with(at, &self.step(module, at, true)?))
    }

    /// The step numbered `n`.
    fn step(&self, module: &Module, n: usize, current: bool) -> Result<String, Box<Diagnostic>> {
        let page = module.pages.get(n).map(|page| (page.id.as_str(), Some(page.title.as_str()), &page.path));
        let quiz = || Some(("quiz", None, &module.quiz.as_ref()?.path));
        let Some((id, title, path)) = page.or_else(quiz) else { return Ok(String::new()) };
        self.renderer.fill("step.html", Step { id, title, href: self.href(path), current })
    }
}
