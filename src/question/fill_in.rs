//! `fill-in`: a sentence or a short passage with gaps.

use super::{
    Authored, Form, FullAnswer, FullGap, Kind, Lowered, Lowering, Said, Scalar, gap_rules, is_usable_id,
    numeric, options, rows, rules, short_text, single_choice,
};
use crate::model::{FeedbackFor, Gap, GapField, Interaction, Key, Marking, Piece, Prose};
use crate::source::NodePath;

pub(super) static KIND: Kind = Kind {
    name: "fill-in",
    explain: "\
A text with gaps to fill in, written `{{gap: id}}`. `gaps` says by its id what belongs into each: an \
answer to type (a text or a list of accepted ones, marked as in short-text; a number without quotes, \
marked as in numeric), or `options` to choose from. Each gap counts for its share, unless `marking` \
says `all-or-nothing`.",
    example: "\
- id: time-limit
  type: fill-in
  prompt: Complete the rule.
  text: \"You must answer within {{gap: time}} of the day the request {{gap: start}}.\"
  gaps:
    time:
      answer: [one month, a month, 1 month]
      feedback: Think of the calendar, not of working days.
    start:
      options:
        - text: arrives
          correct: true
        - text: is passed on
          feedback: The clock does not wait for that.
",
    keys: &["text", "gaps", "marking"],
    lower,
};

/// How a gap is filled and marked, and what is said to particular answers.
struct Filling {
    field: GapField,
    key: Key,
    feedback: Said,
}

fn lower(authored: &Authored, lowering: &mut Lowering) -> Option<Lowered> {
    let text = written_text(authored, lowering);
    let gaps = authored.gaps.as_ref().filter(|gaps| !gaps.is_empty());
    if gaps.is_none() {
        lowering.found(gap_rules::missing_gaps(lowering.here()));
    }
    let (text, gaps) = (text?, gaps?);
    for id in gaps.keys().filter(|id| !is_usable_id(id)) {
        let place = lowering.place(&lowering.node.key("gaps").key((*id).clone()).name());
        lowering.found(rules::unusable_id(place, id));
    }
    let faults = lowering.diagnostics.len();
    let passage = lowering.passage(text);
    let is_whole = lowering.diagnostics.len() == faults;
    let ids = gap_ids(&passage);
    if ids.is_empty() && is_whole {
        let first = gaps.keys().next().map_or("", String::as_str);
        lowering.found(gap_rules::no_gaps(lowering.at("text"), first));
        return None;
    }
    let mut fillings = Vec::new();
    for (at, id) in ids.iter().enumerate() {
        if ids[..at].contains(id) {
            lowering.found(gap_rules::gap_twice(lowering.at("text"), id));
        } else if let Some(form) = gaps.get(*id) {
            let node = lowering.node.key("gaps").key((*id).to_owned());
            fillings.push((*id, lowering.within(node, |lowering| filling(form, lowering))));
        } else {
            let known = gaps.keys().map(String::as_str);
            lowering.found(gap_rules::gap_without_answer(lowering.at("text"), id, known));
        }
    }
    for id in gaps.keys().filter(|id| is_whole && !ids.contains(&id.as_str())) {
        let place = lowering.place(&lowering.node.key("gaps").key((*id).clone()).name());
        lowering.found(gap_rules::gap_not_in_text(place, id));
    }
    let marking = rows::marking(authored, &KIND, Marking::Partial, lowering)?;
    let (mut fields, mut parts, mut feedback, mut texts) =
        (Vec::new(), Vec::new(), Vec::new(), vec![text.to_owned()]);
    for (id, filling) in fillings {
        let Filling { field, key, feedback: said } = filling?;
        fields.push(Gap { id: id.into(), field });
        parts.push((id.into(), key));
        feedback.extend(said.into_iter().map(|(answer, prose)| (of_part(id, answer), prose)));
        texts.extend(option_texts(&gaps[id]));
    }
    if fields.is_empty() {
        return None;
    }
    let interaction = Interaction::Gaps { text: passage, gaps: fields.into() };
    Some(Lowered { interaction, key: Key::Parts { parts: parts.into(), marking }, feedback, texts })
}

fn written_text<'a>(authored: &'a Authored, lowering: &mut Lowering) -> Option<&'a str> {
    let Some(text) = authored.text.as_deref() else {
        let example = "\"You must answer within {{gap: time}}.\"";
        lowering.found(rules::missing_key(lowering.here(), "text", example));
        return None;
    };
    if text.trim().is_empty() {
        lowering.found(rules::empty_text(lowering.at("text"), "text"));
        return None;
    }
    Some(text)
}

