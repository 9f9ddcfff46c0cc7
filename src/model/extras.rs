//! What some questions have and most of a large site have not.

use std::ops::Deref;
use std::sync::LazyLock;

use super::{Attestation, FeedbackFor, Link, Prose};
use crate::source::NodePath;

/// The extras of a question. There may be a hundred thousand questions, so none
/// at all take no memory.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extras(Option<Box<Extra>>);

/// What stands with a question beside what every one has. All of it may be empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extra {
    /// What stands between prompt and answer: further paragraphs, code, pictures.
    pub stem: Prose,
    /// Help that the learner may open before answering.
    pub hint: Option<Prose>,
    /// Where the answer is taught.
    pub read: Option<Link>,
    /// Names of entries of `sources.yml`.
    pub sources: Box<[String]>,
    /// What the learner confirms, where that is all that is asked: by picking the only choice.
    pub attestation: Option<Attestation>,
    /// What is said to particular answers.
    pub feedback: Box<[(FeedbackFor, Prose)]>,
    /// Those of the question's texts that refer to something else, each with the
    /// node of the quiz that it is written in.
    pub referring: Box<[(NodePath, Prose)]>,
}

impl From<Extra> for Extras {
    fn from(extra: Extra) -> Self {
        Self((extra != *NONE).then(|| Box::new(extra)))
    }
}

static NONE: LazyLock<Extra> = LazyLock::new(Extra::default);

impl Deref for Extras {
    type Target = Extra;

    fn deref(&self) -> &Extra {
        self.0.as_deref().unwrap_or(&NONE)
    }
}
