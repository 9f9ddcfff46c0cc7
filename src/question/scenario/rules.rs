//! What can be wrong with a scenario.

use crate::diag::{Diagnostic, Example, Rule, Severity, did_you_mean};
use crate::question::rules::{
    CREDIT_OUT_OF_RANGE, MISSING_KEY, NEGATIVE_POINTS, TOO_MANY_OPTIONS, UNUSED_KEY, listed,
};
use crate::source::Place;

/// Every rule about scenarios.
pub(in crate::question) const RULES: &[&Rule] = &[
    &DUPLICATE_SCENE,
    &UNKNOWN_SCENE,
    &UNREACHABLE_SCENE,
    &DEAD_END,
    &CHOICES_AFTER_ENDING,
    &ENDLESS_SCENARIO,
    &ENDS_AT_ONCE,
    &NOTHING_TO_EARN,
];

/// More ids than this are not listed.
const LISTED: usize = 8;

pub(super) fn no_scenes(place: Place) -> Diagnostic {
    Diagnostic::new(&MISSING_KEY, place, "the scenario has no scenes")
        .help("add `scenes:`, and below it one scene after the other, each beginning with `- id:`")
}

static DUPLICATE_SCENE: Rule = Rule {
    code: "duplicate-scene",
    severity: Severity::Error,
    explain: "\
Choices lead to a scene by its `id`, so two scenes of a scenario cannot have the same one.",
    example: Example {
        wrong: "\
- {id: start, text: He waits., choices: [{text: Go on, to: end, points: 1}]}
- {id: end, text: He thanks you., ending: Well done}
- {id: end, text: He leaves., ending: Lost}
",
        right: "\
- {id: start, text: He waits., choices: [{text: Go on, to: end, points: 1}, {text: Turn away, to: lost}]}
- {id: end, text: He thanks you., ending: Well done}
- {id: lost, text: He leaves., ending: Lost}
",
    },
};

pub(super) fn duplicate_scene(again: Place, first: Place, id: &str) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_SCENE, again, format!("two scenes have the id `{id}`"))
        .label("used again here")
        .also(first, "first used here")
        .help("give one of them another id, and change `to:` in the choices that lead to it")
}

static UNKNOWN_SCENE: Rule = Rule {
    code: "unknown-scene",
    severity: Severity::Error,
    explain: "\
Each choice says with `to:` which scene comes next: the `id` of a scene of the same scenario, \
letter by letter.",
    example: Example {
        wrong: "\
- {id: start, text: He waits., choices: [{text: Go on, to: ende, points: 1}]}
- {id: end, text: He thanks you., ending: Well done}
",
        right: "\
- {id: start, text: He waits., choices: [{text: Go on, to: end, points: 1}]}
- {id: end, text: He thanks you., ending: Well done}
",
    },
};

/// `meant` is the scene that has nearly this id, if any has.
pub(super) fn unknown_scene(place: Place, id: &str, meant: Option<&str>, known: &[&str]) -> Diagnostic {
    let found = Diagnostic::new(&UNKNOWN_SCENE, place, format!("there is no scene `{id}`"));
    match meant {
        Some(meant) => found.label(format!("did you mean `{meant}`?")).help(format!("write `to: {meant}`")),
        None if known.len() > LISTED => {
            found.help(format!("add a scene with `id: {id}`, or name another one"))
        }
        None => found.help(format!("add a scene with `id: {id}`, or name one of {}", listed(known))),
    }
}

static UNREACHABLE_SCENE: Rule = Rule {
    code: "unreachable-scene",
    severity: Severity::Error,
    explain: "\
The first scene is the start, and every other one is reached by a choice. No choice on any path \
leads to this one, so no learner would ever see it. Scenes that can only be reached from it are not \
named again.",
    example: Example {
        wrong: "\
- {id: start, text: He waits., choices: [{text: Go on, to: end, points: 1}]}
- {id: lost, text: He leaves., ending: Lost}
- {id: end, text: He thanks you., ending: Well done}
",
        right: "\
- {id: start, text: He waits., choices: [{text: Go on, to: end, points: 1}, {text: Turn away, to: lost}]}
- {id: lost, text: He leaves., ending: Lost}
- {id: end, text: He thanks you., ending: Well done}
",
    },
};

pub(super) fn unreachable_scene(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(&UNREACHABLE_SCENE, place, format!("no path leads to the scene `{id}`"))
        .help(format!("let a choice lead here with `to: {id}`, or delete the scene"))
}

static DEAD_END: Rule = Rule {
    code: "dead-end",
    severity: Severity::Error,
    explain: "\
Behind each scene the scenario either goes on, with `choices`, or ends, with `ending` and what the \
ending is called. A scene with neither leaves the learner standing.",
    example: Example {
        wrong: "\
- {id: start, text: He waits., choices: [{text: Go on, to: end, points: 1}]}
- {id: end, text: He thanks you.}
",
        right: "\
- {id: start, text: He waits., choices: [{text: Go on, to: end, points: 1}]}
- {id: end, text: He thanks you., ending: Well done}
",
    },
};

pub(super) fn dead_end(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(&DEAD_END, place, format!("the scene `{id}` leads nowhere"))
        .help("give it `choices:`, or make it an ending with `ending: What the ending is called`")
}

static CHOICES_AFTER_ENDING: Rule = Rule {
    code: "choices-after-ending",
    severity: Severity::Error,
    explain: "\
`ending` says that the scenario is over with this scene, so there is nothing left to choose in it.",
    example: Example {
        wrong: "\
- {id: start, text: He waits., ending: Waiting, choices: [{text: Go on, to: end, points: 1}]}
- {id: end, text: He thanks you., ending: Well done}
",
        right: "\
- {id: start, text: He waits., choices: [{text: Go on, to: end, points: 1}]}
- {id: end, text: He thanks you., ending: Well done}
",
    },
};

