//! `hotspot`: areas of a picture.

use super::authored::FullArea;
use super::{Authored, Kind, Lowered, Lowering, Scalar, area_rules, options, rules};
use crate::model::{Area, Choice, ChoiceText, FeedbackFor, Hotspots, Id, Interaction, Key, Marking};
use crate::source::{NodePath, Place};

pub(super) static KIND: Kind = Kind {
    name: "hotspot",
    explain: "\
The learner finds something in a `picture`: each area of it can be clicked, and stands below the \
picture as a labelled choice as well, so that nobody needs to see or to point. `coords` are counted in \
the picture's pixels from its upper left corner, as an image editor shows them: `left, top, right, \
bottom` for a rectangle, `x, y, radius` for a circle, and `x, y` for each corner of any other shape. \
Where several areas are right, learners pick all of them, marked all-or-nothing unless `marking` says \
`partial`.",
    example: "\
- id: on-the-desk
  type: hotspot
  prompt: A visitor comes to your desk. What must she not see?
  picture: desk.jpg
  alt: A desk with a screen, a sheet of paper, a mug and a telephone
  areas:
    - text: The list of customers on the screen
      coords: 40, 60, 300, 220
      correct: true
    - text: The mug
      coords: 420, 180, 40
      feedback: There is nothing on it.
",
    keys: &["picture", "alt", "areas", "marking"],
    lower,
};

fn lower(authored: &Authored, lowering: &mut Lowering) -> Option<Lowered> {
    let areas = listed(authored, lowering);
    let picture = picture(authored, lowering);
    let areas = areas?;
    find_duplicates(areas, lowering);
    let (mut choices, mut right, mut feedback, mut shapes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for ((index, area), letter) in areas.iter().enumerate().zip('a'..='z') {
        let id = Id::from(letter);
        let place = |key: &'static str| Place::Node(lowering.path.clone(), node(lowering, index).key(key));
        let (text_at, feedback_at, coords_at) = (place("text"), place("feedback"), place("coords"));
        if area.text.trim().is_empty() {
            lowering.found(rules::empty_text(text_at.clone(), "area"));
        }
        shapes.push(shape(area, index, coords_at, lowering));
        let text = lowering.prose(&area.text, &text_at);
        choices.push(Choice { id: id.clone(), text: ChoiceText::Prose(text) });
        if let Some(said) = area.feedback.as_deref().filter(|said| !said.trim().is_empty()) {
            feedback.push((FeedbackFor::Choice(id.clone()), lowering.prose(said, &feedback_at)));
        }
        if area.correct == Some(true) {
            right.push(id);
        }
    }
    if right.is_empty() {
        lowering.found(area_rules::no_correct_area(lowering.name_of("areas")));
        return None;
    }
    let marking = marking(authored, lowering)?;
    let (path, alt) = picture?;
    let areas: Vec<Area> = shapes.into_iter().collect::<Option<_>>()?;
    let multiple = right.len() > 1;
    let texts = authored.areas.iter().flatten().map(|area| area.text.clone()).collect();
    let picture = Some(Box::new(Hotspots { path, alt, areas }));
    Some(Lowered {
        // The letters on the picture stand still, and so does the list.
        interaction: Interaction::Choice { multiple, choices: choices.into(), shuffle: false, picture },
        key: Key::Choose { right: right.into(), marking },
        feedback,
        texts,
    })
}

fn node(lowering: &Lowering, index: usize) -> NodePath {
    lowering.node.key("areas").item(index)
}

/// The areas, if there are as many as can be asked for.
fn listed<'a>(authored: &'a Authored, lowering: &mut Lowering) -> Option<&'a [FullArea]> {
    let Some(areas) = authored.areas.as_deref() else {
        lowering.found(area_rules::missing_areas(lowering.here()));
        return None;
    };
    if areas.len() < 2 {
        lowering.found(area_rules::too_few_areas(lowering.name_of("areas"), areas.len()));
        return None;
    }
    if areas.len() > options::MOST {
        lowering.found(rules::too_many_options(lowering.name_of("areas"), areas.len(), options::MOST));
        return None;
    }
    Some(areas)
}

/// The picture's file, and what it shows.
fn picture(authored: &Authored, lowering: &mut Lowering) -> Option<(crate::source::SourcePath, String)> {
    let alt = authored.alt.as_deref().map(str::trim).unwrap_or_default();
    if alt.is_empty() {
        let place = if authored.alt.is_some() { lowering.at("alt") } else { lowering.here() };
        lowering.found(area_rules::no_alt(place));
    }
    let Some(written) = authored.picture.as_deref().map(str::trim).filter(|path| !path.is_empty()) else {
        let place = if authored.picture.is_some() { lowering.at("picture") } else { lowering.here() };
        lowering.found(rules::missing_key(place, "picture", "desk.jpg"));
        return None;
    };
    let Some(path) = lowering.path.join(written) else {
        lowering.found(area_rules::no_picture_file(lowering.at("picture"), written));
        return None;
    };
    (!alt.is_empty()).then(|| (path, alt.to_owned()))
}

fn marking(authored: &Authored, lowering: &mut Lowering) -> Option<Marking> {
    match authored.marking.as_deref() {
        None | Some("all-or-nothing") => Some(Marking::AllOrNothing),
        Some("partial") => Some(Marking::Partial),
        Some(other) => {
            let known = ["all-or-nothing", "partial"];
            lowering.found(rules::unknown_marking(lowering.at("marking"), other, KIND.name, &known));
            None
        }
    }
}

/// What the coordinates of an area mean.
fn shape(area: &FullArea, index: usize, place: Place, lowering: &mut Lowering) -> Option<Area> {
    let written = area.coords.as_ref().map(Scalar::to_string).unwrap_or_default();
    if written.trim().is_empty() {
        let place = if area.coords.is_some() {
            place
        } else {
            Place::Node(lowering.path.clone(), node(lowering, index))
        };
        lowering.found(rules::missing_key(place, "coords", "40 60 300 220"));
        return None;
    }
    let parts = written.split([',', ' ', ';', '\n', '\t']).filter(|part| !part.is_empty());
    let numbers: Option<Vec<u32>> = parts.map(|part| part.parse::<u32>().ok()).collect();
    let shape = numbers.as_deref().map_or(Err("is not a list of whole numbers"), |numbers| match *numbers {
        [x, y, r] if r > 0 => Ok(Area::Circle([x, y, r])),
        [_, _, _] => Err("is a circle without a radius"),
        [left, top, right, bottom] if left < right && top < bottom => {
            Ok(Area::Rect([left, top, right, bottom]))
        }
        [_, _, _, _] => Err("is a rectangle whose right or lower side does not come after the other"),
        ref corners if corners.len() >= 6 && corners.len() % 2 == 0 => {
            Ok(Area::Poly(corners.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect()))
        }
        _ => Err("is no circle, no rectangle and no other shape: it takes 3, 4, or 6 and more numbers"),
    });
    shape.map_err(|why| lowering.found(area_rules::not_coords(place, written.trim(), why))).ok()
}

fn find_duplicates(areas: &[FullArea], lowering: &mut Lowering) {
    let texts: Vec<String> = areas.iter().map(|area| area.text.trim().to_lowercase()).collect();
    for (index, again) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        if let Some(first) = texts[..index].iter().position(|text| text == again) {
            let place = |index| Place::Node(lowering.path.clone(), node(lowering, index).key("text"));
            let finding = area_rules::duplicate_area(place(index), place(first));
            lowering.found(finding);
        }
    }
}
