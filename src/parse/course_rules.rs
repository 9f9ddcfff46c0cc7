//! The rules of courses and quizzes: how long something counts, what passes,
//! what comes first.

use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::CalendarUnit;
use crate::source::Place;

pub(super) const RULES: &[&Rule] = &[
    &NOT_A_RELEASE,
    &NOT_A_VALIDITY,
    &NOTHING_REQUIRED,
    &NO_QUESTIONS,
    &DUPLICATE_ID,
    &PASS_OUT_OF_RANGE,
    &NOT_A_PASS_MARK,
    &NO_REASON,
    &NOT_A_TIME_LIMIT,
];

static NOT_A_RELEASE: Rule = Rule {
    code: "not-a-release",
    severity: Severity::Error,
    explain: "\
A release of a course is named by its digest: 64 digits from 0 to 9 and a to f, which stand in \
each record that a learner made under it and in the pages of the course (`data-release`). The first \
8 digits are enough to name one.",
    example: Example { wrong: "still_valid: [v1.2]\n", right: "still_valid: [3f9a0c11]\n" },
};

pub(super) fn not_a_release(place: Place, written: &str) -> Diagnostic {
    Diagnostic::new(&NOT_A_RELEASE, place, format!("`{written}` is not the digest of a release"))
        .help("write at least the first 8 digits of the release, as `coursewright record verify` shows it")
}

static NOT_A_VALIDITY: Rule = Rule {
    code: "not-a-validity",
    severity: Severity::Error,
    explain: "\
How long a completed course counts is written as a number of years, months, weeks or days, at most \
100 years. It is counted by the calendar: a course that was completed on 29 February and is valid for \
1 year counts up to and including 28 February of the next.",
    example: Example { wrong: "valid_for: a year or so\n", right: "valid_for: 12 months\n" },
};

pub(super) fn not_a_validity(place: Place, written: &str) -> Diagnostic {
    let digits = written.trim().find(|c: char| !c.is_ascii_digit()).unwrap_or(written.trim().len());
    let (count, unit) = written.trim().split_at(digits);
    let unit = unit.trim();
    let units = CalendarUnit::ALL.map(CalendarUnit::name);
    let meant = if count.is_empty() { None } else { crate::diag::did_you_mean(unit, units) };
    if CalendarUnit::named(unit).is_some() && !count.is_empty() {
        let message = format!("a course cannot be valid for `{written}`");
        let help = "write a time from 1 day to 100 years, or leave the key out if the course counts for ever";
        return Diagnostic::new(&NOT_A_VALIDITY, place, message).help(help);
    }
    let finding = Diagnostic::new(&NOT_A_VALIDITY, place, format!("`{written}` is not a length of time"));
    match meant {
        Some(meant) => {
            finding.label(format!("did you mean `{count} {meant}`?")).help(format!("write `{count} {meant}`"))
        }
        None if unit.is_empty() && !count.is_empty() => {
            finding.label(format!("{count} of what?")).help(format!("write for example `{count} months`"))
        }
        None => finding.help("write a number and years, months, weeks or days, for example `12 months`"),
    }
}

static NOTHING_REQUIRED: Rule = Rule {
    code: "nothing-required",
    severity: Severity::Error,
    explain: "\
A course is complete when its required modules are. Without any, everybody who opens it would have \
completed it. Name the modules that count, or leave the key out if all of them do.",
    example: Example { wrong: "required: []\n", right: "required: [refunds]\n" },
};

pub(super) fn nothing_required(place: Place) -> Diagnostic {
    Diagnostic::new(&NOTHING_REQUIRED, place, "no module is required")
        .help("name the modules that count, or delete the key if all of them do")
}

static NO_QUESTIONS: Rule = Rule {
    code: "no-questions",
    severity: Severity::Error,
    explain: "\
A quiz without questions cannot be taken, and a bank without questions has nothing to give.",
    example: Example {
        wrong: "title: Refunds\nquestions: []\n",
        right: "title: Refunds\nquestions:\n  - type: true-false\n    prompt: A spoken request counts.\n    answer: true\n",
    },
};

pub(super) fn no_questions(place: Place, what: &str) -> Diagnostic {
    Diagnostic::new(&NO_QUESTIONS, place, format!("the {what} has no questions"))
        .help("write a first question, or delete the file")
}

