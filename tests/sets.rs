//! Pairs, categories and orders as authors write them, held to what must be
//! true of each: the right answer earns everything, and nothing that is shown
//! tells what it is.

use std::fmt::Write as _;

use coursewright::model::{Choice, ChoiceText, Fraction, Interaction, Key, Piece, Question, Response};
use coursewright::pipeline::Builder;
use coursewright::score::{DecimalMark, answered, best, earned};
use coursewright::source::{Source, SourceTree};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

/// The only question of a quiz, as it is written behind its id and prompt.
fn question(prompt: &str, written: &str) -> Question {
    let quiz = format!("title: Quiz\nquestions:\n  - id: q\n    prompt: {prompt}\n{written}");
    let tree: SourceTree = [
        Source::text("content/site.yml", "title: Test\n"),
        Source::text("content/course/course.yml", "title: Course\nsummary: Words.\n"),
        Source::text("content/course/01-module/index.md", "---\ntitle: Module\n---\n"),
        Source::text("content/course/01-module/quiz.yml", quiz.as_str()),
    ]
    .into_iter()
    .collect();
    let build = Builder::default().build(&tree);
    assert!(build.diagnostics.is_empty(), "{quiz}\n{:?}", build.diagnostics);
    let module = &build.curriculum.courses[0].modules[0];
    module.quiz.as_ref().expect("there is a quiz").questions[0].as_ref().clone()
}

/// What a learner reads of each.
fn texts(choices: &[Choice]) -> Vec<String> {
    let html = |piece: &Piece| if let Piece::Html(html) = piece { html.to_string() } else { String::new() };
    let text = |choice: &Choice| match &choice.text {
        ChoiceText::Prose(prose) => prose.pieces().iter().map(html).collect(),
        ChoiceText::Word(word) => (*word).to_owned(),
    };
    choices.iter().map(text).collect()
}

fn share(question: &Question, response: &Response) -> Fraction {
    earned(&question.key, response, DecimalMark::Point)
}

