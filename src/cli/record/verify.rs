//! `coursewright record verify`: whether records are whole, and their marks right.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::json;

use super::ground::{Day, bytes, taught};
use super::shown::{Verdict, Word};
use crate::cli::output::{note, say};
use crate::cli::project::{Project, shown};
use crate::cli::{Fault, Status};
use crate::record::{Syllabus, open};

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
/// gives. Of a certificate, or an Open Badges credential as a JWT, it says
/// whether it is signed with the key that site.yml names. The exit status is 0
/// when there is nothing to object to, and 1 when there is.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Verify {
    /// The records, certificates or credentials
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
        let good = verdicts.iter().all(|verdict| verdict.word().is_good());
        match self.format {
            Format::Human => note(&told(&verdicts))?,
            Format::Json => {
                let files: Vec<_> = verdicts.iter().map(Verdict::json).collect();
                say(&format!("{:#}\n", json!({ "files": files, "good": good, "proves": PROVES })))?;
            }
        }
        Ok(if good { Status::Good } else { Status::Found })
    }

    fn verdict(&self, file: &Path, syllabus: &Syllabus, today: Date) -> Verdict {
        let document = bytes(file).and_then(|bytes| Ok(open(&bytes)?));
        Verdict::new(shown(file), document, syllabus, today, self.day.warn)
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
