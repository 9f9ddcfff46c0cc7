//! Opens the author's browser.

use std::io;
use std::process::{Command, Stdio};
use std::thread;

/// Opens `url` in the browser that the system prefers.
///
/// # Errors
/// When the system has no way to open one.
pub(super) fn open(url: &str) -> io::Result<()> {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    // Some of these commands stay as long as the browser is open.
    thread::Builder::new().name("browser".into()).spawn(move || child.wait())?;
    Ok(())
}
