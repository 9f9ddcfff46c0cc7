//! `matching`: things that belong together in pairs.

use super::mixed::mixed;
use super::rows::{Grid, MOST, Row, Written, list, marking};
use super::{Authored, Kind, Lowered, Lowering, Pair, set_rules};
use crate::model::Marking;

pub(super) static KIND: Kind = Kind {
    name: "matching",
    explain: "\
For each item the learner picks what belongs to it. Several items may have the same match, and \
`distractors` are matches that belong to none. Each right one counts for its share, unless `marking` \
says `all-or-nothing`.",
    example: "\
- id: who-does-what
  type: matching
  prompt: Who does what?
  pairs:
    - item: Decides why and how data are used
      match: The controller
    - item: Handles data on somebody else's behalf
      match: The processor
      feedback: A processor acts only on instructions.
  distractors: [The data subject]
",
    keys: &["pairs", "distractors", "shuffle", "marking"],
    lower,
};

fn lower(authored: &Authored, lowering: &mut Lowering) -> Option<Lowered> {
    let Some(pairs) = authored.pairs.as_deref() else {
        lowering.found(set_rules::missing_list(lowering.here(), "pairs", "pair"));
        return None;
    };
    if !lowering.is_count(pairs.len(), "pairs", "pair", 2..=MOST) {
        return None;
    }
    let distractors = match authored.distractors.as_deref() {
        Some([]) | None => Vec::new(),
        some => list(some, "distractors", "distractor", 1..=MOST, lowering)?,
    };
    let whole = pairs.iter().enumerate().filter_map(|(index, pair)| whole(pair, index, lowering));
    let whole: Vec<(Written, Written, Option<Written>)> = whole.collect();
    if whole.len() < pairs.len() {
        return None;
    }
    let mut columns: Vec<Written> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for (text, partner, feedback) in whole {
        let known = columns.iter().position(|column| column.gist() == partner.gist());
        let right = Some(known.unwrap_or(columns.len()));
        if known.is_none() {
            columns.push(partner);
        }
        rows.push(Row { text, right, feedback });
    }
    let items: Vec<&Written> = rows.iter().map(|row| &row.text).collect();
    lowering.find_repeated(&items, "item");
    for distractor in &distractors {
        if let Some(right) = columns.iter().find(|column| column.gist() == distractor.gist()) {
            let places = (lowering.place(&distractor.node), lowering.place(&right.node));
            lowering.found(set_rules::distractor_is_right(places.0, places.1));
        }
    }
    lowering.find_referring(&columns.iter().collect::<Vec<_>>(), "match");
    lowering.find_referring(&distractors.iter().collect::<Vec<_>>(), "distractor");
    columns.extend(distractors);
    if columns.len() < 2 {
        lowering.found(set_rules::only_one_match(lowering.name_of("pairs")));
        return None;
    }
    if columns.len() > MOST {
        lowering.found(set_rules::too_many(lowering.name_of("distractors"), "match", columns.len(), MOST));
        return None;
    }
    let marking = marking(authored, &KIND, Marking::Partial, lowering)?;
    let order = mixed(&authored.prompt, columns.iter().map(|column| column.text.as_str()));
    let shuffle = authored.shuffle.unwrap_or(true);
    let mut grid = Grid { rows, columns, table: false, shuffle };
    grid.rearrange_columns(&order);
    Some(grid.lower(Some(marking), lowering))
}

/// The item, its match and what is said of them; `None` where one of the two is missing.
fn whole(pair: &Pair, index: usize, lowering: &mut Lowering) -> Option<(Written, Written, Option<Written>)> {
    let node = lowering.node.key("pairs").item(index);
    let (Some(item), Some(partner)) = (&pair.item, &pair.r#match) else {
        lowering.found(set_rules::pair_without_partner(lowering.place(&node), pair));
        return None;
    };
    let item = lowering.written(item, node.key("item"), "item");
    let partner = lowering.written(partner, node.key("match"), "match");
    let feedback = pair.feedback.clone().map(|text| Written { text, node: node.key("feedback") });
    Some((item, partner, feedback))
}
