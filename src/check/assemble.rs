//! Which folders make which courses and modules.

use std::collections::HashSet;
use std::sync::Arc;

use indexmap::IndexMap;

use super::rules;
use crate::diag::Diagnostic;
use crate::model::{Course, CourseAbout, Curriculum, Module, Page, Prose, Quiz, Release};
use crate::parse::{Holds, Parsed, Role};
use crate::source::{SourcePath, without_number};

/// The files of one course, by the folders of its modules.
#[derive(Default)]
struct CourseFolder<'a> {
    about: Option<Arc<CourseAbout>>,
    has_about: bool,
    /// With their names, in any order.
    modules: Vec<(&'a str, ModuleFolder)>,
}

/// The files of one module.
#[derive(Default)]
struct ModuleFolder {
    pages: Vec<Arc<Page>>,
    quiz: Option<Arc<Quiz>>,
    has_index: bool,
    /// A page stands here, usable or not.
    has_pages: bool,
    /// A page or quiz stands here, usable or not; a folder of pictures is no module.
    is_module: bool,
}

/// Orders names by the number in front, then by the rest; names without a number come last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    number: u64,
    name: String,
}

impl Order {
    fn of(name: &str) -> Self {
        let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        Self { number: name[..digits].parse().unwrap_or(u64::MAX), name: name.to_owned() }
    }
}

/// What stands under `name` in a list in which the files of a folder come one after the other.
fn folder<'l, 'a, T: Default>(folders: &'l mut Vec<(&'a str, T)>, name: &'a str) -> &'l mut T {
    if folders.last().is_none_or(|(last, _)| *last != name) {
        folders.push((name, T::default()));
    }
    let at = folders.len() - 1;
    &mut folders[at].1
}

/// Puts courses and modules together from their files, which come in the order of their paths.
pub(super) fn assemble(files: &[Arc<Parsed>], diagnostics: &mut Vec<Diagnostic>) -> Curriculum {
    let mut curriculum = Curriculum::default();
    let mut folders: Vec<(&str, CourseFolder)> = Vec::new();
    let mut has_settings = false;
    for parsed in files {
        let inside = parsed.path.as_str().strip_prefix("content/").unwrap_or_default();
        has_settings |= inside == "site.yml";
        match &parsed.holds {
            Holds::Settings(settings) => curriculum.settings = Arc::clone(settings),
            Holds::Citations(citations) => curriculum.citations = Arc::clone(citations),
            Holds::Glossary(terms) => curriculum.glossary = Arc::clone(terms),
            Holds::Asset(pixels) => drop(curriculum.assets.insert(parsed.path.clone(), *pixels)),
            _ => {}
        }
        if let Some((course, rest)) = inside.split_once('/') {
            folder(&mut folders, course).add(parsed, rest);
        }
    }
    if !has_settings {
        diagnostics.push(rules::no_settings());
    }
    if curriculum.settings.language.is_empty() {
        let settings = Arc::make_mut(&mut curriculum.settings);
        "en".clone_into(&mut settings.language);
        "site".clone_into(&mut settings.id);
    }
    folders.sort_by_cached_key(|(name, _)| Order::of(name));
    curriculum.courses =
        folders.into_iter().filter_map(|(name, folder)| folder.course(name, diagnostics)).collect();
    if curriculum.courses.is_empty() && diagnostics.is_empty() {
        diagnostics.push(rules::no_courses());
    }
    curriculum
}

impl<'a> CourseFolder<'a> {
    /// Takes in a file, by its path in the folder.
    fn add(&mut self, parsed: &Parsed, path: &'a str) {
        if path == "course.yml" {
            self.has_about = true;
        }
        if let Holds::Course(about) = &parsed.holds {
            self.about = Some(Arc::clone(about));
        }
        let Some((module, file)) = path.split_once('/').filter(|(_, file)| !file.contains('/')) else {
            return;
        };
        let folder = folder(&mut self.modules, module);
        folder.has_index |= file == "index.md";
        folder.has_pages |= parsed.role == Role::Page;
        folder.is_module |= file == "quiz.yml" || folder.has_pages;
        match &parsed.holds {
            Holds::Page(page) => folder.pages.push(Arc::clone(page)),
            Holds::Quiz(quiz) => folder.quiz = Some(Arc::clone(quiz)),
            _ => {}
        }
    }

    /// The course, unless the folder is none.
    fn course(mut self, name: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Course> {
        let is_course = self.has_about || self.has_modules();
        if !is_course {
            return None;
        }
        let path = SourcePath::new(format!("content/{name}/course.yml"));
        if !self.has_about {
            diagnostics.push(rules::no_course_file(&path));
        }
        let has_modules = self.has_modules();
        self.modules.sort_by_cached_key(|(name, _)| Order::of(name));
        let mut modules: Vec<Module> = self
            .modules
            .into_iter()
            .filter_map(|(module, folder)| folder.module(&format!("content/{name}/{module}"), diagnostics))
            .collect();
        if !has_modules && self.has_about {
            diagnostics.push(rules::no_modules(&path));
        }
        let about = self.about.unwrap_or_else(|| Arc::new(unnamed(path, without_number(name))));
        complete_by(&about, &mut modules);
        let id = without_number(name).into();
        Some(Course { id, about, modules: modules.into(), release: Release::default() })
    }

    fn has_modules(&self) -> bool {
        self.modules.iter().any(|(_, module)| module.is_module)
    }
}

impl ModuleFolder {
    fn module(mut self, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Module> {
        if !self.is_module {
            return None;
        }
        if !self.has_index {
            let path = SourcePath::new(format!("{folder}/index.md"));
            diagnostics.push(rules::no_index(&path, self.has_pages));
        }
        let order = |page: &Arc<Page>| {
            let name = page.path.file_name();
            (name != "index.md", Order::of(name))
        };
        self.pages.sort_by_cached_key(order);
        let id = without_number(folder.rsplit('/').next().unwrap_or_default()).into();
        (!self.pages.is_empty()).then_some(Module {
            id,
            required: true,
            after: None,
            pages: self.pages,
            quiz: self.quiz,
        })
    }
}

/// Has the modules know which of them complete the course, and which come first.
fn complete_by(about: &CourseAbout, modules: &mut [Module]) {
    let required: Option<HashSet<&str>> =
        about.required.as_ref().map(|ids| ids.iter().map(String::as_str).collect());
    let mut last = None;
    for (m, module) in modules.iter_mut().enumerate() {
        module.required = required.as_ref().is_none_or(|required| required.contains(module.id.as_str()));
        module.after = last.filter(|_| about.in_order.is_some());
        if module.required {
            last = Some(m);
        }
    }
}

/// What stands for a `course.yml` that cannot be used, so that the rest can be shown and checked.
fn unnamed(path: SourcePath, name: &str) -> CourseAbout {
    CourseAbout {
        path,
        title: name.to_owned(),
        summary: Prose::default(),
        audience: None,
        objectives: IndexMap::new(),
        required: None,
        in_order: None,
        attestation: None,
        valid_for: None,
        certificate: true,
        still_valid: Vec::new(),
    }
}
