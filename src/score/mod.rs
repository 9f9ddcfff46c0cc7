//! The scoring rule: an answer to the share of a question's points that it
//! earns, and answers to a verdict.
//!
//! The browser runs a second copy of this rule (`themes/default/script/score.js`).
//! `tests/scoring.yaml` is one table of cases that both must pass. Nothing is
//! rounded before it is compared.

mod attempt;
mod certainty;
mod completion;
mod draw;
mod guess;
mod order;
mod parts;
mod path;
mod read;
mod shuffle;

pub use attempt::{Outcome, Reason, Share, Terms, Weighed, attempt};
pub use certainty::{Calibration, Certainty, mark as certainty_mark};
pub use completion::{
    Completion, Counting, Deeds, ModuleCompletion, ModuleOutline, Outline, QuizState, Taken, completion,
};
pub use draw::draw;
pub use guess::{chance_to_guess, is_surely_rarer};
pub use read::{DecimalMark, normal_text, read_number};
pub use shuffle::{seed_for, shuffled};

use crate::model::{Accepted, Fraction, Id, Key, Marking, Range, Response};

/// The share of the points, from 0 to 1, that `response` earns under `key`.
/// A response of another form than the key's, and one that cannot be read, earns 0.
pub fn earned(key: &Key, response: &Response, decimal: DecimalMark) -> Fraction {
    match (key, response) {
        (Key::Choose { right, marking }, Response::Choices(picked)) => choose(right, *marking, picked),
        (Key::Weigh { credits }, Response::Choices(picked)) => weigh(credits, picked),
        (Key::Number { ranges, unit }, Response::Text(typed)) => {
            number(ranges, unit.as_deref(), typed, decimal)
        }
        (Key::Text { accepted, case_sensitive }, Response::Text(typed)) => {
            text(accepted, *case_sensitive, typed)
        }
        (Key::Parts { parts: keys, marking }, Response::Table(given)) => {
            parts::earned(keys, *marking, given, decimal)
        }
        (Key::Order { right, marking }, Response::Choices(given)) => order::earned(right, *marking, given),
        (Key::Path(key), Response::Choices(ids)) => path::earned(key, ids),
        _ => Fraction::zero(),
    }
}

/// Whether anything was answered at all; a path is an answer when it has come to an ending.
pub fn answered(key: &Key, response: &Response) -> bool {
    match (key, response) {
        (Key::Path(key), Response::Choices(ids)) => path::is_whole(key, ids),
        (Key::Path(_), _) => false,
        (_, Response::Choices(picked)) => !picked.is_empty(),
        (_, Response::Text(typed)) => !normal_text(typed, true).is_empty(),
        (_, Response::Table(given)) => given.iter().any(|(_, value)| !normal_text(value, true).is_empty()),
    }
}

/// Whether it is plain at a look that some response earns all points under `key`.
pub fn can_earn_all(key: &Key) -> bool {
    match key {
        Key::Choose { right, .. } | Key::Order { right, .. } => !right.is_empty(),
        Key::Number { ranges, .. } => ranges.iter().any(|range| range.credit == Fraction::one()),
        Key::Text { accepted, .. } => accepted.iter().any(|accepted| accepted.credit == Fraction::one()),
        Key::Parts { parts, .. } => !parts.is_empty() && parts.iter().all(|(_, key)| can_earn_all(key)),
        Key::Path(key) => path::best(key) == Fraction::one(),
        Key::Weigh { .. } | Key::Unscored => false,
    }
}

/// The largest share of the points that any response can earn under `key`.
pub fn best(key: &Key, multiple: bool) -> Fraction {
    match key {
        Key::Choose { right, .. } | Key::Order { right, .. } if right.is_empty() => Fraction::zero(),
        Key::Choose { .. } | Key::Order { .. } => Fraction::one(),
        Key::Weigh { credits } => {
            let gains =
                credits.iter().map(|(_, credit)| credit.clone()).filter(|credit| !credit.is_negative());
            let sum = if multiple { gains.sum() } else { gains.max().unwrap_or_else(Fraction::zero) };
            sum.clamp_to_one()
        }
        Key::Number { ranges, .. } => greatest(ranges.iter().map(|range| &range.credit)),
        Key::Text { accepted, .. } => greatest(accepted.iter().map(|accepted| &accepted.credit)),
        Key::Parts { parts: keys, marking } => {
            parts::together(keys.iter().map(|(_, key)| best(key, false)), *marking)
        }
        Key::Path(key) => path::best(key),
        Key::Unscored => Fraction::zero(),
    }
}

/// A choice that is named twice counts once.
fn distinct(ids: &[Id]) -> Vec<&str> {
    let mut ids: Vec<&str> = ids.iter().map(Id::as_str).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn choose(right: &[Id], marking: Marking, picked: &[Id]) -> Fraction {
    let (right, picked) = (distinct(right), distinct(picked));
    let hits = picked.iter().filter(|id| right.contains(id)).count();
    let misses = picked.len() - hits;
    if right.is_empty() || picked.is_empty() {
        return Fraction::zero();
    }
    match marking {
        Marking::AllOrNothing if hits == right.len() && misses == 0 => Fraction::one(),
        Marking::AllOrNothing => Fraction::zero(),
        Marking::Partial => (whole(hits) - whole(misses)).clamp_to_one_after(&whole(right.len())),
    }
}

fn weigh(credits: &[(Id, Fraction)], picked: &[Id]) -> Fraction {
    let sum: Fraction = distinct(picked)
        .into_iter()
        .filter_map(|id| credits.iter().find(|(credited, _)| credited == id))
        .map(|(_, credit)| credit.clone())
        .sum();
    sum.clamp_to_one()
}

fn number(ranges: &[Range], unit: Option<&str>, typed: &str, decimal: DecimalMark) -> Fraction {
    let Some(value) = read_number(typed, unit, decimal) else { return Fraction::zero() };
    greatest(
        ranges.iter().filter(|range| range.from <= value && value <= range.to).map(|range| &range.credit),
    )
}

fn text(accepted: &[Accepted], case_sensitive: bool, typed: &str) -> Fraction {
    let typed = normal_text(typed, case_sensitive);
    if typed.is_empty() {
        return Fraction::zero();
    }
    let fits = |accepted: &&Accepted| matches(&normal_text(&accepted.text, case_sensitive), &typed);
    greatest(accepted.iter().filter(fits).map(|accepted| &accepted.credit))
}

/// Whether `pattern`, in which `*` stands for any run of characters, fits the whole of `text`.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

fn greatest<'a>(credits: impl Iterator<Item = &'a Fraction>) -> Fraction {
    credits.max().cloned().unwrap_or_else(Fraction::zero).clamp_to_one()
}

fn whole(count: usize) -> Fraction {
    Fraction::new(i64::try_from(count).unwrap_or(i64::MAX), 1)
}

impl Fraction {
    /// This divided by `whole`, kept between 0 and 1.
    fn clamp_to_one_after(self, whole: &Self) -> Self {
        (self / whole.clone()).clamp_to_one()
    }
}
