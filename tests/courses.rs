//! What the courses that ship promise: they rest on facts, ask enough, and let
//! nobody pass by looking at the form of the answers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use coursewright::disk;
use coursewright::model::{
    Choice, ChoiceText, Curriculum, FeedbackFor, Id, Interaction, Key, Module, Piece, Question, Quiz,
    SceneChoice,
};
use coursewright::pipeline::Builder;

static COURSES: LazyLock<Curriculum> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Builder::default().build(&disk::load(root).expect("the courses can be read")).curriculum
});

fn modules() -> impl Iterator<Item = &'static Module> {
    COURSES.courses.iter().flat_map(|course| &*course.modules)
}

fn quizzes() -> impl Iterator<Item = (&'static Module, &'static Quiz)> {
    modules().map(|module| (module, module.quiz.as_deref().expect("every module has a quiz")))
}

fn questions() -> impl Iterator<Item = &'static Question> {
    quizzes().flat_map(|(_, quiz)| quiz.questions.iter().map(|question| &**question))
}

fn name(question: &Question) -> String {
    format!("{} `{}`", question.path, question.id)
}

/// The status of each fact that the courses could rest on.
fn statuses() -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/facts.yml");
    serde_yaml::from_str(&std::fs::read_to_string(path).expect("the facts can be read"))
        .expect("facts have a status")
}

/// The facts that each source stands for, as `content/sources.yml` says behind its name.
fn facts() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    const SOURCES: &str = include_str!("../content/sources.yml");
    let entries = SOURCES.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphanumeric()));
    entries
        .map(|line| {
            let (source, said) = line.split_once(':').expect("an entry ends with a colon");
            let facts = said.trim().strip_prefix("# facts: ").unwrap_or_default();
            (source, facts.split(',').map(str::trim).filter(|fact| !fact.is_empty()).collect())
        })
        .collect()
}

