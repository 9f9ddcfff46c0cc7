//! Runs the path from sources to site, and remembers parsed files.

mod observer;
mod once;

use std::sync::Arc;

use rayon::prelude::*;

use crate::check::{self, Checked, Checker};
use crate::diag::Diagnostic;
use crate::model::{Color, Curriculum, Settings};
use crate::parse::{self, Parsed, Role};
use crate::plan::{self, Papers, Plan};
use crate::render::{Look, Register, Renderer};
use crate::site::{Content, OutPath};
use crate::source::{Source, SourcePath, SourceTree};
use crate::theme::Theme;

use self::observer::Modules;
pub use self::observer::Observer;
pub use self::once::{Once, Understood};

/// Builds sites, one after another, and remembers what each file said, and how
/// the last site looked.
#[derive(Debug, Default)]
pub struct Builder {
    /// In the order of the paths.
    remembered: Vec<(Source, Arc<Parsed>)>,
    checker: Checker,
    /// The last plan, with the outline that it was made from.
    plan: Option<(u64, Arc<Plan>)>,
    look: Option<(MadeOf, Arc<Look>)>,
}

/// Everything that decides how a site looks.
#[derive(Debug, PartialEq)]
struct MadeOf {
    /// The project's files of the theme, by their path inside it.
    files: Vec<(String, String)>,
    theme: Option<String>,
    language: String,
    brand_color: Option<Color>,
}

/// A site, ready to be rendered file by file.
#[derive(Debug)]
pub struct Build {
    /// What is taught.
    pub curriculum: Curriculum,
    /// What stands where.
    pub plan: Arc<Plan>,
    /// Everything that is wrong, in the order of the files; places are spans or whole
    /// files where the texts were at hand, or once they are [located](Build::locate).
    pub diagnostics: Vec<Diagnostic>,
    renderer: Renderer,
}

impl Builder {
    /// Runs the path on `tree`. Never fails: what is wrong is in the result.
    pub fn build(&mut self, tree: &SourceTree) -> Build {
        self.run(tree, None)
    }

    /// Does the same, and tells `observer` how far it is.
    pub fn build_observed(&mut self, tree: &SourceTree, observer: &dyn Observer) -> Build {
        self.run(tree, Some(observer))
    }

    fn run(&mut self, tree: &SourceTree, observer: Option<&dyn Observer>) -> Build {
        let parsed = self.parse_all(tree, observer);
        let mut build = self.made_of(&parsed, tree, observer);
        build.locate(tree);
        build
    }

    /// A site made of what its files say; `tree` holds the files of its theme.
    fn made_of(
        &mut self,
        parsed: &[Arc<Parsed>],
        tree: &SourceTree,
        observer: Option<&dyn Observer>,
    ) -> Build {
        let tell = |phase: fn(&dyn Observer)| observer.into_iter().for_each(phase);
        tell(|observer| observer.checking());
        let Checked { curriculum, mut diagnostics } = self.checker.check(parsed);
        tell(|observer| observer.planning());
        let Self { look, plan, .. } = self;
        let (look, plan) =
            rayon::join(|| look_of(look, tree, &curriculum.settings), || plan_of(plan, &curriculum));
        diagnostics.extend(plan.diagnostics.iter().cloned());
        diagnostics.extend(look.faults.iter().cloned());
        let renderer = Renderer::new(look, &curriculum);
        Build { curriculum, plan, diagnostics, renderer }
    }

    /// What every file below `content/` says, read anew only where it changed.
    fn parse_all(&mut self, tree: &SourceTree, observer: Option<&dyn Observer>) -> Vec<Arc<Parsed>> {
        let mut remembered = std::mem::take(&mut self.remembered).into_iter().peekable();
        let in_content = tree.iter().filter(|source| is_content(&source.path));
        let sources: Vec<_> = in_content
            .map(|source| {
                while remembered.next_if(|(other, _)| other.path < source.path).is_some() {}
                let known = remembered.next_if(|(other, _)| other.path == source.path);
                (source, known.filter(|(known, _)| known.body.is(&source.body)))
            })
            .collect();
        let modules = observer.map(|observer| {
            let modules =
                Modules::new(observer, sources.iter().map(|(source, _)| module_folder(&source.path)));
            observer.parsing(modules.len());
            modules
        });
        self.remembered = sources
            .into_par_iter()
            .enumerate()
            .map(|(place, (source, known))| {
                let read = known.unwrap_or_else(|| (source.clone(), Arc::new(parse::parse(source))));
                if let Some(modules) = &modules {
                    modules.file_done(place);
                }
                read
            })
            .collect();
        self.remembered.iter().map(|(_, parsed)| Arc::clone(parsed)).collect()
    }
}

