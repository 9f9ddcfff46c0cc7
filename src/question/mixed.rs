//! An order that does not give the answer away: the same each time, since it
//! follows from what is asked, and never the one in which the author wrote.

use crate::model::Digest;

/// The places of `texts` in the order in which they are shown.
pub(super) fn mixed<'a>(prompt: &str, texts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut places: Vec<(Digest, usize)> =
        texts.enumerate().map(|(place, text)| (Digest::of(&[prompt, text][..]), place)).collect();
    places.sort_unstable();
    if places.is_sorted_by_key(|(_, place)| *place) && !places.is_empty() {
        places.rotate_left(1);
    }
    places.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::mixed;

    #[test]
    fn all_are_shown_and_never_as_they_were_written() {
        for count in 2..8 {
            for prompt in ["one", "two", "three", "four"].repeat(50).iter().enumerate() {
                let texts: Vec<String> = (0..count).map(|at| format!("{at} {prompt:?}")).collect();
                let mut order = mixed("", texts.iter().map(String::as_str));
                assert!(!order.is_sorted(), "{texts:?}");
                order.sort_unstable();
                assert_eq!(order, (0..count).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn the_same_texts_come_in_another_order_under_another_prompt() {
        let order = |prompt| mixed(prompt, ["a", "b", "c", "d", "e", "f"].into_iter());
        assert_eq!(order("First?"), order("First?"));
        assert_ne!(order("First?"), order("Last?"));
        assert!(mixed("", std::iter::empty()).is_empty());
    }
}
