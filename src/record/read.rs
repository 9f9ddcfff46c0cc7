//! Reading a record file that cannot be trusted.

use std::cmp::Ordering;
use std::fmt;

use serde::Deserialize as _;
use serde_json::{Map, Value};

use super::canonical::has_only_safe_numbers;
use super::chain::{Break, broken};
use super::file::{Attempt, CourseName, Entry, FORMAT, Learner, RecordFile, VERSION};
use super::value::Required;

/// The largest record that is read, in bytes: hundreds of times what a course
/// of a hundred modules comes to.
pub const LIMIT: u64 = 16 * 1024 * 1024;

/// The members of a record, all of which must be there.
const MEMBERS: [&str; 7] = ["format", "version", "site", "course", "learner", "entries", "hash"];

/// Why a file is not taken for a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is larger than [`LIMIT`].
    TooLarge {
        /// How large, in bytes.
        bytes: u64,
    },
    /// It is no text.
    NotText,
    /// It is no JSON.
    NotJson {
        /// What the reader of JSON says, with line and column.
        why: String,
    },
    /// It is something else.
    Foreign {
        /// What it says to be, if anything.
        format: Option<String>,
    },
    /// It was written by a later coursewright.
    Newer {
        /// Its version of the format.
        version: u64,
    },
    /// It is not as coursewright writes records.
    Malformed {
        /// The number of the entry, from 1; `None` for what stands around them.
        entry: Option<usize>,
        /// What is wrong.
        why: String,
    },
    /// Something in it is not what was sealed.
    Altered(Box<Altered>),
    /// Something in a certificate is not what was signed.
    Unsigned,
    /// The same deed stands in it twice.
    Duplicate {
        /// The number of the second of the two entries, from 1.
        entry: usize,
        /// That of the first.
        first: usize,
        /// What was done.
        what: String,
    },
    /// An entry stands behind one that it should stand before.
    OutOfOrder {
        /// Its number, from 1.
        entry: usize,
    },
}

/// A record in which something is not what was sealed, with as much of it as can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Altered {
    /// The course that it says to be about.
    pub course: CourseName,
    /// Who it says to be of.
    pub learner: Option<String>,
    /// The number of the first entry that does not fit, from 1; `None` where
    /// entries are missing at the end, or the end itself is another.
    pub entry: Option<usize>,
    /// What that entry says, in words.
    pub what: String,
    /// How many entries there are.
    pub of: usize,
}

/// Reads a record: everything in it is as it was sealed and as coursewright writes it.
///
/// # Errors
/// When the file is no record, is altered, or is not understood.
pub fn read(bytes: &[u8]) -> Result<RecordFile, Refusal> {
    let file = object(bytes)?;
    match file.get("format").and_then(Value::as_str) {
        Some(FORMAT) => record(&file),
        format => Err(Refusal::Foreign { format: format.map(str::to_owned) }),
    }
}

/// Reads a record even where something in it is not what was sealed, and says
/// whether that is so.
///
/// # Errors
/// When the file is no record, or is not understood.
pub fn read_unsealed(bytes: &[u8]) -> Result<(RecordFile, bool), Refusal> {
    let file = object(bytes)?;
    match file.get("format").and_then(Value::as_str) {
        Some(FORMAT) => {
            check_version(&file, VERSION)?;
            check_shape(&file)?;
            Ok((contents(&file)?, broken(&file).is_some()))
        }
        format => Err(Refusal::Foreign { format: format.map(str::to_owned) }),
    }
}

/// The JSON object that a file holds.
pub(super) fn object(bytes: &[u8]) -> Result<Map<String, Value>, Refusal> {
    if bytes.len() as u64 > LIMIT {
        return Err(Refusal::TooLarge { bytes: bytes.len() as u64 });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match serde_json::from_str(text) {
        Ok(Value::Object(file)) => Ok(file),
        Ok(_) => Err(Refusal::Foreign { format: None }),
        Err(error) => Err(Refusal::NotJson { why: error.to_string() }),
    }
}

/// The record in a JSON object that says to be one.
pub(super) fn record(file: &Map<String, Value>) -> Result<RecordFile, Refusal> {
    check_version(file, VERSION)?;
    check_shape(file)?;
    if let Some(at) = broken(file) {
        return Err(Refusal::Altered(Box::new(altered(file, at)?)));
    }
    contents(file)
}

/// What a record of the right shape says.
fn contents(file: &Map<String, Value>) -> Result<RecordFile, Refusal> {
    let entries = entries(file);
    let mut read = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let malformed = |why: String| Refusal::Malformed { entry: Some(index + 1), why };
        let entry = Entry::read(entry).map_err(malformed)?;
        if let Entry::Attempt(taken) = &entry {
            check_marks(taken).map_err(|missing| malformed(missing.to_owned()))?;
        }
        read.push(entry);
    }
    check_order(&read)?;
    Ok(RecordFile {
        format: FORMAT.to_owned(),
        version: VERSION,
        site: text(file, "site")?,
        course: course(file)?,
        learner: learner(file)?,
        entries: read,
        hash: text(file, "hash")?,
    })
}

