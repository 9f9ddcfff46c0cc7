//! A YAML tree held against a JSON Schema, for all faults at once.
//!
//! The schema is the one that editors complete from, made from the types that
//! decode the file. Only the words of JSON Schema that `schemars` uses for them
//! are understood. Scalars are as lenient as the decoder: any of them is a text.

use std::ops::Range;

use serde_json::Value as Json;

use super::rules;
use super::tree::{Entry, Node, Value};
use crate::diag::{Diagnostic, did_you_mean};
use crate::source::{SourcePath, Span};

/// A fault, and what to do so that the rest can be decoded all the same.
pub(super) struct Fault {
    /// What to say; nothing where another finding says it.
    pub(super) diagnostic: Option<Diagnostic>,
    pub(super) cure: Cure,
    /// The place, in its list, of the outermost item that the fault leaves out.
    pub(super) item: Option<usize>,
}

/// How the rest of a file is saved from a fault.
#[derive(Debug, Clone)]
pub(super) enum Cure {
    /// Leave this stretch out.
    Without(Range<usize>),
    /// Put this key, with an empty text, at the end of the document.
    With(String),
}

/// Every place where `root` is not what `schema` asks for.
pub(super) fn conform(path: &SourcePath, root: &Node, schema: &Json) -> Vec<Fault> {
    let mut examiner = Examiner { path, root: schema, faults: Vec::new() };
    examiner.node(root, schema, &Spot { name: "the file", entry: None, item: None });
    examiner.faults
}

struct Examiner<'a> {
    path: &'a SourcePath,
    root: &'a Json,
    faults: Vec<Fault>,
}

/// Where the examination stands.
struct Spot<'a> {
    /// What to call the node.
    name: &'a str,
    /// The entry (key and value) that holds the node; none at the root.
    entry: Option<Range<usize>>,
    /// The outermost list item that the node belongs to, such as a question:
    /// with a fault inside, the whole item is left out. With its place in the list.
    item: Option<(usize, Range<usize>)>,
}

impl<'a> Examiner<'a> {
    fn node(&mut self, node: &Node, schema: &'a Json, at: &Spot) {
        let schema = self.resolved(schema);
        let Some(schema) = self.form(schema, node) else {
            let wanted = self.wanted(schema).join(" or ");
            let finding = rules::wrong_type(self.span(&node.headline()), at.name, &wanted, found(node));
            self.fault(finding, at);
            return;
        };
        match &node.value {
            Value::Scalar { text, .. } => self.word(node, text, schema, at),
            Value::List(items) => {
                let Some(item_schema) = schema.get("items") else { return };
                for (index, item) in items.iter().enumerate() {
                    let whole = at.item.clone().unwrap_or_else(|| (index, item.range.clone()));
                    self.node(
                        item,
                        item_schema,
                        &Spot { name: at.name, entry: at.entry.clone(), item: Some(whole) },
                    );
                }
            }
            Value::Map(entries) => self.entries(node, entries, schema, at),
        }
    }

    fn word(&mut self, node: &Node, text: &str, schema: &Json, at: &Spot) {
        let words = schema.get("enum").and_then(Json::as_array);
        let known: Vec<&str> = words.into_iter().flatten().filter_map(Json::as_str).collect();
        if !known.is_empty() && !known.contains(&text) && !is_null(node) {
            self.fault(rules::unknown_value(self.span(&node.range), at.name, text, &known), at);
        }
    }

    fn entries(&mut self, node: &Node, entries: &[Entry], schema: &'a Json, at: &Spot) {
        let properties = schema.get("properties").and_then(Json::as_object);
        let known: Vec<&str> =
            properties.into_iter().flat_map(|all| all.keys()).map(String::as_str).collect();
        for entry in entries {
            let stretch = entry.key_range.start..entry.value.range.end.max(entry.key_range.end + 1);
            let spot = Spot { name: &entry.key, entry: Some(stretch), item: at.item.clone() };
            let property = properties.and_then(|all| all.get(&entry.key));
            match property.or_else(|| schema.get("additionalProperties")) {
                Some(Json::Bool(false)) => {
                    self.fault(rules::unknown_key(self.span(&entry.key_range), &entry.key, &known), &spot);
                }
                Some(schema) => self.node(&entry.value, schema, &spot),
                None => {}
            }
        }
        let required = schema.get("required").and_then(Json::as_array).into_iter().flatten();
        for key in required.filter_map(Json::as_str).filter(|key| node.get(key).is_none()) {
            let wanted =
                properties.and_then(|all| all.get(key)).map_or(Vec::new(), |schema| self.wanted(schema));
            let finding = rules::missing_key(self.span(&node.headline()), key, example(key, &wanted));
            let meant = |entry: &Entry| {
                !known.contains(&entry.key.as_str())
                    && did_you_mean(&entry.key, known.iter().copied()) == Some(key)
            };
            let misspelled = entries.iter().any(meant);
            if at.item.is_none() && at.entry.is_none() {
                let diagnostic = (!misspelled).then_some(finding);
                self.faults.push(Fault { diagnostic, cure: Cure::With(key.to_owned()), item: None });
            } else if !misspelled {
                self.fault(finding, at);
            }
        }
    }

