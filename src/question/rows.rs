//! Things for each of which something is picked: what matching, categorise and
//! survey share, and what they share with ordering.

use super::{Authored, Kind, Lowered, Lowering, Scalar, options, rules, set_rules};
use crate::model::{Choice, ChoiceText, FeedbackFor, Id, Interaction, Key, Marking, speaks_of_places};
use crate::source::NodePath;

/// A text as it is written, and where.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) node: NodePath,
}

impl Written {
    /// What makes two texts the same to a reader.
    pub(super) fn gist(&self) -> String {
        self.text.trim().to_lowercase()
    }
}

/// Something that one of the columns is picked for.
pub(super) struct Row {
    pub(super) text: Written,
    /// The place of the column that is right; of none where nothing is marked.
    pub(super) right: Option<usize>,
    /// What is said to who gets it wrong.
    pub(super) feedback: Option<Written>,
}

/// Rows and columns, in the order in which they are shown.
pub(super) struct Grid {
    pub(super) rows: Vec<Row>,
    pub(super) columns: Vec<Written>,
    pub(super) table: bool,
    pub(super) shuffle: bool,
}

impl Grid {
    /// Puts the columns into another order.
    pub(super) fn rearrange_columns(&mut self, order: &[usize]) {
        self.columns = rearranged(std::mem::take(&mut self.columns), order);
        for row in &mut self.rows {
            row.right = row.right.and_then(|right| order.iter().position(|place| *place == right));
        }
    }

    /// What the question becomes; unscored without a marking.
    pub(super) fn lower(self, marking: Option<Marking>, lowering: &mut Lowering) -> Lowered {
        let texts: Vec<String> = self
            .rows
            .iter()
            .map(|row| &row.text)
            .chain(&self.columns)
            .map(|text| text.text.clone())
            .collect();
        let (mut rows, mut parts, mut feedback) = (Vec::new(), Vec::new(), Vec::new());
        let columns = lettered(&self.columns, lowering);
        for (index, row) in self.rows.into_iter().enumerate() {
            let id = ecow::eco_format!("{}", index + 1);
            rows.push(lowering.choice(id.clone(), &row.text));
            if let Some(column) = row.right.and_then(|right| columns.get(right)) {
                let key =
                    Key::Choose { right: Box::new([column.id.clone()]), marking: Marking::AllOrNothing };
                parts.push((id.clone(), key));
            }
            if let Some(said) = row.feedback.filter(|said| !said.text.trim().is_empty()) {
                let place = lowering.place(&said.node);
                feedback.push((FeedbackFor::Part(id), lowering.prose(&said.text, &place)));
            }
        }
        let (table, shuffle) = (self.table, self.shuffle);
        let interaction = Interaction::Match { rows: rows.into(), columns: columns.into(), table, shuffle };
        let key = marking.map_or(Key::Unscored, |marking| Key::Parts { parts: parts.into(), marking });
        Lowered { interaction, key, feedback, texts }
    }
}

/// `things` in another order: first the one at the place that `order` names first.
pub(super) fn rearranged<T>(things: Vec<T>, order: &[usize]) -> Vec<T> {
    let mut things: Vec<Option<T>> = things.into_iter().map(Some).collect();
    order.iter().filter_map(|place| things.get_mut(*place)?.take()).collect()
}

/// What can be picked or moved, with letters for ids.
pub(super) fn lettered(texts: &[Written], lowering: &mut Lowering) -> Vec<Choice> {
    let letters = ('a'..='z').map(Id::from);
    texts.iter().zip(letters).map(|(text, id)| lowering.choice(id, text)).collect()
}

/// How a question is marked that has several things to get right.
pub(super) fn marking(
    authored: &Authored,
    kind: &Kind,
    usual: Marking,
    lowering: &mut Lowering,
) -> Option<Marking> {
    match authored.marking.as_deref() {
        None => Some(usual),
        Some("all-or-nothing") => Some(Marking::AllOrNothing),
        Some("partial") => Some(Marking::Partial),
        Some(other) => {
            let known = ["all-or-nothing", "partial"];
            lowering.found(rules::unknown_marking(lowering.at("marking"), other, kind.name, &known));
            None
        }
    }
}

/// The plain texts that are listed under `key`, each one `what`. `None` where
/// there are not as many as it takes: at least `least`, at most `most`.
pub(super) fn list(
    written: Option<&[Scalar]>,
    key: &'static str,
    what: &'static str,
    counts: std::ops::RangeInclusive<usize>,
    lowering: &mut Lowering,
) -> Option<Vec<Written>> {
    let Some(written) = written else {
        lowering.found(set_rules::missing_list(lowering.here(), key, what));
        return None;
    };
    if !lowering.is_count(written.len(), key, what, counts) {
        return None;
    }
    let node = lowering.node.key(key);
    let texts = written.iter().enumerate().map(|(index, scalar)| {
        if let Scalar::Decimal(number) = scalar {
            lowering.found(rules::unquoted_number(lowering.place(&node.item(index)), number));
        }
        lowering.written(&scalar.to_string(), node.item(index), what)
    });
    let texts: Vec<Written> = texts.collect();
    lowering.find_repeated(&texts.iter().collect::<Vec<_>>(), what);
    Some(texts)
}

/// More than letters are refused.
pub(super) const MOST: usize = options::MOST;

impl Lowering<'_> {
    /// A text that must say something.
    pub(super) fn written(&mut self, text: &str, node: NodePath, what: &str) -> Written {
        if text.trim().is_empty() {
            self.found(rules::empty_text(self.place(&node), what));
        }
        Written { text: text.to_owned(), node }
    }

    fn choice(&mut self, id: Id, written: &Written) -> Choice {
        let place = self.place(&written.node);
        Choice { id, text: ChoiceText::Prose(self.prose(&written.text, &place)) }
    }

    /// Whether there are as many as it takes.
    pub(super) fn is_count(
        &mut self,
        count: usize,
        key: &'static str,
        what: &str,
        counts: std::ops::RangeInclusive<usize>,
    ) -> bool {
        let place = self.name_of(key);
        if count < *counts.start() {
            self.found(set_rules::too_few(place, what, count, *counts.start()));
        } else if count > *counts.end() {
            self.found(set_rules::too_many(place, what, count, *counts.end()));
        }
        counts.contains(&count)
    }

    /// Finds texts that mean others by their place, where places change.
    pub(super) fn find_referring(&mut self, texts: &[&Written], what: &str) {
        for text in texts.iter().filter(|text| speaks_of_places(&text.text)) {
            self.found(set_rules::refers(self.place(&text.node), what));
        }
    }

    /// Finds texts that say the same as one before.
    pub(super) fn find_repeated(&mut self, texts: &[&Written], what: &str) {
        let gists: Vec<String> = texts.iter().map(|text| text.gist()).collect();
        for (index, again) in gists.iter().enumerate().filter(|(_, gist)| !gist.is_empty()) {
            if let Some(first) = gists[..index].iter().position(|gist| gist == again) {
                let (again, first) = (self.place(&texts[index].node), self.place(&texts[first].node));
                self.found(set_rules::repeated(again, first, what));
            }
        }
    }
}
