//! The glossary: every term, and the pages that use it.

use serde::Serialize;

use super::page::{Anchor, Page};
use crate::diag::Diagnostic;
use crate::model::Term;
use crate::plan::{GLOSSARY, Sheet};

/// How many pages that use a term are named.
const USES: usize = 12;

#[derive(Serialize)]
struct View<'a> {
    terms: Vec<Entry<'a>>,
}

/// A term in the list of all.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    term: &'a str,
    /// Its other names; that it has a plural is no news.
    also: Vec<&'a str>,
    /// HTML.
    definition: String,
    /// The first pages that use it.
    uses: Vec<Anchor>,
    /// How many more do.
    more: usize,
}

/// What the template `terms.html` needs to know of a term that a page uses.
#[derive(Serialize)]
pub(super) struct Explained<'a> {
    id: &'a str,
    term: &'a str,
    /// HTML.
    definition: String,
    /// Its place in the glossary.
    href: String,
}

pub(super) fn render(mut page: Page) -> Result<Vec<u8>, Box<Diagnostic>> {
    page.sheets.insert(Sheet::Texts);
    let glossary = &page.curriculum.glossary;
    let mut uses = uses(&page);
    let mut order: Vec<usize> = (0..glossary.len()).collect();
    order.sort_by_cached_key(|index| sorted_by(&glossary[*index]));
    let mut terms = Vec::new();
    for index in order {
        let Term { id, term, also, definition } = &glossary[index];
        let mut uses = std::mem::take(&mut uses[index]);
        let more = uses.len().saturating_sub(USES);
        uses.truncate(USES);
        let also = also.iter().map(String::as_str).filter(|form| !is_inflected(term, form)).collect();
        terms.push(Entry { id, term, also, definition: page.fill(definition)?, uses, more });
    }
    let title = page.renderer.words.get("glossary_title");
    let description = page.renderer.words.get("glossary_intro").to_owned();
    let frame = page.frame("glossary", &[title], description, None)?;
    page.renderer.fill_page("glossary.html", frame, View { terms }, (), 0)
}

/// For each term the pages that use it, in the order of the courses.
fn uses(page: &Page) -> Vec<Vec<Anchor>> {
    let glossary = &page.curriculum.glossary;
    let mut uses: Vec<Vec<Anchor>> = vec![Vec::new(); glossary.len()];
    let modules = page.curriculum.courses.iter().flat_map(|course| &*course.modules);
    for shown in modules.flat_map(|module| &module.pages) {
        for term in page.renderer.finder.used(&shown.prose) {
            let Anchor { title, href } = page.anchor(shown);
            uses[term].push(Anchor { title, href: format!("{href}#use-{}", glossary[term].id) });
        }
    }
    uses
}

/// Whether `form` is `term` with another ending.
fn is_inflected(term: &str, form: &str) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    let stem = term.char_indices().next_back().map_or(term, |(end, _)| &term[..end]);
    words(term) == words(form) && form.starts_with(stem)
}

/// Upper and lower case and marks on letters do not count.
fn sorted_by(term: &Term) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    term.term.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

impl<'a> Page<'a> {
    /// The terms with these places in the glossary, with what they mean.
    pub(super) fn explained(
        &mut self,
        used: impl IntoIterator<Item = usize>,
    ) -> Result<Vec<Explained<'a>>, Box<Diagnostic>> {
        let list = self.at.link_to_address(GLOSSARY);
        let glossary = self.curriculum.glossary.as_slice();
        used.into_iter()
            .map(|index| {
                let Term { id, term, definition, .. } = &glossary[index];
                Ok(Explained { id, term, definition: self.fill(definition)?, href: format!("{list}#{id}") })
            })
            .collect()
    }
}
