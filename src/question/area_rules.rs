//! What can be wrong with the areas of a picture.

use super::rules;
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::source::Place;

/// Every rule of this module.
pub(super) const RULES: &[&Rule] =
    &[&NOT_COORDS, &TOO_FEW_AREAS, &NO_CORRECT_AREA, &DUPLICATE_AREA, &FOREIGN_PICTURE];

static NOT_COORDS: Rule = Rule {
    code: "not-coords",
    severity: Severity::Error,
    explain: "\
Where an area of a picture lies is told in the picture's pixels, counted from its upper left corner, as \
an image editor shows them: `left, top, right, bottom` for a rectangle, `x, y, radius` for a circle, and \
`x, y` for each corner of any other shape, one after the other.",
    example: Example {
        wrong: "type: hotspot\npicture: desk.jpg\nalt: A desk\nareas:\n  - {text: Screen, coords: in the middle, correct: true}\n  - {text: Mug, coords: \"420, 180, 40\"}\n",
        right: "type: hotspot\npicture: desk.jpg\nalt: A desk\nareas:\n  - {text: Screen, coords: \"40, 60, 300, 220\", correct: true}\n  - {text: Mug, coords: \"420, 180, 40\"}\n",
    },
};

pub(super) fn not_coords(place: Place, written: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&NOT_COORDS, place, format!("`{written}` {why}")).help(
        "write `left, top, right, bottom` for a rectangle, `x, y, radius` for a circle, or `x, y` for each corner",
    )
}

static TOO_FEW_AREAS: Rule = Rule {
    code: "too-few-areas",
    severity: Severity::Error,
    explain: "\
A question about areas of a picture needs at least two, or there is nothing to choose from.",
    example: Example {
        wrong: "type: hotspot\npicture: desk.jpg\nalt: A desk\nareas:\n  - {text: Screen, coords: \"40, 60, 300, 220\", correct: true}\n",
        right: "type: hotspot\npicture: desk.jpg\nalt: A desk\nareas:\n  - {text: Screen, coords: \"40, 60, 300, 220\", correct: true}\n  - {text: Mug, coords: \"420, 180, 40\"}\n",
    },
};

pub(super) fn too_few_areas(place: Place, count: usize) -> Diagnostic {
    let have = if count == 0 { "no areas" } else { "only one area" };
    Diagnostic::new(&TOO_FEW_AREAS, place, format!("the picture has {have}"))
        .help("write at least two, each with its `text` and `coords`")
}

static NO_CORRECT_AREA: Rule = Rule {
    code: "no-correct-area",
    severity: Severity::Error,
    explain: "\
A question needs an answer that is right, or nobody can earn its points. Mark the areas that learners \
should find with `correct: true`.",
    example: Example {
        wrong: "type: hotspot\npicture: desk.jpg\nalt: A desk\nareas:\n  - {text: Screen, coords: \"40, 60, 300, 220\"}\n  - {text: Mug, coords: \"420, 180, 40\"}\n",
        right: "type: hotspot\npicture: desk.jpg\nalt: A desk\nareas:\n  - {text: Screen, coords: \"40, 60, 300, 220\", correct: true}\n  - {text: Mug, coords: \"420, 180, 40\"}\n",
    },
};

pub(super) fn no_correct_area(place: Place) -> Diagnostic {
    Diagnostic::new(&NO_CORRECT_AREA, place, "no area of this picture is right")
        .help("mark what learners should find with `correct: true`")
}

static DUPLICATE_AREA: Rule = Rule {
    code: "duplicate-area",
    severity: Severity::Error,
    explain: "\
Two areas of a picture have the same words, so nobody who cannot see it could tell them apart.",
    example: Example {
        wrong: "type: hotspot\npicture: desk.jpg\nalt: A desk\nareas:\n  - {text: Mug, coords: \"40, 60, 300, 220\", correct: true}\n  - {text: Mug, coords: \"420, 180, 40\"}\n",
        right: "type: hotspot\npicture: desk.jpg\nalt: A desk\nareas:\n  - {text: Screen, coords: \"40, 60, 300, 220\", correct: true}\n  - {text: Mug, coords: \"420, 180, 40\"}\n",
    },
};

pub(super) fn duplicate_area(again: Place, first: Place) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_AREA, again, "two areas have the same words")
        .label("said again here")
        .also(first, "first said here")
        .help("say what tells the two apart")
}

pub(super) fn missing_areas(place: Place) -> Diagnostic {
    Diagnostic::new(&rules::MISSING_KEY, place, "the key `areas` is missing")
        .help("add `areas:`, and below it for each area its `text` and its `coords`")
}

pub(super) fn no_alt(place: Place) -> Diagnostic {
    Diagnostic::new(&rules::MISSING_KEY, place, "the key `alt` is missing").help(
        "add `alt: …` with what the picture shows, for those who do not see it; do not give the answer away",
    )
}

static FOREIGN_PICTURE: Rule = Rule {
    code: "foreign-picture",
    severity: Severity::Error,
    explain: "\
A picture is a file of the project, so that it is shown everywhere and asks no other host. Put it beside \
the quiz, and write its name.",
    example: Example {
        wrong: "type: hotspot\npicture: ../../../../desk.jpg\nalt: A desk\nareas:\n  - {text: Screen, coords: \"40, 60, 300, 220\", correct: true}\n  - {text: Mug, coords: \"420, 180, 40\"}\n",
        right: "type: hotspot\npicture: desk.jpg\nalt: A desk\nareas:\n  - {text: Screen, coords: \"40, 60, 300, 220\", correct: true}\n  - {text: Mug, coords: \"420, 180, 40\"}\n",
    },
};

pub(super) fn no_picture_file(place: Place, written: &str) -> Diagnostic {
    Diagnostic::new(&FOREIGN_PICTURE, place, format!("`{written}` is outside of the project"))
        .help("put the picture beside the quiz, and write its name")
}
