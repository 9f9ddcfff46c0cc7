//! What completes a course, and since when. `tests/completion.yaml` is the
//! table of cases; the browser's twin is held to the same.
//!
//! A module is complete when its pages have been opened, its attestations given
//! and its quiz passed by the attempt that counts. A course is complete when its
//! required modules are, and its own attestation is given. Which release any of
//! that happened under is no matter here: who asks leaves out what is not to count.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::Share;
use crate::model::{Fraction, Id, Keep};

/// What there is to be done in a course.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// In the order of the course.
    pub modules: Vec<ModuleOutline>,
    /// The digest of the sentence that is confirmed for the whole course.
    pub attestation: Option<String>,
}

/// What there is to be done in a module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ModuleOutline {
    /// Its id.
    pub id: Id,
    /// Whether the course is not complete without it.
    pub required: bool,
    /// The ids of its pages.
    pub pages: Vec<Id>,
    /// The attestations that it requires: id and digest.
    pub attestations: Vec<(Id, String)>,
    /// Its quiz.
    pub quiz: Option<Counting>,
}

/// Which attempts at a quiz count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counting {
    /// Only so many, the earliest; without it all.
    pub attempts: Option<u32>,
    /// Which of those.
    pub keep: Keep,
}

/// What somebody did in a course, place by place of its [`Outline`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deeds {
    modules: Vec<ModuleDeeds>,
    /// When the sentence for the whole course was confirmed.
    attested: Option<Timestamp>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct ModuleDeeds {
    opened: Vec<Option<Timestamp>>,
    attested: Vec<Option<Timestamp>>,
    /// By id.
    attempts: BTreeMap<String, Taken>,
}

/// An attempt that was submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// When it was submitted.
    pub at: Timestamp,
    /// Whether it passed; true where nobody can fail.
    pub passed: bool,
    /// Points earned and points there were to earn.
    pub points: Share,
}

/// How far somebody has come in a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// In the order of the course.
    pub modules: Vec<ModuleCompletion>,
    /// Since when the course is complete; `None` if it is not. A course counts
    /// as completed anew once every quiz in it has been passed again.
    pub completed: Option<Timestamp>,
    /// What the attempts that count earned together, over the required modules.
    pub points: Share,
}

/// How far somebody has come in a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleCompletion {
    /// Its id.
    pub id: Id,
    /// Whether the course is not complete without it.
    pub required: bool,
    /// How many of its pages have been opened, and how many there are.
    pub opened: (usize, usize),
    /// How many attestations have been given, and how many it requires.
    pub attested: (usize, usize),
    /// Its quiz, if it has one.
    pub quiz: Option<QuizState>,
    /// Since when it is complete.
    pub completed: Option<Timestamp>,
}

/// What came of a quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuizState {
    /// Nothing was submitted.
    Open,
    /// The attempt that counts did not pass.
    Failed,
    /// It did.
    Passed,
}

impl Outline {
    fn module(&self, id: &str) -> Option<(usize, &ModuleOutline)> {
        self.modules.iter().enumerate().find(|(_, module)| module.id == id)
    }
}

impl Deeds {
    /// Nothing done yet in a course of this outline.
    pub fn none(outline: &Outline) -> Self {
        let modules = outline.modules.iter().map(|module| ModuleDeeds {
            opened: vec![None; module.pages.len()],
            attested: vec![None; module.attestations.len()],
            attempts: BTreeMap::new(),
        });
        Self { modules: modules.collect(), attested: None }
    }

    /// A page was opened. What the course does not have is passed over here and below.
    pub fn open(&mut self, outline: &Outline, module: &str, page: &str, at: Timestamp) {
        let Some((m, outlined)) = outline.module(module) else { return };
        if let Some(p) = outlined.pages.iter().position(|id| id == page) {
            note(&mut self.modules[m].opened[p], Some(at));
        }
    }

    /// An attestation was given; with an empty module that of the course.
    pub fn attest(&mut self, outline: &Outline, module: &str, id: &str, digest: &str, at: Timestamp) {
        if module.is_empty() {
            if outline.attestation.as_deref() == Some(digest) {
                note(&mut self.attested, Some(at));
            }
        } else if let Some((m, outlined)) = outline.module(module) {
            let is_it = |(asked, words): &(Id, String)| asked == id && words == digest;
            if let Some(a) = outlined.attestations.iter().position(is_it) {
                note(&mut self.modules[m].attested[a], Some(at));
            }
        }
    }

    /// An attempt with this id was submitted. Of two with the same id the first stands.
    pub fn take(&mut self, outline: &Outline, module: &str, id: &str, taken: Taken) {
        if let Some((m, _)) = outline.module(module) {
            self.modules[m].attempts.entry(id.to_owned()).or_insert(taken);
        }
    }

