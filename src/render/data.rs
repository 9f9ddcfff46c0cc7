//! What the script is told, as JSON inside the page. Nothing is fetched, so
//! that a page works from a folder, a share and any sub-path.

use std::fmt::Display;
use std::hash::{BuildHasher, RandomState};
use std::num::NonZeroU32;

use indexmap::IndexMap;
use memchr::{memchr, memrchr};
use serde::{Serialize, Serializer};

use super::outline::{self, After, Step};
use super::page::{Anchor, Page};
use crate::model::{
    self, Course, Draw, FeedbackTime, Fraction, Id, Interaction, Keep, Marking, Mode, Module, PathKey,
    PathMarking, Quiz, ShortDigest, Statement,
};

/// Something to stand for the data of pages until they are written. It is another
/// each time the program runs, so that no author can write it.
pub(super) fn stand_in() -> String {
    format!("data {:x}\0", RandomState::new().hash_one(()))
}

/// Writes `value` where `stand_in` stands on a page. It may be megabytes.
pub(super) fn put(value: &impl Serialize, stand_in: &str, page: &mut Vec<u8>) {
    let mut before = page.len();
    while let Some(end) = memrchr(b'\0', &page[..before]) {
        let Some(at) = page[..=end].strip_suffix(stand_in.as_bytes()).map(<[u8]>::len) else {
            before = end;
            continue;
        };
        let rest = page.split_off(end + 1);
        page.truncate(at);
        push(value, page);
        page.extend(rest);
        before = at;
    }
}

/// `value` as JSON for a part of a page.
fn inline(value: &impl Serialize) -> String {
    let mut json = Vec::new();
    push(value, &mut json);
    String::from_utf8(json).unwrap_or_default()
}

/// Adds JSON that can stand in a `<script>`: no end tag or comment can begin in it.
fn push(value: &impl Serialize, into: &mut Vec<u8>) {
    let start = into.len();
    // A value whose keys are texts can always be written.
    let written = serde_json::to_writer(&mut *into, value);
    debug_assert!(written.is_ok(), "{written:?}");
    let Some(at) = memchr(b'<', &into[start..]) else { return };
    for byte in into.split_off(start + at) {
        match byte {
            b'<' => into.extend(b"\\u003c"),
            byte => into.push(byte),
        }
    }
}

/// A value as it is shown: numbers that JavaScript would round are texts.
struct Shown<T>(T);

impl<T: Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

#[derive(Serialize)]
pub(super) struct ForPage<'a> {
    pages: Vec<&'a str>,
    quiz: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<After<'a>>,
}

/// For `<cw-page>`: what belongs to the module.
pub(super) fn page<'a>(page: &Page, course: &'a Course, m: usize, module: &'a Module) -> ForPage<'a> {
    ForPage {
        pages: module.pages.iter().map(|page| page.id.as_str()).collect(),
        quiz: module.quiz.is_some(),
        after: outline::after(page, course, m),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ForQuiz<'a> {
    id: &'a str,
    course: &'a str,
    module: &'a str,
    title: &'a str,
    pass: Option<Shown<&'a Fraction>>,
    attempts: Option<NonZeroU32>,
    shuffle: bool,
    feedback: &'static str,
    objective_pass: IndexMap<&'a str, Shown<&'a Fraction>>,
    objectives: IndexMap<&'a str, Objective<'a>>,
    next: Option<Anchor>,
    home: Home,
    course_href: String,
    questions: Vec<Question<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    course_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_limit: Option<NonZeroU32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages_first: Option<PagesFirst<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<After<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keep: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    draw: Option<Drawn<'a>>,
}

#[derive(Serialize)]
struct Objective<'a> {
    text: &'a str,
    pages: Vec<Anchor>,
}

#[derive(Serialize)]
struct Home {
    href: String,
}

/// The pages to be opened before the quiz, with the reason.
#[derive(Serialize)]
struct PagesFirst<'a> {
    reason: &'a str,
    pages: Vec<Step<'a>>,
}

/// How many questions an attempt asks: of all, or about each objective.
#[derive(Serialize)]
#[serde(untagged)]
enum Drawn<'a> {
    Number(u32),
    ByObjective(IndexMap<&'a str, u32>),
}

