//! `content/glossary.yml`: words that learners may not know.

use std::collections::HashMap;

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

use super::{markdown, rules, yaml};
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{Prose, Term};
use crate::question::Form;
use crate::source::{NodePath, Place, SourcePath};

/// Every rule of this module.
pub(super) const RULES: &[&Rule] = &[&TERM_TWICE, &UNUSABLE_TERM];

/// The words that are explained: each with what it means, in Markdown.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(rename = "Glossary")]
pub(super) struct Authored(#[serde(deserialize_with = "yaml::entries")] IndexMap<String, Meaning>);

/// What a word means: a text, or entries.
#[derive(Debug)]
struct Meaning(Form<Entry>);

impl<'de> Deserialize<'de> for Meaning {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Form::deserialize(deserializer)? {
            Form::List(_) => Err(serde::de::Error::custom("a meaning cannot be a list")),
            form => Ok(Self(form)),
        }
    }
}

impl JsonSchema for Meaning {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Meaning".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let full = generator.subschema_for::<Entry>();
        json_schema!({ "anyOf": [{ "type": "string" }, full], "description": "What the word means, in Markdown." })
    }
}

/// A word that is explained, with what goes with it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Term")]
struct Entry {
    /// What it means, in Markdown.
    definition: String,
    /// Other forms under which texts use it, such as a plural or an abbreviation.
    #[serde(default)]
    also: Vec<String>,
}

pub(super) fn read(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Term>> {
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Some(Vec::new());
    }
    let Authored(entries) = yaml::load(path, text, 0..text.len(), diagnostics)?.value;
    let mut forms: HashMap<String, Place> = HashMap::new();
    let mut ids: HashMap<String, Place> = HashMap::new();
    let mut terms = Vec::new();
    for (term, Meaning(meaning)) in entries {
        let node = NodePath::root().key(term.clone());
        let named = Place::Node(path.clone(), node.clone().name());
        let (definition, also, at) = match meaning {
            Form::Full(Entry { definition, also }) => (definition, also, node.key("definition")),
            form => (plain(&form), Vec::new(), node.clone()),
        };
        let place = Place::Node(path.clone(), at);
        rules::check_filled(&definition, place.clone(), "definition", diagnostics);
        let id = markdown::slug(&term);
        if id.is_empty() {
            diagnostics.push(unusable_term(named, &term));
            continue;
        }
        let others = also.iter().enumerate();
        let others = others
            .map(|(index, form)| (form.as_str(), Place::Node(path.clone(), node.key("also").item(index))));
        for (form, place) in std::iter::once((term.as_str(), named.clone())).chain(others) {
            rules::check_filled(form, place.clone(), "form", diagnostics);
            if let Some(first) = forms.insert(form.trim().to_owned(), place.clone()) {
                diagnostics.push(term_twice(place, form, first));
            }
        }
        if let Some(first) = ids.insert(id.clone(), named.clone()) {
            diagnostics.push(term_twice(named, &term, first));
            continue;
        }
        let markdown::Fragment { line, rest } = markdown::fragment(path, &definition, &place, diagnostics);
        let also = also.into_iter().filter(|form| !form.trim().is_empty()).collect();
        terms.push(Term { id, term, also, definition: Prose::paragraphs(line, rest) });
    }
    Some(terms)
}

fn plain(form: &Form<Entry>) -> String {
    if let Form::Plain(scalar) = form { scalar.to_string() } else { String::new() }
}

static TERM_TWICE: Rule = Rule {
    code: "term-twice",
    severity: Severity::Error,
    explain: "\
A word can be explained in one way only: the same form stands at two terms of the glossary, or two \
terms would have the same address there.",
    example: Example {
        wrong: "breach: Data that went astray.\nincident: {definition: Something that went wrong., also: [breach]}\n",
        right: "breach: Data that went astray.\nincident: {definition: Something that went wrong., also: [incidents]}\n",
    },
};

fn term_twice(place: Place, form: &str, first: Place) -> Diagnostic {
    Diagnostic::new(&TERM_TWICE, place, format!("`{form}` is explained twice"))
        .label("explained again here")
        .also(first, "first explained here")
        .help("keep one of the two")
}

static UNUSABLE_TERM: Rule = Rule {
    code: "unusable-term",
    severity: Severity::Error,
    explain: "\
A term of the glossary is a word or a few, so it has letters or digits in it.",
    example: Example { wrong: "\"…\": Something.\n", right: "breach: Data that went astray.\n" },
};

fn unusable_term(place: Place, term: &str) -> Diagnostic {
    Diagnostic::new(&UNUSABLE_TERM, place, format!("`{term}` cannot be a term"))
        .help("write a word or a few, such as `data breach`")
}
