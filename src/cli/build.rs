//! `coursewright build`: writes the site.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;

use super::findings::{Findings, report};
use super::output::note;
use super::{
    Fault, Status,
    project::{Project, shown},
};
use crate::disk::{self, Stopped};
use crate::pipeline::{self, Builder};
use crate::plan::Planned;

const EXAMPLES: &str = "\
Examples:
  coursewright build
  coursewright build --out public --deny warnings";

/// Write the site
///
/// Nothing is written when there is an error; the folder is then as it was.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Build {
    #[command(flatten)]
    project: Project,

    /// The folder to write to [default: `site` in the project's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    #[command(flatten)]
    findings: Findings,
}

impl Build {
    pub(super) fn run(&self) -> Result<Status, Fault> {
        let started = Instant::now();
        let tree = self.project.load()?;
        let build = Builder::default().build(&tree);
        let found = report(&self.project, &build.diagnostics, &tree);
        if self.findings.status(&found) == Status::Found {
            self.findings.print(&found)?;
            note("Nothing was written.\n")?;
            return Ok(Status::Found);
        }
        let out = self.out.clone().unwrap_or_else(|| self.project.root.join("site"));
        match disk::write(&self.project.root, build.files(), &out) {
            Ok(_) => {
                self.findings.print(&found)?;
                note(&summary(&build, &out, started.elapsed()))?;
                Ok(Status::Good)
            }
            Err(Stopped::Page(_, fault)) => {
                let all: Vec<_> = build.diagnostics.iter().cloned().chain([*fault]).collect();
                self.findings.print(&report(&self.project, &all, &tree))?;
                note("Nothing was written.\n")?;
                Ok(Status::Found)
            }
            Err(Stopped::Disk(error)) => Err(error.into()),
        }
    }
}

/// What was built, in one line.
fn summary(build: &pipeline::Build, out: &Path, took: Duration) -> String {
    let courses = &build.curriculum.courses;
    let modules = || courses.iter().flat_map(|course| &course.modules);
    let questions =
        modules().filter_map(|module| module.quiz.as_ref()).map(|quiz| quiz.questions.len()).sum();
    let pages = build.plan.files().filter(|(_, planned)| is_page(planned)).count();
    let out = out.strip_prefix(".").unwrap_or(out);
    format!(
        "Built {}/: {}, {}, {}, {} in {:.2} s\n",
        shown(out).trim_end_matches('/'),
        counted(courses.len(), "course"),
        counted(modules().count(), "module"),
        counted(questions, "question"),
        counted(pages, "page"),
        took.as_secs_f64(),
    )
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn is_page(planned: &Planned) -> bool {
    match planned {
        Planned::Home
        | Planned::Course(_)
        | Planned::Certificate(_)
        | Planned::Page(..)
        | Planned::Quiz(..)
        | Planned::Sources
        | Planned::Glossary
        | Planned::Record => true,
        Planned::Style(_) | Planned::Script(_) | Planned::Asset(_) => false,
    }
}
