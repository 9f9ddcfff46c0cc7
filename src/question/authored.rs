//! A question as it is written. One flat shape for all kinds: a tagged union
//! would lose the place of every fault inside it. Which kind uses which keys is
//! said by the kinds themselves.

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use super::form::{Form, NoEntries, Scalar};
use super::scenario::FullScene;

// `#[serde(default)]` beside `schema_with` is for the schema alone, which would
// otherwise demand the key.
/// A question of a quiz.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Question")]
pub struct Authored {
    /// A name for the question, unique in its quiz: learners' answers are kept under it.
    pub id: Option<String>,
    /// How the question is asked.
    #[serde(rename = "type", deserialize_with = "strict::kind")]
    #[schemars(schema_with = "schema::kind")]
    pub kind: String,
    /// The objective of the course that the question assesses.
    pub objective: Option<String>,
    /// What is asked, in Markdown.
    pub prompt: String,
    /// What a right answer is worth: a number not below 0; 1 if not said.
    pub points: Option<Scalar>,
    /// Whether nobody passes the quiz who does not answer this question fully right.
    pub critical: Option<bool>,
    /// Help that the learner may open before answering.
    pub hint: Option<String>,
    /// Why the answer is what it is, in Markdown; shown after marking.
    pub explanation: Option<String>,
    /// The page on which the answer is taught, with the heading behind a `#`: 02-duties.md#exceptions.
    pub read: Option<String>,
    /// The entry of sources.yml that the answer rests on, or several.
    #[serde(default)]
    #[schemars(schema_with = "schema::source")]
    pub source: Option<Form<NoEntries>>,
    /// What can be chosen.
    #[serde(default, deserialize_with = "strict::options")]
    #[schemars(schema_with = "schema::options")]
    pub options: Option<Vec<Form<FullOption>>>,
    /// How answers that are not exactly right are marked.
    #[serde(default, deserialize_with = "strict::marking")]
    #[schemars(schema_with = "schema::marking")]
    pub marking: Option<String>,
    /// Whether the options may come in another order than written, where the quiz shuffles.
    pub shuffle: Option<bool>,
    /// The right answer: `true` or `false`, a number, a text, or a list of accepted answers.
    #[serde(default, deserialize_with = "strict::answer")]
    #[schemars(schema_with = "schema::answer")]
    pub answer: Option<Form<FullAnswer>>,
    /// How far a number may be off: a number, or a percentage of the answer.
    pub tolerance: Option<Scalar>,
    /// What the number counts, such as `days`.
    pub unit: Option<String>,
    /// The scenes of a scenario; the first one is the start.
    pub scenes: Option<Vec<FullScene>>,
    /// What is said to wrong answers; for true-false a text for `true` and one for `false`.
    #[serde(default, deserialize_with = "strict::feedback")]
    #[schemars(schema_with = "schema::feedback")]
    pub feedback: Option<Form<Verdicts>>,
    /// What belongs together in a matching question.
    pub pairs: Option<Vec<Pair>>,
    /// Matches that belong to none of the items.
    pub distractors: Option<Vec<Scalar>>,
    /// What the items of a categorise question are sorted into.
    pub categories: Option<Vec<Category>>,
    /// What is put into an order; written in the right one.
    pub items: Option<Vec<Scalar>>,
    /// What learners of a survey say how far they agree with.
    pub statements: Option<Vec<Scalar>>,
    /// The answers that there are to each statement, in their order; five from "Strongly disagree" to "Strongly agree" if not said.
    pub scale: Option<Vec<Scalar>>,
    /// The text of a fill-in question, in Markdown, with a `{{gap: id}}` for each gap.
    pub text: Option<String>,
    /// What belongs into the gaps of a fill-in question, by their ids.
    #[serde(default, deserialize_with = "strict::gaps")]
    #[schemars(schema_with = "schema::gaps")]
    pub gaps: Option<Gaps>,
    /// The picture of a hotspot question: a file beside the quiz.
    pub picture: Option<String>,
    /// What the picture shows, for those who do not see it.
    pub alt: Option<String>,
    /// The areas of the picture that can be picked.
    pub areas: Option<Vec<FullArea>>,
    /// The exact sentence that the learner of an attestation confirms; a single paragraph.
    pub statement: Option<String>,
    /// Whether the module stays incomplete without the attestation; true if not said.
    pub required: Option<bool>,
}

