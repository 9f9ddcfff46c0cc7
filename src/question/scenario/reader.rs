//! Reads the scenes of a scenario and proves that it can be played: every
//! scene is reached, every choice leads to a scene, and every path ends.

use std::collections::HashMap;

use super::graph::{Edge, Graph};
use super::{FullScene, FullSceneChoice, Story, rules};
use crate::diag::Diagnostic;
use crate::model::{Fraction, Onward, PathMarking, Prose, Scene, SceneChoice};
use crate::question::{Lowering, is_usable_id, rules as general};
use crate::source::{NodePath, Place};

/// More choices than letters are refused.
const MOST: usize = 26;

/// The scenes of a question while they are read.
pub(super) struct Reader<'r, 'l> {
    written: &'r [FullScene],
    marking: PathMarking,
    lowering: &'r mut Lowering<'l>,
    /// Places in the list by id; of those with the same id the first.
    places: HashMap<&'r str, usize>,
    graph: Graph,
    scenes: Vec<Scene>,
    credits: Vec<Fraction>,
    /// Whether something leaves the whole without a meaning.
    faulty: bool,
    /// Whether a choice leads to nobody knows where.
    lost: bool,
}

impl<'r, 'l> Reader<'r, 'l> {
    pub(super) fn new(
        written: &'r [FullScene],
        marking: PathMarking,
        lowering: &'r mut Lowering<'l>,
    ) -> Self {
        Self {
            written,
            marking,
            lowering,
            places: HashMap::new(),
            graph: Graph { scenes: Vec::new() },
            scenes: Vec::new(),
            credits: Vec::new(),
            faulty: false,
            lost: false,
        }
    }

    /// The story; `None` when it has a fault that leaves nothing to play or to mark.
    pub(super) fn read(mut self) -> Option<Story> {
        self.ids();
        for (index, scene) in self.written.iter().enumerate() {
            self.scene(index, scene);
        }
        self.find_unreached();
        self.find_ways_back();
        let Self { scenes, graph, credits, faulty, .. } = self;
        (!faulty).then_some(Story { scenes, graph, credits })
    }

    /// Takes note of something without which there is no story.
    fn fault(&mut self, finding: Diagnostic) {
        self.lowering.found(finding);
        self.faulty = true;
    }

    fn node(&self, scene: usize) -> NodePath {
        self.lowering.node.key("scenes").item(scene)
    }

    fn at(&self, node: NodePath) -> Place {
        Place::Node(self.lowering.path.clone(), node)
    }

    /// What stands under a key of a scene.
    fn of(&self, scene: usize, key: &'static str) -> Place {
        self.at(self.node(scene).key(key))
    }

    /// A key of a scene itself.
    fn name_of(&self, scene: usize, key: &'static str) -> Place {
        self.at(self.node(scene).key(key).name())
    }

    fn ids(&mut self) {
        for (index, scene) in self.written.iter().enumerate() {
            let place = self.of(index, "id");
            if !is_usable_id(&scene.id) {
                self.fault(general::unusable_id(place.clone(), &scene.id));
            }
            if let Some(first) = self.places.get(scene.id.as_str()) {
                let first = self.of(*first, "id");
                self.fault(rules::duplicate_scene(place, first, &scene.id));
            } else {
                self.places.insert(&scene.id, index);
            }
        }
    }

    fn scene(&mut self, index: usize, written: &FullScene) {
        let text = self.text(&written.text, "text of the scene", self.of(index, "text"));
        let credit = self.credit(index, written);
        let offered = written.choices.as_deref().unwrap_or_default();
        let (choices, edges) = self.choices(index, offered);
        if let (Some(_), false) = (&written.ending, offered.is_empty()) {
            let (choices, ending) = (self.name_of(index, "choices"), self.name_of(index, "ending"));
            self.fault(rules::choices_after_ending(choices, ending));
        }
        let onward = match &written.ending {
            None if offered.is_empty() => {
                self.fault(rules::dead_end(self.of(index, "id"), &written.id));
                Onward::Choices(choices)
            }
            None => Onward::Choices(choices),
            Some(title) => {
                if title.trim().is_empty() {
                    let place = self.of(index, "ending");
                    self.lowering.found(general::empty_text(place, "title of the ending"));
                }
                Onward::Ending(title.trim().to_owned())
            }
        };
        self.scenes.push(Scene { id: written.id.as_str().into(), text, onward });
        self.graph.scenes.push(edges);
        self.credits.push(credit);
    }

    /// Markdown in paragraphs; `what` is missing if there is none.
    fn text(&mut self, text: &str, what: &str, place: Place) -> Prose {
        if text.trim().is_empty() {
            self.lowering.found(general::empty_text(place, what));
            return Prose::default();
        }
        let (line, rest) = self.lowering.line_and_rest(text, &place);
        if line.is_empty() { rest } else { Prose::paragraphs(line, rest) }
    }

