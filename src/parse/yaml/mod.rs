//! YAML to typed values, in two steps.
//!
//! A file without a fault is decoded by `serde_yaml` and nothing else is done.
//! Only when that fails, or the text has something in it that YAML would
//! swallow silently, a tree of all nodes with their places is made. If that
//! shows no fault, the file is decoded as well; otherwise the tree is held
//! against the JSON Schema of the wanted type, so that every fault is found in
//! one run and points at its own place, and what has no fault is decoded
//! without the rest.

mod conform;
mod rules;
mod suspect;
mod syntax;
mod tree;

use std::ops::Range;

use conform::Cure;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

pub(super) use rules::RULES;
pub(super) use tree::{Node, Tree, parse_tree};

use crate::diag::Diagnostic;
pub(super) use crate::question::entries;
use crate::source::{SourcePath, Span};

/// What could be made of a file.
pub(super) struct Loaded<T> {
    pub(super) value: T,
    /// Places, in the file's outermost list, of items that had a fault and were left out.
    pub(super) left_out: Vec<usize>,
    /// Keys at the root that must be there and had a fault; nothing stands under them now.
    emptied: Vec<String>,
}

impl<T> Loaded<T> {
    /// Whether what stands under the key `key`, at the root, is what the author wrote.
    pub(super) fn is_written(&self, key: &str) -> bool {
        self.emptied.iter().all(|emptied| emptied != key)
    }
}

/// Decodes the YAML in `text[range]` of the file `path`. `None` when nothing
/// could be made of it; what is wrong goes to `diagnostics`.
pub(super) fn load<T: DeserializeOwned + JsonSchema>(
    path: &SourcePath,
    text: &str,
    range: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Loaded<T>> {
    let yaml = &text[range.clone()];
    let suspicious = suspect::is_suspicious(yaml);
    if !suspicious && let Ok(value) = serde_yaml::from_str(yaml) {
        return Some(Loaded { value, left_out: Vec::new(), emptied: Vec::new() });
    }
    let before = diagnostics.len();
    let tree = parse_tree(path, text, range.clone(), diagnostics);
    if diagnostics[before..].iter().any(|finding| rules::forbids_decoding(finding.rule)) {
        return None;
    }
    let Some(Tree { root, repeated }) = tree else {
        diagnostics.push(rules::empty_file(path));
        return None;
    };
    if suspicious
        && repeated.is_empty()
        && diagnostics.len() == before
        && let Ok(value) = serde_yaml::from_str(yaml)
    {
        return Some(Loaded { value, left_out: Vec::new(), emptied: Vec::new() });
    }
    let schema = schemars::schema_for!(T).to_value();
    let faults = conform::conform(path, text, &root, &schema);
    let repeated = repeated.into_iter().map(|stretch| Cure { without: Some(stretch), with: None });
    let cures: Vec<Cure> = faults.iter().map(|fault| fault.cure.clone()).chain(repeated).collect();
    let mut left_out: Vec<usize> = faults.iter().filter_map(|fault| fault.item).collect();
    left_out.sort_unstable();
    left_out.dedup();
    diagnostics.extend(faults.into_iter().filter_map(|fault| fault.diagnostic));
    match serde_yaml::from_str(&cured(yaml, range.start, &cures)) {
        Ok(value) => {
            let emptied = cures.into_iter().filter_map(|cure| cure.with).collect();
            Some(Loaded { value, left_out, emptied })
        }
        Err(_) if !cures.is_empty() || diagnostics[before..].iter().any(Diagnostic::is_error) => None,
        Err(error) => {
            diagnostics.push(undecodable(path, yaml, range.start, &error));
            None
        }
    }
}

/// The YAML with every fault left out, each line and column where it was, and
/// what is missing added at the end.
fn cured(yaml: &str, offset: usize, cures: &[Cure]) -> String {
    let mut bytes = yaml.as_bytes().to_vec();
    let mut end = String::new();
    for cure in cures {
        if let Some(stretch) = &cure.without {
            let from = stretch.start.saturating_sub(offset).min(bytes.len());
            let to = stretch.end.saturating_sub(offset).clamp(from, bytes.len());
            let from = before_dash(yaml.as_bytes(), from);
            for byte in bytes[from..to].iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')) {
                *byte = b' ';
            }
        }
        if let Some(key) = &cure.with {
            end.extend(["\n", key, ":"]);
        }
    }
    String::from_utf8(bytes).unwrap_or_default() + &end
}

/// Where the hyphen stands that makes what begins at `at` an item of a list; `at` if there is none.
fn before_dash(bytes: &[u8], at: usize) -> usize {
    let lead = bytes[..at].trim_ascii_end();
    if lead.ends_with(b"-") && !lead.is_empty() { lead.len() - 1 } else { at }
}

/// What `serde_yaml` says about a fault that neither the tree nor the schema shows.
fn undecodable(path: &SourcePath, yaml: &str, offset: usize, error: &serde_yaml::Error) -> Diagnostic {
    let at = error.location().map_or(0, |location| location.index().min(yaml.len()));
    let at = (0..=at).rev().find(|at| yaml.is_char_boundary(*at)).unwrap_or(0);
    let span = Span::new(path, offset + at..offset + at);
    Diagnostic::new(&rules::YAML_SYNTAX, span, format!("this cannot be read: {error}"))
        .help("look at the line and the one above it: indentation, a missing `:` or quote")
}
