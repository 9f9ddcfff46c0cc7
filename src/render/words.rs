//! The interface's words in the language of the site.
//!
//! A file of words is flat: a key and a text with blanks (`{n}`), or a key and
//! one text for each plural form. What a language leaves out is said in
//! English, so that an unfinished translation stops nobody.

use crate::score::DecimalMark;
use std::collections::BTreeMap;
use std::fmt::{Display, Write};

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde::{Deserialize, Serialize};

/// A word, or its plural forms by their CLDR names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(super) enum Word {
    One(String),
    Plural(BTreeMap<String, String>),
}

impl Word {
    /// Its texts: one, or one for each plural form.
    fn texts(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match self {
            Self::One(text) => Box::new(std::iter::once(text.as_str())),
            Self::Plural(forms) => Box::new(forms.values().map(String::as_str)),
        }
    }

    /// The names of its blanks, in alphabetical order.
    pub(super) fn blanks(&self) -> Vec<&str> {
        let mut blanks: Vec<&str> = self.texts().flat_map(blanks).collect();
        blanks.sort_unstable();
        blanks.dedup();
        blanks
    }
}

/// The names of the blanks of a text.
fn blanks(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Forms;
        impl<'de> serde::de::Visitor<'de> for Forms {
            type Value = Word;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text, or a text for each plural form")
            }
            fn visit_str<E>(self, text: &str) -> Result<Word, E> {
                Ok(Word::One(text.to_owned()))
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Word, A::Error> {
                let mut forms = BTreeMap::new();
                while let Some((form, text)) = map.next_entry()? {
                    forms.insert(form, text);
                }
                Ok(Word::Plural(forms))
            }
        }
        deserializer.deserialize_any(Forms)
    }
}

/// What stands in a blank: its name, and anything that can be shown.
pub(super) type Filling<'a> = (&'a str, &'a dyn Display);

/// So much room is kept for what fills blanks, in bytes.
const ROOM: usize = 16;

/// A file of words.
pub(super) type Table = BTreeMap<String, Word>;

/// Reads a file of words.
///
/// # Errors
/// What is wrong, and at which byte.
pub(super) fn read(text: &str) -> Result<Table, (String, usize)> {
    serde_yaml::from_str(text).map_err(|error| {
        let at = error.location().map_or(0, |location| location.index());
        (error.to_string(), at.min(text.len()))
    })
}

/// All words of the interface.
#[derive(Debug, Clone)]
pub(super) struct Words {
    table: Table,
    locale: Locale,
    decimal_mark: DecimalMark,
}

impl Words {
    /// English words with those of the language `language` over them.
    pub(super) fn new(english: Table, own: Table, language: &str) -> Self {
        let mut table = english;
        table.extend(own);
        let locale = Locale::try_from_str(language).unwrap_or(Locale::UNKNOWN);
        Self { table, decimal_mark: DecimalMark::of(&locale.to_string()), locale }
    }

    /// All of them.
    pub(super) fn table(&self) -> &Table {
        &self.table
    }

    /// The text for `key` as it stands; the key itself if there is none.
    pub(super) fn get<'a>(&'a self, key: &'a str) -> &'a str {
        match self.table.get(key) {
            Some(Word::One(text)) => text,
            Some(Word::Plural(forms)) => forms.values().last().map_or(key, String::as_str),
            None => key,
        }
    }

    /// The text for `key` with its blanks filled; the blank `n` decides
    /// between the plural forms. `None` if there is no such word.
    pub(super) fn say(&self, key: &str, filling: &[Filling]) -> Option<String> {
        let text = match self.table.get(key)? {
            Word::One(text) => text,
            Word::Plural(forms) => {
                let n = filling.iter().find(|(name, _)| *name == "n");
                let n = n.map_or_else(String::new, |(_, n)| n.to_string());
                forms.get(self.form(&n)).or_else(|| forms.get("other")).or_else(|| forms.values().next())?
            }
        };
        Some(filled(text, filling))
    }

    /// The same, for keys that the program itself names.
    pub(super) fn text(&self, key: &str, filling: &[Filling]) -> String {
        self.say(key, filling).unwrap_or_else(|| key.to_owned())
    }

