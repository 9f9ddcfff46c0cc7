//! What the preview shows at one moment, and the board where the newest hangs.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::Site;
use crate::diag::Report;
use crate::plan::{Script, Sheet};
use crate::site::{Content, OutPath};
use crate::source::{Body, SourceTree};

/// What the preview shows, and what is to be said about it. Pages come from
/// the last build without errors; the findings are those of the newest.
pub(super) struct Snapshot {
    /// Counts builds from 1.
    generation: u64,
    shown: Option<Shown>,
    /// The findings as JSON, and how many of them are errors.
    findings: Value,
    errors: usize,
}

/// A site without errors, and what tells it from the others.
#[derive(Clone)]
struct Shown {
    site: Arc<dyn Site>,
    generation: u64,
    style: String,
    script: String,
    pictures: String,
}

impl Snapshot {
    /// Before the first build.
    pub fn empty() -> Self {
        Self { generation: 0, shown: None, findings: json!([]), errors: 0 }
    }

    /// What follows when `tree` was built into `site`.
    pub fn built(&self, site: Arc<dyn Site>, tree: &SourceTree) -> Self {
        let report = Report::new(site.diagnostics(), tree);
        let (findings, errors) = (report.json()["diagnostics"].take(), report.errors());
        let generation = self.generation + 1;
        let shown = if errors == 0 { Some(Shown::new(site, generation, tree)) } else { self.shown.clone() };
        Self { generation, shown, findings, errors }
    }

    /// What follows when the project could not be read.
    pub fn unreadable(&self, error: &io::Error) -> Self {
        let findings = json!([{ "severity": "error", "message": error.to_string() }]);
        Self { generation: self.generation + 1, shown: self.shown.clone(), findings, errors: 1 }
    }

    /// Counts builds from 1.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The site to show, unless there never was one without errors.
    pub fn site(&self) -> Option<&dyn Site> {
        self.shown.as_ref().map(|shown| &*shown.site)
    }

    /// The findings of the newest build as JSON.
    pub fn findings(&self) -> &Value {
        &self.findings
    }

    /// What tells a page of this snapshot from the same page of another. It is
    /// complete in itself, so that a browser that missed some is not misled.
    pub fn state(&self) -> Value {
        let empty = String::new();
        let shown = self.shown.as_ref();
        json!({
            "shown": shown.map_or(0, |shown| shown.generation).to_string(),
            "style": shown.map_or(&empty, |shown| &shown.style),
            "script": shown.map_or(&empty, |shown| &shown.script),
            "pictures": shown.map_or(&empty, |shown| &shown.pictures),
        })
    }

    /// What browsers are told: the state, and the findings.
    pub fn message(&self, boot: &str) -> Value {
        let mut message = self.state();
        message["boot"] = json!(boot);
        message["generation"] = json!(self.generation);
        message["errors"] = json!(self.errors);
        message["findings"] = self.findings.clone();
        message
    }
}

impl Shown {
    fn new(site: Arc<dyn Site>, generation: u64, tree: &SourceTree) -> Self {
        let file = |address: &str| match site.file(&OutPath::new(address)) {
            Some(Ok(Content::Bytes(bytes))) => digest(&bytes),
            Some(Ok(Content::Copy(path))) => digest(&path.as_str()),
            Some(Err(_)) | None => String::new(),
        };
        let styles = Sheet::OF_SITE.map(|sheet| file(sheet.address()));
        let scripts: Vec<String> = Script::ALL.par_iter().map(|script| file(script.address())).collect();
        let pictures: Vec<_> = tree
            .iter()
            .filter_map(|source| match source.body {
                Body::Binary { digest, .. } => Some((source.path.as_str(), digest)),
                _ => None,
            })
            .collect();
        Self {
            site,
            generation,
            style: digest(&styles),
            script: digest(&scripts),
            pictures: digest(&pictures),
        }
    }
}

/// Tells values apart while the preview runs.
fn digest(value: &impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Where the newest snapshot hangs.
pub(super) struct Board {
    newest: Mutex<Arc<Snapshot>>,
    news: Condvar,
}

impl Board {
    pub fn new() -> Self {
        Self { newest: Mutex::new(Arc::new(Snapshot::empty())), news: Condvar::new() }
    }

    /// The newest snapshot.
    pub fn newest(&self) -> Arc<Snapshot> {
        Arc::clone(&self.lock())
    }

    /// Hangs up a snapshot and wakes all who wait for one.
    pub fn publish(&self, snapshot: Snapshot) {
        *self.lock() = Arc::new(snapshot);
        self.news.notify_all();
    }

    /// The newest snapshot as soon as it is another than number `known`; `None` if that takes too long.
    pub fn other_than(&self, known: u64, limit: Duration) -> Option<Arc<Snapshot>> {
        let (newest, waited) = self
            .news
            .wait_timeout_while(self.lock(), limit, |newest| newest.generation == known)
            .unwrap_or_else(PoisonError::into_inner);
        (!waited.timed_out()).then(|| Arc::clone(&newest))
    }

    /// A snapshot is whole at any moment, so a thread that failed harmed nothing.
    fn lock(&self) -> MutexGuard<'_, Arc<Snapshot>> {
        self.newest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
