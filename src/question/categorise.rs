//! `categorise`: things to sort.

use super::mixed::mixed;
use super::rows::{Grid, MOST, Row, Written, marking, rearranged};
use super::{Authored, Form, FullItem, Kind, Lowered, Lowering, Scalar, rules, set_rules};
use crate::model::Marking;
use crate::source::NodePath;

/// Up to so many categories stand beside each item; more are picked from a list.
const FEW: usize = 4;

pub(super) static KIND: Kind = Kind {
    name: "categorise",
    explain: "\
The learner sorts items into categories; the items come mixed. A category without items belongs to \
none, to be told from the others. Each right one counts for its share, unless `marking` says \
`all-or-nothing`.",
    example: "\
- id: which-data
  type: categorise
  prompt: Are these personal data?
  categories:
    - name: Personal data
      items:
        - A customer's voice on a recording
        - text: A work email address with a name in it
          feedback: It tells who somebody is, at work as much as at home.
    - name: Not personal data
      items: [The opening hours of a shop]
",
    keys: &["categories", "shuffle", "marking"],
    lower,
};

fn lower(authored: &Authored, lowering: &mut Lowering) -> Option<Lowered> {
    let Some(categories) = authored.categories.as_deref() else {
        lowering.found(set_rules::missing_list(lowering.here(), "categories", "category"));
        return None;
    };
    if !lowering.is_count(categories.len(), "categories", "category", 2..=MOST) {
        return None;
    }
    let node = lowering.node.key("categories");
    let (mut rows, mut columns) = (Vec::new(), Vec::new());
    for (index, category) in categories.iter().enumerate() {
        let node = node.item(index);
        columns.push(lowering.written(&category.name, node.key("name"), "name of the category"));
        for (item, written) in category.items.iter().flatten().enumerate() {
            rows.push(row(written, &node.key("items").item(item), index, lowering));
        }
    }
    lowering.find_repeated(&columns.iter().collect::<Vec<_>>(), "category");
    find_twice(&rows, lowering);
    lowering.find_referring(&rows.iter().map(|row| &row.text).collect::<Vec<_>>(), "item");
    if !lowering.is_count(rows.len(), "categories", "item", 1..=MOST) {
        return None;
    }
    let marking = marking(authored, &KIND, Marking::Partial, lowering)?;
    let order = mixed(&authored.prompt, rows.iter().map(|row| row.text.text.as_str()));
    let shuffle = authored.shuffle.unwrap_or(true);
    let grid = Grid { rows: rearranged(rows, &order), table: columns.len() <= FEW, columns, shuffle };
    Some(grid.lower(Some(marking), lowering))
}

fn row(item: &Form<FullItem>, node: &NodePath, category: usize, lowering: &mut Lowering) -> Row {
    let (text, feedback, at) = match item {
        Form::Full(full) => (full.text.clone(), full.feedback.clone(), node.key("text")),
        Form::Plain(scalar) => (scalar.to_string(), None, node.clone()),
        Form::List(_) => (String::new(), None, node.clone()),
    };
    if let Form::Plain(Scalar::Decimal(number)) = item {
        lowering.found(rules::unquoted_number(lowering.place(&at), number));
    }
    Row {
        text: lowering.written(&text, at, "item"),
        right: Some(category),
        feedback: feedback.map(|text| Written { text, node: node.key("feedback") }),
    }
}

/// Finds items that stand in two categories, or twice in one.
fn find_twice(rows: &[Row], lowering: &mut Lowering) {
    let gists: Vec<String> = rows.iter().map(|row| row.text.gist()).collect();
    for (index, again) in gists.iter().enumerate().filter(|(_, gist)| !gist.is_empty()) {
        let Some(first) = gists[..index].iter().position(|gist| gist == again) else { continue };
        let places = (lowering.place(&rows[index].text.node), lowering.place(&rows[first].text.node));
        lowering.found(if rows[index].right == rows[first].right {
            set_rules::repeated(places.0, places.1, "item")
        } else {
            set_rules::in_two_categories(places.0, places.1)
        });
    }
}
