//! The release of a course: what makes another one of it, and what does not.

use coursewright::pipeline::Builder;
use coursewright::source::{Body, Source, SourcePath, SourceTree};

const SITE: &str = "title: Training\norganisation: Example Ltd\nnotice: Ask *us*.\n";
const SOURCES: &str = "gdpr: {citation: 'GDPR, Article 12'}\nother: {citation: Another law}\n";
const COURSE: &str = "\
title: Requests
summary: What to do.
objectives:
  recognise: Recognise a request
";
const PAGE: &str = "\
---
title: When a customer asks
objectives: [recognise]
review_by: 2027-05-01
---
A request needs *no* form
and no special words. {{source: gdpr}} See [the clock](02-clock.md).

![The desk](desk.png)

```text
one  two
three
```
";
const CLOCK: &str = "---\ntitle: The clock\n---\n## How it runs\n\nIt ticks.\n";
const QUIZ: &str = "\
title: Quiz
pass: 80%
questions:
  - id: spoken
    type: single-choice
    prompt: What do you do first?
    options:
      - {text: Note the day, correct: true}
      - {text: Wait, feedback: Too late.}
    explanation: The clock runs.
  - id: months
    type: numeric
    prompt: How many months?
    answer: 1
";

fn picture(path: &str, digest: u8) -> Source {
    let body = Body::Binary { bytes: 12, pixels: Some((640, 480)), digest: [digest; 32] };
    Source { path: SourcePath::new(path), body }
}

fn files() -> Vec<(&'static str, &'static str)> {
    vec![
        ("content/site.yml", SITE),
        ("content/sources.yml", SOURCES),
        ("content/01-privacy/course.yml", COURSE),
        ("content/01-privacy/01-requests/index.md", PAGE),
        ("content/01-privacy/01-requests/02-clock.md", CLOCK),
        ("content/01-privacy/01-requests/quiz.yml", QUIZ),
        ("content/01-privacy/02-refunds/index.md", CLOCK),
        ("content/02-other/course.yml", COURSE),
        ("content/02-other/01-first/index.md", CLOCK),
    ]
}

fn tree() -> SourceTree {
    let texts = files().into_iter().map(|(path, text)| Source::text(path, text));
    texts.chain([picture("content/01-privacy/01-requests/desk.png", 1)]).collect()
}

/// The release of the first course of a project without errors.
fn release(tree: &SourceTree) -> String {
    let build = Builder::default().build(tree);
    assert!(!build.has_errors(), "{:?}", build.diagnostics);
    build.curriculum.courses[0].release.to_string()
}

/// The same after `from` became `to` in the file `path`.
fn edited(path: &str, from: &str, to: &str) -> String {
    let mut tree = tree();
    let path = SourcePath::new(format!("content/{path}"));
    let text = tree.get(&path).expect("there is such a file").as_text().to_owned();
    assert!(text.contains(from), "{path} has no {from:?}");
    tree.insert(Source::text(path.as_str(), text.replacen(from, to, 1)));
    release(&tree)
}

/// The same after every file whose path begins with `from` moved to `to`.
fn moved(from: &str, to: &str) -> String {
    let tree = tree();
    let renamed = tree.iter().map(|source| {
        let path = source.path.as_str();
        let path = path.strip_prefix(from).map_or_else(|| path.to_owned(), |rest| format!("{to}{rest}"));
        Source { path: SourcePath::new(path), body: source.body.clone() }
    });
    release(&renamed.collect())
}

#[test]
fn what_neither_learner_nor_score_can_tell_makes_no_new_release() {
    let first = release(&tree());
    let page = "01-privacy/01-requests/index.md";
    let quiz = "01-privacy/01-requests/quiz.yml";
    for (path, from, to) in [
        (page, "form\nand no", "form and\nno"),
        (page, "*no*", "_no_"),
        (page, "\n\n![", "\n\n<!-- a note -->\n\n\n!["),
        (page, "2027-05-01", "2028-05-01"),
        (page, "title: When a customer asks", "title: \"When a customer asks\" # a note"),
        (page, "```text\none  two\nthree\n```", "~~~text\none  two\nthree\n~~~"),
        (quiz, "{text: Note the day, correct: true}", "correct: true\n        text: Note the day"),
        (quiz, "prompt: What do you do first?", "prompt: >\n      What do you\n      do first?"),
        (quiz, "80%", "0.8"),
        ("01-privacy/course.yml", "title:", "still_valid: [0123ABCD]\nvalid_for: 1 year\ntitle:"),
        ("sources.yml", "Another law", "Yet another law"),
        ("site.yml", "title:", "id: training\nbrand: {color: '#0b5f6b'}\ntitle:"),
        ("02-other/01-first/index.md", "ticks", "stands"),
    ] {
        assert_eq!(edited(path, from, to), first, "{from:?} became {to:?} in {path}");
    }
    assert_eq!(edited(page, PAGE, &PAGE.replace('\n', "\r\n")), first);
    assert_eq!(edited(quiz, QUIZ, &QUIZ.replace('\n', "\r\n")), first);
    assert_eq!(moved("content/01-privacy/02-", "content/01-privacy/10-"), first);
    assert_eq!(moved("content/01-privacy/", "content/1-privacy/"), first);
}

