//! One planned file to bytes; the only room that knows the template engine.
//!
//! What all pages share is made once, in [`Renderer::new`]; rendering a page
//! then reads only what that page shows. There is no state, so pages can be
//! rendered in any order and at the same time.

mod answer;
mod certificate;
mod course;
mod data;
mod faults;
mod gaps;
mod glossary;
mod home;
mod interaction;
mod module;
mod outline;
mod page;
mod paper;
mod prose;
mod question;
mod quiz;
mod record;
mod register;
mod scenario;
mod script;
mod sources;
mod style;
mod templates;
mod terms;
#[cfg(test)]
mod tests;
mod words;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera};

use self::faults::Faults;
use self::page::Page;
use self::script::Scripts;
use self::templates::Fault;
use self::terms::Finder;
use self::words::Words;
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::Curriculum;
use crate::plan::{Plan, Planned, Sheet};
use crate::site::{Content, OutPath};
use crate::source::{NodePath, Place, SourcePath};
use crate::theme::Theme;

pub use self::register::{Attended, Attendee, Register};
pub use self::templates::BROKEN_TEMPLATE;

/// What can be found here.
pub const RULES: &[&Rule] =
    &[&BROKEN_TEMPLATE, &BROKEN_WORDS, &BROKEN_SCRIPT, &MISSING_WORDS, &MISSING_THEME];

/// A file of words that cannot be read, or a word with other blanks than it needs.
pub static BROKEN_WORDS: Rule = Rule {
    code: "broken-words",
    severity: Severity::Error,
    explain: "\
A file of words says, for each text of the interface, how your language says it. Here it cannot be \
read, or a text has other blanks in curly brackets than the English one, so a number or a name \
would be missing. Until it is mended the default theme's words are shown.",
    example: Example { wrong: "question_of: Frage {n}", right: "question_of: Frage {n} von {count}" },
};

/// A script that cannot be put together.
pub static BROKEN_SCRIPT: Rule = Rule {
    code: "broken-script",
    severity: Severity::Error,
    explain: "\
The script of a theme is written as modules and put together into a few files, because browsers refuse \
modules in a site that is opened from disk. For that, modules keep to a plain form: named exports, \
imports under the same name, no circles. Here one of them does not, or cannot be read as JavaScript. \
Until it is mended the default theme's script is used.",
    example: Example {
        wrong: "import { earned as mark } from \"./score.js\";",
        right: "import { earned } from \"./score.js\";",
    },
};

/// A language that the interface has no words for.
pub static MISSING_WORDS: Rule = Rule {
    code: "interface-language",
    severity: Severity::Warning,
    explain: "\
The theme has no words in the language of the site, so buttons and notes are shown in English. Put \
a translation of the file words/en.yml into the folder of your theme, named after the language.",
    example: Example { wrong: "language: fr", right: "language: fr   # with themes/our-theme/words/fr.yml" },
};

/// A theme that is not there.
pub static MISSING_THEME: Rule = Rule {
    code: "missing-theme",
    severity: Severity::Error,
    explain: "\
The site asks for a theme, but there is no folder of that name in themes/, or it is empty. The \
default theme needs no folder and no mention.",
    example: Example { wrong: "theme: our-theme", right: "# no theme: the default one" },
};

/// A theme made ready: templates compiled, style and scripts put together.
#[derive(Debug)]
pub struct Renderer {
    tera: Tera,
    words: Arc<Words>,
    styles: BTreeMap<Sheet, String>,
    scripts: Scripts,
    /// The folder in `themes/`, and the templates in it that the project brought.
    theme: String,
    own: Vec<String>,
    /// Places in the bibliography, by id.
    citations: HashMap<String, usize>,
    /// Finds the terms of the glossary.
    finder: Finder,
    /// For each course, where an objective is taught: module and page, the first few.
    taught: Vec<HashMap<String, Vec<(usize, usize)>>>,
}

/// How many pages are named for reading again.
const PAGES_TO_READ: usize = 5;

impl Renderer {
    /// Makes `theme` ready for `curriculum` (its language and brand). What is
    /// wrong with the theme's files comes back as diagnostics, all of it; a
    /// file that is wrong is replaced by the default theme's.
    pub fn new(theme: &Theme, curriculum: &Curriculum) -> (Self, Vec<Diagnostic>) {
        let settings = &curriculum.settings;
        let name = settings.theme.as_deref().unwrap_or("default");
        let mut faults = Faults::new(theme, name);
        if settings.theme.is_some() && name != "default" && !theme.has_own() {
            let message =
                format!("there is no theme `{name}`: the folder `themes/{name}` is missing or empty");
            faults.push(Diagnostic::new(&MISSING_THEME, setting("theme"), message));
        }
        let words = Arc::new(words_of(theme, &settings.language, &mut faults));
        let renderer = Self {
            tera: templates::compile(theme, &words, &mut faults),
            scripts: Scripts::of(theme, &words, &mut faults),
            styles: style::sheets(theme, settings.brand_color),
            words,
            theme: name.to_owned(),
            own: theme
                .folder("templates", ".html")
                .filter(|(file, _)| theme.is_own(&format!("templates/{file}")))
                .map(|(file, _)| file.to_owned())
                .collect(),
            citations: curriculum.citations.iter().enumerate().map(|(i, c)| (c.id.clone(), i)).collect(),
            finder: Finder::new(&curriculum.glossary),
            taught: curriculum.courses.iter().map(course::taught).collect(),
        };
        (renderer, faults.found)
    }