/// Texts that differ, in any order.
fn different(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<String>> {
    btree_set("w[a-z]{2,5}", count).prop_map(|texts| texts.into_iter().collect::<Vec<_>>()).prop_shuffle()
}

/// What an order earns with partial marking, told in another way: of all ways to
/// leave items out, the one that leaves most and leaves them in order.
fn longest_in_order(places: &[usize]) -> usize {
    let kept = |mask: usize| (0..places.len()).filter(move |at| mask & (1 << at) != 0).map(|at| places[at]);
    let masks = 0..1 << places.len();
    masks.filter(|mask| kept(*mask).is_sorted()).map(|mask| kept(mask).count()).max().unwrap_or(0)
}

fn listed(texts: &[String]) -> String {
    texts.join(", ")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(32) })]

    #[test]
    fn an_order_earns_by_what_stands_in_order(right in different(3..7), given in any::<prop::sample::Index>()) {
        let strict = question("P", &format!("    type: ordering\n    items: [{}]\n", listed(&right)));
        let partial = question("P", &format!("    type: ordering\n    marking: partial\n    items: [{}]\n", listed(&right)));
        let Interaction::Order { items } = &strict.interaction else { panic!("not put in order") };
        let shown = texts(items);
        prop_assert_ne!(&shown, &right);
        let id = |text: &String| items[shown.iter().position(|other| other == text).unwrap()].id.clone();
        let whole = Response::Choices(right.iter().map(id).collect());
        prop_assert_eq!(share(&strict, &whole), Fraction::one());
        prop_assert_eq!(share(&partial, &whole), Fraction::one());
        let mut places: Vec<usize> = (0..right.len()).collect();
        places.rotate_left(given.index(right.len()));
        places.swap(0, given.index(right.len()));
        let other = Response::Choices(places.iter().map(|place| id(&right[*place])).collect());
        let run = i64::try_from(longest_in_order(&places)).unwrap() - 1;
        let of = i64::try_from(right.len()).unwrap() - 1;
        prop_assert_eq!(share(&partial, &other), Fraction::new(run, of));
        prop_assert_eq!(share(&strict, &other) == Fraction::one(), places.is_sorted());
        let untouched = Response::Choices(Vec::new());
        prop_assert!(!answered(&strict.key, &untouched) && share(&strict, &untouched).is_zero());
    }

    #[test]
    fn how_an_author_orders_items_is_not_seen(items in different(4..6)) {
        let shown = |items: &[String]| {
            let question = question("P", &format!("    type: ordering\n    items: [{}]\n", listed(items)));
            let Interaction::Order { items } = question.interaction else { panic!("not put in order") };
            texts(&items)
        };
        let written: Vec<Vec<String>> = (0..items.len())
            .map(|turn| items[turn..].iter().chain(&items[..turn]).cloned().collect())
            .collect();
        let all: Vec<Vec<String>> = written.iter().map(|items| shown(items)).collect();
        let usual = if all[0] == all[1] { &all[0] } else { &all[2] };
        for (written, shown) in written.iter().zip(&all) {
            // Only what would be right as it is shown comes in another order.
            prop_assert!(shown == usual || written == usual, "{written:?} is shown as {shown:?}");
        }
    }

    #[test]
    fn each_row_that_has_its_match_counts(
        items in different(2..7),
        matches in different(2..5),
        picks in vec(any::<prop::sample::Index>(), 7),
        strict in any::<bool>(),
    ) {
        let partner = |row: usize| &matches[row % matches.len()];
        let mut written = "    type: matching\n".to_owned();
        written += if strict { "    marking: all-or-nothing\n    pairs:\n" } else { "    pairs:\n" };
        for (row, item) in items.iter().enumerate() {
            writeln!(written, "      - {{item: {item}, match: {}}}", partner(row)).unwrap();
        }
        if items.len() < matches.len() {
            writeln!(written, "    distractors: [{}]", listed(&matches[items.len()..])).unwrap();
        }
        let question = question("P", &written);
        let Interaction::Match { rows, columns, table: false, .. } = &question.interaction else {
            panic!("not matched")
        };
        prop_assert_eq!(texts(rows), items.clone());
        let shown = texts(columns);
        prop_assert_eq!(shown.len(), matches.len());
        let response = |pick: &dyn Fn(usize) -> String| Response::Table(
            rows.iter().enumerate().map(|(row, item)| {
                let column = shown.iter().position(|text| *text == pick(row)).unwrap();
                (item.id.clone(), columns[column].id.to_string())
            }).collect(),
        );
        let right = response(&|row| partner(row).clone());
        prop_assert_eq!(share(&question, &right), Fraction::one());
        prop_assert_eq!(best(&question.key, false), Fraction::one());
        let picked = |row: usize| matches[picks[row].index(matches.len())].clone();
        let hits = (0..items.len()).filter(|row| picked(*row) == *partner(*row)).count();
        let part = Fraction::new(i64::try_from(hits).unwrap(), i64::try_from(items.len()).unwrap());
        let expected = if strict && part != Fraction::one() { Fraction::zero() } else { part };
        prop_assert_eq!(share(&question, &response(&picked)), expected);
    }

    #[test]
    fn every_item_belongs_in_its_own_category(
        items in different(1..9),
        names in different(2..7),
        places in vec(any::<prop::sample::Index>(), 9),
    ) {
        let home = |item: usize| places[item].index(names.len());
        let mut written = "    type: categorise\n    categories:\n".to_owned();
        for (category, name) in names.iter().enumerate() {
            let own: Vec<String> = (0..items.len()).filter(|item| home(*item) == category).map(|item| items[item].clone()).collect();
            writeln!(written, "      - {{name: {name}, items: [{}]}}", listed(&own)).unwrap();
        }
        let question = question("P", &written);
        let Interaction::Match { rows, columns, table, shuffle: true } = &question.interaction else {
            panic!("not sorted into categories")
        };
        prop_assert_eq!(*table, names.len() <= 4);
        prop_assert_eq!(texts(columns), names.clone());
        let Key::Parts { parts, .. } = &question.key else { panic!("not in parts") };
        for ((row, text), (part, key)) in rows.iter().zip(texts(rows)).zip(parts) {
            prop_assert_eq!(&row.id, part);
            let item = items.iter().position(|item| *item == text).unwrap();
            let pick = |column: usize| Response::Choices(vec![columns[column].id.clone()]);
            for column in 0..names.len() {
                prop_assert_eq!(earned(key, &pick(column), DecimalMark::Point) == Fraction::one(), column == home(item));
            }
        }
    }
}
