//! Banks of questions, and the quizzes that take questions from them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::diag::{Diagnostic, Example, Rule, Severity, did_you_mean};
use crate::model::{Bank, BankUse, Curriculum, Question, Quiz};
use crate::parse::{Holds, Parsed, Role};
use crate::source::{NodePath, Place, SourcePath};

/// Every rule of this module.
pub(super) const RULES: &[&Rule] = &[&UNKNOWN_BANK, &NOT_IN_BANK, &TAKEN_IN_TWICE, &UNUSED_BANK];

/// Puts the questions of banks into the quizzes that name them.
pub(super) fn take_in(curriculum: &mut Curriculum, files: &[Arc<Parsed>], diagnostics: &mut Vec<Diagnostic>) {
    // Those that cannot be used at all are there too: their own faults are told.
    let banks: BTreeMap<&SourcePath, Option<&Bank>> = files
        .iter()
        .filter(|parsed| parsed.role == Role::Bank)
        .map(|parsed| {
            let bank = if let Holds::Bank(bank) = &parsed.holds { Some(&**bank) } else { None };
            (&parsed.path, bank)
        })
        .collect();
    let mut used = BTreeSet::new();
    let modules = curriculum.courses.iter_mut().flat_map(|course| &mut course.modules);
    for quiz in modules.filter_map(|module| module.quiz.as_mut()).filter(|quiz| !quiz.banks.is_empty()) {
        let mut shelf = Shelf { banks: &banks, used: &mut used, diagnostics };
        *quiz = Arc::new(shelf.filled(quiz));
    }
    if banks.is_empty() {
        return;
    }
    // What a faulty quiz, or a misspelled name, would use cannot be told.
    let all_known = used.iter().all(|path| banks.contains_key(&SourcePath::new(path)))
        && files.iter().all(|parsed| parsed.role != Role::Quiz || parsed.is_whole());
    let is_unused = |path: &&&SourcePath| all_known && !used.contains(path.as_str());
    diagnostics.extend(banks.keys().filter(is_unused).map(|path| unused_bank(path)));
}

/// The banks, while one quiz takes questions from them.
struct Shelf<'a> {
    banks: &'a BTreeMap<&'a SourcePath, Option<&'a Bank>>,
    used: &'a mut BTreeSet<String>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Shelf<'_> {
    /// The quiz with all questions in their places.
    fn filled(&mut self, quiz: &Quiz) -> Quiz {
        let mut filled = quiz.clone();
        let mut placed: Vec<(usize, Arc<Question>)> =
            quiz.questions.iter().map(|question| (question.index, Arc::clone(question))).collect();
        let mut seen: HashMap<String, Place> =
            quiz.questions.iter().map(|question| (question.id.clone(), question.at("id"))).collect();
        for taken in &quiz.banks {
            let path = SourcePath::new(format!("content/{}", taken.from));
            self.used.insert(path.as_str().to_owned());
            let Some(bank) = self.banks.get(&path) else {
                self.diagnostics.push(unknown_bank(quiz, taken, self.banks.keys().copied()));
                filled.is_whole = false;
                continue;
            };
            filled.is_whole &= bank.is_some_and(|bank| bank.is_whole);
            for question in bank.map(|bank| self.chosen(quiz, taken, bank)).unwrap_or_default() {
                if let Some(first) = seen.insert(question.id.clone(), question.at("id")) {
                    self.diagnostics.push(taken_in_twice(quiz, taken, &question.id, first));
                } else {
                    placed.push((taken.index, question));
                }
            }
        }
        placed.sort_by_key(|(index, _)| *index);
        filled.questions = placed.into_iter().map(|(_, question)| question).collect();
        filled.seal();
        filled
    }

    /// The questions of a bank that the quiz asks for.
    fn chosen(&mut self, quiz: &Quiz, taken: &BankUse, bank: &Bank) -> Vec<Arc<Question>> {
        let about = |question: &Question| {
            taken.objective.is_none() || question.objective.as_ref() == taken.objective.as_ref()
        };
        let all: Vec<&Arc<Question>> = bank.questions.iter().filter(|question| about(question)).collect();
        if all.is_empty() && bank.is_whole {
            self.diagnostics
                .extend(taken.objective.as_ref().map(|name| no_such_objective(quiz, taken, name, bank)));
            return Vec::new();
        }
        for (at, id) in taken.ids.iter().enumerate().filter(|_| bank.is_whole) {
            if all.iter().all(|question| question.id != *id) {
                self.diagnostics.push(no_such_id(quiz, taken, at, &all));
            }
        }
        let wanted = |question: &&&Arc<Question>| taken.ids.is_empty() || taken.ids.contains(&question.id);
        all.iter().filter(wanted).map(|question| Arc::clone(question)).collect()
    }
}

/// Where in the quiz a bank is named.
fn node(taken: &BankUse) -> NodePath {
    NodePath::root().key("questions").item(taken.index)
}

static UNKNOWN_BANK: Rule = Rule {
    code: "unknown-bank",
    severity: Severity::Error,
    explain: "\
The quiz takes questions from a bank that does not exist. Banks are files in `content/banks/`, each \
with a list `questions:`; a quiz names one by its path below `content/`.",
    example: Example {
        wrong: "questions:\n  - from: banks/refund.yml\n",
        right: "questions:\n  - from: banks/refunds.yml\n",
    },
};

