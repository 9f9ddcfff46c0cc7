//! Which of several names was probably meant by one that is none of them.

use std::cmp::Ordering;
use std::sync::OnceLock;

use indexmap::IndexSet;

/// The one of `known` that `given` was probably meant to be; of several that are
/// equally alike the first.
pub fn did_you_mean<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = given.to_lowercase();
    let letters = given.chars().count();
    known
        .into_iter()
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let others = lower.chars().count();
            let most = 1 + others.min(letters) / 4;
            let distance = (others.abs_diff(letters) <= most).then(|| distance(&given, &lower))?;
            (distance <= most).then_some((distance, name))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// How many letters must be changed, added, left out or swapped to make one text
/// of the other. What both begin or end with costs nothing, so it is not looked at.
fn distance(one: &str, other: &str) -> usize {
    let same = |(a, b): &(char, char)| a == b;
    let length = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(same).map(|(letter, _)| letter.len_utf8()).sum()
    };
    let start = length(&mut one.chars().zip(other.chars()));
    let (one, other) = (&one[start..], &other[start..]);
    let end = length(&mut one.chars().rev().zip(other.chars().rev()));
    strsim::damerau_levenshtein(&one[..one.len() - end], &other[..other.len() - end])
}

/// Names among which others are looked for again and again: however many there
/// are, a mistake costs no more than a look at the few that stand next to it.
#[derive(Debug, Default)]
pub struct Names<'a> {
    names: IndexSet<&'a str>,
    /// Their places in the order of the alphabet, read forwards and backwards:
    /// whatever the mistake, what is before it or what is behind it is right.
    /// Made when they are first needed.
    orders: OnceLock<[Vec<usize>; 2]>,
}

/// So many names on either side are looked at, in either order.
const NEAR: usize = 32;

impl<'a> Names<'a> {
    /// Whether `name` is one of them.
    pub fn contains(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// All of them, in their order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &'a str> {
        self.names.iter().copied()
    }

    /// The one that `given` was probably meant to be.
    pub fn meant_by(&self, given: &str) -> Option<&'a str> {
        did_you_mean(given, self.near(given))
    }

    /// Those that can be meant by `given`, in their order: all where they are
    /// few, and otherwise those that begin or end like it.
    pub fn near(&self, given: &str) -> Vec<&'a str> {
        if self.names.len() <= 4 * NEAR {
            return self.iter().collect();
        }
        let orders = self.orders.get_or_init(|| {
            [forwards, backwards].map(|order| {
                let mut places: Vec<usize> = (0..self.names.len()).collect();
                places.sort_unstable_by(|one, other| order(self.names[*one], self.names[*other]));
                places
            })
        });
        let mut near: Vec<usize> = Vec::with_capacity(4 * NEAR);
        for (places, order) in orders.iter().zip([forwards, backwards]) {
            let at = places.partition_point(|place| order(self.names[*place], given).is_lt());
            near.extend(&places[at.saturating_sub(NEAR)..places.len().min(at + NEAR)]);
        }
        near.sort_unstable();
        near.dedup();
        near.into_iter().map(|place| self.names[place]).collect()
    }
}

fn forwards(one: &str, other: &str) -> Ordering {
    one.cmp(other)
}

fn backwards(one: &str, other: &str) -> Ordering {
    one.bytes().rev().cmp(other.bytes().rev())
}

impl<'a> FromIterator<&'a str> for Names<'a> {
    fn from_iter<I: IntoIterator<Item = &'a str>>(names: I) -> Self {
        Self { names: names.into_iter().collect(), orders: OnceLock::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::{NEAR, Names, did_you_mean};

    #[test]
    fn the_most_alike_is_meant_and_of_several_the_first() {
        let known = ["refunds", "refund", "deadlines", "requests"];
        let meant = |given| did_you_mean(given, known);
        assert_eq!(meant("Refund"), Some("refund"));
        assert_eq!(meant("refudns"), Some("refunds"), "two letters swapped are one mistake");
        assert_eq!(meant("dedlines"), Some("deadlines"));
        assert_eq!(meant("request"), Some("requests"));
        assert_eq!(did_you_mean("bat", ["cat", "rat"]), Some("cat"));
        assert_eq!(did_you_mean("ÜBER", ["uber", "über"]), Some("über"), "letters count, not bytes");
        assert_eq!(did_you_mean("日本", ["日木"]), Some("日木"));
    }

    #[test]
    fn what_is_too_far_away_is_not_meant() {
        assert_eq!(did_you_mean("deadlines", ["holidays", ""]), None);
        assert_eq!(did_you_mean("abcdefgh", ["abcdWXYZ"]), None);
        assert_eq!(did_you_mean("abcdefgh", ["abcdeXYh", "abcXefgh"]), Some("abcXefgh"));
        assert_eq!(did_you_mean("ab", ["cd"]), None);
        assert_eq!(did_you_mean("a", []), None);
    }

    #[test]
    fn of_many_names_few_are_looked_at_and_the_right_one_is_among_them() {
        let names: Vec<String> =
            (0..50_000_u32).map(|n| format!("{:08x}-module-{n}", n.wrapping_mul(2_654_435_761))).collect();
        let known: Names = names.iter().map(String::as_str).collect();
        for (at, name) in names.iter().enumerate().step_by(997) {
            let at = at % (name.len() - 1);
            let left_out = format!("{}{}", &name[..at], &name[at + 1..]);
            let changed = format!("{}~{}", &name[..at], &name[at + 1..]);
            let added = format!("{}~{}", &name[..at], &name[at..]);
            for mistake in [left_out, changed, added, name.to_uppercase()] {
                assert!(known.near(&mistake).len() <= 4 * NEAR, "{mistake}");
                if mistake.to_lowercase() != mistake {
                    continue;
                }
                assert_eq!(known.meant_by(&mistake), Some(name.as_str()), "{mistake}");
            }
        }
    }

    #[test]
    fn few_names_are_all_looked_at() {
        let known: Names = ["b", "a", "c", "b"].into_iter().collect();
        assert_eq!(known.near("z"), ["b", "a", "c"]);
        assert!(known.contains("c") && !known.contains("z"));
    }
}
