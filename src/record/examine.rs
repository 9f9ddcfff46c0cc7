//! A record held against the course that it is about.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;

use super::file::{Entry, RecordFile};
use super::remark::Remarked;
use super::standing::{Standing, standing};
use super::syllabus::{Done, Syllabus, Taught};
use super::value::Release;
use crate::diag::did_you_mean;
use crate::model::{Acceptance, Statement, Validity};

/// A record that is whole, and what became of it beside its course.
#[derive(Debug, Clone)]
pub struct Examined {
    /// What it says.
    pub record: RecordFile,
    /// What was found; `Err` where there is no course to hold it against.
    pub found: Result<Found, Misfit>,
}

/// A record beside its course.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its attempts with the numbers of their entries, from 1, marked again.
    pub attempts: Vec<(usize, Remarked)>,
    /// The releases that it was made under, how each is taken today, and how many entries name it.
    pub releases: Vec<(Release, Acceptance, usize)>,
    /// The numbers of entries whose words are not those that their digest is made of.
    pub misquoted: Vec<usize>,
    /// What was done.
    pub done: Done,
}

/// Why a record cannot be held against the courses of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// It is from another site.
    OtherSite {
        /// The id of the site that it is from.
        from: String,
        /// The id of this one.
        here: String,
    },
    /// There is no such course.
    NoSuchCourse {
        /// Its id.
        course: String,
        /// The course that is probably meant.
        meant: Option<String>,
    },
}

/// Holds a record against its course in `syllabus`.
pub fn examine(record: RecordFile, syllabus: &Syllabus) -> Examined {
    let found = taught(&record, syllabus).map(|taught| {
        let attempts: Vec<(usize, Remarked)> = taught.remark(&record, syllabus.decimal).collect();
        let mut releases: BTreeMap<(Acceptance, &Release), usize> = BTreeMap::new();
        for entry in &record.entries {
            *releases.entry((taught.acceptance(entry.release()), entry.release())).or_default() += 1;
        }
        Found {
            done: taught.done(&record, &attempts),
            misquoted: misquoted(&record),
            releases: releases
                .into_iter()
                .map(|((acceptance, release), count)| (release.clone(), acceptance, count))
                .collect(),
            attempts,
        }
    });
    Examined { record, found }
}

fn taught<'s, 'a>(record: &RecordFile, syllabus: &'s Syllabus<'a>) -> Result<&'s Taught<'a>, Misfit> {
    if record.site != syllabus.site {
        return Err(Misfit::OtherSite { from: record.site.clone(), here: syllabus.site.to_owned() });
    }
    syllabus.course(&record.course.id).ok_or_else(|| Misfit::NoSuchCourse {
        course: record.course.id.clone(),
        meant: did_you_mean(&record.course.id, syllabus.ids()).map(str::to_owned),
    })
}

/// Attestations of other words than their digest says.
fn misquoted(record: &RecordFile) -> Vec<usize> {
    let is_misquoted = |entry: &Entry| match entry {
        Entry::Attestation(given) => Statement::new(given.wording.clone()).digest != given.digest,
        Entry::Opened(_) | Entry::Attempt(_) => false,
    };
    let entries = record.entries.iter().enumerate();
    entries.filter(|(_, entry)| is_misquoted(entry)).map(|(index, _)| index + 1).collect()
}

impl Examined {
    /// Whether there is a course, and nothing in the record contradicts it.
    pub fn agrees(&self) -> bool {
        self.found.as_ref().is_ok_and(Found::agrees)
    }

    /// What an entry is about, in words.
    pub fn about(&self, entry: usize) -> String {
        match self.record.entries.get(entry.wrapping_sub(1)) {
            Some(Entry::Attempt(taken)) => {
                format!("an attempt at the quiz of `{}`, {}", taken.module, taken.at)
            }
            Some(Entry::Opened(opened)) => {
                format!("the page `{}/{}`, {}", opened.module, opened.page, opened.at)
            }
            Some(Entry::Attestation(given)) => {
                format!("the attestation `{}/{}`, {}", given.module, given.id, given.at)
            }
            None => String::new(),
        }
    }
}

impl Found {
    /// Whether nothing in the record contradicts the rule or the course.
    pub fn agrees(&self) -> bool {
        self.misquoted.is_empty() && self.attempts.iter().all(|(_, attempt)| attempt.disagreements.is_empty())
    }

    /// Where the learner stands on the day `today`; see [`standing`].
    pub fn standing(&self, taught: &Taught, today: Date, warning: Validity) -> Standing {
        standing(taught, &self.done, today, warning)
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherSite { from, here } => {
                write!(f, "the record is from the site `{from}`, and this project is the site `{here}`")
            }
            Self::NoSuchCourse { course, meant: Some(meant) } => {
                write!(f, "this project has no course `{course}`; the nearest is `{meant}`")
            }
            Self::NoSuchCourse { course, meant: None } => write!(f, "this project has no course `{course}`"),
        }
    }
}
