//! Where a learner stands: whether what was done counts today, and how long.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use super::syllabus::{Done, Taught};
use super::value::Moment;
use crate::model::{CalendarUnit, Validity};
use crate::score::{Completion, QuizState, completion};

/// Where a learner stands in a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// In one word.
    pub state: State,
    /// Since when the course is complete; for what is superseded, when it was.
    pub completed: Option<Moment>,
    /// The last day on which that counts; `None` if it counts for ever, or not at all.
    pub expires: Option<Date>,
    /// How far what counts has come; for what is superseded, how far it had.
    pub completion: Completion,
}

/// Where a learner stands, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Complete, and it counts.
    Current,
    /// The same, but not for long.
    Expiring,
    /// Complete, but too long ago.
    Expired,
    /// What was done was done in an earlier release of the course.
    Superseded,
    /// A required quiz was not passed.
    Failed,
    /// Something is still to be done.
    Incomplete,
}

impl State {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 6] =
        [Self::Current, Self::Expiring, Self::Expired, Self::Superseded, Self::Failed, Self::Incomplete];

    /// Its name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Expiring => "expiring",
            Self::Expired => "expired",
            Self::Superseded => "superseded",
            Self::Failed => "failed",
            Self::Incomplete => "incomplete",
        }
    }
}

/// Where somebody stands on the day `today` who did `done`; what counts no
/// longer than `warning` from then is expiring.
pub fn standing(taught: &Taught, done: &Done, today: Date, warning: Validity) -> Standing {
    let counting = completion(&taught.outline, &done.counting);
    if let Some(completed) = counting.completed.map(Moment) {
        let expires = taught.course.about.valid_for.and_then(|validity| after(completed.day(), validity));
        let state = match expires {
            Some(expires) if expires < today => State::Expired,
            Some(expires) if after(today, warning).is_none_or(|soon| expires <= soon) => State::Expiring,
            _ => State::Current,
        };
        return Standing { state, completed: Some(completed), expires, completion: counting };
    }
    let ever = completion(&taught.outline, &done.ever);
    if ever.completed.is_some() || (done.any && !done.any_counts) {
        let completed = ever.completed.map(Moment);
        return Standing { state: State::Superseded, completed, expires: None, completion: ever };
    }
    let mut required = counting.modules.iter().filter(|module| module.required);
    let failed = required.any(|module| module.quiz == Some(QuizState::Failed));
    let state = if failed { State::Failed } else { State::Incomplete };
    Standing { state, completed: None, expires: None, completion: counting }
}

/// The day that follows `day` by so much; `None` if the calendar ends before.
pub fn after(day: Date, length: Validity) -> Option<Date> {
    let count = i64::from(length.count);
    let span: Span = match length.unit {
        CalendarUnit::Years => count.years(),
        CalendarUnit::Months => count.months(),
        CalendarUnit::Weeks => count.weeks(),
        CalendarUnit::Days => count.days(),
    };
    day.checked_add(span).ok()
}

#[cfg(test)]
mod tests {
    use super::after;
    use crate::model::Validity;

    #[test]
    fn time_goes_by_the_calendar() {
        let day = |text: &str| text.parse::<jiff::civil::Date>().unwrap();
        for (from, length, to) in [
            ("2026-11-27", "12 months", "2027-11-27"),
            ("2028-02-29", "1 year", "2029-02-28"),
            ("2027-01-31", "1 month", "2027-02-28"),
            ("2026-12-31", "2 weeks", "2027-01-14"),
            ("2028-02-28", "1 day", "2028-02-29"),
        ] {
            let length = Validity::parse(length).unwrap();
            assert_eq!(after(day(from), length), Some(day(to)), "{from} and {length}");
        }
        assert_eq!(after(day("9999-01-01"), Validity::parse("1 year").unwrap()), None);
    }
}
