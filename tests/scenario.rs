//! What the build says of a scenario, held to what comes of playing it in every
//! possible way.

use std::fmt::Write as _;

use coursewright::model::{Fraction, Id, Interaction, Key, Paths, Question, Response, Scene};
use coursewright::pipeline::{Build, Builder};
use coursewright::score::{DecimalMark, answered, best, earned};
use coursewright::site::{Content, OutPath};
use coursewright::source::{Source, SourceTree};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

/// A scene: what each choice leads to and is worth; the credit where it has no choices.
#[derive(Debug, Clone)]
struct Drawn {
    choices: Vec<(usize, u32)>,
    credit: u32,
}

/// Scenes that lead only to later ones, each of them to some or none.
fn story() -> impl Strategy<Value = Vec<Drawn>> {
    let choice = (any::<Index>(), 0_u32..4);
    let scene = (vec(choice, 0..4), 0_u32..5);
    vec(scene, 2..8).prop_map(|scenes| {
        let count = scenes.len();
        let drawn = |(place, (choices, credit)): (usize, (Vec<(Index, u32)>, u32))| {
            let later = count - 1 - place;
            let mut choices: Vec<(usize, u32)> = choices
                .into_iter()
                .filter(|_| later > 0)
                .map(|(to, points)| (place + 1 + to.index(later.max(1)), points))
                .collect();
            if place == 0 && choices.is_empty() {
                choices.push((1, 1));
            }
            Drawn { choices, credit }
        };
        scenes.into_iter().enumerate().map(drawn).collect()
    })
}

/// Which scenes the start leads to.
fn reached(story: &[Drawn]) -> Vec<bool> {
    let mut reached = vec![false; story.len()];
    reached[0] = true;
    for (place, scene) in story.iter().enumerate() {
        if reached[place] {
            scene.choices.iter().for_each(|(to, _)| reached[*to] = true);
        }
    }
    reached
}

/// The quiz with this scenario. Scenes come in the opposite order but for the
/// first: where they stand in the file makes no difference.
fn quiz(story: &[Drawn], by_ending: bool) -> String {
    let mut quiz = "title: Quiz\nquestions:\n  - id: q\n    type: scenario\n    prompt: P\n".to_owned();
    quiz += if by_ending { "    marking: ending\n    scenes:\n" } else { "    scenes:\n" };
    let reached = reached(story);
    let order = std::iter::once(0).chain((1..story.len()).rev()).filter(|place| reached[*place]);
    for place in order {
        let Drawn { choices, credit } = &story[place];
        let _ = write!(quiz, "      - {{id: s{place}, text: Scene {place}");
        let choice = |(letter, (to, points)): (usize, &(usize, u32))| {
            let points = if by_ending { String::new() } else { format!(", points: {points}/3") };
            format!("{{text: Choice {letter}, to: s{to}{points}}}")
        };
        let choices: Vec<String> = choices.iter().enumerate().map(choice).collect();
        match (choices.is_empty(), by_ending) {
            (false, _) => writeln!(quiz, ", choices: [{}]}}", choices.join(", ")),
            (true, true) => writeln!(quiz, ", ending: End, credit: {credit}/4}}"),
            (true, false) => writeln!(quiz, ", ending: End}}"),
        }
        .expect("a string takes everything");
    }
    quiz
}

fn built(quiz: &str) -> Build {
    let tree: SourceTree = [
        ("content/site.yml", "title: Test\n"),
        ("content/course/course.yml", "title: Course\nsummary: About something.\n"),
        ("content/course/01-module/index.md", "---\ntitle: Module\n---\n"),
        ("content/course/01-module/quiz.yml", quiz),
    ]
    .into_iter()
    .map(|(path, text)| Source::text(path, text))
    .collect();
    Builder::default().build(&tree)
}

fn only_question(build: &Build) -> Option<&Question> {
    build.curriculum.courses[0].modules[0].quiz.as_ref()?.questions.first().map(|question| &**question)
}

