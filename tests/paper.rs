//! Papers: the same seed makes the same papers, variants differ, and a learner
//! who writes on a paper what its key says earns every point.

use std::collections::BTreeMap;

use coursewright::model::{
    Choice, ChoiceText, Fraction, GapField, Id, Interaction, Key, Piece, Prose, Question, Response, Scene,
    SceneChoice,
};
use coursewright::pipeline::{Build, Builder};
use coursewright::plan::Papers;
use coursewright::score::{DecimalMark, draw, earned, seed_for};
use coursewright::site::{Content, OutPath};
use coursewright::source::{Source, SourceTree};

const QUIZ: &str = include_str!("paper.quiz.yml");

/// What learners must not find on a paper: each feedback and explanation of the quiz has this word.
const SECRET: &str = "Mumblety";

fn tree(quiz: &str) -> SourceTree {
    let files = [
        ("content/site.yml", "title: Test\norganisation: Example Stores\n"),
        ("content/sources.yml", "law:\n  citation: The law of the land\n  link: https://law.example/22\n"),
        (
            "content/01-desk/course.yml",
            "title: At the desk\nsummary: S\nobjectives:\n  tell-apart: Tell things apart\n",
        ),
        ("content/01-desk/01-refunds/index.md", "---\ntitle: Refunds\n---\nText.\n"),
        ("content/01-desk/01-refunds/quiz.yml", quiz),
    ];
    files.into_iter().map(|(path, text)| Source::text(path, text)).collect()
}

fn on_paper(quiz: &str, variants: Option<u8>, seed: u32) -> Build {
    let tree = tree(quiz);
    let build = Builder::default().build(&tree).on_paper(&Papers { variants, seed, answers: true });
    assert!(build.diagnostics.is_empty(), "{:#?}", build.diagnostics);
    build
}

/// All pages by their address.
fn pages(build: &Build) -> BTreeMap<String, String> {
    let files = build.plan.files().filter_map(|(at, _)| match build.file(at)?.expect("it can be made") {
        Content::Bytes(bytes) => Some((at.to_string(), String::from_utf8(bytes).expect("UTF-8"))),
        Content::Copy(_) => None,
    });
    files.collect()
}

fn page(build: &Build, at: &str) -> String {
    let at = OutPath::new(format!("desk/refunds/{at}"));
    match build.file(&at).expect("it is planned").expect("it can be made") {
        Content::Bytes(bytes) => String::from_utf8(bytes).expect("UTF-8"),
        Content::Copy(_) => panic!("{at} is a copy"),
    }
}

/// The stretches of `html` between `from` and `to`.
fn between<'a>(html: &'a str, from: &'a str, to: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(from).skip(1).filter_map(move |rest| Some(rest.split_once(to)?.0))
}

/// The text of a stretch of HTML.
fn text(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    text.trim().to_owned()
}

/// What a prose says, if it says it in one piece.
fn said(prose: &Prose) -> String {
    prose
        .pieces()
        .iter()
        .map(|piece| if let Piece::Html(html) = piece { text(html) } else { String::new() })
        .collect()
}

/// A question as a paper asks it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Asked {
    prompt: String,
    /// What has a letter, in the order of the paper.
    options: Vec<(String, String)>,
    /// What has a number and wants a letter.
    rows: Vec<(String, String)>,
}

/// The questions of a paper.
fn asked(paper: &str) -> Vec<Asked> {
    let questions = paper.split("<section class=\"paper-question\"").skip(1);
    questions
        .map(|question| {
            let labelled = |from, to| {
                let parts = between(question, from, to).map(|part| {
                    let label = between(part, "<span class=\"paper-letter\">", "</span>").next();
                    let (_, said) = part.split_once("<span class=\"option-text\">").expect("a text");
                    let said = said.split("</span>").next().unwrap_or_default();
                    (label.unwrap_or_default().to_owned(), text(said))
                });
                parts.collect::<Vec<(String, String)>>()
            };
            let prompt = between(question, "<span class=\"prompt\">", "</h2>").next().expect("a prompt");
            let mut options = labelled("<li class=\"paper-option\">", "</li>");
            options.extend(labelled("<th scope=\"col\">", "</th>"));
            options.extend(labelled("<span class=\"paper-pick\">", "</span></span>"));
            let mut rows = labelled("<li class=\"paper-row\">", "</li>");
            rows.extend(labelled("<th scope=\"row\">", "</th>"));
            Asked { prompt: text(prompt), options, rows }
        })
        .collect()
}

/// What a key gives as the right answers, question by question.
fn answers(key: &str) -> Vec<Vec<String>> {
    let cells = between(key, "<td class=\"key-answer\">", "</td>");
    cells.map(|cell| between(cell, "<b>", "</b>").map(text).collect()).collect()
}

/// The author's id of what the paper calls `label`.
fn id(choices: &[Choice], shown: &[(String, String)], label: &str) -> Id {
    let (_, chosen) = shown.iter().find(|(letter, _)| letter == label).expect("the paper has the letter");
    let says = |choice: &&Choice| match &choice.text {
        ChoiceText::Prose(prose) => said(prose) == *chosen,
        ChoiceText::Word(word) => *word == chosen.to_lowercase(),
    };
    choices.iter().find(says).expect("the option is the author's").id.clone()
}

