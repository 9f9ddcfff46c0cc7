//! An attempt marked again, by the same rule and against the course as it is.

use std::fmt;

use super::file::{Asked, Attempt, Confidence};
use super::syllabus::Taught;
use super::value::Exact;
use crate::model::{self, Acceptance, Fraction, Key, Question};
use crate::score::{self, DecimalMark, Share, Terms, Weighed};

/// What marking an attempt again came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remarked {
    /// Points and verdict by the rule; `None` for an attempt that waits to be marked.
    pub result: Option<(Share, bool)>,
    /// The marks by the rule, also of an attempt that waits for them.
    pub marks: Marks,
    /// Where the record says something else than the rule.
    pub disagreements: Vec<Disagreement>,
    /// Questions whose marks could not be checked, so that they stand as they are.
    pub unverified: Vec<Unverified>,
}

/// The marks of an attempt by the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// The share of its points that each answer earned, in the order of the questions.
    pub earned: Vec<Fraction>,
    /// Points earned and points there were to earn.
    pub points: Share,
    /// Whether it passed; true where nobody can fail.
    pub passed: bool,
    /// Why it did not.
    pub reasons: Vec<String>,
}

/// Something that a record says of an attempt and that is not so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Disagreement {
    /// What an answer earned.
    Earned {
        /// The id of the question.
        question: String,
        /// What the record says.
        says: Fraction,
        /// What the rule says.
        rule: Fraction,
    },
    /// What the attempt came to.
    Result {
        /// Which member of the attempt.
        member: &'static str,
        /// What the record says.
        says: String,
        /// What the rule says.
        rule: String,
    },
    /// It says to be taken under the present release, which has not got this question.
    NoSuchQuestion {
        /// The id.
        question: String,
    },
    /// A question was asked twice.
    AskedTwice {
        /// The id.
        question: String,
    },
    /// It says to be taken under the present release, which says otherwise.
    Release {
        /// What it is about.
        what: String,
        /// What the record says.
        says: String,
        /// What the course says.
        course: String,
    },
}

/// A question whose mark could not be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unverified {
    /// The id.
    pub question: String,
    /// Whether the course still has a question of this id.
    pub changed: bool,
}

/// Marks an attempt again. A question that is still the same is marked by the
/// rule; of one that is not, the mark stands as it was written down.
pub(super) fn remark(taken: &Attempt, taught: &Taught, decimal: DecimalMark) -> Remarked {
    let mut found = Findings::default();
    if taught.acceptance(&taken.release) == Acceptance::Current {
        hold_against_release(taken, taught, &mut found.disagreements);
    }
    let weighed: Vec<Weighed> =
        taken.questions.iter().map(|asked| weigh(taken, asked, taught, decimal, &mut found)).collect();
    let marks = marks(taken, &weighed);
    if !taken.sealed {
        hold_against_marks(taken, &marks, &mut found.disagreements);
    }
    Remarked {
        result: (!taken.sealed).then(|| (marks.points.clone(), marks.passed)),
        marks,
        disagreements: found.disagreements,
        unverified: found.unverified,
    }
}

/// What was found out while marking again.
#[derive(Default)]
struct Findings {
    disagreements: Vec<Disagreement>,
    unverified: Vec<Unverified>,
}

/// What the answers come to by the terms that the attempt names.
fn marks(taken: &Attempt, weighed: &[Weighed]) -> Marks {
    let objectives: Vec<(String, Fraction)> =
        taken.objective_pass.iter().map(|(id, share)| (id.clone(), share.0.clone())).collect();
    let pass = taken.pass.0.as_ref().map(|share| &share.0);
    let confidence = Confidence::asked(taken.confidence);
    let outcome = score::attempt(weighed, Terms { pass, objectives: &objectives, confidence });
    Marks {
        earned: weighed.iter().map(|asked| asked.earned.clone()).collect(),
        points: outcome.total,
        passed: outcome.passed.unwrap_or(true),
        reasons: outcome.reasons.iter().map(ToString::to_string).collect(),
    }
}

/// Whether the attempt says to have come to what it comes to.
fn hold_against_marks(taken: &Attempt, marks: &Marks, found: &mut Vec<Disagreement>) {
    let said = |exact: &Option<Exact>| exact.as_ref().map_or_else(String::new, |exact| exact.0.to_string());
    for (member, says, rule) in [
        ("points", said(&taken.points), marks.points.points.to_string()),
        ("max", said(&taken.max), marks.points.max.to_string()),
        ("passed", taken.passed.is_some_and(|passed| passed).to_string(), marks.passed.to_string()),
        ("reasons", listed(taken.reasons.as_deref().unwrap_or_default()), listed(&marks.reasons)),
    ] {
        if says != rule {
            found.push(Disagreement::Result { member, says, rule });
        }
    }
}

