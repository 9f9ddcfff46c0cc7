//! Banks of questions, and the quizzes that take questions from them.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::diag::{Diagnostic, Example, Names, Rule, Severity};
use crate::model::{Bank, BankUse, Curriculum, Id, Question, Quiz};
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
    let mut shelf = Shelf {
        banks: &banks,
        names: OnceCell::new(),
        indices: HashMap::new(),
        used: BTreeSet::new(),
        diagnostics,
    };
    let modules = curriculum.courses.iter_mut().flat_map(|course| Arc::make_mut(&mut course.modules));
    for quiz in modules.filter_map(|module| module.quiz.as_mut()).filter(|quiz| !quiz.banks.is_empty()) {
        *quiz = Arc::new(shelf.filled(quiz));
    }
    let used = shelf.used;
    if banks.is_empty() {
        return;
    }
    // What a faulty quiz, or a misspelled name, would use cannot be told.
    let all_known = used.iter().all(|path| banks.contains_key(&SourcePath::new(path)))
        && files.iter().all(|parsed| parsed.role != Role::Quiz || parsed.is_whole());
    let is_unused = |path: &&&SourcePath| all_known && !used.contains(path.as_str());
    diagnostics.extend(banks.keys().filter(is_unused).map(|path| unused_bank(path)));
}

/// The banks, while quizzes take questions from them.
struct Shelf<'a> {
    banks: &'a BTreeMap<&'a SourcePath, Option<&'a Bank>>,
    /// What they are called, made ready when one is called wrong.
    names: OnceCell<BankNames<'a>>,
    /// By the paths of those that were used.
    indices: HashMap<&'a SourcePath, Index<'a>>,
    used: BTreeSet<String>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Shelf<'a> {
    /// The quiz with all questions in their places.
    fn filled(&mut self, quiz: &Quiz) -> Quiz {
        let mut filled = quiz.clone();
        let mut placed: Vec<(usize, Arc<Question>)> =
            quiz.questions.iter().map(|question| (question.index as usize, Arc::clone(question))).collect();
        let mut seen: HashMap<Id, Place> =
            quiz.questions.iter().map(|question| (question.id.clone(), question.at("id"))).collect();
        for taken in &quiz.banks {
            let path = SourcePath::new(format!("content/{}", taken.from));
            self.used.insert(path.as_str().to_owned());
            let Some(bank) = self.banks.get(&path) else {
                let names = self.names.get_or_init(|| BankNames::new(self.banks.keys().copied()));
                self.diagnostics.push(unknown_bank(quiz, taken, names));
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
    fn chosen(&mut self, quiz: &Quiz, taken: &BankUse, bank: &'a Bank) -> Vec<Arc<Question>> {
        let index = self.indices.entry(&bank.path).or_insert_with(|| Index::new(bank));
        index.chosen(quiz, taken, self.diagnostics)
    }
}

/// What banks are called: their paths below `content/`.
struct BankNames<'a> {
    names: Names<'a>,
    /// By the file's name without folder and ending; the first of several.
    by_stem: HashMap<&'a str, &'a str>,
}

impl<'a> BankNames<'a> {
    fn new(banks: impl Iterator<Item = &'a SourcePath>) -> Self {
        let names: Names = banks.filter_map(|path| path.as_str().strip_prefix("content/")).collect();
        let mut by_stem = HashMap::new();
        for name in names.iter() {
            by_stem.entry(stem(name)).or_insert(name);
        }
        Self { names, by_stem }
    }

    /// Whoever leaves out the folder or the ending means the bank all the same.
    fn meant_by(&self, given: &str) -> Option<&'a str> {
        self.by_stem.get(stem(given)).copied().or_else(|| self.names.meant_by(given))
    }
}

/// The name of a file without folder and ending.
fn stem(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name).trim_end_matches(".yml")
}

/// A bank's questions, by what quizzes ask for; numbers count in the bank from 0.
struct Index<'a> {
    bank: &'a Bank,
    all: Vec<usize>,
    about: BTreeMap<&'a str, Vec<usize>>,
    by_id: HashMap<&'a str, Vec<usize>>,
    /// The objectives that they are about, and the ids that authors gave them, all
    /// or those about an objective: made ready when one is wrong.
    objectives: OnceCell<Names<'a>>,
    ids: HashMap<Option<&'a str>, Names<'a>>,
}

