//! A YAML tree held against a JSON Schema, for all faults at once.
//!
//! The schema is the one that editors complete from, made from the types that
//! decode the file. Only the words of JSON Schema that `schemars` uses for them
//! are understood. Scalars are as lenient as the decoder: any of them is a text.

use std::ops::Range;

use indexmap::IndexMap;
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
pub(super) struct Cure {
    /// Leave this stretch out.
    pub(super) without: Option<Range<usize>>,
    /// Put this key, with nothing in it, at the end of the document.
    pub(super) with: Option<String>,
}

/// Every place where `root`, the tree of `text`, is not what `schema` asks for.
pub(super) fn conform(path: &SourcePath, text: &str, root: &Node, schema: &Json) -> Vec<Fault> {
    let mut examiner = Examiner { path, text, root: schema, faults: Vec::new() };
    let everything = Cure { without: Some(0..usize::MAX), with: None };
    examiner.node(root, schema, &Spot { name: Name::File, cure: everything, item: None });
    examiner.faults
}

struct Examiner<'a> {
    path: &'a SourcePath,
    text: &'a str,
    root: &'a Json,
    faults: Vec<Fault>,
}

/// Where the examination stands.
struct Spot<'a> {
    /// What to call the node.
    name: Name<'a>,
    /// What a fault in it takes with it: the entry, what needs the entry, or
    /// the outermost list item around it, such as a question.
    cure: Cure,
    /// The place of that list item in its list.
    item: Option<usize>,
}