    /// What stands at the address `at` of `plan`. A pure function of its arguments.
    ///
    /// # Errors
    /// When a template of the theme cannot be rendered.
    pub fn render(
        &self,
        curriculum: &Curriculum,
        plan: &Plan,
        at: &OutPath,
    ) -> Result<Content, Box<Diagnostic>> {
        let page = |course, module| Page::new(self, curriculum, plan, at, course, module);
        let text = match plan.get(at) {
            None => String::new(),
            Some(Planned::Asset(path)) => return Ok(Content::Copy(path.clone())),
            Some(Planned::Style(sheet)) => self.styles.get(sheet).cloned().unwrap_or_default(),
            Some(&Planned::Script(script)) => self.scripts.text(script).to_owned(),
            Some(Planned::Home) => home::render(page(None, None))?,
            Some(Planned::Glossary) => glossary::render(page(None, None))?,
            Some(Planned::Sources) => sources::render(page(None, None))?,
            Some(Planned::Record) => record::render(page(None, None))?,
            Some(&Planned::Course(c)) => course::render(page(Some(c), None))?,
            Some(&Planned::Certificate(c)) => certificate::render(page(Some(c), None))?,
            Some(&Planned::Page(c, m, p)) => module::render(page(Some(c), Some(m)), p)?,
            Some(&Planned::Quiz(c, m)) => quiz::render(page(Some(c), Some(m)))?,
            Some(Planned::PaperList) => paper::list::render(page(None, None))?,
            Some(Planned::Paper(paper)) => {
                paper::sheet::render(page(Some(paper.course), Some(paper.module)), paper)?
            }
            Some(Planned::PaperKey(paper)) => {
                paper::key::render(page(Some(paper.course), Some(paper.module)), paper)?
            }
        };
        Ok(Content::Bytes(text.into_bytes()))
    }

    /// Fills the template `name`.
    fn fill(&self, name: &str, view: &impl Serialize) -> Result<String, Box<Diagnostic>> {
        let context = Context::from_serialize(view);
        context.and_then(|context| self.tera.render(name, &context)).map_err(|error| {
            let fault = Fault::new(&error, name);
            let own = self.own.contains(&fault.template);
            let path = format!("templates/{}", fault.template);
            let place = faults::place(own, &self.theme, &path, fault.range.unwrap_or_default());
            Box::new(Diagnostic::new(&BROKEN_TEMPLATE, place, fault.message))
        })
    }
}

/// A key of `site.yml`.
fn setting(key: &str) -> Place {
    Place::Node(SourcePath::new("content/site.yml"), NodePath::root().key(key))
}

/// English words, those of the site's language over them.
fn words_of(theme: &Theme, language: &str, faults: &mut Faults) -> Words {
    let english = table(theme, "words/en.yml", None, faults);
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    let path = [language, primary]
        .into_iter()
        .map(|name| format!("words/{name}.yml"))
        .find(|path| theme.get(path).is_some());
    let own = match path.as_deref() {
        Some("words/en.yml") => words::Table::new(),
        Some(path) => table(theme, path, Some(&english), faults),
        None => {
            let message = format!("the interface has no words in `{language}`, so they are shown in English");
            let help =
                format!("put a translation of `words/en.yml` into your theme, as `words/{primary}.yml`");
            faults.push(Diagnostic::new(&MISSING_WORDS, setting("language"), message).help(help));
            words::Table::new()
        }
    };
    Words::new(english, own, language)
}

/// A file of words over the default theme's file of the same name. Words whose
/// blanks differ from `english`, or from the default's, are left out.
fn table(theme: &Theme, path: &str, english: Option<&words::Table>, faults: &mut Faults) -> words::Table {
    let default = Theme::default_text(path).and_then(|text| words::read(text).ok()).unwrap_or_default();
    let Some(text) = theme.get(path) else { return default };
    let mut own = match words::read(text) {
        Ok(own) => own,
        Err((message, at)) => {
            let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
            faults.push(Diagnostic::new(&BROKEN_WORDS, faults.place(path, at..end), message));
            return default;
        }
    };
    own.retain(|key, word| {
        let needed = english.and_then(|table| table.get(key)).or_else(|| default.get(key));
        let Some(needed) = needed.filter(|needed| needed.blanks() != word.blanks()) else { return true };
        let start = text
            .match_indices(key.as_str())
            .map(|(at, _)| at)
            .find(|at| *at == 0 || text[..*at].ends_with('\n'));
        let start = start.unwrap_or_default();
        let wanted: Vec<String> = needed.blanks().iter().map(|blank| format!("`{{{blank}}}`")).collect();
        let help = if wanted.is_empty() {
            "it has none".to_owned()
        } else {
            format!("it needs {}", wanted.join(", "))
        };
        let message = format!("the word `{key}` has other blanks than it needs");
        faults.push(
            Diagnostic::new(&BROKEN_WORDS, faults.place(path, start..start + key.len()), message).help(help),
        );
        false
    });
    default.into_iter().chain(own).collect()
}
