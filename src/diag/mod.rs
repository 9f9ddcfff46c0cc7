//! The one type for telling the author something.
//!
//! A [`Rule`] is what can be wrong, with a long explanation and an example; a
//! [`Diagnostic`] is one finding of it, with its place and a way out. Rules
//! stand beside the code that finds them. A [`Report`] puts findings in order
//! and prints them: for people, as JSON, as SARIF, as GitHub annotations.
//!
//! Nothing here writes to a stream: every form is a value that the caller prints.

mod alike;
mod amounts;
mod github;
mod human;
mod json;
mod lines;
mod report;
mod sarif;

pub use alike::{Names, did_you_mean};
pub use amounts::{counted, grouped};
pub use lines::{LineIndex, Position};
pub use report::{Finding, Region, Report, Spot};

use crate::source::Place;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Learners would be misled or something would not work: nothing is published.
    Error,
    /// Worth mending; does not stop publication.
    Warning,
}

/// Something that can be wrong with a project.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    /// Its name, in lower case with hyphens; what `explain` takes.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Why it matters and what to do about it, in a few plain sentences.
    pub explain: &'static str,
    /// What a trainer could have written that is wrong, and the same put right.
    pub example: Example,
}

/// The same passage of a file, wrong and right. Empty where no text can show it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Example {
    /// With the fault.
    pub wrong: &'static str,
    /// Without it.
    pub right: &'static str,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub rule: &'static Rule,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What to say at that place, beside the caret; may be empty.
    pub label: String,
    /// A second place that the finding is about, and what to say there.
    pub second: Option<(Place, String)>,
    /// A way out: what to write instead.
    pub help: Option<String>,
}

impl Severity {
    /// Its name in every printed form.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl Diagnostic {
    /// A finding of `rule` at `place`; `message` says what is wrong.
    pub fn new(rule: &'static Rule, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self {
            rule,
            message: message.into(),
            place: place.into(),
            label: String::new(),
            second: None,
            help: None,
        }
    }

    /// Says something beside the caret.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }

    /// Names a second place that the finding is about.
    #[must_use]
    pub fn also(mut self, place: impl Into<Place>, text: impl Into<String>) -> Self {
        self.second = Some((place.into(), text.into()));
        self
    }

    /// Says the way out.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Every place that it names.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.place).chain(self.second.iter().map(|(place, _)| place))
    }

    /// Whether it forbids publication.
    pub fn is_error(&self) -> bool {
        self.rule.severity == Severity::Error
    }
}
