//! What the commands about records stand on: the courses, files and today's date.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use clap::Args;
use jiff::civil::Date;

use crate::cli::{Fault, progress::Progress, project::Project};
use crate::model::Validity;
use crate::pipeline::{Build, Builder};
use crate::record::{LIMIT, Moment, Refusal};

/// The arguments about the day that a register is made for.
#[derive(Debug, Args)]
pub(super) struct Day {
    /// The day for which it is said who is current, such as 2026-11-27
    /// [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = date)]
    today: Option<Date>,

    /// How long before the end of its validity a record is `expiring`
    #[arg(long, value_name = "TIME", default_value = "30 days", value_parser = length)]
    pub(super) warn: Validity,
}

impl Day {
    /// The day that was asked for, or today's.
    pub(super) fn today(&self) -> Date {
        self.today.unwrap_or_else(today)
    }
}

/// Today, in UTC.
pub(in crate::cli) fn today() -> Date {
    Moment(jiff::Timestamp::now()).day()
}

pub(in crate::cli) fn date(text: &str) -> Result<Date, String> {
    let date = text.parse::<Date>().ok().filter(|date| date.to_string() == text);
    date.ok_or_else(|| "write a day that exists, such as 2026-11-27".to_owned())
}

pub(in crate::cli) fn length(text: &str) -> Result<Validity, String> {
    Validity::parse(text)
        .ok_or_else(|| "write a number of days, weeks, months or years, such as \"30 days\"".to_owned())
}

/// What the project teaches. Records can be held only against courses without faults.
pub(in crate::cli) fn taught(project: &Project) -> Result<Build, Fault> {
    let progress = Progress::start();
    let tree = project.load()?;
    let build = Builder::default().build_observed(&tree, &progress);
    progress.end();
    if build.has_errors() {
        return Err(Fault::new("the project has errors, so no record can be held against it")
            .help("`coursewright check` shows them"));
    }
    Ok(build)
}

/// Why a file could not even be read, or is not taken for what it should be.
#[derive(Debug)]
pub(in crate::cli) enum Unread {
    /// The file system says so.
    Disk(std::io::Error),
    /// It is a folder.
    Folder,
    /// It is not what it should be.
    Refused(Refusal),
}

/// What the file at `path` holds, unless it is too large for a record.
pub(in crate::cli) fn bytes(path: &Path) -> Result<Vec<u8>, Unread> {
    let mut file = File::open(path).map_err(Unread::Disk)?;
    let about = file.metadata().map_err(Unread::Disk)?;
    if about.is_dir() {
        return Err(Unread::Folder);
    }
    if about.len() > LIMIT {
        return Err(Unread::Refused(Refusal::TooLarge { bytes: about.len() }));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or_default());
    file.by_ref().take(LIMIT + 1).read_to_end(&mut bytes).map_err(Unread::Disk)?;
    Ok(bytes)
}

impl std::fmt::Display for Unread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Disk(error) => write!(f, "it cannot be read: {error}"),
            Self::Folder => {
                f.write_str("this is a folder; `coursewright record roster DIR` gathers the records in one")
            }
            Self::Refused(refusal) => refusal.fmt(f),
        }
    }
}

impl From<Refusal> for Unread {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
