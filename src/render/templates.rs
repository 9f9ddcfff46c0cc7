//! Templates, compiled, and what is wrong with them.
//!
//! A project's template that cannot be compiled is left out, so that the
//! preview goes on with the default one. Which one it is follows from trying:
//! each is added to those that are known to compile, until no more fit.

use std::fmt::Display;
use std::ops::Range;
use std::sync::Arc;

use tera::{ErrorKind, Kwargs, State, Tera, Value};

use super::faults::Faults;
use super::words::{Filling, Words};
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::theme::Theme;

/// A template that cannot be compiled or rendered.
pub static BROKEN_TEMPLATE: Rule = Rule {
    code: "broken-template",
    severity: Severity::Error,
    explain: "\
A template in the folder of your theme cannot be used: a tag is not closed, or it asks for \
something that does not exist. Until it is mended the preview shows the default theme's template \
in its place.",
    example: Example { wrong: "<h1>{{ page.title </h1>", right: "<h1>{{ page.title }}</h1>" },
};

/// Compiles the templates of `theme`.
pub(super) fn compile(theme: &Theme, words: &Arc<Words>, faults: &mut Faults) -> Tera {
    let all: Vec<(&str, &str)> = theme.folder("templates", ".html").collect();
    if let Ok(tera) = compiled(&all, words) {
        return tera;
    }
    let path = |name: &str| format!("templates/{name}");
    let (mut pending, mut fit): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(name, _)| theme.is_own(&path(name)));
    for (name, _) in &pending {
        fit.extend(Theme::default_text(&path(name)).map(|text| (*name, text)));
    }
    loop {
        let before = pending.len();
        pending.retain(|(name, text)| {
            let mut with = fit.clone();
            with.retain(|(other, _)| other != name);
            with.push((name, text));
            let fits = compiled(&with, words).is_ok();
            if fits {
                fit = with;
            }
            !fits
        });
        if pending.len() == before {
            break;
        }
    }
    for (name, text) in pending {
        let mut with = fit.clone();
        with.retain(|(other, _)| *other != name);
        with.push((name, text));
        if let Err(error) = compiled(&with, words) {
            let fault = Fault::new(&error, name);
            let range = fault.range.clone().unwrap_or_else(|| fault.offsets(text));
            let place = faults.place(&path(&fault.template), range);
            faults.push(Diagnostic::new(&BROKEN_TEMPLATE, place, fault.message));
        }
    }
    compiled(&fit, words).unwrap_or_default()
}

fn compiled(templates: &[(&str, &str)], words: &Arc<Words>) -> tera::TeraResult<Tera> {
    let mut tera = Tera::default();
    let said = Arc::clone(words);
    tera.register_function("word", move |kwargs: Kwargs, _: &State| word(&said, &kwargs));
    let said = Arc::clone(words);
    tera.register_filter("date", move |date: &str, _: Kwargs, _: &State| said.date(date));
    let said = Arc::clone(words);
    tera.register_filter("duration", move |minutes: u32, _: Kwargs, _: &State| said.duration(minutes));
    // The engine's own copies the text, which may be a whole page.
    tera.register_filter("safe", |html: Value, _: Kwargs, _: &State| html.mark_safe());
    tera.add_raw_templates(templates.iter().copied())?;
    tera.global_context().insert("words", words.table());
    Ok(tera)
}

/// `word(key="minutes", n=8)`
fn word(words: &Words, kwargs: &Kwargs) -> tera::TeraResult<String> {
    let key: &str = kwargs.must_get("key")?;
    let blanks = kwargs.iter().filter_map(|(name, value)| Some((name.as_str()?, value)));
    let blanks = blanks.filter(|(name, _)| *name != "key");
    let filling: Vec<Filling> = blanks.map(|(name, value)| (name, value as &dyn Display)).collect();
    words.say(key, &filling).ok_or_else(|| tera::Error::message(format!("there is no word `{key}`")))
}

/// What the template engine found, as data.
pub(super) struct Fault {
    pub(super) template: String,
    pub(super) message: String,
    /// Bytes of the template, where the engine tells.
    pub(super) range: Option<Range<usize>>,
    /// Line and column, both from 1, where it only tells those.
    line: Option<(usize, usize)>,
}

impl Fault {
    pub(super) fn new(error: &tera::Error, template: &str) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Self {
                template: if report.filename().is_empty() {
                    template.to_owned()
                } else {
                    report.filename().to_owned()
                },
                message: sentence(report.message()),
                range: Some(report.span().range.clone()),
                line: None,
            },
            _ => Self::from_report(&error.to_string(), template),
        }
    }

    /// References that lead nowhere come as text only: `error: …`, then ` --> page.html:2:4`.
    fn from_report(report: &str, template: &str) -> Self {
        let message = report.lines().next().unwrap_or_default();
        let place = report.lines().find_map(|line| line.trim_start().strip_prefix("--> "));
        let mut parts = place.unwrap_or_default().rsplitn(3, ':');
        let (column, line) = (parts.next(), parts.next());
        let number = |part: Option<&str>| part.and_then(|part| part.trim().parse().ok());
        Self {
            template: parts.next().unwrap_or(template).to_owned(),
            message: sentence(message.strip_prefix("error: ").unwrap_or(message)),
            range: None,
            line: number(line).zip(number(column)),
        }
    }

    /// The line of the fault in `text`, or its beginning.
    fn offsets(&self, text: &str) -> Range<usize> {
        let Some((line, column)) = self.line else { return 0..0 };
        let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let length = text.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
        start + column.saturating_sub(1).min(length)..start + length
    }
}

fn sentence(message: &str) -> String {
    let first = message.lines().next().unwrap_or_default();
    first.split(". Available variables").next().unwrap_or(first).trim_end_matches('.').to_owned()
}