/// Refuses what a later version wrote.
pub(super) fn check_version(file: &Map<String, Value>, latest: u64) -> Result<(), Refusal> {
    match file.get("version").and_then(Value::as_u64) {
        Some(version) if version > latest => Err(Refusal::Newer { version }),
        Some(1..) => Ok(()),
        _ => Err(around("the member `version` must be a whole number from 1")),
    }
}

/// Whether the file has the members of a record, and no others, which the chain would not seal.
fn check_shape(file: &Map<String, Value>) -> Result<(), Refusal> {
    if let Some(name) = MEMBERS.iter().find(|name| !file.contains_key(**name)) {
        return Err(around(format!("the member `{name}` is missing")));
    }
    if let Some(name) = file.keys().find(|name| !MEMBERS.contains(&name.as_str())) {
        return Err(around(format!("there is a member `{name}`, which no record has")));
    }
    text(file, "site")?;
    text(file, "hash")?;
    course(file)?;
    learner(file)?;
    let Some(entries) = file["entries"].as_array() else {
        return Err(around("the member `entries` must be a list"));
    };
    for (index, entry) in entries.iter().enumerate() {
        let malformed = |why: &str| Refusal::Malformed { entry: Some(index + 1), why: why.to_owned() };
        if entry.get("hash").and_then(Value::as_str).is_none() {
            return Err(malformed("it has no `hash`"));
        }
        if !has_only_safe_numbers(entry) {
            return Err(malformed("a number in it is not whole, or too large"));
        }
    }
    Ok(())
}

/// Whether an attempt is either marked or waits to be.
fn check_marks(taken: &Attempt) -> Result<(), &'static str> {
    let marks = [
        (taken.points.is_some(), "it has no `points`"),
        (taken.max.is_some(), "it has no `max`"),
        (taken.passed.is_some(), "it has no `passed`"),
        (taken.reasons.is_some(), "it has no `reasons`"),
        (taken.questions.iter().all(|asked| asked.earned.is_some()), "a question in it has no `earned`"),
    ];
    if !taken.sealed {
        return marks.into_iter().find(|(there, _)| !there).map_or(Ok(()), |(_, missing)| Err(missing));
    }
    let is_marked = marks[..4].iter().any(|(there, _)| *there)
        || taken.questions.iter().any(|asked| asked.earned.is_some());
    if is_marked { Err("it is sealed and has marks") } else { Ok(()) }
}

/// Entries stand in order, and none of them twice.
fn check_order(entries: &[Entry]) -> Result<(), Refusal> {
    let mut seen = std::collections::HashMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let number = index + 1;
        let deed = match entry {
            Entry::Opened(opened) => ("opened", opened.module.as_str(), opened.page.as_str(), ""),
            Entry::Attestation(given) => {
                ("attestation", given.module.as_str(), given.id.as_str(), given.digest.as_str())
            }
            Entry::Attempt(taken) => ("attempt", "", taken.id.as_str(), ""),
        };
        if let Some(first) = seen.insert(deed, number) {
            return Err(Refusal::Duplicate { entry: number, first, what: what(entry) });
        }
        if index > 0 && in_order(&entries[index - 1], entry) == Ordering::Greater {
            return Err(Refusal::OutOfOrder { entry: number });
        }
    }
    Ok(())
}

/// By time, then kind, module and name, as JavaScript compares texts.
fn in_order(a: &Entry, b: &Entry) -> Ordering {
    let parts = |entry: &Entry| match entry {
        Entry::Opened(opened) => ["opened", &opened.module, &opened.page, ""].map(units),
        Entry::Attestation(given) => ["attestation", &given.module, &given.id, &given.digest].map(units),
        Entry::Attempt(taken) => ["attempt", &taken.module, &taken.id, ""].map(units),
    };
    a.at().cmp(b.at()).then_with(|| parts(a).cmp(&parts(b)))
}

fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

