//! Whether what texts name exists: pages, anchors, pictures, sources,
//! questions, objectives.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use indexmap::IndexMap;

use super::paths::Paths;
use super::{Files, rules};
use crate::diag::{Diagnostic, Names};
use crate::model::{
    Citation, Course, Curriculum, Draw, Extent, Interaction, Link, Mode, Module, Page, Piece, Prose,
    Question, Quiz,
};
use crate::parse::Holds;
use crate::source::{NodePath, Place, SourcePath, Span, without_number};

/// Files of the project that some text or setting uses: those that are copied,
/// and those that do not exist.
pub(super) type Used = HashSet<SourcePath>;

/// What a course uses that does not stand in its own folder alone.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// Names of entries of `sources.yml`.
    pub(super) sources: HashSet<String>,
    /// Pictures that it shows and files that it offers.
    pub(super) assets: BTreeSet<SourcePath>,
}

/// What was found about the references of a course, or of what stands on every page.
#[derive(Debug, Default)]
pub(super) struct References {
    pub(super) used: Used,
    pub(super) shared: Shared,
    /// Every reference that leads nowhere.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Follows the references of what stands on every page.
pub(super) fn of_site<'a>(known: &'a Known<'a>) -> References {
    let mut walk = Walk::new(known);
    walk.settings();
    walk.glossary();
    walk.found
}

/// Follows the references of a course.
pub(super) fn of_course<'a>(known: &'a Known<'a>, course: &'a Course) -> References {
    let mut walk = Walk::new(known);
    walk.all_objectives = known.files.get(&course.about.path).is_some_and(|parsed| parsed.is_whole());
    walk.through(course);
    walk.found
}

/// What there is to refer to.
pub(super) struct Known<'a> {
    pub(super) curriculum: &'a Curriculum,
    pub(super) files: &'a Files<'a>,
    /// The sources by their names, in the order of `sources.yml`.
    pub(super) sources: IndexMap<&'a str, &'a Citation>,
    /// The same names, made ready when one is wrong, and so the next two.
    source_names: OnceLock<Names<'a>>,
    paths: OnceLock<Paths<'a>>,
    pictures: OnceLock<Paths<'a>>,
    /// Whether all of `sources.yml` is in `sources`.
    all_sources: bool,
    /// Whether the settings are known to forbid HTML.
    forbids_html: bool,
}

impl<'a> Known<'a> {
    pub(super) fn new(curriculum: &'a Curriculum, files: &'a Files<'a>) -> Self {
        let whole = |path: &str| files.get(&SourcePath::new(path)).is_none_or(|parsed| parsed.is_whole());
        Self {
            curriculum,
            files,
            sources: curriculum.citations.iter().map(|citation| (citation.id.as_str(), citation)).collect(),
            source_names: OnceLock::new(),
            paths: OnceLock::new(),
            pictures: OnceLock::new(),
            all_sources: whole("content/sources.yml"),
            forbids_html: whole("content/site.yml") && !curriculum.settings.allow_html,
        }
    }

    fn source_names(&self) -> &Names<'a> {
        self.source_names.get_or_init(|| self.sources.keys().copied().collect())
    }

    /// All files.
    fn paths(&self) -> &Paths<'a> {
        self.paths.get_or_init(|| Paths::new(self.files.keys().copied()))
    }

    /// The files that can be shown as pictures.
    fn pictures(&self) -> &Paths<'a> {
        self.pictures.get_or_init(|| Paths::new(self.curriculum.assets.keys()))
    }
}

/// What the places of a text's pieces count from.
struct Ground<'a> {
    path: &'a SourcePath,
    /// The node of a YAML file that the text stands in; none for a page's own text.
    node: Option<NodePath>,
}

impl<'a> Ground<'a> {
    fn at(path: &'a SourcePath, node: NodePath) -> Self {
        Self { path, node: Some(node) }
    }

    fn place(&self, at: Extent) -> Place {
        match &self.node {
            Some(node) => Place::Node(self.path.clone(), node.clone()),
            None => Place::Span(Span::new(self.path, at.into())),
        }
    }
}

/// A walk through a course, or through what stands on every page.
struct Walk<'a> {
    known: &'a Known<'a>,
    /// Whether all objectives of the course are known.
    all_objectives: bool,
    /// What a file of the course names, by the file, once it was asked for.
    named: HashMap<(Naming, &'a SourcePath), Names<'a>>,
    found: References,
}

/// What a file names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Naming {
    /// The headings of a page.
    Headings,
    /// The objectives of a course.
    Objectives,
    /// The questions of a quiz.
    Questions,
    /// Those of them that the author named.
    NamedQuestions,
}

impl<'a> Walk<'a> {
    fn new(known: &'a Known<'a>) -> Self {
        Self { known, all_objectives: false, named: HashMap::new(), found: References::default() }
    }

