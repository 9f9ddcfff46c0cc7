//! Which output file exists, at which address, in which order: those of a site
//! ([`plan`]), or those of papers to print ([`papers`]).

mod paper;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{Course, Curriculum, Page};
use crate::site::OutPath;
use crate::source::{Place, SourcePath, without_number};

pub use paper::{Paper, Papers, papers};

/// Every output file of a site, or of papers to print.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// In the order of the addresses.
    files: Vec<(OutPath, Planned)>,
    /// Where each address stands in `files`.
    by_address: HashMap<OutPath, usize>,
    /// Where what is made of each file stands in `files`.
    by_source: HashMap<SourcePath, usize>,
    /// What is wrong with it: files of the project that want an address that is taken.
    pub diagnostics: Vec<Diagnostic>,
}

/// What is to stand at an address. Numbers count from 0 in the curriculum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Planned {
    /// The page with all courses.
    Home,
    /// A course's page.
    Course(usize),
    /// A course's certificate.
    Certificate(usize),
    /// A page of a module: course, module, page.
    Page(usize, usize, usize),
    /// A module's quiz: course, module.
    Quiz(usize, usize),
    /// What the training is, and when it was reviewed.
    About,
    /// The bibliography.
    Sources,
    /// The words that are explained.
    Glossary,
    /// The learner's own record.
    Record,
    /// Where a record is checked.
    Verify,
    /// A style sheet, made from the theme.
    Style(Sheet),
    /// A script, made from the theme.
    Script(Script),
    /// A file of the project, as it is.
    Asset(SourcePath),
    /// The list of all papers.
    PaperList,
    /// A quiz to be answered on paper.
    Paper(Paper),
    /// The answers to one.
    PaperKey(Paper),
}

impl Planned {
    /// The module that it belongs to, if it does: course and module.
    pub fn module(&self) -> Option<(usize, usize)> {
        match *self {
            Self::Page(course, module, _)
            | Self::Quiz(course, module)
            | Self::Paper(Paper { course, module, .. })
            | Self::PaperKey(Paper { course, module, .. }) => Some((course, module)),
            _ => None,
        }
    }

    /// Whether it is about the whole site, so that it grows with it.
    pub fn is_about_all(&self) -> bool {
        matches!(
            self,
            Self::Home
                | Self::Sources
                | Self::Glossary
                | Self::About
                | Self::Record
                | Self::Verify
                | Self::PaperList
        )
    }
}

/// A style sheet. What only some pages need stands in one of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sheet {
    /// On every page.
    Main,
    /// Texts: their blocks, and words of the glossary.
    Texts,
    /// What answers questions in other ways than by choosing or typing.
    Interactions,
    /// Lists of courses and modules, with the learner's progress.
    Progress,
    /// The learner's record and certificates.
    Record,
    /// Several people at the same device.
    Desk,
    /// Papers, their keys and the list of them.
    Paper,
}

impl Sheet {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Main, Self::Texts, Self::Interactions, Self::Progress, Self::Record, Self::Desk, Self::Paper];
    /// Those of a site, in the order in which a page loads them.
    pub const OF_SITE: [Self; 6] =
        [Self::Main, Self::Texts, Self::Interactions, Self::Progress, Self::Record, Self::Desk];
    /// Those of papers, in the order in which they are loaded.
    pub const OF_PAPERS: [Self; 4] = [Self::Main, Self::Texts, Self::Interactions, Self::Paper];

    /// Its address.
    pub fn address(self) -> &'static str {
        match self {
            Self::Main => "assets/style.css",
            Self::Texts => "assets/style-texts.css",
            Self::Interactions => "assets/style-interactions.css",
            Self::Progress => "assets/style-progress.css",
            Self::Record => "assets/style-record.css",
            Self::Desk => "assets/style-desk.css",
            Self::Paper => "assets/style-paper.css",
        }
    }
}

/// A script of the site. What only some pages need stands in one of its own,
/// so that the others do not have to load it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    /// On every page.
    Main,
    /// Blocks of a text that do something: tabs, checklists.
    Blocks,
    /// What the questions of texts and quizzes share.
    Questions,
    /// A question in a text.
    Check,
    /// The quiz around its questions.
    Quiz,
    /// What answers questions in other ways than by choosing or typing.
    Interactions,
    /// What comes before a module or a quiz.
    Gates,
    /// What only some quizzes need: a clock, and a last look before an attempt that counts.
    Assessment,
    /// The learner's progress, in the lists of courses and modules.
    Progress,
    /// The learner's record and certificates.
    Record,
    /// Checking records and certificates.
    Verify,
    /// Answers to be handed in.
    HandIn,
    /// Several people at the same device.
    Desk,
}

