//! Quizzes on paper: one file for each variant of each quiz, and one for the
//! answers to it.

use std::collections::BTreeSet;

use super::{Layout, Plan, Planned, Sheet, address, asset_address};
use crate::model::{Curriculum, Interaction, Piece, Prose, Quiz};
use crate::site::OutPath;
use crate::source::SourcePath;

/// Which papers are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Papers {
    /// How many variants of each quiz, up to [`Papers::MOST`]; without it, each
    /// quiz once and without a letter.
    pub variants: Option<u8>,
    /// What questions are drawn and mixed by.
    pub seed: u32,
    /// Whether the answers are wanted as well.
    pub answers: bool,
}

impl Papers {
    /// As many variants as there are letters.
    pub const MOST: u8 = 26;
}

/// A quiz on paper. Numbers count from 0 in the curriculum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// The course.
    pub course: usize,
    /// The module whose quiz it is.
    pub module: usize,
    /// `A` and on; missing where each quiz is printed once.
    pub variant: Option<char>,
    /// The seed that was asked for, the same on all papers.
    pub seed: u32,
}

/// Gives every quiz that is to be printed its addresses, and the pictures that
/// it shows.
pub fn papers(curriculum: &Curriculum, wanted: &Papers) -> Plan {
    let mut layout = Layout::default();
    layout.put(OutPath::new("index.html"), Planned::PaperList, None);
    for sheet in Sheet::OF_PAPERS {
        layout.put(OutPath::new(sheet.address()), Planned::Style(sheet), None);
    }
    let mut pictures: BTreeSet<&SourcePath> = curriculum.settings.logo.iter().collect();
    for (c, course) in curriculum.courses.iter().enumerate() {
        for (m, module) in course.modules.iter().enumerate() {
            let Some(quiz) = module.quiz.as_deref() else { continue };
            pictures.extend(shown(quiz));
            for variant in letters(wanted.variants) {
                let at = |end: &str| {
                    let letter = variant.map(|letter| format!("-{}", letter.to_ascii_lowercase()));
                    address(&[&course.id, &module.id, &format!("quiz{}{end}", letter.unwrap_or_default())])
                };
                let paper = Paper { course: c, module: m, variant, seed: wanted.seed };
                layout.put(at(".html"), Planned::Paper(paper), Some(&quiz.path));
                if wanted.answers {
                    layout.put(at("-key.html"), Planned::PaperKey(paper), Some(&quiz.path));
                }
            }
        }
    }
    for path in pictures.into_iter().filter(|path| curriculum.assets.contains_key(*path)) {
        layout.put(asset_address(path), Planned::Asset(path.clone()), Some(path));
    }
    layout.finish()
}

/// The letters of so many variants, or once none.
fn letters(variants: Option<u8>) -> Vec<Option<char>> {
    match variants {
        Some(count) => ('A'..='Z').take(usize::from(count)).map(Some).collect(),
        None => vec![None],
    }
}

/// The pictures that a quiz shows.
fn shown(quiz: &Quiz) -> impl Iterator<Item = &SourcePath> {
    let texts = quiz.questions.iter().flat_map(|question| &question.extras.referring).map(|(_, text)| text);
    let in_texts = quiz.intro.iter().chain(texts).flat_map(Prose::walk).filter_map(|piece| match piece {
        Piece::Picture(picture) => Some(&picture.path),
        _ => None,
    });
    let hotspots = quiz.questions.iter().filter_map(|question| match &question.interaction {
        Interaction::Choice { picture: Some(picture), .. } => Some(&picture.path),
        _ => None,
    });
    in_texts.chain(hotspots)
}
