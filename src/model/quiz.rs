//! A module's assessment.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::Arc;

use super::{Digest, Fraction, Key, Prose, Question, Remembered, ShortDigest};
use crate::source::SourcePath;

/// A module's assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct Quiz {
    /// The file.
    pub path: SourcePath,
    /// The title.
    pub title: String,
    /// What is said before the first question.
    pub intro: Option<Prose>,
    /// What the quiz is for, and where it is marked.
    pub mode: Mode,
    /// Why all pages of the module are to be opened before the quiz is taken;
    /// without it nothing comes before it.
    pub pages_first: Option<Box<str>>,
    /// The share of points that passes, from 0 to 1; without it nobody passes or fails.
    pub pass: Option<Fraction>,
    /// The share of its own points that an objective must reach besides, by its name, in the order written.
    pub objective_pass: Box<[(String, Fraction)]>,
    /// How many minutes an attempt may take, if the author insists; learners can ask for more.
    pub time_limit: Option<NonZeroU32>,
    /// How often the quiz can be taken; without it as often as one likes.
    pub attempts: Option<NonZeroU32>,
    /// Which of several attempts counts.
    pub keep: Keep,
    /// How many questions an attempt asks; without it all of them.
    pub draw: Option<Draw>,
    /// Whether questions, and options inside them, come in a new order each time.
    pub shuffle: bool,
    /// When the learner is told.
    pub feedback: FeedbackTime,
    /// Whether learners say how sure they are of each answer.
    pub confidence: Confidence,
    /// In the order written, those of banks in the place where they are taken in.
    pub questions: Box<[Arc<Question>]>,
    /// Where questions of banks are taken in, in the order written.
    pub banks: Box<[BankUse]>,
    /// The questions without their keys, where the quiz is sealed; see [`Quiz::seal`].
    pub sealed: Option<Box<[Arc<Question>]>>,
    /// Whether all that was written could be understood. Where it could not, what
    /// depends on all questions together is not worth telling.
    pub is_whole: bool,
    /// See [`Quiz::digest`].
    pub said: Remembered,
}

/// Questions that several quizzes use: a file in `content/banks/`.
#[derive(Debug, Clone, PartialEq)]
pub struct Bank {
    /// The file.
    pub path: SourcePath,
    /// In the order written.
    pub questions: Vec<Arc<Question>>,
    /// Whether all that was written could be understood.
    pub is_whole: bool,
}

/// A place in a quiz where questions of a bank are taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankUse {
    /// The bank, as it is written: its path below `content/`.
    pub from: String,
    /// Only its questions about this objective.
    pub objective: Option<String>,
    /// Only its questions with these ids; all of them if there are none.
    pub ids: Vec<String>,
    /// The place in the quiz's list of questions, counted from 0.
    pub index: usize,
}

/// When a learner is told whether an answer was right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FeedbackTime {
    /// After the whole quiz is submitted.
    #[default]
    End,
    /// After each question.
    Each,
}

/// What a quiz is for, and where it is marked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// Marked in the browser, for the learner and the learner's record. The key
    /// is in the page, and whoever looks for it finds it.
    #[default]
    SelfAssessment,
    /// Marked in the browser, as often as one likes, and kept nowhere.
    Practice,
    /// Marked by the author: neither key nor feedback is in the site, and the
    /// learner hands in a file.
    Sealed,
}

/// Whether learners say how sure they are of each answer, and what comes of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Confidence {
    /// They are not asked.
    #[default]
    No,
    /// They are told how well they judge themselves; the score is what it is without.
    Asked,
    /// It makes the score.
    Graded,
}

/// How sure somebody is of an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// Hardly; also who does not say.
    #[default]
    Low,
    /// Fairly.
    Medium,
    /// Very.
    High,
}

/// Which of several attempts counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Keep {
    /// One that passed before one that did not, then the higher score, then the earlier.
    #[default]
    Best,
    /// The latest.
    Last,
    /// The earliest.
    First,
}

impl Keep {
    /// What authors write, and the name in records and in the script.
    pub fn name(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::Last => "last",
            Self::First => "first",
        }
    }
}

impl Confidence {
    /// The name in records and in the script; `None` where nobody is asked.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::No => None,
            Self::Asked => Some("asked"),
            Self::Graded => Some("graded"),
        }
    }
}

/// How many questions an attempt asks. Questions in which nothing is right or
/// wrong are always asked and never drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Draw {
    /// So many of all.
    Number(u32),
    /// So many about each of these objectives, by its name, and no others.
    ByObjective(Vec<(String, u32)>),
}

/// Questions of which an attempt draws some.
#[derive(Debug, Clone, PartialEq)]
pub struct Pool<'a> {
    /// The objective that they are about; empty where they are all questions.
    pub name: &'a str,
    /// In the order written.
    pub questions: Vec<&'a Question>,
    /// How many are drawn, never more than there are.
    pub drawn: usize,
}

impl Quiz {
    /// The digest of what it says, with what it takes in from banks.
    pub fn digest(&self) -> Digest {
        self.said.of(self)
    }

    /// What is drawn from, in the order written. Without `draw` it is one pool
    /// of which everything is drawn.
    pub fn pools(&self) -> Vec<Pool<'_>> {
        let pool = |name, number: u32, questions: Vec<_>| Pool {
            name,
            drawn: questions.len().min(usize::try_from(number).unwrap_or(usize::MAX)),
            questions,
        };
        let scored =
            || self.questions.iter().map(|question| &**question).filter(|one| one.key != Key::Unscored);
        match &self.draw {
            None => vec![pool("", u32::MAX, scored().collect())],
            Some(Draw::Number(number)) => vec![pool("", *number, scored().collect())],
            Some(Draw::ByObjective(numbers)) => {
                let mut about: HashMap<&str, Vec<&Question>> = HashMap::new();
                for question in scored() {
                    if let Some(objective) = &question.objective {
                        about.entry(objective).or_default().push(question);
                    }
                }
                let about = |name: &str| about.get(name).cloned().unwrap_or_default();
                numbers.iter().map(|(name, number)| pool(name, *number, about(name))).collect()
            }
        }
    }

    /// The questions that are asked in every attempt, because nothing in them is right or wrong.
    pub fn always_asked(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().map(|question| &**question).filter(|one| one.key == Key::Unscored)
    }

    /// Whether an attempt at it counts for anything.
    pub fn counts(&self) -> bool {
        self.mode != Mode::Practice
    }

    /// Makes the questions of a sealed quiz ready to be shown: without their keys.
    pub fn seal(&mut self) {
        let is_sealed = self.mode == Mode::Sealed;
        let blank = |question: &Arc<Question>| Arc::new(question.without_key());
        self.sealed = is_sealed.then(|| self.questions.iter().map(blank).collect());
    }

    /// The questions as a site shows them: those of a sealed quiz without their keys.
    pub fn published(&self) -> &[Arc<Question>] {
        self.sealed.as_deref().unwrap_or(&self.questions)
    }

    /// The digest by which a stored answer to one of its questions names it.
    pub fn digest_of(&self, question: &Question) -> ShortDigest {
        if self.mode == Mode::Sealed { question.open_digest } else { question.digest }
    }

    /// How many questions an attempt asks.
    pub fn asked(&self) -> usize {
        match &self.draw {
            None => self.questions.len(),
            Some(_) => {
                self.pools().iter().map(|pool| pool.drawn).sum::<usize>() + self.always_asked().count()
            }
        }
    }
}
