//! The checked curriculum as plain data.
//!
//! Everything above writes it or reads it, so it knows nobody: no YAML, no
//! Markdown, no HTML templates, no JSON. Texts are [`Prose`]: HTML that is
//! complete but for the places that only a whole site can fill in.

mod color;
mod digest;
mod extras;
mod number;
mod path;
mod picture;
mod place_words;
mod prose;
mod question;
mod quiz;
mod scenario;
mod validity;

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::Arc;

use indexmap::IndexMap;

pub use color::Color;
pub use digest::{Digest, Release, Remembered, Says, ShortDigest, Transcript};
pub use extras::{Extra, Extras};
pub use number::{Decimal, Fraction};
pub use path::{PathKey, PathMarking, Turn};
pub use picture::{Area, Hotspots};
pub use place_words::speaks_of_places;
pub use prose::{
    Block, BlockKind, Extent, Heading, Link, Picture, Piece, Prose, Spanned, one_line, push_escaped,
    push_plain, push_value,
};
pub use question::{
    Accepted, Choice, ChoiceText, FeedbackFor, Gap, GapField, Interaction, Key, Marking, Question, Range,
    Response,
};
pub use quiz::{Bank, BankUse, Confidence, Draw, FeedbackTime, Keep, Mode, Pool, Quiz, Sure};
pub use scenario::{Onward, Paths, Scene, SceneChoice};
pub use validity::{CalendarUnit, Validity};

use crate::source::SourcePath;

/// What tells a thing from others of its kind. Most are short, and up to 15 bytes
/// take no memory of their own.
pub type Id = ecow::EcoString;

/// Everything that a project teaches: settings, courses and the sources they cite.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Curriculum {
    /// What holds for the whole site.
    pub settings: Arc<Settings>,
    /// In the order of their folders.
    pub courses: Vec<Course>,
    /// The bibliography, in the order of `sources.yml`.
    pub citations: Arc<Vec<Citation>>,
    /// The words that are explained, in the order of `glossary.yml`.
    pub glossary: Arc<Vec<Term>>,
    /// Pictures and other files that are copied, with their size in pixels where they have one.
    pub assets: BTreeMap<SourcePath, Option<(u32, u32)>>,
}

/// What `site.yml` says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// The name under which browsers keep a learner's progress; must not change.
    pub id: String,
    /// The title of the site.
    pub title: String,
    /// BCP 47 tag of the language that the site is written in.
    pub language: String,
    /// Who offers the training.
    pub organisation: Option<String>,
    /// Where the site will be published; only for what must be absolute.
    pub base_url: Option<String>,
    /// The folder in `themes/` whose files override the default theme's.
    pub theme: Option<String>,
    /// The organisation's colour; links and buttons take it.
    pub brand_color: Option<Color>,
    /// The organisation's logo.
    pub logo: Option<SourcePath>,
    /// What stands at the foot of every page.
    pub notice: Option<Prose>,
    /// Whether pages may hold HTML of their own.
    pub allow_html: bool,
    /// The reading grade above which a page is warned about.
    pub max_reading_grade: Option<u8>,
    /// The public key by which signed certificates are recognised: Ed25519, in base64url.
    pub public_key: Option<String>,
    /// What holds where several people learn at the same device.
    pub shared_desk: Option<SharedDesk>,
}

/// How several people learn at the same device, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharedDesk {
    /// Whether each has a profile of their own, with a name; otherwise there is
    /// one session at a time.
    pub profiles: bool,
    /// After how many minutes without a touch the page is covered; never if it says nothing.
    pub lock_after: Option<NonZeroU32>,
}

impl SharedDesk {
    /// The longest time until the page is covered, in minutes.
    pub const LONGEST: u32 = 8 * 60;
}

/// A course: a folder with `course.yml` and modules.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// Its part of the address: the folder's name without the number in front.
    pub id: Id,
    /// What `course.yml` says.
    pub about: Arc<CourseAbout>,
    /// In the order of their folders.
    pub modules: Arc<[Module]>,
    /// What tells it from itself before and after a change.
    pub release: Release,
}

/// What `course.yml` says.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseAbout {
    /// The file.
    pub path: SourcePath,
    /// The title.
    pub title: String,
    /// What the course is about.
    pub summary: Prose,
    /// For whom it is.
    pub audience: Option<String>,
    /// What a learner will be able to do, in the order written: the sentence that
    /// learners read, by the name that pages and questions use.
    pub objectives: IndexMap<String, String>,
    /// The ids of the modules without which the course is not complete, in the
    /// order written; all of them if it says nothing.
    pub required: Option<Vec<String>>,
    /// Why the modules are to be completed in their order; without it they may come in any.
    pub in_order: Option<String>,
    /// What a learner confirms before the course is complete.
    pub attestation: Option<Statement>,
    /// How long the completed course counts, from the day of its completion.
    pub valid_for: Option<Validity>,
    /// Whether a learner who has completed the course gets a certificate.
    pub certificate: bool,
    /// How the digests of earlier releases begin whose records count as if they
    /// were of this one: at least [`RELEASE_DIGITS`] hexadecimal digits each.
    pub still_valid: Vec<String>,
}

/// How a course takes what was done under a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Acceptance {
    /// It is the present one.
    Current,
    /// It is an earlier one, and what was done under it still counts.
    StillValid,
    /// It is another, and what was done under it counts no more.
    Superseded,
}

