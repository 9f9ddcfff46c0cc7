//! Which file was probably meant by a path that leads to none.

use std::collections::HashMap;

use crate::diag::{Names, did_you_mean};
use crate::source::{SourcePath, without_number};

/// The paths of files that there are.
#[derive(Debug, Default)]
pub(super) struct Paths<'a> {
    paths: Names<'a>,
    /// By the file's name without number; nothing where several have it.
    by_name: HashMap<&'a str, Option<&'a str>>,
}

impl<'a> Paths<'a> {
    /// Puts `paths` in order.
    pub(super) fn new(paths: impl Iterator<Item = &'a SourcePath>) -> Self {
        let mut paths: Vec<&str> = paths.map(SourcePath::as_str).collect();
        paths.sort_unstable();
        let mut by_name = HashMap::new();
        for path in &paths {
            let name = without_number(path.rsplit('/').next().unwrap_or_default());
            by_name.entry(name).and_modify(|only| *only = None).or_insert(Some(*path));
        }
        Self { paths: paths.into_iter().collect(), by_name }
    }

    /// The file that was probably meant by `to`: one whose path is like it, or
    /// else the only one of that name.
    pub(super) fn meant_by(&self, to: &SourcePath) -> Option<&'a str> {
        // Folders that two paths share say nothing of how alike the rest is.
        let is_like = |path: &&str| {
            let (there, rest) = (unshared(path, to.as_str()), unshared(to.as_str(), path));
            did_you_mean(rest, [there]).is_some()
        };
        let near = self.paths.near(to.as_str()).into_iter().filter(is_like);
        did_you_mean(to.as_str(), near).or_else(|| {
            let name = without_number(to.file_name());
            self.by_name.get(name).copied().flatten().filter(|_| name != "index.md")
        })
    }
}

/// `path` without the folders in which `other` stands too.
fn unshared<'a>(path: &'a str, other: &str) -> &'a str {
    let shared = path.split_inclusive('/').zip(other.split_inclusive('/')).take_while(|(a, b)| a == b);
    let length = shared.map(|(part, _)| part.len()).sum();
    path.get(length..).unwrap_or_default()
}