/// For `<cw-quiz>`.
pub(super) fn quiz<'a>(page: &Page, course: &'a Course, module: &'a Module, quiz: &'a Quiz) -> ForQuiz<'a> {
    let mut objectives = IndexMap::new();
    for id in quiz.questions.iter().filter_map(|question| question.objective.as_deref()) {
        if let Some(text) = course.about.objectives.get(id)
            && !objectives.contains_key(id)
        {
            objectives.insert(id, Objective { text, pages: page.pages_about(id) });
        }
    }
    ForQuiz {
        id: &module.id,
        course: &course.id,
        module: &module.id,
        title: &quiz.title,
        pass: quiz.pass.as_ref().map(Shown),
        attempts: quiz.attempts,
        shuffle: quiz.shuffle,
        feedback: match quiz.feedback {
            FeedbackTime::End => "end",
            FeedbackTime::Each => "each",
        },
        objective_pass: quiz.objective_pass.iter().map(|(id, pass)| (id.as_str(), Shown(pass))).collect(),
        objectives,
        next: page.next_module(),
        home: Home { href: page.at.link_to_address("index.html") },
        course_href: page.href(&course.about.path),
        questions: quiz.published().iter().map(|question| Question::new(page, question)).collect(),
        mode: match quiz.mode {
            Mode::SelfAssessment => None,
            Mode::Practice => Some("practice"),
            Mode::Sealed => Some("sealed"),
        },
        course_title: (quiz.mode == Mode::Sealed).then_some(&course.about.title),
        time_limit: quiz.time_limit,
        pages_first: quiz
            .pages_first
            .as_deref()
            .map(|reason| PagesFirst { reason, pages: outline::pages(page, module) }),
        after: page.module.and_then(|(m, _)| outline::after(page, course, m)),
        confidence: quiz.confidence.name(),
        keep: (quiz.keep != Keep::Best).then(|| quiz.keep.name()),
        draw: quiz.draw.as_ref().map(|draw| match draw {
            Draw::Number(number) => Drawn::Number(*number),
            Draw::ByObjective(numbers) => {
                Drawn::ByObjective(numbers.iter().map(|(name, number)| (name.as_str(), *number)).collect())
            }
        }),
    }
}

/// For `<cw-check>`.
pub(super) fn check(page: &Page, course: &Course, module: &Module, asked: &model::Question) -> String {
    #[derive(Serialize)]
    struct ForCheck<'a> {
        #[serde(flatten)]
        question: Question<'a>,
        course: &'a str,
        module: &'a str,
    }
    inline(&ForCheck { question: Question::new(page, asked), course: &course.id, module: &module.id })
}

#[derive(Serialize)]
struct Question<'a> {
    id: &'a str,
    points: Shown<&'a Fraction>,
    objective: Option<&'a str>,
    shuffle: bool,
    key: Key<'a>,
    digest: Shown<ShortDigest>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    critical: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<Anchor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attestation: Option<Attestation<'a>>,
}

#[derive(Serialize)]
struct Attestation<'a> {
    digest: &'a str,
    wording: &'a str,
    required: bool,
}

impl<'a> Question<'a> {
    fn new(page: &Page, question: &'a model::Question) -> Self {
        let attestation = question.extras.attestation.as_ref().map(|attestation| {
            let Statement { wording, digest } = &attestation.statement;
            Attestation { digest, wording, required: attestation.required }
        });
        Self {
            id: &question.id,
            points: Shown(&question.points),
            objective: question.objective.as_deref(),
            shuffle: question.interaction.shuffles(),
            key: Key::new(page, &question.key, &question.interaction),
            digest: Shown(question.digest),
            critical: question.critical,
            read: page.taught_at(question),
            attestation,
        }
    }
}

/// How a question is marked: the script tells them apart by their first entry.
#[derive(Serialize)]
#[serde(untagged)]
enum Key<'a> {
    Choose {
        choose: &'a [Id],
        marking: &'static str,
    },
    Weigh {
        weigh: IndexMap<&'a str, Shown<&'a Fraction>>,
        multiple: bool,
    },
    Number {
        number: Vec<Range<'a>>,
        decimal: &'static str,
        unit: Option<&'a str>,
    },
    Text {
        text: Vec<Accepted<'a>>,
        case: bool,
    },
    Parts {
        parts: IndexMap<&'a str, Key<'a>>,
        marking: &'static str,
    },
    Order {
        order: &'a [Id],
        marking: &'static str,
    },
    Path {
        path: &'a str,
        choices: IndexMap<&'a str, Turn<'a>>,
        endings: IndexMap<&'a str, Shown<&'a Fraction>>,
        most: Shown<&'a Fraction>,
        marking: &'static str,
    },
    Unscored {
        unscored: bool,
    },
}

