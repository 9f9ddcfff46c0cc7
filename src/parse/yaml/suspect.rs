//! Whether a YAML text needs the slow, careful look before it is decoded.
//!
//! A cheap scan with false alarms but without misses: aliases can blow a small
//! file up to gigabytes, deep nesting costs seconds, and a `#` or `!` in a text
//! without quotes silently cuts it short.

use std::iter;

use memchr::{memchr_iter, memchr2_iter, memchr3_iter, memrchr};

/// More opening brackets than this, or a deeper indentation, is looked at with care.
const BRACKETS: usize = 64;
const INDENTATION: usize = 96;

/// Few files have any of the signs, so those are searched for, instead of a look at
/// every byte.
pub(super) fn is_suspicious(yaml: &str) -> bool {
    let text = yaml.as_bytes();
    let brackets = text.iter().filter(|byte| matches!(byte, b'[' | b'{')).count();
    let mut lines = iter::once(0).chain(memchr_iter(b'\n', text).map(|end| end + 1));
    let mut signs = memchr3_iter(b'#', b'&', b'*', text).chain(memchr2_iter(b'!', b'<', text));
    brackets > BRACKETS
        || lines.any(|start| is_suspicious_line(&text[start..]))
        || signs.any(|at| {
            let start = memrchr(b'\n', &text[..at]).map_or(0, |end| end + 1);
            is_suspicious_sign(&text[start..at], &text[at..], brackets > 0)
        })
}

/// Whether the line with which `text` begins is indented too far, or is none of a
/// document's own.
fn is_suspicious_line(text: &[u8]) -> bool {
    let lead = text.iter().take_while(|byte| is_lead(**byte)).count();
    lead > INDENTATION || [b"---".as_slice(), b"...", b"%"].iter().any(|mark| text.starts_with(mark))
}

/// Whether the sign that `rest` begins with may be more than a part of a text;
/// `before` is what stands in front of it on its line. Only inside `brackets` does
/// a comma separate values.
fn is_suspicious_sign(before: &[u8], rest: &[u8], brackets: bool) -> bool {
    match rest {
        [b'#'] | [b'#', b' ' | b'\n', ..] | [b'#', b'\r', b'\n', ..] => false,
        [b'#', ..] => matches!(before, [.., b' ' | b'\t']) && !before.iter().all(|byte| is_lead(*byte)),
        [b'<', b'<', ..] => begins_value(before, brackets),
        [b'<', ..] => false,
        _ => begins_value(before, brackets),
    }
}

/// Whether a byte may stand in front of the first text of a line.
fn is_lead(byte: u8) -> bool {
    matches!(byte, b' ' | b'-' | b'?' | b'\t')
}

/// Whether what stands before lets a value begin: nothing, or an indicator of YAML.
fn begins_value(before: &[u8], brackets: bool) -> bool {
    match before.trim_ascii_end().last() {
        None | Some(b':' | b'-' | b'?' | b'[' | b'{') => true,
        Some(b',') => brackets,
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_suspicious;

    #[test]
    fn signs_that_mean_something_are_seen_and_those_in_texts_are_not() {
        for yaml in [
            "a: b #c",
            "a: b\t#c",
            "a: &b c",
            "- *b",
            "a: !b c",
            "<<: *b",
            "a: [!b]",
            "a: [b,\n  *c]",
            "a: x\nb: y #z",
            "---\na: b",
            "a: b\n...",
            "%YAML 1.2",
            "a: b\n--- c",
            "a: b #\rc",
        ] {
            assert!(is_suspicious(yaml), "{yaml:?}");
        }
        for yaml in [
            "",
            "# a",
            "  # a\nb: c",
            "a: b # c",
            "a: b#c",
            "a: b #",
            "a: b #\nc: d",
            "a: b #\r\nc: d",
            "a: b & c",
            "a: 2 * 3",
            "a: b, *c* d",
            "a: b!",
            "a: b < c",
            "a: b <<c",
            "a: \"- b\"",
            "a: -- b",
        ] {
            assert!(!is_suspicious(yaml), "{yaml:?}");
        }
        assert!(
            is_suspicious(&format!("{}a: b", " ".repeat(97)))
                && !is_suspicious(&format!("{}a: b", " ".repeat(96)))
        );
        assert!(is_suspicious(&"[".repeat(65)) && !is_suspicious(&"[".repeat(64)));
    }
}
