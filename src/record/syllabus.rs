//! What records are held against: the courses as they are taught now.

use std::collections::HashMap;

use crate::model::{Acceptance, Course, Curriculum, Module, Question, ShortDigest};
use crate::score::{Counting, DecimalMark, Deeds, ModuleOutline, Outline, Taken};

use super::file::{Entry, RecordFile};
use super::remark::{Remarked, remark};
use super::value::Release;

/// The courses of a project, ready for any number of records.
#[derive(Debug)]
pub struct Syllabus<'a> {
    /// The id of the site.
    pub site: &'a str,
    /// The public key by which certificates of the site are recognised.
    pub public_key: Option<&'a str>,
    pub(super) decimal: DecimalMark,
    courses: HashMap<&'a str, Taught<'a>>,
}

/// A course, ready for any number of records.
#[derive(Debug)]
pub struct Taught<'a> {
    /// The course.
    pub course: &'a Course,
    /// What there is to be done in it.
    pub outline: Outline,
    /// Its release, as a record names it.
    pub release: String,
    questions: HashMap<(&'a str, &'a str), &'a Question>,
}

/// What somebody did in a course.
#[derive(Debug, Clone)]
pub struct Done {
    /// Under any release.
    pub ever: Deeds,
    /// As far as it counts for the present release: attempts that were taken
    /// under it or under one that is still valid, and attestations of the same
    /// words. That a page was opened is noted once and for ever, so it only
    /// tells releases apart in a course that asks for nothing else.
    pub counting: Deeds,
    /// Whether something was done at all.
    pub any: bool,
    /// Whether any of it was done under the present release, or one that is still valid.
    pub any_counts: bool,
}

impl<'a> Syllabus<'a> {
    /// What `curriculum` teaches.
    pub fn new(curriculum: &'a Curriculum) -> Self {
        Self {
            site: &curriculum.settings.id,
            public_key: curriculum.settings.public_key.as_deref(),
            decimal: DecimalMark::of(&curriculum.settings.language),
            courses: curriculum
                .courses
                .iter()
                .map(|course| (course.id.as_str(), Taught::new(course)))
                .collect(),
        }
    }

    /// The course with this id.
    pub fn course(&self, id: &str) -> Option<&Taught<'a>> {
        self.courses.get(id)
    }

    /// The ids of all courses.
    pub fn ids(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.courses.keys().copied()
    }
}

impl<'a> Taught<'a> {
    fn new(course: &'a Course) -> Self {
        let mut questions = HashMap::new();
        for module in &*course.modules {
            for question in module.quiz.iter().flat_map(|quiz| &quiz.questions) {
                questions.insert((module.id.as_str(), question.id.as_str()), &**question);
            }
        }
        Self { course, outline: outline(course), release: course.release.to_string(), questions }
    }

    /// The question of this id in the quiz of a module.
    pub fn question(&self, module: &str, id: &str) -> Option<&'a Question> {
        self.questions.get(&(module, id)).copied()
    }

    /// The digest by which a stored answer to a question of that quiz names it.
    pub fn digest_of(&self, module: &str, question: &Question) -> ShortDigest {
        let quiz = self.module(module).and_then(|module| module.quiz.as_deref());
        quiz.map_or(question.digest, |quiz| quiz.digest_of(question))
    }

    /// The module of this id.
    pub fn module(&self, id: &str) -> Option<&'a Module> {
        self.course.modules.iter().find(|module| module.id == id)
    }

    /// How the present course takes what was done under `release`.
    pub fn acceptance(&self, release: &Release) -> Acceptance {
        if release.0 == self.release { Acceptance::Current } else { self.course.about.acceptance(&release.0) }
    }

    /// Each attempt of a record with the number of its entry, from 1, marked again.
    pub fn remark<'r>(
        &'r self,
        record: &'r RecordFile,
        decimal: DecimalMark,
    ) -> impl Iterator<Item = (usize, Remarked)> + 'r {
        record.entries.iter().enumerate().filter_map(move |(index, entry)| {
            let Entry::Attempt(taken) = entry else { return None };
            Some((index + 1, remark(taken, self, decimal)))
        })
    }

    /// What `record` says was done; `attempts` are its attempts, marked again.
    pub fn done(&self, record: &RecordFile, attempts: &[(usize, Remarked)]) -> Done {
        let outline = &self.outline;
        let (mut ever, mut counting) = (Deeds::none(outline), Deeds::none(outline));
        let asks = |module: &ModuleOutline| module.quiz.is_some() || !module.attestations.is_empty();
        let only_pages = outline.attestation.is_none()
            && !outline.modules.iter().filter(|module| module.required).any(asks);
        let mut attempts = attempts.iter();
        let mut any_counts = false;
        for entry in &record.entries {
            let counts = self.acceptance(entry.release()) != Acceptance::Superseded;
            any_counts |= counts;
            let at = entry.at().0;
            match entry {
                Entry::Opened(opened) => {
                    ever.open(outline, &opened.module, &opened.page, at);
                    if counts || !only_pages {
                        counting.open(outline, &opened.module, &opened.page, at);
                    }
                }
                Entry::Attestation(given) => {
                    for deeds in [&mut ever, &mut counting] {
                        deeds.attest(outline, &given.module, &given.id, &given.digest, at);
                    }
                }
                Entry::Attempt(attempt) => {
                    let Some((_, marked)) = attempts.next() else { continue };
                    let Some((points, passed)) = marked.result.clone() else { continue };
                    let taken = Taken { at, passed, points };
                    if counts {
                        counting.take(outline, &attempt.module, &attempt.id, taken.clone());
                    }
                    ever.take(outline, &attempt.module, &attempt.id, taken);
                }
            }
        }
        Done { ever, counting, any: !record.entries.is_empty(), any_counts }
    }
}

impl Done {
    /// What is known from two records of the same person in the same course.
    pub fn merge(&mut self, other: Self) {
        self.ever.merge(other.ever);
        self.counting.merge(other.counting);
        self.any |= other.any;
        self.any_counts |= other.any_counts;
    }
}

/// What there is to be done in a course.
fn outline(course: &Course) -> Outline {
    let module = |module: &Module| ModuleOutline {
        id: module.id.clone(),
        required: module.required,
        pages: module.pages.iter().map(|page| page.id.clone()).collect(),
        attestations: module
            .attestations()
            .map(|(question, statement)| (question.id.clone(), statement.digest.clone()))
            .collect(),
        quiz: module
            .quiz
            .as_ref()
            .filter(|quiz| quiz.counts())
            .map(|quiz| Counting { attempts: quiz.attempts.map(u32::from), keep: quiz.keep }),
    };
    Outline {
        modules: course.modules.iter().map(module).collect(),
        attestation: course.about.attestation.as_ref().map(|statement| statement.digest.clone()),
    }
}
