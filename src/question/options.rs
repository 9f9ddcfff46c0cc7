//! Options that are chosen from: what single-choice and multiple-choice share.

use super::{Form, FullOption, Lowering, Scalar, rules};
use crate::model::{Choice, ChoiceText, FeedbackFor, Fraction, Id, Prose};
use crate::source::{NodePath, Place};

/// More options than letters are refused.
pub(super) const MOST: usize = 26;

/// The options of a question, read.
pub(super) struct Options {
    pub(super) choices: Vec<Choice>,
    pub(super) feedback: Vec<(FeedbackFor, Prose)>,
    /// Ids of those marked correct, with their places in the list.
    pub(super) right: Vec<(Id, usize)>,
    /// Credits by id, where written.
    pub(super) credits: Vec<(Id, Fraction)>,
}

/// What a learner reads of an option.
pub(super) fn text(option: &Form<FullOption>) -> &str {
    match option {
        Form::Plain(scalar) => scalar.as_text(),
        Form::Full(full) => &full.text,
        Form::List(_) => "",
    }
}

/// What a learner reads of all options.
pub(super) fn texts(written: Option<&[Form<FullOption>]>) -> Vec<String> {
    written.unwrap_or_default().iter().map(|option| text(option).to_owned()).collect()
}

/// Reads the options, and finds what is wrong with any kind of choice.
pub(super) fn read(written: Option<&[Form<FullOption>]>, lowering: &mut Lowering) -> Option<Options> {
    let Some(written) = written else {
        lowering.found(rules::no_options(lowering.here()));
        return None;
    };
    let list = lowering.name_of("options");
    if written.len() < 2 {
        lowering.found(rules::too_few_options(list, written.len()));
        return None;
    }
    if written.len() > MOST {
        lowering.found(rules::too_many_options(list, written.len(), MOST));
        return None;
    }
    find_duplicates(written, lowering);
    let mut options =
        Options { choices: Vec::new(), feedback: Vec::new(), right: Vec::new(), credits: Vec::new() };
    let list = list_node(lowering);
    for ((index, option), letter) in written.iter().enumerate().zip('a'..='z') {
        options.add(option, index, letter.into(), &list, lowering);
    }
    Some(options)
}

impl Options {
    fn add(
        &mut self,
        option: &Form<FullOption>,
        index: usize,
        id: Id,
        list: &NodePath,
        lowering: &mut Lowering,
    ) {
        let (path, node) = (lowering.path, list.item(index));
        let place = |key: &'static str| match option {
            Form::Full(_) => Place::Node(path.clone(), node.key(key)),
            _ => Place::Node(path.clone(), node.clone()),
        };
        let at = place("text");
        let written = text(option);
        if written.trim().is_empty() {
            lowering.found(rules::empty_text(at.clone(), "option"));
        }
        if let Form::Plain(Scalar::Decimal(number)) = option {
            lowering.found(rules::unquoted_number(at.clone(), number));
        }
        let prose = lowering.prose(written, &at);
        self.choices.push(Choice { id: id.clone(), text: ChoiceText::Prose(prose) });
        let Form::Full(full) = option else { return };
        if full.correct == Some(true) {
            self.right.push((id.clone(), index));
        }
        if let Some(feedback) = full.feedback.as_deref().filter(|text| !text.trim().is_empty()) {
            let prose = lowering.prose(feedback, &place("feedback"));
            self.feedback.push((FeedbackFor::Choice(id.clone()), prose));
        }
        if let Some(credit) = &full.credit {
            let written = credit.to_string();
            match Fraction::parse(&written) {
                Some(credit) if credit >= Fraction::new(-1, 1) && credit <= Fraction::one() => {
                    self.credits.push((id, credit));
                }
                _ => lowering.found(rules::credit_out_of_range(place("credit"), &written)),
            }
        }
    }

    /// The credit of every option: as written, else `right` or `wrong`.
    pub(super) fn all_credits(&self, right: &Fraction, wrong: &Fraction) -> Vec<(Id, Fraction)> {
        let is_right = |id: &str| self.right.iter().any(|(right, _)| right == id);
        let credit = |id: &Id| {
            let written = self.credits.iter().find(|(credited, _)| credited == id);
            written
                .map_or_else(|| if is_right(id) { right.clone() } else { wrong.clone() }, |(_, c)| c.clone())
        };
        self.choices.iter().map(|choice| (choice.id.clone(), credit(&choice.id))).collect()
    }
}

/// The node of the `index`th option.
pub(super) fn node(lowering: &Lowering, index: usize) -> NodePath {
    list_node(lowering).item(index)
}

/// The node of all options.
fn list_node(lowering: &Lowering) -> NodePath {
    lowering.node.key("options")
}

fn find_duplicates(written: &[Form<FullOption>], lowering: &mut Lowering) {
    let texts: Vec<String> = written.iter().map(|option| text(option).trim().to_lowercase()).collect();
    for (index, again) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        if let Some(first) = texts[..index].iter().position(|text| text == again) {
            let place = |index| Place::Node(lowering.path.clone(), node(lowering, index));
            let finding = rules::duplicate_option(place(index), place(first));
            lowering.found(finding);
        }
    }
}
