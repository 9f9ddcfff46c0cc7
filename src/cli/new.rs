//! `coursewright new`: a project to start from.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use clap::Args;

use super::{Fault, Status, output::say, project::shown, schema};
use crate::parse;

const EXAMPLES: &str = "\
Examples:
  coursewright new my-training
  coursewright new .                     in the current folder, if it is empty";

/// The files of a new project.
const FILES: [(&str, &str); 10] = [
    (".gitignore", include_str!("starter/gitignore")),
    (".vscode/extensions.json", include_str!("starter/extensions.json")),
    (".vscode/settings.json", include_str!("starter/settings.json")),
    ("README.md", include_str!("starter/readme.md")),
    ("content/site.yml", include_str!("starter/site.yml")),
    ("content/sources.yml", include_str!("starter/sources.yml")),
    ("content/01-data-requests/course.yml", include_str!("starter/course.yml")),
    ("content/01-data-requests/01-when-a-customer-asks/index.md", include_str!("starter/index.md")),
    ("content/01-data-requests/01-when-a-customer-asks/02-the-clock.md", include_str!("starter/clock.md")),
    ("content/01-data-requests/01-when-a-customer-asks/quiz.yml", include_str!("starter/quiz.yml")),
];

/// Start a project: a small course that works, to change into your own
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct New {
    /// The folder to make; it must not exist, or be empty
    dir: PathBuf,
}

impl New {
    pub(super) fn run(&self) -> Result<Status, Fault> {
        let dir = &self.dir;
        let exists = usable(dir)?;
        let failed = |error: &io::Error| Fault::new(format!("cannot make `{}`: {error}", dir.display()));
        let target = std::path::absolute(dir).map_err(|error| failed(&error))?;
        let Some(parent) = target.parent() else {
            return Err(Fault::new(format!("`{}` is no folder for a project", dir.display()))
                .help("give the name of a folder, as in `coursewright new my-training`"));
        };
        fs::create_dir_all(parent).map_err(|error| failed(&error))?;
        let staging = parent.join(format!(".coursewright-new-{}", process::id()));
        let made = fill(&staging).and_then(|()| {
            if exists { move_into(&staging, &target) } else { fs::rename(&staging, &target) }
                .map_err(|error| failed(&error))
        });
        if made.is_err() && staging.exists() {
            fs::remove_dir_all(&staging)?;
        }
        made?;
        say(&next_steps(dir))?;
        Ok(Status::Good)
    }
}

/// Whether the folder exists already; refused if it holds anything.
fn usable(dir: &Path) -> Result<bool, Fault> {
    let refused = |why: &str| {
        Fault::new(format!("`{}` {why}", dir.display())).help("choose a folder that does not exist yet")
    };
    match fs::read_dir(dir).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(true),
        Ok(false) => Err(refused("is not empty")),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !dir.is_symlink() => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Err(refused("is a file, not a folder")),
        Err(error) => Err(refused(&format!("cannot be read: {error}"))),
    }
}

fn fill(staging: &Path) -> Result<(), Fault> {
    for (path, text) in FILES {
        let at = staging.join(path);
        let folder = at.parent().unwrap_or(staging);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&at, text))
            .map_err(|error| Fault::new(format!("cannot write `{}`: {error}", at.display())))?;
    }
    schema::write(&parse::schemas(), &staging.join(".coursewright/schema"))
}

/// Moves what is in `staging` into the empty folder `target`, which is perhaps
/// the one that the author stands in and so cannot be replaced. What was moved
/// is moved back when something cannot be.
fn move_into(staging: &Path, target: &Path) -> io::Result<()> {
    let mut moved: Vec<(PathBuf, PathBuf)> = Vec::new();
    for entry in fs::read_dir(staging)? {
        let entry = entry?;
        let (from, to) = (entry.path(), target.join(entry.file_name()));
        if let Err(error) = fs::rename(&from, &to) {
            for (from, to) in &moved {
                fs::rename(to, from)?;
            }
            return Err(error);
        }
        moved.push((from, to));
    }
    fs::remove_dir(staging)
}

fn next_steps(dir: &Path) -> String {
    let name = shown(dir);
    let (here, enter) = if name == "." {
        ("this folder".to_owned(), String::new())
    } else {
        let quoted = if name.contains(char::is_whitespace) { format!("\"{name}\"") } else { name };
        (format!("`{quoted}`"), format!("  cd {quoted}\n"))
    };
    format!(
        "\
Started a project in {here}.

Next:
{enter}  coursewright serve --open    see it in the browser while you write
  coursewright build           write the site to the folder `site`

The README.md in it says what stands where.
"
    )
}
