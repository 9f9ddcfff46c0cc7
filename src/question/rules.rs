//! What can be wrong with a question.

use super::{Kind, Scalar};
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::Decimal;
use crate::source::Place;

/// Rules that hold for several kinds.
pub(super) const RULES: &[&Rule] = &[
    &MISSING_KEY,
    &NO_CORRECT_OPTION,
    &SEVERAL_CORRECT,
    &DUPLICATE_OPTION,
    &TOO_FEW_OPTIONS,
    &TOO_MANY_OPTIONS,
    &EMPTY_TEXT,
    &NEGATIVE_POINTS,
    &NOT_A_NUMBER,
    &NO_NUMBER,
    &RANGE_BACKWARDS,
    &NOT_TRUE_OR_FALSE,
    &UNQUOTED_NUMBER,
    &CREDIT_OUT_OF_RANGE,
    &CREDIT_WITHOUT_WEIGHTS,
    &UNKNOWN_MARKING,
    &UNUSED_KEY,
    &UNUSABLE_ID,
    &NOT_A_PAGE,
];

/// A key that must be there is not.
pub static MISSING_KEY: Rule = Rule {
    code: "missing-key",
    severity: Severity::Error,
    explain: "\
Without this key the file cannot be understood or shown. The place is where the entry begins that \
lacks it.",
    example: Example {
        wrong: "options: [One month, One year]\n",
        right: "type: single-choice\nprompt: How long do you have?\noptions: [One month, One year]\n",
    },
};

pub(super) fn missing_key(place: Place, key: &str, example: &str) -> Diagnostic {
    Diagnostic::new(&MISSING_KEY, place, format!("the key `{key}` is missing"))
        .help(format!("add `{key}: {}`", example.trim_start()))
}

pub(super) fn missing_id(place: Place, example: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&MISSING_KEY, place, "the key `id` is missing")
        .help(format!("add `id: {example}`, a name that stays the same: {why}"))
}

static NO_CORRECT_OPTION: Rule = Rule {
    code: "no-correct-option",
    severity: Severity::Error,
    explain: "\
A question needs an answer that is right, or nobody can earn its points. Mark the right option \
with `correct: true`.",
    example: Example {
        wrong: "options:\n  - text: One month\n  - text: One year\n",
        right: "options:\n  - text: One month\n    correct: true\n  - text: One year\n",
    },
};

/// `what` has the options.
pub(super) fn no_correct_option(place: Place, what: &str) -> Diagnostic {
    Diagnostic::new(&NO_CORRECT_OPTION, place, format!("no option of {what} is right"))
        .help("mark the right option with `correct: true`")
}

pub(super) fn nothing_to_gain(place: Place) -> Diagnostic {
    Diagnostic::new(&NO_CORRECT_OPTION, place, "no option of this question earns anything")
        .help("give the right option a credit above 0, such as `credit: 1`")
}

pub(super) fn no_options(place: Place) -> Diagnostic {
    Diagnostic::new(&MISSING_KEY, place, "the key `options` is missing")
        .help("add `options:`, and below it one option a line, each with `- ` in front")
}

static SEVERAL_CORRECT: Rule = Rule {
    code: "several-correct",
    severity: Severity::Error,
    explain: "\
Learners can pick only one option of a single-choice question, so only one can be right. If \
several are right, make it `type: multiple-choice`.",
    example: Example {
        wrong: "type: single-choice\noptions:\n  - {text: By letter, correct: true}\n  - {text: By phone, correct: true}\n",
        right: "type: multiple-choice\noptions:\n  - {text: By letter, correct: true}\n  - {text: By phone, correct: true}\n",
    },
};

/// `what` has the options; `or_else` says what can be done instead of taking one back.
pub(super) fn several_correct(second: Place, first: Place, what: &str, or_else: &str) -> Diagnostic {
    Diagnostic::new(&SEVERAL_CORRECT, second, format!("{what} has more than one right option"))
        .label("this one is right too")
        .also(first, "the first right option")
        .help(format!("keep one `correct: true`{or_else}"))
}

