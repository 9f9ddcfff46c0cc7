//! JSON as there is only one way to write it, and digests over it: RFC 8785
//! for what records hold, which is no numbers but whole ones.

use std::cmp::Ordering;

use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use crate::model::Digest;

/// The hexadecimal digits.
const DIGITS: [&str; 16] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"];

/// The largest whole number that JavaScript can tell from its neighbours.
const SAFE: u64 = (1 << 53) - 1;

/// `value` without white space, the names of members in the order of their
/// UTF-16 code units.
pub fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

/// Adds the canonical text of an object without its member `left_out`.
pub(super) fn write_object(object: &Map<String, Value>, left_out: Option<&str>, into: &mut String) {
    let mut members: Vec<(&String, &Value)> =
        object.iter().filter(|(name, _)| Some(name.as_str()) != left_out).collect();
    members.sort_unstable_by(|(a, _), (b, _)| by_units(a, b));
    into.push('{');
    for (index, (name, value)) in members.into_iter().enumerate() {
        if index > 0 {
            into.push(',');
        }
        write_text(name, into);
        into.push(':');
        write(value, into);
    }
    into.push('}');
}

/// SHA-256 of a text.
pub fn sha256(text: &str) -> Digest {
    Digest(Sha256::digest(text).into())
}

/// Whether every number in `value` is whole and small enough to be the same
/// number in JavaScript.
pub(super) fn has_only_safe_numbers(value: &Value) -> bool {
    match value {
        Value::Number(number) => {
            number.as_u64().is_some_and(|number| number <= SAFE)
                || number.as_i64().is_some_and(|number| number.unsigned_abs() <= SAFE)
        }
        Value::Array(items) => items.iter().all(has_only_safe_numbers),
        Value::Object(members) => members.values().all(has_only_safe_numbers),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

fn write(value: &Value, into: &mut String) {
    match value {
        Value::Null => into.push_str("null"),
        Value::Bool(true) => into.push_str("true"),
        Value::Bool(false) => into.push_str("false"),
        Value::Number(number) => into.push_str(&number.to_string()),
        Value::String(text) => write_text(text, into),
        Value::Array(items) => {
            into.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    into.push(',');
                }
                write(item, into);
            }
            into.push(']');
        }
        Value::Object(members) => write_object(members, None, into),
    }
}

fn write_text(text: &str, into: &mut String) {
    into.push('"');
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c < ' ' || matches!(c, '"' | '\\')) {
        into.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'"' => into.push_str("\\\""),
            b'\\' => into.push_str("\\\\"),
            8 => into.push_str("\\b"),
            12 => into.push_str("\\f"),
            b'\n' => into.push_str("\\n"),
            b'\r' => into.push_str("\\r"),
            b'\t' => into.push_str("\\t"),
            control => {
                let [first, second] = [control / 16, control % 16].map(|half| DIGITS[usize::from(half)]);
                into.extend(["\\u00", first, second]);
            }
        }
        rest = &rest[at + 1..];
    }
    into.push_str(rest);
    into.push('"');
}

/// Texts in the order of their UTF-16 code units, which is that of their bytes
/// where all of them are below the surrogates.
fn by_units(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// The beginning of a digest in groups, to be read out and typed: `1A2B-3C4D-…`.
pub fn check_code(hash: &str) -> String {
    let digits = hash.get(..16).unwrap_or(hash).to_uppercase();
    let groups: Vec<String> =
        digits.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join("-")
}
