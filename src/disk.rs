//! Reads projects, writes sites. The only room, with `serve` and `cli` above
//! it, that touches files.

use std::io;
use std::path::Path;

use rayon::iter::ParallelIterator;

use crate::site::{Content, OutPath};
use crate::source::SourceTree;

/// Reads the project in the folder `root`: everything below `content/` and `themes/`.
///
/// # Errors
/// When `root` holds no `content/` folder, or a folder cannot be read.
pub fn load(root: &Path) -> io::Result<SourceTree> {
    let _ = root;
    todo!()
}

/// Writes a site beside `out` and puts it in the place of `out` when it is whole.
///
/// # Errors
/// When something cannot be written, or `out` is a folder that was not made by
/// coursewright. `out` is then as it was.
pub fn write(
    root: &Path,
    site: impl ParallelIterator<Item = (OutPath, Content)>,
    out: &Path,
) -> io::Result<()> {
    let _ = (root, site, out);
    todo!()
}