    fn fault(&mut self, diagnostic: Diagnostic, at: &Spot) {
        let item = at.item.as_ref().map(|(_, stretch)| stretch.clone());
        let stretch = item.or_else(|| at.entry.clone()).unwrap_or(0..usize::MAX);
        let item = at.item.as_ref().map(|(index, _)| *index);
        self.faults.push(Fault { diagnostic: Some(diagnostic), cure: Cure::Without(stretch), item });
    }

    fn resolved(&self, schema: &'a Json) -> &'a Json {
        let target = schema.get("$ref").and_then(Json::as_str).and_then(|link| link.strip_prefix('#'));
        target.and_then(|pointer| self.root.pointer(pointer)).unwrap_or(schema)
    }

    /// The forms that a schema allows: itself, or its alternatives.
    fn forms(&self, schema: &'a Json) -> Vec<&'a Json> {
        match schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Json::as_array) {
            Some(forms) => forms.iter().flat_map(|form| self.forms(self.resolved(form))).collect(),
            None => vec![self.resolved(schema)],
        }
    }

    /// The form that `node` has, if the schema allows it.
    fn form(&self, schema: &'a Json, node: &Node) -> Option<&'a Json> {
        self.forms(schema).into_iter().find(|form| types(form).iter().any(|name| is_of_type(node, name)))
    }

    /// What a schema allows, in words.
    fn wanted(&self, schema: &'a Json) -> Vec<&'static str> {
        let mut words: Vec<&str> =
            self.forms(self.resolved(schema)).into_iter().flat_map(|form| in_words(&types(form))).collect();
        words.dedup();
        words
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.path, range.clone())
    }
}

/// The names of the types that a schema without alternatives allows.
fn types(schema: &Json) -> Vec<&str> {
    match schema.get("type") {
        Some(Json::String(name)) => vec![name],
        Some(Json::Array(names)) => names.iter().filter_map(Json::as_str).collect(),
        _ if schema.get("enum").is_some() => vec!["string"],
        _ => vec!["string", "array", "object"],
    }
}

fn is_of_type(node: &Node, name: &str) -> bool {
    match (&node.value, name) {
        (Value::Scalar { .. }, "string") | (Value::List(_), "array") | (Value::Map(_), "object") => true,
        (Value::Scalar { .. }, "null") => is_null(node),
        (Value::Scalar { text, plain: true }, "boolean") => text == "true" || text == "false",
        (Value::Scalar { text, plain: true }, "integer") => text.parse::<i64>().is_ok(),
        (Value::Scalar { text, plain: true }, "number") => text.parse::<f64>().is_ok(),
        _ => false,
    }
}

fn is_null(node: &Node) -> bool {
    matches!(&node.value, Value::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null"))
}

fn in_words(types: &[&str]) -> Vec<&'static str> {
    let word = |name: &&str| match *name {
        "string" => Some("a text"),
        "array" => Some("a list"),
        "object" => Some("entries"),
        "boolean" => Some("true or false"),
        "integer" => Some("a whole number"),
        "number" => Some("a number"),
        _ => None,
    };
    types.iter().filter_map(word).collect()
}

fn found(node: &Node) -> &'static str {
    match &node.value {
        Value::List(_) => "a list",
        Value::Map(_) => "entries",
        Value::Scalar { .. } if is_null(node) => "nothing",
        Value::Scalar { text, plain: true } if text.parse::<f64>().is_ok() => "a number",
        Value::Scalar { .. } => "a text",
    }
}

/// What a missing key could look like.
fn example(key: &str, wanted: &[&str]) -> &'static str {
    match (key, wanted.first()) {
        ("title", _) => "What this is about",
        ("prompt", _) => "What is the learner asked?",
        ("type", _) => "single-choice",
        (_, Some(&"a list")) => "\n  - …",
        (_, Some(&"true or false")) => "true",
        (_, Some(&"a whole number" | &"a number")) => "1",
        _ => "…",
    }
}
