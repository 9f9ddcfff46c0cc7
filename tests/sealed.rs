//! A sealed quiz gives nothing away: a site is the same to the last byte
//! whatever is right.

use coursewright::pipeline::Builder;
use coursewright::site::Content;
use coursewright::source::{Body, Source, SourcePath, SourceTree};

/// A quiz with a question of each kind that has a key, and nothing else that
/// differs between `a` and `b`.
fn quiz(
    mode: &str,
    [single, other, truth, number, text, gap]: [&str; 6],
    pairs: [&str; 3],
    items: [&str; 4],
) -> String {
    let [one, two, three] = pairs;
    let items = items.join(", ");
    format!(
        "title: Quiz
mode: {mode}
pass: 80%
questions:
  - type: single-choice
    prompt: Which one?
    options: [{{text: First, correct: {single}}}, {{text: Second, correct: {other}}}, Third]
  - type: multiple-choice
    prompt: Which ones?
    options: [{{text: Red, correct: {single}}}, {{text: Blue, correct: true}}, {{text: Green, correct: {other}}}]
  - {{type: true-false, prompt: It is so., answer: {truth}}}
  - {{type: numeric, prompt: How many?, answer: {number}}}
  - {{type: short-text, prompt: What?, answer: {text}}}
  - type: matching
    prompt: What belongs together?
    pairs: [{{item: Dog, match: {one}}}, {{item: Cat, match: {two}}}, {{item: Cow, match: {three}}}]
  - {{type: ordering, prompt: In which order?, items: [{items}]}}
  - type: fill-in
    prompt: Fill the gap.
    text: \"You have {{{{gap: days}}}} days.\"
    gaps: {{days: {gap}}}
    explanation: Secret.
  - type: hotspot
    prompt: Where?
    picture: desk.jpg
    alt: A desk
    areas: [{{text: Screen, coords: \"1 1 99 99\", correct: {single}}}, {{text: Mug, coords: \"220 220 50\", correct: {other}, feedback: Secret.}}]
  - type: scenario
    prompt: A conversation.
    scenes:
      - id: start
        text: Somebody asks.
        choices:
          - {{text: Say yes, to: yes, points: {number}, feedback: Secret {one}.}}
          - {{text: Say no, to: no, points: 1, feedback: Secret {two}.}}
      - {{id: yes, text: They go., ending: Done}}
      - {{id: no, text: They stay., ending: Not done}}
"
    )
}

fn site(quiz: &str) -> Vec<(String, Vec<u8>)> {
    let tree: SourceTree = [
        Source::text("content/site.yml", "title: Test\n"),
        Source::text("content/course/course.yml", "title: Course\nsummary: Words.\n"),
        Source::text("content/course/01-module/index.md", "---\ntitle: Module\n---\n"),
        Source::text("content/course/01-module/quiz.yml", quiz),
        Source {
            path: SourcePath::new("content/course/01-module/desk.jpg"),
            body: Body::Binary { bytes: 12, pixels: Some((640, 480)), digest: [0; 32] },
        },
    ]
    .into_iter()
    .collect();
    let build = Builder::default().build(&tree);
    assert!(build.diagnostics.is_empty(), "{:?}", build.diagnostics);
    let bytes = |at| match build.file(at).expect("it is planned").expect("it can be made") {
        Content::Bytes(bytes) => bytes,
        Content::Copy(path) => path.as_str().as_bytes().to_vec(),
    };
    build.plan.files().map(|(at, _)| (at.to_string(), bytes(at))).collect()
}

const A: ([&str; 6], [&str; 3], [&str; 4]) = (
    ["true", "false", "true", "7", "one month", "30"],
    ["barks", "mews", "moos"],
    ["get up", "wash", "eat", "go"],
);
const B: ([&str; 6], [&str; 3], [&str; 4]) = (
    ["false", "true", "false", "9", "a year", "14"],
    ["mews", "moos", "barks"],
    ["go", "eat", "get up", "wash"],
);

fn pair(mode: &str) -> [Vec<(String, Vec<u8>)>; 2] {
    [A, B].map(|(answers, pairs, items)| site(&quiz(mode, answers, pairs, items)))
}

#[test]
fn a_site_with_a_sealed_quiz_does_not_depend_on_what_is_right() {
    let [a, b] = pair("sealed");
    for ((at, one), (_, other)) in a.iter().zip(&b) {
        assert!(one == other, "{at} gives something away");
        assert!(!String::from_utf8_lossy(one).contains("Secret"), "{at} tells the explanation");
    }
    assert_eq!(a.len(), b.len());
}

#[test]
fn a_site_with_another_quiz_does_and_so_the_test_above_can_fail() {
    let [a, b] = pair("self-assessment");
    let differ =
        |name: &str| a.iter().zip(&b).any(|((at, one), (_, other))| at.ends_with(name) && one != other);
    assert!(differ("quiz.html") && differ("module/index.html"));
}
