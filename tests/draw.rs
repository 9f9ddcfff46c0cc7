//! The drawing of questions, held to the table that the browser is held to as
//! well (`tests/script/draw.test.mjs`).

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use coursewright::model::{Id, Key, Quiz};
use coursewright::pipeline::Builder;
use coursewright::score::{draw, seed_for, shuffled};
use coursewright::source::{Source, SourceTree};
use indexmap::IndexMap;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    draws: Vec<DrawRow>,
    shuffled: Vec<ShuffledRow>,
    seeds: Vec<SeedRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DrawRow {
    name: String,
    seed: u32,
    questions: String,
    draw: Option<serde_json::Value>,
    #[serde(default)]
    shuffle: bool,
    #[serde(default)]
    asked_before: IndexMap<String, usize>,
    asks: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShuffledRow {
    name: String,
    seed: u32,
    items: String,
    order: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedRow {
    name: String,
    seed: u32,
    part: String,
    becomes: u32,
}

impl DrawRow {
    /// The quiz that the row describes, as an author would write it. What is
    /// `unscored` is written as any question and loses its key afterwards.
    fn quiz(&self) -> Quiz {
        let written: Vec<(&str, Option<&str>)> = self
            .questions
            .split(' ')
            .map(|one| one.split_once('/').map_or((one, None), |(id, rest)| (id, Some(rest))))
            .collect();
        let draw = self.draw.iter().map(|draw| format!("draw: {draw}\n"));
        let questions = written.iter().map(|(id, rest)| {
            let objective = rest.map_or(String::new(), |rest| format!(", objective: {rest}"));
            format!("  - {{id: {id}, type: short-text, prompt: {id}, answer: x{objective}}}\n")
        });
        let head = format!("title: Quiz\nshuffle: {}\n", self.shuffle);
        let yaml: String =
            std::iter::once(head).chain(draw).chain(["questions:\n".to_owned()]).chain(questions).collect();
        let tree: SourceTree = [
            ("content/site.yml", "title: Test\n"),
            ("content/course/course.yml", "title: Course\nsummary: About something.\n"),
            ("content/course/01-module/index.md", "---\ntitle: Module\n---\n"),
            ("content/course/01-module/quiz.yml", &yaml),
        ]
        .into_iter()
        .map(|(path, text)| Source::text(path, text))
        .collect();
        let build = Builder::default().build(&tree);
        let quiz = build.curriculum.courses[0].modules[0].quiz.as_deref();
        let mut quiz = quiz.unwrap_or_else(|| panic!("{}: {:?}", self.name, build.diagnostics)).clone();
        for question in quiz.questions.iter_mut().filter(|one| one.objective.as_deref() == Some("unscored")) {
            Arc::make_mut(question).key = Key::Unscored;
        }
        quiz
    }
}

fn table() -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/draw.yaml");
    let text = std::fs::read_to_string(path).expect("the table can be read");
    serde_yaml::from_str(&text).expect("the table has the form that its head describes")
}

#[test]
fn every_draw_of_the_table_holds() {
    for row in table().draws {
        let quiz = row.quiz();
        let asked = draw(&quiz, row.seed, |id| row.asked_before.get(id).copied().unwrap_or(0));
        let ids: Vec<&str> = asked.iter().map(|question| question.id.as_str()).collect();
        assert_eq!(ids.join(" "), row.asks, "{}", row.name);
        assert_eq!(ids.len(), quiz.asked(), "{}: as many as the quiz says", row.name);
    }
}

#[test]
fn every_order_and_every_seed_of_the_table_holds() {
    let table = table();
    for row in table.shuffled {
        let items: Vec<char> = row.items.chars().collect();
        assert_eq!(shuffled(&items, row.seed).iter().collect::<String>(), row.order, "{}", row.name);
    }
    for row in table.seeds {
        assert_eq!(seed_for(row.seed, &row.part), row.becomes, "{}", row.name);
    }
}

#[test]
fn every_question_is_drawn_as_often_as_any_other() {
    let row = table().draws.into_iter().find(|row| row.name == "so many are drawn, and shown as written");
    let quiz = row.expect("the row is there").quiz();
    let mut counts: BTreeMap<Id, u32> = BTreeMap::new();
    for seed in 0..6000 {
        for question in draw(&quiz, seed * 7919, |_| 0) {
            *counts.entry(question.id.clone()).or_default() += 1;
        }
    }
    assert_eq!(counts.len(), 6);
    // 3000 each, with a standard deviation of 39.
    assert!(counts.values().all(|count| (2800..3200).contains(count)), "{counts:?}");
}

#[test]
fn attempts_go_through_a_bank_before_anything_comes_twice() {
    let row = table().draws.into_iter().find(|row| row.name == "so many are drawn, and shown as written");
    let quiz = row.expect("the row is there").quiz();
    let mut counts: BTreeMap<Id, usize> = BTreeMap::new();
    for seed in 0..40 {
        for question in draw(&quiz, seed, |id| counts.get(id).copied().unwrap_or(0)) {
            *counts.entry(question.id.clone()).or_default() += 1;
        }
        let (least, most) = (counts.values().min(), counts.values().max());
        assert!(
            counts.len() < 6 || most.zip(least).is_some_and(|(most, least)| most - least <= 1),
            "{counts:?}"
        );
    }
}
