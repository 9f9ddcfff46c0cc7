//! `coursewright serve`: shows the site in the browser while it is written.

use std::io;

use clap::Args;

use super::findings::{human, report};
use super::{Fault, Status, duration, output::note, project::Project};
use crate::serve::{self, News, Options};

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

    /// The port to listen at [default: 4600, or the next that is free]
    #[arg(long)]
    port: Option<u16>,

    /// Open the browser
    #[arg(long)]
    open: bool,

    /// Look at the files again and again instead of waiting for the system's
    /// word; for network drives and containers
    #[arg(long)]
    poll: bool,
}

impl Serve {
    pub(super) fn run(self) -> Result<Status, Fault> {
        self.project.check()?;
        let Self { project, host, port, open, poll } = self;
        let options = Options { root: project.root.clone(), host, port, open, poll };
        serve::serve(&options, |news| {
            // The preview goes on even if nobody can read what it says here.
            let _ = tell(&project, &news);
        })?;
        Ok(Status::Good)
    }
}

fn tell(project: &Project, news: &News) -> io::Result<()> {
    match news {
        News::Ready(url) => note(&format!("Serving at {url} - press Ctrl-C to stop\n")),
        News::Built { diagnostics, tree, took } => {
            human(&report(project, diagnostics, tree))?;
            note(&format!("Built in {}\n", duration::took(*took)))
        }
        News::Unreadable(error) => note(&format!("The project cannot be read at the moment: {error}\n")),
        News::Polling(why) => note(&format!("Looking for changes twice a second: {why}\n")),
        News::NoBrowser(error) => note(&format!("The browser could not be opened: {error}\n")),
    }
}
