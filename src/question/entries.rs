//! Entries under names that the author makes up, in their order, none of them twice.

use std::fmt;
use std::marker::PhantomData;

use indexmap::IndexMap;
use indexmap::map::Entry;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// Decodes entries. A name that comes twice is a fault: a map alone would
/// silently keep the last of the two.
///
/// # Errors
/// Where something else stands, and where a name comes again.
pub fn entries<'de, D: Deserializer<'de>, V: Deserialize<'de>>(
    deserializer: D,
) -> Result<IndexMap<String, V>, D::Error> {
    deserializer.deserialize_any(Entries(PhantomData))
}

struct Entries<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for Entries<V> {
    type Value = IndexMap<String, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("entries")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(IndexMap::new())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut given: A) -> Result<Self::Value, A::Error> {
        let mut entries = IndexMap::new();
        while let Some(name) = given.next_key::<String>()? {
            let value = given.next_value()?;
            match entries.entry(name) {
                Entry::Occupied(first) => {
                    return Err(A::Error::custom(format!("`{}` is given twice", first.key())));
                }
                Entry::Vacant(place) => drop(place.insert(value)),
            }
        }
        Ok(entries)
    }
}
