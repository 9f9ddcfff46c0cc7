//! `coursewright check`: looks for mistakes and writes nothing.

use std::mem;

use clap::Args;

use super::build::taught;
use super::findings::{Findings, Format, report};
use super::output::note;
use super::progress::{Progress, Timed};
use super::{Fault, Status, project::Project, scenarios};

const EXAMPLES: &str = "\
Examples:
  coursewright check
  coursewright check --deny warnings --format github";

/// Look for mistakes without writing anything
///
/// Prints every finding with its place and a way out, and what the paths through
/// scenarios come to. The exit status is 1 when there is an error.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Check {
    #[command(flatten)]
    project: Project,
    #[command(flatten)]
    findings: Findings,
    #[command(flatten)]
    timed: Timed,
}

impl Check {
    pub(super) fn run(&self) -> Result<Status, Fault> {
        let progress = Progress::start();
        let (project, build) = self.project.understood(&progress, |build| build)?;
        let report = report(&self.project, &build.diagnostics, project.tree());
        let timings = progress.end();
        self.findings.print(&report)?;
        if report.is_empty() && self.findings.format == Format::Human {
            note(&format!("{}\n", report.summary()))?;
        }
        let status = self.findings.status(&report);
        let is_told = status == Status::Good && self.findings.format == Format::Human;
        if is_told {
            note(&scenarios::told(&build.curriculum, &self.project.prefix()))?;
        }
        self.timed.print(&timings)?;
        if is_told {
            note(&format!("Checked {} in {}\n", taught(&build.curriculum), timings.total()))?;
        }
        // As after a build, the system takes it back sooner.
        mem::forget((project, build));
        Ok(status)
    }
}
