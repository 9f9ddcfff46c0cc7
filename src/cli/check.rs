//! `coursewright check`: looks for mistakes and writes nothing.

use clap::Args;

use super::findings::{Findings, Format, report};
use super::output::note;
use super::{Fault, Status, project::Project, scenarios};
use crate::pipeline::Builder;

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
}

impl Check {
    pub(super) fn run(&self) -> Result<Status, Fault> {
        let tree = self.project.load()?;
        let build = Builder::default().build(&tree);
        let report = report(&self.project, &build.diagnostics, &tree);
        self.findings.print(&report)?;
        if report.is_empty() && self.findings.format == Format::Human {
            note(&format!("{}\n", report.summary()))?;
        }
        let status = self.findings.status(&report);
        if status == Status::Good && self.findings.format == Format::Human {
            note(&scenarios::told(&build.curriculum, &self.project.prefix()))?;
        }
        Ok(status)
    }
}
