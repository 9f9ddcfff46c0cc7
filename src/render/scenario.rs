//! A scenario: its scenes as linked text, and what its paths come to.

use std::collections::HashMap;

use serde::Serialize;

use super::page::{Page, escaped};
use super::words::Filling;
use crate::diag::Diagnostic;
use crate::model::{Fraction, Interaction, Key, PathKey, PathMarking, Paths, Question, Scene, SceneChoice};

/// What the template `scenario.html` needs to know of a scene.
#[derive(Serialize)]
pub(super) struct SceneView<'a> {
    id: &'a str,
    /// What links lead to; unique in the page.
    anchor: String,
    /// "Scene 3"
    number: String,
    /// "Ending: She is satisfied"; missing where the scenario goes on.
    ending: Option<String>,
    /// HTML.
    text: String,
    choices: Vec<ChoiceView<'a>>,
}

/// Something that can be said or done.
#[derive(Serialize)]
struct ChoiceView<'a> {
    id: &'a str,
    /// HTML.
    text: String,
    /// HTML.
    feedback: Option<String>,
    href: String,
    /// "Go to scene 4"
    onward: String,
}

/// What the template `scenario-answer.html` needs to know.
#[derive(Serialize)]
pub(super) struct PathsView {
    /// How many paths there are, and what the worst and the best come to.
    extent: String,
    /// What stands above the best path.
    best_title: String,
    /// HTML of the choices on a best path, in their order.
    best: Vec<String>,
    /// What stands above the worths.
    worths_title: String,
    worths: Vec<Worth>,
}

/// What earns something.
#[derive(Serialize)]
struct Worth {
    /// "Scene 3"
    scene: String,
    /// HTML of the choice, or of the title of the ending.
    text: String,
    earns: String,
}

impl<'a> Page<'a> {
    /// The scenes of a scenario, in the author's order.
    pub(super) fn scenes(
        &mut self,
        question: &Question,
        scenes: &'a [Scene],
    ) -> Result<Vec<SceneView<'a>>, Box<Diagnostic>> {
        // No id of an author begins so, and none of the numbers ends inside an id.
        let anchor = |place: usize| format!("cw-scene-{}-{}", place + 1, question.id);
        let mut views = Vec::new();
        for (place, scene) in scenes.iter().enumerate() {
            let mut choices = Vec::new();
            for choice in scene.choices() {
                choices.push(ChoiceView {
                    id: &choice.id,
                    text: self.fill(&choice.text)?,
                    feedback: self.fill_some(choice.feedback.as_ref())?,
                    href: format!("#{}", anchor(choice.to)),
                    onward: self.count("go_to_scene", choice.to + 1),
                });
            }
            views.push(SceneView {
                id: &scene.id,
                anchor: anchor(place),
                number: self.count("scene_number", place + 1),
                ending: scene.ending().map(|title| self.ending(title)),
                text: self.fill(&scene.text)?,
                choices,
            });
        }
        Ok(views)
    }

    fn ending(&self, title: &str) -> String {
        self.renderer.words.text("ending", &[("title", &title)])
    }

    /// What is told of the paths through a scenario; none of another question.
    pub(super) fn paths(&mut self, question: &'a Question) -> Result<Option<PathsView>, Box<Diagnostic>> {
        let (Interaction::Scenario { scenes, paths }, Key::Path(key)) =
            (&question.interaction, &question.key)
        else {
            return Ok(None);
        };
        let choices: HashMap<&str, &SceneChoice> =
            scenes.iter().flat_map(Scene::choices).map(|choice| (choice.id.as_str(), choice)).collect();
        let mut best = Vec::new();
        for choice in paths.best.iter().filter_map(|id| choices.get(id.as_str())) {
            best.push(self.fill(&choice.text)?);
        }
        let worths = match key.marking {
            PathMarking::Points => self.choices_of_worth(scenes, key)?,
            PathMarking::Ending => self.endings_of_worth(scenes, key),
        };
        let words = &self.renderer.words;
        let word = |points, ending| match key.marking {
            PathMarking::Points => points,
            PathMarking::Ending => ending,
        };
        let count = match paths.count {
            Paths::COUNTLESS => self.count("more_than", Paths::COUNTLESS),
            count => count.to_string(),
        };
        let (least, most) = (worth(&paths.least, key.marking), worth(&paths.most, key.marking));
        let filling: [Filling; 3] = [("n", &count), ("least", &least), ("most", &most)];
        Ok(Some(PathsView {
            extent: words.text(word("paths_points", "paths_endings"), &filling),
            best_title: words.text(word("best_path", "best_ending"), &filling),
            best,
            worths_title: words.get(word("choice_worths", "ending_worths")).to_owned(),
            worths,
        }))
    }

    fn choices_of_worth(
        &mut self,
        scenes: &'a [Scene],
        key: &PathKey,
    ) -> Result<Vec<Worth>, Box<Diagnostic>> {
        let points: HashMap<&str, &Fraction> =
            key.choices.iter().map(|turn| (turn.id.as_str(), &turn.points)).collect();
        let mut worths = Vec::new();
        for (place, scene) in scenes.iter().enumerate() {
            for choice in scene.choices() {
                let Some(points) = points.get(choice.id.as_str()).filter(|points| !points.is_zero()) else {
                    continue;
                };
                worths.push(Worth {
                    scene: self.count("scene_number", place + 1),
                    text: self.fill(&choice.text)?,
                    earns: points.to_string(),
                });
            }
        }
        Ok(worths)
    }

    fn endings_of_worth(&self, scenes: &[Scene], key: &PathKey) -> Vec<Worth> {
        let credits: HashMap<&str, &Fraction> =
            key.endings.iter().map(|(scene, credit)| (scene.as_str(), credit)).collect();
        let endings = scenes.iter().enumerate().filter_map(|(place, scene)| {
            let credit = credits.get(scene.id.as_str()).filter(|credit| !credit.is_zero())?;
            Some(Worth {
                scene: self.count("scene_number", place + 1),
                text: escaped(scene.ending()?),
                earns: worth(credit, key.marking),
            })
        });
        endings.collect()
    }
}

/// Points as they are, credits in percent.
fn worth(worth: &Fraction, marking: PathMarking) -> String {
    match marking {
        PathMarking::Points => worth.to_string(),
        PathMarking::Ending => format!("{}%", worth.percent_down()),
    }
}
