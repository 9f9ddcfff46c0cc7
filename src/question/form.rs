//! The ways in which a value of a question can be written: alone, as a list, or
//! with entries of its own.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// What stands for entries where there cannot be any.
#[derive(Debug, Clone)]
pub enum NoEntries {}

impl<'de> Deserialize<'de> for NoEntries {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::custom("entries cannot stand here"))
    }
}

/// A value without parts, by its text: numbers stay as exact as they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scalar {
    /// A text.
    Text(String),
    /// A whole number, by its digits.
    Whole(String),
    /// Another number; `1.50` has become `1.5`.
    Decimal(String),
    /// `true` or `false`.
    Bool(bool),
}

impl Scalar {
    /// What is written.
    pub fn as_text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Whole(text) | Self::Decimal(text) => text,
            Self::Bool(true) => "true",
            Self::Bool(false) => "false",
        }
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_text())
    }
}

/// A value that may be written in a short form: a scalar, a list of them, or
/// entries; those of a list may have other keys than those without one. What a
/// key allows is said by its schema; what a kind makes of it, by the kind.
#[derive(Debug, Clone)]
pub enum Form<M, I = M> {
    /// Only a value.
    Plain(Scalar),
    /// Several, none of them a list.
    List(Vec<Form<I>>),
    /// With what goes with it.
    Full(M),
}

impl<M> Form<M> {
    /// The items of a list, or the one that was written without a list.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            one => std::slice::from_ref(one),
        }
    }
}

impl<M, I> Form<M, I> {
    /// Whether nothing is written in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Plain(scalar) => scalar.to_string().trim().is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Full(_) => false,
        }
    }
}

impl<'de, M: Deserialize<'de>, I: Deserialize<'de>> Deserialize<'de> for Form<M, I> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FormVisitor(PhantomData))
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Form::<NoEntries>::deserialize(deserializer)? {
            Form::Plain(scalar) => Ok(scalar),
            _ => Err(serde::de::Error::custom("a single value must stand here")),
        }
    }
}

impl JsonSchema for Scalar {
    fn schema_name() -> Cow<'static, str> {
        "Scalar".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "string", "boolean"] })
    }
}

struct FormVisitor<M, I>(PhantomData<(M, I)>);

impl<'de, M: Deserialize<'de>, I: Deserialize<'de>> Visitor<'de> for FormVisitor<M, I> {
    type Value = Form<M, I>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, a list or entries")
    }

    fn visit_str<E>(self, text: &str) -> Result<Form<M, I>, E> {
        Ok(Form::Plain(Scalar::Text(text.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Form<M, I>, E> {
        Ok(Form::Plain(Scalar::Text(String::new())))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Form<M, I>, E> {
        Ok(Form::Plain(Scalar::Bool(value)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Form<M, I>, E> {
        Ok(Form::Plain(Scalar::Whole(number.to_string())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Form<M, I>, E> {
        Ok(Form::Plain(Scalar::Whole(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Form<M, I>, E> {
        Ok(Form::Plain(Scalar::Decimal(number.to_string())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Form<M, I>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            if matches!(item, Form::List(_)) {
                return Err(A::Error::custom("a list cannot stand in this list"));
            }
            list.push(item);
        }
        Ok(Form::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Form<M, I>, A::Error> {
        M::deserialize(MapAccessDeserializer::new(entries)).map(Form::Full)
    }
}
