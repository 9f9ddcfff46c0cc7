//! Things put into an order.

use super::whole;
use crate::model::{Fraction, Id, Marking};

/// What an order earns. Items that the key does not know, and those named
/// again, are passed over in partial marking and make a strict answer wrong.
pub(super) fn earned(right: &[Id], marking: Marking, given: &[Id]) -> Fraction {
    if right.is_empty() || given.is_empty() {
        return Fraction::zero();
    }
    if given == right {
        return Fraction::one();
    }
    if marking == Marking::AllOrNothing || right.len() < 2 {
        return Fraction::zero();
    }
    let mut places: Vec<usize> = Vec::new();
    for place in given.iter().filter_map(|id| right.iter().position(|item| item == id)) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    whole(longest_run(&places).saturating_sub(1)).clamp_to_one_after(&whole(right.len() - 1))
}

/// How many places, left to right, can be kept so that they ascend.
fn longest_run(places: &[usize]) -> usize {
    let mut runs: Vec<usize> = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let before = (0..at).filter(|earlier| places[*earlier] < *place).map(|earlier| runs[earlier]);
        runs.push(before.max().unwrap_or(0) + 1);
    }
    runs.into_iter().max().unwrap_or(0)
}
