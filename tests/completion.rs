//! What completes a course, held to the table that the browser is held to as well.

use std::collections::BTreeSet;
use std::path::Path;

use coursewright::model::{Fraction, Id, Keep};
use coursewright::score::{Counting, Deeds, ModuleOutline, Outline, Share, Taken, completion};
use indexmap::IndexMap;
use jiff::Timestamp;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    modules: Vec<Module>,
    required: Option<Vec<String>>,
    attestation: Option<String>,
    #[serde(default)]
    opened: IndexMap<String, i64>,
    #[serde(default)]
    attested: IndexMap<String, i64>,
    #[serde(default)]
    attempts: Vec<Attempt>,
    done: Vec<String>,
    completed: Option<i64>,
    score: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Module {
    id: Id,
    pages: Vec<Id>,
    #[serde(default)]
    attestations: Vec<String>,
    quiz: Option<Quiz>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Quiz {
    attempts: Option<u32>,
    keep: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Attempt {
    module: String,
    at: i64,
    passed: bool,
    points: i64,
    max: i64,
}

fn time(at: i64) -> Timestamp {
    Timestamp::from_millisecond(at).expect("a time")
}

fn outline(row: &Row) -> Outline {
    let module = |module: &Module| ModuleOutline {
        id: module.id.clone(),
        required: row.required.as_ref().is_none_or(|ids| ids.iter().any(|id| module.id == *id)),
        pages: module.pages.clone(),
        attestations: module
            .attestations
            .iter()
            .filter_map(|name| name.split_once('/'))
            .map(|(id, digest)| (id.into(), digest.to_owned()))
            .collect(),
        quiz: module.quiz.as_ref().map(|quiz| Counting {
            attempts: quiz.attempts,
            keep: match quiz.keep.as_deref() {
                Some("best") | None => Keep::Best,
                Some("last") => Keep::Last,
                Some("first") => Keep::First,
                Some(other) => panic!("{}: keep {other}?", row.name),
            },
        }),
    };
    Outline { modules: row.modules.iter().map(module).collect(), attestation: row.attestation.clone() }
}

fn deeds(row: &Row, outline: &Outline) -> Deeds {
    let mut deeds = Deeds::none(outline);
    for (place, at) in &row.opened {
        let (module, page) = place.split_once('/').expect("MODULE/PAGE");
        deeds.open(outline, module, page, time(*at));
    }
    for (place, at) in &row.attested {
        let parts: Vec<&str> = place.split('/').collect();
        let [module, id, digest] = parts[..] else { panic!("{}: {place}", row.name) };
        deeds.attest(outline, module, id, digest, time(*at));
    }
    for (number, Attempt { module, at, passed, points, max }) in row.attempts.iter().enumerate() {
        let points = Share { points: Fraction::new(*points, 1), max: Fraction::new(*max, 1) };
        deeds.take(outline, module, &number.to_string(), Taken { at: time(*at), passed: *passed, points });
    }
    deeds
}

#[test]
fn every_case_of_the_table_holds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/completion.yaml");
    let text = std::fs::read_to_string(path).expect("the table can be read");
    let rows: Vec<Row> = serde_yaml::from_str(&text).expect("the table is well formed");
    let mut names = BTreeSet::new();
    for row in &rows {
        assert!(names.insert(&row.name), "{} comes twice", row.name);
        let outline = outline(row);
        let done = deeds(row, &outline);
        let found = completion(&outline, &done);
        let complete: Vec<&str> = found
            .modules
            .iter()
            .filter(|module| module.completed.is_some())
            .map(|module| module.id.as_str())
            .collect();
        assert_eq!(complete, row.done, "{}: modules", row.name);
        assert_eq!(found.completed, row.completed.map(time), "{}: completed", row.name);
        let score = (!found.points.max.is_zero()).then(|| found.points.score().to_string());
        assert_eq!(score, row.score, "{}: score", row.name);
        let mut twice = done.clone();
        twice.merge(done.clone());
        assert_eq!(twice, done, "{}: the same again changes nothing", row.name);
    }
    assert!(rows.len() >= 35, "{} rows", rows.len());
}

#[test]
fn what_was_done_in_two_places_is_known_together() {
    let text = "
name: two devices
modules: [{ id: a, pages: [index, more], quiz: {}, attestations: [r/d] }]
attestation: d9
done: []
";
    let row: Row = serde_yaml::from_str(text).expect("a row");
    let outline = outline(&row);
    let taken = |at| Taken {
        at: time(at),
        passed: true,
        points: Share { points: Fraction::one(), max: Fraction::one() },
    };
    let (mut one, mut other) = (Deeds::none(&outline), Deeds::none(&outline));
    one.open(&outline, "a", "index", time(4));
    one.take(&outline, "a", "x", taken(5));
    one.attest(&outline, "", "course", "d9", time(8));
    other.open(&outline, "a", "index", time(3));
    other.open(&outline, "a", "more", time(6));
    other.take(&outline, "a", "x", taken(5));
    other.take(&outline, "a", "y", taken(7));
    other.attest(&outline, "a", "r", "d", time(9));
    let mut together = one.clone();
    together.merge(other.clone());
    assert_eq!(completion(&outline, &one).completed, None);
    assert_eq!(completion(&outline, &other).completed, None);
    assert_eq!(completion(&outline, &together).completed, Some(time(9)));
    other.merge(one);
    assert_eq!(other, together, "in whatever order they meet");
}
