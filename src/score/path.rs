//! Paths through the scenes of a scenario.
//!
//! A response is read as far as it is a path: from the start, each choice in
//! the scene that the one before leads to. An id that is no choice of the scene
//! reached so far, a choice that leads back to a scene seen before, and an
//! ending stop it, and what stands behind is passed over. A path that has not
//! come to an ending is no answer yet, whatever was collected on it.

use std::collections::{HashMap, HashSet};

use super::greatest;
use crate::model::{Fraction, Id, PathKey, PathMarking, Turn};

/// How far a response is a path.
struct Walked<'k> {
    /// The points of the choices on it.
    collected: Fraction,
    /// The credit of the ending that it has come to; none if it has not.
    credit: Option<&'k Fraction>,
}

fn walk<'k>(key: &'k PathKey, ids: &[Id]) -> Walked<'k> {
    let turns: HashMap<&str, &Turn> = key.choices.iter().map(|turn| (turn.id.as_str(), turn)).collect();
    let credits: HashMap<&str, &Fraction> =
        key.endings.iter().map(|(scene, credit)| (scene.as_str(), credit)).collect();
    let mut at = key.start.as_str();
    let mut seen = HashSet::from([at]);
    let mut collected = Fraction::zero();
    for id in ids {
        let Some(turn) = turns.get(id.as_str()).filter(|turn| turn.from == at) else { break };
        if credits.contains_key(at) || !seen.insert(&turn.to) {
            break;
        }
        collected = collected + turn.points.clone();
        at = &turn.to;
    }
    // An ending that is reached without a choice is none.
    let credit = credits.get(at).copied().filter(|_| at != key.start);
    Walked { collected, credit }
}

/// Whether the response is a path to an ending.
pub(super) fn is_whole(key: &PathKey, ids: &[Id]) -> bool {
    walk(key, ids).credit.is_some()
}

/// What a path earns; nothing before it has come to an ending.
pub(super) fn earned(key: &PathKey, ids: &[Id]) -> Fraction {
    let Walked { collected, credit: Some(credit) } = walk(key, ids) else { return Fraction::zero() };
    match key.marking {
        PathMarking::Points if key.most.is_zero() => Fraction::zero(),
        PathMarking::Points => collected.clamp_to_one_after(&key.most),
        PathMarking::Ending => credit.clone().clamp_to_one(),
    }
}

/// The most that a path earns, provided that one leads to each ending and one
/// collects what the key says is the most.
pub(super) fn best(key: &PathKey) -> Fraction {
    match key.marking {
        PathMarking::Points if key.most.is_zero() => Fraction::zero(),
        PathMarking::Points => Fraction::one(),
        PathMarking::Ending => greatest(key.endings.iter().map(|(_, credit)| credit)),
    }
}
