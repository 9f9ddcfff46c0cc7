//! Reading what a learner typed. The browser does the same, step by step, in
//! `themes/default/script/score.js`; where Rust and JavaScript have different
//! ideas (white space, digits), the characters are named here.

use unicode_normalization::UnicodeNormalization;

use crate::model::Decimal;

/// The character between whole and part of a number in some language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1.5`
    #[default]
    Point,
    /// `1,5`
    Comma,
}

impl DecimalMark {
    /// The mark that readers of `language` (a BCP 47 tag) expect, by CLDR.
    pub fn of(language: &str) -> Self {
        const COMMA: [&str; 49] = [
            "af", "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fo", "fr",
            "gl", "hr", "hu", "hy", "id", "is", "it", "ka", "kk", "ky", "lb", "lt", "lv", "mk", "nb", "nl",
            "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tk", "tr", "uk", "uz", "vi",
            "zu",
        ];
        const POINT_ALL_THE_SAME: [&str; 13] = [
            "de-ch", "de-li", "it-ch", "es-mx", "es-us", "es-pr", "es-gt", "es-hn", "es-ni", "es-pa",
            "es-pe", "es-sv", "es-do",
        ];
        let tag = language.to_lowercase();
        let base = tag.split('-').next().unwrap_or_default();
        if tag == "en-za" || (COMMA.contains(&base) && !POINT_ALL_THE_SAME.contains(&tag.as_str())) {
            Self::Comma
        } else {
            Self::Point
        }
    }

    /// The character.
    pub fn as_char(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }
}

/// Characters that are not seen: zero-width spaces and joiners, soft hyphen, byte order mark.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// The white space of HTML. Neither Rust's idea (U+0085) nor JavaScript's (U+FEFF).
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{C}' | '\r')
}

/// A text as it is compared: unseen characters dropped, compatibility forms
/// unified (NFKC), white space collapsed, and, unless case is told apart, case
/// folded.
pub fn normal_text(text: &str, case_sensitive: bool) -> String {
    let unified: String = text.chars().filter(|c| !is_unseen(*c)).nfkc().collect();
    let words: Vec<&str> = unified.split(is_space).filter(|word| !word.is_empty()).collect();
    let spaced = words.join(" ");
    if case_sensitive { spaced } else { folded(&spaced) }
}

/// Lower case, by way of upper case: `ß` and `ẞ` become `ss`, every sigma the same.
fn folded(text: &str) -> String {
    text.to_lowercase().to_uppercase().to_lowercase().replace('ς', "σ").nfkc().collect()
}

/// The number that a learner of a language with this decimal mark meant by
/// `typed`; `None` if it cannot be told. The unit may stand before or behind it.
pub fn read_number(typed: &str, unit: Option<&str>, decimal: DecimalMark) -> Option<Decimal> {
    let typed = normal_text(typed, false);
    let bare = without_unit(&typed, unit);
    let (number, exponent) = match bare.split_once('e') {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (bare, None),
    };
    let ascii: String = number.chars().map(plain).collect();
    let (sign, digits) = match ascii.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", ascii.strip_prefix('+').unwrap_or(&ascii)),
    };
    let digits = without_marks(digits, decimal.as_char())?;
    let exponent = exponent
        .map_or(String::new(), |exponent| format!("e{}", exponent.chars().map(plain).collect::<String>()));
    Decimal::parse(&format!("{sign}{digits}{exponent}"))
}

fn without_unit<'a>(typed: &'a str, unit: Option<&str>) -> &'a str {
    let unit = normal_text(unit.unwrap_or_default(), false);
    if unit.is_empty() {
        return typed;
    }
    let bare = typed.strip_suffix(&unit).or_else(|| typed.strip_prefix(&unit)).unwrap_or(typed);
    bare.trim_matches(is_space)
}

/// Digits of other scripts as ASCII digits, the minus sign as a hyphen.
fn plain(c: char) -> char {
    let digit = match c {
        '\u{660}'..='\u{669}' => c as u32 - 0x660,
        '\u{6F0}'..='\u{6F9}' => c as u32 - 0x6F0,
        '\u{966}'..='\u{96F}' => c as u32 - 0x966,
        '\u{2212}' => return '-',
        _ => return c,
    };
    char::from_digit(digit, 10).unwrap_or(c)
}

/// Digits with one `.` at most: what separates thousands is dropped, what
/// marks the decimals becomes a point.
fn without_marks(digits: &str, decimal: char) -> Option<String> {
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let mark = match (points, commas) {
        (0, 0) => None,
        (_, 0) => the_only_mark('.', decimal, digits),
        (0, _) => the_only_mark(',', decimal, digits),
        _ => digits.chars().rfind(|c| matches!(c, '.' | ',')),
    };
    let (whole, part) = match mark {
        Some(mark) if digits.matches(mark).count() == 1 => digits.split_once(mark)?,
        Some(_) => return None,
        None => (digits, ""),
    };
    let groups = groups(whole);
    let of_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let well_formed = (groups.len() == 1 || in_threes(&groups))
        && groups.iter().all(|group| of_digits(group))
        && of_digits(part);
    well_formed.then(|| if part.is_empty() { groups.concat() } else { format!("{}.{part}", groups.concat()) })
}

/// Whether the only kind of mark in `digits` marks the decimals; where it can separate thousands and is
/// not the mark of the language, it does.
fn the_only_mark(mark: char, decimal: char, digits: &str) -> Option<char> {
    (mark == decimal || !in_threes(&groups(digits))).then_some(mark)
}

/// What stands between the characters that can separate thousands.
fn groups(digits: &str) -> Vec<&str> {
    digits.split(|c: char| is_space(c) || matches!(c, '\'' | '\u{2019}' | '.' | ',')).collect()
}

/// Whether these groups can be thousands; `0,500` is none.
fn in_threes(groups: &[&str]) -> bool {
    groups.split_first().is_some_and(|(first, rest)| {
        (1..=3).contains(&first.len()) && !first.starts_with('0') && rest.iter().all(|group| group.len() == 3)
    })
}
