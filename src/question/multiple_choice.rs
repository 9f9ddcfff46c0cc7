//! `multiple-choice`: any number of options may be right.

use super::{Authored, Kind, Lowered, Lowering, options, rules};
use crate::model::{Fraction, Interaction, Key, Marking};
use crate::source::Place;

pub(super) static KIND: Kind = Kind {
    name: "multiple-choice",
    explain: "\
Any number of options is right, and learners tick all that apply. Marked all-or-nothing unless \
`marking` says `partial` (each right tick counts, each wrong one takes one away) or `weighted` (each \
option has its own `credit`).",
    example: "\
- id: what-to-note
  type: multiple-choice
  prompt: What do you write down when a customer complains?
  options:
    - text: What went wrong, in the customer's words
      correct: true
    - text: What the customer wants
      correct: true
    - text: What you think of the customer
      feedback: The customer may ask to see it.
",
    keys: &["options", "shuffle", "marking"],
    lower,
};

fn lower(authored: &Authored, lowering: &mut Lowering) -> Option<Lowered> {
    let options = options::read(authored.options.as_deref(), lowering)?;
    let marking = authored.marking.as_deref().unwrap_or("all-or-nothing");
    let weighted = marking == "weighted";
    let share = Fraction::new(1, i64::try_from(options.right.len().max(1)).unwrap_or(1));
    let weights = options.all_credits(&share, &Fraction::zero());
    let gains = weights.iter().any(|(_, credit)| !credit.is_negative() && !credit.is_zero());
    if weighted && !gains {
        lowering.found(rules::nothing_to_gain(lowering.name_of("options")));
        return None;
    }
    if options.right.is_empty() && !weighted {
        lowering.found(rules::no_correct_option(lowering.name_of("options"), "this question"));
        return None;
    }
    if let (false, Some((id, _))) = (weighted, options.credits.first()) {
        let index = options.choices.iter().position(|choice| choice.id == *id).unwrap_or(0);
        let node = options::node(lowering, index).key("credit").name();
        lowering.found(rules::credit_without_weights(Place::Node(lowering.path.clone(), node)));
    }
    let right = || options.right.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    let key = match marking {
        "all-or-nothing" => Key::Choose { right: right().into(), marking: Marking::AllOrNothing },
        "partial" => Key::Choose { right: right().into(), marking: Marking::Partial },
        "weighted" => Key::Weigh { credits: weights.into() },
        other => {
            let known = ["all-or-nothing", "partial", "weighted"];
            lowering.found(rules::unknown_marking(lowering.at("marking"), other, KIND.name, &known));
            return None;
        }
    };
    let shuffle = authored.shuffle.unwrap_or(true);
    let interaction =
        Interaction::Choice { multiple: true, choices: options.choices.into(), shuffle, picture: None };
    let texts = options::texts(authored.options.as_deref());
    Some(Lowered { interaction, key, feedback: options.feedback, texts })
}