static DUPLICATE_OPTION: Rule = Rule {
    code: "duplicate-option",
    severity: Severity::Error,
    explain: "\
Two options say the same, so learners cannot tell which one to choose. Upper and lower case make \
no difference.",
    example: Example {
        wrong: "options: [One month, one month]\n",
        right: "options: [One month, One year]\n",
    },
};

pub(super) fn duplicate_option(again: Place, first: Place) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_OPTION, again, "two options say the same")
        .label("said again here")
        .also(first, "first said here")
        .help("delete one of them, or make it say something else")
}

static TOO_FEW_OPTIONS: Rule = Rule {
    code: "too-few-options",
    severity: Severity::Error,
    explain: "\
With fewer than two options there is nothing to choose.",
    example: Example { wrong: "options: [One month]\n", right: "options: [One month, One year, Never]\n" },
};

pub(super) fn too_few_options(place: Place, count: usize) -> Diagnostic {
    let have = if count == 0 { "no options" } else { "only one option" };
    Diagnostic::new(&TOO_FEW_OPTIONS, place, format!("the question has {have}"))
        .help("write at least two options, one a line, each with `- ` in front")
}

pub(super) static TOO_MANY_OPTIONS: Rule = Rule {
    code: "too-many-options",
    severity: Severity::Error,
    explain: "\
Options are lettered from a to z; nobody can weigh more than that.",
    example: Example { wrong: "", right: "" },
};

pub(super) fn too_many_options(place: Place, count: usize, most: usize) -> Diagnostic {
    Diagnostic::new(&TOO_MANY_OPTIONS, place, format!("the question has {count} options, more than {most}"))
        .help("split it into several questions")
}

pub(super) static EMPTY_TEXT: Rule = Rule {
    code: "empty-text",
    severity: Severity::Error,
    explain: "\
A text that learners should read is empty. In YAML it also is when all of it stands behind a `#`.",
    example: Example { wrong: "prompt:\n", right: "prompt: How long do you have to answer?\n" },
};

pub(super) fn empty_text(place: Place, what: &str) -> Diagnostic {
    Diagnostic::new(&EMPTY_TEXT, place, format!("the {what} is empty"))
        .help("write the text behind the colon, in quotes if it begins with a special character")
}

pub(super) static NEGATIVE_POINTS: Rule = Rule {
    code: "negative-points",
    severity: Severity::Error,
    explain: "\
A question can be worth nothing, but never less than nothing. To take something away for a wrong \
choice, use `marking: partial` or `marking: weighted`.",
    example: Example { wrong: "points: -1\n", right: "points: 1\n" },
};

pub(super) fn negative_points(place: Place, written: &Scalar) -> Diagnostic {
    Diagnostic::new(&NEGATIVE_POINTS, place, format!("a question cannot be worth {written} points"))
        .help("write a number that is not below 0")
}

static NOT_A_NUMBER: Rule = Rule {
    code: "not-a-number",
    severity: Severity::Error,
    explain: "\
The value must be a number: digits, with a point before decimals and nothing else. A tolerance may \
be a percentage and is not below 0; points and credits may be fractions such as 1/3.",
    example: Example { wrong: "answer: fourteen\n", right: "answer: 14\n" },
};

pub(super) fn not_a_number(place: Place, name: &str, written: &str, example: &str) -> Diagnostic {
    let digits = written.trim_start_matches(['-', '+']);
    let number = digits.trim_end_matches(|c: char| !c.is_ascii_digit());
    let (number, unit) = (number.trim(), digits[number.len()..].trim());
    let help = if written.starts_with('-') && Decimal::parse(digits.trim_end_matches('%')).is_some() {
        "write a number that is not below 0".to_owned()
    } else if written.contains(',') && Decimal::parse(&digits.replace(',', ".")).is_some() {
        "write decimals behind a point, and thousands without a sign between them: `1.5`, `1000`".to_owned()
    } else if name != "points" && Decimal::parse(number).is_some() && unit.starts_with(char::is_alphabetic) {
        format!("write `{name}: {number}`, and in a line of its own `unit: {unit}`")
    } else {
        format!("write for example `{name}: {example}`")
    };
    Diagnostic::new(&NOT_A_NUMBER, place, format!("`{written}` is not a number that `{name}` can be"))
        .help(help)
}