fn unknown_bank<'a>(quiz: &Quiz, taken: &BankUse, banks: impl Iterator<Item = &'a SourcePath>) -> Diagnostic {
    let place = Place::Node(quiz.path.clone(), node(taken).key("from"));
    let names: Vec<&str> = banks.filter_map(|path| path.as_str().strip_prefix("content/")).collect();
    let finding = Diagnostic::new(&UNKNOWN_BANK, place, format!("there is no bank `{}`", taken.from));
    // Whoever leaves out the folder or the ending means the bank all the same.
    let stem = |name: &str| name.rsplit('/').next().unwrap_or(name).trim_end_matches(".yml").to_owned();
    let wanted = stem(&taken.from);
    let meant = names
        .iter()
        .copied()
        .find(|name| stem(name) == wanted)
        .or_else(|| did_you_mean(&taken.from, names.iter().copied()));
    match (meant, names.as_slice()) {
        (Some(meant), _) => {
            finding.label(format!("did you mean `{meant}`?")).help(format!("write `from: {meant}`"))
        }
        (None, []) => {
            finding.help(format!("write it: a file `content/banks/{wanted}.yml` with a list `questions:`"))
        }
        (None, names) => finding.help(format!("the banks are {}", super::rules::listed(names))),
    }
}

static NOT_IN_BANK: Rule = Rule {
    code: "not-in-bank",
    severity: Severity::Error,
    explain: "\
The quiz asks for questions of a bank that the bank does not have: an `id` that none of its \
questions has, or an `objective` that none of them is about.",
    example: Example {
        wrong: "questions:\n  - {from: banks/refunds.yml, ids: [first-stp]}\n",
        right: "questions:\n  - {from: banks/refunds.yml, ids: [first-step]}\n",
    },
};

fn no_such_objective(quiz: &Quiz, taken: &BankUse, name: &str, bank: &Bank) -> Diagnostic {
    let place = Place::Node(quiz.path.clone(), node(taken).key("objective"));
    let mut known: Vec<&str> =
        bank.questions.iter().filter_map(|question| question.objective.as_deref()).collect();
    known.sort_unstable();
    known.dedup();
    let message = format!("`{}` has no question about `{name}`", taken.from);
    let finding = Diagnostic::new(&NOT_IN_BANK, place, message);
    match (did_you_mean(name, known.iter().copied()), known.as_slice()) {
        (Some(meant), _) => {
            finding.label(format!("did you mean `{meant}`?")).help(format!("write `{meant}`"))
        }
        (None, []) => finding.help("delete `objective:`; the questions of this bank have none"),
        (None, known) => finding.help(format!("its questions are about {}", super::rules::listed(known))),
    }
}

/// `index` is the place of the id in `ids:`, `all` are the questions that could be meant.
fn no_such_id(quiz: &Quiz, taken: &BankUse, index: usize, all: &[&Arc<Question>]) -> Diagnostic {
    let id = &taken.ids[index];
    let place = Place::Node(quiz.path.clone(), node(taken).key("ids").item(index));
    let about = taken.objective.as_ref().map_or(String::new(), |name| format!(" about `{name}`"));
    let message = format!("`{}` has no question `{id}`{about}", taken.from);
    let finding = Diagnostic::new(&NOT_IN_BANK, place, message);
    let named = all.iter().filter(|question| !question.has_made_up_id());
    let known: Vec<&str> = named.map(|question| question.id.as_str()).collect();
    match (did_you_mean(id, known.iter().copied()), known.as_slice()) {
        (Some(meant), _) => {
            finding.label(format!("did you mean `{meant}`?")).help(format!("write `{meant}`"))
        }
        (None, []) => finding.help(format!("write `id: {id}` in the question of the bank that you mean")),
        (None, known) => finding.help(format!("its questions are {}", super::rules::listed(known))),
    }
}

static TAKEN_IN_TWICE: Rule = Rule {
    code: "taken-in-twice",
    severity: Severity::Error,
    explain: "\
Two questions of the quiz have the same id, and at least one of them comes from a bank, so the \
answer to one would be taken for an answer to the other. Take each question in once; where two \
different questions have the same id, rename one.",
    example: Example {
        wrong: "questions:\n  - from: banks/refunds.yml\n  - {from: banks/refunds.yml, ids: [first-step]}\n",
        right: "questions:\n  - from: banks/refunds.yml\n",
    },
};

fn taken_in_twice(quiz: &Quiz, taken: &BankUse, id: &str, first: Place) -> Diagnostic {
    let place = Place::Node(quiz.path.clone(), node(taken).key("from"));
    let message = format!("`{}` brings a second question `{id}` into this quiz", taken.from);
    Diagnostic::new(&TAKEN_IN_TWICE, place, message)
        .also(first, "the first one")
        .help("take it in only once, or give one of the two another id")
}

static UNUSED_BANK: Rule = Rule {
    code: "unused-bank",
    severity: Severity::Warning,
    explain: "\
No quiz takes questions from this bank, so nobody is ever asked them. Perhaps its name is misspelled \
where it should be used, or it is left over.",
    example: Example { wrong: "content/banks/spare.yml\n", right: "" },
};

fn unused_bank(path: &SourcePath) -> Diagnostic {
    let name = path.as_str().trim_start_matches("content/");
    Diagnostic::new(&UNUSED_BANK, Place::File(path.clone()), "no quiz takes questions from this bank")
        .help(format!("write `- from: {name}` in the `questions:` of a quiz, or delete the file"))
}
