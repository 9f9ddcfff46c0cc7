//! What can be wrong with sets of things: pairs, categories, items, statements.

use super::Pair;
use super::rules::MISSING_KEY;
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::source::Place;

pub(super) const RULES: &[&Rule] = &[
    &TOO_FEW_ITEMS,
    &TOO_MANY_ITEMS,
    &DUPLICATE_ITEM,
    &PAIR_WITHOUT_PARTNER,
    &DISTRACTOR_IS_RIGHT,
    &ITEMS_REFER,
];

/// The plural of what is counted, and how to write one of them.
fn many(what: &str) -> (&'static str, &'static str) {
    match what {
        "pair" => ("pairs", "one pair a line, each as `- {item: …, match: …}`"),
        "match" => ("matches", "one match a line, each with `- ` in front"),
        "category" => ("categories", "one category a line, each as `- {name: …, items: [...]}`"),
        "statement" => ("statements", "one statement a line, each with `- ` in front"),
        "answer" => ("answers", "one answer a line, each with `- ` in front"),
        "distractor" => ("distractors", "one distractor a line, each with `- ` in front"),
        _ => ("items", "one item a line, each with `- ` in front"),
    }
}

pub(super) fn missing_list(place: Place, key: &str, what: &str) -> Diagnostic {
    Diagnostic::new(&MISSING_KEY, place, format!("the key `{key}` is missing"))
        .help(format!("add `{key}:`, and below it {}", many(what).1))
}

static TOO_FEW_ITEMS: Rule = Rule {
    code: "too-few-items",
    severity: Severity::Error,
    explain: "\
There is nothing to find out. Matching takes two pairs and two matches to choose from, categorise \
two categories and an item, a scale two answers. An order takes three items: they are never shown in \
the right order, so that of two it would be known.",
    example: Example {
        wrong: "type: ordering\nitems: [Note it, Pass it on]\n",
        right: "type: ordering\nitems: [Note it, Pass it on, Tell the customer]\n",
    },
};

pub(super) fn too_few(place: Place, what: &str, count: usize, least: usize) -> Diagnostic {
    let (plural, form) = many(what);
    let have = match count {
        0 => format!("no {plural}"),
        1 => format!("only one {what}"),
        _ => format!("only {count} {plural}"),
    };
    let (least, why) = match least {
        1 => (format!("one {what}"), ""),
        2 => (format!("two {plural}"), ""),
        _ => (format!("three {plural}"), "; two would always be shown the wrong way round"),
    };
    Diagnostic::new(&TOO_FEW_ITEMS, place, format!("the question has {have}"))
        .help(format!("write at least {least}, {form}{why}"))
}

pub(super) fn only_one_match(place: Place) -> Diagnostic {
    Diagnostic::new(&TOO_FEW_ITEMS, place, "all items have the same match, and there is no other to choose")
        .help("add a pair with another match, or `distractors:` with matches that belong to none")
}

static TOO_MANY_ITEMS: Rule = Rule {
    code: "too-many-items",
    severity: Severity::Error,
    explain: "\
What can be chosen or moved is lettered from a to z, and a scale has 11 answers at most, from 0 to \
10; nobody can weigh more than that.",
    example: Example { wrong: "", right: "" },
};

pub(super) fn too_many(place: Place, what: &str, count: usize, most: usize) -> Diagnostic {
    let (plural, _) = many(what);
    let help = if what == "answer" { "leave some of them out" } else { "split the question into several" };
    Diagnostic::new(&TOO_MANY_ITEMS, place, format!("the question has {count} {plural}, more than {most}"))
        .help(help)
}

static DUPLICATE_ITEM: Rule = Rule {
    code: "duplicate-item",
    severity: Severity::Error,
    explain: "\
Two items say the same, so learners cannot tell them apart, or one thing belongs in two places. \
Upper and lower case make no difference.",
    example: Example {
        wrong: "type: ordering\nitems: [Note it, Pass it on, note it]\n",
        right: "type: ordering\nitems: [Note it, Pass it on, Tell the customer]\n",
    },
};

pub(super) fn repeated(again: Place, first: Place, what: &str) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_ITEM, again, format!("two {} say the same", many(what).0))
        .label("said again here")
        .also(first, "first said here")
        .help("delete one of them, or make it say something else")
}

pub(super) fn in_two_categories(again: Place, first: Place) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_ITEM, again, "this item is in two categories")
        .label("and here")
        .also(first, "it is here")
        .help("leave it in the one where it belongs; for what belongs in several, add a category such as `Both`")
}

static PAIR_WITHOUT_PARTNER: Rule = Rule {
    code: "pair-without-partner",
    severity: Severity::Error,
    explain: "\
A pair is an `item` and its `match`. A match that belongs to no item stands under `distractors`; an \
item without a match cannot be answered.",
    example: Example {
        wrong: "type: matching\npairs:\n  - {item: A request, match: One month}\n  - {item: A breach}\n",
        right: "type: matching\npairs:\n  - {item: A request, match: One month}\n  - {item: A breach, match: 72 hours}\n",
    },
};

pub(super) fn pair_without_partner(place: Place, pair: &Pair) -> Diagnostic {
    let (message, help) = match (&pair.item, &pair.r#match) {
        (Some(_), _) => ("this item has no match", "write behind `match:` what belongs to the item"),
        (None, Some(_)) => (
            "this match has no item",
            "write behind `item:` what it belongs to; if it belongs to nothing, put it under `distractors:`",
        ),
        (None, None) => ("this pair is empty", "write `item:` and `match:`, or delete it"),
    };
    Diagnostic::new(&PAIR_WITHOUT_PARTNER, place, message).help(help)
}

static DISTRACTOR_IS_RIGHT: Rule = Rule {
    code: "distractor-is-right",
    severity: Severity::Error,
    explain: "\
A distractor is a match that belongs to none of the items, and this one belongs to one. Several items \
may share a match: write it in each of their pairs.",
    example: Example {
        wrong: "type: matching\npairs:\n  - {item: A request, match: One month}\n  - {item: A breach, match: 72 hours}\ndistractors: [one month]\n",
        right: "type: matching\npairs:\n  - {item: A request, match: One month}\n  - {item: A breach, match: 72 hours}\ndistractors: [One year]\n",
    },
};

pub(super) fn distractor_is_right(distractor: Place, right: Place) -> Diagnostic {
    Diagnostic::new(&DISTRACTOR_IS_RIGHT, distractor, "this distractor is the match of an item")
        .label("it would be right")
        .also(right, "the match")
        .help("delete it, or make it say something that belongs to none of the items")
}

static ITEMS_REFER: Rule = Rule {
    code: "items-refer",
    severity: Severity::Warning,
    explain: "\
Matches, items to sort and items to put into order always come in another order than they are written \
in, and this one speaks of others by their place. Nobody could tell which are meant. Say it in words: \
`Both the letter and the call`, `Belongs to none of them`.",
    example: Example {
        wrong: "type: matching\npairs:\n  - {item: A request, match: One month}\n  - {item: A breach, match: 72 hours}\ndistractors: [None of the above]\n",
        right: "type: matching\npairs:\n  - {item: A request, match: One month}\n  - {item: A breach, match: 72 hours}\ndistractors: [No time limit]\n",
    },
};

pub(super) fn refers(place: Place, what: &str) -> Diagnostic {
    let message = format!("this {what} speaks of the place of others, and they come in another order");
    Diagnostic::new(&ITEMS_REFER, place, message).help("say in words which ones are meant")
}
