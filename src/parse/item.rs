//! An item of a quiz's list of questions: a question, or a place where those of
//! a bank are taken in.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::model::BankUse;
use crate::question::Authored;

/// An item of the list of questions.
#[derive(Debug)]
pub(super) enum Item {
    Question(Box<Authored>),
    Bank(FromBank),
}

/// Questions of a bank that the quiz takes in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FromBank {
    /// The bank: its path below content, such as banks/refunds.yml.
    from: String,
    /// Only its questions about this objective.
    objective: Option<String>,
    /// Only its questions with these ids.
    #[serde(default)]
    ids: Vec<String>,
}

impl FromBank {
    /// What stands at this place of the list.
    pub(super) fn taken_in_at(&self, index: usize) -> BankUse {
        BankUse { from: self.from.clone(), objective: self.objective.clone(), ids: self.ids.clone(), index }
    }
}

impl JsonSchema for Item {
    fn schema_name() -> Cow<'static, str> {
        "Item".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let forms = [generator.subschema_for::<Authored>(), generator.subschema_for::<FromBank>()];
        json_schema!({ "anyOf": forms })
    }
}

/// By its first keys. Serde's own way, to read everything and then try one form
/// after the other, would lose how numbers are written.
impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ItemVisitor)
    }
}

struct ItemVisitor;

impl<'de> Visitor<'de> for ItemVisitor {
    type Value = Item;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a question, or the bank that it comes from")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Item, A::Error> {
        let mut key: Option<String> = map.next_key()?;
        let mut objective: Option<Option<String>> = None;
        // The one key that both forms have.
        if key.as_deref() == Some("objective") {
            objective = Some(map.next_value()?);
            key = map.next_key()?;
        }
        let is_bank = matches!(key.as_deref(), Some("from" | "ids"));
        let rest = MapAccessDeserializer::new(Resumed { key, map });
        Ok(if is_bank {
            let mut bank = FromBank::deserialize(rest)?;
            bank.objective = objective.unwrap_or(bank.objective);
            Item::Bank(bank)
        } else {
            let mut question = Box::new(Authored::deserialize(rest)?);
            question.objective = objective.unwrap_or(question.objective);
            Item::Question(question)
        })
    }
}

/// Entries of which a key has been read already.
struct Resumed<A> {
    key: Option<String>,
    map: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Resumed<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        match self.key.take() {
            Some(key) => seed.deserialize(key.into_deserializer()).map(Some),
            None => self.map.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}
