//! Understands one file alone; the only step that is remembered.
//!
//! What a file is follows from its path. Parsing never fails: it returns what
//! holds, and a diagnostic for everything that does not. Nothing here may look
//! at a second file, or the remembered result would be wrong after that one
//! changed.

mod bank;
mod citations;
mod course;
mod course_rules;
mod glossary;
mod item;
pub mod markdown;
mod page;
mod questions;
mod quiz;
mod rules;
mod settings;
mod yaml;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Diagnostic, Rule};
use crate::model::{Bank, Citation, CourseAbout, Digest, Page, Prose, Quiz, Settings, Term};
use crate::source::{Body, NodePath, Place, Source, SourcePath, SourceTree, Span};

/// What one file says, and what is wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The file.
    pub path: SourcePath,
    /// What it is for.
    pub role: Role,
    /// What it says.
    pub holds: Holds,
    /// The digest of what it says; zeros where it says nothing that could be used, and
    /// for pages and quizzes, which are asked for theirs.
    pub digest: Digest,
    /// Changes when anything changes that other files may refer to or depend on:
    /// of a page, whether it can be used, and its headings. Only for comparing
    /// while the program runs.
    pub face: u64,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Parsed {
    /// Whether all that the file says is in [`Parsed::holds`]: without errors.
    pub fn is_whole(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// What a file says, by its kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Holds {
    /// `content/site.yml`.
    Settings(Arc<Settings>),
    /// `content/COURSE/course.yml`.
    Course(Arc<CourseAbout>),
    /// A page of a module.
    Page(Arc<Page>),
    /// `quiz.yml` of a module.
    Quiz(Arc<Quiz>),
    /// A file in `content/banks/`.
    Bank(Arc<Bank>),
    /// `content/sources.yml`.
    Citations(Arc<Vec<Citation>>),
    /// `content/glossary.yml`.
    Glossary(Arc<Vec<Term>>),
    /// A file that is copied, with its size in pixels where it is a picture.
    Asset(Option<(u32, u32)>),
    /// Nothing that could be used.
    Nothing,
}

/// What a file is for, by its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// `content/site.yml`
    Settings,
    /// `content/sources.yml`
    Citations,
    /// `content/glossary.yml`
    Glossary,
    /// `content/banks/NAME.yml`
    Bank,
    /// `content/COURSE/course.yml`
    Course,
    /// `content/COURSE/MODULE/quiz.yml`
    Quiz,
    /// `content/COURSE/MODULE/NAME.md`
    Page,
    /// A text that nothing reads where it stands.
    Misplaced,
    /// Anything else: copied as it is.
    Asset,
}

impl Role {
    /// What the file at `path` is for.
    pub fn of(path: &SourcePath) -> Self {
        let ends = |endings: &[&str]| {
            let end = path.file_name().rsplit_once('.').map_or("", |(_, end)| end);
            endings.iter().any(|ending| end.eq_ignore_ascii_case(ending))
        };
        let mut parts = path.as_str().split('/').skip(1);
        match [(); 4].map(|()| parts.next()) {
            [Some("site.yml"), None, ..] => Self::Settings,
            [Some("sources.yml"), None, ..] => Self::Citations,
            [Some("glossary.yml"), None, ..] => Self::Glossary,
            [Some("banks"), Some(_), None, _] if ends(&["yml"]) => Self::Bank,
            [Some(_), Some("course.yml"), None, _] => Self::Course,
            [Some(_), Some(_), Some("quiz.yml"), None] => Self::Quiz,
            [Some(_), Some(_), Some(_), None] if ends(&["md"]) => Self::Page,
            _ if ends(&["md", "yml", "yaml"]) => Self::Misplaced,
            _ => Self::Asset,
        }
    }
}

/// Every rule of this room.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [rules::RULES, course_rules::RULES, glossary::RULES, yaml::RULES, markdown::RULES]
        .into_iter()
        .flatten()
        .copied()
}

/// The JSON Schemas that editors complete from, by the name of what they
/// describe, made from the types that load the files.
pub fn schemas() -> Vec<(&'static str, serde_json::Value)> {
    vec![
        ("site", schemars::schema_for!(settings::Authored).to_value()),
        ("course", schemars::schema_for!(course::Authored).to_value()),
        ("page", schemars::schema_for!(page::FrontMatter).to_value()),
        ("quiz", schemars::schema_for!(quiz::Authored).to_value()),
        ("bank", schemars::schema_for!(bank::Authored).to_value()),
        ("sources", schemars::schema_for!(citations::Authored).to_value()),
        ("glossary", schemars::schema_for!(glossary::Authored).to_value()),
    ]
}

