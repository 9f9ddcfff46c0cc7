//! The chain of digests that seals a record.

use serde_json::{Map, Value};

use super::canonical::{sha256, write_object};

/// The members of the file that the first digest is made of.
const HEAD: [&str; 5] = ["format", "version", "site", "course", "learner"];

/// Where a chain does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// The entry with this number, from 1, is not what was sealed; for the
    /// first it may as well be what stands before the entries.
    At(usize),
    /// Everything fits, and the end is another.
    AtTheEnd,
}

/// The digest of what stands before the entries.
pub(super) fn head(file: &Map<String, Value>) -> String {
    let head: Map<String, Value> =
        HEAD.iter().map(|name| ((*name).to_owned(), file.get(*name).cloned().unwrap_or_default())).collect();
    let mut text = String::new();
    write_object(&head, None, &mut text);
    sha256(&text).to_string()
}

/// The digest of an entry that follows the one with the digest `previous`.
pub(super) fn link(previous: &str, entry: &Map<String, Value>) -> String {
    let mut text = previous.to_owned();
    write_object(entry, Some("hash"), &mut text);
    sha256(&text).to_string()
}

/// The first place at which the chain of `file` does not hold.
pub(super) fn broken(file: &Map<String, Value>) -> Option<Break> {
    let mut hash = head(file);
    let entries = file.get("entries").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for (index, entry) in entries.iter().enumerate() {
        let Some(entry) = entry.as_object() else { return Some(Break::At(index + 1)) };
        hash = link(&hash, entry);
        if entry.get("hash").and_then(Value::as_str) != Some(&hash) {
            return Some(Break::At(index + 1));
        }
    }
    (file.get("hash").and_then(Value::as_str) != Some(&hash)).then_some(Break::AtTheEnd)
}

/// Seals a file: its entries are given as they follow each other, without digests.
pub fn seal(file: &mut Map<String, Value>) {
    let mut hash = head(file);
    if let Some(Value::Array(entries)) = file.get_mut("entries") {
        for entry in entries.iter_mut().filter_map(Value::as_object_mut) {
            hash = link(&hash, entry);
            entry.insert("hash".to_owned(), Value::String(hash.clone()));
        }
    }
    file.insert("hash".to_owned(), Value::String(hash));
}
