//! A theme made ready: templates compiled, words read, style and scripts put together.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::value::Key;
use tera::{Context, Tera, Value};

use super::faults::{self, Faults};
use super::script::Scripts;
use super::templates::{self, Fault};
use super::words::{self, Words};
use super::{BROKEN_TEMPLATE, BROKEN_WORDS, MISSING_THEME, MISSING_WORDS, style};
use crate::diag::Diagnostic;
use crate::model::Settings;
use crate::plan::Sheet;
use crate::source::{NodePath, Place, SourcePath};
use crate::theme::Theme;

/// Most pages are no longer than this, in bytes.
const USUAL: usize = 16 * 1024;

/// How a site looks, and in which words it speaks: a theme for one language and
/// brand. It knows nothing of the courses, so it stays the same when they change.
#[derive(Debug)]
pub struct Look {
    tera: Tera,
    pub(super) words: Arc<Words>,
    pub(super) styles: BTreeMap<Sheet, String>,
    /// What a training register carries inside it.
    pub(super) register_style: String,
    pub(super) scripts: Scripts,
    /// The folder in `themes/`, and the templates in it that the project brought.
    theme: String,
    own: Vec<String>,
    /// What is wrong with the theme's files, all of it. A file that is wrong is
    /// replaced by the default theme's.
    pub faults: Vec<Diagnostic>,
}

impl Look {
    /// Makes `theme` ready. Of the settings only the theme's name, the language
    /// and the brand's colour count.
    pub fn new(theme: &Theme, settings: &Settings) -> Self {
        let name = settings.theme.as_deref().unwrap_or("default");
        let mut faults = Faults::new(theme, name);
        if settings.theme.is_some() && name != "default" && !theme.has_own() {
            let message =
                format!("there is no theme `{name}`: the folder `themes/{name}` is missing or empty");
            faults.push(Diagnostic::new(&MISSING_THEME, setting("theme"), message));
        }
        let words = Arc::new(words_of(theme, &settings.language, &mut faults));
        Self {
            tera: templates::compile(theme, &words, &mut faults),
            scripts: Scripts::of(theme, &words, &mut faults),
            styles: style::sheets(theme, settings.brand_color),
            register_style: style::register(theme, settings.brand_color),
            words,
            theme: name.to_owned(),
            own: theme
                .folder("templates", ".html")
                .filter(|(file, _)| theme.is_own(&format!("templates/{file}")))
                .map(|(file, _)| file.to_owned())
                .collect(),
            faults: faults.found,
        }
    }

    /// Fills the template `name` with what `frame` and `view` name, which come to
    /// so many bytes and some more.
    pub(super) fn fill(
        &self,
        name: &str,
        frame: impl Serialize,
        view: impl Serialize,
        bytes: usize,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut context = Context::new();
        // What each says is in the context afterwards, and may be megabytes.
        let named = named(&mut context, frame).and_then(|()| named(&mut context, view));
        named.and_then(|()| self.filled(name, &context, bytes + bytes / 8 + USUAL)).map_err(|error| {
            let fault = Fault::new(&error, name);
            let own = self.own.contains(&fault.template);
            let path = format!("templates/{}", fault.template);
            let place = faults::place(own, &self.theme, &path, fault.range.unwrap_or_default());
            Box::new(Diagnostic::new(&BROKEN_TEMPLATE, place, fault.message))
        })
    }

    fn filled(&self, name: &str, context: &Context, room: usize) -> tera::TeraResult<Vec<u8>> {
        let mut html = Vec::with_capacity(room);
        self.tera.render_to(name, context, &mut html)?;
        Ok(html)
    }
}

/// Puts the fields of `view` into a context, under their names.
fn named(context: &mut Context, view: impl Serialize) -> tera::TeraResult<()> {
    for (key, value) in Value::try_from_serializable(&view)?.into_map().unwrap_or_default() {
        match key {
            Key::Str(name) => context.insert_value(name, value),
            name => context.insert_value(name.to_string(), value),
        }
    }
    Ok(())
}

/// A key of `site.yml`.
fn setting(key: &'static str) -> Place {
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