impl Script {
    /// All of them, in the order in which a page loads them.
    pub const ALL: [Self; 13] = [
        Self::Main,
        Self::Blocks,
        Self::Gates,
        Self::Questions,
        Self::Check,
        Self::Quiz,
        Self::Interactions,
        Self::Assessment,
        Self::Progress,
        Self::Record,
        Self::Verify,
        Self::HandIn,
        Self::Desk,
    ];

    /// Its address.
    pub fn address(self) -> &'static str {
        match self {
            Self::Main => "assets/script.js",
            Self::Blocks => "assets/script-blocks.js",
            Self::Questions => "assets/script-questions.js",
            Self::Check => "assets/script-check.js",
            Self::Quiz => "assets/script-quiz.js",
            Self::Interactions => "assets/script-interactions.js",
            Self::Gates => "assets/script-gates.js",
            Self::Assessment => "assets/script-assessment.js",
            Self::Progress => "assets/script-progress.js",
            Self::Record => "assets/script-record.js",
            Self::Verify => "assets/script-verify.js",
            Self::HandIn => "assets/script-hand-in.js",
            Self::Desk => "assets/script-desk.js",
        }
    }

    /// The style sheet of what it brings to life, where that is not on every page.
    pub fn sheet(self) -> Option<Sheet> {
        match self {
            Self::Main | Self::Questions | Self::Check | Self::Quiz => None,
            Self::Blocks => Some(Sheet::Texts),
            Self::Gates | Self::Interactions | Self::Assessment => Some(Sheet::Interactions),
            Self::Progress => Some(Sheet::Progress),
            Self::Record | Self::Verify | Self::HandIn => Some(Sheet::Record),
            Self::Desk => Some(Sheet::Desk),
        }
    }
}

/// Every rule of this room.
pub const RULES: &[&Rule] = &[&ADDRESS_CLASH];

static ADDRESS_CLASH: Rule = Rule {
    code: "address-clash",
    severity: Severity::Error,
    explain: "\
Two files would stand at the same address of the site, and one would overwrite the other. The number \
in front of a name orders it and is not part of the address, so 01-refunds and 02-refunds are the same \
there. Addresses that differ in upper and lower case only clash too, since many disks cannot tell them apart.",
    example: Example {
        wrong: "content/privacy/01-requests/\ncontent/privacy/02-requests/\n",
        right: "content/privacy/01-requests/\ncontent/privacy/02-answers/\n",
    },
};

fn clash(address: &OutPath, first: Option<&SourcePath>, second: &SourcePath) -> Diagnostic {
    let place = Place::File(second.clone());
    let finding = Diagnostic::new(&ADDRESS_CLASH, place, format!("the address `{address}` is taken"))
        .help("rename one of the two; the number in front of a name does not count");
    match first {
        Some(first) => finding.also(Place::File(first.clone()), "this stands there already"),
        None => finding.help("rename it; coursewright itself puts a file there"),
    }
}

/// The address of what is said about the training as a whole.
pub const ABOUT: &str = "about.html";
/// The address of the bibliography.
pub const SOURCES: &str = "sources.html";
/// The address of the learner's own record.
pub const RECORD: &str = "record.html";
/// The address of the page on which a record is checked.
pub const VERIFY: &str = "verify.html";

/// The address of the glossary.
pub const GLOSSARY: &str = "glossary.html";

/// Changes when [`plan`] would say something else. Only for comparing while the
/// program runs.
pub fn outline(curriculum: &Curriculum) -> u64 {
    let mut outline = DefaultHasher::new();
    (curriculum.citations.is_empty(), curriculum.glossary.is_empty()).hash(&mut outline);
    for course in &curriculum.courses {
        let about = &course.about;
        (&course.id, &about.path, about.certificate, course.modules.len()).hash(&mut outline);
        for module in &*course.modules {
            let quiz = module.quiz.as_ref().map(|quiz| &quiz.path);
            (&module.id, quiz, module.pages.len()).hash(&mut outline);
            for page in &module.pages {
                (&page.id, &page.path).hash(&mut outline);
            }
        }
    }
    for path in curriculum.assets.keys() {
        path.hash(&mut outline);
    }
    outline.finish()
}

