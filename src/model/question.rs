//! A question as everything below `parse` sees it: how it is answered and how
//! it is marked. Kinds of question do not exist here.

use super::{
    Decimal, Extra, Extras, Fraction, Hotspots, Id, Onward, PathKey, Paths, Prose, Scene, ShortDigest,
};
use crate::source::{NodePath, Place, SourcePath};

/// A question.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Unique in its quiz; written by the author or derived from the content
    /// without the key.
    pub id: Id,
    /// The file that it is written in: a quiz or a bank.
    pub path: SourcePath,
    /// Its place in the file, counted from 0.
    pub index: u32,
    /// The name of an objective of the course.
    pub objective: Option<Box<str>>,
    /// What is asked, as a single line of text without block elements.
    pub prompt: Prose,
    /// How it is answered.
    pub interaction: Interaction,
    /// How it is marked.
    pub key: Key,
    /// What it is worth; not below 0.
    pub points: Fraction,
    /// Whether nobody passes who does not answer it fully right. Never where nothing is right or wrong.
    pub critical: bool,
    /// Why the answer is what it is.
    pub explanation: Option<Prose>,
    /// What else belongs to it.
    pub extras: Extras,
    /// Changes when the prompt, the options or the key change, and only then.
    pub digest: ShortDigest,
    /// The same without the key, for quizzes that keep theirs: a digest over it
    /// would give it away to whoever tries all answers.
    pub open_digest: ShortDigest,
}

/// The answer that a piece of feedback is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedbackFor {
    /// Whoever picked the choice with this id.
    Choice(Id),
    /// Whoever gave the accepted answer at this place in the key.
    Accepted(usize),
    /// Whoever got the part with this id wrong.
    Part(Id),
    /// Whoever gave this answer in the part with this id.
    InPart(Id, Box<Self>),
    /// Whoever gave no accepted answer.
    Wrong,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Interaction {
    /// By picking one of the choices, or any number of them.
    Choice {
        /// Whether several may be picked.
        multiple: bool,
        /// What can be picked.
        choices: Box<[Choice]>,
        /// Whether they may come in another order than the author's.
        shuffle: bool,
        /// The picture whose areas they are, if they are any.
        picture: Option<Box<Hotspots>>,
    },
    /// By typing a number.
    Number {
        /// What the number counts, shown behind the field.
        unit: Option<String>,
    },
    /// By typing a text.
    Text {
        /// Whether it may be long: several sentences, in lines of their own.
        long: bool,
    },
    /// By taking a path through scenes.
    Scenario {
        /// The first is the start; every path from it comes to an ending, and
        /// every scene is on one.
        scenes: Vec<Scene>,
        /// What the paths come to.
        paths: Box<Paths>,
    },
    /// By picking one of the columns for each of the rows.
    Match {
        /// What something is picked for, by the ids `1`, `2`, …
        rows: Box<[Choice]>,
        /// What can be picked for each, by the ids `a`, `b`, … Neither their order
        /// nor that of the rows tells what belongs together.
        columns: Box<[Choice]>,
        /// Whether the columns stand beside every row, to be ticked; else they are picked from a list.
        table: bool,
        /// Whether the rows may come in another order.
        shuffle: bool,
    },
    /// By putting items into an order.
    Order {
        /// In an order that is not the right one, by the ids `a`, `b`, …; they may come in another.
        items: Box<[Choice]>,
    },
    /// By filling the gaps of a text.
    Gaps {
        /// With a [`super::Piece::Gap`] for each gap, none of them twice.
        text: Prose,
        /// In the order of the text; never empty.
        gaps: Box<[Gap]>,
    },
}

/// A gap in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// Unique in the question.
    pub id: Id,
    /// How it is filled.
    pub field: GapField,
}

/// How a gap is filled.
#[derive(Debug, Clone, PartialEq)]
pub enum GapField {
    /// By typing a short text.
    Text,
    /// By typing a number.
    Number {
        /// What the number counts, shown behind the field.
        unit: Option<String>,
    },
    /// By picking one of these, in this order.
    Options(Box<[Choice]>),
}

/// Something that can be picked, or that something is picked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Unique in the question: `a`, `b`, …, or `true` and `false`. What is written in the order of the
    /// answer has them in another, which does not depend on the answer.
    pub id: Id,
    /// What the learner reads.
    pub text: ChoiceText,
}

/// What a choice says.
#[derive(Debug, Clone, PartialEq)]
pub enum ChoiceText {
    /// The author's words.
    Prose(Prose),
    /// A word of the interface, by its key.
    Word(&'static str),
}

/// How a question is marked. The forms in JSON, for the browser and for the
/// table of cases, have the same names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// Exactly these choices are right.
    Choose {
        /// Ids of the right choices.
        right: Box<[Id]>,
        /// How near misses count.
        marking: Marking,
    },
    /// Each choice has a credit of its own; the sum is kept between 0 and 1.
    Weigh {
        /// Credit by id, for all choices.
        credits: Box<[(Id, Fraction)]>,
    },
    /// A number in one of these ranges.
    Number {
        /// With their credits.
        ranges: Box<[Range]>,
        /// What may be typed before or behind the number.
        unit: Option<String>,
    },
    /// One of these texts.
    Text {
        /// With their credits.
        accepted: Box<[Accepted]>,
        /// Whether upper and lower case are told apart.
        case_sensitive: bool,
    },
    /// Several answers in one, each with a key of its own.
    Parts {
        /// By the id of the part; none of the keys has parts itself.
        parts: Box<[(Id, Key)]>,
        /// Whether each part counts for its share, or only all together.
        marking: Marking,
    },
    /// Everything in its place.
    Order {
        /// Ids in the right order.
        right: Box<[Id]>,
        /// How near misses count.
        marking: Marking,
    },
    /// A path through the scenes of a scenario.
    Path(Box<PathKey>),
    /// Nothing is right or wrong.
    Unscored,
}

