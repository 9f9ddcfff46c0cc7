//! `ordering`: things to put into an order.

use super::mixed::mixed;
use super::rows::{MOST, lettered, list, marking, rearranged};
use super::{Authored, Kind, Lowered, Lowering};
use crate::model::{Interaction, Key, Marking};

pub(super) static KIND: Kind = Kind {
    name: "ordering",
    explain: "\
The learner puts items into their order. You write them in the right one; they are shown in another. \
Only the whole order counts, unless `marking` says `partial`: then items that stand in order among \
themselves count too.",
    example: "\
- id: at-the-counter
  type: ordering
  prompt: A customer asks for her data. What do you do, from first to last?
  items:
    - Note the request and the date
    - Make sure who she is
    - Pass the request on
",
    keys: &["items", "marking"],
    lower,
};

fn lower(authored: &Authored, lowering: &mut Lowering) -> Option<Lowered> {
    // Two are always shown the wrong way round, so that nothing would be left to find out.
    let written = list(authored.items.as_deref(), "items", "item", 3..=MOST, lowering)?;
    lowering.find_referring(&written.iter().collect::<Vec<_>>(), "item");
    let marking = marking(authored, &KIND, Marking::AllOrNothing, lowering)?;
    let order = mixed(&authored.prompt, written.iter().map(|item| item.text.as_str()));
    let shown = rearranged(written, &order);
    let mut items = lettered(&shown, lowering);
    let place = |item: usize| order.iter().position(|place| *place == item);
    let right = (0..items.len()).filter_map(place).map(|place| items[place].id.clone()).collect();
    let texts = shown.into_iter().map(|item| item.text).collect();
    // Whoever only looks must not find the right order; a sealed quiz, which
    // must not tell what it is not, goes by the ids.
    if order.is_sorted() {
        items.rotate_left(1);
    }
    let key = Key::Order { right, marking };
    Some(Lowered {
        interaction: Interaction::Order { items: items.into() },
        key,
        feedback: Vec::new(),
        texts,
    })
}