impl<'a> Index<'a> {
    fn new(bank: &'a Bank) -> Self {
        let (mut about, mut by_id) = (BTreeMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for (at, question) in bank.questions.iter().enumerate() {
            by_id.entry(question.id.as_str()).or_default().push(at);
            if let Some(objective) = &question.objective {
                about.entry(&**objective).or_default().push(at);
            }
        }
        let all = (0..bank.questions.len()).collect();
        Self { bank, all, about, by_id, objectives: OnceCell::new(), ids: HashMap::new() }
    }

    fn chosen(
        &mut self,
        quiz: &Quiz,
        taken: &BankUse,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Arc<Question>> {
        let bank = self.bank;
        // The objective, as the bank has it.
        let about = match &taken.objective {
            None => Some((None, &self.all)),
            Some(name) => self.about.get_key_value(name.as_str()).map(|(name, about)| (Some(*name), about)),
        };
        let Some((objective, about)) = about else {
            let known = self.objectives.get_or_init(|| self.about.keys().copied().collect());
            let missing = taken.objective.iter().filter(|_| bank.is_whole);
            diagnostics.extend(missing.map(|name| no_such_objective(quiz, taken, name, known)));
            return Vec::new();
        };
        let questions = |places: &mut dyn Iterator<Item = usize>| -> Vec<Arc<Question>> {
            places.map(|at| Arc::clone(&bank.questions[at])).collect()
        };
        if taken.ids.is_empty() || about.is_empty() {
            return questions(&mut about.iter().copied());
        }
        let is_about =
            |at: &usize| objective.is_none() || bank.questions[*at].objective.as_deref() == objective;
        let (mut places, mut missing) = (BTreeSet::new(), Vec::new());
        for (index, id) in taken.ids.iter().enumerate() {
            let named = self.by_id.get(id.as_str()).into_iter().flatten().copied();
            let mut named = named.filter(is_about).peekable();
            if named.peek().is_none() {
                missing.push(index);
            }
            places.extend(named);
        }
        if bank.is_whole && !missing.is_empty() {
            let known = self.ids.entry(objective).or_insert_with(|| {
                let about = about.iter().map(|at| &bank.questions[*at]);
                about
                    .filter(|question| !question.has_made_up_id())
                    .map(|question| question.id.as_str())
                    .collect()
            });
            diagnostics.extend(missing.into_iter().map(|index| no_such_id(quiz, taken, index, known)));
        }
        questions(&mut places.into_iter())
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

fn unknown_bank(quiz: &Quiz, taken: &BankUse, banks: &BankNames) -> Diagnostic {
    let place = Place::Node(quiz.path.clone(), node(taken).key("from"));
    let finding = Diagnostic::new(&UNKNOWN_BANK, place, format!("there is no bank `{}`", taken.from));
    match banks.meant_by(&taken.from) {
        Some(meant) => {
            finding.label(format!("did you mean `{meant}`?")).help(format!("write `from: {meant}`"))
        }
        None if banks.names.is_empty() => {
            let wanted = stem(&taken.from);
            finding.help(format!("write it: a file `content/banks/{wanted}.yml` with a list `questions:`"))
        }
        None => finding.help(format!("the banks are {}", super::rules::listed(&banks.names))),
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

fn no_such_objective(quiz: &Quiz, taken: &BankUse, name: &str, known: &Names) -> Diagnostic {
    let place = Place::Node(quiz.path.clone(), node(taken).key("objective"));
    let message = format!("`{}` has no question about `{name}`", taken.from);
    let finding = Diagnostic::new(&NOT_IN_BANK, place, message);
    match known.meant_by(name) {
        Some(meant) => finding.label(format!("did you mean `{meant}`?")).help(format!("write `{meant}`")),
        None if known.is_empty() => finding.help("delete `objective:`; the questions of this bank have none"),
        None => finding.help(format!("its questions are about {}", super::rules::listed(known))),
    }
}

/// `index` is the place of the id in `ids:`, `known` names the questions that could be meant.
fn no_such_id(quiz: &Quiz, taken: &BankUse, index: usize, known: &Names) -> Diagnostic {
    let id = &taken.ids[index];
    let place = Place::Node(quiz.path.clone(), node(taken).key("ids").item(index));
    let about = taken.objective.as_ref().map_or(String::new(), |name| format!(" about `{name}`"));
    let message = format!("`{}` has no question `{id}`{about}", taken.from);
    let finding = Diagnostic::new(&NOT_IN_BANK, place, message);
    match known.meant_by(id) {
        Some(meant) => finding.label(format!("did you mean `{meant}`?")).help(format!("write `{meant}`")),
        None if known.is_empty() => {
            finding.help(format!("write `id: {id}` in the question of the bank that you mean"))
        }
        None => finding.help(format!("its questions are {}", super::rules::listed(known))),
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
