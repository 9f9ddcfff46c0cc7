//! Prints findings in the form that was asked for.

use std::io;

use clap::{Args, ValueEnum};

use super::output::{note, say};
use super::{Status, project::Project};
use crate::diag::{Diagnostic, Report};
use crate::source::SourceTree;

/// The arguments about findings.
#[derive(Debug, Args)]
pub(super) struct Findings {
    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,

    /// Take warnings as seriously as errors
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Denied>,
}

/// A printed form of findings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Excerpts for people, on the standard error
    #[default]
    Human,
    /// One object for other programs
    Json,
    /// SARIF 2.1.0 for code hosts and editors
    Sarif,
    /// Annotations for GitHub Actions
    Github,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Denied {
    Warnings,
}

impl Findings {
    /// Whether `report` forbids publication.
    pub(super) fn status(&self, report: &Report) -> Status {
        let denied = self.deny.is_some() && report.warnings() > 0;
        if report.errors() > 0 || denied { Status::Found } else { Status::Good }
    }

    /// Prints `report`. People are not told when there is nothing to tell.
    pub(super) fn print(&self, report: &Report) -> io::Result<()> {
        match self.format {
            Format::Human => human(report),
            Format::Json => say(&format!("{:#}\n", report.json())),
            Format::Sarif => say(&format!("{:#}\n", report.sarif())),
            Format::Github => say(&report.github()),
        }
    }
}

/// Prints `report` for people, with the command that says more.
pub(super) fn human(report: &Report) -> io::Result<()> {
    match report.findings.first() {
        None => Ok(()),
        Some(first) => {
            let code = first.diagnostic.rule.code;
            note(&format!("{}To read more about a finding: coursewright explain {code}\n", report.human()))
        }
    }
}

/// The findings of a project, with paths as they can be opened from here.
pub(super) fn report<'a>(project: &Project, found: &'a [Diagnostic], tree: &'a SourceTree) -> Report<'a> {
    Report::new(found, tree).below(&project.prefix())
}
