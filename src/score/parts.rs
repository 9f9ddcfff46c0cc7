//! Answers that have parts: pairs, gaps, items to sort into groups.

use super::{DecimalMark, earned as earned_by, normal_text};
use crate::model::{Fraction, Id, Key, Marking, Response};

/// What the parts of an answer earn together. A part that was left out, and
/// one that the key does not know, earns nothing.
pub(super) fn earned(
    keys: &[(Id, Key)],
    marking: Marking,
    given: &[(Id, String)],
    decimal: DecimalMark,
) -> Fraction {
    let value = |id: &str| given.iter().find(|(part, _)| part == id).map_or("", |(_, value)| value);
    let shares = keys.iter().map(|(id, key)| earned_by(key, &response(key, value(id)), decimal));
    together(shares, marking)
}

/// The mean of the shares, or all or nothing.
pub(super) fn together(shares: impl Iterator<Item = Fraction>, marking: Marking) -> Fraction {
    let shares: Vec<Fraction> = shares.collect();
    if shares.is_empty() {
        return Fraction::zero();
    }
    match marking {
        Marking::AllOrNothing if shares.iter().all(|share| *share == Fraction::one()) => Fraction::one(),
        Marking::AllOrNothing => Fraction::zero(),
        Marking::Partial => {
            let parts = super::whole(shares.len());
            shares.into_iter().sum::<Fraction>().clamp_to_one_after(&parts)
        }
    }
}

/// The value of a part in the form of its key.
fn response(key: &Key, value: &str) -> Response {
    match key {
        Key::Choose { .. } | Key::Weigh { .. } if normal_text(value, true).is_empty() => {
            Response::Choices(Vec::new())
        }
        Key::Choose { .. } | Key::Weigh { .. } => Response::Choices(vec![value.into()]),
        _ => Response::Text(value.to_owned()),
    }
}
