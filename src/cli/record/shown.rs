//! The verdict on a record, in words and as JSON.

use std::fmt;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::ground::Unread;
use super::signed::Signed;
use crate::model::{Acceptance, Validity};
use crate::record::{Document, Examined, Found, Refusal, Standing, State, Syllabus, examine};

/// What is to be said of a file.
pub(super) struct Verdict {
    file: String,
    said: Said,
}

/// What a file turned out to be.
enum Said {
    /// A record that is whole, and where the learner stands.
    Record(Box<Examined>, Option<Standing>),
    /// A certificate or a credential whose signature fits the key that it names.
    Signed(Signed),
    /// Neither, or altered.
    Unread(Unread),
}

/// The same in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Nothing was changed, and its marks are right.
    Whole,
    /// It is signed with the key of this site.
    Signed,
    /// It is signed with another key.
    Stranger,
    /// Nothing was changed, and its marks are not those of the rule.
    Disagrees,
    /// Nothing was changed, and there is no course to hold it against.
    Misfit,
    /// Something was changed.
    Altered,
    /// It is no record.
    Unreadable,
}

impl Word {
    /// All, from the best to the worst.
    pub(super) const ALL: [Self; 7] = [
        Self::Whole,
        Self::Signed,
        Self::Stranger,
        Self::Disagrees,
        Self::Misfit,
        Self::Altered,
        Self::Unreadable,
    ];

    /// Whether there is nothing to object to.
    pub(super) fn is_good(self) -> bool {
        matches!(self, Self::Whole | Self::Signed)
    }

    /// As it is printed.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Signed => "signed",
            Self::Stranger => "signed, but not with the key of this site",
            Self::Disagrees => "whole, but its marks are wrong",
            Self::Misfit => "whole, but of no course here",
            Self::Altered => "altered",
            Self::Unreadable => "no record",
        }
    }

    /// As other programs read it.
    fn code(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Signed => "signed",
            Self::Stranger => "stranger",
            Self::Disagrees => "disagrees",
            Self::Misfit => "misfit",
            Self::Altered => "altered",
            Self::Unreadable => "unreadable",
        }
    }
}

impl Verdict {
    /// What is to be said of the file that is called `file`.
    pub(super) fn new(
        file: String,
        document: Result<Document, Unread>,
        syllabus: &Syllabus,
        today: Date,
        warning: Validity,
    ) -> Self {
        let said = match document {
            Ok(Document::Record(record)) => {
                let examined = examine(*record, syllabus);
                let standing = examined.found.as_ref().ok().and_then(|found| {
                    let taught = syllabus.course(&examined.record.course.id)?;
                    Some(found.standing(taught, today, warning))
                });
                Said::Record(Box::new(examined), standing)
            }
            Ok(Document::Certificate(certificate, key)) => {
                Said::Signed(Signed::certificate(*certificate, key, syllabus, today))
            }
            Ok(Document::Badge(claims, key)) => Said::Signed(Signed::badge(&claims, key, syllabus, today)),
            Err(unread) => Said::Unread(unread),
        };
        Self { file, said }
    }

    /// The verdict in a word.
    pub(super) fn word(&self) -> Word {
        match &self.said {
            Said::Record(examined, _) if examined.agrees() => Word::Whole,
            Said::Record(examined, _) if examined.found.is_ok() => Word::Disagrees,
            Said::Record(..) => Word::Misfit,
            Said::Signed(signed) if signed.is_ours => Word::Signed,
            Said::Signed(_) => Word::Stranger,
            Said::Unread(Unread::Refused(Refusal::Altered(_) | Refusal::Unsigned)) => Word::Altered,
            Said::Unread(_) => Word::Unreadable,
        }
    }

    /// The verdict for other programs.
    pub(super) fn json(&self) -> Value {
        let mut json = json!({ "file": self.file, "verdict": self.word().code() });
        match &self.said {
            Said::Unread(unread) => {
                json["problem"] = json!(unread.to_string());
                if let Unread::Refused(Refusal::Altered(altered)) = unread {
                    json["entry"] = json!(altered.entry);
                }
            }
            Said::Signed(signed) => signed.add_to(&mut json),
            Said::Record(examined, standing) => {
                let record = &examined.record;
                json["site"] = json!(record.site);
                json["course"] = json!({ "id": record.course.id, "title": record.course.title });
                json["learner"] = json!(record.learner.0.as_ref().map(|learner| &learner.name));
                json["hash"] = json!(record.hash);
                match &examined.found {
                    Err(misfit) => json["problem"] = json!(misfit.to_string()),
                    Ok(found) => {
                        json["releases"] = releases(found);
                        json["attempts"] = attempts(found);
                        json["misquoted"] = json!(found.misquoted);
                    }
                }
                if let Some(standing) = standing {
                    json["standing"] = standing_json(standing);
                }
            }
        }
        json
    }
}

fn releases(found: &Found) -> Value {
    let release = |(release, acceptance, entries): &(crate::record::Release, Acceptance, usize)| json!({ "release": release.0, "taken": taken(*acceptance), "entries": entries });
    found.releases.iter().map(release).collect()
}

