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

use super::references::Used;
use crate::diag::{Diagnostic, Rule};
use crate::model::{Course, Curriculum, Quiz};

/// A look at what could be better.
struct Lint {
    rule: &'static Rule,
    over: Over,
}

/// What a lint looks at at once.
enum Over {
    /// Everything.
    Curriculum(fn(&Curriculum, &Used, &mut Vec<Diagnostic>)),
    /// A course.
    Course(fn(&Curriculum, &Course, &mut Vec<Diagnostic>)),
    /// A quiz, in its course.
    Quiz(OverQuiz),
    /// A quiz of which all could be understood, in its course.
    WholeQuiz(OverQuiz),
}

type OverQuiz = fn(&Curriculum, &Course, &Quiz, &mut Vec<Diagnostic>);

static LINTS: [&Lint; 15] = [
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
    &areas::SMALL,
    &areas::UNMEASURED,
];

/// The rules of all lints.
pub(super) fn rules() -> impl Iterator<Item = &'static Rule> {
    LINTS.iter().map(|lint| lint.rule)
}

/// Looks at everything.
pub(super) fn of_curriculum(curriculum: &Curriculum, used: &Used, diagnostics: &mut Vec<Diagnostic>) {
    for lint in LINTS {
        if let Over::Curriculum(run) = lint.over {
            run(curriculum, used, diagnostics);
        }
    }
}

/// Looks at a course and every quiz of it.
pub(super) fn of_course(curriculum: &Curriculum, course: &Course) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for lint in LINTS {
        if let Over::Course(run) = lint.over {
            run(curriculum, course, &mut found);
        }
    }
    for quiz in course.modules.iter().filter_map(|module| module.quiz.as_deref()) {
        for lint in LINTS {
            match lint.over {
                Over::Quiz(run) => run(curriculum, course, quiz, &mut found),
                Over::WholeQuiz(run) if quiz.is_whole => run(curriculum, course, quiz, &mut found),
                Over::WholeQuiz(_) | Over::Course(_) | Over::Curriculum(_) => {}
            }
        }
    }
    found
}

/// What a quiz says that is nonsense when it is shuffled.
pub(super) fn examine_shuffled(quiz: &Quiz, diagnostics: &mut Vec<Diagnostic>) {
    options_that_refer::examine_all(quiz, diagnostics);
}
