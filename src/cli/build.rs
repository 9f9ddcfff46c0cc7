//! `coursewright build`: writes the site, or papers to print.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;

use super::findings::{Findings, report};
use super::output::note;
use super::paper::{self, OnPaper};
use super::{
    Fault, Status,
    project::{Project, shown},
};
use crate::disk::{self, Stopped};
use crate::pipeline::{self, Builder};
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
    paper: OnPaper,
}

impl Build {
    pub(super) fn run(&self) -> Result<Status, Fault> {
        let started = Instant::now();
        let papers = self.paper.wanted();
        let usual = if papers.is_some() { "paper" } else { "site" };
        let out = self.out.clone().unwrap_or_else(|| self.project.root.join(usual));
        if papers.is_none()
            && let Some(made) = disk::noted(&self.project.root, &out)
        {
            self.findings.print(&report(&self.project, &[], &SourceTree::default()))?;
            note(&format!("Nothing has changed since {}/ was built: {made}\n", name(&out)))?;
            return Ok(Status::Good);
        }
        let project = self.project.open()?;
        let tree = project.tree();
        let mut build = Builder::default().build(tree);
        if let Some(wanted) = &papers {
            build = build.on_paper(tree, wanted);
        }
        let found = report(&self.project, &build.diagnostics, tree);
        if self.findings.status(&found) == Status::Found {
            self.findings.print(&found)?;
            note("Nothing was written.\n")?;
            return Ok(Status::Found);
        }
        if papers.is_some() {
            paper::check(&build.curriculum)?;
        }
        match disk::write(&self.project.root, build.files(), &out) {
            Ok(_) => {
                self.findings.print(&found)?;
                let made = if papers.is_some() { paper::made(&build) } else { made(&build) };
                if papers.is_none() && build.diagnostics.is_empty() {
                    disk::note(&project, &out, &made)?;
                }
                note(&summary(&out, &made, started.elapsed()))?;
                Ok(Status::Good)
            }
            Err(Stopped::Page(_, fault)) => {
                let all: Vec<_> = build.diagnostics.iter().cloned().chain([*fault]).collect();
                self.findings.print(&report(&self.project, &all, tree))?;
                note("Nothing was written.\n")?;
                Ok(Status::Found)
            }
            Err(Stopped::Disk(error)) => Err(error.into()),
        }
    }
}

/// What was built, in one line.
fn summary(out: &Path, made: &str, took: Duration) -> String {
    format!("Built {}/: {made} in {:.2} s\n", name(out), took.as_secs_f64())
}

/// What a folder is called in a sentence, without the `/` at its end.
fn name(out: &Path) -> String {
    shown(out.strip_prefix(".").unwrap_or(out)).trim_end_matches('/').to_owned()
}

/// What a site holds.
fn made(build: &pipeline::Build) -> String {
    let courses = &build.curriculum.courses;
    let modules = || courses.iter().flat_map(|course| &course.modules);
    let questions =
        modules().filter_map(|module| module.quiz.as_ref()).map(|quiz| quiz.questions.len()).sum();
    let pages = build.plan.files().filter(|(_, planned)| is_page(planned)).count();
    [
        counted(courses.len(), "course"),
        counted(modules().count(), "module"),
        counted(questions, "question"),
        counted(pages, "page"),
    ]
    .join(", ")
}

/// `1 page`, `2 pages`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
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
