//! `scenario`: a conversation that branches.

mod authored;
mod graph;
mod reader;
mod rules;

pub use authored::{FullScene, FullSceneChoice};
pub(super) use rules::RULES;

use self::graph::{Behind, Graph};
use self::reader::Reader;
use super::{Authored, Kind, Lowered, Lowering, rules as general};
use crate::model::{Fraction, Interaction, Key, PathKey, PathMarking, Paths, Scene, Turn};

pub(super) static KIND: Kind = Kind {
    name: "scenario",
    explain: "\
A conversation that branches: scenes, and choices that lead from one to the next until an ending. \
The first scene is the start, every path comes to an ending, and no choice leads back. Marked by the points of the choices on the path, as a share of what \
the best path collects, unless `marking: ending` says that the `credit` of the ending counts.",
    example: "\
- id: money-back
  type: scenario
  prompt: A customer wants her money back.
  scenes:
    - id: counter
      text: |-
        Ms Okafor
        : This kettle leaks. I want my money back.
      choices:
        - text: “I am sorry. When did you buy it?”
          to: refund
          points: 2
          feedback: You ask for the one thing that decides.
        - text: “Have you still got the box?”
          to: anger
    - id: anger
      text: She raises her voice. Others turn their heads.
      choices:
        - text: Say sorry, and look at the receipt
          to: refund
          points: 1
        - text: Call security
          to: complaint
    - id: refund
      text: Eight days. You pay her back.
      ending: She is satisfied
    - id: complaint
      text: She leaves, and complains in writing.
      ending: A complaint
",
    keys: &["scenes", "marking"],
    lower,
};

fn lower(authored: &Authored, lowering: &mut Lowering) -> Option<Lowered> {
    let Some(written) = authored.scenes.as_deref() else {
        lowering.found(rules::no_scenes(lowering.here()));
        return None;
    };
    if written.is_empty() {
        lowering.found(rules::no_scenes(lowering.name_of("scenes")));
        return None;
    }
    let marking = marking(authored, lowering)?;
    let story = Reader::new(written, marking, lowering).read()?;
    let paths = story.paths(marking);
    if paths.most.is_zero() {
        let place = lowering.name_of("scenes");
        lowering.found(match marking {
            PathMarking::Points => rules::no_points(place),
            PathMarking::Ending => rules::no_credit(place),
        });
        return None;
    }
    Some(Lowered {
        key: Key::Path(Box::new(story.key(marking, &paths))),
        interaction: Interaction::Scenario { scenes: story.scenes, paths: Box::new(paths) },
        feedback: Vec::new(),
        texts: texts(written),
    })
}

fn marking(authored: &Authored, lowering: &mut Lowering) -> Option<PathMarking> {
    match authored.marking.as_deref() {
        None | Some("points") => Some(PathMarking::Points),
        Some("ending") => Some(PathMarking::Ending),
        Some(other) => {
            let known = ["points", "ending"];
            lowering.found(general::unknown_marking(lowering.at("marking"), other, KIND.name, &known));
            None
        }
    }
}

/// What learners read, as it is written.
fn texts(written: &[FullScene]) -> Vec<String> {
    let told = written.iter().flat_map(|scene| {
        let choices = scene.choices.iter().flatten().map(|choice| &choice.text);
        std::iter::once(&scene.text).chain(&scene.ending).chain(choices)
    });
    told.cloned().collect()
}

/// Scenes from which every path comes to an ending.
struct Story {
    scenes: Vec<Scene>,
    graph: Graph,
    /// What each scene earns as an ending.
    credits: Vec<Fraction>,
}

impl Story {
    /// What the paths from the start come to.
    fn paths(&self, marking: PathMarking) -> Paths {
        let behind = self.graph.behind(|scene| match marking {
            PathMarking::Points => Fraction::zero(),
            PathMarking::Ending => self.credits[scene].clone(),
        });
        let mut best = Vec::new();
        let mut at = 0;
        while let Some(Behind { choice: Some(choice), .. }) = &behind[at] {
            let choice = &self.scenes[at].choices()[*choice];
            best.push(choice.id.clone());
            at = choice.to;
        }
        match &behind[0] {
            Some(Behind { count, least, most, .. }) => {
                Paths { count: *count, least: least.clone(), most: most.clone(), best }
            }
            None => Paths { count: 0, least: Fraction::zero(), most: Fraction::zero(), best },
        }
    }

    fn key(&self, marking: PathMarking, paths: &Paths) -> PathKey {
        let turns = self.scenes.iter().zip(&self.graph.scenes).flat_map(|(scene, edges)| {
            scene.choices().iter().zip(edges).map(|(choice, edge)| Turn {
                id: choice.id.clone(),
                from: scene.id.clone(),
                to: self.scenes[choice.to].id.clone(),
                points: edge.points.clone(),
            })
        });
        let endings = self.scenes.iter().zip(&self.credits).filter(|(scene, _)| scene.ending().is_some());
        PathKey {
            start: self.scenes[0].id.clone(),
            choices: turns.collect(),
            endings: endings.map(|(scene, credit)| (scene.id.clone(), credit.clone())).collect(),
            most: paths.most.clone(),
            marking,
        }
    }
}