/// Gives every page, asset and generated file its address.
pub fn plan(curriculum: &Curriculum) -> Plan {
    let modules = || curriculum.courses.iter().flat_map(|course| &*course.modules);
    let pages =
        modules().map(|module| module.pages.len() + usize::from(module.quiz.is_some())).sum::<usize>();
    let mut layout = Layout::with_room(pages + 2 * curriculum.courses.len() + curriculum.assets.len() + 32);
    layout.put(OutPath::new("index.html"), Planned::Home, None);
    for sheet in Sheet::OF_SITE {
        layout.put(OutPath::new(sheet.address()), Planned::Style(sheet), None);
    }
    for script in Script::ALL {
        layout.put(OutPath::new(script.address()), Planned::Script(script), None);
    }
    layout.put(OutPath::new(RECORD), Planned::Record, None);
    layout.put(OutPath::new(ABOUT), Planned::About, None);
    layout.put(OutPath::new(VERIFY), Planned::Verify, None);
    if !curriculum.citations.is_empty() {
        layout.put(OutPath::new(SOURCES), Planned::Sources, Some(&SourcePath::new("content/sources.yml")));
    }
    if !curriculum.glossary.is_empty() {
        layout.put(OutPath::new(GLOSSARY), Planned::Glossary, Some(&SourcePath::new("content/glossary.yml")));
    }
    for (c, course) in curriculum.courses.iter().enumerate() {
        let at = address(&[&course.id, "index.html"]);
        if !layout.put(at, Planned::Course(c), Some(&course.about.path)) {
            continue;
        }
        if course.about.certificate {
            layout.put(certificate(course), Planned::Certificate(c), None);
        }
        for (m, module) in course.modules.iter().enumerate() {
            // The first page is the module's address: without it, nothing in the module has one.
            let first = module.pages.first();
            let at = |page: &Page| address(&[&course.id, &module.id, &format!("{}.html", page.id)]);
            if !first.is_some_and(|page| layout.put(at(page), Planned::Page(c, m, 0), Some(&page.path))) {
                continue;
            }
            if let Some(quiz) = &module.quiz {
                let at = address(&[&course.id, &module.id, "quiz.html"]);
                layout.put(at, Planned::Quiz(c, m), Some(&quiz.path));
            }
            for (p, page) in module.pages.iter().enumerate().skip(1) {
                layout.put(at(page), Planned::Page(c, m, p), Some(&page.path));
            }
        }
    }
    for path in curriculum.assets.keys() {
        layout.put(asset_address(path), Planned::Asset(path.clone()), Some(path));
    }
    layout.finish()
}

/// The address of a course's certificate.
pub fn certificate(course: &Course) -> OutPath {
    address(&[&course.id, "certificate.html"])
}

/// A plan in the making, with what is taken, by address in lower case.
#[derive(Default)]
struct Layout {
    plan: Plan,
    taken: HashMap<OutPath, Option<SourcePath>>,
    /// What has an address of its own, with it.
    made_of: Vec<(SourcePath, OutPath)>,
}

impl Layout {
    /// With room for so many files.
    fn with_room(files: usize) -> Self {
        let (taken, made_of) = (HashMap::with_capacity(files), Vec::with_capacity(files));
        Self { plan: Plan { files: Vec::with_capacity(files), ..Plan::default() }, taken, made_of }
    }

    /// Says whether the address was free.
    fn put(&mut self, address: OutPath, planned: Planned, from: Option<&SourcePath>) -> bool {
        let is_lower = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
        let folded = if address.as_str().bytes().all(is_lower) {
            address.clone()
        } else {
            OutPath::new(address.as_str().to_lowercase())
        };
        if let (Some(first), Some(second)) = (self.taken.get(&folded), from) {
            self.plan.diagnostics.push(clash(&address, first.as_ref(), second));
            return false;
        }
        self.taken.insert(folded, from.cloned());
        if let Some(from) = from {
            self.made_of.push((from.clone(), address.clone()));
        }
        self.plan.files.push((address, planned));
        true
    }

    /// The plan, whole.
    fn finish(self) -> Plan {
        let Self { mut plan, taken, made_of } = self;
        // In a large site it would be the most of what is held here.
        drop(taken);
        plan.files.sort_by(|(one, _), (other, _)| one.cmp(other));
        plan.by_address =
            plan.files.iter().enumerate().map(|(at, (address, _))| (address.clone(), at)).collect();
        plan.by_source =
            made_of.into_iter().map(|(source, address)| (source, plan.by_address[&address])).collect();
        plan
    }
}

fn address(parts: &[&str]) -> OutPath {
    OutPath::new(parts.join("/"))
}

/// A file's own name is kept; folders lose `content/` and the numbers that order them.
fn asset_address(path: &SourcePath) -> OutPath {
    let folder = path.folder();
    let folder = folder.strip_prefix("content").map_or(folder, |rest| rest.trim_start_matches('/'));
    let mut parts: Vec<&str> =
        folder.split('/').filter(|part| !part.is_empty()).map(without_number).collect();
    if parts.is_empty() {
        parts.push("assets");
    }
    parts.push(path.file_name());
    address(&parts)
}

impl Plan {
    /// Every output file with its address, in the order of the addresses.
    pub fn files(&self) -> impl Iterator<Item = (&OutPath, &Planned)> {
        self.files.iter().map(|(address, planned)| (address, planned))
    }

    /// What stands at `address`.
    pub fn get(&self, address: &OutPath) -> Option<&Planned> {
        Some(&self.files[*self.by_address.get(address)?].1)
    }

    /// Where the output made from the file `source` stands.
    pub fn address_of(&self, source: &SourcePath) -> Option<&OutPath> {
        Some(&self.files[*self.by_source.get(source)?].0)
    }

    /// How many output files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
