//! `coursewright record roster`: a training register from many records.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use rayon::prelude::*;

use super::ground::{Day, bytes, taught};
use crate::cli::duration::took;
use crate::cli::output::note;
use crate::cli::project::{Project, shown};
use crate::cli::{Fault, Status};
use crate::model::Curriculum;
use crate::record::{self, Gathering, Row, State, Syllabus, check_code, csv};
use crate::render::{Attended, Attendee, Register};

const EXAMPLES: &str = "\
Examples:
  coursewright record roster records
  coursewright record roster records --out q4 --today 2026-12-31 --warn \"6 weeks\"";

/// Gather records into a training register
///
/// Reads every .json file in the folder and in the folders in it, and writes
/// register.csv and register.html: who is current, expiring, expired,
/// superseded, failed or incomplete. Several records of one learner in one
/// course are taken together. Files that do not count are named, and the others
/// are counted; the exit status is 1 then.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Roster {
    /// The folder with the records
    dir: PathBuf,

    /// The folder to write the register to
    #[arg(long, value_name = "DIR", default_value = "register")]
    out: PathBuf,

    #[command(flatten)]
    project: Project,

    #[command(flatten)]
    day: Day,
}

impl Roster {
    pub(super) fn run(self) -> Result<Status, Fault> {
        let started = Instant::now();
        let build = taught(&self.project)?;
        let syllabus = Syllabus::new(&build.curriculum);
        let files = records(&self.dir)?;
        let gathered = files
            .par_iter()
            .fold(Gathering::default, |mut gathering, file| {
                let name = shown(file.strip_prefix(&self.dir).unwrap_or(file));
                match bytes(file) {
                    Ok(bytes) => gathering.add(name, &bytes, &syllabus),
                    Err(unread) => gathering.refuse(name, &unread),
                }
                gathering
            })
            .reduce(Gathering::default, Gathering::with);
        let roster = gathered.into_roster(&syllabus, self.day.today(), self.day.warn);
        let page = build.register(&register(&roster, &build.curriculum)).map_err(|fault| {
            Fault::new(format!("the theme's register.html cannot be rendered: {}", fault.message))
        })?;
        let written = [("register.csv", csv(&roster)), ("register.html", page)]
            .into_iter()
            .map(|(name, text)| write(&self.out, name, &text))
            .collect::<Result<Vec<_>, _>>()?;
        note(&told(&roster))?;
        note(&format!("Wrote {} in {}\n", written.join(" and "), took(started.elapsed())))?;
        Ok(if roster.faults.is_empty() { Status::Good } else { Status::Found })
    }
}

/// Every `.json` file below `dir`, in the order of the names.
pub(in crate::cli) fn records(dir: &Path) -> Result<Vec<PathBuf>, Fault> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(dir).sort_by_file_name() {
        let entry = entry.map_err(|error| Fault::new(error.to_string()))?;
        let is_record = entry.path().extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
        if is_record && !entry.file_type().is_dir() {
            files.push(entry.into_path());
        }
    }
    if files.is_empty() {
        return Err(Fault::new(format!("there are no records in `{}`", shown(dir)))
            .help("a record is a file that ends in .json, as a learner downloads it"));
    }
    Ok(files)
}

/// Writes the file `name` of the folder `out`, which need not exist, and says where it is.
pub(in crate::cli) fn write(out: &Path, name: &str, text: &str) -> Result<String, Fault> {
    let at = out.join(name);
    fs::create_dir_all(out)
        .and_then(|()| fs::write(&at, text))
        .map_err(|error| Fault::new(format!("cannot write `{}`: {error}", shown(&at))))?;
    Ok(shown(&at))
}

/// The register as it is shown.
fn register(roster: &record::Roster, curriculum: &Curriculum) -> Register {
    let attended = curriculum.courses.iter().filter_map(|course| {
        let rows: Vec<&Row> = roster.rows.iter().filter(|row| row.course == course.id).collect();
        let count = |state: State| rows.iter().filter(|row| row.standing.state == state).count();
        let counts = State::ALL.into_iter().map(|state| (state.name(), count(state)));
        let counts = counts.filter(|(_, count)| *count > 0).collect();
        (!rows.is_empty()).then(|| Attended {
            title: course.about.title.clone(),
            release: format!("{:.8}", course.release),
            valid_for: course.about.valid_for.map(|length| length.to_string()),
            counts,
            learners: rows.iter().copied().map(attendee).collect(),
        })
    });
    Register {
        day: roster.day.to_string(),
        files: roster.files,
        courses: attended.collect(),
        faults: roster.faults.iter().map(|fault| (fault.file.clone(), fault.why.clone())).collect(),
    }
}

fn attendee(row: &Row) -> Attendee {
    let points = &row.standing.completion.points;
    Attendee {
        name: row.name.clone(),
        state: row.standing.state.name(),
        completed: row.standing.completed.map(|at| at.day().to_string()),
        expires: row.standing.expires.map(|day| day.to_string()),
        percent: (!points.max.is_zero()).then(|| points.score().percent_down()),
        code: check_code(&row.hash),
    }
}

/// Files that do not count, and how many stand where.
fn told(roster: &record::Roster) -> String {
    let mut parts: Vec<String> =
        roster.faults.iter().map(|fault| format!("{}: {}\n", fault.file, fault.why)).collect();
    let counts = State::ALL.into_iter().map(|state| (roster.count(state), state.name()));
    let counts: Vec<String> = counts
        .chain([(roster.faults.len(), "not counted")])
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    let noun = if roster.files == 1 { "file" } else { "files" };
    parts.push(format!("{} {noun}: {}\n", roster.files, counts.join(", ")));
    parts.concat()
}