    /// The name of the plural form that goes with `n`.
    fn form(&self, n: &str) -> &'static str {
        let rules = PluralRules::try_new((&self.locale).into(), icu_plurals::PluralRulesOptions::default());
        let (Ok(rules), Ok(n)) = (rules, n.parse::<u64>()) else { return "other" };
        match rules.category_for(n) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }

    /// A date, `2026-11-23` or `2026-11`, in words; anything else as it is.
    pub(super) fn date(&self, date: &str) -> String {
        let parts: Vec<&str> = date.split('-').collect();
        let number = |part: &str| part.trim_start_matches('0').to_owned();
        let month = |part: &str| self.get(&format!("month_{}", number(part))).to_owned();
        match parts.as_slice() {
            [year, m] => self.text("date_month", &[("month", &month(m)), ("year", year)]),
            [year, m, day] => {
                self.text("date_day", &[("day", &number(day)), ("month", &month(m)), ("year", year)])
            }
            _ => date.to_owned(),
        }
    }

    /// About how long something takes: exact below an hour and a half, then
    /// to the next five minutes.
    pub(super) fn duration(&self, minutes: u32) -> String {
        if minutes < 90 {
            return self.text("about_minutes", &[("n", &minutes)]);
        }
        let minutes = minutes.div_ceil(5) * 5;
        let hours = minutes / 60;
        match minutes % 60 {
            0 => self.text("about_hours", &[("n", &hours)]),
            rest => self.text("about_hours_minutes", &[("n", &hours), ("minutes", &rest)]),
        }
    }

    /// A decimal number, written with `.`, as the language writes it.
    pub(super) fn number(&self, number: &str) -> String {
        number.replace('.', self.decimal_mark()).replace('-', "−")
    }

    /// What stands between the whole and the rest of a number.
    pub(super) fn decimal_mark(&self) -> &'static str {
        match self.decimal_mark {
            DecimalMark::Point => ".",
            DecimalMark::Comma => ",",
        }
    }

    /// The direction in which the language is written: `ltr` or `rtl`.
    pub(super) fn direction(&self) -> &'static str {
        const LEFTWARDS: &[&str] = &["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];
        let script = self.locale.id.script.map(|script| script.to_string());
        let leftwards = match script.as_deref() {
            Some(script) => ["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm"].contains(&script),
            None => LEFTWARDS.contains(&self.locale.id.language.as_str()),
        };
        if leftwards { "rtl" } else { "ltr" }
    }
}

/// The text with its blanks filled; a blank that nothing is given for stays.
fn filled(text: &str, filling: &[Filling]) -> String {
    let mut result = String::with_capacity(text.len() + ROOM);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        result.push_str(before);
        let blank = after.split_once('}').and_then(|(wanted, behind)| {
            let (_, value) = filling.iter().find(|(name, _)| *name == wanted)?;
            Some((value, behind))
        });
        if let Some((value, behind)) = blank {
            // A text takes whatever is written to it.
            let _ = write!(result, "{value}");
            rest = behind;
        } else {
            result.push('{');
            rest = after;
        }
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::{Words, read};

    fn words(language: &str, text: &str) -> Words {
        let english = read("minutes: {one: '{n} minute', other: '{n} minutes'}\nhome: Home\n").unwrap();
        Words::new(english, read(text).unwrap(), language)
    }

    fn minutes(words: &Words, n: u32) -> String {
        words.text("minutes", &[("n", &n)])
    }

    #[test]
    fn the_number_decides_between_plural_forms() {
        let english = words("en", "{}");
        assert_eq!([minutes(&english, 1), minutes(&english, 2)], ["1 minute", "2 minutes"]);
        let polish = words(
            "pl",
            "minutes: {one: '{n} minuta', few: '{n} minuty', many: '{n} minut', other: '{n} minuty'}",
        );
        assert_eq!(
            [minutes(&polish, 1), minutes(&polish, 3), minutes(&polish, 5)],
            ["1 minuta", "3 minuty", "5 minut"]
        );
    }

    #[test]
    fn blanks_are_filled_and_what_fills_them_is_left_as_it_is() {
        let words = words("en", "of: '{n} of {count} {more} {n'");
        assert_eq!(words.text("of", &[("n", &"{count}"), ("count", &3)]), "{count} of 3 {more} {n");
    }

    #[test]
    fn what_a_language_leaves_out_is_said_in_english() {
        let polish = words("pl", "minutes: '{n} min'");
        assert_eq!((minutes(&polish, 1).as_str(), polish.get("home")), ("1 min", "Home"));
        assert_eq!(polish.get("nothing"), "nothing");
    }

    #[test]
    fn a_language_has_a_direction_and_a_decimal_mark() {
        for (language, direction, mark) in
            [("en-GB", "ltr", "."), ("ar", "rtl", "."), ("az-Arab", "rtl", ","), ("de", "ltr", ",")]
        {
            let words = words(language, "{}");
            assert_eq!((words.direction(), words.decimal_mark()), (direction, mark), "{language}");
        }
    }

    #[test]
    fn a_fault_has_its_place() {
        let (message, at) = read("home: Home\nminutes: [1]\n").unwrap_err();
        assert!(message.contains("a text for each plural form"), "{message}");
        assert!(at >= 11, "{at}");
    }
}