/// The answer of a learner who writes `right` on the paper.
fn written(question: &Question, asked: &Asked, right: &[String]) -> Response {
    match &question.interaction {
        Interaction::Choice { choices, .. } | Interaction::Order { items: choices } => {
            Response::Choices(right.iter().map(|letter| id(choices, &asked.options, letter)).collect())
        }
        Interaction::Scenario { scenes, .. } => {
            let choices: Vec<&SceneChoice> = scenes.iter().flat_map(Scene::choices).collect();
            let id = |label: &String| {
                let (_, text) = asked.options.iter().find(|(letter, _)| letter == label).expect("a choice");
                let choice = choices.iter().find(|choice| said(&choice.text) == *text);
                choice.expect("the choice is the author's").id.clone()
            };
            Response::Choices(right.iter().map(id).collect())
        }
        Interaction::Match { rows, columns, .. } => {
            let part = |label: &String| {
                let (row, column) = label.split_at(label.find(char::is_alphabetic).expect("a letter"));
                (id(rows, &asked.rows, row), id(columns, &asked.options, column).into())
            };
            Response::Table(right.iter().map(part).collect())
        }
        Interaction::Gaps { gaps, .. } => {
            let part = |answer: &String| {
                let (number, written) = answer.split_once(") ").expect("gaps have numbers");
                let gap = &gaps[number[1..].parse::<usize>().expect("a number") - 1];
                let value = match &gap.field {
                    GapField::Options(choices) => id(choices, &asked.options, written).into(),
                    GapField::Text | GapField::Number { .. } => written.to_owned(),
                };
                (gap.id.clone(), value)
            };
            Response::Table(right.iter().map(part).collect())
        }
        Interaction::Number { .. } | Interaction::Text { .. } => Response::Text(right[0].clone()),
    }
}

#[test]
fn the_key_answers_its_paper() {
    for seed in 0..20 {
        let build = on_paper(QUIZ, Some(3), seed);
        let quiz = build.curriculum.courses[0].modules[0].quiz.as_deref().expect("a quiz");
        for variant in ["a", "b", "c"] {
            let paper = asked(&page(&build, &format!("quiz-{variant}.html")));
            let key = answers(&page(&build, &format!("quiz-{variant}-key.html")));
            assert_eq!((paper.len(), key.len()), (quiz.questions.len(), quiz.questions.len()));
            for (asked, right) in paper.iter().zip(&key) {
                let question = quiz.questions.iter().find(|question| said(&question.prompt) == asked.prompt);
                let question = question.unwrap_or_else(|| panic!("{asked:?} is not in the quiz"));
                if question.key == Key::Unscored {
                    assert!(right.is_empty(), "nothing is right in {asked:?}");
                    continue;
                }
                let response = written(question, asked, right);
                let earned = earned(&question.key, &response, DecimalMark::Point);
                assert_eq!(earned, Fraction::one(), "seed {seed}, {variant}: {asked:?} with {right:?}");
            }
        }
    }
}

#[test]
fn the_same_seed_makes_the_same_papers_and_another_makes_others() {
    let made = |seed| pages(&on_paper(QUIZ, Some(2), seed));
    assert_eq!(made(7), made(7));
    assert_ne!(asked(&made(7)["desk/refunds/quiz-a.html"]), asked(&made(8)["desk/refunds/quiz-a.html"]));
}

#[test]
fn variants_ask_the_same_in_another_order() {
    let build = on_paper(QUIZ, Some(26), 1);
    let ask = |letter: char| asked(&page(&build, &format!("quiz-{letter}.html")));
    let sorted = |questions: &[Asked]| {
        let texts = |shown: &[(String, String)]| {
            let mut texts: Vec<String> = shown.iter().map(|(_, text)| text.clone()).collect();
            texts.sort();
            texts
        };
        let all =
            questions.iter().map(|asked| (asked.prompt.clone(), texts(&asked.options), texts(&asked.rows)));
        let mut all: Vec<_> = all.collect();
        all.sort();
        all
    };
    let first = ask('a');
    for letter in 'b'..='z' {
        let other = ask(letter);
        assert_eq!(sorted(&first), sorted(&other), "{letter}");
        assert_ne!(first, other, "{letter}");
    }
    // Variant A does not depend on how many others there are.
    assert_eq!(page(&build, "quiz-a.html"), page(&on_paper(QUIZ, Some(1), 1), "quiz-a.html"));
}

#[test]
fn a_quiz_that_is_not_shuffled_is_printed_as_it_is_written() {
    let build = on_paper(QUIZ, None, 9);
    let quiz = build.curriculum.courses[0].modules[0].quiz.as_deref().expect("a quiz");
    let paper = page(&build, "quiz.html");
    let prompts: Vec<String> = asked(&paper).into_iter().map(|asked| asked.prompt).collect();
    assert_eq!(prompts, quiz.questions.iter().map(|question| said(&question.prompt)).collect::<Vec<_>>());
    assert!(!paper.contains("Seed"), "no seed decided anything");
    let shuffled = format!("shuffle: true\n{QUIZ}");
    assert!(page(&on_paper(&shuffled, None, 9), "quiz.html").contains("Seed 9"));
}