#[test]
fn every_source_stands_for_facts_that_can_be_used() {
    let (statuses, facts) = (statuses(), facts());
    assert_eq!(facts.keys().copied().collect::<BTreeSet<_>>(), {
        COURSES.citations.iter().map(|citation| citation.id.as_str()).collect::<BTreeSet<_>>()
    });
    let mut faults = Vec::new();
    for (source, facts) in &facts {
        if facts.is_empty() {
            faults.push(format!("{source} names no fact"));
        }
        for fact in facts {
            match statuses.get(*fact).map(String::as_str) {
                None => faults.push(format!("{source} names {fact}, which does not exist")),
                Some("uncertain") => faults.push(format!("{source} rests on {fact}, which is uncertain")),
                Some(_) => {}
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

/// Whether a source tells nothing but what was scheduled when it was read.
fn is_scheduled(source: &str) -> bool {
    static FACTS: LazyLock<BTreeMap<&str, BTreeSet<&str>>> = LazyLock::new(facts);
    static STATUSES: LazyLock<BTreeMap<String, String>> = LazyLock::new(statuses);
    FACTS[source].iter().all(|fact| STATUSES[*fact] == "scheduled")
}

#[test]
fn what_was_scheduled_is_told_as_scheduled_and_not_asked() {
    let mut faults = Vec::new();
    for question in questions() {
        if !question.extras.sources.is_empty()
            && question.extras.sources.iter().all(|source| is_scheduled(source))
        {
            faults.push(format!("{} rests on what was scheduled alone", name(question)));
        }
    }
    for page in modules().flat_map(|module| &module.pages) {
        let cites = |source: &str| {
            page.prose.walk().any(|piece| matches!(piece, Piece::Citation(id) if id.value == source))
        };
        let scheduled = COURSES.citations.iter().filter(|citation| is_scheduled(&citation.id));
        if let Some(source) = scheduled.map(|citation| &citation.id).find(|source| cites(source))
            && !page.prose.plain().contains("scheduled")
        {
            faults.push(format!("{} cites {source} as if it were in force", page.path));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn each_module_is_whole() {
    let mut faults = Vec::new();
    let mut want = |module: &Module, holds: bool, what: String| {
        if !holds {
            faults.push(format!("{}: {what}", module.pages[0].path));
        }
    };
    for (module, quiz) in quizzes() {
        let words: usize = module.pages.iter().map(|page| page.words).sum();
        want(module, (2..=4).contains(&module.pages.len()), format!("{} pages", module.pages.len()));
        want(module, (700..=1500).contains(&words), format!("{words} words"));
        want(module, (5..=30).contains(&module.minutes()), format!("{} minutes", module.minutes()));
        let texts = || module.pages.iter().flat_map(|page| page.prose.walk());
        want(
            module,
            texts().any(|piece| matches!(piece, Piece::Question(..))),
            "no check in the text".to_owned(),
        );
        let scored = quiz.questions.iter().filter(|question| question.key != Key::Unscored).count();
        let drawn: usize = quiz.pools().iter().map(|pool| pool.drawn).sum();
        want(module, scored >= 14, format!("{scored} questions in the bank"));
        want(module, (8..=12).contains(&drawn), format!("{drawn} questions drawn"));
        want(module, quiz.pass.is_some(), "no pass mark".to_owned());
        let kinds: BTreeSet<&str> = quiz.questions.iter().map(|question| kind(question)).collect();
        want(module, kinds.len() >= 4, format!("kinds: {kinds:?}"));
        let dated = module
            .pages
            .iter()
            .all(|page| page.reviewed.is_some() && page.review_by.is_some() && page.owner.is_some());
        want(
            module,
            dated,
            "a page does not say when it was reviewed, when that is due, and who answers for it".to_owned(),
        );
    }
    assert_eq!(faults, Vec::<String>::new());
    assert!(modules().count() >= 18, "{} modules", modules().count());
    assert!(COURSES.glossary.len() >= 80, "{} terms", COURSES.glossary.len());
    for course in &COURSES.courses {
        assert!(course.about.attestation.is_some() && course.about.certificate, "{}", course.id);
    }
}

/// How a question is asked, as far as a learner can tell.
fn kind(question: &Question) -> &'static str {
    match (&question.interaction, &question.key) {
        (_, Key::Unscored) => "unscored",
        (Interaction::Choice { choices, .. }, _) if matches!(choices[0].text, ChoiceText::Word(_)) => {
            "true-false"
        }
        (Interaction::Choice { picture: Some(_), .. }, _) => "hotspot",
        (Interaction::Choice { multiple: true, .. }, _) => "multiple-choice",
        (Interaction::Choice { .. }, _) => "single-choice",
        (Interaction::Number { .. }, _) => "numeric",
        (Interaction::Text { .. }, _) => "short-text",
        (Interaction::Scenario { .. }, _) => "scenario",
        (Interaction::Match { table: true, .. }, _) => "categorise",
        (Interaction::Match { .. }, _) => "matching",
        (Interaction::Order { .. }, _) => "ordering",
        (Interaction::Gaps { .. }, _) => "fill-in",
    }
}

#[test]
fn every_question_is_explained_with_a_source_and_every_option_answered() {
    let mut faults = Vec::new();
    for question in questions().filter(|question| question.key != Key::Unscored) {
        if question.explanation.is_none() {
            faults.push(format!("{} has no explanation", name(question)));
        }
        if question.extras.sources.is_empty() {
            faults.push(format!("{} names no source", name(question)));
        }
        if question.objective.is_none() {
            faults.push(format!("{} names no objective", name(question)));
        }
        let Interaction::Choice { choices, .. } = &question.interaction else { continue };
        for choice in choices {
            let answered = |to: &FeedbackFor| matches!(to, FeedbackFor::Choice(id) if *id == choice.id);
            if !question.extras.feedback.iter().any(|(to, _)| answered(to)) {
                faults.push(format!("{} says nothing to {}", name(question), choice.id));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

fn words(choice: &Choice) -> String {
    match &choice.text {
        ChoiceText::Prose(prose) => prose.plain(),
        ChoiceText::Word(key) => (*key).to_owned(),
    }
}

/// The questions with options in the author's words, and the ids of the right ones.
fn asked_by_options() -> impl Iterator<Item = (&'static Question, &'static [Choice], &'static [Id])> {
    questions().filter_map(|question| match (&question.interaction, &question.key) {
        (Interaction::Choice { choices, .. }, Key::Choose { right, .. })
            if matches!(choices[0].text, ChoiceText::Prose(_)) =>
        {
            Some((question, &choices[..], &right[..]))
        }
        _ => None,
    })
}

fn mean(numbers: &[f64]) -> f64 {
    let count = u32::try_from(numbers.len()).map(f64::from).expect("there are not that many");
    numbers.iter().sum::<f64>() / count
}

#[test]
fn the_length_of_an_option_does_not_tell_whether_it_is_right() {
    let (mut right, mut wrong) = (Vec::new(), Vec::new());
    let (mut longest, mut all) = (0, 0);
    for (_, choices, keys) in asked_by_options() {
        let length = |choice: &Choice| words(choice).chars().count();
        for choice in choices {
            let lengths = if keys.contains(&choice.id) { &mut right } else { &mut wrong };
            lengths.push(u32::try_from(length(choice)).map(f64::from).expect("an option is short"));
        }
        if let [only] = keys {
            all += 1;
            let of_right = choices.iter().find(|choice| choice.id == *only).map_or(0, length);
            longest +=
                usize::from(choices.iter().all(|choice| choice.id == *only || length(choice) < of_right));
        }
    }
    let (right, wrong) = (mean(&right), mean(&wrong));
    assert!(right <= wrong * 1.03, "right options have {right:.1} characters, wrong ones {wrong:.1}");
    // One of three or four would be the longest by chance.
    assert!(longest * 10 <= all * 4, "the right option is the longest in {longest} of {all} questions");
}

#[test]
fn the_place_of_an_option_does_not_tell_whether_it_is_right() {
    let mut places = [0_u32; 4];
    for (_, choices, keys) in asked_by_options() {
        if let ([only], 4) = (keys, choices.len()) {
            places[choices.iter().position(|choice| choice.id == *only).expect("the right one is there")] +=
                1;
        }
    }
    let all: u32 = places.iter().sum();
    // In a quarter of all each; what four tenths have would be worth a guess.
    assert!(places.iter().all(|count| count * 100 <= all * 35 && count * 100 >= all * 15), "{places:?}");
    let statements: Vec<bool> = questions()
        .filter_map(|question| match (&question.interaction, &question.key) {
            (Interaction::Choice { choices, .. }, Key::Choose { right, .. })
                if matches!(choices[0].text, ChoiceText::Word(_)) =>
            {
                Some(right[0] == "true")
            }
            _ => None,
        })
        .collect();
    let (right, all) = (statements.iter().filter(|right| **right).count(), statements.len());
    assert!((all * 35..=all * 65).contains(&(right * 100)), "{right} of {all} statements are true");
}

/// What can be chosen in each scene that has one best choice, with the place of that one.
fn scenes() -> impl Iterator<Item = (&'static Question, &'static [SceneChoice], usize)> {
    questions().flat_map(|question| {
        let (Interaction::Scenario { scenes, .. }, Key::Path(path)) = (&question.interaction, &question.key)
        else {
            return Vec::new();
        };
        let points = |choice: &SceneChoice| {
            let turn = path.choices.iter().find(|turn| turn.id == choice.id);
            &turn.expect("a choice is a step").points
        };
        let only_best = |choices: &'static [SceneChoice]| {
            let most = choices.iter().map(points).max()?;
            let mut best = (0..choices.len()).filter(|place| points(&choices[*place]) == most);
            let first = best.next()?;
            best.next().is_none().then_some((question, choices, first))
        };
        scenes.iter().filter_map(|scene| only_best(scene.choices())).collect()
    })
}

#[test]
fn the_length_of_a_choice_in_a_scene_does_not_tell_whether_it_is_best() {
    let (mut of_best, mut of_others) = (Vec::new(), Vec::new());
    let (mut longest, mut all) = (0, 0);
    let mut standing_out: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (question, choices, best) in scenes() {
        let lengths: Vec<f64> = choices
            .iter()
            .map(|choice| u32::try_from(choice.text.plain().chars().count()).map(f64::from))
            .collect::<Result<_, _>>()
            .expect("a choice is short");
        let others =
            || lengths.iter().enumerate().filter(|(place, _)| *place != best).map(|(_, length)| *length);
        let longest_other = others().fold(0.0, f64::max);
        of_best.push(lengths[best]);
        of_others.extend(others());
        all += 1;
        longest += usize::from(lengths[best] > longest_other);
        let (out, of) = standing_out.entry(name(question)).or_default();
        *out += usize::from(lengths[best] > longest_other * 1.15);
        *of += 1;
    }
    assert!(all >= 30, "{all} scenes");
    let (of_best, of_others) = (mean(&of_best), mean(&of_others));
    assert!(
        of_best <= of_others * 1.03,
        "best choices have {of_best:.1} characters, the others {of_others:.1}"
    );
    // One of three or four would be the longest by chance.
    assert!(longest * 10 <= all * 4, "the best choice is the longest in {longest} of {all} scenes");
    standing_out.retain(|_, (out, of)| *out * 2 > *of);
    assert_eq!(standing_out, BTreeMap::new());
}

#[test]
fn the_place_of_a_choice_in_a_scene_does_not_tell_whether_it_is_best() {
    // A scenario keeps the author's order, so the places have to be even there.
    let mut places: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (_, choices, best) in scenes() {
        places.entry(choices.len()).or_insert_with(|| vec![0; choices.len()])[best] += 1;
    }
    for (choices, places) in places {
        let all: usize = places.iter().sum();
        // As among options: from six to fourteen tenths of what chance would give.
        let even = |count: &usize| (all * 6..=all * 14).contains(&(count * choices * 10));
        assert!(all < 10 || places.iter().all(even), "of {choices} choices: {places:?}");
    }
}

/// What is asked and what can be answered, as groups of three words.
fn groups(question: &Question) -> BTreeSet<String> {
    let mut text = question.prompt.plain() + " " + &question.extras.stem.plain();
    if let Interaction::Choice { choices, .. } | Interaction::Order { items: choices } = &question.interaction
    {
        for choice in choices {
            text = text + " " + &words(choice);
        }
    }
    if let Interaction::Scenario { scenes, .. } = &question.interaction {
        for scene in scenes {
            text = text + " " + &scene.text.plain();
        }
    }
    let text = text.to_lowercase();
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(3).map(|group| group.join(" ")).collect()
}

#[test]
fn no_two_questions_are_nearly_the_same() {
    let all: Vec<(&Question, BTreeSet<String>)> =
        questions().map(|question| (question, groups(question))).collect();
    let mut faults = Vec::new();
    for (at, (one, groups)) in all.iter().enumerate() {
        for (other, others) in &all[at + 1..] {
            let shared = groups.intersection(others).count();
            let least = groups.len().min(others.len());
            if least > 3 && shared * 2 > least {
                faults.push(format!("{} and {} share {shared} of {least}", name(one), name(other)));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}
