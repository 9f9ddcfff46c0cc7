//! `coursewright record verify`: whether records are whole, and their marks right.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::json;

use super::ground::{Day, Unread, bytes, taught};
use super::shown::{Verdict, Word};
use crate::cli::output::{note, say};
use crate::cli::{Fault, Status, project::Project};
use crate::record::{Examined, Syllabus, examine, read};

const EXAMPLES: &str = "\
Examples:
  coursewright record verify ann.json
  coursewright record verify records/*.json --format json";

/// What a good verdict shows, and what no verdict can.
const PROVES: &str = "\
A whole record is as it was written when it was downloaded. That does not show who sat at the \
desk, and whoever writes a record anew can write anything into it.";

/// Check that records are whole and that their marks are right
///
/// Says of each record whether anything in it was changed, which release of its
/// course it was made under, and whether its marks are those that the rule
/// gives. The exit status is 0 when all records are whole and all marks agree,
/// and 1 when one is not, or a file is no record.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Verify {
    /// The records
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    project: Project,

    #[command(flatten)]
    day: Day,

    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// A printed form of verdicts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, on the standard error
    #[default]
    Human,
    /// One object for other programs
    Json,
}

impl Verify {
    pub(super) fn run(self) -> Result<Status, Fault> {
        let build = taught(&self.project)?;
        let syllabus = Syllabus::new(&build.curriculum);
        let today = self.day.today();
        let verdicts: Vec<Verdict> =
            self.files.iter().map(|file| self.verdict(file, &syllabus, today)).collect();
        let good = verdicts.iter().all(|verdict| verdict.word() == Word::Whole);
        match self.format {
            Format::Human => note(&told(&verdicts))?,
            Format::Json => {
                let files: Vec<_> = verdicts.iter().map(Verdict::json).collect();
                say(&format!("{:#}\n", json!({ "files": files, "good": good, "proves": PROVES })))?;
            }
        }
        Ok(if good { Status::Good } else { Status::Found })
    }

    fn verdict<'s>(&self, file: &std::path::Path, syllabus: &'s Syllabus<'s>, today: Date) -> Verdict<'s> {
        let name = crate::cli::project::shown(file);
        let examined: Result<Examined, Unread> =
            bytes(file).and_then(|bytes| Ok(examine(read(&bytes)?, syllabus)));
        Verdict::new(name, examined, syllabus, today, self.day.warn)
    }
}

/// All verdicts for people, and what they show.
fn told(verdicts: &[Verdict]) -> String {
    let mut parts: Vec<String> = verdicts.iter().map(|verdict| format!("{verdict}\n")).collect();
    if verdicts.len() > 1 {
        let counts: Vec<String> = Word::ALL
            .into_iter()
            .map(|word| (verdicts.iter().filter(|verdict| verdict.word() == word).count(), word))
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {}", word.name()))
            .collect();
        parts.push(format!("{} files: {}\n", verdicts.len(), counts.join("; ")));
    }
    parts.concat() + PROVES + "\n"
}
