//! A text with gaps: the controls that stand in it, what they are called, and
//! the same text with the right answers in their places.

use serde::Serialize;

use super::interaction::Choice;
use super::page::{Page, escaped};
use super::words::Filling;
use crate::diag::Diagnostic;
use crate::model::{Gap, GapField, Key, Piece, Prose, one_line, push_plain};

/// Stand for a gap, and for the edge of a block, in a text of which only the words count.
const GAP: char = '\u{1}';
const EDGE: char = '\u{2}';

/// How many words on either side of a gap tell it from the others.
const WORDS: usize = 6;

/// What the template `gap.html` needs to know.
#[derive(Serialize)]
struct Control<'a> {
    id: &'a str,
    /// The control's name in the form, and its id.
    name: String,
    /// "Gap 2 of 3: within … of the day"
    label: String,
    /// Its place among several, counted from 1.
    number: Option<usize>,
    numeric: bool,
    unit: Option<&'a str>,
    /// What can be picked; missing where something is typed.
    options: Option<Vec<Choice<'a>>>,
    /// The punctuation that follows; it must not begin a line.
    tail: &'a str,
}

impl<'a> Page<'a> {
    /// The text with a control in each gap, as HTML. `id` is that of the question.
    pub(super) fn gaps(
        &mut self,
        id: &str,
        text: &'a Prose,
        gaps: &'a [Gap],
    ) -> Result<String, Box<Diagnostic>> {
        let mut places = surroundings(text);
        places.resize(gaps.len(), Default::default());
        let mut controls = Vec::new();
        for (at, ((gap, tail), (before, after))) in gaps.iter().zip(tails(text)).zip(places).enumerate() {
            let (numeric, unit, options) = match &gap.field {
                GapField::Text => (false, None, None),
                GapField::Number { unit } => (true, unit.as_deref(), None),
                GapField::Options(choices) => (false, None, Some(self.listed(choices)?)),
            };
            let after = unit.map_or_else(|| after.clone(), |unit| format!("{unit} {after}"));
            let control = Control {
                id: &gap.id,
                name: format!("cw-gap-{}-{id}", at + 1),
                label: self.gap_label(at + 1, gaps.len(), &before, after.trim()),
                number: (gaps.len() > 1).then_some(at + 1),
                numeric,
                unit,
                options,
                tail,
            };
            // A line break at its end would be a space in front of what follows.
            controls.push(self.renderer.fill("gap.html", Filled { gap: control })?.trim_end().to_owned());
        }
        self.with_gaps(text, &controls)
    }

    /// The text with the right answers in its gaps, as HTML.
    pub(super) fn filled_gaps(
        &mut self,
        text: &'a Prose,
        gaps: &'a [Gap],
        key: &Key,
    ) -> Result<String, Box<Diagnostic>> {
        let mut answers = Vec::new();
        for (gap, tail) in gaps.iter().zip(tails(text)) {
            let right = self.right_in_gap(gap, key)?.join(self.renderer.words.get("or"));
            answers.push(format!("<b data-gap=\"{}\">{right}</b>{tail}", escaped(&gap.id)));
        }
        self.with_gaps(text, &answers)
    }

    /// The HTML of a text, with `fillings` for its gaps and their tails.
    pub(super) fn with_gaps(
        &mut self,
        text: &'a Prose,
        fillings: &[String],
    ) -> Result<String, Box<Diagnostic>> {
        let mut html = String::new();
        let mut gaps = fillings.iter().zip(tails(text));
        let mut tail = "";
        for piece in text.pieces() {
            match piece {
                Piece::Gap(..) => {
                    if let Some((filling, its_tail)) = gaps.next() {
                        html.push_str(filling);
                        tail = its_tail;
                    }
                }
                Piece::Html(text) => html.push_str(&text[std::mem::take(&mut tail).len()..]),
                piece => self.fill_piece(piece, &mut html)?,
            }
        }
        Ok(html)
    }

    fn gap_label(&self, n: usize, count: usize, before: &str, after: &str) -> String {
        let words = &self.renderer.words;
        let gap = words.text("gap_of", &[("n", &n), ("count", &count)]);
        if before.is_empty() && after.is_empty() {
            return gap;
        }
        let filling: [Filling; 3] = [("gap", &gap), ("before", &before), ("after", &after)];
        one_line(&words.text("gap_where", &filling))
    }
}

#[derive(Serialize)]
struct Filled<'a> {
    gap: Control<'a>,
}

/// The punctuation that directly follows each gap.
pub(super) fn tails(text: &Prose) -> Vec<&str> {
    let pieces = text.pieces();
    let behind = pieces.windows(2).filter(|pair| matches!(pair[0], Piece::Gap(..)));
    let last = matches!(pieces.last(), Some(Piece::Gap(..))).then_some("");
    behind.map(|pair| tail(&pair[1])).chain(last).collect()
}

/// The punctuation that a piece begins with.
fn tail(piece: &Piece) -> &str {
    let Piece::Html(html) = piece else { return "" };
    let sign = |c: char| matches!(c, '.' | ',' | ':' | '!' | '?' | ')' | ']' | '…' | '’' | '”' | '»');
    &html[..html.len() - html.trim_start_matches(sign).len()]
}

/// The words before and behind each gap, as far as they stand in the same block
/// and no other gap stands between.
fn surroundings(text: &Prose) -> Vec<(String, String)> {
    let mut html = String::new();
    for piece in text.pieces() {
        match piece {
            Piece::Html(text) => html.push_str(text),
            Piece::RawHtml(text) => html.push_str(&text.value),
            Piece::Gap(..) => html.push(GAP),
            _ => {}
        }
    }
    let mut words = String::new();
    push_plain(&html, EDGE, &mut words);
    let between: Vec<&str> = words.split(GAP).collect();
    let is_sign = |c: char| !c.is_alphanumeric();
    let beside = |words: &str| {
        let words = words.split_whitespace().skip_while(|word| word.chars().all(is_sign));
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    between
        .windows(2)
        .map(|around| {
            let before = beside(around[0].rsplit(EDGE).next().unwrap_or_default());
            let after = beside(around[1].split(EDGE).next().unwrap_or_default());
            let last = &before[before.len().saturating_sub(WORDS)..];
            let first = after[..after.len().min(WORDS)].join(" ");
            (last.join(" "), first.trim_end_matches(is_sign).to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::surroundings;
    use crate::model::{Piece, Prose, Spanned};

    #[test]
    fn a_gap_is_told_by_the_words_around_it_in_its_own_block() {
        let html = |text: &str| Piece::Html(text.into());
        let gap = |id: &str| Piece::Gap(Spanned::boxed(id, 0..0));
        let text = Prose::from(vec![
            html("<ul><li>On <b>Monday</b> from "),
            gap("a"),
            html(" to "),
            gap("b"),
            html("</li><li>one two three four five six seven "),
            gap("c"),
            html(". Then rest.</li></ul>"),
        ]);
        let around = surroundings(&text);
        let around: Vec<(&str, &str)> = around.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(
            around,
            [("On Monday from", "to"), ("to", ""), ("two three four five six seven", "Then rest")]
        );
    }
}
