//! `true-false`: a statement to judge.

use super::{Authored, Form, Kind, Lowered, Lowering, Scalar, rules};
use crate::model::{Choice, ChoiceText, FeedbackFor, Id, Interaction, Key, Marking};
use crate::source::Place;

pub(super) static KIND: Kind = Kind {
    name: "true-false",
    explain: "A statement that is true or false. `feedback` may say something to each of the two answers.",
    example: "\
- id: must-write
  type: true-false
  prompt: A request for data must be made in writing.
  answer: false
  feedback:
    true: A spoken request counts as much as a letter.
    false: Right. Write it down yourself, with the date.
",
    keys: &["answer", "feedback"],
    lower,
};

fn lower(authored: &Authored, lowering: &mut Lowering) -> Option<Lowered> {
    let right = match &authored.answer {
        Some(Form::Plain(Scalar::Bool(answer))) => Id::from(if *answer { "true" } else { "false" }),
        Some(_) => {
            lowering.found(rules::not_true_or_false(lowering.at("answer")));
            return None;
        }
        None => {
            lowering.found(rules::missing_key(lowering.here(), "answer", "true"));
            return None;
        }
    };
    let choice = |id: &str, word| Choice { id: id.into(), text: ChoiceText::Word(word) };
    let choices = vec![choice("true", "true"), choice("false", "false")];
    let mut feedback = Vec::new();
    match &authored.feedback {
        Some(Form::Full(texts)) => {
            for (answer, text) in [("true", &texts.r#true), ("false", &texts.r#false)] {
                let Some(text) = text.as_deref().filter(|text| !text.trim().is_empty()) else { continue };
                let node = lowering.node.key("feedback").key(answer);
                let prose = lowering.prose(text, &Place::Node(lowering.path.clone(), node));
                feedback.push((FeedbackFor::Choice(answer.into()), prose));
            }
        }
        Some(Form::Plain(text)) => {
            let wrong = if right == "true" { "false" } else { "true" };
            let place = lowering.at("feedback");
            let prose = lowering.prose(&text.to_string(), &place);
            feedback.push((FeedbackFor::Choice(wrong.into()), prose));
        }
        Some(Form::List(_)) | None => {}
    }
    let interaction =
        Interaction::Choice { multiple: false, choices: choices.into(), shuffle: false, picture: None };
    Some(Lowered {
        interaction,
        key: Key::Choose { right: Box::new([right]), marking: Marking::AllOrNothing },
        feedback,
        texts: Vec::new(),
    })
}