/// A question with what its answer earns, and what was found out on the way.
fn weigh(
    taken: &Attempt,
    asked: &Asked,
    taught: &Taught,
    decimal: DecimalMark,
    found: &mut Findings,
) -> Weighed {
    let question = taught.question(&taken.module, &asked.id);
    let is_same = |question: &&Question| taught.digest_of(&taken.module, question) == *asked.digest;
    let written = asked.earned.as_ref().map_or_else(Fraction::zero, |earned| earned.0.clone());
    let earned = if let Some(question) = question.filter(is_same) {
        let rule = score::earned(&question.key, &asked.response(), decimal);
        if asked.earned.is_some() && rule != written {
            let (question, says, rule) = (asked.id.clone(), written, rule.clone());
            found.disagreements.push(Disagreement::Earned { question, says, rule });
        }
        rule
    } else {
        let changed = question.is_some();
        found.unverified.push(Unverified { question: asked.id.clone(), changed });
        written
    };
    let response = asked.response();
    let answered = match question {
        Some(question) => score::answered(&question.key, &response),
        None => score::answered(&Key::Unscored, &response),
    };
    Weighed {
        id: asked.id.as_str().into(),
        points: asked.points.0.clone(),
        earned,
        sure: asked.certainty(answered),
        critical: asked.critical,
        objective: asked.objective.clone(),
    }
}

/// Whether an attempt under the present release has the questions and terms of that.
fn hold_against_release(taken: &Attempt, taught: &Taught, found: &mut Vec<Disagreement>) {
    let mut otherwise = |what: String, says: String, course: String| {
        if says != course {
            found.push(Disagreement::Release { what, says, course });
        }
    };
    let quiz = taught.module(&taken.module).and_then(|module| module.quiz.as_ref());
    if let Some(quiz) = quiz {
        let mark = |share: Option<&Fraction>| share.map_or_else(|| "none".to_owned(), ToString::to_string);
        let says = mark(taken.pass.0.as_ref().map(|share| &share.0));
        otherwise("the pass mark".to_owned(), says, mark(quiz.pass.as_ref()));
        for (objective, share) in &quiz.objective_pass {
            let says = mark(taken.objective_pass.get(objective).map(|share| &share.0));
            otherwise(format!("the pass mark of the objective `{objective}`"), says, mark(Some(share)));
        }
        let confidence = |asked: model::Confidence| asked.name().unwrap_or("none").to_owned();
        let says = confidence(Confidence::asked(taken.confidence));
        otherwise("the use of confidence".to_owned(), says, confidence(quiz.confidence));
        let asked = |id: &str| taken.questions.iter().any(|asked| asked.id == id);
        for pool in quiz.pools() {
            let drawn = pool.questions.iter().filter(|question| asked(&question.id)).count();
            let about = if pool.name.is_empty() { String::new() } else { format!(" about `{}`", pool.name) };
            let what = format!("the number of questions{about}");
            otherwise(what, drawn.to_string(), pool.drawn.to_string());
        }
        let (all, asked) = (taken.questions.len().to_string(), quiz.asked().to_string());
        otherwise("the number of all questions".to_owned(), all, asked);
    }
    for asked in &taken.questions {
        let Some(question) = taught.question(&taken.module, &asked.id) else { continue };
        let of = |what: &str| format!("{what} of the question `{}`", asked.id);
        otherwise(of("the points"), asked.points.0.to_string(), question.points.to_string());
        otherwise(of("the weight"), weight(asked.critical), weight(question.critical));
        let objective = |id: Option<&str>| id.unwrap_or("none").to_owned();
        otherwise(
            of("the objective"),
            objective(asked.objective.as_deref()),
            objective(question.objective.as_deref()),
        );
    }
    for (index, asked) in taken.questions.iter().enumerate() {
        let question = asked.id.clone();
        if taken.questions[..index].iter().any(|other| other.id == asked.id) {
            found.push(Disagreement::AskedTwice { question });
        } else if taught
            .question(&taken.module, &asked.id)
            .is_none_or(|now| taught.digest_of(&taken.module, now) != *asked.digest)
        {
            found.push(Disagreement::NoSuchQuestion { question });
        }
    }
}

fn weight(critical: bool) -> String {
    if critical { "critical" } else { "ordinary" }.to_owned()
}

fn listed(reasons: &[String]) -> String {
    if reasons.is_empty() { "none".to_owned() } else { reasons.join(", ") }
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Earned { question, says, rule } => {
                write!(f, "the answer to `{question}` earned {says} by the record and {rule} by the rule")
            }
            Self::Result { member, says, rule } => {
                write!(f, "`{member}` is {says} in the record and {rule} by the rule")
            }
            Self::NoSuchQuestion { question } => {
                write!(f, "the release that it names has no such question: `{question}`")
            }
            Self::AskedTwice { question } => write!(f, "the question `{question}` was asked twice"),
            Self::Release { what, says, course } => {
                write!(f, "{what} is {says} in the record and {course} in the release that it names")
            }
        }
    }
}

impl fmt::Display for Unverified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { question, changed } = self;
        if *changed {
            write!(f, "the question `{question}` has changed since, so its mark stands as it is")
        } else {
            write!(f, "the course has no question `{question}` any more, so its mark stands as it is")
        }
    }
}
