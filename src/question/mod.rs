//! The kinds of question that authors can write, each lowered to an
//! interaction and a key.
//!
//! A kind is one file here and two lines below. Nothing beneath `parse` learns
//! that kinds exist: theme, script, packages and scoring see an
//! [`Interaction`] and a [`Key`].

mod area_rules;
mod attestation;
mod authored;
mod categorise;
mod entries;
mod fill_in;
mod form;
mod gap_rules;
mod hotspot;
mod matching;
mod mixed;
mod multiple_choice;
mod numeric;
mod options;
mod ordering;
mod reflection;
mod rows;
mod rules;
mod scenario;
mod set_rules;
mod short_text;
mod single_choice;
mod survey;
mod true_false;

pub use authored::{
    Authored, Category, FullAnswer, FullArea, FullGap, FullItem, FullOption, Gaps, Pair, Verdicts,
};
pub use entries::entries;
pub use form::{Form, NoEntries, Scalar};
pub use rules::MISSING_KEY;
pub use scenario::{FullScene, FullSceneChoice};

use crate::diag::{Diagnostic, Rule};
use crate::model::{
    Attestation, Extra, Extras, FeedbackFor, Fraction, Id, Interaction, Key, Link, Prose, Question,
    ShortDigest, Transcript,
};
use crate::source::{NodePath, Place, SourcePath};

/// A kind of question.
#[derive(Debug)]
pub struct Kind {
    /// What authors write as `type:`.
    pub name: &'static str,
    /// When to use it, in a sentence or two.
    pub explain: &'static str,
    /// A question of this kind, as an author writes it.
    pub example: &'static str,
    /// The keys that it uses beside those that every question has.
    pub keys: &'static [&'static str],
    lower: fn(&Authored, &mut Lowering) -> Option<Lowered>,
}

/// Every kind, in the order in which help lists them.
pub static KINDS: [&Kind; 14] = [
    &single_choice::KIND,
    &multiple_choice::KIND,
    &true_false::KIND,
    &numeric::KIND,
    &short_text::KIND,
    &fill_in::KIND,
    &hotspot::KIND,
    &matching::KIND,
    &categorise::KIND,
    &ordering::KIND,
    &survey::KIND,
    &reflection::KIND,
    &attestation::KIND,
    &scenario::KIND,
];

/// Every rule of this room.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [rules::RULES, set_rules::RULES, gap_rules::RULES, area_rules::RULES, scenario::RULES, attestation::RULES]
        .into_iter()
        .flatten()
        .copied()
}

/// The keys that questions of every kind have, in the order of the schema.
pub fn shared_keys() -> Vec<String> {
    let schema = schemars::schema_for!(Authored).to_value();
    let keys = schema["properties"].as_object().into_iter().flatten().map(|(key, _)| key.clone());
    keys.filter(|key| KINDS.iter().all(|kind| !kind.keys.contains(&key.as_str()))).collect()
}

/// Turns a Markdown text at a place, in which gaps may stand or not, into a
/// first line and what follows it.
pub type Markdown<'a> = &'a mut dyn FnMut(&str, &Place, bool, &mut Vec<Diagnostic>) -> (Prose, Prose);

/// What is said to particular answers.
type Said = Vec<(FeedbackFor, Prose)>;

/// What a kind makes of a question.
struct Lowered {
    interaction: Interaction,
    key: Key,
    feedback: Said,
    /// What a stored answer depends on beside prompt and key, as it is written:
    /// what can be chosen, named or filled in.
    texts: Vec<String>,
}

/// A question while it is lowered: its place, and what was found wrong.
struct Lowering<'a> {
    path: &'a SourcePath,
    node: NodePath,
    markdown: Markdown<'a>,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// The texts read so far that refer to something else, with their nodes.
    referring: Vec<(NodePath, Prose)>,
    /// What the question asks to confirm.
    attestation: Option<Attestation>,
}

