//! One planned file to bytes; the only room that knows the template engine.
//!
//! What all pages share is made once, in [`Renderer::new`]; rendering a page
//! then reads only what that page shows. There is no state, so pages can be
//! rendered in any order and at the same time.

mod about;
mod answer;
mod certificate;
mod contents;
mod course;
mod data;
mod faults;
mod gaps;
mod glossary;
mod home;
mod hotspots;
mod interaction;
mod look;
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
mod verify;
mod words;

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use self::contents::Contents;
use self::page::{Frame, Page};
use self::terms::Finder;
use self::words::Words;
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::Curriculum;
use crate::plan::{Plan, Planned};
use crate::site::{Content, OutPath};

pub use self::look::Look;
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

/// Renders the pages of one curriculum in one look.
#[derive(Debug)]
pub struct Renderer {
    look: Arc<Look>,
    words: Arc<Words>,
    /// Places in the bibliography, by id.
    citations: HashMap<String, usize>,
    /// Finds the terms of the glossary.
    finder: Finder,
    /// For each course, where an objective is taught: module and page, the first few.
    taught: Vec<HashMap<String, Vec<(usize, usize)>>>,
    /// For each course, the contents of its modules.
    contents: Vec<Contents>,
    /// What stands on a page for its data until they are written.
    stand_in: String,
}

/// How many pages are named for reading again.
const PAGES_TO_READ: usize = 5;

impl Renderer {
    /// Makes ready what all pages of `curriculum` share.
    pub fn new(look: Arc<Look>, curriculum: &Curriculum) -> Self {
        Self {
            words: Arc::clone(&look.words),
            look,
            citations: curriculum.citations.iter().enumerate().map(|(i, c)| (c.id.clone(), i)).collect(),
            finder: Finder::new(&curriculum.glossary),
            taught: curriculum.courses.iter().map(course::taught).collect(),
            contents: curriculum.courses.iter().map(Contents::new).collect(),
            stand_in: data::stand_in(),
        }
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
        let bytes = match plan.get(at) {
            None => Vec::new(),
            Some(Planned::Asset(path)) => return Ok(Content::Copy(path.clone())),
            Some(Planned::Style(sheet)) => self.look.styles.get(sheet).cloned().unwrap_or_default().into(),
            Some(&Planned::Script(script)) => self.look.scripts.text(script).into(),
            Some(Planned::Home) => home::render(page(None, None))?,
            Some(Planned::Glossary) => glossary::render(page(None, None))?,
            Some(Planned::About) => about::render(page(None, None))?,
            Some(Planned::Sources) => sources::render(page(None, None))?,
            Some(Planned::Record) => record::render(page(None, None))?,
            Some(Planned::Verify) => verify::render(page(None, None))?,
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
        Ok(Content::Bytes(bytes))
    }

    /// Fills the template `name`, of a part of a page.
    fn fill(&self, name: &str, view: impl Serialize) -> Result<String, Box<Diagnostic>> {
        Ok(text(self.look.fill(name, (), view, 0)?))
    }

    /// Fills the template `name`, of a page whose script is told `data`, if anything.
    /// It is known to have so many bytes and some more.
    fn fill_page(
        &self,
        name: &str,
        frame: Frame<'_>,
        view: impl Serialize,
        data: impl Serialize,
        bytes: usize,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut page = self.look.fill(name, frame, view, bytes)?;
        data::put(&data, &self.stand_in, &mut page);
        Ok(page)
    }
}

/// The text of what was filled, which holds nothing else.
fn text(filled: Vec<u8>) -> String {
    String::from_utf8(filled).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