/// Every path from this scene on, as the ids of its choices.
fn paths(scenes: &[Scene], at: usize) -> Vec<Vec<Id>> {
    if scenes[at].choices().is_empty() {
        return vec![Vec::new()];
    }
    let on = scenes[at].choices().iter().flat_map(|choice| {
        paths(scenes, choice.to).into_iter().map(|rest| [vec![choice.id.clone()], rest].concat())
    });
    on.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn what_the_build_says_of_the_paths_is_what_playing_them_brings(story in story(), by_ending in any::<bool>()) {
        let build = built(&quiz(&story, by_ending));
        let Some(question) = only_question(&build) else {
            // Only a story without anything to earn is refused.
            let codes: Vec<&str> = build.diagnostics.iter().map(|finding| finding.rule.code).collect();
            prop_assert_eq!(codes, ["nothing-to-earn"]);
            return Ok(());
        };
        prop_assert_eq!(build.diagnostics.len(), 0);
        let (Interaction::Scenario { scenes, paths: said }, Key::Path(key)) = (&question.interaction, &question.key)
        else {
            panic!("a scenario is answered by a path");
        };
        let all = paths(scenes, 0);
        let share = |ids: &Vec<Id>| earned(&question.key, &Response::Choices(ids.clone()), DecimalMark::Point);
        let shares: Vec<Fraction> = all.iter().map(share).collect();
        let (least, most) = (shares.iter().min().cloned(), shares.iter().max().cloned());
        let of = |worth: &Fraction| if by_ending { worth.clone() } else { worth.clone() / key.most.clone() };
        prop_assert_eq!(u64::try_from(all.len()), Ok(said.count));
        prop_assert_eq!(least, Some(of(&said.least)));
        prop_assert_eq!(most.as_ref(), Some(&of(&said.most)));
        prop_assert_eq!(most.as_ref(), Some(&best(&question.key, false)));
        prop_assert_eq!(Some(share(&said.best)), most, "the path that is named as a best one is one");
        for ids in &all {
            prop_assert!(answered(&question.key, &Response::Choices(ids.clone())));
            let begun = Response::Choices(ids[..ids.len() - 1].to_vec());
            prop_assert!(!answered(&question.key, &begun), "a path without its last step is none");
        }
    }

    #[test]
    fn no_response_earns_more_than_the_best_path(
        story in story(),
        by_ending in any::<bool>(),
        steps in vec(any::<Index>(), 0..9),
    ) {
        let build = built(&quiz(&story, by_ending));
        let Some(question) = only_question(&build) else { return Ok(()) };
        let Key::Path(key) = &question.key else { panic!("a scenario is marked by its path") };
        let ids = steps.iter().map(|step| step.get(&key.choices).id.clone()).collect();
        let response = Response::Choices(ids);
        let share = earned(&question.key, &response, DecimalMark::Point);
        prop_assert!(share <= best(&question.key, false));
        prop_assert!(answered(&question.key, &response) || share.is_zero());
    }

    #[test]
    fn a_way_back_is_found_wherever_it_begins(story in story(), from in any::<Index>(), to in any::<Index>()) {
        let mut story = story;
        let reached = reached(&story);
        let scenes: Vec<usize> = (0..story.len()).filter(|place| reached[*place]).collect();
        // From a scene back to itself, or to one on the way to it.
        let from = *from.get(&scenes);
        let before: Vec<usize> = scenes.iter().copied().filter(|place| leads(&story, *place, from)).collect();
        story[from].choices.push((*to.get(&before), 1));
        let build = built(&quiz(&story, false));
        prop_assert!(build.diagnostics.iter().any(|finding| finding.rule.code == "endless-scenario"));
        prop_assert!(only_question(&build).is_none());
    }
}

fn leads(story: &[Drawn], from: usize, to: usize) -> bool {
    from == to || story[from].choices.iter().any(|(next, _)| *next <= to && leads(story, *next, to))
}

#[test]
fn a_thousand_scenes_are_checked_and_shown() {
    let scene = |place: usize| {
        let choices = (1..=5).map(|step| (place + step, 1)).filter(|(to, _)| *to < 1000).collect();
        Drawn { choices, credit: 0 }
    };
    let story: Vec<Drawn> = (0..1000).map(scene).collect();
    let build = built(&quiz(&story, false));
    let found: Vec<&str> = build.diagnostics.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(found, [""; 0]);
    let Some(Interaction::Scenario { paths, .. }) =
        only_question(&build).map(|question| &question.interaction)
    else {
        panic!("the scenario is there")
    };
    assert_eq!((paths.count, paths.best.len()), (Paths::COUNTLESS, 999));
    let page = build.file(&OutPath::new("course/module/quiz.html")).expect("there is a quiz");
    let Ok(Content::Bytes(page)) = page else { panic!("the page can be rendered") };
    let told = "There are more than 1000000 paths. Their choices are worth from 200/3 to 333.";
    assert!(String::from_utf8_lossy(&page).contains(told));
}