#[derive(Serialize)]
struct Range<'a> {
    from: Shown<&'a model::Decimal>,
    to: Shown<&'a model::Decimal>,
    credit: Shown<&'a Fraction>,
}

#[derive(Serialize)]
struct Accepted<'a> {
    accept: &'a str,
    credit: Shown<&'a Fraction>,
}

#[derive(Serialize)]
struct Turn<'a> {
    from: &'a str,
    to: &'a str,
    points: Shown<&'a Fraction>,
}

impl<'a> Key<'a> {
    fn new(page: &Page, key: &'a model::Key, interaction: &Interaction) -> Self {
        match key {
            model::Key::Choose { right, marking } => Self::Choose { choose: right, marking: name(*marking) },
            model::Key::Weigh { credits } => Self::Weigh {
                weigh: shown(credits),
                multiple: matches!(interaction, Interaction::Choice { multiple: true, .. }),
            },
            model::Key::Number { ranges, unit } => {
                let ranges = ranges.iter().map(|range| Range {
                    from: Shown(&range.from),
                    to: Shown(&range.to),
                    credit: Shown(&range.credit),
                });
                let decimal = page.renderer.words.decimal_mark();
                Self::Number { number: ranges.collect(), decimal, unit: unit.as_deref() }
            }
            model::Key::Text { accepted, case_sensitive } => {
                let accepted = accepted
                    .iter()
                    .map(|accepted| Accepted { accept: &accepted.text, credit: Shown(&accepted.credit) });
                Self::Text { text: accepted.collect(), case: *case_sensitive }
            }
            model::Key::Parts { parts, marking } => {
                let parts = parts.iter().map(|(id, part)| (id.as_str(), Self::new(page, part, interaction)));
                Self::Parts { parts: parts.collect(), marking: name(*marking) }
            }
            model::Key::Order { right, marking } => Self::Order { order: right, marking: name(*marking) },
            model::Key::Path(key) => Self::path(key),
            model::Key::Unscored => Self::Unscored { unscored: true },
        }
    }

    fn path(key: &'a PathKey) -> Self {
        let choices = key.choices.iter().map(|turn| {
            (turn.id.as_str(), Turn { from: &turn.from, to: &turn.to, points: Shown(&turn.points) })
        });
        Self::Path {
            path: &key.start,
            choices: choices.collect(),
            endings: shown(&key.endings),
            most: Shown(&key.most),
            marking: match key.marking {
                PathMarking::Points => "points",
                PathMarking::Ending => "ending",
            },
        }
    }
}

/// Shares, by the id of what earns them.
fn shown(shares: &[(Id, Fraction)]) -> IndexMap<&str, Shown<&Fraction>> {
    shares.iter().map(|(id, share)| (id.as_str(), Shown(share))).collect()
}

fn name(marking: Marking) -> &'static str {
    match marking {
        Marking::AllOrNothing => "all-or-nothing",
        Marking::Partial => "partial",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{inline, put, stand_in};

    #[test]
    fn nothing_in_the_data_ends_the_script() {
        assert_eq!(inline(&json!(["</script><!--"])), r#"["\u003c/script>\u003c!--"]"#);
    }

    #[test]
    fn data_come_where_a_page_waits_for_them() {
        let data = stand_in();
        let filled = |page: &str| {
            let mut page = page.as_bytes().to_vec();
            put(&json!([1, "<"]), &data, &mut page);
            String::from_utf8(page).unwrap()
        };
        assert_eq!(filled(&format!("<i>{data}</i>")), r#"<i>[1,"\u003c"]</i>"#);
        assert_eq!(filled(&format!("{data}\0{data}")), "[1,\"\\u003c\"]\0[1,\"\\u003c\"]");
        assert_eq!(filled("no data\0"), "no data\0");
        assert_ne!(data, stand_in());
    }
}
