//! `coursewright record`: what learners' records say, and whether it is so.

mod certify;
pub(super) mod ground;
mod key;
mod roster;
mod shown;
mod signed;
mod verify;

use clap::{Args, Subcommand};

pub(super) use ground::{bytes, taught};
pub(super) use roster::{records, write};

use super::{Fault, Status};

const EXAMPLES: &str = "\
Examples:
  coursewright record verify ann.json bob.json
  coursewright record roster records
  coursewright record certify ann.json --key certificate.key";

/// Check learners' records, and gather them into a register
///
/// A record is the file that a learner downloads from a course. What is said of
/// it is what the course in this project says: run these commands where the
/// sources of the course are, or name the place with `--root`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, arg_required_else_help = true)]
pub(super) struct Record {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Verify(verify::Verify),
    Roster(roster::Roster),
    Certify(certify::Certify),
    Key(key::Key),
}

impl Record {
    pub(super) fn run(self) -> Result<Status, Fault> {
        match self.command {
            Command::Verify(verify) => verify.run(),
            Command::Roster(roster) => roster.run(),
            Command::Certify(certify) => certify.run(),
            Command::Key(key) => key.run(),
        }
    }
}