static NO_NUMBER: Rule = Rule {
    code: "no-number",
    severity: Severity::Error,
    explain: "\
An accepted number is written as `value`, or as a range with `from` and `to`.",
    example: Example { wrong: "answer:\n  - {from: 10}\n", right: "answer:\n  - {from: 10, to: 14}\n" },
};

pub(super) fn no_number(place: Place) -> Diagnostic {
    Diagnostic::new(&NO_NUMBER, place, "this does not say which numbers are accepted")
        .help("write `value:`, or both `from:` and `to:`")
}

static RANGE_BACKWARDS: Rule = Rule {
    code: "range-backwards",
    severity: Severity::Error,
    explain: "\
A range goes from the least number to the greatest.",
    example: Example { wrong: "answer: {from: 14, to: 10}\n", right: "answer: {from: 10, to: 14}\n" },
};

pub(super) fn range_backwards(place: Place, from: &Decimal, to: &Decimal) -> Diagnostic {
    Diagnostic::new(&RANGE_BACKWARDS, place, format!("no number lies between {from} and {to}"))
        .help(format!("write `from: {to}` and `to: {from}`"))
}

static NOT_TRUE_OR_FALSE: Rule = Rule {
    code: "not-true-or-false",
    severity: Severity::Error,
    explain: "\
The answer to a true-false question is the word `true` or the word `false`, without quotes.",
    example: Example {
        wrong: "type: true-false\nanswer: wrong\n",
        right: "type: true-false\nanswer: false\n",
    },
};

pub(super) fn not_true_or_false(place: Place) -> Diagnostic {
    Diagnostic::new(&NOT_TRUE_OR_FALSE, place, "the answer to a true-false question is `true` or `false`")
        .help("write `answer: true` or `answer: false`")
}

static UNQUOTED_NUMBER: Rule = Rule {
    code: "unquoted-number",
    severity: Severity::Error,
    explain: "\
A number with decimals that stands without quotes is read as a number, and its last zeros are \
lost: 1.50 becomes 1.5. Where a text is meant, put it in quotes.",
    example: Example { wrong: "options: [1.50, 2.50]\n", right: "options: [\"1.50\", \"2.50\"]\n" },
};

pub(super) fn unquoted_number(place: Place, number: &str) -> Diagnostic {
    Diagnostic::new(&UNQUOTED_NUMBER, place, format!("this text is read as the number {number}"))
        .help("put it in quotes, so that it is shown as you wrote it")
}

pub(super) static CREDIT_OUT_OF_RANGE: Rule = Rule {
    code: "credit-out-of-range",
    severity: Severity::Error,
    explain: "\
A credit is the share of the points that an answer earns: 1 is all of them, 0.5 half, 0 none. Only \
options of a weighted question may take points away, down to -1.",
    example: Example { wrong: "credit: 50\n", right: "credit: 0.5\n" },
};

pub(super) fn credit_out_of_range(place: Place, written: &str) -> Diagnostic {
    Diagnostic::new(
        &CREDIT_OUT_OF_RANGE,
        place,
        format!("`{written}` is not a credit that this answer can have"),
    )
    .help("write a share of the points: `1`, `0.5`, `1/3` or `0`")
}

static CREDIT_WITHOUT_WEIGHTS: Rule = Rule {
    code: "credit-without-weights",
    severity: Severity::Error,
    explain: "\
In a multiple-choice question credits count only with `marking: weighted`; otherwise they would be \
ignored.",
    example: Example {
        wrong: "type: multiple-choice\noptions:\n  - {text: One, correct: true}\n  - {text: Two, credit: 0.5}\n",
        right: "type: multiple-choice\nmarking: weighted\noptions:\n  - {text: One, correct: true}\n  - {text: Two, credit: 0.5}\n",
    },
};

pub(super) fn credit_without_weights(place: Place) -> Diagnostic {
    Diagnostic::new(&CREDIT_WITHOUT_WEIGHTS, place, "`credit` does not count with this marking")
        .help("write `marking: weighted` in the question, or delete the credits")
}

pub(super) static UNKNOWN_MARKING: Rule = Rule {
    code: "unknown-marking",
    severity: Severity::Error,
    explain: "\
Each kind of question has its own ways of marking, and this is none of them.",
    example: Example {
        wrong: "type: short-text\nmarking: partial\n",
        right: "type: short-text\nmarking: case-sensitive\n",
    },
};