/// How an answer that is not exactly right is marked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Marking {
    /// 1 for exactly the right answer, else 0.
    #[default]
    AllOrNothing,
    /// Choices: right picks less wrong ones, as a share of the right ones there
    /// are. Parts: what they earn on average. An order: the longest run of items
    /// that stand in the right relative order, less 1, as a share of all less 1.
    Partial,
}

/// Numbers that are accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// The least, inclusive.
    pub from: Decimal,
    /// The greatest, inclusive.
    pub to: Decimal,
    /// The share of the points that it earns.
    pub credit: Fraction,
}

/// A text that is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The text; `*` stands for any run of characters.
    pub text: String,
    /// The share of the points that it earns.
    pub credit: Fraction,
}

/// What a learner answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Response {
    /// The ids of the choices picked, of all items in the order given to them, or
    /// of the choices on the path taken.
    Choices(Vec<Id>),
    /// What was typed.
    Text(String),
    /// By the id of a part the id that was picked or the text that was typed
    /// for it; what was left out is missing or empty.
    Table(Vec<(Id, String)>),
}

impl Question {
    /// The same as a site shows it that keeps the key to itself: nothing in it
    /// tells, or depends on, what is right.
    #[must_use]
    pub fn without_key(&self) -> Self {
        Self {
            interaction: self.interaction.without_key(),
            key: self.key.blank(),
            explanation: None,
            extras: Extras::from(Extra {
                read: None,
                sources: Box::default(),
                feedback: Box::default(),
                ..Extra::clone(&self.extras)
            }),
            digest: self.open_digest,
            ..self.clone()
        }
    }

    /// Where it stands in its file.
    pub fn node(&self) -> NodePath {
        NodePath::root().key("questions").item(self.index as usize)
    }

    /// The place of what is written under one of its keys.
    pub fn at(&self, key: &'static str) -> Place {
        Place::Node(self.path.clone(), self.node().key(key))
    }

    /// The id of a question of this open digest that the author gave none.
    pub fn made_up_id(open_digest: ShortDigest) -> Id {
        ecow::eco_format!("q-{open_digest:.8}")
    }

    /// Whether the author gave it no id, so that it has one made from its content.
    pub fn has_made_up_id(&self) -> bool {
        self.id == Self::made_up_id(self.open_digest)
    }
}

impl Interaction {
    /// The same without what tells something of the key: what is said to a choice
    /// of a scene is left out, and what is shown in another order than it was
    /// written comes in the order of its ids, which does not depend on what is right.
    fn without_key(&self) -> Self {
        let by_id = |choices: &[Choice]| {
            let mut choices = choices.to_vec();
            choices.sort_by(|a, b| (a.id.len(), &a.id).cmp(&(b.id.len(), &b.id)));
            choices
        };
        match self {
            Self::Order { items } => Self::Order { items: by_id(items).into() },
            Self::Match { rows, columns, table, shuffle } => {
                let (rows, columns) = (by_id(rows), by_id(columns));
                Self::Match { rows: rows.into(), columns: columns.into(), table: *table, shuffle: *shuffle }
            }
            Self::Scenario { scenes, paths } => {
                let mut scenes = scenes.clone();
                for scene in &mut scenes {
                    if let Onward::Choices(choices) = &mut scene.onward {
                        for choice in choices {
                            choice.feedback = None;
                        }
                    }
                }
                Self::Scenario { scenes, paths: paths.clone() }
            }
            other => other.clone(),
        }
    }
}

impl Key {
    /// The same form with nothing in it that says what is right.
    #[must_use]
    pub fn blank(&self) -> Self {
        match self {
            Self::Choose { marking, .. } => Self::Choose { right: Box::default(), marking: *marking },
            Self::Weigh { .. } => Self::Weigh { credits: Box::default() },
            Self::Number { unit, .. } => Self::Number { ranges: Box::default(), unit: unit.clone() },
            Self::Text { case_sensitive, .. } => {
                Self::Text { accepted: Box::default(), case_sensitive: *case_sensitive }
            }
            Self::Parts { parts, marking } => Self::Parts {
                parts: parts.iter().map(|(id, key)| (id.clone(), key.blank())).collect(),
                marking: *marking,
            },
            Self::Order { marking, .. } => Self::Order { right: Box::default(), marking: *marking },
            Self::Path(_) | Self::Unscored => Self::Unscored,
        }
    }
}
