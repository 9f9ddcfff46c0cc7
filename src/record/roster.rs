//! Many records gathered into a training register.
//!
//! Each record is read, held against its course and boiled down to what was
//! done before the next one is looked at, so ten thousand of them need little
//! room. Gathering is split over threads and put together again in any order.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::certificate::CERTIFICATE_FORMAT;
use super::examine::examine;
use super::file::RecordFile;
use super::read::{Refusal, read};
use super::standing::{Standing, State, standing};
use super::syllabus::{Done, Syllabus};
use super::value::Moment;
use crate::model::Validity;
use crate::score::normal_text;

/// Records on their way into a register.
#[derive(Debug, Default)]
pub struct Gathering {
    learners: BTreeMap<Whose, Learning>,
    faults: Vec<Fault>,
    files: usize,
}

/// Whose record it is: by course and by name, or by file where no name was given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Whose {
    course: String,
    name: String,
    file: String,
}

/// What is known of a learner in a course so far.
#[derive(Debug)]
struct Learning {
    done: Done,
    /// That with the latest entry.
    newest: Newest,
    files: Vec<String>,
}

/// The newest of several records, and what is shown of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Newest {
    at: Option<Moment>,
    hash: String,
    name: Option<String>,
    release: String,
}

/// A file that does not count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// Why it does not.
    pub why: String,
}

/// A training register: who stands where in which course.
#[derive(Debug)]
pub struct Roster {
    /// The day that it is made for.
    pub day: Date,
    /// By course, then by name.
    pub rows: Vec<Row>,
    /// Files that do not count, by name.
    pub faults: Vec<Fault>,
    /// How many files there were, those included.
    pub files: usize,
}

/// A learner in a course.
#[derive(Debug, Clone)]
pub struct Row {
    /// The course's id.
    pub course: String,
    /// The course's title, as it is now.
    pub title: String,
    /// The learner's name as it stands in the newest record; `None` if no name was given.
    pub name: Option<String>,
    /// Where the learner stands.
    pub standing: Standing,
    /// The release of the newest entry.
    pub release: String,
    /// The digest at the end of the newest record.
    pub hash: String,
    /// The files that it rests on.
    pub files: Vec<String>,
}

impl Gathering {
    /// Takes in the file that is called `file`, which holds `bytes`.
    pub fn add(&mut self, file: String, bytes: &[u8], syllabus: &Syllabus) {
        match read(bytes) {
            Ok(record) => self.add_record(file, record, syllabus),
            // What was certified stands beside what was recorded, and says nothing new.
            Err(Refusal::Foreign { format: Some(format) }) if format == CERTIFICATE_FORMAT => {}
            Err(refusal) => self.refuse(file, &refusal),
        }
    }

    /// Notes a file that cannot be read, or is not to be.
    pub fn refuse(&mut self, file: String, why: &impl ToString) {
        self.files += 1;
        self.faults.push(Fault { file, why: why.to_string() });
    }

    fn add_record(&mut self, file: String, record: RecordFile, syllabus: &Syllabus) {
        let examined = examine(record, syllabus);
        let found = match &examined.found {
            Ok(found) if found.agrees() => found,
            Ok(found) => {
                let first = found
                    .attempts
                    .iter()
                    .find_map(|(entry, marked)| Some((entry, marked.disagreements.first()?)));
                let misquoted = || {
                    found.misquoted.first().map(|entry| format!("entry {entry} misquotes what was confirmed"))
                };
                let why = first.map(|(entry, one)| format!("entry {entry}: {one}"));
                let why = why.or_else(misquoted).unwrap_or_default();
                return self.refuse(file, &format!("its marks are not those of the rule: {why}"));
            }
            Err(misfit) => return self.refuse(file, misfit),
        };
        self.files += 1;
        let record = &examined.record;
        let name = record.learner.0.as_ref().map(|learner| learner.name.trim().to_owned());
        let name = name.filter(|name| !name.is_empty());
        let whose = Whose {
            course: record.course.id.clone(),
            name: name.as_deref().map(|name| normal_text(name, false)).unwrap_or_default(),
            file: if name.is_some() { String::new() } else { file.clone() },
        };
        let last = record.entries.last();
        let newest = Newest {
            at: last.map(|entry| *entry.at()),
            hash: record.hash.clone(),
            name,
            release: last.map(|entry| entry.release().0.clone()).unwrap_or_default(),
        };
        self.learn(whose, Learning { done: found.done.clone(), newest, files: vec![file] });
    }

    fn learn(&mut self, whose: Whose, more: Learning) {
        match self.learners.get_mut(&whose) {
            None => drop(self.learners.insert(whose, more)),
            Some(known) => {
                known.done.merge(more.done);
                known.files.extend(more.files);
                if more.newest > known.newest {
                    known.newest = more.newest;
                }
            }
        }
    }

    /// Both together.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        if self.files < other.files {
            return other.with(self);
        }
        self.files += other.files;
        self.faults.extend(other.faults);
        for (whose, learning) in other.learners {
            self.learn(whose, learning);
        }
        self
    }

    /// The register for the day `today`; see [`standing`].
    pub fn into_roster(self, syllabus: &Syllabus, today: Date, warning: Validity) -> Roster {
        let Self { learners, mut faults, files } = self;
        let rows = learners.into_iter().filter_map(|(whose, learning)| {
            let taught = syllabus.course(&whose.course)?;
            let mut files = learning.files;
            files.sort();
            Some(Row {
                title: taught.course.about.title.clone(),
                standing: standing(taught, &learning.done, today, warning),
                course: whose.course,
                name: learning.newest.name,
                release: learning.newest.release,
                hash: learning.newest.hash,
                files,
            })
        });
        let rows = rows.collect();
        faults.sort();
        Roster { day: today, rows, faults, files }
    }
}

impl Roster {
    /// How many stand so.
    pub fn count(&self, state: State) -> usize {
        self.rows.iter().filter(|row| row.standing.state == state).count()
    }
}