pub(super) fn choices_after_ending(place: Place, ending: Place) -> Diagnostic {
    Diagnostic::new(&CHOICES_AFTER_ENDING, place, "an ending has no choices")
        .also(ending, "this makes it an ending")
        .help("delete the choices, or the line `ending:`")
}

static ENDLESS_SCENARIO: Rule = Rule {
    code: "endless-scenario",
    severity: Severity::Error,
    explain: "\
Every path comes to an ending, so that it can be marked. A choice that leads back to a scene on its \
own path lets learners go round for ever, and collect points each time. Lead it on instead: to a \
scene that says what has changed, under an id of its own. Learners can take back a step without it.",
    example: Example {
        wrong: "\
- {id: start, text: He waits., choices: [{text: Go on, to: end, points: 1}, {text: Say nothing, to: start}]}
- {id: end, text: He thanks you., ending: Well done}
",
        right: "\
- {id: start, text: He waits., choices: [{text: Go on, to: end, points: 1}, {text: Say nothing, to: again}]}
- {id: again, text: He still waits., choices: [{text: Go on, to: end}]}
- {id: end, text: He thanks you., ending: Well done}
",
    },
};

pub(super) fn endless(place: Place, scene: Place, id: &str) -> Diagnostic {
    let message = format!("this leads back to the scene `{id}`, so the scenario could go on for ever");
    Diagnostic::new(&ENDLESS_SCENARIO, place, message)
        .also(scene, "it has come from here")
        .help("lead it to a scene further on, or to a new one with an id of its own")
}

static ENDS_AT_ONCE: Rule = Rule {
    code: "ends-at-once",
    severity: Severity::Error,
    explain: "\
The first scene is where the scenario starts. It cannot be an ending, or nothing is ever chosen.",
    example: Example {
        wrong: "- {id: end, text: He thanks you., ending: Well done}\n",
        right: "\
- {id: start, text: He waits., choices: [{text: Go on, to: end, points: 1}]}
- {id: end, text: He thanks you., ending: Well done}
",
    },
};

pub(super) fn ends_at_once(place: Place) -> Diagnostic {
    Diagnostic::new(
        &ENDS_AT_ONCE,
        place,
        "the first scene is an ending, so nothing is chosen in this scenario",
    )
    .help("begin with a scene that has `choices:`")
}

static NOTHING_TO_EARN: Rule = Rule {
    code: "nothing-to-earn",
    severity: Severity::Error,
    explain: "\
A scenario is marked by the points of the choices on the path that was taken, as a share of what the \
best path collects; with `marking: ending` by the credit of the ending. Give good choices `points`, \
or good endings a `credit`, or nobody can earn anything.",
    example: Example {
        wrong: "\
- {id: start, text: He waits., choices: [{text: Go on, to: end}]}
- {id: end, text: He thanks you., ending: Well done}
",
        right: "\
- {id: start, text: He waits., choices: [{text: Go on, to: end, points: 1}]}
- {id: end, text: He thanks you., ending: Well done}
",
    },
};

pub(super) fn no_points(place: Place) -> Diagnostic {
    Diagnostic::new(
        &NOTHING_TO_EARN,
        place,
        "no choice of this scenario has points, so nothing can be earned",
    )
    .help("give each good choice its worth, such as `points: 1`")
}

pub(super) fn no_credit(place: Place) -> Diagnostic {
    Diagnostic::new(
        &NOTHING_TO_EARN,
        place,
        "no ending of this scenario has a credit, so nothing can be earned",
    )
    .help("give the best ending `credit: 1`")
}

pub(super) fn too_many_choices(place: Place, count: usize, most: usize) -> Diagnostic {
    Diagnostic::new(&TOO_MANY_OPTIONS, place, format!("the scene has {count} choices, more than {most}"))
        .help("split it into several scenes")
}

pub(super) fn negative_points(place: Place, written: &str) -> Diagnostic {
    Diagnostic::new(&NEGATIVE_POINTS, place, format!("a choice cannot be worth {written} points"))
        .help("write a number that is not below 0; a bad choice is worth 0")
}

pub(super) fn credit_out_of_range(place: Place, written: &str) -> Diagnostic {
    Diagnostic::new(
        &CREDIT_OUT_OF_RANGE,
        place,
        format!("`{written}` is not a credit that an ending can have"),
    )
    .help("write a share of the points: `1`, `0.5`, `1/3` or `0`")
}

pub(super) fn points_do_not_count(place: Place) -> Diagnostic {
    Diagnostic::new(&UNUSED_KEY, place, "the `points` of choices do not count where endings are marked")
        .help("delete it, or the line `marking: ending` of the question")
}

pub(super) fn credit_does_not_count(place: Place) -> Diagnostic {
    Diagnostic::new(
        &UNUSED_KEY,
        place,
        "the `credit` of endings does not count where the points of choices do",
    )
    .help("write `marking: ending` in the question, or delete it")
}

pub(super) fn credit_without_ending(place: Place) -> Diagnostic {
    Diagnostic::new(&UNUSED_KEY, place, "only an ending has a `credit`")
        .help("delete it, or make the scene an ending with `ending: What the ending is called`")
}

/// The one of `known` that was probably meant.
pub(super) fn meant<'a>(id: &str, known: &[&'a str]) -> Option<&'a str> {
    did_you_mean(id, known.iter().copied())
}
