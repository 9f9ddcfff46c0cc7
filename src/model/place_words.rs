//! Words that mean another answer by its place, and are nonsense in another order.

/// Whether a text, without markup, speaks of other answers by their place or by
/// their letter: "all of the above", "A and B". Nothing is copied: all options
/// of a large site are looked at in every build.
pub fn speaks_of_places(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let [mut first, mut second] = ["", ""];
    while let Some(third) = words.next() {
        if is_place([first, second, third]) || is_count([first, second, third], words.clone().next()) {
            return true;
        }
        [first, second] = [second, third];
    }
    false
}

fn is(word: &str, any: &[&str]) -> bool {
    any.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// "of the above", or "a and b"; but not "data and billing".
fn is_place([first, second, third]: [&str; 3]) -> bool {
    let letters = ["a", "b", "c", "d", "e", "f"];
    let is_letters = is(second, &["and", "or"]) && is(first, &letters) && is(third, &letters);
    is_letters && !first.eq_ignore_ascii_case(third)
        || is(first, &["of"]) && is(second, &["the"]) && is(third, &["above", "below"])
}

/// "the first two"; but not "the first two weeks".
fn is_count([first, second, third]: [&str; 3], next: Option<&str>) -> bool {
    is(first, &["the"])
        && is(second, &["first", "last"])
        && is(third, &["two", "three"])
        && next.is_none_or(|next| is(next, &["answers", "options", "of"]))
}

#[cfg(test)]
mod tests {
    use super::speaks_of_places;

    #[test]
    fn other_answers_are_meant_by_place_or_letter() {
        for text in [
            "All of the above",
            "none of the above.",
            "Both A and B",
            "(B) or (C)",
            "The first two",
            "The last two answers",
        ] {
            assert!(speaks_of_places(text), "{text}");
        }
    }

    #[test]
    fn other_things_have_places_and_letters_too() {
        for text in [
            "Customer data and billing",
            "Web and chat",
            "Within the first two weeks",
            "Above all, wait",
            "A and a half",
        ] {
            assert!(!speaks_of_places(text), "{text}");
        }
    }
}