/// What to call a node.
#[derive(Clone, Copy)]
pub(super) enum Name<'a> {
    /// The document.
    File,
    /// What stands under a key.
    Key(&'a str),
    /// An item of the list under a key.
    ItemOf(&'a str),
}

impl<'a> Examiner<'a> {
    fn node(&mut self, node: &Node, schema: &'a Json, at: &Spot) {
        let words = self.words(schema);
        let schema = self.resolved(schema);
        let Some(form) = self.form(schema, node) else {
            let wanted = self.wanted(schema);
            self.fault(rules::wrong_type(self.span(&node.headline()), at.name, &wanted, found(node)), at);
            return;
        };
        match &node.value {
            Value::Scalar { text, .. } if !is_null(node) => self.scalar(node, text, form, &words, at),
            Value::Scalar { .. } => {}
            Value::List(items) => self.items(node, items, form, at),
            Value::Map(entries) => self.entries(node, entries, form, at),
        }
    }

    fn scalar(&mut self, node: &Node, text: &str, form: &Json, words: &[&str], at: &Spot) {
        if !words.is_empty() && !words.contains(&text) {
            self.fault(rules::unknown_value(self.span(&node.range), at.name, text, words), at);
        }
        let least = form.get("minimum").and_then(Json::as_i64);
        let most = form.get("format").and_then(Json::as_str).filter(|format| *format == "uint32");
        if let (Some(least), Ok(number)) = (least, text.parse::<i64>()) {
            let most = most.map_or(i64::MAX, |_| i64::from(u32::MAX));
            if !(least..=most).contains(&number) {
                self.fault(rules::out_of_range(self.span(&node.range), at.name, number, least, most), at);
            }
        }
    }

    fn items(&mut self, list: &Node, items: &[Node], schema: &'a Json, at: &Spot) {
        let Some(item_schema) = schema.get("items") else { return };
        let name = if let Name::Key(key) | Name::ItemOf(key) = at.name { Name::ItemOf(key) } else { at.name };
        let in_brackets = self.text[list.range.start..].starts_with('[');
        for (index, item) in items.iter().enumerate() {
            // Out of brackets, a single item cannot be taken without breaking the list.
            let (cure, place) = if at.item.is_some() || in_brackets {
                (at.cure.clone(), at.item)
            } else {
                (Cure { without: Some(item.range.clone()), with: None }, Some(index))
            };
            self.node(item, item_schema, &Spot { name, cure, item: place });
        }
    }

    fn entries(&mut self, node: &Node, entries: &IndexMap<String, Entry>, schema: &'a Json, at: &Spot) {
        let properties = schema.get("properties").and_then(Json::as_object);
        let known: Vec<&str> =
            properties.into_iter().flat_map(|all| all.keys()).map(String::as_str).collect();
        let required: Vec<&str> = schema
            .get("required")
            .and_then(Json::as_array)
            .into_iter()
            .flatten()
            .filter_map(Json::as_str)
            .collect();
        for (key, entry) in entries {
            let cure = self.without(node, (key.as_str(), entry), required.contains(&key.as_str()), at);
            let spot = Spot { name: Name::Key(key), cure, item: at.item };
            let property = properties.and_then(|all| all.get(key));
            match property.or_else(|| schema.get("additionalProperties")) {
                Some(Json::Bool(false)) => {
                    let finding = rules::unknown_key(self.span(&entry.key_range), key, &known);
                    let split = self.without_colon(entry);
                    self.fault(if split { finding.help(rules::COMMA) } else { finding }, &spot);
                }
                Some(schema) => self.node(&entry.value, schema, &spot),
                None => {}
            }
        }
        for key in required.into_iter().filter(|key| node.get(key).is_none()) {
            let meant = |written: &String| {
                !known.contains(&written.as_str())
                    && did_you_mean(written, known.iter().copied()) == Some(key)
            };
            let wanted =
                properties.and_then(|all| all.get(key)).map_or(Vec::new(), |schema| self.wanted(schema));
            let finding = rules::missing_key(self.span(&node.headline()), key, &wanted);
            let is_root = matches!(at.name, Name::File);
            self.faults.push(Fault {
                diagnostic: (!entries.keys().any(meant)).then_some(finding),
                cure: if is_root {
                    Cure { without: None, with: Some(key.to_owned()) }
                } else {
                    at.cure.clone()
                },
                item: at.item,
            });
        }
    }

    /// What a fault in `entry` of `node` takes with it.
    fn without(&self, node: &Node, (key, entry): (&str, &Entry), is_required: bool, at: &Spot) -> Cure {
        let is_root = matches!(at.name, Name::File);
        let in_braces = self.text[node.range.start..].starts_with('{');
        if at.item.is_some() || in_braces || is_required && !is_root {
            return at.cure.clone();
        }
        let stretch = entry.key_range.start..entry.value.range.end.max(entry.key_range.end + 1);
        Cure { without: Some(stretch), with: is_required.then(|| key.to_owned()) }
    }

    /// Whether an entry in braces has no colon, as when a text without quotes holds a comma.
    fn without_colon(&self, entry: &Entry) -> bool {
        let behind = self.text[entry.key_range.end..].trim_start();
        entry.value.range.is_empty() && behind.starts_with([',', '}'])
    }

    fn fault(&mut self, diagnostic: Diagnostic, at: &Spot) {
        self.faults.push(Fault { diagnostic: Some(diagnostic), cure: at.cure.clone(), item: at.item });
    }

    /// The words that a schema allows, if it allows no other text.
    fn words(&self, schema: &'a Json) -> Vec<&'a str> {
        let mut words = Vec::new();
        for form in self.forms(self.resolved(schema)) {
            let own = form.get("enum").and_then(Json::as_array).into_iter().flatten();
            let own: Vec<&str> = own.chain(form.get("const")).filter_map(Json::as_str).collect();
            if own.is_empty() && types(form).contains(&"string") {
                return Vec::new();
            }
            if types(form).contains(&"boolean") {
                words.extend(["true", "false"]);
            }
            words.extend(own);
        }
        words
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

    /// The form that `node` has, if the schema allows it: of several with
    /// entries the one that has all it needs, then the one that knows most of
    /// what is written or nearly so, then the first.
    fn form(&self, schema: &'a Json, node: &Node) -> Option<&'a Json> {
        let mut forms = self.forms(schema);
        forms.retain(|form| types(form).iter().any(|name| is_of_type(node, name)));
        let fit = |form: &&Json| {
            let (Value::Map(entries), Some(known)) = (&node.value, form.get("properties")) else {
                return (false, 0);
            };
            let names = || known.as_object().into_iter().flat_map(|known| known.keys()).map(String::as_str);
            let fits = entries.keys().map(|key| match known.get(key) {
                Some(_) => 2,
                None => u8::from(did_you_mean(key, names()).is_some()),
            });
            let required = form.get("required").and_then(Json::as_array).into_iter().flatten();
            let has_all = required.filter_map(Json::as_str).all(|key| node.get(key).is_some());
            (has_all, fits.map(u32::from).sum::<u32>())
        };
        if forms.len() < 2 {
            return forms.pop();
        }
        forms.into_iter().rev().max_by_key(fit)
    }

    /// What a schema allows, in words.
    fn wanted(&self, schema: &'a Json) -> Vec<&'static str> {
        let mut words: Vec<&str> =
            self.forms(self.resolved(schema)).into_iter().flat_map(|form| in_words(&types(form))).collect();
        words.dedup();
        if words.contains(&"a text") {
            words.retain(|word| !matches!(*word, "a number" | "true or false"));
        }
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
        "object" => Some("entries like `key: value`"),
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
