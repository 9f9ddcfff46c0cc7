//! Learners' records: read, sealed, marked again, held against the course.

use std::path::Path;

use coursewright::model::Curriculum;
use coursewright::pipeline::Builder;
use coursewright::record::{
    Examined, LIMIT, Refusal, State, Syllabus, canonical, examine, read, seal, sha256,
};
use coursewright::source::{Source, SourceTree};
use proptest::prelude::*;
use serde_json::{Value, json};

fn vector(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/record").join(name);
    std::fs::read_to_string(path).expect("the vectors can be read")
}

fn parsed(name: &str) -> Value {
    serde_json::from_str(&vector(name)).expect("the vectors are JSON")
}

/// What reading `value` comes to.
fn reading(value: &Value) -> Result<(), Refusal> {
    read(value.to_string().as_bytes()).map(drop)
}

/// `value` with a chain made anew.
pub(crate) fn sealed(mut value: Value) -> Value {
    seal(value.as_object_mut().expect("a record is an object"));
    value
}

#[test]
fn canonical_json_and_its_digests_are_those_of_the_browser() {
    let cases = parsed("canonical.json");
    let cases = cases.as_array().expect("a list");
    assert!(cases.len() >= 12);
    for case in cases {
        let text = canonical(&case["value"]);
        assert_eq!(text, case["canonical"].as_str().expect("a text"));
        assert_eq!(sha256(&text).to_string(), case["sha256"].as_str().expect("a digest"));
    }
}

#[test]
fn a_record_that_the_browser_wrote_is_read_and_sealed_alike() {
    for name in ["whole.json", "empty.json"] {
        let record = read(vector(name).as_bytes()).expect(name);
        let file = parsed(name);
        assert_eq!(record.hash, file["hash"].as_str().expect("a digest"));
        assert_eq!(record.entries.len(), file["entries"].as_array().expect("a list").len());
        assert_eq!(sealed(file.clone()), file, "{name}");
    }
}

