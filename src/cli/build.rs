//! `coursewright build`: writes the site, or papers to print.

use std::mem;
use std::path::{Path, PathBuf};

use clap::Args;

use super::findings::{Findings, report};
use super::output::note;
use super::paper::{self, OnPaper};
use super::progress::{Progress, Timed};
use super::{
    Fault, Status,
    project::{Project, shown},
};
use crate::diag::{Report, counted};
use crate::disk::{self, Stopped};
use crate::model::Curriculum;
use crate::pipeline::{self, Observer as _};
use crate::plan::Planned;
use crate::source::SourceTree;

const EXAMPLES: &str = "\
Examples:
  coursewright build
  coursewright build --out public --deny warnings
  coursewright build --paper --variants 2 --answers";

/// Write the site, or its quizzes as papers to print
///
/// Nothing is written when there is an error; the folder is then as it was.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Build {
    #[command(flatten)]
    project: Project,

    /// The folder to write to [default: `site` in the project's folder; for
    /// papers `paper`]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    #[command(flatten)]
    findings: Findings,

    #[command(flatten)]
    timed: Timed,

    #[command(flatten)]
    paper: OnPaper,
}

impl Build {
    pub(super) fn run(&self) -> Result<Status, Fault> {
        let progress = Progress::start();
        let papers = self.paper.wanted();
        let usual = if papers.is_some() { "paper" } else { "site" };
        let out = self.out.clone().unwrap_or_else(|| self.project.root.join(usual));
        if papers.is_none()
            && let Some(made) = disk::noted(&self.project.root, &out)
        {
            let timings = progress.end();
            self.findings.print(&report(&self.project, &[], &SourceTree::default()))?;
            self.timed.print(&timings)?;
            note(&format!("Nothing has changed since {}/ was built: {made}\n", name(&out)))?;
            return Ok(Status::Good);
        }
        let (project, build) = self.project.understood(&progress, |build| match &papers {
            Some(wanted) => {
                progress.planning();
                build.on_paper(wanted)
            }
            None => build,
        })?;
        let found = report(&self.project, &build.diagnostics, project.tree());
        if self.findings.status(&found) == Status::Found {
            return self.refuse(&found, progress);
        }
        if papers.is_some() {
            paper::check(&build.curriculum)?;
        }
        match disk::stage(&self.project.root, build.files_observed(&progress), &out) {
            Ok(staged) => {
                progress.publishing();
                staged.publish()?;
                let made = if papers.is_some() { paper::made(&build) } else { made(&build) };
                if papers.is_none() && build.diagnostics.is_empty() {
                    disk::note(&project, &out, &made)?;
                }
                let timings = progress.end();
                self.findings.print(&found)?;
                self.timed.print(&timings)?;
                note(&summary(&out, &made, &timings.total()))?;
                // The system takes back the memory of a program that ends at once,
                // and all its pieces one by one in a tenth of a second for ten
                // thousand modules.
                mem::forget((project, build));
                Ok(Status::Good)
            }
            Err(Stopped::Page(_, fault)) => {
                let all: Vec<_> = build.diagnostics.iter().cloned().chain([*fault]).collect();
                self.refuse(&report(&self.project, &all, &self.project.load()?), progress)
            }
            Err(Stopped::Disk(error)) => Err(error.into()),
        }
    }

    /// Says why nothing is written.
    fn refuse(&self, found: &Report, progress: Progress) -> Result<Status, Fault> {
        let timings = progress.end();
        self.findings.print(found)?;
        self.timed.print(&timings)?;
        note("Nothing was written.\n")?;
        Ok(Status::Found)
    }
}

/// What was built, in one line.
fn summary(out: &Path, made: &str, took: &str) -> String {
    format!("Built {}/: {made} in {took}\n", name(out))
}

/// What a folder is called in a sentence, without the `/` at its end.
fn name(out: &Path) -> String {
    shown(out.strip_prefix(".").unwrap_or(out)).trim_end_matches('/').to_owned()
}

/// What a site holds.
fn made(build: &pipeline::Build) -> String {
    let pages = build.plan.files().filter(|(_, planned)| is_page(planned)).count();
    format!("{}, {}", taught(&build.curriculum), counted(pages, "page"))
}

/// How much there is to learn.
pub(super) fn taught(curriculum: &Curriculum) -> String {
    let courses = &curriculum.courses;
    let modules = || courses.iter().flat_map(|course| &*course.modules);
    let questions =
        modules().filter_map(|module| module.quiz.as_ref()).map(|quiz| quiz.questions.len()).sum();
    [counted(courses.len(), "course"), counted(modules().count(), "module"), counted(questions, "question")]
        .join(", ")
}

fn is_page(planned: &Planned) -> bool {
    match planned {
        Planned::Home
        | Planned::Course(_)
        | Planned::Certificate(_)
        | Planned::Page(..)
        | Planned::Quiz(..)
        | Planned::About
        | Planned::Sources
        | Planned::Glossary
        | Planned::Record
        | Planned::Verify
        | Planned::PaperList
        | Planned::Paper(_)
        | Planned::PaperKey(_) => true,
        Planned::Style(_) | Planned::Script(_) | Planned::Asset(_) => false,
    }
}
