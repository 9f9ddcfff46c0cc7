//! `coursewright mark`: marks answers whose key is not in the site.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::output::note;
use super::project::{Project, shown};
use super::record::{bytes, records, taught, write};
use super::{Fault, Status};
use crate::record::{Marked, Syllabus, Unmarked, mark, marks_csv};

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
        let (mut marked, mut unmarked): (Vec<(String, Marked)>, Vec<String>) = (Vec::new(), Vec::new());
        for file in &files {
            let name = shown(file.strip_prefix(&self.dir).unwrap_or(file));
            match bytes(file) {
                Err(unread) => unmarked.push(format!("{name}: {unread}\n")),
                Ok(bytes) => match mark(&bytes, &syllabus) {
                    Ok(one) => marked.push((name, one)),
                    Err(why @ Unmarked::NothingSealed) => note(&format!("{name}: {why}\n"))?,
                    Err(why) => unmarked.push(format!("{name}: {why}\n")),
                },
            }
        }
        for (name, one) in &marked {
            write_record(&out, name, one)?;
        }
        let attempts = || {
            marked
                .iter()
                .flat_map(|(name, one)| one.attempts.iter().map(move |attempt| (name.as_str(), attempt)))
        };
        note(&unmarked.concat())?;
        if marked.is_empty() {
            note("Nothing was marked.\n")?;
        } else {
            let list = write(&out, "marks.csv", &marks_csv(attempts()))?;
            let (count, passed) =
                (attempts().count(), attempts().filter(|(_, attempt)| attempt.marks.passed).count());
            let noun = if count == 1 { "attempt" } else { "attempts" };
            note(&format!("Marked {count} {noun}, of which {passed} passed: {list}\n"))?;
        }
        Ok(if unmarked.is_empty() { Status::Good } else { Status::Found })
    }
}

/// Writes a marked record where it stood below the folder with the responses.
fn write_record(out: &Path, name: &str, marked: &Marked) -> Result<(), Fault> {
    let folder = out.join(name).parent().map_or_else(|| out.to_owned(), Path::to_owned);
    fs::create_dir_all(&folder)
        .map_err(|error| Fault::new(format!("cannot make `{}`: {error}", shown(&folder))))?;
    write(out, name, &format!("{:#}\n", marked.file)).map(drop)
}