/// The ids of the gaps of a text, in its order.
fn gap_ids(passage: &Prose) -> Vec<&str> {
    passage
        .walk()
        .filter_map(|piece| if let Piece::Gap(id) = piece { Some(id.value.as_str()) } else { None })
        .collect()
}

/// The answer `answer` to the part `id` of a question.
fn of_part(id: &str, answer: FeedbackFor) -> FeedbackFor {
    match answer {
        FeedbackFor::Wrong => FeedbackFor::Part(id.into()),
        answer => FeedbackFor::InPart(id.into(), Box::new(answer)),
    }
}

fn option_texts(form: &Form<FullGap, FullAnswer>) -> Vec<String> {
    let Form::Full(full) = form else { return Vec::new() };
    options::texts(full.options.as_deref())
}

/// What a gap comes to; the lowering stands at the gap.
fn filling(form: &Form<FullGap, FullAnswer>, lowering: &mut Lowering) -> Option<Filling> {
    let node = lowering.node.clone();
    let full = match form {
        Form::Full(full) => full,
        Form::Plain(scalar) => return typed(&Form::Plain(scalar.clone()), &node, None, lowering),
        Form::List(items) => return typed(&Form::List(items.clone()), &node, None, lowering),
    };
    let mut filling = match (&full.options, &full.answer) {
        (Some(_), Some(_)) => {
            lowering.found(gap_rules::typed_and_chosen(lowering.name_of("answer")));
            return None;
        }
        (Some(_), None) => chosen(full, lowering)?,
        (None, Some(answer)) => typed(answer, &node.key("answer"), Some(full), lowering)?,
        (None, None) => {
            lowering.found(rules::missing_key(lowering.here(), "answer", "one month"));
            return None;
        }
    };
    if let Some(said) = lowering.text("feedback", full.feedback.as_deref()) {
        filling.feedback.push((FeedbackFor::Wrong, said));
    }
    Some(filling)
}

/// A gap for which something is chosen from a list.
fn chosen(full: &FullGap, lowering: &mut Lowering) -> Option<Filling> {
    for (key, _) in
        number_keys(full).into_iter().chain([("marking", full.marking.is_some())]).filter(|(_, given)| *given)
    {
        lowering.found(gap_rules::key_of_typed_gap(lowering.name_of(key), key));
    }
    let options = options::read(full.options.as_deref(), lowering)?;
    let key = single_choice::key(&options, "this gap", "", lowering)?;
    Some(Filling { field: GapField::Options(options.choices.into()), key, feedback: options.feedback })
}

/// A gap for which something is typed, with the answers written at `node`.
fn typed(
    answer: &Form<FullAnswer>,
    node: &NodePath,
    full: Option<&FullGap>,
    lowering: &mut Lowering,
) -> Option<Filling> {
    if answer.is_blank() {
        lowering.found(gap_rules::empty_answer(lowering.place(node)));
        return None;
    }
    let marking = full.and_then(|full| full.marking.as_deref());
    let for_numbers = full.is_some_and(|full| number_keys(full).iter().any(|(_, given)| *given));
    if for_numbers || answer.items().iter().all(is_number) {
        if marking.is_some() {
            lowering.found(gap_rules::marking_of_number(lowering.name_of("marking")));
        }
        let tolerance = full.and_then(|full| full.tolerance.as_ref());
        let (ranges, feedback) = numeric::ranges(answer, node, tolerance, &KIND, lowering)?;
        let unit = full.and_then(|full| full.unit.clone()).filter(|unit| !unit.trim().is_empty());
        let field = GapField::Number { unit: unit.clone() };
        return Some(Filling { field, key: Key::Number { ranges: ranges.into(), unit }, feedback });
    }
    if let Some(other) = marking.filter(|marking| *marking != "case-sensitive") {
        lowering.found(gap_rules::unknown_gap_marking(lowering.at("marking"), other));
        return None;
    }
    let (accepted, feedback) = short_text::accepted(answer, node, &KIND, lowering)?;
    let case_sensitive = marking.is_some();
    Some(Filling {
        field: GapField::Text,
        key: Key::Text { accepted: accepted.into(), case_sensitive },
        feedback,
    })
}

/// The keys that only numbers have, and whether they are given.
fn number_keys(full: &FullGap) -> [(&'static str, bool); 2] {
    [("tolerance", full.tolerance.is_some()), ("unit", full.unit.is_some())]
}

/// Whether an accepted answer is written as a number: without quotes, or as a range.
fn is_number(item: &Form<FullAnswer>) -> bool {
    match item {
        Form::Plain(scalar) => matches!(scalar, Scalar::Whole(_) | Scalar::Decimal(_)),
        Form::Full(full) => {
            full.text.is_none() && (full.value.is_some() || full.from.is_some() || full.to.is_some())
        }
        Form::List(_) => false,
    }
}