/// Two things that belong together.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// What a match is looked for.
    pub item: Option<String>,
    /// What belongs to it; several items may have the same.
    pub r#match: Option<String>,
    /// What is said to who gets it wrong.
    pub feedback: Option<String>,
}

/// A category, with what belongs in it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// What it is called.
    pub name: String,
    /// What belongs in it; nothing does if not said.
    #[serde(default, deserialize_with = "strict::items")]
    #[schemars(schema_with = "schema::items")]
    pub items: Option<Vec<Form<FullItem>>>,
}

/// Something to sort, with what goes with it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FullItem {
    /// What the learner reads.
    pub text: String,
    /// What is said to who gets it wrong.
    pub feedback: Option<String>,
}

/// Something that can be chosen, with what goes with it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FullOption {
    /// What the learner reads.
    pub text: String,
    /// Whether it is right.
    pub correct: Option<bool>,
    /// What is said to who chooses it.
    pub feedback: Option<String>,
    /// The share of the points that it earns, from -1 to 1.
    pub credit: Option<Scalar>,
}

/// An area of a picture, with what goes with it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FullArea {
    /// What is to be seen there: the area's label in the list.
    pub text: String,
    /// Where it lies, in pixels of the picture: `left, top, right, bottom`, or `x, y, radius`, or `x, y` for each corner.
    pub coords: Option<Scalar>,
    /// Whether it is right.
    pub correct: Option<bool>,
    /// What is said to who picks it.
    pub feedback: Option<String>,
}

/// An accepted answer, with what goes with it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FullAnswer {
    /// The text that is accepted; `*` stands for any run of characters.
    pub text: Option<Scalar>,
    /// The number that is accepted.
    pub value: Option<Scalar>,
    /// The least number that is accepted.
    pub from: Option<Scalar>,
    /// The greatest number that is accepted.
    pub to: Option<Scalar>,
    /// How far the number may be off: a number, or a percentage of it.
    pub tolerance: Option<Scalar>,
    /// The share of the points that it earns, from 0 to 1.
    pub credit: Option<Scalar>,
    /// What is said to who answers so.
    pub feedback: Option<String>,
}

/// What belongs into each gap, by its id. A list has accepted answers.
pub type Gaps = IndexMap<String, Form<FullGap, FullAnswer>>;

/// A gap, with what goes with it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FullGap {
    /// What is accepted: a text, a number, or a list of them.
    #[serde(default)]
    #[schemars(schema_with = "schema::accepted")]
    pub answer: Option<Form<FullAnswer>>,
    /// What can be chosen from a list instead of typed.
    #[serde(default, deserialize_with = "strict::options")]
    #[schemars(schema_with = "schema::options")]
    pub options: Option<Vec<Form<FullOption>>>,
    /// How far a number may be off: a number, or a percentage of the answer.
    pub tolerance: Option<Scalar>,
    /// What the number counts, such as `days`; shown behind the gap.
    pub unit: Option<String>,
    /// How a typed answer is marked: `case-sensitive`, or leave it out.
    #[serde(default, deserialize_with = "strict::marking")]
    #[schemars(schema_with = "schema::marking")]
    pub marking: Option<String>,
    /// What is said to who fills the gap wrongly.
    pub feedback: Option<String>,
}

/// What is said to each answer to a true-false question.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdicts {
    /// Said to who chooses `true`.
    pub r#true: Option<String>,
    /// Said to who chooses `false`.
    pub r#false: Option<String>,
}

