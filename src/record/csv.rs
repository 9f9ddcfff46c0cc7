//! Tables as CSV by RFC 4180, safe to open in a spreadsheet.

use super::roster::{Roster, Row};
use super::value::Moment;
use crate::score::Share;

/// The columns of a register.
const COLUMNS: [&str; 10] =
    ["name", "course", "title", "state", "completed", "expires", "percent", "release", "record", "files"];

/// A register as CSV.
pub fn csv(roster: &Roster) -> String {
    let row = |row: &Row| {
        let Row { course, title, name, standing, release, hash, files } = row;
        let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
        [
            name.clone().unwrap_or_default(),
            course.clone(),
            title.clone(),
            standing.state.name().to_owned(),
            day(standing.completed.map(Moment::day)),
            day(standing.expires),
            percent(&standing.completion.points),
            release.clone(),
            hash.clone(),
            files.join("; "),
        ]
    };
    table(&COLUMNS, roster.rows.iter().map(row))
}

/// A score in whole percent, rounded down; nothing where there was nothing to earn.
pub(super) fn percent(points: &Share) -> String {
    if points.max.is_zero() { String::new() } else { points.score().percent_down().to_string() }
}

/// A table as CSV: UTF-8, with the mark at its beginning by which spreadsheets know that.
pub(super) fn table<const N: usize>(columns: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let head = columns.map(str::to_owned);
    let line = |fields: [String; N]| fields.map(|field| field_of(&field)).join(",") + "\r\n";
    "\u{feff}".to_owned() + &std::iter::once(head).chain(rows).map(line).collect::<String>()
}

/// A field in quotes where it needs them. What a spreadsheet would take for a
/// formula gets an apostrophe before it.
fn field_of(text: &str) -> String {
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r', '\n']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    let must_be_quoted = text.contains(['"', ',', '\r', '\n', ';']) || text != text.trim();
    if must_be_quoted { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::field_of;

    #[test]
    fn nothing_in_a_field_ends_it_or_is_a_formula() {
        for (text, field) in [
            ("Ann Example", "Ann Example"),
            ("Example, Ann", "\"Example, Ann\""),
            ("Ann \"A\"", "\"Ann \"\"A\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("-1+1", "'-1+1"),
            ("+44 20", "'+44 20"),
            ("@here", "'@here"),
            ("\t=1", "'\t=1"),
            (" =1", "' =1"),
            (" x", "\" x\""),
            ("＝1", "'＝1"),
            ("Łukasz ß 😀", "Łukasz ß 😀"),
            ("", ""),
        ] {
            assert_eq!(field_of(text), field, "{text:?}");
        }
    }
}
