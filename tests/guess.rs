//! The probability that a guesser passes, held against every way to guess.

use coursewright::model::{Choice, Id, Interaction, Key, Question, Quiz, Response};
use coursewright::pipeline::Builder;
use coursewright::score::{DecimalMark, Terms, Weighed, attempt, chance_to_guess, earned, is_surely_rarer};
use coursewright::source::{Source, SourceTree};

fn quiz(text: &str) -> Quiz {
    let course = "title: Course\nsummary: Words.\nobjectives:\n  one: First\n  two: Second\n";
    let tree: SourceTree = [
        Source::text("content/site.yml", "title: Test\n"),
        Source::text("content/course/course.yml", course),
        Source::text(
            "content/course/01-module/index.md",
            "---\ntitle: Module\nobjectives: [one, two]\n---\n",
        ),
        Source::text("content/course/01-module/quiz.yml", text),
    ]
    .into_iter()
    .collect();
    let build = Builder::default().build(&tree);
    let errors: Vec<_> = build.diagnostics.iter().filter(|found| found.is_error()).collect();
    assert!(errors.is_empty(), "{text}\n{errors:?}");
    build.curriculum.courses[0].modules[0].quiz.as_deref().expect("there is a quiz").clone()
}

fn ids(choices: &[Choice]) -> Vec<Id> {
    choices.iter().map(|choice| choice.id.clone()).collect()
}

fn orders(ids: &[Id]) -> Vec<Vec<Id>> {
    if ids.is_empty() {
        return vec![Vec::new()];
    }
    let each = (0..ids.len()).flat_map(|at| {
        let mut rest = ids.to_vec();
        let first = rest.remove(at);
        orders(&rest).into_iter().map(move |order| [vec![first.clone()], order].concat())
    });
    each.collect()
}

fn evenly(responses: Vec<Response>) -> Vec<(Response, f64)> {
    let each = 1.0 / f64::from(u32::try_from(responses.len()).unwrap());
    responses.into_iter().map(|response| (response, each)).collect()
}

/// Every way to guess an answer, with its probability.
fn guesses(question: &Question) -> Vec<(Response, f64)> {
    match &question.interaction {
        Interaction::Choice { multiple: false, choices, .. } => {
            evenly(ids(choices).into_iter().map(|id| Response::Choices(vec![id])).collect())
        }
        Interaction::Choice { choices, .. } => {
            let ids = ids(choices);
            let some = |set: u32| ids.iter().enumerate().filter(move |(at, _)| set >> at & 1 == 1);
            let all = (0..1_u32 << ids.len()).map(|set| some(set).map(|(_, id)| id.clone()).collect());
            evenly(all.map(Response::Choices).collect())
        }
        Interaction::Order { items } => {
            evenly(orders(&ids(items)).into_iter().map(Response::Choices).collect())
        }
        Interaction::Match { rows, columns, .. } => {
            let mut all: Vec<Vec<(Id, String)>> = vec![Vec::new()];
            for row in ids(rows) {
                let more = |table: &Vec<(Id, String)>| -> Vec<Vec<(Id, String)>> {
                    let with = |column: Id| [table.clone(), vec![(row.clone(), column.into())]].concat();
                    ids(columns).into_iter().map(with).collect()
                };
                all = all.iter().flat_map(more).collect();
            }
            evenly(all.into_iter().map(Response::Table).collect())
        }
        Interaction::Scenario { .. } => {
            let Key::Path(key) = &question.key else { panic!("a scenario is marked by its path") };
            let mut open = vec![(key.start.clone(), Vec::new(), 1.0)];
            let mut ended = Vec::new();
            while let Some((scene, path, chance)) = open.pop() {
                let turns: Vec<_> = key.choices.iter().filter(|turn| turn.from == scene).collect();
                if turns.is_empty() {
                    ended.push((Response::Choices(path), chance));
                    continue;
                }
                let each = chance / f64::from(u32::try_from(turns.len()).unwrap());
                open.extend(
                    turns
                        .iter()
                        .map(|turn| (turn.to.clone(), [path.clone(), vec![turn.id.clone()]].concat(), each)),
                );
            }
            ended
        }
        _ => vec![(Response::Text("anything".to_owned()), 1.0)],
    }
}

/// Every way to take so many of some things.
fn draws<'q>(questions: &[&'q Question], number: usize) -> Vec<Vec<&'q Question>> {
    match (questions.split_first(), number) {
        (_, 0) => vec![Vec::new()],
        (None, _) => Vec::new(),
        (Some((first, rest)), number) => {
            let with = draws(rest, number - 1).into_iter().map(|drawn| [vec![*first], drawn].concat());
            with.chain(draws(rest, number)).collect()
        }
    }
}

fn passed(quiz: &Quiz, drawn: &[&Question]) -> f64 {
    let mut ways: Vec<(Vec<Weighed>, f64)> = vec![(Vec::new(), 1.0)];
    for question in drawn {
        let given: Vec<(Weighed, f64)> = guesses(question)
            .into_iter()
            .map(|(response, chance)| {
                let weighed = Weighed {
                    id: question.id.clone(),
                    points: question.points.clone(),
                    earned: earned(&question.key, &response, DecimalMark::Point),
                    critical: question.critical,
                    objective: question.objective.as_deref().map(str::to_owned),
                    sure: None,
                };
                (weighed, chance)
            })
            .collect();
        let more = |(so_far, chance): &(Vec<Weighed>, f64)| -> Vec<(Vec<Weighed>, f64)> {
            given
                .iter()
                .map(|(one, also)| ([so_far.clone(), vec![one.clone()]].concat(), chance * also))
                .collect()
        };
        ways = ways.iter().flat_map(more).collect();
    }
    ways.iter()
        .filter(|(weighed, _)| attempt(weighed, Terms::of(quiz)).passed == Some(true))
        .map(|(_, chance)| chance)
        .sum()
}

