//! A conversation that branches, as it is told: scenes, and where they lead.
//! How the path through them is marked stands in the key.

use super::{Fraction, Id, Prose};

/// A scene of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Unique in the question; written by the author.
    pub id: Id,
    /// What happens: paragraphs, pictures, dialogue.
    pub text: Prose,
    /// How it goes on.
    pub onward: Onward,
}

/// How a scenario goes on behind a scene.
#[derive(Debug, Clone, PartialEq)]
pub enum Onward {
    /// By one of these choices, at least one.
    Choices(Vec<SceneChoice>),
    /// Not at all: an ending, with its title as plain text.
    Ending(String),
}

/// Something that can be said or done in a scene.
#[derive(Debug, Clone, PartialEq)]
pub struct SceneChoice {
    /// Unique in the question: the scene's id and a letter, such as `opening/a`.
    pub id: Id,
    /// What it is.
    pub text: Prose,
    /// What is said to whoever chose it, before the scenario goes on.
    pub feedback: Option<Prose>,
    /// The place of the scene that it leads to in the list of scenes.
    pub to: usize,
}

/// What the paths through a scenario come to: their points, or the credits of
/// their endings where these are marked.
#[derive(Debug, Clone, PartialEq)]
pub struct Paths {
    /// How many there are; at [`Paths::COUNTLESS`] that many or more.
    pub count: u64,
    /// What the worst comes to.
    pub least: Fraction,
    /// What the best comes to.
    pub most: Fraction,
    /// The ids of the choices on a path that comes to the most: the first one
    /// in the author's order.
    pub best: Vec<Id>,
}

impl Paths {
    /// Where counting ends: a few branches in a row make more paths than anybody plays.
    pub const COUNTLESS: u64 = 1_000_000;
}

impl Scene {
    /// What can be chosen in it; nothing at an ending.
    pub fn choices(&self) -> &[SceneChoice] {
        match &self.onward {
            Onward::Choices(choices) => choices,
            Onward::Ending(_) => &[],
        }
    }

    /// The title, if it is an ending.
    pub fn ending(&self) -> Option<&str> {
        match &self.onward {
            Onward::Ending(title) => Some(title),
            Onward::Choices(_) => None,
        }
    }
}
