//! How long something counts, in the units of a calendar.

use std::fmt;

/// A length of time by the calendar, such as 12 months; never nothing, and at
/// most 100 years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// How many units; above 0.
    pub count: u32,
    /// What is counted.
    pub unit: CalendarUnit,
}

/// What a calendar counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarUnit {
    /// Years.
    Years,
    /// Months.
    Months,
    /// Weeks.
    Weeks,
    /// Days.
    Days,
}

impl CalendarUnit {
    /// All, from the longest to the shortest.
    pub const ALL: [Self; 4] = [Self::Years, Self::Months, Self::Weeks, Self::Days];

    /// Its name in the plural.
    pub fn name(self) -> &'static str {
        match self {
            Self::Years => "years",
            Self::Months => "months",
            Self::Weeks => "weeks",
            Self::Days => "days",
        }
    }

    /// How many of them are a hundred years.
    pub fn in_a_century(self) -> u32 {
        match self {
            Self::Years => 100,
            Self::Months => 1_200,
            Self::Weeks => 5_217,
            Self::Days => 36_524,
        }
    }

    /// The unit of this name, in the singular or the plural.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let plural = if name.ends_with('s') { name } else { name + "s" };
        Self::ALL.into_iter().find(|unit| unit.name() == plural)
    }
}

impl Validity {
    /// Reads `12 months`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.find(|c: char| !c.is_ascii_digit())?;
        let (count, unit) = (text[..digits].parse().ok()?, CalendarUnit::named(text[digits..].trim())?);
        (1..=unit.in_a_century()).contains(&count).then_some(Self { count, unit })
    }
}

impl fmt::Display for Validity {
    /// `12 months`, `1 year`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.unit.name();
        let name = if self.count == 1 { name.trim_end_matches('s') } else { name };
        write!(f, "{} {name}", self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::{CalendarUnit, Validity};

    #[test]
    fn a_length_is_read_in_the_singular_and_the_plural_and_told_rightly() {
        assert_eq!(CalendarUnit::named("Month"), Some(CalendarUnit::Months));
        assert_eq!(CalendarUnit::named("months"), Some(CalendarUnit::Months));
        assert_eq!(CalendarUnit::named("m"), None);
        assert_eq!(CalendarUnit::named(""), None);
        let shown = |count| Validity { count, unit: CalendarUnit::Years }.to_string();
        assert_eq!([shown(1), shown(12)], ["1 year", "12 years"]);
    }
}
