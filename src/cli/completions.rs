//! `coursewright completions`: a script that completes the arguments in a shell.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::{Arguments, Fault, Status, output::say};

/// Print a script that completes the arguments in a shell
#[derive(Debug, Args)]
#[command(hide = true)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self) -> Result<Status, Fault> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "coursewright", &mut script);
        say(&String::from_utf8_lossy(&script))?;
        Ok(Status::Good)
    }
}
