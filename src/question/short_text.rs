//! `short-text`: a word or a few to type.

use super::numeric::{credit, said, said_to_wrong};
use super::{Authored, Form, FullAnswer, Kind, Lowered, Lowering, Said, Scalar, rules};
use crate::model::{Accepted, FeedbackFor, Interaction, Key};
use crate::source::{NodePath, Place};

pub(super) static KIND: Kind = Kind {
    name: "short-text",
    explain: "\
A word or a few to type. Upper and lower case and extra spaces do not count unless `marking` says \
`case-sensitive`; `*` in an accepted answer stands for any text.",
    example: "\
- id: who-decides
  type: short-text
  prompt: Whom do you ask when a caller demands an exception?
  answer: [my supervisor, supervisor, \"*team lead*\"]
  feedback: Not alone, and not later.
",
    keys: &["answer", "marking", "feedback"],
    lower,
};

fn lower(authored: &Authored, lowering: &mut Lowering) -> Option<Lowered> {
    let Some(written) = &authored.answer else {
        lowering.found(rules::missing_key(lowering.here(), "answer", "my supervisor"));
        return None;
    };
    let (accepted, mut feedback) = accepted(written, &lowering.node.key("answer"), &KIND, lowering)?;
    feedback.extend(said_to_wrong(authored, &KIND, lowering));
    let case_sensitive = match authored.marking.as_deref() {
        None => false,
        Some("case-sensitive") => true,
        Some(other) => {
            let place = lowering.at("marking");
            lowering.found(rules::unknown_marking(place, other, KIND.name, &["case-sensitive"]));
            return None;
        }
    };
    Some(Lowered {
        interaction: Interaction::Text { long: false },
        key: Key::Text { accepted: accepted.into(), case_sensitive },
        feedback,
        texts: Vec::new(),
    })
}

/// The texts that are accepted, as written at `node`, and what is said to who gives one of them.
pub(super) fn accepted(
    written: &Form<FullAnswer>,
    node: &NodePath,
    kind: &Kind,
    lowering: &mut Lowering,
) -> Option<(Vec<Accepted>, Said)> {
    if written.is_blank() {
        let place = Place::Node(lowering.path.clone(), node.clone());
        lowering.found(rules::no_answer(place, "my supervisor"));
        return None;
    }
    let listed = matches!(written, Form::List(_));
    let (mut accepted, mut feedback) = (Vec::new(), Vec::new());
    for (index, item) in written.items().iter().enumerate() {
        let node = if listed { node.item(index) } else { node.clone() };
        let answer = answer(item, &node, kind, lowering)?;
        if let Form::Full(full) = item
            && let Some(said) = said(full, &node, lowering)
        {
            feedback.push((FeedbackFor::Accepted(accepted.len()), said));
        }
        accepted.push(answer);
    }
    Some((accepted, feedback))
}

fn answer(
    item: &Form<FullAnswer>,
    node: &NodePath,
    kind: &Kind,
    lowering: &mut Lowering,
) -> Option<Accepted> {
    let place = Place::Node(lowering.path.clone(), node.clone());
    if let Form::Full(full) = item {
        let parts =
            [("value", &full.value), ("from", &full.from), ("to", &full.to), ("tolerance", &full.tolerance)];
        if let Some((key, _)) = parts.into_iter().find(|(_, part)| part.is_some()) {
            let place = Place::Node(lowering.path.clone(), node.key(key).name());
            lowering.found(rules::unused_part(place, key, kind, "`text:` for a text"));
            return None;
        }
        if full.text.is_none() {
            lowering.found(rules::missing_key(place, "text", "my supervisor"));
            return None;
        }
    }
    let (text, credit) = match item {
        Form::Plain(text) => (Some(text), crate::model::Fraction::one()),
        Form::Full(full) => (full.text.as_ref(), credit(full, node, lowering)?),
        Form::List(_) => return None,
    };
    let Some(text) = text.filter(|text| !text.to_string().trim().is_empty()) else {
        lowering.found(rules::empty_text(place, "answer"));
        return None;
    };
    if let Scalar::Decimal(number) = text {
        lowering.found(rules::unquoted_number(place, number));
    }
    Some(Accepted { text: text.to_string(), credit })
}
