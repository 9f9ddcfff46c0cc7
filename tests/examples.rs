//! The examples of the rules, tried: the wrong one must show its fault, the
//! right one must not.
//!
//! An example is a fragment. It is tried in every place where such a fragment
//! could stand, and holds if one of them shows the fault in the wrong example
//! alone.

use coursewright::diag::Rule;
use coursewright::pipeline::Builder;
use coursewright::source::{Body, Source, SourcePath, SourceTree};

/// Rules whose example needs files that it only speaks of, or more text.
const SPECIAL: [&str; 2] = ["interface-language", "hard-to-read"];

/// Where a fragment could stand: a file, what comes before it, how far it is indented, what comes after it.
struct Home(&'static str, &'static str, usize, &'static str);

const PAGE: &str = "content/course/01-module/index.md";
const QUIZ: &str = "content/course/01-module/quiz.yml";
const COURSE: &str = "content/course/course.yml";
const SITE: &str = "content/site.yml";
const SOURCES: &str = "content/sources.yml";

const HOMES: &[Home] = &[
    Home(PAGE, "---\ntitle: Module\n---\n\n", 0, ""),
    Home(PAGE, "---\ntitle: Module\n", 0, "---\n"),
    Home(PAGE, "", 0, ""),
    Home(SITE, "", 0, ""),
    Home(SITE, "title: Test\n", 0, ""),
    Home(COURSE, "", 0, ""),
    Home(COURSE, "title: Course\n", 0, ""),
    Home(QUIZ, "", 0, ""),
    Home(QUIZ, "title: Quiz\n", 0, ""),
    Home(QUIZ, "title: Quiz\nquestions:\n  - {type: true-false, prompt: P, answer: true}\n", 0, ""),
    Home(QUIZ, "title: Quiz\nshuffle: true\nquestions:\n  - id: q\n", 4, ""),
    Home(QUIZ, "title: Quiz\nquestions:\n  - prompt: P\n", 4, ""),
    Home(QUIZ, "title: Quiz\nshuffle: true\nquestions:\n  - type: single-choice\n    prompt: P\n", 4, ""),
    Home(QUIZ, "title: Quiz\nquestions:\n  - type: true-false\n", 4, "    answer: true\n"),
    Home(QUIZ, "title: Quiz\nquestions:\n  - type: true-false\n    prompt: P\n", 4, "    answer: true\n"),
    Home(QUIZ, "title: Quiz\nquestions:\n  - prompt: P\n", 4, "    answer: true\n"),
    Home(QUIZ, "title: Quiz\nquestions:\n  - type: numeric\n    prompt: P\n", 4, ""),
    Home(QUIZ, "title: Quiz\nquestions:\n  - type: fill-in\n    prompt: P\n", 4, ""),
    Home(QUIZ, "title: Quiz\nquestions:\n  - id: q\n    prompt: P\n", 4, ""),
    Home(QUIZ, "title: Quiz\nquestions:\n  - prompt: P\n    answer: one\n", 4, ""),
    Home(QUIZ, "title: Quiz\nquestions:\n", 2, ""),
    Home(QUIZ, "title: Quiz\nquestions:\n  - type: scenario\n    prompt: P\n    scenes:\n", 4, ""),
    Home(
        QUIZ,
        "title: Quiz\nquestions:\n  - type: single-choice\n    prompt: P\n    options:\n    -\n",
        6,
        "",
    ),
    Home(
        QUIZ,
        "title: Quiz\nquestions:\n  - type: single-choice\n    prompt: P\n    options:\n    - {text: R, correct: true}\n    - text: T\n",
        6,
        "",
    ),
    Home(SOURCES, "", 0, ""),
    Home(SOURCES, "law:\n  citation: The law\n", 2, ""),
    Home("content/glossary.yml", "", 0, ""),
    Home("themes/default/words/en.yml", "", 0, ""),
    Home("themes/default/script/main.js", "", 0, ""),
    Home("themes/default/templates/home.html", "", 0, ""),
];

/// A project that has what examples speak of.
fn surroundings() -> SourceTree {
    let page = "---\ntitle: Page\n---\n\n## Exceptions\n";
    let quiz = "title: Quiz\nquestions:\n  - {id: first-step, type: true-false, prompt: P, answer: true}\n";
    let bank = "questions:\n  - {id: first-step, type: true-false, prompt: P, answer: true}\n";
    let course = "title: Course\nsummary: About something.\nobjectives:\n  meet-deadline: Answer in time\n";
    let sources = "gdpr-12-3:\n  citation: GDPR, Article 12(3)\n";
    let texts = [
        (SITE, "title: Test\n"),
        (COURSE, course),
        (PAGE, page),
        ("content/course/01-module/02-duties.md", page),
        ("content/course/02-refunds/index.md", page),
        (QUIZ, quiz),
        (SOURCES, sources),
        ("content/banks/refunds.yml", bank),
        ("content/course/02-refunds/quiz.yml", "title: Quiz\nquestions:\n  - from: banks/refunds.yml\n"),
    ];
    let mut tree: SourceTree = texts.into_iter().map(|(path, text)| Source::text(path, text)).collect();
    tree.insert(any_file("content/course/01-module/desk.jpg"));
    tree
}

fn any_file(path: &str) -> Source {
    let body = Body::Binary { bytes: 12, pixels: Some((640, 480)), digest: [0; 32] };
    Source { path: SourcePath::new(path), body }
}

/// `builder` remembers the surroundings, which are the same for all examples.
fn shows(rule: &Rule, tree: &SourceTree, builder: &mut Builder) -> bool {
    builder.build(tree).diagnostics.iter().any(|finding| finding.rule.code == rule.code)
}

fn shows_in(rule: &Rule, home: &Home, example: &str, builder: &mut Builder) -> bool {
    let Home(path, before, indent, after) = home;
    let lines = example.lines().map(|line| " ".repeat(*indent) + line + "\n");
    let mut tree = surroundings();
    tree.insert(Source::text(path, before.to_string() + &lines.collect::<String>() + after));
    shows(rule, &tree, builder)
}

/// Whether the example is a list of files.
fn is_files(example: &str) -> bool {
    !example.is_empty() && example.lines().all(|line| line.starts_with("content/"))
}

/// The project that a list of files makes, with what belongs to them.
fn files(example: &str) -> SourceTree {
    let mut tree = SourceTree::default();
    tree.insert(Source::text(SITE, "title: Test\n"));
    for line in example.lines() {
        let path = if line.ends_with('/') { format!("{line}index.md") } else { line.to_owned() };
        tree.insert(match SourcePath::new(&path).extension().as_str() {
            "md" => Source::text(path, "---\ntitle: Page\n---\n"),
            "yml" | "yaml" => Source::text(path, "title: Course\nsummary: About something.\n"),
            _ => any_file(&path),
        });
    }
    tree
}

#[test]
fn wrong_examples_show_their_fault_and_right_ones_do_not() {
    let mut builder = Builder::default();
    let failing: Vec<&str> = coursewright::cli::rules()
        .into_iter()
        .filter(|rule| !rule.example.wrong.is_empty() && !SPECIAL.contains(&rule.code))
        .filter(|rule| {
            let (wrong, right) = (rule.example.wrong, rule.example.right);
            if is_files(wrong) {
                return !shows(rule, &files(wrong), &mut builder) || shows(rule, &files(right), &mut builder);
            }
            !HOMES.iter().any(|home| {
                shows_in(rule, home, wrong, &mut builder) && !shows_in(rule, home, right, &mut builder)
            })
        })
        .map(|rule| rule.code)
        .collect();
    assert!(failing.is_empty(), "these examples do not show what they should: {failing:?}");
}

#[test]
fn the_example_of_a_kind_of_question_has_no_fault() {
    for kind in coursewright::question::KINDS {
        let mut tree = surroundings();
        tree.insert(Source::text(QUIZ, format!("title: Quiz\nquestions:\n{}", kind.example)));
        let found = Builder::default().build(&tree).diagnostics;
        let about: Vec<_> = found.iter().filter(|finding| finding.rule.code != "unused-file").collect();
        assert!(about.is_empty(), "{}: {about:?}", kind.name);
    }
}
