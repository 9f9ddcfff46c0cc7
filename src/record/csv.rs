//! A register as CSV by RFC 4180, safe to open in a spreadsheet.

use super::roster::{Roster, Row};

/// The names of the columns.
const COLUMNS: [&str; 10] =
    ["name", "course", "title", "state", "completed", "expires", "percent", "release", "record", "files"];

/// A register as CSV: UTF-8, with the mark at its beginning by which
/// spreadsheets know that.
pub fn csv(roster: &Roster) -> String {
    let mut text = "\u{feff}".to_owned();
    push(&mut text, &COLUMNS);
    for row in &roster.rows {
        let Row { course, title, name, standing, release, hash, files } = row;
        let points = &standing.completion.points;
        let percent =
            if points.max.is_zero() { String::new() } else { points.score().percent_down().to_string() };
        push(
            &mut text,
            &[
                name.as_deref().unwrap_or_default(),
                course,
                title,
                standing.state.name(),
                &standing.completed.map_or_else(String::new, |at| at.day().to_string()),
                &standing.expires.map_or_else(String::new, |day| day.to_string()),
                &percent,
                release,
                hash,
                &files.join("; "),
            ],
        );
    }
    text
}

fn push(text: &mut String, fields: &[&str]) {
    let fields: Vec<String> = fields.iter().map(|field| field_of(field)).collect();
    text.push_str(&fields.join(","));
    text.push_str("\r\n");
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
