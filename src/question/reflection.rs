//! `reflection`: the learner's own thoughts, for nobody else.

use super::{Authored, Kind, Lowered, Lowering, rules};
use crate::model::{Interaction, Key};

pub(super) static KIND: Kind = Kind {
    name: "reflection",
    explain: "\
The learner writes a text of their own. It is kept in their browser, is not marked and is part of no \
record; `explanation` is what they can compare it with afterwards. The `id` is needed, because the text \
is kept under it.",
    example: "\
- id: last-complaint
  type: reflection
  prompt: Think of the last complaint that you handled. What would you do differently now?
  explanation: >
    Many say that they would have written down the date at once, and asked what
    the customer wants before offering anything.
",
    keys: &[],
    lower,
};

fn lower(authored: &Authored, lowering: &mut Lowering) -> Option<Lowered> {
    if authored.id.is_none() {
        lowering.found(rules::missing_id(
            lowering.here(),
            "last-complaint",
            "what learners write is kept under it",
        ));
        return None;
    }
    Some(Lowered {
        interaction: Interaction::Text { long: true },
        key: Key::Unscored,
        feedback: Vec::new(),
        texts: Vec::new(),
    })
}
