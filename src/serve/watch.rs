//! Waits until something in the project may have changed.
//!
//! Events only mean that it is worth looking. What changed is found by walking
//! the project again, because events are lost: a file made at once in a new
//! folder has none, and a full queue drops the rest.

use std::collections::{BTreeSet, HashMap};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// How long it must be quiet, because editors write in several steps: first an
/// empty file, at once the text. Longer than such steps take, shorter than a look.
const QUIET: Duration = Duration::from_millis(4);
/// How long at most a change waits for quiet.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often to look where the system does not tell.
const POLL: Duration = Duration::from_millis(500);
/// What is watched.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// Watches a project.
pub(super) enum Watch {
    /// By what the system tells.
    Events(Events),
    /// By looking now and then: for network drives, and where the system's watches are used up.
    Poll,
}

/// What the system tells of a project.
pub(super) struct Events {
    root: PathBuf,
    watcher: RecommendedWatcher,
    happened: Receiver<Vec<PathBuf>>,
    /// Which folders are watched, each with what tells it from a new one of the same name.
    watched: HashMap<&'static str, u64>,
}

impl Watch {
    /// Watches the project in `root`, an absolute path without symbolic links.
    ///
    /// # Errors
    /// When the system cannot watch; [`Watch::Poll`] always can.
    pub fn new(root: &Path) -> notify::Result<Self> {
        let (send, happened) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(listener(root.to_owned(), send))?;
        watcher.watch(root, RecursiveMode::NonRecursive)?;
        let mut events = Events { root: root.to_owned(), watcher, happened, watched: HashMap::new() };
        events.follow()?;
        Ok(Self::Events(events))
    }

    /// Waits until something may have changed and it has become quiet. Returns
    /// the files that may have; none when anything may.
    ///
    /// # Errors
    /// When the system cannot watch any longer.
    pub fn wait(&mut self) -> notify::Result<Vec<PathBuf>> {
        match self {
            Self::Poll => {
                thread::sleep(POLL);
                Ok(Vec::new())
            }
            Self::Events(events) => {
                let Ok(first) = events.happened.recv() else {
                    return Err(notify::Error::generic("the watch has ended"));
                };
                let deadline = Instant::now() + PATIENCE;
                let mut anything = first.is_empty();
                let mut files: BTreeSet<PathBuf> = first.into_iter().collect();
                while Instant::now() < deadline
                    && let Ok(more) = events.happened.recv_timeout(QUIET)
                {
                    anything |= more.is_empty();
                    files.extend(more);
                }
                events.follow()?;
                Ok(if anything { Vec::new() } else { files.into_iter().collect() })
            }
        }
    }
}

impl Events {
    /// Watches the folders that came or were replaced since the last time.
    fn follow(&mut self) -> notify::Result<()> {
        for name in FOLDERS {
            let folder = self.root.join(name);
            let now = folder.metadata().ok().map(|metadata| identity(&metadata));
            if now == self.watched.get(name).copied() {
                continue;
            }
            if self.watched.remove(name).is_some() {
                // A folder that is gone has taken its watch with it.
                let _ = self.watcher.unwatch(&folder);
            }
            if let Some(now) = now {
                match self.watcher.watch(&folder, RecursiveMode::Recursive) {
                    Ok(()) => drop(self.watched.insert(name, now)),
                    // Gone again. Its return will be an event of the project's own folder.
                    Err(_) if !folder.exists() => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    metadata.ino()
}

#[cfg(not(unix))]
fn identity(metadata: &Metadata) -> u64 {
    let created = metadata.created().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    created.map_or(0, |time| time.as_secs())
}

/// Passes on which files something happened to; no file where it may be any. The
/// reading of a file is an event too; whoever took it for a change would build for ever.
fn listener(root: PathBuf, send: Sender<Vec<PathBuf>>) -> impl FnMut(notify::Result<Event>) + Send {
    move |event| {
        let paths = match event {
            Ok(event) if event.need_rescan() => Vec::new(),
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
            Ok(event) if event.paths.is_empty() => Vec::new(),
            Ok(event) => {
                let ours: Vec<PathBuf> =
                    event.paths.into_iter().filter(|path| concerns(&root, path)).collect();
                if ours.is_empty() {
                    return;
                }
                ours
            }
            Err(_) => Vec::new(),
        };
        // Nobody listens any more when the preview ends.
        let _ = send.send(paths);
    }
}

/// Whether a path of an event belongs to what is watched, not to what merely
/// stands beside it, as sites do that are being written.
fn concerns(root: &Path, path: &Path) -> bool {
    let first = path.strip_prefix(root).ok().and_then(|inside| inside.components().next());
    first.is_none_or(|first| FOLDERS.iter().any(|name| first.as_os_str() == *name))
}

#[cfg(test)]
mod tests {
    use super::concerns;
    use std::path::Path;

    #[test]
    fn what_stands_beside_the_content_is_no_reason_to_build() {
        let concerns = |path: &str| concerns(Path::new("/p"), Path::new(path));
        assert!(concerns("/p/content/a.md") && concerns("/p/themes") && concerns("/linked/a.md"));
        assert!(!concerns("/p/public/index.html") && !concerns("/p/.public.coursewright-1"));
    }
}
