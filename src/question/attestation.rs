//! `attestation`: a statement that the learner confirms.

use super::{Authored, Kind, Lowered, Lowering, rules};
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{Attestation, Choice, ChoiceText, Interaction, Key, Statement};
use crate::source::Place;

pub(super) static KIND: Kind = Kind {
    name: "attestation",
    explain: "\
The learner confirms the `statement`, whose exact words go into their record. The module is not \
complete without it unless `required: false` is said. When the words change it has to be confirmed \
again. The `id` is needed, because records name it.",
    example: "\
- id: read-policy
  type: attestation
  prompt: Please confirm.
  statement: I have read the data protection policy and will follow it.
",
    keys: &["statement", "required"],
    lower,
};

/// Every rule of this module.
pub(super) const RULES: &[&Rule] = &[&LONG_STATEMENT];

static LONG_STATEMENT: Rule = Rule {
    code: "long-statement",
    severity: Severity::Error,
    explain: "\
What a learner confirms is the label of a box to tick, so it is a single paragraph, without lists or \
headings. Say what else belongs to it in the `prompt`.",
    example: Example {
        wrong: "type: attestation\nstatement: |\n  I have read:\n\n  - the policy\n",
        right: "type: attestation\nstatement: I have read the policy.\n",
    },
};

fn long_statement(place: Place) -> Diagnostic {
    Diagnostic::new(&LONG_STATEMENT, place, "a statement is a single paragraph")
        .help("keep one sentence or two, and say the rest in the `prompt`")
}

fn lower(authored: &Authored, lowering: &mut Lowering) -> Option<Lowered> {
    if authored.id.is_none() {
        lowering.found(rules::missing_id(lowering.here(), "read-policy", "records name it"));
    }
    let Some(written) = authored.statement.as_deref() else {
        lowering.found(rules::missing_key(lowering.here(), "statement", "I have read the policy."));
        return None;
    };
    let place = lowering.at("statement");
    let (line, rest) = lowering.line_and_rest(written, &place);
    if !rest.is_empty() {
        lowering.found(long_statement(place));
        return None;
    }
    let wording = line.plain();
    if wording.is_empty() {
        lowering.found(rules::empty_text(place, "statement"));
        return None;
    }
    lowering.attestation = Some(Attestation {
        statement: Statement::new(wording.clone()),
        required: authored.required.unwrap_or(true),
    });
    let choices = vec![Choice { id: "confirmed".into(), text: ChoiceText::Prose(line) }];
    authored.id.is_some().then_some(Lowered {
        interaction: Interaction::Choice {
            multiple: true,
            choices: choices.into(),
            shuffle: false,
            picture: None,
        },
        key: Key::Unscored,
        feedback: Vec::new(),
        texts: vec![wording],
    })
}
