//! What can be wrong with the gaps of a text.

use super::rules;
use crate::diag::{Diagnostic, Example, Rule, Severity, did_you_mean};
use crate::source::Place;

/// Every rule of this module.
pub(super) const RULES: &[&Rule] =
    &[&NO_GAPS, &GAP_WITHOUT_ANSWER, &GAP_NOT_IN_TEXT, &GAP_TWICE, &TYPED_AND_CHOSEN];

static NO_GAPS: Rule = Rule {
    code: "no-gaps",
    severity: Severity::Error,
    explain: "\
A fill-in question has at least one gap in its text. Write `{{gap: id}}` where learners should fill \
something in, and below `gaps:` what belongs there, under the same id.",
    example: Example {
        wrong: "text: You must answer within one month.\ngaps:\n  time: one month\n",
        right: "text: \"You must answer within {{gap: time}}.\"\ngaps:\n  time: one month\n",
    },
};

pub(super) fn no_gaps(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(&NO_GAPS, place, "this text has no gap")
        .help(format!("write `{{{{gap: {id}}}}}` where something should be filled in"))
}

pub(super) fn missing_gaps(place: Place) -> Diagnostic {
    Diagnostic::new(&rules::MISSING_KEY, place, "the key `gaps` is missing")
        .help("add `gaps:`, and below it for each gap of the text its id and the answer: `time: one month`")
}

static GAP_WITHOUT_ANSWER: Rule = Rule {
    code: "gap-without-answer",
    severity: Severity::Error,
    explain: "\
The text has a gap, but nothing says what belongs into it. Below `gaps:` stands for each gap, under \
the id that it has in the text, what is accepted.",
    example: Example {
        wrong: "text: \"Within {{gap: time}} of {{gap: start}}.\"\ngaps:\n  time: one month\n",
        right: "text: \"Within {{gap: time}} of {{gap: start}}.\"\ngaps:\n  time: one month\n  start: receipt\n",
    },
};

pub(super) fn gap_without_answer<'a>(
    place: Place,
    id: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let finding = Diagnostic::new(&GAP_WITHOUT_ANSWER, place, format!("the gap `{id}` has no answer"));
    match did_you_mean(id, known) {
        Some(meant) => finding
            .label(format!("did you mean `{meant}`?"))
            .help(format!("write `{{{{gap: {meant}}}}}`, or add `{id}: …` below `gaps:`")),
        None => finding.help(format!("add what belongs there below `gaps:`, in a line `{id}: …`")),
    }
}

static GAP_NOT_IN_TEXT: Rule = Rule {
    code: "gap-not-in-text",
    severity: Severity::Error,
    explain: "\
An answer is given for a gap that the text does not have, so it would be lost. Often the id is \
misspelled in one of the two places.",
    example: Example {
        wrong: "text: \"Within {{gap: time}}.\"\ngaps:\n  time: one month\n  start: receipt\n",
        right: "text: \"Within {{gap: time}} of {{gap: start}}.\"\ngaps:\n  time: one month\n  start: receipt\n",
    },
};

pub(super) fn gap_not_in_text(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(&GAP_NOT_IN_TEXT, place, format!("the text has no gap `{id}`"))
        .help(format!("write `{{{{gap: {id}}}}}` into the text, or delete these lines"))
}

static GAP_TWICE: Rule = Rule {
    code: "gap-twice",
    severity: Severity::Error,
    explain: "\
Two gaps of a text have the same id, so one answer would fill both. Give each an id of its own.",
    example: Example {
        wrong: "text: \"From {{gap: time}} to {{gap: time}}.\"\ngaps:\n  time: [nine, five]\n",
        right: "text: \"From {{gap: start}} to {{gap: end}}.\"\ngaps:\n  start: nine\n  end: five\n",
    },
};

pub(super) fn gap_twice(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(&GAP_TWICE, place, format!("the text has the gap `{id}` twice"))
        .help("give the second one an id of its own, and say below `gaps:` what belongs there")
}

static TYPED_AND_CHOSEN: Rule = Rule {
    code: "typed-and-chosen",
    severity: Severity::Error,
    explain: "\
A gap is filled either by typing, with `answer`, or by choosing from a list, with `options`. Of the \
options the right one has `correct: true`.",
    example: Example {
        wrong: "text: \"Within {{gap: time}}.\"\ngaps:\n  time:\n    answer: a month\n    options: [a week, a month]\n",
        right: "text: \"Within {{gap: time}}.\"\ngaps:\n  time:\n    options: [a week, {text: a month, correct: true}]\n",
    },
};

pub(super) fn typed_and_chosen(place: Place) -> Diagnostic {
    Diagnostic::new(&TYPED_AND_CHOSEN, place, "this gap is both typed and chosen")
        .help("keep `answer`, or keep `options` and mark the right one with `correct: true`")
}

pub(super) fn key_of_typed_gap(place: Place, key: &str) -> Diagnostic {
    Diagnostic::new(&rules::UNUSED_KEY, place, format!("a gap with `options` has no `{key}`"))
        .help("delete it")
}

pub(super) fn marking_of_number(place: Place) -> Diagnostic {
    Diagnostic::new(&rules::UNUSED_KEY, place, "a gap for a number has no `marking`")
        .help("delete it, or put the answer in quotes if it is a text")
}

pub(super) fn unknown_gap_marking(place: Place, given: &str) -> Diagnostic {
    Diagnostic::new(&rules::UNKNOWN_MARKING, place, format!("a gap cannot be marked `{given}`")).help(
        "write `marking: case-sensitive`, or leave it out; how gaps count together is said in the question",
    )
}

pub(super) fn empty_answer(place: Place) -> Diagnostic {
    Diagnostic::new(&rules::EMPTY_TEXT, place, "the answer is empty").help(
        "write behind the colon what belongs into the gap, such as `one month` or `[one month, a month]`",
    )
}
