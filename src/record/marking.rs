//! Marking what learners answered where the key is not in the site.
//!
//! A response file is a record whose attempts wait to be marked. Marked, it is a
//! record like any other, with a chain made anew; each attempt that was marked
//! names the end of the chain that the learner made.

use std::fmt;

use serde_json::{Map, Value, json};

use super::chain::seal;
use super::csv::{percent, table};
use super::examine::{Misfit, examine};
use super::file::Entry;
use super::read::{Refusal, object, record};
use super::remark::Marks;
use super::syllabus::Syllabus;
use super::value::Moment;

/// A response file, marked.
#[derive(Debug, Clone)]
pub struct Marked {
    /// The record that it has become.
    pub file: Value,
    /// What was marked, in the order of time.
    pub attempts: Vec<MarkedAttempt>,
}

/// An attempt that was marked.
#[derive(Debug, Clone)]
pub struct MarkedAttempt {
    /// The learner's name.
    pub name: Option<String>,
    /// The course's id.
    pub course: String,
    /// The module whose quiz it is.
    pub module: String,
    /// When it was submitted.
    pub at: Moment,
    /// What it came to.
    pub marks: Marks,
}

/// Why a file is not marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unmarked {
    /// It is no record, or altered.
    Refused(Refusal),
    /// There is no course to mark it by.
    Misfit(Misfit),
    /// Nothing in it waits to be marked.
    NothingSealed,
    /// An attempt has other questions or terms than the course.
    Attempt {
        /// The number of its entry, from 1.
        entry: usize,
        /// What is wrong.
        why: String,
    },
}

/// Marks the response file that consists of `bytes`.
///
/// # Errors
/// When it is none, or an attempt in it cannot be marked as it was asked.
pub fn mark(bytes: &[u8], syllabus: &Syllabus) -> Result<Marked, Unmarked> {
    let mut file = object(bytes).map_err(Unmarked::Refused)?;
    let read = super::read(bytes).map_err(Unmarked::Refused)?;
    let examined = examine(read, syllabus);
    let found = examined.found.as_ref().map_err(|misfit| Unmarked::Misfit(misfit.clone()))?;
    let (mut attempts, end) = (Vec::new(), examined.record.hash.clone());
    for (entry, remarked) in &found.attempts {
        let Some(Entry::Attempt(taken)) = examined.record.entries.get(entry - 1) else { continue };
        if !taken.sealed {
            continue;
        }
        let wrong = remarked.disagreements.first().map(ToString::to_string);
        let changed = || {
            let other = remarked.unverified.first()?;
            Some(format!("the course has no such question any more: `{}`", other.question))
        };
        if let Some(why) = wrong.or_else(changed) {
            return Err(Unmarked::Attempt { entry: *entry, why });
        }
        write_marks(&mut file, *entry, &remarked.marks, &end);
        attempts.push(MarkedAttempt {
            name: examined.record.learner.0.as_ref().map(|learner| learner.name.clone()),
            course: examined.record.course.id.clone(),
            module: taken.module.clone(),
            at: taken.at,
            marks: remarked.marks.clone(),
        });
    }
    if attempts.is_empty() {
        return Err(Unmarked::NothingSealed);
    }
    seal(&mut file);
    record(&file).map_err(Unmarked::Refused)?;
    Ok(Marked { file: Value::Object(file), attempts })
}

/// Writes marks into the attempt that is entry number `entry`, in the file whose chain ends with `end`.
fn write_marks(file: &mut Map<String, Value>, entry: usize, marks: &Marks, end: &str) {
    let attempt =
        file.get_mut("entries").and_then(|entries| entries.get_mut(entry - 1)).and_then(Value::as_object_mut);
    let Some(attempt) = attempt else { return };
    if let Some(Value::Array(questions)) = attempt.get_mut("questions") {
        for (question, earned) in questions.iter_mut().zip(&marks.earned) {
            question["earned"] = json!(earned.to_string());
        }
    }
    attempt.remove("sealed");
    for (name, value) in [
        ("marked", json!(end)),
        ("points", json!(marks.points.points.to_string())),
        ("max", json!(marks.points.max.to_string())),
        ("passed", json!(marks.passed)),
        ("reasons", json!(marks.reasons)),
    ] {
        attempt.insert(name.to_owned(), value);
    }
}

/// The columns of a list of marks.
const COLUMNS: [&str; 9] =
    ["name", "course", "module", "submitted", "points", "max", "percent", "passed", "file"];

/// Marked attempts as CSV; each with the name of its file.
pub fn marks_csv<'a>(attempts: impl Iterator<Item = (&'a str, &'a MarkedAttempt)>) -> String {
    let row = |(file, attempt): (&str, &MarkedAttempt)| {
        let MarkedAttempt { name, course, module, at, marks } = attempt;
        [
            name.clone().unwrap_or_default(),
            course.clone(),
            module.clone(),
            at.to_string(),
            decimal(&marks.points.points),
            decimal(&marks.points.max),
            percent(&marks.points),
            if marks.passed { "yes" } else { "no" }.to_owned(),
            file.to_owned(),
        ]
    };
    table(&COLUMNS, attempts.map(row))
}

/// A number of points for a spreadsheet, which would take `5/2` for a day: with
/// two decimals at most, rounded down.
fn decimal(points: &crate::model::Fraction) -> String {
    let hundredths = points.percent_down();
    let (whole, part) = (hundredths / 100, hundredths % 100);
    if part == 0 { whole.to_string() } else { format!("{whole}.{part:02}").trim_end_matches('0').to_owned() }
}

impl fmt::Display for Unmarked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::Misfit(misfit) => misfit.fmt(f),
            Self::NothingSealed => f.write_str("nothing in it waits to be marked"),
            Self::Attempt { entry, why } => write!(f, "entry {entry} cannot be marked: {why}"),
        }
    }
}
