//! What questions say: everything that a learner sees of them and everything
//! that decides a mark. As in `says.rs`, every part is named.

use super::{Says, Transcript};
use crate::model::{
    Accepted, Area, Attestation, Choice, ChoiceText, Decimal, Extra, FeedbackFor, Fraction, Gap, GapField,
    Hotspots, Interaction, Key, Marking, Onward, PathKey, PathMarking, Question, Range, Scene, SceneChoice,
    Turn,
};

impl Says for Question {
    fn say(&self, to: &mut Transcript) {
        let Self {
            id,
            path: _,
            index: _,
            objective,
            prompt,
            interaction,
            key,
            points,
            critical,
            explanation,
            extras,
            digest: _,
            open_digest: _,
        } = self;
        let Extra { stem, hint, read, sources, attestation, feedback, referring: _ } = &**extras;
        to.thing("question", |to| {
            to.part("id", id).part("objective", objective).part("prompt", prompt).part("stem", stem);
            to.part("interaction", interaction)
                .part("key", key)
                .part("points", points)
                .part("critical", critical);
            to.part("hint", hint)
                .part("explanation", explanation)
                .part("read", read)
                .part("sources", sources);
            to.part("attestation", attestation).part("feedback", feedback)
        });
    }
}

impl Says for Attestation {
    fn say(&self, to: &mut Transcript) {
        // What is confirmed is said by the choice.
        let Self { statement: _, required } = self;
        to.thing("attestation", |to| to.part("required", required));
    }
}

impl Says for FeedbackFor {
    fn say(&self, to: &mut Transcript) {
        match self {
            Self::Choice(id) => to.thing("choice", |to| to.part("id", id)),
            Self::Accepted(index) => to.thing("accepted", |to| to.part("index", index)),
            Self::Part(id) => to.thing("part", |to| to.part("id", id)),
            Self::InPart(id, answer) => to.thing("in-part", |to| to.part("id", id).part("answer", &**answer)),
            Self::Wrong => to.thing("wrong", |to| to),
        };
    }
}

impl Says for Interaction {
    fn say(&self, to: &mut Transcript) {
        match self {
            Self::Choice { multiple, choices, shuffle, picture } => to.thing("choice", |to| {
                to.part("multiple", multiple).part("choices", choices).part("shuffle", shuffle);
                to.part("picture", picture)
            }),
            Self::Number { unit } => to.thing("number", |to| to.part("unit", unit)),
            Self::Text { long } => to.thing("text", |to| to.part("long", long)),
            Self::Scenario { scenes, paths: _ } => to.thing("scenario", |to| to.part("scenes", scenes)),
            Self::Match { rows, columns, table, shuffle } => to.thing("match", |to| {
                to.part("rows", rows).part("columns", columns).part("table", table).part("shuffle", shuffle)
            }),
            Self::Order { items } => to.thing("order", |to| to.part("items", items)),
            Self::Gaps { text, gaps } => to.thing("gaps", |to| to.part("text", text).part("gaps", gaps)),
        };
    }
}

impl Says for Hotspots {
    fn say(&self, to: &mut Transcript) {
        let Self { path, alt, areas } = self;
        to.thing("picture", |to| to.part("path", path).part("alt", alt).part("areas", areas));
    }
}

impl Says for Area {
    fn say(&self, to: &mut Transcript) {
        let (shape, coords) = match self {
            Self::Rect(sides) => ("rect", sides.to_vec()),
            Self::Circle(circle) => ("circle", circle.to_vec()),
            Self::Poly(corners) => ("poly", corners.concat()),
        };
        to.thing(shape, |to| to.part("coords", &coords));
    }
}

impl Says for Gap {
    fn say(&self, to: &mut Transcript) {
        let Self { id, field } = self;
        to.thing("gap", |to| to.part("id", id).part("field", field));
    }
}

