//! Prints. A reader who closes the pipe has seen enough; that is no failure.

use std::io::{self, Write as _};

/// Writes `text` to the standard output.
pub(super) fn say(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout();
    unless_closed(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Writes `text` to the standard error.
pub(super) fn note(text: &str) -> io::Result<()> {
    unless_closed(anstream::stderr().write_all(text.as_bytes()))
}

/// The same, without the error of a reader who left.
pub(super) fn unless_closed(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
