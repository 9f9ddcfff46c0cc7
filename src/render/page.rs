//! What every page has: its place in the site, and the frame around it.

use std::collections::BTreeSet;
use std::fmt::Display;

use serde::Serialize;

use super::Renderer;
use super::terms::Reading;
use crate::diag::Diagnostic;
use crate::model::{Citation, Course, Curriculum, Module, Piece, Prose, one_line, push_plain, push_value};
use crate::plan::{ABOUT, GLOSSARY, Plan, RECORD, SOURCES, Script, Sheet, VERIFY};
use crate::site::OutPath;
use crate::source::SourcePath;

/// A page in the making.
pub(super) struct Page<'a> {
    pub(super) renderer: &'a Renderer,
    pub(super) curriculum: &'a Curriculum,
    pub(super) plan: &'a Plan,
    pub(super) at: &'a OutPath,
    /// The course that the page belongs to, and its number.
    pub(super) course: Option<(usize, &'a Course)>,
    /// The module that the page belongs to, and its number.
    pub(super) module: Option<(usize, &'a Module)>,
    /// What the page cites, in the order of first citing.
    pub(super) cited: Vec<&'a Citation>,
    /// How many blocks it has so far.
    pub(super) blocks: usize,
    /// The text at hand, if terms of the glossary are marked in it.
    pub(super) reading: Option<Reading>,
    /// The HTML of its texts since the level of the last heading was asked for.
    pub(super) written: Vec<&'a str>,
    /// The level of the last heading before them, from 1 to 6.
    level: u8,
    /// The scripts without which something on it does not work.
    pub(super) scripts: BTreeSet<Script>,
    /// The style sheets that it needs besides those of its scripts.
    pub(super) sheets: BTreeSet<Sheet>,
}

/// A link.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Anchor {
    pub(super) title: String,
    pub(super) href: String,
}

/// What the template `base.html` needs to know.
#[derive(Serialize)]
pub(super) struct Frame<'a> {
    /// `home`, `course`, `page`, `quiz`, `certificate`, `about`, `sources`, `glossary`, `record` or
    /// `verify`.
    kind: &'static str,
    /// What stands in the title bar, the most particular first.
    title: String,
    description: String,
    language: &'a str,
    direction: &'static str,
    root: String,
    site: Site<'a>,
    desk: Option<Desk>,
    course: Option<&'a str>,
    module: Option<&'a str>,
    page: Option<&'a str>,
    /// Of the course.
    release: Option<String>,
    /// HTML.
    notice: Option<String>,
    /// In the order of first citing.
    cited: Vec<Cited<'a>>,
    /// What the script is told, as JSON; written last.
    data: &'a str,
}

/// What the frame says of the site. Addresses are relative to the page.
#[derive(Serialize)]
struct Site<'a> {
    id: &'a str,
    title: &'a str,
    organisation: Option<&'a str>,
    home: String,
    /// In the order in which they are loaded.
    styles: Vec<String>,
    /// In the order in which they are loaded.
    scripts: Vec<String>,
    logo: Option<Logo>,
    sources: Option<String>,
    glossary: Option<String>,
    record: String,
    about: String,
    verify: String,
}

/// What the script needs to know where several people learn at the same device.
#[derive(Serialize)]
struct Desk {
    /// `profiles` or `session`.
    kind: &'static str,
    /// After how many minutes the page is covered.
    lock_after: Option<u32>,
}

#[derive(Serialize)]
struct Logo {
    href: String,
    width: Option<u32>,
    height: Option<u32>,
}

/// An entry of a list of sources.
#[derive(Debug, Serialize)]
pub(super) struct Cited<'a> {
    pub(super) id: &'a str,
    pub(super) citation: &'a str,
    pub(super) jurisdiction: Option<&'a str>,
    pub(super) as_of: Option<&'a str>,
    /// Where it can be read.
    pub(super) link: Option<&'a str>,
    /// Its place in the site's list of sources.
    pub(super) href: String,
}

impl<'a> Page<'a> {
    pub(super) fn new(
        renderer: &'a Renderer,
        curriculum: &'a Curriculum,
        plan: &'a Plan,
        at: &'a OutPath,
        course: Option<usize>,
        module: Option<usize>,
    ) -> Self {
        let course = course.and_then(|c| Some((c, curriculum.courses.get(c)?)));
        let module = module.zip(course).and_then(|(m, (_, course))| Some((m, course.modules.get(m)?)));
        Self {
            renderer,
            curriculum,
            plan,
            at,
            course,
            module,
            cited: Vec::new(),
            blocks: 0,
            reading: None,
            written: Vec::new(),
            level: 1,
            scripts: BTreeSet::new(),
            sheets: BTreeSet::new(),
        }
    }

    /// The link from here to what is made from `source`.
    pub(super) fn link(&self, source: &SourcePath) -> Option<String> {
        Some(self.at.link_to(self.plan.address_of(source)?))
    }

    /// The link from here to what is made from `source`; the page itself if nothing is.
    pub(super) fn href(&self, source: &SourcePath) -> String {
        self.link(source).unwrap_or_else(|| "#".to_owned())
    }

    /// The level of the last heading so far, from 1 to 6.
    pub(super) fn level(&mut self) -> u8 {
        self.level = self.written.drain(..).rev().find_map(last_heading).unwrap_or(self.level);
        self.level
    }

    /// The interface's text for `key`, about the number `n`.
    pub(super) fn count(&self, key: &str, n: impl Display) -> String {
        self.renderer.words.text(key, &[("n", &n)])
    }