/// Understands one file.
pub fn parse(source: &Source) -> Parsed {
    let mut diagnostics = Vec::new();
    rules::check_name(&source.path, &mut diagnostics);
    let path = &source.path;
    let role = Role::of(path);
    let holds = match (&source.body, role) {
        (Body::Outside, _) => {
            diagnostics.push(rules::outside(path));
            Holds::Nothing
        }
        (_, Role::Misplaced) => {
            diagnostics.push(rules::misplaced(path));
            Holds::Nothing
        }
        (Body::Binary { pixels, .. }, Role::Asset) => Holds::Asset(*pixels),
        (_, Role::Asset) => Holds::Asset(None),
        (Body::Text(text), role) => read(path, text, role, &mut diagnostics).unwrap_or(Holds::Nothing),
        (Body::NotUtf8 { offset: _, line }, _) => {
            diagnostics.push(rules::not_utf8(path, *line));
            Holds::Nothing
        }
        (Body::TooLarge { bytes }, _) => {
            diagnostics.push(rules::too_large(path, *bytes));
            Holds::Nothing
        }
        (Body::Binary { .. }, _) => {
            diagnostics.push(rules::not_utf8(path, 1));
            Holds::Nothing
        }
    };
    let digest = digest(&holds, &source.body);
    let mut parsed = Parsed { path: path.clone(), role, holds, digest, face: 0, diagnostics };
    parsed.face = face(&parsed);
    parsed
}

fn face(parsed: &Parsed) -> u64 {
    let mut face = DefaultHasher::new();
    (&parsed.path, parsed.is_whole()).hash(&mut face);
    std::mem::discriminant(&parsed.holds).hash(&mut face);
    match &parsed.holds {
        Holds::Page(page) => {
            for heading in &page.headings {
                heading.id.hash(&mut face);
            }
        }
        // What they look at is looked at again when they change.
        Holds::Course(_) | Holds::Quiz(_) | Holds::Nothing => {}
        Holds::Asset(pixels) => (pixels, parsed.digest).hash(&mut face),
        Holds::Settings(_) | Holds::Citations(_) | Holds::Glossary(_) | Holds::Bank(_) => {
            parsed.digest.hash(&mut face);
        }
    }
    face.finish()
}

fn digest(holds: &Holds, body: &Body) -> Digest {
    match (holds, body) {
        (Holds::Settings(settings), _) => Digest::of(&**settings),
        (Holds::Course(about), _) => Digest::of(&**about),
        (Holds::Bank(bank), _) => Digest::of(&**bank),
        (Holds::Citations(citations), _) => Digest::of(&**citations),
        (Holds::Glossary(terms), _) => Digest::of(&**terms),
        (Holds::Asset(_), Body::Binary { digest, .. }) => Digest(*digest),
        (Holds::Asset(_), Body::Text(text)) => Digest::of(&**text),
        (Holds::Page(_) | Holds::Quiz(_) | Holds::Asset(_) | Holds::Nothing, _) => Digest::default(),
    }
}

fn read(path: &SourcePath, text: &str, role: Role, diagnostics: &mut Vec<Diagnostic>) -> Option<Holds> {
    Some(match role {
        Role::Settings => Holds::Settings(Arc::new(settings::read(path, text, diagnostics)?)),
        Role::Bank => Holds::Bank(Arc::new(bank::read(path, text, diagnostics)?)),
        Role::Citations => Holds::Citations(Arc::new(citations::read(path, text, diagnostics)?)),
        Role::Glossary => Holds::Glossary(Arc::new(glossary::read(path, text, diagnostics)?)),
        Role::Course => Holds::Course(Arc::new(course::read(path, text, diagnostics)?)),
        Role::Quiz => Holds::Quiz(Arc::new(quiz::read(path, text, diagnostics)?)),
        Role::Page => Holds::Page(Arc::new(page::read(path, text, diagnostics)?)),
        Role::Misplaced | Role::Asset => return None,
    })
}

/// A short Markdown text under a key at the root of a YAML file.
fn prose_at(path: &SourcePath, key: &'static str, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Prose {
    let place = Place::Node(path.clone(), NodePath::root().key(key));
    let markdown::Fragment { line, rest } = markdown::fragment(path, text, &place, diagnostics);
    Prose::paragraphs(line, rest)
}

/// Turns the node paths in findings into stretches of text.
pub fn locate(diagnostics: &mut [Diagnostic], tree: &SourceTree) {
    let mut roots: HashMap<SourcePath, Option<yaml::Node>> = HashMap::new();
    for finding in diagnostics {
        let second = finding.second.as_mut().map(|(place, _)| place);
        for place in std::iter::once(&mut finding.place).chain(second) {
            let Place::Node(path, node) = place else { continue };
            let root = roots.entry(path.clone()).or_insert_with(|| root(path, tree));
            *place = match root {
                Some(root) => Place::Span(Span::new(path, root.find(node))),
                None => Place::File(path.clone()),
            };
        }
    }
}

/// The tree of a YAML file, or of the front matter of a page.
fn root(path: &SourcePath, tree: &SourceTree) -> Option<yaml::Node> {
    let text = tree.get(path)?.as_text();
    let range: Range<usize> =
        if Role::of(path) == Role::Page { page::front_matter(text)?.yaml } else { 0..text.len() };
    yaml::parse_tree(path, text, range, &mut Vec::new()).map(|tree| tree.root)
}
