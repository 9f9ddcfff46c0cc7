//! What is allowed and yet worth a second look. A lint is one file here and two
//! lines below.

mod areas;
mod critical_drawn_sometimes;
mod critical_without_points;
mod draw_too_large;
mod hard_to_read;
mod never_drawn;
mod objective_not_asked;
mod options_that_refer;
mod passed_by_guessing;
mod terms_without_pass;
mod unreachable_pass;
mod unused_file;

use rayon::prelude::*;

use super::references::Used;
use crate::diag::{Diagnostic, Rule};
use crate::model::{Course, Curriculum, Quiz};

/// A look at the whole curriculum.
struct Lint {
    rule: &'static Rule,
    run: fn(&Curriculum, &Used, &mut Vec<Diagnostic>),
}

static LINTS: [&Lint; 14] = [
    &unreachable_pass::LINT,
    &unused_file::LINT,
    &options_that_refer::LINT,
    &terms_without_pass::LINT,
    &objective_not_asked::LINT,
    &critical_without_points::LINT,
    &draw_too_large::LINT,
    &never_drawn::LINT,
    &critical_drawn_sometimes::LINT,
    &hard_to_read::LINT,
    &passed_by_guessing::LINT,
    &areas::OUTSIDE,
    &areas::OVERLAP,
    &areas::UNMEASURED,
];

/// Every quiz, with its course.
fn quizzes(curriculum: &Curriculum) -> impl Iterator<Item = (&Course, &Quiz)> {
    curriculum.courses.iter().flat_map(|course| {
        course.modules.iter().filter_map(move |module| Some((course, module.quiz.as_deref()?)))
    })
}

/// Every quiz of which all could be understood.
fn whole_quizzes(curriculum: &Curriculum) -> impl Iterator<Item = (&Course, &Quiz)> {
    quizzes(curriculum).filter(|(_, quiz)| quiz.is_whole)
}

/// The rules of all lints.
pub(super) fn rules() -> impl Iterator<Item = &'static Rule> {
    LINTS.iter().map(|lint| lint.rule)
}

/// Runs every lint.
pub(super) fn run(curriculum: &Curriculum, used: &Used, diagnostics: &mut Vec<Diagnostic>) {
    let found = LINTS.par_iter().map(|lint| {
        let mut found = Vec::new();
        (lint.run)(curriculum, used, &mut found);
        found
    });
    diagnostics.extend(found.collect::<Vec<_>>().into_iter().flatten());
}

/// What a quiz says that is nonsense when it is shuffled.
pub(super) fn examine_shuffled(quiz: &Quiz, diagnostics: &mut Vec<Diagnostic>) {
    options_that_refer::examine_all(quiz, diagnostics);
}
