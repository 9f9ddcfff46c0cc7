//! Templates, style, script and words: the default theme, and what a project
//! puts in their place, file by file.
//!
//! Nothing here looks into the files, but for the script, whose modules are
//! put together into one ([`script`]). A theme is a value: the default one is
//! carried inside the program, a project's files are handed in.

pub mod script;

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The files of a theme by their path inside it: `templates/page.html`,
/// `style/01-tokens.css`, `words/en.yml`, `script/main.js`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    files: BTreeMap<String, Cow<'static, str>>,
}

impl Theme {
    /// The default theme with `files` put over it.
    pub fn with(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut all = BTreeMap::new();
        gather(&DEFAULT, &mut all);
        all.extend(files.into_iter().map(|(path, text)| (path, Cow::Owned(text))));
        Self { files: all }
    }

    /// The text of a file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// The files of a folder with this ending, in the order of their names:
    /// the name inside the folder, and the text.
    pub fn folder<'a>(&'a self, folder: &str, ending: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let prefix = format!("{folder}/");
        self.files.iter().filter_map(move |(path, text)| {
            let name = path.strip_prefix(&prefix).filter(|name| name.ends_with(ending))?;
            Some((name, text.as_ref()))
        })
    }

    /// Whether the project brought this file.
    pub fn is_own(&self, path: &str) -> bool {
        matches!(self.files.get(path), Some(Cow::Owned(_)))
    }

    /// Whether the project brought any file.
    pub fn has_own(&self) -> bool {
        self.files.values().any(|text| matches!(text, Cow::Owned(_)))
    }

    /// What the default theme has at `path`.
    pub fn default_text(path: &str) -> Option<&'static str> {
        DEFAULT.get_file(path)?.contents_utf8()
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::with([])
    }
}

fn gather(dir: &'static Dir<'static>, into: &mut BTreeMap<String, Cow<'static, str>>) {
    for file in dir.files() {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            into.insert(path.replace('\\', "/"), Cow::Borrowed(text));
        }
    }
    dir.dirs().for_each(|dir| gather(dir, into));
}

#[cfg(test)]
mod tests {
    use super::Theme;

    #[test]
    fn a_project_overrides_single_files() {
        let theme = Theme::with([("words/en.yml".to_owned(), "home: Start".to_owned())]);
        assert_eq!(theme.get("words/en.yml"), Some("home: Start"));
        assert!(theme.is_own("words/en.yml") && !theme.is_own("templates/page.html"));
        assert!(theme.get("templates/page.html").is_some());
        assert_ne!(Theme::default_text("words/en.yml"), theme.get("words/en.yml"));
    }

    #[test]
    fn folders_are_read_in_the_order_of_the_names() {
        let theme = Theme::with([("style/zz.css".to_owned(), String::new())]);
        let names: Vec<&str> = theme.folder("style", ".css").map(|(name, _)| name).collect();
        assert!(names.is_sorted());
        assert_eq!(names.last(), Some(&"zz.css"));
    }
}