impl Course {
    /// The module that must be complete before the `m`th one counts: the one
    /// before it that is required, in a course that goes in order.
    pub fn before(&self, m: usize) -> Option<&Module> {
        self.modules.get(self.modules.get(m)?.after?)
    }
}

impl CourseAbout {
    /// How what was done under `release` is taken, which is not the present one.
    pub fn acceptance(&self, release: &str) -> Acceptance {
        if self.still_valid.iter().any(|beginning| release.starts_with(beginning)) {
            Acceptance::StillValid
        } else {
            Acceptance::Superseded
        }
    }
}

/// The fewest hexadecimal digits by which a release can be named.
pub const RELEASE_DIGITS: usize = 8;

/// A sentence that a learner confirms. In a record it stands as an attestation
/// under this digest, of a module and with the id of the question that asks for
/// it; for a course as a whole with an empty module and the id [`Statement::ID`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The exact words, as plain text.
    pub wording: String,
    /// Changes when the words do: 16 hexadecimal digits.
    pub digest: String,
}

impl Statement {
    /// The id in a record of that of a course.
    pub const ID: &'static str = "course";

    /// A statement of these words.
    pub fn new(wording: String) -> Self {
        let digest = format!("{:.16}", Digest::of(&wording));
        Self { wording, digest }
    }
}

/// A statement that a question asks the learner to confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attestation {
    /// What is confirmed.
    pub statement: Statement,
    /// Whether the module is not complete without it.
    pub required: bool,
}

/// A module: a folder with pages and perhaps a quiz.
#[derive(Debug, Clone, PartialEq)]
pub struct Module {
    /// Its part of the address: the folder's name without the number in front.
    pub id: Id,
    /// Whether the course is not complete without it.
    pub required: bool,
    /// The place in the course of the module that must be complete before this one counts.
    pub after: Option<usize>,
    /// Never empty; the first is `index.md`.
    pub pages: Vec<Arc<Page>>,
    /// The module's assessment.
    pub quiz: Option<Arc<Quiz>>,
}

impl Module {
    /// The questions that ask for an attestation without which the module is not complete.
    pub fn attestations(&self) -> impl Iterator<Item = (&Question, &Statement)> {
        let asked = self.quiz.iter().flat_map(|quiz| quiz.always_asked());
        asked.filter_map(|question| {
            let attestation =
                question.extras.attestation.as_ref().filter(|attestation| attestation.required)?;
            Some((question, &attestation.statement))
        })
    }

    /// The title: that of its first page.
    pub fn title(&self) -> &str {
        self.pages.first().map_or(&self.id, |page| &page.title)
    }

    /// How long the module takes, in minutes: what its pages say, or reading at
    /// 200 words a minute. Where no page says anything, a minute is added for
    /// every two questions that the quiz asks.
    pub fn minutes(&self) -> u32 {
        let reading: u32 = self.pages.iter().map(|page| page.minutes()).sum();
        let stated = self.pages.iter().any(|page| page.stated_minutes.is_some());
        let questions = self.quiz.as_ref().map_or(0, |quiz| quiz.asked());
        let answering = if stated { 0 } else { u32::try_from(questions.div_ceil(2)).unwrap_or(u32::MAX) };
        reading.saturating_add(answering).max(1)
    }
}

/// A page of a module.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The file.
    pub path: SourcePath,
    /// Its part of the address: the file's name without number and ending.
    pub id: Id,
    /// The title; the page's only first-level heading.
    pub title: String,
    /// One or two sentences for lists of pages.
    pub summary: Option<Box<str>>,
    /// Names of objectives of the course.
    pub objectives: Box<[String]>,
    /// How long it takes, in minutes, as the author says.
    pub stated_minutes: Option<u32>,
    /// When somebody last checked the page against the law, as `YYYY-MM-DD`.
    pub reviewed: Option<Box<str>>,
    /// When that is due again, as `YYYY-MM-DD`.
    pub review_by: Option<Box<str>>,
    /// Who answers for the page.
    pub owner: Option<Box<str>>,
    /// The text.
    pub prose: Prose,
    /// The headings of the text, in order.
    pub headings: Box<[Heading]>,
    /// How many words the text has.
    pub words: usize,
    /// See [`Page::digest`].
    pub said: Remembered,
}

impl Page {
    /// The digest of what it says.
    pub fn digest(&self) -> Digest {
        self.said.of(self)
    }

    /// How long the page takes, in minutes: as stated, or at 200 words a minute.
    pub fn minutes(&self) -> u32 {
        self.stated_minutes.unwrap_or_else(|| u32::try_from(self.words.div_ceil(200)).unwrap_or(u32::MAX))
    }
}

/// An entry of `glossary.yml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its name in addresses, made of the term; unique.
    pub id: String,
    /// The term, as it stands in the middle of a sentence.
    pub term: String,
    /// Other forms under which texts use it. No form belongs to two terms.
    pub also: Vec<String>,
    /// What it means.
    pub definition: Prose,
}

/// An entry of `sources.yml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The name that texts cite it by.
    pub id: String,
    /// What it is, in words.
    pub citation: String,
    /// Where it can be read.
    pub link: Option<String>,
    /// Where it applies.
    pub jurisdiction: Option<String>,
    /// The day or month that it was read for, as `YYYY-MM-DD` or `YYYY-MM`.
    pub as_of: Option<String>,
}
