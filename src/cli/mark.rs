//! `coursewright mark`: marks answers whose key is not in the site.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;

use super::output::note;
use super::project::{Project, shown};
use super::record::{bytes, records, taught, write};
use super::{Fault, Status};
use crate::record::{Marked, MarkedAttempt, Syllabus, Unmarked, mark, marks_csv};

const EXAMPLES: &str = "\
Examples:
  coursewright mark responses
  coursewright mark responses --out marked --root my-training";

/// Mark the answers that learners gave to sealed quizzes
///
/// The key of a sealed quiz is not in the site, so learners download their
/// answers and send them to you. This marks every response file in a folder by
/// the quizzes of the project, and writes the marked records, which are records
/// like any other, and a list of the marks, marks.csv. Files that cannot be
/// marked are named; the exit status is 1 then.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Mark {
    /// The folder with the response files
    dir: PathBuf,

    /// The folder to write to [default: `marked` in the folder with the responses]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    #[command(flatten)]
    project: Project,
}

impl Mark {
    pub(super) fn run(self) -> Result<Status, Fault> {
        let build = taught(&self.project)?;
        let syllabus = Syllabus::new(&build.curriculum);
        let out = self.out.clone().unwrap_or_else(|| self.dir.join("marked"));
        let files: Vec<PathBuf> =
            records(&self.dir)?.into_iter().filter(|file| !file.starts_with(&out)).collect();
        let seen: Vec<(String, Seen)> = files
            .par_iter()
            .map(|file| {
                let name = shown(file.strip_prefix(&self.dir).unwrap_or(file));
                let seen = see(file, &name, &out, &syllabus)?;
                Ok((name, seen))
            })
            .collect::<Result<_, Fault>>()?;
        for (name, seen) in &seen {
            if let Seen::Nothing(why) | Seen::Unmarked(why) = seen {
                note(&format!("{name}: {why}\n"))?;
            }
        }
        let attempts = || {
            seen.iter().flat_map(|(name, seen)| seen.attempts().iter().map(move |one| (name.as_str(), one)))
        };
        let count = attempts().count();
        if count == 0 {
            note("Nothing was marked.\n")?;
        } else {
            let list = write(&out, "marks.csv", &marks_csv(attempts()))?;
            let passed = attempts().filter(|(_, attempt)| attempt.marks.passed).count();
            let noun = if count == 1 { "attempt" } else { "attempts" };
            note(&format!("Marked {count} {noun}, of which {passed} passed: {list}\n"))?;
        }
        let is_broken = |(_, seen): &(String, Seen)| matches!(seen, Seen::Unmarked(_));
        Ok(if seen.iter().any(is_broken) { Status::Found } else { Status::Good })
    }
}

/// What became of a file.
enum Seen {
    /// Its marked record is written; these attempts were marked.
    Marked(Vec<MarkedAttempt>),
    /// Nothing in it waits to be marked.
    Nothing(String),
    /// It cannot be marked.
    Unmarked(String),
}

impl Seen {
    fn attempts(&self) -> &[MarkedAttempt] {
        if let Self::Marked(attempts) = self { attempts } else { &[] }
    }
}

/// Marks a file and writes its record; only the marks are kept.
fn see(file: &Path, name: &str, out: &Path, syllabus: &Syllabus) -> Result<Seen, Fault> {
    let bytes = match bytes(file) {
        Ok(bytes) => bytes,
        Err(unread) => return Ok(Seen::Unmarked(unread.to_string())),
    };
    match mark(&bytes, syllabus) {
        Ok(marked) => {
            write_record(out, name, &marked)?;
            Ok(Seen::Marked(marked.attempts))
        }
        Err(why @ Unmarked::NothingSealed) => Ok(Seen::Nothing(why.to_string())),
        Err(why) => Ok(Seen::Unmarked(why.to_string())),
    }
}

/// Writes a marked record where it stood below the folder with the responses.
fn write_record(out: &Path, name: &str, marked: &Marked) -> Result<(), Fault> {
    let folder = out.join(name).parent().map_or_else(|| out.to_owned(), Path::to_owned);
    fs::create_dir_all(&folder)
        .map_err(|error| Fault::new(format!("cannot make `{}`: {error}", shown(&folder))))?;
    write(out, name, &format!("{:#}\n", marked.file)).map(drop)
}
