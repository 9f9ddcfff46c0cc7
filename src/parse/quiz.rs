//! `quiz.yml`: a module's assessment.

use std::num::NonZeroU32;

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use super::item::Item;
use super::yaml::Loaded;
use super::{course_rules, prose_at, questions, rules, yaml};
use crate::diag::Diagnostic;
use crate::model::{Confidence, Draw, FeedbackTime, Fraction, Keep, Mode, Quiz, Remembered};
use crate::question::Scalar;
use crate::source::{NodePath, Place, SourcePath};

/// A module's assessment.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Quiz")]
pub(super) struct Authored {
    /// The title.
    title: String,
    /// What the quiz is for: self-assessment if not given, marked in the browser; practice, which counts for nothing; sealed, which the author marks.
    mode: Option<ModeWord>,
    /// What is said before the first question, in Markdown.
    intro: Option<String>,
    /// That all pages of the module are to be opened before the quiz is taken: the reason for it, which learners read.
    pages_first: Option<String>,
    /// The share of the points that passes, such as 80%; without it nobody passes or fails.
    pass: Option<Scalar>,
    /// What must be reached besides in single objectives: the name of an objective, and the share of its points, such as 100%.
    #[serde(default, deserialize_with = "yaml::entries")]
    objective_pass: IndexMap<String, Scalar>,
    /// How long an attempt may take, such as 30 minutes; learners can always ask for more, or turn it off. Best left out.
    time_limit: Option<String>,
    /// How often the quiz can be taken; as often as one likes if not given.
    attempts: Option<NonZeroU32>,
    /// Which of several attempts counts; the best if not given.
    keep: Option<KeepWord>,
    /// How many questions each attempt draws: a number, or a number for each objective; all of them if not given.
    #[serde(default)]
    #[schemars(schema_with = "draw_schema")]
    draw: Option<AuthoredDraw>,
    /// Whether questions, and their options, come in a new order each time.
    shuffle: Option<bool>,
    /// When learners are told whether they were right.
    feedback: Option<When>,
    /// Whether learners say how sure they are of each answer: true to tell them how well they judge themselves, graded to make it the score.
    #[serde(default, deserialize_with = "confidence::read")]
    #[schemars(schema_with = "confidence::schema")]
    confidence: Confidence,
    /// The questions, and places where questions of a bank are taken in.
    questions: Vec<Item>,
}

/// What a quiz is for.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum ModeWord {
    /// Marked in the browser. The key is in the page.
    SelfAssessment,
    /// Marked in the browser, as often as one likes, and kept nowhere.
    Practice,
    /// Without a key in the site: the learner hands in a file, and the author marks it.
    Sealed,
}

/// Which of several attempts counts.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum KeepWord {
    /// The best: one that passed, then the one with the highest score.
    Best,
    /// The last one.
    Last,
    /// The first one.
    First,
}

/// How many questions are drawn.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum AuthoredDraw {
    Number(NonZeroU32),
    ByObjective(#[serde(deserialize_with = "yaml::entries")] IndexMap<String, NonZeroU32>),
}

fn draw_schema(_: &mut SchemaGenerator) -> Schema {
    let number = json_schema!({ "type": "integer", "format": "uint32", "minimum": 1 });
    json_schema!({
        "anyOf": [number, { "type": "object", "additionalProperties": number }],
        "description": "How many questions each attempt draws: a number, or a number for each objective; all of them if not given."
    })
}

impl From<AuthoredDraw> for Draw {
    fn from(authored: AuthoredDraw) -> Self {
        match authored {
            AuthoredDraw::Number(number) => Self::Number(number.get()),
            AuthoredDraw::ByObjective(numbers) => {
                Self::ByObjective(numbers.into_iter().map(|(name, number)| (name, number.get())).collect())
            }
        }
    }
}

/// `true`, `false` or `graded`.
mod confidence {
    use schemars::{Schema, SchemaGenerator, json_schema};
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer};

    use crate::model::Confidence;
    use crate::question::Scalar;

    pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Confidence, D::Error> {
        match Scalar::deserialize(deserializer)?.to_string().as_str() {
            "true" => Ok(Confidence::Asked),
            "graded" => Ok(Confidence::Graded),
            "false" | "" => Ok(Confidence::No),
            other => Err(D::Error::custom(format!("`{other}` is no use of confidence"))),
        }
    }

    pub(super) fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [{ "type": "boolean" }, { "type": "string", "enum": ["graded"] }],
            "description": "Whether learners say how sure they are of each answer: true to tell them how well they judge themselves, graded to make it the score."
        })
    }
}

