//! A record file: what stands in it, and the schema that says so to others.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::value::{Exact, Moment, Release, Required};
use crate::model::{self, Response};

/// What the member `format` of a record says.
pub const FORMAT: &str = "coursewright-record";

/// The version of records that is read here, and the latest that there is.
pub const VERSION: u64 = 1;

/// What a learner did in a course: the learner's own file.
///
/// Everything in it is sealed by a chain of SHA-256 digests, written as 64
/// lower-case hexadecimal digits. `canonical(x)` is JSON by RFC 8785: no white
/// space, the names of members in the order of their UTF-16 code units. The
/// digest of the head is that of canonical({format, version, site, course,
/// learner}). The `hash` of an entry is the digest of the text made of the
/// `hash` of the entry before it (of the digest of the head, for the first) and
/// canonical(the entry without `hash`). The `hash` of the file is that of the
/// last entry, or the digest of the head where there is none.
///
/// The chain shows that the record is whole. It does not show who sat at the
/// desk, and whoever makes a chain anew can write anything into it.
#[derive(Debug, Clone, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Record")]
pub struct RecordFile {
    /// What kind of file it is: `coursewright-record`.
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// The version of the format: 1.
    #[schemars(extend("const" = VERSION))]
    pub version: u64,
    /// The `id` of the site, from its `site.yml`.
    pub site: String,
    /// The course.
    pub course: CourseName,
    /// Who the learner says to be; null where no name was given.
    pub learner: Required<Learner>,
    /// What was done, in the order of time, then of `kind`, `module` and `page` or `id`.
    pub entries: Vec<Entry>,
    /// The digest at the end of the chain.
    pub hash: String,
}

/// A course, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CourseName {
    /// The name in its address: its folder's without the number in front.
    pub id: String,
    /// The title that learners read.
    pub title: String,
}

/// Who the learner says to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Learner {
    /// As typed.
    pub name: String,
}

/// Something that was done.
#[derive(Debug, Clone, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Entry {
    /// A page was opened for the first time.
    Opened(Opened),
    /// Words were confirmed.
    Attestation(Attestation),
    /// A quiz was submitted.
    Attempt(Box<Attempt>),
}

/// A page that was opened for the first time.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Opened {
    /// When.
    pub at: Moment,
    /// The release of the course that it was opened in.
    pub release: Release,
    /// The module.
    pub module: String,
    /// The page.
    pub page: String,
    /// Seals the entry.
    pub hash: String,
}

/// Words that were confirmed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Attestation {
    /// When.
    pub at: Moment,
    /// The release of the course in which they stood.
    pub release: Release,
    /// The module; empty for a sentence about the whole course.
    pub module: String,
    /// The id of the question; `course` for a sentence about the whole course.
    pub id: String,
    /// Changes when the words do.
    pub digest: String,
    /// The words, exactly as they stood.
    pub wording: String,
    /// Seals the entry.
    pub hash: String,
}

/// A quiz that was submitted.
///
/// Where the quiz is `sealed`, its key is not in the site: `sealed` is true
/// then, and all that marking gives is missing until `coursewright mark` adds it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Attempt {
    /// Unique among the learner's attempts.
    pub id: String,
    /// The module whose quiz it is.
    pub module: String,
    /// The release of the course that it was taken in.
    pub release: Release,
    /// When the first question was shown.
    pub started: Moment,
    /// When it was submitted.
    pub at: Moment,
    /// What the questions and their order were drawn from.
    pub seed: u64,
    /// The share of the points that passes; null where nobody passes or fails.
    pub pass: Required<Exact>,
    /// The share of its own points that an objective must reach, by objective.
    #[serde(default)]
    pub objective_pass: BTreeMap<String, Exact>,
    /// Whether learners said how sure they were, and whether that made the
    /// score; missing where they were not asked.
    pub confidence: Option<Confidence>,
    /// The questions as drawn, in the order in which they were shown.
    pub questions: Vec<Asked>,
    /// Whether it waits to be marked.
    #[serde(default)]
    pub sealed: bool,
    /// Where it was marked afterwards: the digest at the end of the response file that it was marked in.
    pub marked: Option<String>,
    /// Points earned.
    pub points: Option<Exact>,
    /// Points that there were to earn.
    pub max: Option<Exact>,
    /// Whether it passed; true where nobody can fail.
    pub passed: Option<bool>,
    /// Why it did not: `pass-mark`, `critical:QUESTION`, `objective:OBJECTIVE`.
    pub reasons: Option<Vec<String>>,
    /// Seals the entry.
    pub hash: String,
}