impl Says for GapField {
    fn say(&self, to: &mut Transcript) {
        match self {
            Self::Text => to.thing("text", |to| to),
            Self::Number { unit } => to.thing("number", |to| to.part("unit", unit)),
            Self::Options(choices) => to.thing("options", |to| to.part("choices", choices)),
        };
    }
}

impl Says for Scene {
    fn say(&self, to: &mut Transcript) {
        let Self { id, text, onward } = self;
        to.thing("scene", |to| {
            to.part("id", id).part("text", text);
            match onward {
                Onward::Choices(choices) => to.part("choices", choices),
                Onward::Ending(title) => to.part("ending", title),
            }
        });
    }
}

impl Says for SceneChoice {
    fn say(&self, to: &mut Transcript) {
        // Where it leads is said by the key.
        let Self { id, text, feedback, to: _ } = self;
        to.thing("choice", |to| to.part("id", id).part("text", text).part("feedback", feedback));
    }
}

impl Says for Choice {
    fn say(&self, to: &mut Transcript) {
        let Self { id, text } = self;
        to.thing("choice", |to| to.part("id", id).part("text", text));
    }
}

impl Says for ChoiceText {
    fn say(&self, to: &mut Transcript) {
        match self {
            Self::Prose(prose) => to.thing("prose", |to| to.part("prose", prose)),
            Self::Word(key) => to.thing("word", |to| to.part("key", *key)),
        };
    }
}

impl Says for Key {
    fn say(&self, to: &mut Transcript) {
        match self {
            Self::Choose { right, marking } => {
                to.thing("choose", |to| to.part("right", right).part("marking", marking))
            }
            Self::Weigh { credits } => to.thing("weigh", |to| to.part("credits", credits)),
            Self::Number { ranges, unit } => {
                to.thing("number", |to| to.part("ranges", ranges).part("unit", unit))
            }
            Self::Text { accepted, case_sensitive } => {
                to.thing("text", |to| to.part("accepted", accepted).part("case_sensitive", case_sensitive))
            }
            Self::Parts { parts, marking } => {
                to.thing("parts", |to| to.part("parts", parts).part("marking", marking))
            }
            Self::Order { right, marking } => {
                to.thing("order", |to| to.part("right", right).part("marking", marking))
            }
            Self::Path(path) => {
                path.say(to);
                to
            }
            Self::Unscored => to.thing("unscored", |to| to),
        };
    }
}

impl Says for PathKey {
    fn say(&self, to: &mut Transcript) {
        let Self { start, choices, endings, most, marking } = self;
        let marking = match marking {
            PathMarking::Points => "points",
            PathMarking::Ending => "ending",
        };
        to.thing("path", |to| {
            to.part("start", start).part("choices", choices).part("endings", endings);
            to.part("most", most).part("marking", marking)
        });
    }
}

impl Says for Turn {
    fn say(&self, to: &mut Transcript) {
        let Self { id, from, to: next, points } = self;
        to.thing("turn", |to| to.part("id", id).part("from", from).part("to", next).part("points", points));
    }
}

impl Says for Marking {
    fn say(&self, to: &mut Transcript) {
        to.text(match self {
            Self::AllOrNothing => "all-or-nothing",
            Self::Partial => "partial",
        });
    }
}

impl Says for Range {
    fn say(&self, to: &mut Transcript) {
        let Self { from, to: upto, credit } = self;
        to.thing("range", |to| to.part("from", from).part("to", upto).part("credit", credit));
    }
}

impl Says for Accepted {
    fn say(&self, to: &mut Transcript) {
        let Self { text, credit } = self;
        to.thing("accepted", |to| to.part("text", text).part("credit", credit));
    }
}

impl Says for Fraction {
    fn say(&self, to: &mut Transcript) {
        to.text(&self.to_string());
    }
}

impl Says for Decimal {
    fn say(&self, to: &mut Transcript) {
        to.text(&self.to_string());
    }
}
