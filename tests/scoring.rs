//! The scoring rule, held to the table that the browser is held to as well
//! (`tests/script/scoring.test.mjs`), and to what must be true of any answer.

use std::collections::BTreeSet;
use std::path::Path;

use coursewright::model::{
    Accepted, Confidence, Decimal, Fraction, Id, Key, Marking, PathKey, PathMarking, Range, Response, Sure,
    Turn,
};
use coursewright::score::{
    Certainty, DecimalMark, Outcome, Share, Terms, Weighed, answered, attempt, best, earned, normal_text,
    read_number,
};
use indexmap::IndexMap;
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    questions: Vec<QuestionRow>,
    numbers: Vec<NumberRow>,
    texts: Vec<TextRow>,
    attempts: Vec<AttemptRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionRow {
    name: String,
    key: KeyForm,
    response: Option<ResponseForm>,
    earned: Exact,
    answered: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberRow {
    name: String,
    typed: String,
    decimal: Option<char>,
    unit: Option<String>,
    reads: Option<Exact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextRow {
    name: String,
    typed: String,
    #[serde(default)]
    case: bool,
    becomes: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AttemptRow {
    name: String,
    pass: Option<Exact>,
    #[serde(default)]
    objective_pass: IndexMap<String, Exact>,
    /// `asked` or `graded`; nobody is asked if not said.
    confidence: Option<String>,
    questions: Vec<Asked>,
    points: Exact,
    max: Exact,
    score: Exact,
    percent: i64,
    passed: bool,
    /// The pass mark alone, if not said and not passed.
    reasons: Option<Vec<String>>,
    #[serde(default)]
    objectives: IndexMap<String, String>,
    /// The average of the certainty-based marks.
    average: Option<Exact>,
    /// `well`, `over` or `under`; missing where nothing was answered.
    calibration: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    points: Exact,
    #[serde(default)]
    critical: bool,
    objective: Option<String>,
    key: Option<KeyForm>,
    response: Option<ResponseForm>,
    earned: Option<Exact>,
    sure: Option<String>,
    /// Whether there was an answer, where only `earned` is given.
    answered: Option<bool>,
}

/// A key as the browser is given it.
#[derive(Deserialize)]
#[serde(untagged)]
enum KeyForm {
    Choose {
        choose: Vec<Id>,
        marking: Option<String>,
    },
    Weigh {
        weigh: IndexMap<Id, Exact>,
    },
    Number {
        number: Vec<RangeForm>,
        decimal: Option<char>,
        unit: Option<String>,
    },
    Text {
        text: Vec<AcceptedForm>,
        #[serde(default)]
        case: bool,
    },
    Parts {
        parts: IndexMap<Id, KeyForm>,
        marking: Option<String>,
    },
    Order {
        order: Vec<Id>,
        marking: Option<String>,
    },
    Path {
        path: Id,
        choices: IndexMap<Id, TurnForm>,
        endings: IndexMap<Id, Exact>,
        most: Exact,
        marking: Option<String>,
    },
    Unscored {
        #[expect(dead_code, reason = "it stands there to name the form")]
        unscored: bool,
    },
}

#[derive(Deserialize)]
struct RangeForm {
    from: String,
    to: String,
    credit: Exact,
}

#[derive(Deserialize)]
struct AcceptedForm {
    accept: String,
    credit: Exact,
}

#[derive(Deserialize)]
struct TurnForm {
    from: Id,
    to: Id,
    points: Exact,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ResponseForm {
    Typed(String),
    Picked(Vec<Id>),
    ByPart(IndexMap<Id, String>),
}

/// A number of the table, written as a number or as a text.
#[derive(Deserialize)]
#[serde(try_from = "serde_yaml::Value")]
struct Exact(Fraction);

impl TryFrom<serde_yaml::Value> for Exact {
    type Error = String;

    fn try_from(value: serde_yaml::Value) -> Result<Self, String> {
        let text = match value {
            serde_yaml::Value::String(text) => text,
            serde_yaml::Value::Number(number) => number.to_string(),
            other => return Err(format!("not a number: {other:?}")),
        };
        Fraction::parse(&text).map(Self).ok_or(format!("not a number: {text}"))
    }
}

impl KeyForm {
    fn key(&self) -> Key {
        let decimal = |text: &str| Decimal::parse(text).expect("the borders of a range are decimal numbers");
        match self {
            Self::Choose { choose, marking } => Key::Choose {
                right: choose.clone().into(),
                marking: marking_named(marking.as_deref(), Marking::AllOrNothing),
            },
            Self::Weigh { weigh } => Key::Weigh {
                credits: weigh.iter().map(|(id, credit)| (id.clone(), credit.0.clone())).collect(),
            },
            Self::Number { number, unit, .. } => Key::Number {
                ranges: number
                    .iter()
                    .map(|range| Range {
                        from: decimal(&range.from),
                        to: decimal(&range.to),
                        credit: range.credit.0.clone(),
                    })
                    .collect(),
                unit: unit.clone(),
            },
            Self::Text { text, case } => Key::Text {
                accepted: text
                    .iter()
                    .map(|text| Accepted { text: text.accept.clone(), credit: text.credit.0.clone() })
                    .collect(),
                case_sensitive: *case,
            },
            Self::Parts { parts, marking } => Key::Parts {
                parts: parts.iter().map(|(id, part)| (id.clone(), part.key())).collect(),
                marking: marking_named(marking.as_deref(), Marking::Partial),
            },
            Self::Order { order, marking } => Key::Order {
                right: order.clone().into(),
                marking: marking_named(marking.as_deref(), Marking::AllOrNothing),
            },
            Self::Path { path, choices, endings, most, marking } => Key::Path(Box::new(PathKey {
                start: path.clone(),
                choices: choices
                    .iter()
                    .map(|(id, turn)| Turn {
                        id: id.clone(),
                        from: turn.from.clone(),
                        to: turn.to.clone(),
                        points: turn.points.0.clone(),
                    })
                    .collect(),
                endings: endings.iter().map(|(scene, credit)| (scene.clone(), credit.0.clone())).collect(),
                most: most.0.clone(),
                marking: path_marking_named(marking.as_deref()),
            })),
            Self::Unscored { .. } => Key::Unscored,
        }
    }

    fn decimal(&self) -> DecimalMark {
        match self {
            Self::Number { decimal, .. } => mark(*decimal),
            Self::Parts { parts, .. } => {
                parts.values().map(Self::decimal).find(|mark| *mark != DecimalMark::Point).unwrap_or_default()
            }
            _ => DecimalMark::Point,
        }
    }

    /// The response, or the empty one of this key's form.
    fn response(&self, given: Option<&ResponseForm>) -> Response {
        match (given, self) {
            (Some(ResponseForm::Typed(text)), _) => Response::Text(text.clone()),
            (Some(ResponseForm::Picked(ids)), _) => Response::Choices(ids.clone()),
            (Some(ResponseForm::ByPart(parts)), _) => {
                Response::Table(parts.iter().map(|(id, value)| (id.clone(), value.clone())).collect())
            }
            (None, Self::Choose { .. } | Self::Weigh { .. } | Self::Order { .. } | Self::Path { .. }) => {
                Response::Choices(Vec::new())
            }
            (None, Self::Parts { .. }) => Response::Table(Vec::new()),
            (None, Self::Number { .. } | Self::Text { .. } | Self::Unscored { .. }) => {
                Response::Text(String::new())
            }
        }
    }

    fn earned(&self, given: Option<&ResponseForm>) -> Fraction {
        earned(&self.key(), &self.response(given), self.decimal())
    }
}

fn marking_named(name: Option<&str>, default: Marking) -> Marking {
    match name {
        Some("partial") => Marking::Partial,
        Some("all-or-nothing") => Marking::AllOrNothing,
        None => default,
        Some(other) => panic!("no such marking: {other}"),
    }
}

fn path_marking_named(name: Option<&str>) -> PathMarking {
    match name {
        Some("ending") => PathMarking::Ending,
        Some("points") | None => PathMarking::Points,
        Some(other) => panic!("no such marking: {other}"),
    }
}

fn mark(decimal: Option<char>) -> DecimalMark {
    match decimal {
        Some(',') => DecimalMark::Comma,
        Some('.') | None => DecimalMark::Point,
        Some(other) => panic!("no such decimal mark: {other}"),
    }
}

impl QuestionRow {
    fn found(&self) -> String {
        let share = self.key.earned(self.response.as_ref());
        let answered = answered(&self.key.key(), &self.key.response(self.response.as_ref()));
        said(&share, self.answered.map(|_| answered))
    }

    fn expected(&self) -> String {
        said(&self.earned.0, self.answered)
    }
}

fn said(share: &Fraction, answered: Option<bool>) -> String {
    answered.map_or(share.to_string(), |answered| format!("{share}, answered: {answered}"))
}

impl NumberRow {
    fn found(&self) -> String {
        let read = read_number(&self.typed, self.unit.as_deref(), mark(self.decimal));
        read.map_or("unreadable".into(), |number| number.to_fraction().to_string())
    }

    fn expected(&self) -> String {
        self.reads.as_ref().map_or("unreadable".into(), |number| number.0.to_string())
    }
}

impl AttemptRow {
    fn outcome(&self) -> Outcome {
        let weighed = |(index, asked): (usize, &Asked)| Weighed {
            id: format!("q{index}").into(),
            critical: asked.critical,
            points: asked.points.0.clone(),
            earned: match (&asked.earned, &asked.key) {
                (Some(share), _) => share.0.clone(),
                (None, Some(key)) => key.earned(asked.response.as_ref()),
                (None, None) => panic!("{}: a question needs a key, or what was earned", self.name),
            },
            sure: asked.certainty(),
            objective: asked.objective.clone(),
        };
        let questions: Vec<Weighed> = self.questions.iter().enumerate().map(weighed).collect();
        let objectives: Vec<(String, Fraction)> =
            self.objective_pass.iter().map(|(id, pass)| (id.clone(), pass.0.clone())).collect();
        let confidence = match self.confidence.as_deref() {
            None => Confidence::No,
            Some("asked") => Confidence::Asked,
            Some("graded") => Confidence::Graded,
            Some(other) => panic!("no such use of confidence: {other}"),
        };
        let pass = self.pass.as_ref().map(|pass| &pass.0);
        attempt(&questions, Terms { pass, objectives: &objectives, confidence })
    }

    fn found(&self) -> String {
        let Outcome { total, score, passed, objectives, reasons, certainty } = self.outcome();
        let of = |share: &Share| format!("{} of {}", share.points, share.max);
        let objectives: Vec<String> =
            objectives.iter().map(|(name, share)| format!("{name}: {}", of(share))).collect();
        // Without a pass mark nobody fails.
        let passed = passed.unwrap_or(true);
        let reasons: Vec<String> = reasons.iter().map(ToString::to_string).collect();
        let percent = score.percent_down();
        let certainty = certainty.map(|Certainty { average, calibration }| {
            (average.to_string(), calibration.map(|calibration| calibration.name().to_owned()))
        });
        let of_total = of(&total);
        format!(
            "{of_total}, {score}, {percent}%, passed: {passed} {reasons:?}, {objectives:?}, {certainty:?}"
        )
    }

    fn expected(&self) -> String {
        let Self { points, max, score, percent, passed, objectives, reasons, .. } = self;
        let pass_mark = if *passed { vec![] } else { vec!["pass-mark".to_owned()] };
        let reasons = reasons.clone().unwrap_or(pass_mark);
        let objectives: Vec<String> =
            objectives.iter().map(|(name, share)| format!("{name}: {share}")).collect();
        let (points, max, score) = (&points.0, &max.0, &score.0);
        let certainty =
            self.average.as_ref().map(|average| (average.0.to_string(), self.calibration.clone()));
        format!(
            "{points} of {max}, {score}, {percent}%, passed: {passed} {reasons:?}, {objectives:?}, {certainty:?}"
        )
    }
}

impl Asked {
    fn certainty(&self) -> Option<Sure> {
        let answered = match (&self.key, self.answered) {
            (_, Some(answered)) => answered,
            (Some(key), None) => answered(&key.key(), &key.response(self.response.as_ref())),
            (None, None) => true,
        };
        answered.then_some(match self.sure.as_deref() {
            None | Some("low") => Sure::Low,
            Some("medium") => Sure::Medium,
            Some("high") => Sure::High,
            Some(other) => panic!("no such certainty: {other}"),
        })
    }
}

/// Every row with what the table expects and what was found.
fn rows() -> Vec<(String, String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scoring.yaml");
    let text = std::fs::read_to_string(path).expect("the table can be read");
    let Table { questions, numbers, texts, attempts } =
        serde_yaml::from_str(&text).expect("the table has the form that its head describes");
    let questions = questions.iter().map(|row| (row.name.clone(), row.expected(), row.found()));
    let numbers = numbers.iter().map(|row| (row.name.clone(), row.expected(), row.found()));
    let texts =
        texts.iter().map(|row| (row.name.clone(), row.becomes.clone(), normal_text(&row.typed, row.case)));
    let attempts = attempts.iter().map(|row| (row.name.clone(), row.expected(), row.found()));
    questions.chain(numbers).chain(texts).chain(attempts).collect()
}

#[test]
fn every_row_of_the_table_holds() {
    let wrong: Vec<String> = rows()
        .into_iter()
        .filter(|(_, expected, found)| expected != found)
        .map(|(name, expected, found)| format!("{name}\n  expected {expected:?}\n  found    {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{} rows do not hold:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_table_is_long_and_each_row_has_a_name_of_its_own() {
    let rows = rows();
    let names: BTreeSet<&str> = rows.iter().map(|(name, ..)| name.as_str()).collect();
    assert!(rows.len() >= 120, "{} rows", rows.len());
    assert_eq!(names.len(), rows.len());
}

fn fraction() -> impl Strategy<Value = Fraction> + Clone {
    (-4_i64..=4, 1_i64..=4).prop_map(|(numerator, denominator)| Fraction::new(numerator, denominator))
}

fn id() -> impl Strategy<Value = Id> + Clone {
    select(vec!["a", "b", "c", "d", "z", ""]).prop_map(Id::from)
}

fn ids() -> impl Strategy<Value = Vec<Id>> + Clone {
    vec(id(), 0..7)
}

fn decimal() -> impl Strategy<Value = Decimal> + Clone {
    (-50_i32..50, 0_u32..3).prop_map(|(digits, scale)| {
        Decimal::parse(&format!("{digits}e-{scale}")).expect("whole digits and an exponent are a number")
    })
}

/// What people type, and what nobody types.
fn typed() -> impl Strategy<Value = String> + Clone {
    let piece = select(vec![
        "1", "23", "456", "0", ".", ",", " ", "'", "’", "-", "+", "\u{2212}", "e", "E", "e3", "٣", "４", "½",
        "²", "\u{200B}", "\u{301}", "\u{A0}", "\u{85}", "ß", "ﬁ", "İ", "Σ", "ς", "ẞ", "*", "a", "b", "days",
        "€", "é",
    ]);
    prop_oneof![vec(piece, 0..9).prop_map(|pieces| pieces.concat()), any::<String>()]
}

fn key() -> impl Strategy<Value = Key> {
    let marking = select(vec![Marking::AllOrNothing, Marking::Partial]);
    let choose = (ids(), marking).prop_map(|(right, marking)| Key::Choose { right: right.into(), marking });
    let weigh = btree_set(select(vec!["a", "b", "c", "d"]), 0..4)
        .prop_flat_map(|ids| (Just(ids.clone()), vec(fraction(), ids.len())))
        .prop_map(|(ids, credits)| Key::Weigh {
            credits: ids.into_iter().map(Id::from).zip(credits).collect(),
        });
    let range = (decimal(), decimal(), fraction()).prop_map(|(from, to, credit)| Range { from, to, credit });
    let unit = select(vec![None, Some("days".to_owned()), Some("€".to_owned()), Some(" ".to_owned())]);
    let number =
        (vec(range, 0..4), unit).prop_map(|(ranges, unit)| Key::Number { ranges: ranges.into(), unit });
    let accepted = (typed(), fraction()).prop_map(|(text, credit)| Accepted { text, credit });
    let text = (vec(accepted, 0..4), any::<bool>())
        .prop_map(|(accepted, case_sensitive)| Key::Text { accepted: accepted.into(), case_sensitive });
    let marking = select(vec![Marking::AllOrNothing, Marking::Partial]);
    let order = (btree_set(select(vec!["a", "b", "c", "d", "z"]), 0..5), marking.clone())
        .prop_map(|(ids, marking)| Key::Order { right: ids.into_iter().map(Id::from).collect(), marking });
    let part = prop_oneof![choose.clone(), weigh.clone(), number.clone(), text.clone()];
    let parts = (vec(part, 0..4), marking).prop_map(|(keys, marking)| Key::Parts {
        parts: ["a", "b", "c", "d"].map(Id::from).into_iter().zip(keys).collect(),
        marking,
    });
    prop_oneof![choose, weigh, number, text, order, parts, path(), Just(Key::Unscored)]
}

/// Any key for a path: with loops, dead ends and choices that lead nowhere, too.
fn path() -> impl Strategy<Value = Key> {
    let scene = || select(vec!["a", "b", "c", "d"]).prop_map(Id::from);
    let turn =
        (id(), scene(), scene(), fraction()).prop_map(|(id, from, to, points)| Turn { id, from, to, points });
    let endings = vec((scene(), fraction()), 0..3);
    let marking = select(vec![PathMarking::Points, PathMarking::Ending]);
    let most = (0_i64..6).prop_map(|most| Fraction::new(most, 1));
    (vec(turn, 0..9), endings, most, marking).prop_map(|(choices, endings, most, marking)| {
        Key::Path(Box::new(PathKey { start: "a".into(), choices, endings, most, marking }))
    })
}

fn response() -> impl Strategy<Value = Response> {
    let part = (
        select(vec!["a", "b", "c", "z"]).prop_map(Id::from),
        prop_oneof![typed(), id().prop_map(Into::into)],
    );
    prop_oneof![
        ids().prop_map(Response::Choices),
        typed().prop_map(Response::Text),
        vec(part, 0..5).prop_map(Response::Table)
    ]
}

fn any_mark() -> impl Strategy<Value = DecimalMark> {
    select(vec![DecimalMark::Point, DecimalMark::Comma])
}

proptest! {
    // What is found here becomes a row of the table, so nothing is kept beside it.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_answer_earns_from_nothing_to_everything(key in key(), response in response(), decimal in any_mark()) {
        let share = earned(&key, &response, decimal);
        prop_assert!(Fraction::zero() <= share && share <= Fraction::one(), "{share}");
        prop_assert!(share <= best(&key, true), "{share} is more than the best, {}", best(&key, true));
        prop_assert!(answered(&key, &response) || share.is_zero(), "{share} for no answer");
    }

    #[test]
    fn all_or_nothing_never_earns_more_than_partial_marking(right in ids(), picked in ids()) {
        let share = |marking| {
            let key = Key::Choose { right: right.clone().into(), marking };
            earned(&key, &Response::Choices(picked.clone()), DecimalMark::Point)
        };
        let (strict, partial) = (share(Marking::AllOrNothing), share(Marking::Partial));
        prop_assert!(strict <= partial);
        prop_assert_eq!(strict == Fraction::one(), partial == Fraction::one());
    }

    #[test]
    fn a_wrong_pick_more_never_earns_more(
        right in subsequence(vec!["a", "b", "c"], 1..=3),
        picked in subsequence(vec!["a", "b", "c", "d"], 0..=4),
    ) {
        let owned = |ids: &[&str]| ids.iter().copied().map(Id::from).collect::<Vec<_>>();
        let key = Key::Choose { right: owned(&right).into(), marking: Marking::Partial };
        let share = |ids| earned(&key, &Response::Choices(ids), DecimalMark::Point);
        let more = [owned(&picked), owned(&["wrong"])].concat();
        prop_assert!(share(more) <= share(owned(&picked)));
    }

    #[test]
    fn a_text_that_was_made_comparable_stays_as_it_is(text in typed(), case in any::<bool>()) {
        let once = normal_text(&text, case);
        prop_assert_eq!(normal_text(&once, case), once);
    }

    #[test]
    fn a_number_reads_the_same_after_the_text_was_made_comparable(
        text in typed(),
        unit in select(vec![None, Some("days"), Some("€"), Some("")]),
        decimal in any_mark(),
    ) {
        let read = read_number(&text, unit, decimal);
        prop_assert_eq!(read_number(&normal_text(&text, false), unit, decimal), read);
    }

    #[test]
    fn a_number_that_was_written_out_reads_as_itself(number in decimal(), mark in any_mark()) {
        let written = number.to_string().replace('.', &mark.as_char().to_string());
        prop_assert_eq!(read_number(&written, None, mark), Some(number));
    }

    #[test]
    fn points_add_up_whatever_the_objectives(
        asked in vec((0_i64..5, 0_i64..=4, select(vec![None, Some("x"), Some("y")])), 0..8),
        pass in 0_i64..=4,
    ) {
        let questions: Vec<Weighed> = asked
            .iter()
            .map(|(points, quarters, objective)| Weighed {
                id: Id::new(),
                sure: Some(Sure::Low),
                critical: false,
                points: Fraction::new(*points, 1),
                earned: Fraction::new(*quarters, 4),
                objective: objective.map(str::to_owned),
            })
            .collect();
        let pass = Fraction::new(pass, 4);
        let outcome = attempt(&questions, Terms { pass: Some(&pass), ..Terms::default() });
        prop_assert!(outcome.score <= Fraction::one() && outcome.total.points <= outcome.total.max);
        prop_assert_eq!(outcome.passed, Some(outcome.score >= pass));
        let filed: Fraction = outcome.objectives.iter().map(|(_, share)| share.max.clone()).sum();
        prop_assert!(filed <= outcome.total.max);
    }
}