    fn credit(&mut self, index: usize, written: &FullScene) -> Fraction {
        let Some(credit) = &written.credit else { return Fraction::zero() };
        let name = self.name_of(index, "credit");
        if written.ending.is_none() {
            self.lowering.found(rules::credit_without_ending(name));
        } else if self.marking == PathMarking::Points {
            self.lowering.found(rules::credit_does_not_count(name));
        }
        let credit = credit.to_string();
        match Fraction::parse(&credit) {
            Some(credit) if !credit.is_negative() && credit <= Fraction::one() => credit,
            _ => {
                self.fault(rules::credit_out_of_range(self.of(index, "credit"), &credit));
                Fraction::zero()
            }
        }
    }

    fn choices(&mut self, scene: usize, written: &[FullSceneChoice]) -> (Vec<SceneChoice>, Vec<Edge>) {
        if written.len() > MOST {
            self.fault(rules::too_many_choices(self.name_of(scene, "choices"), written.len(), MOST));
        }
        self.find_duplicates(scene, written);
        let list = self.node(scene).key("choices");
        let (mut choices, mut edges) = (Vec::new(), Vec::new());
        for ((index, choice), letter) in written.iter().enumerate().zip('a'..='z') {
            let node = list.item(index);
            let at = self.at(node.key("text"));
            if choice.text.trim().is_empty() {
                self.lowering.found(general::empty_text(at.clone(), "choice"));
            }
            let text = self.lowering.prose(&choice.text, &at);
            let feedback = choice.feedback.as_deref().filter(|text| !text.trim().is_empty());
            let feedback = feedback.map(|text| self.text(text, "feedback", self.at(node.key("feedback"))));
            let points = self.points(choice, &node);
            let Some(to) = self.destination(&choice.to, self.at(node.key("to"))) else { continue };
            edges.push(Edge { choice: index, to, points });
            choices.push(SceneChoice {
                id: ecow::eco_format!("{}/{letter}", self.written[scene].id),
                text,
                feedback,
                to,
            });
        }
        (choices, edges)
    }

    fn find_duplicates(&mut self, scene: usize, written: &[FullSceneChoice]) {
        let list = self.node(scene).key("choices");
        let mut seen = HashMap::new();
        for (index, choice) in written.iter().enumerate().filter(|(_, choice)| !choice.text.trim().is_empty())
        {
            if let Some(first) = seen.insert(choice.text.trim().to_lowercase(), index) {
                let (again, first) = (self.at(list.item(index)), self.at(list.item(first)));
                self.lowering.found(general::duplicate_option(again, first));
            }
        }
    }

    fn points(&mut self, choice: &FullSceneChoice, node: &NodePath) -> Fraction {
        let Some(points) = &choice.points else { return Fraction::zero() };
        if self.marking == PathMarking::Ending {
            let name = self.at(node.key("points").name());
            self.lowering.found(rules::points_do_not_count(name));
            return Fraction::zero();
        }
        let (written, place) = (points.to_string(), self.at(node.key("points")));
        match Fraction::parse(&written) {
            Some(points) if !points.is_negative() => return points,
            Some(_) => self.fault(rules::negative_points(place, &written)),
            None => self.fault(general::not_a_number(place, "points", &written, "2")),
        }
        Fraction::zero()
    }

    /// The scene that a choice leads to; the one that was meant, where its id is misspelled.
    fn destination(&mut self, id: &str, place: Place) -> Option<usize> {
        if let Some(scene) = self.places.get(id) {
            return Some(*scene);
        }
        let known: Vec<&str> = self.written.iter().map(|scene| scene.id.as_str()).collect();
        let meant = rules::meant(id, &known);
        self.fault(rules::unknown_scene(place, id, meant, &known));
        let scene = meant.and_then(|id| self.places.get(id)).copied();
        self.lost |= scene.is_none();
        scene
    }

    /// Scenes that nobody comes to. Where a choice leads nobody knows where, it
    /// may lead to any of them.
    fn find_unreached(&mut self) {
        let [first, ..] = self.written else { return };
        if first.ending.is_some() && self.graph.scenes[0].is_empty() {
            self.fault(rules::ends_at_once(self.name_of(0, "ending")));
            return;
        }
        if self.lost || self.graph.scenes[0].is_empty() {
            return;
        }
        for scene in self.graph.unreached() {
            let id = &self.written[scene].id;
            // What cannot be reached because another has its id is said already.
            if self.places.get(id.as_str()) == Some(&scene) {
                self.fault(rules::unreachable_scene(self.of(scene, "id"), id));
            }
        }
    }

    fn find_ways_back(&mut self) {
        for back in self.graph.ways_back() {
            let choice = self.at(self.node(back.scene).key("choices").item(back.choice).key("to"));
            self.fault(rules::endless(choice, self.of(back.to, "id"), &self.written[back.to].id));
        }
    }
}
