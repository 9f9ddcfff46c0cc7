//! What the scripts of a page share: names of one that another uses.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

/// The names that scripts share, and the short ones by which they pass them on.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shared(BTreeMap<String, String>);

/// What the object begins with that holds the names.
const SPACE: &str = "cw_";

impl Shared {
    /// Each name gets its shortest beginning that none before it has.
    pub(super) fn new(names: BTreeSet<String>) -> Self {
        let mut taken = BTreeSet::new();
        let mut short = |name: &str| {
            let ends = name.char_indices().map(|(at, letter)| at + letter.len_utf8());
            let mut beginnings = ends.map(|end| name[..end].to_owned());
            beginnings.find(|beginning| taken.insert(beginning.clone())).unwrap_or_else(|| name.to_owned())
        };
        Self(names.into_iter().map(|name| (short(&name), name)).map(|(short, name)| (name, short)).collect())
    }

    /// The object that holds them. Its own name follows from theirs, so that a
    /// script which a browser kept from an earlier build finds nothing, rather
    /// than something else under the same short name.
    pub(super) fn space(&self) -> String {
        let names = self.listed(self.0.keys().map(String::as_str));
        let digest = Sha256::digest(names);
        format!("{SPACE}{:02x}{:02x}", digest[0], digest[1])
    }

    /// Whether a module must not use this name.
    pub(super) fn is_space(name: &str) -> bool {
        name.starts_with(SPACE)
    }

    /// Some of the names as they stand inside of curly brackets.
    pub(super) fn listed<'n>(&self, names: impl Iterator<Item = &'n str>) -> String {
        let short = |name: &str| self.0.get(name).map_or_else(|| name.to_owned(), String::clone);
        names.map(|name| format!("{}: {name}", short(name))).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::Shared;

    fn shared(names: &[&str]) -> Shared {
        Shared::new(names.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn each_name_has_a_short_one_of_its_own() {
        let names = ["say", "show", "showNote", "s", "shown", "ägypten"];
        let listed = shared(&names).listed(["s", "say", "show", "showNote", "shown", "ägypten"].into_iter());
        assert_eq!(listed, "s: s, sa: say, sh: show, sho: showNote, show: shown, ä: ägypten");
    }

    #[test]
    fn other_names_stand_in_another_place() {
        let [one, same, other] = [&["a", "b"], &["b", "a"], &["a", "c"]].map(|names| shared(names).space());
        assert_eq!(one, same);
        assert_ne!(one, other);
        assert!(one.len() == 7 && Shared::is_space(&one), "{one}");
    }
}
