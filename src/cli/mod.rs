//! The command line: arguments, and one file per command.
//!
//! Words for people go to the standard error, what other programs read to the
//! standard output. The exit status is 0 when all is well, 1 when something was
//! found in the project, 2 when the command could not do its work.

mod build;
mod check;
mod completions;
mod duration;
mod explain;
mod fault;
mod findings;
mod mark;
mod new;
mod output;
mod paper;
mod progress;
mod project;
mod record;
mod review;
mod scenarios;
mod schema;
mod serve;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use explain::rules;
use fault::Fault;

const EXAMPLES: &str = "\
Examples:
  coursewright new my-training               start a project
  coursewright serve --open                  see it in the browser while you write
  coursewright check                         look for mistakes
  coursewright build                         write the site to the folder `site`
  coursewright explain no-correct-option     say more about a finding";

/// Turns Markdown training modules and YAML quizzes into a static site with
/// scored self-assessments.
#[derive(Debug, Parser)]
#[command(name = "coursewright", version, after_help = EXAMPLES, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Build),
    Check(check::Check),
    Serve(serve::Serve),
    New(new::New),
    Review(review::Review),
    Record(record::Record),
    Mark(mark::Mark),
    Explain(explain::Explain),
    Schema(schema::Schema),
    Completions(completions::Completions),
}

/// How a command that did its work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// All is well.
    Good,
    /// Something in the project forbids publication.
    Found,
}

/// Runs the command that `arguments`, the program's own name first, ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let ended = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments.command.run(),
        Err(refusal) => return refused(&refusal),
    };
    match ended {
        Ok(Status::Good) => ExitCode::SUCCESS,
        Ok(Status::Found) => ExitCode::from(1),
        Err(fault) => {
            // There is nobody left to tell when the standard error is closed.
            let _ = output::note(&fault.to_string());
            ExitCode::from(2)
        }
    }
}

impl Command {
    fn run(self) -> Result<Status, Fault> {
        match self {
            Self::Build(build) => build.run(),
            Self::Check(check) => check.run(),
            Self::Serve(serve) => serve.run(),
            Self::New(new) => new.run(),
            Self::Review(review) => review.run(),
            Self::Record(record) => record.run(),
            Self::Mark(mark) => mark.run(),
            Self::Explain(explain) => explain.run(),
            Self::Schema(schema) => schema.run(),
            Self::Completions(completions) => completions.run(),
        }
    }
}

/// Prints what clap has to say: help and version are no failure.
fn refused(refusal: &clap::Error) -> ExitCode {
    match output::unless_closed(refusal.print()) {
        Ok(()) if !refusal.use_stderr() => ExitCode::SUCCESS,
        _ => ExitCode::from(2),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        super::Arguments::command().debug_assert();
    }
}
