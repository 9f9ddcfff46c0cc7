//! Why a command could not do its work, and a way out.

use std::fmt;
use std::io;

/// What stopped a command.
#[derive(Debug)]
pub(super) struct Fault {
    message: String,
    help: Option<String>,
}

impl Fault {
    /// One sentence without a full stop.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// Says the way out.
    pub(super) fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::new(error.to_string())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (red, plain) = ("\u{1b}[1;91m", "\u{1b}[0m");
        writeln!(f, "{red}error{plain}: {}", self.message)?;
        match &self.help {
            Some(help) => writeln!(f, " = help: {help}"),
            None => Ok(()),
        }
    }
}
