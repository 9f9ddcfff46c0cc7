//! `numeric`: a number to type.

use super::{Authored, Form, FullAnswer, Kind, Lowered, Lowering, Said, Scalar, rules};
use crate::model::{Decimal, FeedbackFor, Fraction, Interaction, Key, Prose, Range};
use crate::source::{NodePath, Place};

pub(super) static KIND: Kind = Kind {
    name: "numeric",
    explain: "\
A number to type, right if it lies within `tolerance` (a number, or a percentage of the answer; \
inclusive). Several answers or ranges (`from`, `to`) can be accepted, each with its `credit`.",
    example: "\
- id: days-to-cancel
  type: numeric
  prompt: In the EU, how many days does a customer have to cancel an online order?
  answer: 14
  unit: days
  feedback: Think of two weeks.
",
    keys: &["answer", "tolerance", "unit", "feedback"],
    lower,
};

fn lower(authored: &Authored, lowering: &mut Lowering) -> Option<Lowered> {
    let Some(answer) = &authored.answer else {
        lowering.found(rules::missing_key(lowering.here(), "answer", "14"));
        return None;
    };
    let node = lowering.node.key("answer");
    let (ranges, mut feedback) = ranges(answer, &node, authored.tolerance.as_ref(), &KIND, lowering)?;
    feedback.extend(said_to_wrong(authored, &KIND, lowering));
    let unit = authored.unit.clone().filter(|unit| !unit.trim().is_empty());
    Some(Lowered {
        interaction: Interaction::Number { unit: unit.clone() },
        key: Key::Number { ranges: ranges.into(), unit },
        feedback,
        texts: Vec::new(),
    })
}

/// The numbers that are accepted, as written at `node`, and what is said to who gives one of them.
/// `tolerance` holds for those that have none of their own.
pub(super) fn ranges(
    written: &Form<FullAnswer>,
    node: &NodePath,
    tolerance: Option<&Scalar>,
    kind: &Kind,
    lowering: &mut Lowering,
) -> Option<(Vec<Range>, Said)> {
    if written.is_blank() {
        lowering.found(rules::no_answer(Place::Node(lowering.path.clone(), node.clone()), "14"));
        return None;
    }
    let listed = matches!(written, Form::List(_));
    let (mut ranges, mut feedback) = (Vec::new(), Vec::new());
    for (index, item) in written.items().iter().enumerate() {
        let node = if listed { node.item(index) } else { node.clone() };
        let range = range(item, tolerance, &node, kind, lowering)?;
        if let Form::Full(full) = item
            && let Some(said) = said(full, &node, lowering)
        {
            feedback.push((FeedbackFor::Accepted(ranges.len()), said));
        }
        ranges.push(range);
    }
    Some((ranges, feedback))
}

/// What is said to a particular accepted answer.
pub(super) fn said(full: &FullAnswer, node: &NodePath, lowering: &mut Lowering) -> Option<Prose> {
    let text = full.feedback.as_deref().filter(|text| !text.trim().is_empty())?;
    Some(lowering.prose(text, &Place::Node(lowering.path.clone(), node.key("feedback"))))
}

/// What is said to everybody else.
pub(super) fn said_to_wrong(
    authored: &Authored,
    kind: &Kind,
    lowering: &mut Lowering,
) -> Option<(FeedbackFor, Prose)> {
    if let Some(Form::Full(_)) = &authored.feedback {
        lowering.found(rules::unused_verdicts(lowering.name_of("feedback"), kind));
    }
    let Some(Form::Plain(text)) = &authored.feedback else { return None };
    let place = lowering.at("feedback");
    Some((FeedbackFor::Wrong, lowering.prose(&text.to_string(), &place)))
}

/// The credit of an accepted answer; 1 where none is written.
pub(super) fn credit(full: &FullAnswer, node: &NodePath, lowering: &mut Lowering) -> Option<Fraction> {
    let Some(written) = &full.credit else { return Some(Fraction::one()) };
    let credit = Fraction::parse(&written.to_string())
        .filter(|credit| !credit.is_negative() && *credit <= Fraction::one());
    if credit.is_none() {
        let place = Place::Node(lowering.path.clone(), node.key("credit"));
        lowering.found(rules::credit_out_of_range(place, &written.to_string()));
    }
    credit
}

fn range(
    item: &Form<FullAnswer>,
    common: Option<&Scalar>,
    node: &NodePath,
    kind: &Kind,
    lowering: &mut Lowering,
) -> Option<Range> {
    let plain = |value: &Scalar| FullAnswer { value: Some(value.clone()), ..FullAnswer::default() };
    let full = match item {
        Form::Plain(value) => plain(value),
        Form::Full(full) => full.clone(),
        Form::List(_) => return None,
    };
    if full.text.is_some() {
        let place = Place::Node(lowering.path.clone(), node.key("text").name());
        lowering.found(rules::unused_part(place, "text", kind, "`value:` for a number"));
        return None;
    }
    let credit = credit(&full, node, lowering)?;
    let key = |name: &'static str| if matches!(item, Form::Plain(_)) { node.clone() } else { node.key(name) };
    let (from, to) = match (&full.value, &full.from, &full.to) {
        (Some(value), None, None) => {
            let value = decimal(value, &key("value"), "answer", lowering)?;
            let own = full.tolerance.as_ref().map(|own| (own, node.key("tolerance")));
            let tolerance = own.or_else(|| common.map(|common| (common, lowering.node.key("tolerance"))));
            match tolerance {
                Some((written, node)) => value.around(&distance(&value, written, &node, lowering)?),
                None => (value.clone(), value),
            }
        }
        (None, Some(from), Some(to)) => {
            (decimal(from, &key("from"), "from", lowering)?, decimal(to, &key("to"), "to", lowering)?)
        }
        _ => {
            lowering.found(rules::no_number(Place::Node(lowering.path.clone(), node.clone())));
            return None;
        }
    };
    if from > to {
        lowering.found(rules::range_backwards(Place::Node(lowering.path.clone(), key("from")), &from, &to));
        return None;
    }
    Some(Range { from, to, credit })
}

fn decimal(written: &Scalar, node: &NodePath, name: &str, lowering: &mut Lowering) -> Option<Decimal> {
    let number = Decimal::parse(written.to_string().trim());
    if number.is_none() {
        let place = Place::Node(lowering.path.clone(), node.clone());
        lowering.found(rules::not_a_number(place, name, &written.to_string(), "14"));
    }
    number
}

/// How far from `value` an answer may be.
fn distance(value: &Decimal, written: &Scalar, node: &NodePath, lowering: &mut Lowering) -> Option<Decimal> {
    let text = written.to_string();
    let distance = match text.trim().strip_suffix('%') {
        Some(percent) => Decimal::parse(percent.trim()).map(|p| (p.is_negative(), value.share(&p))),
        None => Decimal::parse(text.trim()).map(|d| (d.is_negative(), d)),
    };
    if let Some((false, distance)) = distance {
        return Some(distance);
    }
    let place = Place::Node(lowering.path.clone(), node.clone());
    lowering.found(rules::not_a_number(place, "tolerance", &text, "5%"));
    None
}
