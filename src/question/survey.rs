//! `survey`: statements, and how far one agrees with each.

use super::rows::{Grid, MOST, Row, list};
use super::{Authored, Kind, Lowered, Lowering};
use crate::model::{Choice, ChoiceText, Interaction};

/// What a scale may have at most: the numbers from 0 to 10.
const LONGEST: usize = 11;

/// The words of the interface for the usual scale.
const AGREEMENT: [&str; 5] = ["agree_1", "agree_2", "agree_3", "agree_4", "agree_5"];

pub(super) static KIND: Kind = Kind {
    name: "survey",
    explain: "\
Statements, to each of which the learner gives one answer of the same scale. Nothing is right or \
wrong, and nothing counts for the score; the answers stay with the learner.",
    example: "\
- id: how-sure
  type: survey
  prompt: How do you see it now?
  statements:
    - I recognise a request for data.
    - I know whom to pass it on to.
  scale: [Not yet, Nearly, Yes]
",
    keys: &["statements", "scale"],
    lower,
};

fn lower(authored: &Authored, lowering: &mut Lowering) -> Option<Lowered> {
    let statements = list(authored.statements.as_deref(), "statements", "statement", 1..=MOST, lowering)?;
    let rows = statements.into_iter().map(|text| Row { text, right: None, feedback: None }).collect();
    let columns = match authored.scale.as_deref() {
        None => Vec::new(),
        some => list(some, "scale", "answer", 2..=LONGEST, lowering)?,
    };
    let grid = Grid { rows, columns, table: true, shuffle: false };
    let mut lowered = grid.lower(None, lowering);
    if let Interaction::Match { columns, .. } = &mut lowered.interaction
        && columns.is_empty()
    {
        let word = |(id, word): (char, &&'static str)| Choice { id: id.into(), text: ChoiceText::Word(word) };
        *columns = ('a'..='z').zip(&AGREEMENT).map(word).collect();
    }
    Some(lowered)
}
