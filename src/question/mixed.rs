//! An order that does not give the answer away: the same each time, since it
//! follows from what is asked, whatever is right.

use crate::model::Digest;

/// The places of `texts` in the order in which they are shown. By chance it can
/// be the author's: if it never were, it would tell what is right to whoever
/// knows how it is made, and the key of a sealed quiz must not follow from its site.
pub(super) fn mixed<'a>(prompt: &str, texts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut places: Vec<(Digest, usize)> =
        texts.enumerate().map(|(place, text)| (Digest::of(&[prompt, text][..]), place)).collect();
    places.sort_unstable();
    places.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::mixed;

    #[test]
    fn all_are_shown_in_an_order_that_tells_nothing_of_the_author_s() {
        let texts = ["one", "two", "three", "four", "five"];
        let shown = |texts: &[&'static str]| {
            let order = mixed("Which?", texts.iter().copied());
            order.into_iter().map(|place| texts[place]).collect::<Vec<_>>()
        };
        let first = shown(&texts);
        assert!(texts.iter().all(|text| first.contains(text)));
        for turned in 1..texts.len() {
            let mut written = texts;
            written.rotate_left(turned);
            assert_eq!(shown(&written), first, "{written:?}");
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
