//! `coursewright record key`: makes the key that certificates are signed with.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::output::{note, say};
use crate::cli::project::shown;
use crate::cli::{Fault, Status};
use crate::record::PrivateKey;

const EXAMPLES: &str = "\
Examples:
  coursewright record key certificate.key
  coursewright record key --show certificate.key";

/// Make the key that certificates are signed with
///
/// Writes a new private key to a file that only you can read, and prints the
/// public key as it stands in site.yml. A file that exists is never
/// overwritten: with its key, everything that it signed would be lost.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Key {
    /// The file
    #[arg(default_value = "certificate.key")]
    file: PathBuf,

    /// Only print the public key that belongs to the one in the file
    #[arg(long)]
    show: bool,
}

impl Key {
    pub(super) fn run(&self) -> Result<Status, Fault> {
        let key = if self.show { read(&self.file)? } else { self.make()? };
        say(&format!("certificate:\n  public_key: {}\n", key.public()))?;
        Ok(Status::Good)
    }

    fn make(&self) -> Result<PrivateKey, Fault> {
        let name = shown(&self.file);
        let mut seed = [0; 32];
        getrandom::fill(&mut seed)
            .map_err(|error| Fault::new(format!("this system gives no random numbers: {error}")))?;
        let key = PrivateKey::from_seed(seed);
        let pem = key.to_pem().map_err(Fault::new)?;
        write_secret(&self.file, &pem).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => {
                Fault::new(format!("`{name}` exists, and a key is never overwritten"))
                    .help(format!("give another name, or print its public key with `--show {name}`"))
            }
            _ => Fault::new(format!("cannot write `{name}`: {error}")),
        })?;
        note(&format!(
            "Wrote `{name}`. Whoever has this file can sign in your name: keep it out of the project and \
             of the site, and keep a copy in a safe place.\nWrite these lines into content/site.yml:\n"
        ))?;
        Ok(key)
    }
}

/// The private key in the file `at`.
pub(super) fn read(at: &Path) -> Result<PrivateKey, Fault> {
    let name = shown(at);
    let pem = fs::read_to_string(at).map_err(|error| {
        Fault::new(format!("cannot read the key `{name}`: {error}"))
            .help("`coursewright record key` makes one")
    })?;
    PrivateKey::from_pem(&pem).map_err(|why| Fault::new(format!("`{name}`: {why}")))
}

/// Writes a new file that nobody else can read.
fn write_secret(at: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(at)?.write_all(text.as_bytes())
}
