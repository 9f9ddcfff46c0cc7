//! `coursewright serve`: shows the site in the browser while it is written.

use clap::Args;

use super::{Fault, Status, project::Project};

const EXAMPLES: &str = "\
Examples:
  coursewright serve --open
  coursewright serve --root my-training --port 8080";

/// Show the site in the browser while you write
///
/// The page changes as soon as a file is saved. Mistakes are shown in the
/// browser and here. Press Ctrl-C to stop.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Serve {
    #[command(flatten)]
    project: Project,

    /// The address to listen at; the default is reached from this machine only
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: String,

    /// The port to listen at
    #[arg(long, default_value_t = 3000)]
    port: u16,

    /// Open the browser
    #[arg(long)]
    open: bool,

    /// Look at the files again and again instead of waiting for the system's
    /// word; for network drives and containers
    #[arg(long)]
    poll: bool,
}

impl Serve {
    pub(super) fn run(&self) -> Result<Status, Fault> {
        self.project.check()?;
        Ok(Status::Good)
    }
}