    /// What is known from two records of the same person in the same course.
    pub fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.modules.iter_mut().zip(other.modules) {
            for (first, at) in mine.opened.iter_mut().zip(theirs.opened) {
                note(first, at);
            }
            for (first, at) in mine.attested.iter_mut().zip(theirs.attested) {
                note(first, at);
            }
            for (id, taken) in theirs.attempts {
                mine.attempts.entry(id).or_insert(taken);
            }
        }
        note(&mut self.attested, other.attested);
    }
}

/// Of two times for the same deed the earlier stands.
fn note(first: &mut Option<Timestamp>, at: Option<Timestamp>) {
    *first = first.iter().copied().chain(at).min();
}

/// How far `deeds` have brought somebody in the course of `outline`.
pub fn completion(outline: &Outline, deeds: &Deeds) -> Completion {
    let mut points = Share { points: Fraction::zero(), max: Fraction::zero() };
    let mut firsts = vec![outline.attestation.as_ref().map(|_| deeds.attested)];
    let mut again = None;
    let mut modules = Vec::with_capacity(outline.modules.len());
    for (outlined, done) in outline.modules.iter().zip(&deeds.modules) {
        let tally = outlined.quiz.map(|counting| Tally::of(counting, done.attempts.values()));
        let quiz = tally.as_ref().map(|tally| tally.passed.map(|(first, _)| first));
        let steps = done.opened.iter().chain(&done.attested).chain(&quiz);
        let completed = latest(steps.copied());
        if outlined.required {
            firsts.push(Some(completed));
            if let Some((_, last)) = tally.as_ref().and_then(|tally| tally.passed) {
                again = Some(again.map_or(last, |again: Timestamp| again.min(last)));
            }
            if let Some(kept) = tally.as_ref().and_then(|tally| tally.kept) {
                points.points = points.points + kept.points.points.clone();
                points.max = points.max + kept.points.max.clone();
            }
        }
        modules.push(ModuleCompletion {
            id: outlined.id.clone(),
            required: outlined.required,
            opened: (done.opened.iter().flatten().count(), done.opened.len()),
            attested: (done.attested.iter().flatten().count(), done.attested.len()),
            quiz: tally.map(|tally| tally.state()),
            completed,
        });
    }
    let has_required = modules.iter().any(|module| module.required);
    let first = latest(firsts.into_iter().flatten()).filter(|_| has_required);
    Completion {
        modules,
        completed: first.map(|first| again.map_or(first, |again| first.max(again))),
        points,
    }
}

/// The latest of these times, if none is missing; a time without meaning for no steps at all.
fn latest(steps: impl Iterator<Item = Option<Timestamp>>) -> Option<Timestamp> {
    steps.into_iter().try_fold(Timestamp::UNIX_EPOCH, |latest, step| Some(latest.max(step?)))
}

/// What the attempts at a quiz came to.
struct Tally<'a> {
    /// The one that counts.
    kept: Option<&'a Taken>,
    /// When it was first passed and when last, by attempts that may count.
    passed: Option<(Timestamp, Timestamp)>,
}

impl<'a> Tally<'a> {
    fn of(counting: Counting, attempts: impl Iterator<Item = &'a Taken>) -> Self {
        let mut attempts: Vec<&Taken> = attempts.collect();
        attempts.sort_by_key(|taken| taken.at);
        let most = counting.attempts.and_then(|most| usize::try_from(most).ok());
        attempts.truncate(most.unwrap_or(usize::MAX));
        let better = |a: &&Taken, b: &&Taken| {
            (a.passed, a.points.score(), b.at).cmp(&(b.passed, b.points.score(), a.at))
        };
        let kept = match counting.keep {
            Keep::Best => attempts.iter().copied().max_by(better),
            Keep::Last => attempts.last().copied(),
            Keep::First => attempts.first().copied(),
        };
        let mut times = attempts.iter().filter(|taken| taken.passed).map(|taken| taken.at);
        let passed = match counting.keep {
            Keep::Best => times.next().map(|first| (first, times.next_back().unwrap_or(first))),
            Keep::Last | Keep::First => kept.filter(|kept| kept.passed).map(|kept| (kept.at, kept.at)),
        };
        Self { kept, passed }
    }

    fn state(&self) -> QuizState {
        match (&self.kept, &self.passed) {
            (None, _) => QuizState::Open,
            (Some(_), None) => QuizState::Failed,
            (Some(_), Some(_)) => QuizState::Passed,
        }
    }
}
