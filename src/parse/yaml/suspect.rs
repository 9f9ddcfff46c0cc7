//! Whether a YAML text needs the slow, careful look before it is decoded.
//!
//! A cheap scan with false alarms but without misses: aliases can blow a small
//! file up to gigabytes, deep nesting costs seconds, and a `#` or `!` in a text
//! without quotes silently cuts it short.

/// More opening brackets than this, or a deeper indentation, is looked at with care.
const BRACKETS: usize = 64;
const INDENTATION: usize = 96;

pub(super) fn is_suspicious(yaml: &str) -> bool {
    let brackets = yaml.bytes().filter(|b| matches!(b, b'[' | b'{')).count();
    brackets > BRACKETS || yaml.lines().any(is_suspicious_line)
}

fn is_suspicious_line(line: &str) -> bool {
    let lead = line.bytes().take_while(|b| matches!(b, b' ' | b'-' | b'?' | b'\t')).count();
    if lead > INDENTATION || line.starts_with("---") || line.starts_with("...") || line.starts_with('%') {
        return true;
    }
    let bytes = line.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'#' => {
            at > lead
                && matches!(bytes[at - 1], b' ' | b'\t')
                && bytes.get(at + 1).is_some_and(|b| *b != b' ')
        }
        b'&' | b'*' | b'!' => begins_value(&bytes[..at]),
        b'<' => bytes.get(at + 1) == Some(&b'<') && begins_value(&bytes[..at]),
        _ => false,
    })
}

/// Whether what stands before lets a value begin: nothing, or an indicator of YAML.
fn begins_value(before: &[u8]) -> bool {
    let trimmed = before.trim_ascii_end();
    trimmed.last().is_none_or(|b| matches!(b, b':' | b'-' | b'?' | b',' | b'[' | b'{'))
}
