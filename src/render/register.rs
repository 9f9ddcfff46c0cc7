//! A training register on one page that needs nothing beside it: no script, no
//! other file, ready to be printed or sent.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Renderer;
use crate::diag::Diagnostic;
use crate::model::Curriculum;

/// A training register, as it is shown.
#[derive(Debug, Clone, Serialize)]
pub struct Register {
    /// The day that it is made for, as `YYYY-MM-DD`.
    pub day: String,
    /// How many files it was made from.
    pub files: usize,
    /// Courses that somebody has a record of, in the order of the site.
    pub courses: Vec<Attended>,
    /// Files that do not count, and why.
    pub faults: Vec<(String, String)>,
}

/// A course, and who stands where in it.
#[derive(Debug, Clone, Serialize)]
pub struct Attended {
    /// Its title.
    pub title: String,
    /// The present release, by its first digits.
    pub release: String,
    /// How long it counts, such as `12 months`; `None` if for ever.
    pub valid_for: Option<String>,
    /// How many stand so, by the name of the state, in the order in which they are told.
    pub counts: Vec<(&'static str, usize)>,
    /// By name.
    pub learners: Vec<Attendee>,
}

/// A learner in a course.
#[derive(Debug, Clone, Serialize)]
pub struct Attendee {
    /// The name; `None` if none was given.
    pub name: Option<String>,
    /// Where the learner stands: the name of the state.
    pub state: &'static str,
    /// When the course was completed, as `YYYY-MM-DD`.
    pub completed: Option<String>,
    /// The last day on which that counts, as `YYYY-MM-DD`.
    pub expires: Option<String>,
    /// The score in whole percent, rounded down.
    pub percent: Option<i64>,
    /// The check code of the record.
    pub code: String,
}

#[derive(Serialize)]
struct View<'a> {
    language: &'a str,
    direction: &'static str,
    /// CSS.
    style: &'a str,
    site: &'a str,
    organisation: Option<&'a str>,
    /// What each state is called.
    states: BTreeMap<&'static str, &'a str>,
    register: &'a Register,
}

/// The states, and the words for them.
const STATES: [(&str, &str); 6] = [
    ("current", "register_current"),
    ("expiring", "register_expiring"),
    ("expired", "register_expired"),
    ("superseded", "register_superseded"),
    ("failed", "register_failed"),
    ("incomplete", "register_incomplete"),
];

impl Renderer {
    /// The page that shows `register`.
    ///
    /// # Errors
    /// When the template of the theme cannot be rendered.
    pub fn register(&self, curriculum: &Curriculum, register: &Register) -> Result<String, Box<Diagnostic>> {
        let settings = &curriculum.settings;
        self.fill(
            "register.html",
            &View {
                language: &settings.language,
                direction: self.words.direction(),
                style: &self.look.register_style,
                site: &settings.title,
                organisation: settings.organisation.as_deref(),
                states: STATES.into_iter().map(|(state, key)| (state, self.words.get(key))).collect(),
                register,
            },
        )
    }
}