/// What stands where, planned anew only where something comes or goes since `last`.
fn plan_of(last: &mut Option<(u64, Arc<Plan>)>, curriculum: &Curriculum) -> Arc<Plan> {
    let outline = plan::outline(curriculum);
    match last {
        Some((before, plan)) if *before == outline => Arc::clone(plan),
        _ => {
            let plan = Arc::new(plan::plan(curriculum));
            *last = Some((outline, Arc::clone(&plan)));
            plan
        }
    }
}

/// How the site looks, made anew only where it is asked for differently than `last`.
fn look_of(last: &mut Option<(MadeOf, Arc<Look>)>, tree: &SourceTree, settings: &Settings) -> Arc<Look> {
    let made_of = MadeOf {
        files: theme_files(tree, settings),
        theme: settings.theme.clone(),
        language: settings.language.clone(),
        brand_color: settings.brand_color,
    };
    if let Some((before, look)) = last
        && *before == made_of
    {
        return Arc::clone(look);
    }
    let look = Arc::new(Look::new(&Theme::with(made_of.files.iter().cloned()), settings));
    *last = Some((made_of, Arc::clone(&look)));
    look
}

impl Build {
    /// Whether something forbids publication.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The quizzes on paper in place of the site.
    #[must_use]
    pub fn on_paper(mut self, wanted: &Papers) -> Self {
        let mut found = match wanted.variants {
            Some(_) => check::shuffle_all(&mut self.curriculum),
            None => Vec::new(),
        };
        let plan = plan::papers(&self.curriculum, wanted);
        found.extend(plan.diagnostics.iter().cloned());
        self.plan = Arc::new(plan);
        self.diagnostics.append(&mut found);
        self
    }

    /// Turns places that are nodes of files into stretches of their texts, which
    /// are in `tree`.
    pub fn locate(&mut self, tree: &SourceTree) {
        parse::locate(&mut self.diagnostics, tree);
    }

    /// What stands at an address; `None` if nothing does.
    pub fn file(&self, at: &OutPath) -> Option<Result<Content, Box<Diagnostic>>> {
        self.plan.get(at)?;
        Some(self.renderer.render(&self.curriculum, &self.plan, at))
    }

    /// The page that shows a training register.
    ///
    /// # Errors
    /// When the template of the theme cannot be rendered.
    pub fn register(&self, register: &Register) -> Result<String, Box<Diagnostic>> {
        self.renderer.register(&self.curriculum, register)
    }

    /// Every file of the site, rendered in parallel, each handed on as soon as it is ready.
    pub fn files(&self) -> impl ParallelIterator<Item = (OutPath, Result<Content, Box<Diagnostic>>)> {
        self.rendered(None)
    }

    /// The same, and `observer` is told how far it is.
    pub fn files_observed<'a>(
        &'a self,
        observer: &'a dyn Observer,
    ) -> impl ParallelIterator<Item = (OutPath, Result<Content, Box<Diagnostic>>)> + 'a {
        self.rendered(Some(observer))
    }

    fn rendered<'a>(
        &'a self,
        observer: Option<&'a dyn Observer>,
    ) -> impl ParallelIterator<Item = (OutPath, Result<Content, Box<Diagnostic>>)> + 'a {
        let (of_all, others): (Vec<_>, Vec<_>) =
            self.plan.files().partition(|(_, planned)| planned.is_about_all());
        let modules = observer.map(|observer| {
            let modules = Modules::new(observer, others.iter().map(|(_, planned)| planned.module()));
            observer.rendering(modules.len());
            modules
        });
        let render = |at: &OutPath| (at.clone(), self.renderer.render(&self.curriculum, &self.plan, at));
        // In a large site a page about all of it takes as long and as much memory as a
        // thousand others: they come first, so that none waits for them at the end, and
        // one after the other.
        let of_all = rayon::iter::once(of_all);
        let of_all = of_all.flat_map_iter(move |files| files.into_iter().map(move |(at, _)| render(at)));
        of_all.chain(others.into_par_iter().enumerate().map(move |(place, (at, _))| {
            let rendered = render(at);
            if let Some(modules) = &modules {
                modules.file_done(place);
            }
            rendered
        }))
    }
}

/// Whether a file is taught from, and not one of a theme.
fn is_content(path: &SourcePath) -> bool {
    path.as_str().starts_with("content/")
}

/// The folder of the module that a file belongs to, if it is a page or a quiz.
fn module_folder(path: &SourcePath) -> Option<&str> {
    (is_content(path) && matches!(Role::of(path), Role::Page | Role::Quiz)).then(|| path.folder())
}

/// The project's files of the theme that the settings ask for, by their path inside it.
fn theme_files(tree: &SourceTree, settings: &Settings) -> Vec<(String, String)> {
    let folder = format!("themes/{}/", settings.theme.as_deref().unwrap_or("default"));
    let own = tree.iter().filter_map(|source| {
        let inside = source.path.as_str().strip_prefix(&folder)?;
        Some((inside.to_owned(), source.as_text().to_owned()))
    });
    own.collect()
}
