//! `coursewright schema`: the JSON schemas from which editors complete YAML.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

use super::{Fault, Status, output::say, project::shown};
use crate::diag::did_you_mean;
use crate::{parse, record};

const EXAMPLES: &str = "\
Examples:
  coursewright schema quiz
  coursewright schema --out .coursewright/schema";

/// Print the JSON schemas from which editors complete and check YAML
///
/// The kinds are: site, course, quiz, page (the front matter of a page),
/// bank, sources and glossary; and record and certificate, the files that a
/// learner downloads and an organisation signs.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Schema {
    /// The kind of file; without it all are meant
    kind: Option<String>,

    /// Write each schema to KIND.json in this folder instead
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Schema {
    pub(super) fn run(&self) -> Result<Status, Fault> {
        let schemas = self.asked_for()?;
        match (&self.out, schemas.as_slice()) {
            (Some(out), _) => {
                write(&schemas, out)?;
                let names: Vec<String> = schemas
                    .iter()
                    .map(|(kind, _)| format!("{}\n", shown(&out.join(file_name(kind)))))
                    .collect();
                say(&names.concat())?;
            }
            (None, [(_, schema)]) => say(&text(schema))?,
            (None, several) => say(&text(&several.iter().cloned().collect()))?,
        }
        Ok(Status::Good)
    }

    fn asked_for(&self) -> Result<Vec<(&'static str, Value)>, Fault> {
        let mut schemas = parse::schemas();
        schemas.extend(record::schemas());
        let Some(asked) = &self.kind else { return Ok(schemas) };
        let kinds: Vec<&str> = schemas.iter().map(|(kind, _)| *kind).collect();
        if !kinds.contains(&asked.as_str()) {
            let near = did_you_mean(asked, kinds.iter().copied());
            let help = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
            return Err(Fault::new(format!("there is no schema `{asked}`"))
                .help(format!("{help}the kinds are {}", kinds.join(", "))));
        }
        schemas.retain(|(kind, _)| kind == asked);
        Ok(schemas)
    }
}

/// Writes `schemas` into the folder `out`, which need not exist.
pub(super) fn write(schemas: &[(&'static str, Value)], out: &Path) -> Result<(), Fault> {
    let failed = |at: &Path, error: &std::io::Error| Fault::new(format!("{}: {error}", at.display()));
    fs::create_dir_all(out).map_err(|error| failed(out, &error))?;
    for (kind, schema) in schemas {
        let at = out.join(file_name(kind));
        fs::write(&at, text(schema)).map_err(|error| failed(&at, &error))?;
    }
    Ok(())
}

fn file_name(kind: &str) -> String {
    format!("{kind}.json")
}

fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}