/// What was done, in words.
fn what(entry: &Entry) -> String {
    match entry {
        Entry::Opened(opened) => format!("the page `{}/{}` was opened", opened.module, opened.page),
        Entry::Attestation(given) if given.module.is_empty() => "the course was attested".to_owned(),
        Entry::Attestation(given) => format!("`{}/{}` was attested", given.module, given.id),
        Entry::Attempt(taken) => {
            format!("attempt `{}` at the quiz of `{}` was submitted", taken.id, taken.module)
        }
    }
}

fn altered(file: &Map<String, Value>, at: Break) -> Result<Altered, Refusal> {
    let entries = entries(file);
    let entry = if let Break::At(number) = at { Some(number) } else { None };
    Ok(Altered {
        course: course(file)?,
        learner: learner(file)?.0.map(|learner| learner.name),
        what: entry.map_or_else(String::new, |number| hearsay(&entries[number - 1])),
        entry,
        of: entries.len(),
    })
}

/// What an entry that is not to be trusted says, in words.
fn hearsay(entry: &Value) -> String {
    let say = |name: &str| entry.get(name).and_then(Value::as_str).unwrap_or("?");
    let what = match say("kind") {
        "opened" => format!("the page `{}/{}` opened", say("module"), say("page")),
        "attestation" if say("module").is_empty() => "the attestation of the course".to_owned(),
        "attestation" => format!("the attestation `{}/{}`", say("module"), say("id")),
        "attempt" => format!("an attempt at the quiz of `{}`", say("module")),
        kind => format!("something of the kind `{kind}`"),
    };
    format!("{what}, {}", say("at"))
}

fn entries(file: &Map<String, Value>) -> &[Value] {
    file.get("entries").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn text(file: &Map<String, Value>, name: &str) -> Result<String, Refusal> {
    let text = file.get(name).and_then(Value::as_str).map(str::to_owned);
    text.ok_or_else(|| around(format!("the member `{name}` must be a text")))
}

fn course(file: &Map<String, Value>) -> Result<CourseName, Refusal> {
    let course = file.get("course").unwrap_or(&Value::Null);
    CourseName::deserialize(course).map_err(|error| around(format!("the member `course`: {error}")))
}

fn learner(file: &Map<String, Value>) -> Result<Required<Learner>, Refusal> {
    let learner = file.get("learner").unwrap_or(&Value::Null);
    Required::deserialize(learner).map_err(|error| around(format!("the member `learner`: {error}")))
}

fn around(why: impl Into<String>) -> Refusal {
    Refusal::Malformed { entry: None, why: why.into() }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { bytes } => {
                let (has, most) = (bytes.div_ceil(1024 * 1024), LIMIT / (1024 * 1024));
                write!(f, "the file is too large for a record: {has} MiB, and {most} MiB are read")
            }
            Self::NotText => f.write_str("this is no text, so it is no record"),
            Self::NotJson { why } => write!(f, "this is no JSON, so it is no record: {why}"),
            Self::Foreign { format: Some(format) } => {
                write!(f, "this is no record of coursewright, but says to be `{format}`")
            }
            Self::Foreign { format: None } => f.write_str("this is no record of coursewright"),
            Self::Newer { version } => write!(
                f,
                "this was written by a later coursewright (version {version} of the format; \
                 version {VERSION} is read here)"
            ),
            Self::Malformed { entry: Some(entry), why } => {
                write!(f, "entry {entry} is not as coursewright writes it: {why}")
            }
            Self::Malformed { entry: None, why } => write!(f, "this is not as coursewright writes it: {why}"),
            Self::Altered(altered) => altered.fmt(f),
            Self::Unsigned => f.write_str("something in this certificate is not what was signed"),
            Self::Duplicate { entry, first, what } => {
                write!(f, "entry {entry} says again what entry {first} says: {what}")
            }
            Self::OutOfOrder { entry } => {
                write!(f, "entry {entry} stands behind entries that are later than it")
            }
        }
    }
}

impl fmt::Display for Altered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { entry, what, of, .. } = self;
        match entry {
            None if *of == 0 => f.write_str("site, course or learner are not what was sealed"),
            None => {
                write!(f, "all {of} entries fit, but the end is another: entries are missing behind them")
            }
            Some(1) => write!(
                f,
                "entry 1 of {of} is not what was sealed ({what}), or else site, course or learner are not"
            ),
            Some(entry) => write!(f, "entry {entry} of {of} is not what was sealed: {what}"),
        }
    }
}
