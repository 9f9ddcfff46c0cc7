//! `single-choice`: exactly one option is right.

use super::options::{self, Options};
use super::{Authored, Kind, Lowered, Lowering, rules};
use crate::model::{Fraction, Interaction, Key, Marking};
use crate::source::Place;

pub(super) static KIND: Kind = Kind {
    name: "single-choice",
    explain: "One option is right. An option may earn a part of the points with its own `credit`.",
    example: "\
- id: first-step
  type: single-choice
  prompt: A customer asks for a copy of her data. What do you do first?
  options:
    - text: Note the request and pass it on today
      correct: true
      feedback: The clock has started.
    - text: Ask her to write to head office
      feedback: She need not. A spoken request counts.
",
    keys: &["options", "shuffle"],
    lower,
};

fn lower(authored: &Authored, lowering: &mut Lowering) -> Option<Lowered> {
    let options = options::read(authored.options.as_deref(), lowering)?;
    let key = key(&options, "this question", ", or write `type: multiple-choice`", lowering)?;
    let shuffle = authored.shuffle.unwrap_or(true);
    let interaction =
        Interaction::Choice { multiple: false, choices: options.choices.into(), shuffle, picture: None };
    let texts = options::texts(authored.options.as_deref());
    Some(Lowered { interaction, key, feedback: options.feedback, texts })
}

/// How it is marked that one of the options is picked. `what` they belong to,
/// and what `else` can be done where several are right, go into findings.
pub(super) fn key(options: &Options, what: &str, or_else: &str, lowering: &mut Lowering) -> Option<Key> {
    let right = match options.right.as_slice() {
        [] => {
            lowering.found(rules::no_correct_option(lowering.name_of("options"), what));
            return None;
        }
        [(right, _)] => right.clone(),
        [(_, first), (_, second), ..] => {
            let place = |index: usize| {
                Place::Node(lowering.path.clone(), options::node(lowering, index).key("correct").name())
            };
            lowering.found(rules::several_correct(place(*second), place(*first), what, or_else));
            return None;
        }
    };
    Some(if options.credits.is_empty() {
        Key::Choose { right: Box::new([right]), marking: Marking::AllOrNothing }
    } else {
        Key::Weigh { credits: options.all_credits(&Fraction::one(), &Fraction::zero()).into() }
    })
}