/// A question of an attempt, and its answer.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Asked {
    /// Its id in the quiz.
    pub id: String,
    /// Changes when the question, what can be chosen or the key changes.
    pub digest: String,
    /// The ids of what was shown in another order than the author's, in that order.
    pub order: Option<Vec<String>>,
    /// The answer; null where there is none.
    pub response: Required<Answer>,
    /// How sure the learner was of the answer; counts as low where it was not said.
    pub sure: Option<Sure>,
    /// What the question is worth.
    pub points: Exact,
    /// The share of the points, from 0 to 1, that the answer earned.
    pub earned: Option<Exact>,
    /// Whether nobody passes who does not earn all of it.
    #[serde(default)]
    pub critical: bool,
    /// The objective that it belongs to.
    pub objective: Option<String>,
}

/// What comes of learners' saying how sure they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// They are told how well they judge themselves.
    Asked,
    /// It makes the score.
    Graded,
}

impl Confidence {
    /// The same, as the scoring rule takes it.
    pub fn asked(this: Option<Self>) -> model::Confidence {
        match this {
            None => model::Confidence::No,
            Some(Self::Asked) => model::Confidence::Asked,
            Some(Self::Graded) => model::Confidence::Graded,
        }
    }
}

/// How sure somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sure {
    /// Hardly.
    Low,
    /// Fairly.
    Medium,
    /// Very.
    High,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Answer {
    /// What was typed.
    Text(String),
    /// The ids of what was picked, of all items in the order given to them, or
    /// of the choices on the path taken.
    Choices(Vec<String>),
    /// By the id of a part what was picked or typed for it.
    Table(BTreeMap<String, String>),
}

impl Entry {
    /// Reads an entry. By hand, because serde copies all of a value first whose
    /// kind stands inside.
    pub(super) fn read(value: &Value) -> Result<Self, String> {
        let told = |error: serde_json::Error| error.to_string();
        match value.get("kind").and_then(Value::as_str) {
            Some("opened") => Opened::deserialize(value).map(Self::Opened).map_err(told),
            Some("attestation") => Attestation::deserialize(value).map(Self::Attestation).map_err(told),
            Some("attempt") => {
                Attempt::deserialize(value).map(|taken| Self::Attempt(Box::new(taken))).map_err(told)
            }
            Some(kind) => Err(format!("there is no kind of entry `{kind}`")),
            None => Err("it has no `kind`".to_owned()),
        }
    }

    /// When it was done.
    pub fn at(&self) -> &Moment {
        match self {
            Self::Opened(opened) => &opened.at,
            Self::Attestation(given) => &given.at,
            Self::Attempt(taken) => &taken.at,
        }
    }

    /// The release of the course that it was done in.
    pub fn release(&self) -> &Release {
        match self {
            Self::Opened(opened) => &opened.release,
            Self::Attestation(given) => &given.release,
            Self::Attempt(taken) => &taken.release,
        }
    }
}

impl From<Sure> for model::Sure {
    fn from(sure: Sure) -> Self {
        match sure {
            Sure::Low => Self::Low,
            Sure::Medium => Self::Medium,
            Sure::High => Self::High,
        }
    }
}

impl Asked {
    /// How sure the learner was, as the scoring rule takes it; `answered` says
    /// whether there was an answer to be sure of.
    pub fn certainty(&self, answered: bool) -> Option<model::Sure> {
        answered.then(|| self.sure.map_or(model::Sure::Low, model::Sure::from))
    }

    /// The answer, as the scoring rule takes it; one that is empty where there is none.
    pub fn response(&self) -> Response {
        match &self.response.0 {
            None => Response::Choices(Vec::new()),
            Some(Answer::Text(typed)) => Response::Text(typed.clone()),
            Some(Answer::Choices(picked)) => Response::Choices(picked.iter().map(Into::into).collect()),
            Some(Answer::Table(given)) => {
                Response::Table(given.iter().map(|(part, value)| (part.into(), value.clone())).collect())
            }
        }
    }
}
