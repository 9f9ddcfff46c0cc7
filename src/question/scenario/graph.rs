//! Where the scenes of a scenario lead: which are reached, which way goes round
//! in circles, and what the paths come to. Every walk looks at each choice
//! once, so a thousand scenes are no more than a long list.

use crate::model::{Fraction, Paths};

/// Scenes by their places in the list, the first one being the start.
pub(super) struct Graph {
    /// For each scene, its choices.
    pub(super) scenes: Vec<Vec<Edge>>,
}

/// A choice.
pub(super) struct Edge {
    /// Its place in the list of the scene's choices.
    pub(super) choice: usize,
    /// The scene that it leads to.
    pub(super) to: usize,
    /// What it adds to the points.
    pub(super) points: Fraction,
}

/// A choice that leads back to a scene that comes before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Back {
    pub(super) scene: usize,
    pub(super) choice: usize,
    pub(super) to: usize,
}

/// What lies behind a scene.
#[derive(Debug, Clone)]
pub(super) struct Behind {
    /// How many paths there are, at most [`Paths::COUNTLESS`].
    pub(super) count: u64,
    /// What the worst of them comes to.
    pub(super) least: Fraction,
    /// What the best of them comes to.
    pub(super) most: Fraction,
    /// The first choice of the best; none at an ending.
    pub(super) choice: Option<usize>,
}

/// How far the walk has come with a scene.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Unseen,
    /// The walk is on a path through it.
    Within,
    Done,
}

impl Graph {
    /// Every choice that leads back, whether or not its scene can be reached.
    pub(super) fn ways_back(&self) -> Vec<Back> {
        let mut back = Vec::new();
        let mut progress = vec![Progress::Unseen; self.scenes.len()];
        for start in 0..self.scenes.len() {
            self.walk(start, &mut progress, &mut back);
        }
        back
    }

    /// Scenes that no path from the start comes through. Of those that lead to
    /// each other only where it begins, since the rest is reached with it.
    pub(super) fn unreached(&self) -> Vec<usize> {
        let mut progress = vec![Progress::Unseen; self.scenes.len()];
        self.walk(0, &mut progress, &mut Vec::new());
        let missed: Vec<usize> =
            (0..self.scenes.len()).filter(|scene| progress[*scene] == Progress::Unseen).collect();
        let mut has_way_in = vec![false; self.scenes.len()];
        for scene in &missed {
            for edge in self.scenes[*scene].iter().filter(|edge| edge.to != *scene) {
                has_way_in[edge.to] = true;
            }
        }
        let (inner, outer): (Vec<usize>, Vec<usize>) =
            missed.into_iter().partition(|scene| has_way_in[*scene]);
        let mut beginnings = Vec::new();
        for scene in outer.into_iter().chain(inner) {
            if progress[scene] == Progress::Unseen {
                beginnings.push(scene);
                self.walk(scene, &mut progress, &mut Vec::new());
            }
        }
        beginnings
    }

    /// What lies behind each scene that is reached. `ending` is what a path
    /// comes to that ends in a scene. There must be no way back.
    pub(super) fn behind(&self, ending: impl Fn(usize) -> Fraction) -> Vec<Option<Behind>> {
        let mut progress = vec![Progress::Unseen; self.scenes.len()];
        let mut behind: Vec<Option<Behind>> = vec![None; self.scenes.len()];
        for scene in self.walk(0, &mut progress, &mut Vec::new()) {
            let mut sum: Option<Behind> = None;
            for edge in &self.scenes[scene] {
                let Some(next) = &behind[edge.to] else { continue };
                let least = next.least.clone() + edge.points.clone();
                let most = next.most.clone() + edge.points.clone();
                match &mut sum {
                    None => sum = Some(Behind { count: next.count, least, most, choice: Some(edge.choice) }),
                    Some(sum) => {
                        sum.count = (sum.count + next.count).min(Paths::COUNTLESS);
                        if least < sum.least {
                            sum.least = least;
                        }
                        if most > sum.most {
                            (sum.most, sum.choice) = (most, Some(edge.choice));
                        }
                    }
                }
            }
            behind[scene] = Some(sum.unwrap_or_else(|| {
                let worth = ending(scene);
                Behind { count: 1, least: worth.clone(), most: worth, choice: None }
            }));
        }
        behind
    }

