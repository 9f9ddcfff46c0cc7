//! A conversation that branches, as it is marked: where each choice leads and
//! what it brings. What is said in it stands in the interaction.

use super::{Fraction, Id};

/// How the path that was taken through the scenes of a scenario is marked. As
/// the build makes it, every choice leads to a scene that has not been passed,
/// and every path comes to an ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathKey {
    /// The scene that every path begins in.
    pub start: Id,
    /// Every choice of every scene.
    pub choices: Vec<Turn>,
    /// The scenes that a path can end in, with the share of the points that
    /// each earns where endings are marked.
    pub endings: Vec<(Id, Fraction)>,
    /// What the best path comes to: the most points that any collects, or the
    /// best credit of an ending.
    pub most: Fraction,
    /// What is marked.
    pub marking: PathMarking,
}

/// A choice, as a step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Unique in the question.
    pub id: Id,
    /// The scene that it is made in.
    pub from: Id,
    /// The scene that it leads to.
    pub to: Id,
    /// What it adds to the points collected; not below 0.
    pub points: Fraction,
}

/// What of a path is marked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PathMarking {
    /// The points collected on it, as a share of the most that any path collects.
    #[default]
    Points,
    /// The credit of its ending.
    Ending,
}