static DUPLICATE_ID: Rule = Rule {
    code: "duplicate-id",
    severity: Severity::Error,
    explain: "\
Two questions of the quiz have the same id, so the answer to one would be taken for an answer to \
the other. Questions without an id get one from their content; two such questions with the same \
content clash as well.",
    example: Example {
        wrong: "- {id: q1, type: true-false, prompt: First., answer: true}\n- {id: q1, type: true-false, prompt: Second., answer: true}\n",
        right: "- {id: q1, type: true-false, prompt: First., answer: true}\n- {id: q2, type: true-false, prompt: Second., answer: true}\n",
    },
};

pub(super) fn duplicate_id(id: &str, again: Place, first: Place) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_ID, again, format!("the id `{id}` is used twice"))
        .label("used again here")
        .also(first, "first used here")
        .help("give each question an id of its own")
}

pub(super) fn repeated_question(again: Place, first: Place) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_ID, again, "this question stands twice in the quiz")
        .label("again here")
        .also(first, "first here")
        .help("delete one of the two, or give each an `id` of its own")
}

static PASS_OUT_OF_RANGE: Rule = Rule {
    code: "pass-out-of-range",
    severity: Severity::Error,
    explain: "\
A pass mark is a share of the points: from 0 % to 100 %. A plain number counts as a share of one, \
so 0.8 is 80 %.",
    example: Example { wrong: "pass: 80\n", right: "pass: 80%\n" },
};

pub(super) fn pass_out_of_range(place: Place, written: &str) -> Diagnostic {
    let message = if written.starts_with('-') {
        format!("a pass mark of `{written}` is below nothing")
    } else {
        format!("nobody can reach a pass mark of `{written}`")
    };
    Diagnostic::new(&PASS_OUT_OF_RANGE, place, message).help(
        if written.ends_with('%') || written.starts_with('-') {
            "write a mark from `0%` to `100%`".to_owned()
        } else {
            format!("write `{written}%` if you mean per cent")
        },
    )
}

static NOT_A_PASS_MARK: Rule = Rule {
    code: "not-a-pass-mark",
    severity: Severity::Error,
    explain: "\
A pass mark is written as a percentage, a decimal number or a fraction.",
    example: Example { wrong: "pass: most\n", right: "pass: 80%\n" },
};

pub(super) fn not_a_pass_mark(place: Place, written: &str) -> Diagnostic {
    Diagnostic::new(&NOT_A_PASS_MARK, place, format!("`{written}` is not a pass mark"))
        .help("write for example `80%`, `0.8` or `4/5`")
}

static NO_REASON: Rule = Rule {
    code: "no-reason",
    severity: Severity::Error,
    explain: "\
Whatever is kept from learners until they have done something else is kept with a reason, and the \
reason is what stands behind the key: learners read it where they are stopped. `true` is none.",
    example: Example {
        wrong: "pages_first: true\n",
        right: "pages_first: The quiz asks what only these pages say.\n",
    },
};

/// The reason that stands under `key`, if one does.
pub(super) fn reason(
    written: Option<String>,
    place: Place,
    key: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let written = written?;
    let bare = written.trim();
    if bare.is_empty() || ["true", "false", "yes", "no", "on", "off"].contains(&bare.to_lowercase().as_str())
    {
        let message = format!("`{key}` wants the reason that learners read");
        let finding = Diagnostic::new(&NO_REASON, place, message);
        let why = "write behind the colon why it is so, in a sentence, or delete the line";
        diagnostics.push(finding.help(why));
        return None;
    }
    Some(bare.to_owned())
}

static NOT_A_TIME_LIMIT: Rule = Rule {
    code: "not-a-time-limit",
    severity: Severity::Error,
    explain: "\
A time limit is a number of minutes or hours, a day at most. Most quizzes are better without one: it \
tests how fast people read, and every learner can ask for more time or turn it off.",
    example: Example { wrong: "time_limit: half an hour\n", right: "time_limit: 30 minutes\n" },
};

pub(super) fn not_a_time_limit(place: Place, written: &str) -> Diagnostic {
    let finding = Diagnostic::new(&NOT_A_TIME_LIMIT, place, format!("`{written}` is not a time limit"));
    match written.parse::<u32>() {
        Ok(minutes) if minutes > 0 => finding.help(format!("write `{minutes} minutes`")),
        _ => finding.help("write for example `30 minutes` or `1 hour`"),
    }
}