fn attempts(found: &Found) -> Value {
    let texts = |items: &[&dyn fmt::Display]| items.iter().map(ToString::to_string).collect::<Vec<_>>();
    let attempt = |(entry, marked): &(usize, crate::record::Remarked)| {
        let disagreements: Vec<&dyn fmt::Display> = marked.disagreements.iter().map(|one| one as _).collect();
        let unverified: Vec<&dyn fmt::Display> = marked.unverified.iter().map(|one| one as _).collect();
        let result = marked.result.as_ref();
        json!({
            "entry": entry,
            "points": result.map(|(share, _)| share.points.to_string()),
            "max": result.map(|(share, _)| share.max.to_string()),
            "passed": result.map(|(_, passed)| passed),
            "disagreements": texts(&disagreements),
            "unverified": texts(&unverified),
        })
    };
    found.attempts.iter().map(attempt).collect()
}

fn standing_json(standing: &Standing) -> Value {
    let modules: Vec<Value> = standing
        .completion
        .modules
        .iter()
        .map(|module| json!({ "id": module.id, "required": module.required, "complete": module.completed.is_some() }))
        .collect();
    json!({
        "state": standing.state.name(),
        "completed": standing.completed.map(|at| at.to_string()),
        "expires": standing.expires.map(|day| day.to_string()),
        "modules": modules,
    })
}

fn taken(acceptance: Acceptance) -> &'static str {
    match acceptance {
        Acceptance::Current => "current",
        Acceptance::StillValid => "still-valid",
        Acceptance::Superseded => "superseded",
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (bold, plain) = ("\u{1b}[1m", "\u{1b}[0m");
        let color = if self.word().is_good() { "\u{1b}[1;92m" } else { "\u{1b}[1;91m" };
        writeln!(f, "{bold}{}{plain}: {color}{}{plain}", self.file, self.word().name())?;
        match &self.said {
            Said::Record(examined, standing) => tell_record(f, examined, standing.as_ref()),
            Said::Signed(signed) => signed.fmt(f),
            Said::Unread(unread) => tell_unread(f, unread),
        }
    }
}

fn tell_record(f: &mut fmt::Formatter<'_>, examined: &Examined, standing: Option<&Standing>) -> fmt::Result {
    let record = &examined.record;
    let learner = record.learner.0.as_ref().map_or("no name given", |learner| learner.name.as_str());
    writeln!(f, "  {learner} in “{}” ({})", record.course.title, record.course.id)?;
    let found = match &examined.found {
        Ok(found) => found,
        Err(misfit) => return writeln!(f, "  {misfit}"),
    };
    if let Some(standing) = standing {
        writeln!(f, "  {}", told(standing))?;
    }
    for (release, acceptance, _) in &found.releases {
        writeln!(f, "  {}", made_under(&release.0, *acceptance))?;
    }
    for entry in &found.misquoted {
        writeln!(
            f,
            "  entry {entry}, {}: these are not the words that it says were confirmed",
            examined.about(*entry)
        )?;
    }
    for (entry, marked) in &found.attempts {
        if marked.result.is_none() {
            writeln!(
                f,
                "  entry {entry}, {}: it waits to be marked (`coursewright mark DIR`)",
                examined.about(*entry)
            )?;
        }
        if marked.disagreements.is_empty() && marked.unverified.is_empty() {
            continue;
        }
        writeln!(f, "  entry {entry}, {}:", examined.about(*entry))?;
        for one in &marked.disagreements {
            writeln!(f, "    {one}")?;
        }
        for one in &marked.unverified {
            writeln!(f, "    not checked: {one}")?;
        }
    }
    Ok(())
}

fn tell_unread(f: &mut fmt::Formatter<'_>, unread: &Unread) -> fmt::Result {
    if let Unread::Refused(Refusal::Altered(altered)) = unread {
        let learner = altered.learner.as_deref().unwrap_or("no name given");
        writeln!(f, "  {learner} in “{}” ({})", altered.course.title, altered.course.id)?;
    }
    writeln!(f, "  {unread}")
}

/// Where a learner stands, in a sentence.
fn told(standing: &Standing) -> String {
    let on = standing.completed.map_or_else(String::new, |at| format!(" on {}", at.day()));
    let until = |word: &str| standing.expires.map_or_else(String::new, |day| format!(", {word} {day}"));
    match standing.state {
        State::Current => format!("current: completed{on}{}", until("counts up to and including")),
        State::Expiring => format!("expiring: completed{on}{}", until("counts only up to and including")),
        State::Expired => format!("expired: completed{on}{}", until("counted up to and including")),
        State::Superseded if standing.completed.is_some() => {
            format!("superseded: completed{on}, in an earlier release of the course")
        }
        State::Superseded => "superseded: begun in an earlier release of the course".to_owned(),
        State::Failed => "failed: a required quiz was not passed".to_owned(),
        State::Incomplete => {
            let required = || standing.completion.modules.iter().filter(|module| module.required);
            let done = required().filter(|module| module.completed.is_some()).count();
            format!("incomplete: {done} of {} required modules are complete", required().count())
        }
    }
}

fn made_under(release: &str, acceptance: Acceptance) -> String {
    let short = release.get(..8).unwrap_or("unknown");
    match acceptance {
        Acceptance::Current => format!("made under release {short}, the present one"),
        Acceptance::StillValid => format!("made under release {short}, an earlier one that is still valid"),
        Acceptance::Superseded => format!("made under release {short}, which is superseded"),
    }
}
