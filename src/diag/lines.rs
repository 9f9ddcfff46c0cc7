//! From an offset in a text to a line and a column.

use std::ops::Range;

/// A place as editors name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, counted from 1.
    pub line: usize,
    /// The character of that line, counted from 1. A tab, a letter with its
    /// accent in one code point, and a wide character are one each.
    pub column: usize,
    /// The same in UTF-16 code units, which is how SARIF and many editors count.
    pub utf16_column: usize,
}

/// Where the lines of a text begin. Lines end with `\n` or `\r\n`.
#[derive(Debug, Clone)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Looks through `text` once.
    pub fn new(text: &'a str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    /// The position of the byte `offset`. An offset inside a character means
    /// that character, one behind the text means its end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor(self.text, offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let before = &self.text[start..offset];
        Position {
            line,
            column: before.chars().count() + 1,
            utf16_column: before.chars().map(char::len_utf16).sum::<usize>() + 1,
        }
    }

    /// Where the lines stand that `range` touches, without the end of the last one.
    pub fn lines(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.position(range.start).line;
        let last = self.position(range.end).line;
        let start = self.starts.get(first - 1).copied().unwrap_or_default();
        let end = self.starts.get(last).copied().unwrap_or(self.text.len());
        let lines = &self.text[start..end.max(start)];
        let lines = lines.strip_suffix('\n').map_or(lines, |lines| lines.strip_suffix('\r').unwrap_or(lines));
        start..start + lines.len()
    }
}

/// The last place between two characters of `text` that is not behind `offset`.
pub(super) fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// The first place between two characters of `text` that is not before `offset`.
pub(super) fn ceil(text: &str, offset: usize) -> usize {
    (offset..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: usize) -> (usize, usize, usize) {
        let Position { line, column, utf16_column } = LineIndex::new(text).position(offset);
        (line, column, utf16_column)
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        assert_eq!(at("", 0), (1, 1, 1));
        assert_eq!(at("ab\ncd", 0), (1, 1, 1));
        assert_eq!(at("ab\ncd", 2), (1, 3, 3));
        assert_eq!(at("ab\ncd", 3), (2, 1, 1));
        assert_eq!(at("ab\r\ncd", 4), (2, 1, 1));
        assert_eq!(at("ab\n", 3), (2, 1, 1));
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        assert_eq!(at("é日😀x", "é日😀".len()), (1, 4, 5));
        assert_eq!(at("\t\tx", 2), (1, 3, 3));
    }

    #[test]
    fn an_offset_that_is_no_place_means_the_nearest_one_before() {
        assert_eq!(at("日", 1), (1, 1, 1));
        assert_eq!(at("ab", 99), (1, 3, 3));
    }

    #[test]
    fn an_excerpt_is_whole_lines() {
        let excerpt = |text: &'static str, range| &text[LineIndex::new(text).lines(&range)];
        assert_eq!(excerpt("one\r\ntwo\r\nthree", 6..7), "two");
        assert_eq!(excerpt("one\ntwo\nthree", 1..9), "one\ntwo\nthree");
        assert_eq!(excerpt("one\n", 4..4), "");
        assert_eq!(excerpt("", 0..0), "");
    }
}