#[test]
fn what_a_learner_sees_or_a_score_depends_on_makes_a_new_release() {
    let first = release(&tree());
    let page = "01-privacy/01-requests/index.md";
    let quiz = "01-privacy/01-requests/quiz.yml";
    for (path, from, to) in [
        (page, "no special words", "special words"),
        (page, "needs *no*", "needs no"),
        (page, "one  two", "one two"),
        (page, "![The desk]", "![A desk]"),
        (page, "objectives: [recognise]\n", ""),
        (page, "review_by", "reviewed"),
        ("01-privacy/01-requests/02-clock.md", "## How", "### How"),
        (quiz, "80%", "70%"),
        (quiz, "pass: 80%\n", ""),
        (quiz, "Note the day", "Note the date"),
        (quiz, "Too late.", "Much too late."),
        (quiz, "The clock runs.", "It runs."),
        (quiz, "answer: 1", "answer: 2"),
        (quiz, "answer: 1", "answer: 1\n    points: 2"),
        (quiz, "answer: 1", "answer: 1\n    unit: months"),
        (quiz, "answer: 1", "answer: 1\n    critical: true"),
        (quiz, "title: Quiz", "title: Quiz\nobjective_pass: {recognise: 80%}"),
        (quiz, "id: months", "id: month"),
        (quiz, "title: Quiz", "title: Quiz\nattempts: 3"),
        (quiz, "title: Quiz", "title: Quiz\nshuffle: true"),
        (quiz, "title: Quiz", "title: Quiz\nkeep: first"),
        (quiz, "title: Quiz", "title: Quiz\nconfidence: graded"),
        (quiz, "title: Quiz", "title: Quiz\ndraw: 1"),
        (quiz, "title: Quiz", "title: Quiz\nfeedback: each"),
        ("01-privacy/course.yml", "What to do.", "What to do first."),
        ("01-privacy/course.yml", "Recognise a request", "Know a request"),
        ("01-privacy/course.yml", "title:", "audience: Everybody\ntitle:"),
        ("01-privacy/course.yml", "title:", "required: [requests]\ntitle:"),
        ("01-privacy/course.yml", "title:", "attestation: I have read it.\ntitle:"),
        ("sources.yml", "Article 12", "Article 12(3)"),
        ("site.yml", "Example Ltd", "Example plc"),
        ("site.yml", "*us*", "us"),
        ("site.yml", "title:", "language: de\ntitle:"),
    ] {
        assert_ne!(edited(path, from, to), first, "{from:?} became {to:?} in {path}");
    }
    assert_ne!(moved("content/01-privacy/02-refunds", "content/01-privacy/02-returns"), first);
    assert_ne!(moved("content/01-privacy/02-refunds", "content/01-privacy/00-refunds"), first);
    let mut other = tree();
    other.insert(picture("content/01-privacy/01-requests/desk.png", 2));
    assert_ne!(release(&other), first);
    let explained = |meaning: &str| {
        let mut tree = tree();
        tree.insert(Source::text("content/glossary.yml", format!("form: {meaning}\n")));
        release(&tree)
    };
    assert_ne!(explained("A sheet to fill in."), first);
    assert_ne!(explained("A sheet to fill in."), explained("A sheet."));
}

#[test]
fn the_questions_taken_from_a_bank_make_a_new_release() {
    let with_bank = |quiz: &str, bank: &str| {
        let mut tree = tree();
        tree.insert(Source::text("content/01-privacy/01-requests/quiz.yml", format!("{QUIZ}{quiz}")));
        tree.insert(Source::text("content/banks/shared.yml", bank));
        tree.insert(Source::text(
            "content/02-other/01-first/quiz.yml",
            "title: Q\nquestions: [{from: banks/shared.yml}]\n",
        ));
        release(&tree)
    };
    let bank = "questions:\n  - {id: days, type: numeric, prompt: How many days?, answer: 30}\n";
    let more = "  - {id: weeks, type: numeric, prompt: How many weeks?, answer: 4}\n";
    let longer = format!("{bank}{more}");
    let other = bank.replace("30", "14");
    let uses = "  - from: banks/shared.yml\n";
    let narrowed = "  - {from: banks/shared.yml, ids: [days]}\n";
    assert_eq!(with_bank("", bank), release(&tree()), "another course's bank is no matter");
    assert_eq!(with_bank("", bank), with_bank("", &other));
    assert_ne!(with_bank(uses, bank), with_bank("", bank));
    assert_ne!(with_bank(uses, bank), with_bank(uses, &other));
    assert_ne!(with_bank(uses, bank), with_bank(uses, &longer));
    assert_eq!(
        with_bank(narrowed, bank),
        with_bank(narrowed, &longer),
        "what it does not take in is no matter"
    );
    assert_eq!(with_bank(uses, bank), with_bank(narrowed, &longer), "however it was taken in");
}

/// Records name releases, so this must never change for a course that did not.
/// What coursewright learns to say must be silent where a course does not use it.
#[test]
fn the_release_of_a_course_is_the_same_with_every_build_of_coursewright() {
    assert_eq!(release(&tree()), "9e2ff800d93ef70a4283a1bac328e31950470b77bac9691cc14bbea0d44c4b10");
}

#[test]
fn every_page_of_a_course_names_its_release() {
    let build = Builder::default().build(&tree());
    let release = format!(" data-release=\"{}\"", release(&tree()));
    for (at, carries) in [
        ("privacy/index.html", true),
        ("privacy/requests/index.html", true),
        ("privacy/requests/quiz.html", true),
        ("other/index.html", false),
        ("index.html", false),
    ] {
        let content = build.file(&coursewright::site::OutPath::new(at)).expect("the page is planned");
        let coursewright::site::Content::Bytes(html) = content.expect("the page can be rendered") else {
            panic!("{at} is a page");
        };
        let html = String::from_utf8(html).expect("pages are UTF-8");
        assert_eq!(html.contains(&release), carries, "{at}");
        assert_eq!(html.contains("data-release"), at != "index.html", "{at}");
    }
}