pub(super) fn unknown_marking(place: Place, given: &str, kind: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_MARKING, place, format!("{} question cannot be marked `{given}`", a(kind))).help(
        if let [only] = known {
            format!("write `marking: {only}`, or leave it out")
        } else {
            format!("write one of {}, or leave `marking:` out", listed(known))
        },
    )
}

pub(super) static UNUSED_KEY: Rule = Rule {
    code: "unused-key",
    severity: Severity::Error,
    explain: "\
The key belongs to another kind of question, so what it says would be lost. Often the `type` is \
not the one that was meant.",
    example: Example {
        wrong: "type: numeric\noptions: [12, 14]\n",
        right: "type: single-choice\noptions: [12, {text: \"14\", correct: true}]\n",
    },
};

pub(super) fn unused_key(place: Place, key: &str, kind: &Kind) -> Diagnostic {
    let user = super::KINDS.iter().find(|kind| kind.keys.contains(&key)).map_or("another", |kind| kind.name);
    Diagnostic::new(&UNUSED_KEY, place, format!("{} question has no `{key}`", a(kind.name)))
        .help(format!("delete it, or write `type: {user}`"))
}

pub(super) fn no_answer(place: Place, example: &str) -> Diagnostic {
    Diagnostic::new(&EMPTY_TEXT, place, "the answer is empty")
        .help(format!("write it behind the colon, for example `answer: {example}`"))
}

pub(super) fn unused_verdicts(place: Place, kind: &Kind) -> Diagnostic {
    let message = format!("{} question has no answers `true` and `false` to say something to", a(kind.name));
    Diagnostic::new(&UNUSED_KEY, place, message)
        .help("write what is said to wrong answers behind the colon of `feedback:`")
}

pub(super) fn key_without_marks(place: Place, key: &str, kind: &Kind) -> Diagnostic {
    let message = format!("{} question has no `{key}`, for nothing in it is right or wrong", a(kind.name));
    Diagnostic::new(&UNUSED_KEY, place, message).help("delete it")
}

/// A key of an answer that its kind does not use.
pub(super) fn unused_part(place: Place, key: &str, kind: &Kind, instead: &str) -> Diagnostic {
    let message = format!("an answer to {} question has no `{key}`", a(kind.name));
    Diagnostic::new(&UNUSED_KEY, place, message).help(format!("delete it, or write {instead}"))
}

static UNUSABLE_ID: Rule = Rule {
    code: "unusable-id",
    severity: Severity::Error,
    explain: "\
Ids stand in addresses, records and stored answers, so they are made of the letters a to z, \
digits, hyphens and underscores, at most 64 of them.",
    example: Example { wrong: "id: first step!\n", right: "id: first-step\n" },
};

pub(super) fn unusable_id(place: Place, id: &str) -> Diagnostic {
    let usable: String = id.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric() && c != '_', "-");
    let words: Vec<&str> = usable.split('-').filter(|word| !word.is_empty()).take(6).collect();
    let words = if words.is_empty() { vec!["first", "step"] } else { words };
    Diagnostic::new(&UNUSABLE_ID, place, format!("`{id}` cannot be an id")).help(format!(
        "use letters without accents, digits, `-` and `_`, for example `{:.64}`",
        words.join("-")
    ))
}

/// `a numeric`, `an ordering`
fn a(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {name}")
}

static NOT_A_PAGE: Rule = Rule {
    code: "not-a-page",
    severity: Severity::Error,
    explain: "\
`read` leads learners who got the question wrong back to where it is taught: a page of this project, \
named as the way from this file to it, and behind a `#` the heading. What the answer rests on outside \
of the project stands in `sources.yml` and is named by `source`.",
    example: Example { wrong: "read: https://example.com/refunds\n", right: "read: index.md\n" },
};

pub(super) fn not_a_page(place: Place, written: &str) -> Diagnostic {
    Diagnostic::new(&NOT_A_PAGE, place, format!("`{written}` is no page of this project"))
        .help("write the way to a page from here, such as `index.md` or `02-duties.md#exceptions`")
}

pub(super) fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
