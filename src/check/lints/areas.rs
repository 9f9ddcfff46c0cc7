//! Areas of pictures, held against the picture's size and each other.

use super::{Lint, Over};
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{Area, Course, Curriculum, Hotspots, Interaction, Question, Quiz};
use crate::source::Place;

pub(super) static OUTSIDE: Lint = Lint { rule: &OUTSIDE_RULE, over: Over::Quiz(outside) };
pub(super) static OVERLAP: Lint = Lint { rule: &OVERLAP_RULE, over: Over::Quiz(overlap) };
pub(super) static SMALL: Lint = Lint { rule: &SMALL_RULE, over: Over::Quiz(small) };
pub(super) static UNMEASURED: Lint = Lint { rule: &UNMEASURED_RULE, over: Over::Quiz(unmeasured) };

static OUTSIDE_RULE: Rule = Rule {
    code: "area-outside-picture",
    severity: Severity::Error,
    explain: "\
An area reaches beyond the edge of its picture, so a part of it could not be seen or clicked. \
Coordinates are counted in the picture's pixels from its upper left corner; for an SVG in the units of \
its `viewBox`.",
    example: Example { wrong: "", right: "" },
};

static OVERLAP_RULE: Rule = Rule {
    code: "areas-overlap",
    severity: Severity::Warning,
    explain: "\
Two areas lie over each other, so a click there could mean either of them; the later one is picked. \
Make one of them smaller, or give it another shape.",
    example: Example {
        wrong: "type: hotspot\npicture: desk.jpg\nalt: A desk\nareas:\n  - {text: Screen, coords: \"40, 60, 300, 220\", correct: true}\n  - {text: Mug, coords: \"280, 180, 40\"}\n",
        right: "type: hotspot\npicture: desk.jpg\nalt: A desk\nareas:\n  - {text: Screen, coords: \"40, 60, 300, 220\", correct: true}\n  - {text: Mug, coords: \"420, 180, 40\"}\n",
    },
};

static SMALL_RULE: Rule = Rule {
    code: "area-too-small",
    severity: Severity::Warning,
    explain: "\
On a phone the picture is as wide as the screen, and this area is then narrower or lower than a \
fingertip can hit. Make the area larger than what it surrounds, or show a part of the picture only.",
    example: Example {
        wrong: "type: hotspot\npicture: desk.jpg\nalt: A desk\nareas:\n  - {text: Screen, coords: \"40, 60, 300, 220\", correct: true}\n  - {text: Mug, coords: \"420, 180, 15\"}\n",
        right: "type: hotspot\npicture: desk.jpg\nalt: A desk\nareas:\n  - {text: Screen, coords: \"40, 60, 300, 220\", correct: true}\n  - {text: Mug, coords: \"420, 180, 40\"}\n",
    },
};

/// How wide a picture is on a phone that is 320 pixels wide, in its pixels.
const ON_A_PHONE: i64 = 280;

/// How large what is tapped must be, in the same (WCAG 2.2, 2.5.8).
const FINGERTIP: i64 = 24;

static UNMEASURED_RULE: Rule = Rule {
    code: "picture-without-size",
    severity: Severity::Error,
    explain: "\
Areas lie on a picture by its size, and this file does not tell how large it is. Use a PNG, JPEG, WebP \
or GIF file, or an SVG with a `viewBox`, or with `width` and `height` in pixels.",
    example: Example { wrong: "", right: "" },
};

/// Every question of a quiz about a picture, with the picture's size where the file exists.
fn pictures<'a>(
    curriculum: &Curriculum,
    quiz: &'a Quiz,
) -> impl Iterator<Item = (&'a Question, &'a Hotspots, Option<(u32, u32)>)> {
    quiz.questions.iter().filter_map(|question| {
        let Interaction::Choice { picture: Some(picture), .. } = &question.interaction else { return None };
        let size = curriculum.assets.get(&picture.path)?;
        Some((&**question, &**picture, *size))
    })
}

fn place(question: &Question, index: usize) -> Place {
    Place::Node(question.path.clone(), question.node().key("areas").item(index).key("coords"))
}

fn outside(curriculum: &Curriculum, _: &Course, quiz: &Quiz, diagnostics: &mut Vec<Diagnostic>) {
    for (question, picture, size) in pictures(curriculum, quiz) {
        let Some((width, height)) = size else { continue };
        let (right, bottom) = (i64::from(width), i64::from(height));
        let is_outside = |area: &Area| {
            let [l, t, r, b] = area.bounds();
            l < 0 || t < 0 || r > right || b > bottom
        };
        for (index, _) in picture.areas.iter().enumerate().filter(|(_, area)| is_outside(area)) {
            let message =
                format!("this area reaches beyond the picture, which is {width} by {height} pixels large");
            diagnostics.push(
                Diagnostic::new(&OUTSIDE_RULE, place(question, index), message)
                    .help(format!("write numbers from 0 to {width} across and from 0 to {height} down")),
            );
        }
    }
}

fn overlap(curriculum: &Curriculum, _: &Course, quiz: &Quiz, diagnostics: &mut Vec<Diagnostic>) {
    for (question, picture, _) in pictures(curriculum, quiz) {
        for (second, area) in picture.areas.iter().enumerate() {
            if let Some(first) = picture.areas[..second].iter().position(|other| other.overlaps(area)) {
                diagnostics.push(
                    Diagnostic::new(&OVERLAP_RULE, place(question, second), "this area lies over another")
                        .also(place(question, first), "over this one")
                        .help("make one of the two smaller, or give it another shape"),
                );
            }
        }
    }
}

fn small(curriculum: &Curriculum, _: &Course, quiz: &Quiz, diagnostics: &mut Vec<Diagnostic>) {
    for (question, picture, size) in pictures(curriculum, quiz) {
        let Some((width, _)) = size else { continue };
        let width = i64::from(width);
        let shown = width.min(ON_A_PHONE);
        let least = (FINGERTIP * width + shown - 1) / shown;
        for (index, area) in picture.areas.iter().enumerate() {
            let [left, top, right, bottom] = area.bounds();
            let extent = (right - left).min(bottom - top);
            if extent < least {
                let message =
                    format!("on a phone this area is only {} pixels across", extent * shown / width);
                diagnostics.push(
                    Diagnostic::new(&SMALL_RULE, place(question, index), message)
                        .help(format!("in this picture an area should be at least {least} across and down")),
                );
            }
        }
    }
}

fn unmeasured(curriculum: &Curriculum, _: &Course, quiz: &Quiz, diagnostics: &mut Vec<Diagnostic>) {
    for (question, picture, size) in pictures(curriculum, quiz) {
        if size.is_none() {
            let message = format!("`{}` does not tell how large it is", picture.path);
            diagnostics.push(
                Diagnostic::new(&UNMEASURED_RULE, question.at("picture"), message)
                    .help("use a PNG, JPEG, WebP or GIF file, or an SVG with a `viewBox`"),
            );
        }
    }
}