/// Makes a question of what was written as the `index`th of the file `path`.
/// `None` when it has a fault that leaves nothing to answer or to mark.
pub fn lower(
    authored: &Authored,
    path: &SourcePath,
    index: usize,
    markdown: Markdown<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Question> {
    let node = NodePath::root().key("questions").item(index);
    let mut lowering =
        Lowering { path, node, markdown, diagnostics, referring: Vec::new(), attestation: None };
    let kind = *KINDS.iter().find(|kind| kind.name == authored.kind)?;
    lowering.unused_keys(authored, kind);
    let points = lowering.points(authored);
    let (prompt, stem) = lowering.prompt(authored);
    let hint = lowering.text("hint", authored.hint.as_deref());
    let read = lowering.read(authored);
    let explanation = lowering.text("explanation", authored.explanation.as_deref());
    let lowered = (kind.lower)(authored, &mut lowering);
    lowering.id(authored);
    let Lowered { interaction, key, feedback, texts } = lowered?;
    let points = if key == Key::Unscored { lowering.no_points(authored, kind) } else { points };
    let critical = authored.critical == Some(true) && key != Key::Unscored;
    let (open_digest, digest) = digests(authored, &texts, &key);
    let id = authored.id.as_deref().map_or_else(|| Question::made_up_id(open_digest), Id::from);
    Some(Question {
        id,
        path: path.clone(),
        // A file has far fewer.
        index: u32::try_from(index).unwrap_or(u32::MAX),
        objective: authored.objective.as_deref().map(Into::into),
        prompt,
        interaction,
        key,
        points,
        critical,
        explanation,
        extras: Extras::from(Extra {
            stem,
            hint,
            read,
            sources: sources(authored).into(),
            attestation: lowering.attestation,
            feedback: feedback.into(),
            referring: lowering.referring.into(),
        }),
        open_digest,
        digest,
    })
}

/// The entries of `sources.yml` that a question names.
fn sources(authored: &Authored) -> Vec<String> {
    let items = authored.source.as_ref().map(Form::items).unwrap_or_default();
    items
        .iter()
        .filter_map(|item| if let Form::Plain(id) = item { Some(id.to_string()) } else { None })
        .collect()
}

/// Digests of what a stored answer depends on: of prompt, kind and options, which
/// is all of it that a site may show while it keeps the key, and of the key as
/// well; but of no feedback, hint or explanation.
fn digests(authored: &Authored, texts: &[String], key: &Key) -> (ShortDigest, ShortDigest) {
    let mut transcript = Transcript::default();
    transcript.part("type", &authored.kind).part("prompt", &authored.prompt).part("texts", texts);
    let open = transcript.clone().finish();
    transcript.part("key", key);
    (open.into(), transcript.finish().into())
}

impl Lowering<'_> {
    fn at(&self, key: &'static str) -> Place {
        Place::Node(self.path.clone(), self.node.key(key))
    }

    /// The key itself, for what is wrong with all that stands under it.
    fn name_of(&self, key: &'static str) -> Place {
        Place::Node(self.path.clone(), self.node.key(key).name())
    }

    fn here(&self) -> Place {
        Place::Node(self.path.clone(), self.node.clone())
    }

    fn place(&self, node: &NodePath) -> Place {
        Place::Node(self.path.clone(), node.clone())
    }

    fn found(&mut self, finding: Diagnostic) {
        self.diagnostics.push(finding);
    }

    /// The page, and the heading in it, where the answer is taught.
    fn read(&mut self, authored: &Authored) -> Option<Link> {
        let written = authored.read.as_deref()?.trim();
        let (file, fragment) =
            written.split_once('#').map_or((written, None), |(file, rest)| (file, Some(rest)));
        let path = self
            .path
            .join(file)
            .filter(|path| path.has_extension("md") && !file.starts_with('/') && !file.contains(':'));
        if path.is_none() {
            self.found(rules::not_a_page(self.at("read"), written));
        }
        let fragment = fragment.filter(|rest| !rest.is_empty()).map(Into::into);
        Some(Link { path: path?, fragment })
    }

    /// A text of Markdown that may be several paragraphs long.
    fn text(&mut self, key: &'static str, text: Option<&str>) -> Option<Prose> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        let place = self.at(key);
        Some(self.prose(text, &place))
    }

    fn prose(&mut self, text: &str, place: &Place) -> Prose {
        let (line, rest) = self.line_and_rest(text, place);
        Prose::joined(line, rest)
    }

    fn line_and_rest(&mut self, text: &str, place: &Place) -> (Prose, Prose) {
        self.understood(text, place, false)
    }

    /// What a text says, in which gaps may stand or not.
    fn understood(&mut self, text: &str, place: &Place, gaps: bool) -> (Prose, Prose) {
        let (line, rest) = (self.markdown)(text, place, gaps, self.diagnostics);
        if let Place::Node(_, node) = place {
            let referring = [&line, &rest].into_iter().filter(|prose| prose.has_holes());
            self.referring.extend(referring.map(|prose| (node.clone(), prose.clone())));
        }
        (line, rest)
    }

    /// The text of a question that may have gaps.
    fn passage(&mut self, text: &str) -> Prose {
        let place = self.at("text");
        let (line, rest) = self.understood(text, &place, true);
        Prose::joined(line, rest)
    }

    /// Does something as if the question stood at another node.
    fn within<T>(&mut self, node: NodePath, something: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.node, node);
        let made = something(self);
        self.node = outer;
        made
    }

    fn prompt(&mut self, authored: &Authored) -> (Prose, Prose) {
        let place = self.at("prompt");
        if authored.prompt.trim().is_empty() {
            self.found(rules::empty_text(place, "prompt"));
            return Default::default();
        }
        self.line_and_rest(&authored.prompt, &place)
    }

    fn points(&mut self, authored: &Authored) -> Fraction {
        let Some(written) = &authored.points else { return Fraction::one() };
        match Fraction::parse(&written.to_string()) {
            Some(points) if !points.is_negative() => points,
            Some(_) => {
                self.found(rules::negative_points(self.at("points"), written));
                Fraction::one()
            }
            None => {
                self.found(rules::not_a_number(self.at("points"), "points", &written.to_string(), "2"));
                Fraction::one()
            }
        }
    }

    /// Where nothing is marked, nothing is earned and nothing decides.
    fn no_points(&mut self, authored: &Authored, kind: &Kind) -> Fraction {
        let given = [("points", authored.points.is_some()), ("critical", authored.critical.is_some())];
        for (key, _) in given.into_iter().filter(|(_, given)| *given) {
            self.found(rules::key_without_marks(self.name_of(key), key, kind));
        }
        Fraction::zero()
    }

    fn id(&mut self, authored: &Authored) {
        let Some(id) = &authored.id else { return };
        if !is_usable_id(id) {
            self.found(rules::unusable_id(self.at("id"), id));
        }
    }

    /// Keys that other kinds use and this one would silently drop.
    fn unused_keys(&mut self, authored: &Authored, kind: &Kind) {
        let given = [
            ("options", authored.options.is_some()),
            ("marking", authored.marking.is_some()),
            ("shuffle", authored.shuffle.is_some()),
            ("answer", authored.answer.as_ref().is_some_and(|answer| !answer.is_blank())),
            ("tolerance", authored.tolerance.is_some()),
            ("unit", authored.unit.is_some()),
            ("feedback", authored.feedback.is_some()),
            ("scenes", authored.scenes.is_some()),
            ("pairs", authored.pairs.is_some()),
            ("distractors", authored.distractors.is_some()),
            ("categories", authored.categories.is_some()),
            ("items", authored.items.is_some()),
            ("statements", authored.statements.is_some()),
            ("scale", authored.scale.is_some()),
            ("text", authored.text.is_some()),
            ("gaps", authored.gaps.is_some()),
            ("statement", authored.statement.is_some()),
            ("required", authored.required.is_some()),
        ];
        for (key, _) in given.into_iter().filter(|(key, given)| *given && !kind.keys.contains(key)) {
            self.found(rules::unused_key(self.name_of(key), key, kind));
        }
    }
}

/// Whether a name can stand in addresses and records.
fn is_usable_id(id: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    !id.is_empty() && id.len() <= 64 && id.chars().all(fits)
}
