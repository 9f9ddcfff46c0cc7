//! The list of all papers.

use std::collections::HashMap;

use serde::Serialize;

use super::super::page::{Anchor, Page};
use crate::diag::Diagnostic;
use crate::plan::{Paper, Planned};

#[derive(Serialize)]
struct View<'a> {
    courses: Vec<Listed<'a>>,
}

/// A course with quizzes.
#[derive(Serialize)]
struct Listed<'a> {
    title: &'a str,
    quizzes: Vec<Row<'a>>,
}

/// A quiz, with all that was printed of it.
#[derive(Serialize)]
struct Row<'a> {
    module: &'a str,
    title: &'a str,
    papers: Vec<Anchor>,
    keys: Vec<Anchor>,
}

pub(in crate::render) fn render(mut page: Page) -> Result<Vec<u8>, Box<Diagnostic>> {
    let mut printed: HashMap<(usize, usize), (Vec<Anchor>, Vec<Anchor>)> = HashMap::new();
    for (at, planned) in page.plan.files() {
        let href = page.at.link_to(at);
        match planned {
            Planned::Paper(paper) => {
                let anchor = page.printed(paper, ["paper", "paper_of"], href);
                printed.entry((paper.course, paper.module)).or_default().0.push(anchor);
            }
            Planned::PaperKey(paper) => {
                let anchor = page.printed(paper, ["paper_key", "paper_key_of"], href);
                printed.entry((paper.course, paper.module)).or_default().1.push(anchor);
            }
            _ => {}
        }
    }
    let mut courses = Vec::new();
    for (c, course) in page.curriculum.courses.iter().enumerate() {
        let rows = course.modules.iter().enumerate().filter_map(|(m, module)| {
            let (papers, keys) = printed.remove(&(c, m))?;
            Some(Row { module: module.title(), title: &module.quiz.as_deref()?.title, papers, keys })
        });
        let quizzes: Vec<Row> = rows.collect();
        if !quizzes.is_empty() {
            courses.push(Listed { title: &course.about.title, quizzes });
        }
    }
    let words = &page.renderer.words;
    let description = words.get("papers_intro").to_owned();
    let frame = page.frame("papers", &[words.get("papers")], description, None)?;
    page.renderer.fill_page("papers.html", frame, View { courses }, (), 0)
}

impl Page<'_> {
    /// The link to a paper or a key: the first word names it where there is one
    /// of the quiz, the second with the letter of its variant.
    fn printed(&self, paper: &Paper, [alone, of]: [&str; 2], href: String) -> Anchor {
        let words = &self.renderer.words;
        let title = match paper.variant {
            Some(letter) => words.text(of, &[("letter", &letter)]),
            None => words.get(alone).to_owned(),
        };
        Anchor { title, href }
    }
}