/// When learners are told.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum When {
    /// After each question.
    Each,
    /// At the end, after all of them.
    End,
}

pub(super) fn read(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Quiz> {
    let before = diagnostics.len();
    let loaded = yaml::load::<Authored>(path, text, 0..text.len(), diagnostics)?;
    let has_title = loaded.is_written("title");
    let Loaded { value: authored, left_out, .. } = loaded;
    let is_whole = !diagnostics[before..].iter().any(Diagnostic::is_error);
    let at = |key: &'static str| Place::Node(path.clone(), NodePath::root().key(key));
    if has_title {
        rules::check_filled(&authored.title, at("title"), "title", diagnostics);
    }
    if authored.questions.is_empty() && is_whole {
        diagnostics.push(course_rules::no_questions(at("questions"), "quiz"));
    }
    // Questions keep the places that they have in the file, those left out counted.
    let places = (0..).filter(|place| !left_out.contains(place));
    let (mut written, mut banks) = (Vec::new(), Vec::new());
    for (index, item) in places.zip(&authored.questions) {
        match item {
            Item::Bank(bank) => banks.push(bank.taken_in_at(index)),
            Item::Question(question) => written.push((index, &**question)),
        }
    }
    let questions = questions::read(path, &written, diagnostics);
    let mut quiz = Quiz {
        path: path.clone(),
        intro: authored.intro.map(|intro| prose_at(path, "intro", &intro, diagnostics)),
        mode: match authored.mode {
            Some(ModeWord::Practice) => Mode::Practice,
            Some(ModeWord::Sealed) => Mode::Sealed,
            Some(ModeWord::SelfAssessment) | None => Mode::SelfAssessment,
        },
        pages_first: course_rules::reason(
            authored.pages_first,
            at("pages_first"),
            "pages_first",
            diagnostics,
        )
        .map(Into::into),
        pass: authored.pass.and_then(|pass| pass_mark(&pass, at("pass"), diagnostics)),
        objective_pass: authored
            .objective_pass
            .into_iter()
            .filter_map(|(objective, pass)| {
                let place =
                    Place::Node(path.clone(), NodePath::root().key("objective_pass").key(objective.clone()));
                Some((objective, pass_mark(&pass, place, diagnostics)?))
            })
            .collect(),
        title: authored.title,
        time_limit: authored
            .time_limit
            .and_then(|written| time_limit(&written, at("time_limit"), diagnostics)),
        attempts: authored.attempts,
        keep: match authored.keep {
            Some(KeepWord::First) => Keep::First,
            Some(KeepWord::Last) => Keep::Last,
            Some(KeepWord::Best) | None => Keep::Best,
        },
        draw: authored.draw.map(Draw::from),
        confidence: authored.confidence,
        shuffle: authored.shuffle.unwrap_or(false),
        feedback: match authored.feedback {
            Some(When::Each) => FeedbackTime::Each,
            Some(When::End) | None => FeedbackTime::End,
        },
        questions: questions.into(),
        banks: banks.into(),
        sealed: None,
        is_whole: false,
        said: Remembered::default(),
    };
    quiz.seal();
    quiz.is_whole = !diagnostics[before..].iter().any(Diagnostic::is_error);
    Some(quiz)
}

/// Reads `30 minutes` or `1 hour`, as minutes.
fn time_limit(written: &str, place: Place, diagnostics: &mut Vec<Diagnostic>) -> Option<NonZeroU32> {
    let written = written.trim();
    let digits = written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len());
    let (number, unit) = written.split_at(digits);
    let each = match unit.trim() {
        "minute" | "minutes" | "min" => Some(1),
        "hour" | "hours" | "h" => Some(60),
        _ => None,
    };
    let minutes = number.parse::<u32>().ok().zip(each).and_then(|(number, each)| number.checked_mul(each));
    let limit = minutes.filter(|minutes| *minutes <= 24 * 60).and_then(NonZeroU32::new);
    if limit.is_none() {
        diagnostics.push(course_rules::not_a_time_limit(place, written));
    }
    limit
}

/// Reads `80%`, `0.8` or `4/5`.
fn pass_mark(written: &Scalar, place: Place, diagnostics: &mut Vec<Diagnostic>) -> Option<Fraction> {
    let written = written.to_string();
    let pass = Fraction::parse(&written);
    match &pass {
        Some(share) if !share.is_negative() && *share <= Fraction::one() => return pass,
        Some(_) => diagnostics.push(course_rules::pass_out_of_range(place, &written)),
        None => diagnostics.push(course_rules::not_a_pass_mark(place, &written)),
    }
    None
}