/// Refuses what the schemas below refuse, so that a file with such a fault is
/// held against its schema, which says what is wrong.
mod strict {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer};

    use super::{Form, FullAnswer, FullItem, FullOption, Gaps, MARKINGS, Verdicts};

    pub(super) fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
        let name = String::deserialize(deserializer)?;
        if crate::question::KINDS.iter().any(|kind| kind.name == name) {
            Ok(name)
        } else {
            Err(D::Error::custom(format!("there is no kind of question `{name}`")))
        }
    }

    pub(super) fn marking<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
        let name = Option::<String>::deserialize(deserializer)?;
        match name.as_deref().filter(|name| !MARKINGS.contains(name)) {
            Some(name) => Err(D::Error::custom(format!("there is no marking `{name}`"))),
            None => Ok(name),
        }
    }

    pub(super) fn options<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Vec<Form<FullOption>>>, D::Error> {
        let options = Option::<Vec<Form<FullOption>>>::deserialize(deserializer)?;
        if options.iter().flatten().any(|option| matches!(option, Form::List(_))) {
            return Err(D::Error::custom("an option cannot be a list"));
        }
        Ok(options)
    }

    pub(super) fn items<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Vec<Form<FullItem>>>, D::Error> {
        let items = Option::<Vec<Form<FullItem>>>::deserialize(deserializer)?;
        if items.iter().flatten().any(|item| matches!(item, Form::List(_))) {
            return Err(D::Error::custom("an item cannot be a list"));
        }
        Ok(items)
    }

    /// An answer with nothing behind its colon is one without words, not a missing one.
    pub(super) fn answer<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Form<FullAnswer>>, D::Error> {
        Form::deserialize(deserializer).map(Some)
    }

    pub(super) fn gaps<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Gaps>, D::Error> {
        crate::question::entries(deserializer).map(Some)
    }

    pub(super) fn feedback<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Form<Verdicts>>, D::Error> {
        let feedback = Option::<Form<Verdicts>>::deserialize(deserializer)?;
        if matches!(feedback, Some(Form::List(_))) {
            return Err(D::Error::custom("feedback cannot be a list"));
        }
        Ok(feedback)
    }
}

/// Every marking of every kind.
const MARKINGS: [&str; 6] = ["all-or-nothing", "partial", "weighted", "case-sensitive", "points", "ending"];

/// Schemas of keys that can be written in more than one way.
mod schema {
    use super::{FullAnswer, FullGap, FullItem, FullOption, MARKINGS, Schema, SchemaGenerator, json_schema};

    pub(super) fn kind(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = crate::question::KINDS.iter().map(|kind| kind.name).collect();
        json_schema!({ "type": "string", "enum": names, "description": "How the question is asked." })
    }

    pub(super) fn marking(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "null"],
            "enum": MARKINGS,
            "description": "How answers that are not exactly right are marked."
        })
    }

    pub(super) fn source(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
            "description": "The entry of sources.yml that the answer rests on, or a list of several."
        })
    }

    pub(super) fn options(generator: &mut SchemaGenerator) -> Schema {
        let full = generator.subschema_for::<FullOption>();
        json_schema!({
            "type": "array",
            "items": { "anyOf": [{ "type": ["string", "number", "boolean"] }, full] },
            "description": "What can be chosen. A plain text is a wrong option without feedback."
        })
    }

    pub(super) fn items(generator: &mut SchemaGenerator) -> Schema {
        let full = generator.subschema_for::<FullItem>();
        json_schema!({
            "type": ["array", "null"],
            "items": { "anyOf": [{ "type": ["string", "number", "boolean"] }, full] },
            "description": "What belongs in the category; nothing does if not said."
        })
    }

    pub(super) fn answer(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = accepted(generator);
        let description = "The right answer: true or false, a number, a text, or a list of accepted answers.";
        schema.insert("description".to_owned(), description.into());
        schema
    }

    pub(super) fn accepted(generator: &mut SchemaGenerator) -> Schema {
        let full = generator.subschema_for::<FullAnswer>();
        let plain = json_schema!({ "type": ["string", "number", "boolean"] });
        json_schema!({ "anyOf": [plain, full, { "type": "array", "items": { "anyOf": [plain, full] } }] })
    }

    pub(super) fn gaps(generator: &mut SchemaGenerator) -> Schema {
        let (full, answer) = (generator.subschema_for::<FullGap>(), generator.subschema_for::<FullAnswer>());
        let plain = json_schema!({ "type": ["string", "number", "boolean"] });
        json_schema!({
            "type": "object",
            "additionalProperties": {
                "anyOf": [plain, full, { "type": "array", "items": { "anyOf": [plain, answer] } }]
            },
            "description": "What belongs into each gap, by its id: an accepted answer, a list of them, or entries."
        })
    }

    pub(super) fn feedback(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "properties": { "true": { "type": "string" }, "false": { "type": "string" } },
                    "additionalProperties": false
                }
            ],
            "description": "What is said to wrong answers; for true-false a text for true and one for false."
        })
    }
}
