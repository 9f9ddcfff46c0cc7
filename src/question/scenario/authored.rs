//! Scenes as they are written.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::question::Scalar;

/// A scene: what happens, and what can be said or done then.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Scene")]
pub struct FullScene {
    /// A name for the scene, unique in its scenario; choices lead to it by this name.
    pub id: String,
    /// What happens, in Markdown. Somebody speaks where a line with a name is followed by one that begins with `: `.
    pub text: String,
    /// What can be said or done; each leads to another scene.
    pub choices: Option<Vec<FullSceneChoice>>,
    /// Makes the scene an ending: the title of it.
    pub ending: Option<String>,
    /// The share of the points that the ending earns with `marking: ending`, from 0 to 1; 0 if not said.
    pub credit: Option<Scalar>,
}

/// Something that can be said or done in a scene.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "SceneChoice")]
pub struct FullSceneChoice {
    /// What the learner says or does.
    pub text: String,
    /// The id of the scene that it leads to.
    pub to: String,
    /// What it adds to the points collected: a number not below 0; 0 if not said.
    pub points: Option<Scalar>,
    /// What is said to who chooses it, when the next scene begins.
    pub feedback: Option<String>,
}