/// By trying everything.
fn tried(quiz: &Quiz) -> f64 {
    let mut all: Vec<Vec<&Question>> = vec![Vec::new()];
    for pool in quiz.pools() {
        let drawn = draws(&pool.questions, pool.drawn);
        all = all
            .iter()
            .flat_map(|so_far| drawn.iter().map(|more| [so_far.clone(), more.clone()].concat()))
            .collect();
    }
    let count = f64::from(u32::try_from(all.len()).unwrap());
    all.iter().map(|drawn| passed(quiz, drawn)).sum::<f64>() / count
}

const QUESTIONS: &str = "questions:
  - {id: a, type: true-false, objective: one, prompt: A., answer: true, points: 2}
  - {id: b, type: single-choice, objective: one, prompt: B?, options: [{text: R, correct: true}, S, {text: T, feedback: No.}]}
  - {id: c, type: multiple-choice, objective: two, marking: partial, prompt: C?, options: [{text: R, correct: true}, {text: S, correct: true}, T]}
  - {id: d, type: ordering, objective: two, marking: partial, prompt: D?, items: [one, two, three]}
  - {id: e, type: matching, objective: one, prompt: E?, pairs: [{item: P, match: Q}, {item: R, match: S}], distractors: [T]}
  - {id: f, type: numeric, objective: two, prompt: F?, answer: 1, points: 0.5}
  - id: g
    type: scenario
    objective: two
    prompt: G.
    scenes:
      - id: start
        text: Go.
        choices: [{text: Left, to: left, points: 1}, {text: Right, to: right}]
      - id: left
        text: Go on.
        choices: [{text: Up, to: top, points: 2}, {text: Down, to: right}, {text: Stay, to: right, points: 1}]
      - {id: right, text: End., ending: Right}
      - {id: top, text: End., ending: Top}
";

#[test]
fn the_probability_is_that_of_all_ways_to_guess() {
    for terms in [
        "pass: 50%\n",
        "pass: 100%\n",
        "pass: 0%\n",
        "pass: 2/3\ndraw: 3\n",
        "pass: 40%\ndraw: {one: 2, two: 2}\n",
        "pass: 50%\nobjective_pass: {one: 100%}\ndraw: {one: 2, two: 1}\n",
        "pass: 30%\nobjective_pass: {one: 50%, two: 1/3}\n",
    ] {
        for critical in ["", "critical: true, "] {
            let questions = QUESTIONS.replace("{id: b, ", &format!("{{id: b, {critical}"));
            let quiz = quiz(&format!("title: Quiz\n{terms}{questions}"));
            let (told, tried) = (chance_to_guess(&quiz).expect("it can be followed"), tried(&quiz));
            assert!((told - tried).abs() < 1e-9, "{terms}{critical}: {told} and not {tried}");
            for chance in [0.5, 0.1, 0.01] {
                assert!(
                    !is_surely_rarer(&quiz, chance) || tried < chance,
                    "{terms}{critical}: not below {chance}"
                );
            }
        }
    }
}

#[test]
fn runs_of_random_orders_are_as_long_as_they_are() {
    for items in 3..6 {
        let names: Vec<String> = (0..items).map(|at| format!("Item {at}")).collect();
        for pass in ["25%", "50%", "75%", "100%"] {
            let quiz = quiz(&format!(
                "title: Quiz\npass: {pass}\nquestions:\n  - {{type: ordering, marking: partial, prompt: P, items: [{}]}}\n",
                names.join(", ")
            ));
            let (told, tried) = (chance_to_guess(&quiz).expect("it can be followed"), tried(&quiz));
            assert!((told - tried).abs() < 1e-9, "{items} items, {pass}: {told} and not {tried}");
        }
    }
}

#[test]
fn where_nobody_fails_there_is_no_probability() {
    assert_eq!(chance_to_guess(&quiz(&format!("title: Quiz\n{QUESTIONS}"))), None);
    let all = quiz("title: Quiz\npass: 100%\nquestions:\n  - {type: numeric, prompt: P, answer: 1}\n");
    assert_eq!(chance_to_guess(&all), Some(0.0));
}

#[test]
fn most_quizzes_are_told_to_be_hard_to_guess_at_a_look() {
    let options = "options: [{text: R, correct: true}, S, T, U]";
    let question = format!("  - {{type: single-choice, id: NAME, prompt: Which?, {options}}}\n");
    let questions =
        ["a", "b", "c", "d", "e", "f", "g", "h"].map(|name| question.replace("NAME", name)).concat();
    let of = |pass: &str| quiz(&format!("title: Quiz\npass: {pass}\nquestions:\n{questions}"));
    assert!(is_surely_rarer(&of("75%"), 0.1));
    assert!(!is_surely_rarer(&of("25%"), 0.1));
}

#[test]
fn of_a_quiz_too_large_to_follow_nothing_is_said() {
    let question = |n: usize| {
        format!("  - {{type: true-false, prompt: Is {n} so?, answer: true, points: {}}}\n", 1 + n % 7)
    };
    let questions = (0..400).map(question).collect::<Vec<_>>().concat();
    let half = |draw: &str| quiz(&format!("title: Q\npass: 50%\n{draw}questions:\n{questions}"));
    assert_eq!(chance_to_guess(&half("draw: 200\n")), None);
    assert!(chance_to_guess(&half("")).is_some(), "without a draw there is one way only");
}
