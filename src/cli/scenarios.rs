//! Tells authors what the paths through their scenarios come to.

use std::collections::HashSet;
use std::path::Path;

use super::project::shown;
use crate::model::{Curriculum, Fraction, Interaction, Key, PathKey, PathMarking, Paths, Question};

/// One line for each scenario, with its file as it can be opened from here;
/// empty where there is none. `prefix` leads to the project's folder.
pub(super) fn told(curriculum: &Curriculum, prefix: &str) -> String {
    let modules = curriculum.courses.iter().flat_map(|course| &*course.modules);
    let questions = modules.filter_map(|module| module.quiz.as_ref()).flat_map(|quiz| &quiz.questions);
    // Those of a bank are told once, however many quizzes ask them.
    let mut seen = HashSet::new();
    let lines =
        questions.filter(|question| seen.insert((&question.path, question.index))).filter_map(|question| {
            let file = shown(&Path::new(prefix).join(question.path.as_str()));
            Some(format!("{} ({file})\n", paths(question)?))
        });
    lines.collect()
}

fn paths(question: &Question) -> Option<String> {
    let (Interaction::Scenario { scenes, paths }, Key::Path(key)) = (&question.interaction, &question.key)
    else {
        return None;
    };
    let Paths { count, least, most, .. } = &**paths;
    let count = match *count {
        1 => "1 path".to_owned(),
        Paths::COUNTLESS => format!("more than {} paths", Paths::COUNTLESS),
        count => format!("{count} paths"),
    };
    let (least, most, scenes) = (worth(least, key), worth(most, key), scenes.len());
    Some(format!("Scenario `{}`: {count} through {scenes} scenes, worth from {least} to {most}", question.id))
}

fn worth(worth: &Fraction, key: &PathKey) -> String {
    match key.marking {
        PathMarking::Points => worth.to_string(),
        PathMarking::Ending => format!("{}%", worth.percent_down()),
    }
}