    /// An entry of the bibliography, by its id.
    pub(super) fn citation(&self, id: &str) -> Option<&'a Citation> {
        self.curriculum.citations.get(*self.renderer.citations.get(id)?)
    }

    /// The link to its place in the site's list of sources.
    pub(super) fn listed_at(&self, citation: &Citation) -> String {
        format!("{}#{}", self.at.link_to_address(SOURCES), citation.id)
    }

    /// An entry of a list of sources.
    pub(super) fn cited(&self, citation: &'a Citation) -> Cited<'a> {
        Cited {
            id: &citation.id,
            citation: &citation.citation,
            jurisdiction: citation.jurisdiction.as_deref(),
            as_of: citation.as_of.as_deref(),
            link: citation.link.as_deref(),
            href: self.listed_at(citation),
        }
    }

    /// All style sheets that it needs.
    fn all_sheets(&self) -> BTreeSet<Sheet> {
        if self.plan.get(&OutPath::new(Sheet::Paper.address())).is_some() {
            return BTreeSet::from(Sheet::OF_PAPERS);
        }
        let mut sheets = self.sheets.clone();
        sheets.insert(Sheet::Main);
        sheets.extend(self.scripts.iter().filter_map(|script| script.sheet()));
        sheets
    }

    /// The frame of a page of this kind, when everything in it has been
    /// filled. `titles` go from the particular to the general, without the site's.
    pub(super) fn frame(
        &mut self,
        kind: &'static str,
        titles: &[&str],
        description: String,
        page: Option<&'a str>,
    ) -> Result<Frame<'a>, Box<Diagnostic>> {
        let settings = &self.curriculum.settings;
        if settings.shared_desk.is_some() {
            self.scripts.insert(Script::Desk);
        }
        let notice = settings.notice.as_ref().map(|notice| self.fill(notice)).transpose()?;
        let mut title: Vec<&str> = titles.to_vec();
        title.push(&settings.title);
        let logo = settings.logo.as_ref().and_then(|path| {
            let size = self.curriculum.assets.get(path).copied().flatten();
            let (width, height) = size.unzip();
            Some(Logo { href: self.link(path)?, width, height })
        });
        let to = |address: &str| self.at.link_to_address(address);
        Ok(Frame {
            kind,
            title: title.join(" – "),
            description,
            language: if settings.language.is_empty() { "en" } else { &settings.language },
            direction: self.renderer.words.direction(),
            root: self.at.to_root(),
            site: Site {
                id: &settings.id,
                title: &settings.title,
                organisation: settings.organisation.as_deref(),
                home: to("index.html"),
                styles: self.all_sheets().into_iter().map(|sheet| to(sheet.address())).collect(),
                scripts: self
                    .renderer
                    .look
                    .scripts
                    .loaded(&self.scripts)
                    .into_iter()
                    .map(|script| to(script.address()))
                    .collect(),
                logo,
                sources: (!self.curriculum.citations.is_empty()).then(|| to(SOURCES)),
                glossary: (!self.curriculum.glossary.is_empty()).then(|| to(GLOSSARY)),
                record: to(RECORD),
                about: to(ABOUT),
                verify: to(VERIFY),
            },
            desk: settings.shared_desk.map(|desk| Desk {
                kind: if desk.profiles { "profiles" } else { "session" },
                lock_after: desk.lock_after.map(std::num::NonZero::get),
            }),
            course: self.course.map(|(_, course)| course.id.as_str()),
            module: self.module.map(|(_, module)| module.id.as_str()),
            page,
            release: self.course.map(|(_, course)| course.release.to_string()),
            notice,
            cited: self.cited.iter().map(|citation| self.cited(citation)).collect(),
            data: &self.renderer.stand_in,
        })
    }
}

/// The first words of a text, for the description of a page.
pub(super) fn beginning(prose: &Prose) -> String {
    const LENGTH: usize = 155;
    let mut plain = String::new();
    let html = prose.walk().filter_map(|piece| match piece {
        Piece::Html(html) => Some(html),
        _ => None,
    });
    for paragraph in html.flat_map(|html| html.split_inclusive("</p>")) {
        push_plain(paragraph, ' ', &mut plain);
        if plain.len() > 2 * LENGTH {
            break;
        }
    }
    let mut text = String::new();
    let mut length = 0;
    for word in plain.split_whitespace() {
        let further = word.chars().count();
        if length + further > LENGTH {
            return text.trim_end_matches([',', ';', ':', '–']).to_owned() + " …";
        }
        if !text.is_empty() {
            text.push(' ');
            length += 1;
        }
        text.push_str(word);
        length += further;
    }
    text
}

/// The level of the last heading in a stretch of HTML.
fn last_heading(html: &str) -> Option<u8> {
    html.rmatch_indices('<').find_map(|(at, _)| match html.as_bytes()[at..] {
        [_, b'h', level @ b'1'..=b'6', ..] => Some(level - b'0'),
        _ => None,
    })
}

/// The text of a stretch of HTML, on one line.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::new();
    push_plain(html, ' ', &mut text);
    one_line(&text)
}

/// Text for HTML, in attributes too.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_value(text, &mut html);
    html
}

#[cfg(test)]
mod tests {
    use super::{beginning, last_heading};
    use crate::model::Prose;

    #[test]
    fn the_last_heading_counts() {
        assert_eq!(last_heading("<h2 id=\"a\">A</h2><h3 id=\"b\">B</h3><hr><p>2 &lt;h4</p>"), Some(3));
        assert_eq!(last_heading("<p>None</p><hr><h"), None);
    }

    #[test]
    fn a_description_is_plain_text() {
        let html = "<p>A request <em>counts</em>, even &lt;here&gt;</p><p>Next &amp; last</p>".to_owned();
        assert_eq!(beginning(&Prose::html(html)), "A request counts, even <here> Next & last");
        let long = beginning(&Prose::html("<p>word, </p>".repeat(100)));
        assert!(long.ends_with("word …") && long.len() < 160, "{long}");
    }
}
