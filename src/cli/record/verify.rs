//! `coursewright record verify`: whether records are whole, and their marks right.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use rayon::prelude::*;
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
        let words = match self.format {
            Format::Human => {
                let (words, told) = self.each(&syllabus, today, |verdict| format!("{verdict}\n"));
                note(&(told.concat() + &counted(&words) + PROVES + "\n"))?;
                words
            }
            Format::Json => {
                let (words, files) = self.each(&syllabus, today, |verdict| format!("{:#}", verdict.json()));
                say(&object(&files, words.iter().all(|word| word.is_good())))?;
                words
            }
        };
        Ok(if words.iter().all(|word| word.is_good()) { Status::Good } else { Status::Found })
    }

    /// The verdict on each file in a word and as it is told, in the order of the
    /// files. The record itself is let go before the next one is read.
    fn each<Told: Send>(
        &self,
        syllabus: &Syllabus,
        today: Date,
        tell: impl Fn(&Verdict) -> Told + Sync,
    ) -> (Vec<Word>, Vec<Told>) {
        let told = |file: &PathBuf| {
            let verdict = self.verdict(file, syllabus, today);
            (verdict.word(), tell(&verdict))
        };
        self.files.par_iter().map(told).unzip()
    }

    fn verdict(&self, file: &Path, syllabus: &Syllabus, today: Date) -> Verdict {
        let document = bytes(file).and_then(|bytes| Ok(open(&bytes)?));
        Verdict::new(shown(file), document, syllabus, today, self.day.warn)
    }
}

/// The verdicts, each printed as JSON already, in one object. Ten thousand of
/// them would need much more room as values than as texts.
fn object(files: &[String], good: bool) -> String {
    let files: Vec<String> = files.iter().map(|file| file.replace('\n', "\n    ")).collect();
    format!(
        "{{\n  \"files\": [\n    {}\n  ],\n  \"good\": {good},\n  \"proves\": {}\n}}\n",
        files.join(",\n    "),
        json!(PROVES),
    )
}

/// How many of several files are what; nothing for a single one.
fn counted(words: &[Word]) -> String {
    if words.len() < 2 {
        return String::new();
    }
    let counts: Vec<String> = Word::ALL
        .into_iter()
        .map(|word| (words.iter().filter(|one| **one == word).count(), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {}", word.name()))
        .collect();
    format!("{} files: {}\n", words.len(), counts.join("; "))
}