#[test]
fn white_space_order_and_a_mark_at_the_beginning_mean_nothing() {
    let text = format!("\u{feff}{}", parsed("whole.json"));
    assert!(read(text.as_bytes()).is_ok());
    let mut turned = serde_json::Map::new();
    for (name, value) in parsed("whole.json").as_object().expect("an object").iter().rev() {
        turned.insert(name.clone(), value.clone());
    }
    assert!(reading(&Value::Object(turned)).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever one character becomes: it is caught, or the file still means the same.
    #[test]
    fn a_record_with_one_other_character_is_caught(at in 0_usize..10_000, becomes in any::<char>(), drop in any::<bool>()) {
        let text = vector("whole.json");
        let mut letters: Vec<char> = text.chars().collect();
        let at = at % letters.len();
        if drop { letters.remove(at); } else { letters[at] = becomes; }
        let altered: String = letters.into_iter().collect();
        let means_the_same = serde_json::from_str::<Value>(&altered).is_ok_and(|value| value == parsed("whole.json"));
        prop_assert_eq!(read(altered.as_bytes()).is_ok(), means_the_same);
    }
}

#[test]
fn the_first_entry_that_was_changed_is_named() {
    for (path, entry, what) in [
        ("/entries/0/page", Some(1), "the page `refunds/x` opened, 2026-11-27T08:30:00.007Z"),
        ("/entries/2/wording", Some(3), "the attestation `refunds/have-read`, 2026-11-27T12:00:00.000Z"),
        (
            "/entries/4/questions/1/response",
            Some(5),
            "an attempt at the quiz of `refunds`, 2026-11-27T12:01:30.000Z",
        ),
        ("/entries/3/hash", Some(4), "the page `blocks/index` opened, 2026-11-27T12:00:00.000Z"),
        ("/learner/name", Some(1), "the page `refunds/index` opened, 2026-11-27T08:30:00.007Z"),
        ("/hash", None, ""),
    ] {
        let mut file = parsed("whole.json");
        *file.pointer_mut(path).expect(path) = json!("x");
        let Err(Refusal::Altered(altered)) = reading(&file) else { panic!("{path}") };
        assert_eq!((altered.entry, altered.what.as_str()), (entry, what), "{path}");
    }
    let mut file = parsed("whole.json");
    file["entries"].as_array_mut().expect("a list").pop();
    let refusal = reading(&file).expect_err("the end is missing").to_string();
    assert_eq!(refusal, "all 4 entries fit, but the end is another: entries are missing behind them");
}

/// A record that is not one, and what is said of it.
fn refused(change: impl Fn(&mut Value)) -> String {
    let mut file = parsed("whole.json");
    change(&mut file);
    reading(&sealed(file)).expect_err("it is refused").to_string()
}

#[test]
fn what_is_no_record_is_refused_with_the_reason() {
    let of = |bytes: &[u8]| read(bytes).expect_err("it is refused").to_string();
    assert_eq!(of(b"\xff"), "this is no text, so it is no record");
    assert_eq!(of(b"{\"a\": ]"), "this is no JSON, so it is no record: expected value at line 1 column 7");
    assert_eq!(of(b""), "this is no JSON, so it is no record: EOF while parsing a value at line 1 column 0");
    assert_eq!(of(b"[]"), "this is no record of coursewright");
    assert_eq!(of(b"{\"name\": \"x\"}"), "this is no record of coursewright");
    assert_eq!(of(b"{\"format\": \"other\"}"), "this is no record of coursewright, but says to be `other`");
    let large = vec![b' '; usize::try_from(LIMIT).expect("it fits") + 1];
    assert_eq!(of(&large), "the file is too large for a record: 17 MiB, and 16 MiB are read");
    assert_eq!(
        of(&[b'['].repeat(100_000)),
        "this is no JSON, so it is no record: recursion limit exceeded at line 1 column 128"
    );
    let mut newer = parsed("whole.json");
    newer["version"] = json!(2);
    newer["entries"] = json!("other");
    assert_eq!(
        reading(&newer).expect_err("it is refused").to_string(),
        "this was written by a later coursewright (version 2 of the format; version 1 is read here)"
    );
}

#[test]
fn what_coursewright_never_writes_is_refused_even_where_the_chain_holds() {
    let around = "this is not as coursewright writes it: ";
    for (found, why) in [
        (refused(|file| file["version"] = json!("1")), "the member `version` must be a whole number from 1"),
        (refused(|file| file["note"] = json!("x")), "there is a member `note`, which no record has"),
        (refused(|file| file["learner"] = json!({})), "the member `learner`: missing field `name`"),
        (
            refused(|file| file["course"] = Value::Null),
            "the member `course`: invalid type: null, expected struct CourseName",
        ),
        (
            refused(|file| drop(file.as_object_mut().map(|file| file.remove("site")))),
            "the member `site` is missing",
        ),
        (refused(|file| file["entries"] = json!({})), "the member `entries` must be a list"),
    ] {
        assert_eq!(found, format!("{around}{why}"));
    }
    let entry = |number: usize, why: &str| format!("entry {number} is not as coursewright writes it: {why}");
    let remove = |file: &mut Value, path: &str, name: &str| {
        file.pointer_mut(path).and_then(Value::as_object_mut).expect("an object").remove(name);
    };
    for (found, why) in [
        (
            refused(|file| file["entries"][0]["at"] = json!("2026-02-30T00:00:00.000Z")),
            entry(1, "`2026-02-30T00:00:00.000Z` is not a time such as 2026-11-27T08:30:00.007Z"),
        ),
        (
            refused(|file| file["entries"][0]["at"] = json!("2026-11-27T08:30:00.007+00:00")),
            entry(1, "`2026-11-27T08:30:00.007+00:00` is not a time such as 2026-11-27T08:30:00.007Z"),
        ),
        (
            refused(|file| file["entries"][0]["release"] = json!("ABC")),
            entry(1, "`ABC` is not the digest of a release"),
        ),
        (
            refused(|file| file["entries"][1]["kind"] = json!("bribed")),
            entry(2, "there is no kind of entry `bribed`"),
        ),
        (refused(|file| remove(file, "/entries/1", "page")), entry(2, "missing field `page`")),
        (
            refused(|file| file["entries"][4]["points"] = json!("all")),
            entry(5, "`all` is not a number such as 2 or 1/3"),
        ),
        (
            refused(|file| file["entries"][4]["points"] = json!("-1")),
            entry(5, "`-1` is not a number such as 2 or 1/3"),
        ),
        (
            refused(|file| file["entries"][4]["max"] = json!("1/0")),
            entry(5, "`1/0` is not a number such as 2 or 1/3"),
        ),
        (refused(|file| remove(file, "/entries/4", "passed")), entry(5, "it has no `passed`")),
        (refused(|file| remove(file, "/entries/4", "pass")), entry(5, "missing field `pass`")),
        (
            refused(|file| remove(file, "/entries/4/questions/0", "earned")),
            entry(5, "a question in it has no `earned`"),
        ),
        (
            refused(|file| remove(file, "/entries/4/questions/0", "response")),
            entry(5, "missing field `response`"),
        ),
        (refused(|file| file["entries"][4]["sealed"] = json!(true)), entry(5, "it is sealed and has marks")),
        (
            refused(|file| file["entries"][4]["seed"] = json!(1.5)),
            entry(5, "a number in it is not whole, or too large"),
        ),
    ] {
        assert_eq!(found, why);
    }
    assert_eq!(
        refused(|file| {
            let mut again = file["entries"][0].clone();
            again["at"] = json!("2026-11-28T00:00:00.000Z");
            file["entries"].as_array_mut().expect("a list").push(again);
        }),
        "entry 6 says again what entry 1 says: the page `refunds/index` was opened"
    );
    assert_eq!(
        refused(|file| file["entries"].as_array_mut().expect("a list").swap(0, 4)),
        "entry 2 stands behind entries that are later than it"
    );
}

pub(crate) const QUIZ: &str = "\
title: Quiz
pass: 1/2
questions:
  - id: first
    type: single-choice
    critical: true
    prompt: What first?
    options: [{text: This, correct: true}, That]
  - {id: days, type: numeric, prompt: How many?, answer: 30}
  - {id: law, type: true-false, prompt: Is it the law?, answer: true, points: 2}
";

/// The files of a project with one course of one module, with this quiz and more in its `course.yml`.
pub(crate) fn files(quiz: &str, more: &str) -> Vec<(&'static str, String)> {
    let course = format!("title: The desk\nsummary: About it.\n{more}");
    vec![
        ("content/site.yml", "title: Training\nid: fixture\norganisation: Example Ltd\n".to_owned()),
        ("content/desk/course.yml", course),
        ("content/desk/01-refunds/index.md", "---\ntitle: Refunds\n---\nText.\n".to_owned()),
        ("content/desk/01-refunds/quiz.yml", quiz.to_owned()),
    ]
}

/// What such a project teaches.
pub(crate) fn project(quiz: &str, more: &str) -> Curriculum {
    let tree: SourceTree =
        files(quiz, more).into_iter().map(|(path, text)| Source::text(path, text)).collect();
    let build = Builder::default().build(&tree);
    assert!(!build.has_errors(), "{:?}", build.diagnostics);
    build.curriculum
}

/// The record of somebody who opened the page and took the quiz once, all right.
pub(crate) fn record(curriculum: &Curriculum) -> Value {
    let course = &curriculum.courses[0];
    let release = course.release.to_string();
    let questions = &course.modules[0].quiz.as_ref().expect("a quiz").questions;
    let digest = |index: usize| questions[index].digest.to_string();
    sealed(json!({
        "format": "coursewright-record", "version": 1, "site": "fixture",
        "course": { "id": "desk", "title": "The desk" }, "learner": { "name": "Ann Example" },
        "entries": [
            { "kind": "opened", "at": "2026-11-20T09:00:00.000Z", "release": release, "module": "refunds", "page": "index" },
            { "kind": "attempt", "id": "x", "module": "refunds", "release": release, "started": "2026-11-20T09:01:00.000Z",
              "at": "2026-11-20T09:05:00.000Z", "seed": 7, "pass": "1/2",
              "questions": [
                { "id": "first", "digest": digest(0), "response": ["a"], "points": "1", "earned": "1", "critical": true },
                { "id": "days", "digest": digest(1), "response": "30", "points": "1", "earned": "1" },
                { "id": "law", "digest": digest(2), "response": ["true"], "points": "2", "earned": "1" },
              ],
              "points": "4", "max": "4", "passed": true, "reasons": [] },
        ],
    }))
}

/// The record after a change, sealed anew and held against the course.
fn held(curriculum: &Curriculum, change: impl Fn(&mut Value)) -> Examined {
    let mut file = record(curriculum);
    change(&mut file);
    let read = read(sealed(file).to_string().as_bytes()).expect("the record is whole");
    examine(read, &Syllabus::new(curriculum))
}

/// Everything that was found in the attempt.
fn found(examined: &Examined) -> Vec<String> {
    let found = examined.found.as_ref().expect("there is such a course");
    let (_, attempt) = &found.attempts[0];
    let disagreements = attempt.disagreements.iter().map(ToString::to_string);
    disagreements.chain(attempt.unverified.iter().map(|one| format!("not checked: {one}"))).collect()
}

#[test]
fn right_marks_agree() {
    let curriculum = project(QUIZ, "");
    let examined = held(&curriculum, |_| {});
    assert!(examined.agrees());
    assert_eq!(found(&examined), [""; 0]);
}

#[test]
fn marks_that_the_rule_does_not_give_are_told_with_the_question() {
    let curriculum = project(QUIZ, "");
    let attempt = |change: fn(&mut Value)| found(&held(&curriculum, |file| change(&mut file["entries"][1])));
    assert_eq!(
        attempt(|taken| taken["questions"][1]["response"] = json!("29")),
        [
            "the answer to `days` earned 1 by the record and 0 by the rule",
            "`points` is 4 in the record and 3 by the rule"
        ]
    );
    assert_eq!(
        attempt(|taken| {
            taken["questions"][0]["response"] = json!(["b"]);
            taken["questions"][0]["earned"] = json!("0");
            taken["points"] = json!("3");
        }),
        [
            "`passed` is true in the record and false by the rule",
            "`reasons` is none in the record and critical:first by the rule"
        ]
    );
    assert_eq!(attempt(|taken| taken["max"] = json!("5")), ["`max` is 5 in the record and 4 by the rule"]);
    assert_eq!(
        attempt(|taken| taken["reasons"] = json!(["pass-mark"])),
        ["`reasons` is pass-mark in the record and none by the rule"]
    );
}

#[test]
fn an_attempt_has_the_terms_and_questions_of_the_release_that_it_names() {
    let curriculum = project(QUIZ, "");
    let attempt = |change: fn(&mut Value)| found(&held(&curriculum, |file| change(&mut file["entries"][1])));
    assert_eq!(
        attempt(|taken| taken["pass"] = json!("1/10")),
        ["the pass mark is 1/10 in the record and 1/2 in the release that it names"]
    );
    assert_eq!(
        attempt(|taken| {
            drop(taken["questions"].as_array_mut().expect("a list").drain(1..));
            taken["points"] = json!("1");
            taken["max"] = json!("1");
        }),
        [
            "the number of questions is 1 in the record and 3 in the release that it names",
            "the number of all questions is 1 in the record and 3 in the release that it names",
        ]
    );
    assert_eq!(
        attempt(|taken| {
            drop(taken["questions"][0].as_object_mut().expect("an object").remove("critical"));
            taken["questions"][1]["points"] = json!("10");
            taken["points"] = json!("13");
            taken["max"] = json!("13");
        }),
        [
            "the weight of the question `first` is ordinary in the record and critical in the release that it names",
            "the points of the question `days` is 10 in the record and 1 in the release that it names",
        ]
    );
    assert_eq!(
        attempt(|taken| taken["questions"][1] = taken["questions"][2].clone()),
        [
            "the number of questions is 2 in the record and 3 in the release that it names",
            "the question `law` was asked twice",
            "`points` is 4 in the record and 5 by the rule",
            "`max` is 4 in the record and 5 by the rule",
        ]
    );
    assert_eq!(
        attempt(|taken| taken["questions"][1]["digest"] = json!("0000000000000000")),
        [
            "the release that it names has no such question: `days`",
            "not checked: the question `days` has changed since, so its mark stands as it is",
        ]
    );
}

#[test]
fn marks_of_questions_that_changed_since_stand_as_they_are() {
    let before = project(QUIZ, "");
    let file = record(&before);
    let now = project(&QUIZ.replace("answer: 30", "answer: 14").replace("id: law", "id: rule"), "");
    let read = read(file.to_string().as_bytes()).expect("the record is whole");
    let examined = examine(read, &Syllabus::new(&now));
    assert!(examined.agrees());
    assert_eq!(
        found(&examined),
        [
            "not checked: the question `days` has changed since, so its mark stands as it is",
            "not checked: the course has no question `law` any more, so its mark stands as it is",
        ]
    );
}

#[test]
fn a_record_of_another_site_or_course_is_held_against_none() {
    let curriculum = project(QUIZ, "");
    let misfit = |change: fn(&mut Value)| match held(&curriculum, change).found {
        Err(misfit) => misfit.to_string(),
        Ok(_) => panic!("it fits"),
    };
    assert_eq!(
        misfit(|file| file["site"] = json!("elsewhere")),
        "the record is from the site `elsewhere`, and this project is the site `fixture`"
    );
    assert_eq!(
        misfit(|file| file["course"]["id"] = json!("dask")),
        "this project has no course `dask`; the nearest is `desk`"
    );
    assert_eq!(
        misfit(|file| file["course"]["id"] = json!("kitchen")),
        "this project has no course `kitchen`"
    );
}

/// Where the learner of a record stands on a day: state, and the last day on which it counts.
fn stands(record: &Value, curriculum: &Curriculum, today: &str) -> (State, Option<String>) {
    let syllabus = Syllabus::new(curriculum);
    let read = read(record.to_string().as_bytes()).expect("the record is whole");
    let examined = examine(read, &syllabus);
    let taught = syllabus.course("desk").expect("there is such a course");
    let warning = coursewright::model::Validity::parse("30 days").expect("a length");
    let found = examined.found.as_ref().expect("there is such a course");
    let standing = found.standing(taught, today.parse().expect("a day"), warning);
    (standing.state, standing.expires.map(|day| day.to_string()))
}

#[test]
fn a_completed_course_counts_as_long_as_it_says() {
    let for_ever = project(QUIZ, "");
    assert_eq!(stands(&record(&for_ever), &for_ever, "2099-01-01"), (State::Current, None));
    let for_a_year = project(QUIZ, "valid_for: 12 months\n");
    let file = record(&for_a_year);
    let until = Some("2027-11-20".to_owned());
    for (today, state) in [
        ("2026-11-20", State::Current),
        ("2027-10-20", State::Current),
        ("2027-10-21", State::Expiring),
        ("2027-11-20", State::Expiring),
        ("2027-11-21", State::Expired),
    ] {
        assert_eq!(stands(&file, &for_a_year, today), (state, until.clone()), "{today}");
    }
}

#[test]
fn what_was_done_in_an_earlier_release_counts_only_where_the_course_says_so() {
    let before = project(QUIZ, "");
    let file = record(&before);
    let mended = QUIZ.replace("Is it the law?", "Is this the law?");
    let now = project(&mended, "");
    assert_eq!(stands(&file, &now, "2026-12-01"), (State::Superseded, None));
    let release = before.courses[0].release.to_string();
    let kind = project(&mended, &format!("still_valid: [{}]\n", &release[..8]));
    assert_eq!(stands(&file, &kind, "2026-12-01"), (State::Current, None));
}

#[test]
fn a_quiz_that_was_not_passed_is_told_from_one_that_was_not_taken() {
    let curriculum = project(QUIZ, "");
    let mut file = record(&curriculum);
    file["entries"].as_array_mut().expect("a list").pop();
    assert_eq!(stands(&sealed(file), &curriculum, "2026-12-01").0, State::Incomplete);
    let mut file = record(&curriculum);
    let attempt = &mut file["entries"][1];
    for question in attempt["questions"].as_array_mut().expect("a list") {
        question["response"] = Value::Null;
        question["earned"] = json!("0");
    }
    attempt["points"] = json!("0");
    attempt["passed"] = json!(false);
    attempt["reasons"] = json!(["pass-mark", "critical:first"]);
    let file = sealed(file);
    assert_eq!(stands(&file, &curriculum, "2026-12-01").0, State::Failed);
    let attested = project(QUIZ, "attestation: I have read it.\n");
    assert_eq!(stands(&record(&attested), &attested, "2026-12-01").0, State::Incomplete);
}