    /// Walks on from a scene to all that were not seen yet. Comes back with
    /// them in an order in which each stands behind all that it leads to.
    fn walk(&self, start: usize, progress: &mut [Progress], back: &mut Vec<Back>) -> Vec<usize> {
        let mut order = Vec::new();
        if progress[start] != Progress::Unseen {
            return order;
        }
        progress[start] = Progress::Within;
        let mut path = vec![(start, 0)];
        while let Some((scene, next)) = path.last_mut() {
            let scene = *scene;
            let Some(edge) = self.scenes[scene].get(*next) else {
                progress[scene] = Progress::Done;
                order.push(scene);
                path.pop();
                continue;
            };
            *next += 1;
            match progress[edge.to] {
                Progress::Unseen => {
                    progress[edge.to] = Progress::Within;
                    path.push((edge.to, 0));
                }
                Progress::Within => back.push(Back { scene, choice: edge.choice, to: edge.to }),
                Progress::Done => {}
            }
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::{Back, Edge, Graph};
    use crate::model::{Fraction, Paths};

    fn graph(scenes: &[&[(usize, i64)]]) -> Graph {
        let edge = |(choice, (to, points)): (usize, &(usize, i64))| Edge {
            choice,
            to: *to,
            points: Fraction::new(*points, 1),
        };
        let edges = |choices: &&[(usize, i64)]| choices.iter().enumerate().map(edge).collect();
        Graph { scenes: scenes.iter().map(edges).collect() }
    }

    #[test]
    fn the_best_path_need_not_begin_with_the_best_choice() {
        let graph = graph(&[&[(1, 2), (2, 0)], &[(3, 0)], &[(3, 3), (3, 1)], &[]]);
        let behind = graph.behind(|_| Fraction::zero());
        let start = behind[0].as_ref().unwrap();
        assert_eq!((start.count, start.choice), (3, Some(1)));
        assert_eq!((start.least.to_string(), start.most.to_string()), ("1".into(), "3".into()));
    }

    #[test]
    fn two_ways_to_a_scene_are_no_circle_but_a_way_back_is() {
        assert_eq!(graph(&[&[(1, 0), (2, 0)], &[(2, 0)], &[]]).ways_back(), []);
        let round = graph(&[&[(1, 0)], &[(2, 0), (0, 0)], &[(2, 0)]]);
        assert_eq!(
            round.ways_back(),
            [Back { scene: 2, choice: 0, to: 2 }, Back { scene: 1, choice: 1, to: 0 }]
        );
    }

    #[test]
    fn of_what_is_not_reached_only_the_beginning_is_named() {
        assert_eq!(graph(&[&[], &[(2, 0)], &[(3, 0)], &[]]).unreached(), [1]);
        assert_eq!(graph(&[&[], &[], &[(1, 0)]]).unreached(), [2], "wherever it stands in the file");
        assert_eq!(graph(&[&[], &[(2, 0)], &[(1, 0)]]).unreached(), [1], "of a circle the first");
        assert_eq!(graph(&[&[], &[(1, 0), (0, 0)]]).unreached(), [1]);
    }

    #[test]
    fn a_thousand_scenes_with_countless_paths_are_walked_at_once() {
        let wide: Vec<Vec<(usize, i64)>> = (0..1000_usize)
            .map(|scene| (1..=26).map(|step| (scene + step, 1)).filter(|(to, _)| *to < 1000).collect())
            .collect();
        let graph = graph(&wide.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let behind = graph.behind(|_| Fraction::zero());
        let start = behind[0].as_ref().unwrap();
        assert_eq!(
            (start.count, start.least.to_string(), start.most.to_string()),
            (Paths::COUNTLESS, "39".into(), "999".into())
        );
        assert_eq!(graph.ways_back(), []);
    }
}