    /// What the file `path` names.
    fn named<I: Iterator<Item = &'a str>>(
        &mut self,
        naming: Naming,
        path: &'a SourcePath,
        names: impl FnOnce() -> I,
    ) -> &Names<'a> {
        self.named.entry((naming, path)).or_insert_with(|| names().collect())
    }

    fn through(&mut self, course: &'a Course) {
        self.required(course);
        let summary = Ground::at(&course.about.path, NodePath::root().key("summary"));
        self.prose(&course.about.summary, &summary, None);
        for module in &*course.modules {
            for page in &module.pages {
                self.page(course, module, page);
            }
            if let Some(quiz) = &module.quiz {
                self.quiz(course, quiz);
            }
        }
    }

    fn settings(&mut self) {
        let settings = &self.known.curriculum.settings;
        let site = SourcePath::new("content/site.yml");
        if let Some(logo) = &settings.logo {
            let place = Place::Node(site.clone(), NodePath::root().key("brand").key("logo"));
            self.picture(&site, logo, place);
        }
        if let Some(notice) = &settings.notice {
            self.prose(notice, &Ground::at(&site, NodePath::root().key("notice")), None);
        }
    }

    /// Modules that the course requires. One whose files cannot be used exists all the same.
    fn required(&mut self, course: &Course) {
        let Some(required) = &course.about.required else { return };
        let folder = format!("{}/", course.about.path.folder());
        let module = |path: &'a SourcePath| {
            let (module, _) = path.as_str().strip_prefix(&folder)?.split_once('/')?;
            Some(without_number(module))
        };
        let whole: Names = course.modules.iter().map(|module| module.id.as_str()).collect();
        let folders: HashSet<&str> = if required.iter().all(|id| whole.contains(id)) {
            HashSet::new()
        } else {
            self.known.files.keys().filter_map(|path| module(path)).collect()
        };
        for (index, id) in required.iter().enumerate() {
            if !whole.contains(id) && !folders.contains(id.as_str()) {
                let node = NodePath::root().key("required").item(index);
                let place = Place::Node(course.about.path.clone(), node);
                self.found.diagnostics.push(rules::unknown_module(place, id, &whole));
            }
        }
    }

    fn glossary(&mut self) {
        let path = SourcePath::new("content/glossary.yml");
        for term in self.known.curriculum.glossary.iter() {
            self.prose(&term.definition, &Ground::at(&path, NodePath::root().key(term.term.clone())), None);
        }
    }

    fn page(&mut self, course: &'a Course, module: &'a Module, page: &'a Page) {
        for (index, objective) in page.objectives.iter().enumerate() {
            let node = NodePath::root().key("objectives").item(index);
            self.objective(course, objective, Place::Node(page.path.clone(), node));
        }
        self.prose(&page.prose, &Ground { path: &page.path, node: None }, Some(module));
    }

    fn quiz(&mut self, course: &'a Course, quiz: &'a Quiz) {
        if let Some(intro) = &quiz.intro {
            self.prose(intro, &Ground::at(&quiz.path, NodePath::root().key("intro")), None);
        }
        for (objective, _) in &quiz.objective_pass {
            let node = NodePath::root().key("objective_pass").key(objective.clone()).name();
            self.objective(course, objective, Place::Node(quiz.path.clone(), node));
        }
        if let Some(Draw::ByObjective(numbers)) = &quiz.draw {
            for (objective, _) in numbers {
                let node = NodePath::root().key("draw").key(objective.clone()).name();
                self.objective(course, objective, Place::Node(quiz.path.clone(), node));
            }
        }
        for question in &quiz.questions {
            self.question(course, question);
        }
    }

    fn question(&mut self, course: &'a Course, question: &'a Question) {
        if let Some(objective) = &question.objective {
            self.objective(course, objective, question.at("objective"));
        }
        if let Some(link) = &question.extras.read {
            self.link(link, &Ground::at(&question.path, question.node().key("read")), Extent::default());
        }
        for (index, source) in question.extras.sources.iter().enumerate() {
            let node = question.node().key("source");
            let place = if question.extras.sources.len() > 1 { node.item(index) } else { node };
            self.source(source, Place::Node(question.path.clone(), place));
        }
        if let Interaction::Choice { picture: Some(picture), .. } = &question.interaction {
            self.picture(&question.path, &picture.path, question.at("picture"));
        }
        for (node, prose) in &question.extras.referring {
            self.prose(prose, &Ground::at(&question.path, node.clone()), None);
        }
    }

    fn prose(&mut self, prose: &'a Prose, ground: &Ground, module: Option<&'a Module>) {
        let mut asked: HashSet<&str> = HashSet::new();
        let mut has_html = false;
        for piece in prose.walk() {
            match piece {
                Piece::Link(link) => self.link(&link.value, ground, link.at),
                Piece::Picture(picture) => {
                    self.picture(ground.path, &picture.path, ground.place(picture.at));
                }
                Piece::Citation(id) => self.source(&id.value, ground.place(id.at)),
                Piece::Question(question) => {
                    let (id, at) = (&question.value, question.at);
                    self.check_question(id, ground, at, module);
                    if !asked.insert(id) {
                        self.found.diagnostics.push(rules::asked_twice(ground.place(at), id));
                    }
                }
                // What an element ends with stands and falls with what it began with.
                Piece::RawHtml(html) if has_html && html.value.starts_with("</") => {}
                Piece::RawHtml(html) if self.known.forbids_html => {
                    has_html = true;
                    self.found.diagnostics.push(rules::raw_html(ground.place(html.at)));
                }
                Piece::Html(_) | Piece::RawHtml(..) | Piece::Word(_) | Piece::Gap(..) | Piece::Block(_) => {}
            }
        }
    }

    fn link(&mut self, link: &'a Link, ground: &Ground, at: Extent) {
        let known = self.known;
        let Some(target) = known.files.get(&link.path) else {
            let meant = known.paths().meant_by(&link.path);
            self.found.used.insert(link.path.clone());
            // That a file is not used says nothing new where its name was misspelled.
            self.found.used.extend(meant.map(SourcePath::new));
            self.found.diagnostics.push(rules::broken_link(ground.place(at), ground.path, &link.path, meant));
            return;
        };
        if matches!(target.holds, Holds::Asset(_)) {
            self.found.used.insert(link.path.clone());
            self.found.shared.assets.insert(link.path.clone());
        }
        let Some(fragment) = &link.fragment else { return };
        match &target.holds {
            Holds::Page(page) => {
                let headings = || page.headings.iter().map(|heading| &*heading.id);
                let headings = self.named(Naming::Headings, &link.path, headings);
                if !headings.contains(fragment) {
                    let finding = rules::broken_anchor(ground.place(at), &link.path, fragment, headings);
                    self.found.diagnostics.push(finding);
                }
            }
            Holds::Nothing | Holds::Asset(_) => {}
            _ => {
                let none = Names::default();
                let finding = rules::broken_anchor(ground.place(at), &link.path, fragment, &none);
                self.found.diagnostics.push(finding);
            }
        }
    }

    fn picture(&mut self, from: &SourcePath, path: &SourcePath, place: Place) {
        self.found.used.insert(path.clone());
        let assets = &self.known.curriculum.assets;
        if assets.contains_key(path) {
            self.found.shared.assets.insert(path.clone());
            return;
        }
        let meant = self.known.pictures().meant_by(path);
        self.found.used.extend(meant.map(SourcePath::new));
        self.found.diagnostics.push(rules::broken_picture(place, from, path, meant));
    }

    fn source(&mut self, id: &str, place: Place) {
        if !self.found.shared.sources.contains(id) {
            self.found.shared.sources.insert(id.to_owned());
        }
        if self.known.all_sources && !self.known.sources.contains_key(id) {
            self.found.diagnostics.push(rules::unknown_source(place, id, self.known.source_names()));
        }
    }

    fn objective(&mut self, course: &'a Course, id: &str, place: Place) {
        let about = &course.about;
        if self.all_objectives && !about.objectives.contains_key(id) {
            let known =
                self.named(Naming::Objectives, &about.path, || about.objectives.keys().map(String::as_str));
            let finding = rules::unknown_objective(place, id, &about.path, known);
            self.found.diagnostics.push(finding);
        }
    }

    fn check_question(&mut self, id: &str, ground: &Ground, at: Extent, module: Option<&'a Module>) {
        let Some(file) = ground.path.join("quiz.yml") else { return };
        let quiz = module.and_then(|module| module.quiz.as_ref());
        let exists = self.known.files.get(&file);
        if exists.is_some_and(|parsed| !parsed.is_whole()) || quiz.is_some_and(|quiz| !quiz.is_whole) {
            return;
        }
        let Some(quiz) = quiz else {
            let finding = rules::unknown_question(ground.place(at), id, exists.is_some(), &Names::default());
            return self.found.diagnostics.push(finding);
        };
        let questions = || quiz.questions.iter().map(|question| question.id.as_str());
        if !self.named(Naming::Questions, &quiz.path, questions).contains(id) {
            let named = || quiz.questions.iter().filter(|question| !question.has_made_up_id());
            let named = || named().map(|question| question.id.as_str());
            let known = self.named(Naming::NamedQuestions, &quiz.path, named);
            let finding = rules::unknown_question(ground.place(at), id, exists.is_some(), known);
            self.found.diagnostics.push(finding);
        } else if quiz.mode == Mode::Sealed {
            self.found.diagnostics.push(rules::sealed_in_text(ground.place(at), id));
        }
    }
}