#[test]
fn a_quiz_that_draws_is_drawn_by_the_seed_of_the_paper() {
    let quiz =
        QUIZ.replace("objective_pass: { tell-apart: 50% }", "draw: 4").replace("    critical: true\n", "");
    let prompts = |build: &Build, at| {
        asked(&page(build, at)).into_iter().map(|asked| asked.prompt).collect::<Vec<String>>()
    };
    let (build, alone) = (on_paper(&quiz, Some(2), 5), on_paper(&quiz, None, 5));
    let quiz = build.curriculum.courses[0].modules[0].quiz.as_deref().expect("a quiz");
    for (letter, at) in [("A", "quiz-a.html"), ("B", "quiz-b.html")] {
        let drawn = draw(quiz, seed_for(5, letter), |_| 0);
        let drawn: Vec<String> = drawn.iter().map(|question| said(&question.prompt)).collect();
        assert_eq!((prompts(&build, at).len(), prompts(&build, at)), (quiz.asked(), drawn));
    }
    assert!(page(&alone, "quiz.html").contains("Seed 5"), "the seed decided what was drawn");
    let points: Vec<Fraction> = draw(quiz, 5, |_| 0).iter().map(|question| question.points.clone()).collect();
    let total = format!("of {} points", points.into_iter().sum::<Fraction>());
    assert!(page(&alone, "quiz-key.html").contains(&total), "what is drawn is scored");
}

#[test]
fn options_that_keep_their_order_keep_it_in_every_variant() {
    let quiz = "title: Quiz\nquestions:\n  - prompt: Which?\n    type: single-choice\n    shuffle: false\n    \
                options: [One, Two, Three, {text: All of the above, correct: true}]\n";
    for letter in ["a", "b", "c", "d"] {
        let paper = asked(&page(&on_paper(quiz, Some(4), 3), &format!("quiz-{letter}.html")));
        let options: Vec<&str> = paper[0].options.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(options, ["One", "Two", "Three", "All of the above"]);
    }
}

#[test]
fn what_is_nonsense_in_another_order_is_said_before_variants_are_printed() {
    let quiz = "title: Quiz\nquestions:\n  - prompt: Which?\n    type: single-choice\n    \
                options: [One, Two, {text: All of the above, correct: true}]\n";
    let tree = tree(quiz);
    let found = |variants| {
        let build = Builder::default().build(&tree);
        let wanted = Papers { variants, seed: 1, answers: false };
        let build = build.on_paper(&wanted);
        build.diagnostics.iter().map(|finding| finding.rule.code).collect::<Vec<_>>()
    };
    assert_eq!(found(None), Vec::<&str>::new());
    assert_eq!(found(Some(2)), ["options-refer"]);
}

#[test]
fn no_paper_tells_an_answer() {
    let build = on_paper(QUIZ, Some(2), 1);
    for (at, page) in pages(&build) {
        let is_key = at.ends_with("-key.html");
        assert_eq!(page.contains(SECRET), is_key, "{at}");
        assert!(!page.contains("<script") && !page.contains("data-key"), "{at}");
        assert_eq!(page.contains("<a "), is_key || at == "index.html", "{at}");
        let mut questions = page.split("<section class=\"paper-question\"").skip(1);
        assert!(questions.all(|question| !question.contains("ritical")), "{at}");
    }
    let tree = tree(QUIZ);
    let papers = Papers { variants: Some(2), seed: 1, answers: false };
    let build = Builder::default().build(&tree).on_paper(&papers);
    let pages = pages(&build);
    assert_eq!(
        pages.keys().collect::<Vec<_>>(),
        [
            "assets/style-interactions.css",
            "assets/style-paper.css",
            "assets/style-texts.css",
            "assets/style.css",
            "desk/refunds/quiz-a.html",
            "desk/refunds/quiz-b.html",
            "index.html",
        ]
    );
    assert!(pages.values().all(|page| !page.contains(SECRET)));
}

#[test]
fn a_key_says_what_each_answer_earns_and_what_passing_takes() {
    let key = text(&page(&on_paper(QUIZ, None, 1), "quiz-key.html"));
    let squeezed = key.split_whitespace().collect::<Vec<_>>().join(" ");
    for passage in [
        "To pass, reach 75%: 16.5 of 22 points.",
        "Each right choice counts, and each wrong one takes one away.",
        "When it was bought +1 point",
        "Who she is married to −1 point",
        "a month 1 point",
        "The manager: signs it off +2/3 points",
        "Make sure who she is: 2",
        "3A Say sorry +1.5 points",
        "3 He is angry 0.25 points",
        "must be fully right to pass",
        "Sources: The law of the land https://law.example/22",
    ] {
        assert!(squeezed.contains(passage), "{passage} is not in {squeezed}");
    }
}
