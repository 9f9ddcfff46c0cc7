//! `coursewright record certify`: signs records.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::ground::{Day, bytes, taught};
use super::key;
use crate::cli::output::note;
use crate::cli::project::{Project, shown};
use crate::cli::{Fault, Status};
use crate::record::{
    Certificate, Claim, Moment, PrivateKey, Reservation, Syllabus, examine, jwt, read_unsealed,
};

const EXAMPLES: &str = "\
Examples:
  coursewright record certify ann.json --key certificate.key
  coursewright record certify records/*.json --key certificate.key --open-badge
  coursewright record certify ann.json --key certificate.key --accept incomplete";

/// Sign records, so that others can check them with your public key
///
/// Writes a certificate beside each record. A record that is altered, whose
/// marks are wrong, or that does not complete the course today is not signed,
/// unless you accept that; the certificate says so then. Records that are not
/// signed are named, and the others are signed; the exit status is 1 then.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Certify {
    /// The records
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The private key, as `coursewright record key` makes it
    #[arg(long, value_name = "KEYFILE")]
    key: PathBuf,

    /// The certificate of a single record [default: the record's name with `.certificate.json`]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Write an Open Badges 3.0 credential besides, as a JWT, with the ending `.badge.jwt`
    #[arg(long)]
    open_badge: bool,

    /// Sign although something speaks against it; may be given several times
    #[arg(long, value_enum, value_name = "WHAT")]
    accept: Vec<Accepted>,

    #[command(flatten)]
    project: Project,

    #[command(flatten)]
    day: Day,
}

/// What may be signed all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Accepted {
    /// Something in the record was changed
    Altered,
    /// Its marks are not those of the rule
    Marks,
    /// The course is not complete
    Incomplete,
    /// It was made under a release that counts no more
    Superseded,
    /// It was completed too long ago
    Expired,
}

impl From<Accepted> for Reservation {
    fn from(accepted: Accepted) -> Self {
        match accepted {
            Accepted::Altered => Self::Altered,
            Accepted::Marks => Self::Marks,
            Accepted::Incomplete => Self::Incomplete,
            Accepted::Superseded => Self::Superseded,
            Accepted::Expired => Self::Expired,
        }
    }
}

/// What records are signed with, and by what they are examined.
struct Desk<'a> {
    syllabus: Syllabus<'a>,
    key: PrivateKey,
    issuer: &'a str,
    website: Option<&'a str>,
}

impl Certify {
    pub(super) fn run(self) -> Result<Status, Fault> {
        if self.out.is_some() && self.files.len() > 1 {
            return Err(Fault::new("`--out` names one certificate, and there are several records")
                .help("leave it out: each certificate is written beside its record"));
        }
        let key = key::read(&self.key)?;
        let build = taught(&self.project)?;
        let settings = &build.curriculum.settings;
        let desk = Desk {
            syllabus: Syllabus::new(&build.curriculum),
            key,
            issuer: settings.organisation.as_deref().unwrap_or(&settings.title),
            website: settings.base_url.as_deref(),
        };
        let mut signed = 0;
        for file in &self.files {
            match self.certify(file, &desk) {
                Ok(written) => {
                    signed += 1;
                    note(&format!("Wrote {}, signed by {}.\n", written.join(" and "), desk.issuer))?;
                }
                Err(fault) => note(&fault.to_string())?,
            }
        }
        let public = desk.key.public().to_string();
        if signed > 0 && settings.public_key.as_deref() != Some(&public) {
            note(&format!(
                "content/site.yml does not name this key, so nobody can tell that it is yours. Write into it:\n\
                 certificate:\n  public_key: {public}\n"
            ))?;
        }
        Ok(if signed == self.files.len() { Status::Good } else { Status::Found })
    }

    /// Signs one record, and says which files were written.
    fn certify(&self, file: &Path, desk: &Desk) -> Result<Vec<String>, Fault> {
        let name = shown(file);
        let refused =
            |why: &dyn ToString| Fault::new(format!("`{name}` cannot be certified: {}", why.to_string()));
        let (record, altered) =
            bytes(file).and_then(|bytes| Ok(read_unsealed(&bytes)?)).map_err(|unread| refused(&unread))?;
        let examined = examine(record, &desk.syllabus);
        let found = examined.found.as_ref().map_err(|misfit| refused(misfit))?;
        let course = &examined.record.course.id;
        let taught = desk.syllabus.course(course).ok_or_else(|| refused(&"there is no such course"))?;
        let standing = found.standing(taught, self.day.today(), self.day.warn);
        let claim = Claim { record: &examined.record, altered, found, taught, standing: &standing };
        self.check(file, &claim, &refused)?;
        let now = Moment::from(jiff::Timestamp::now());
        let certificate = claim.certify(desk.issuer, now, &desk.key).ok_or_else(|| {
            refused(&"it names nobody")
                .help("ask the learner to type a name and to download the record again")
        })?;
        let out = self.out.clone().unwrap_or_else(|| file.with_extension("certificate.json"));
        write_new(&out, &format!("{:#}\n", json(&certificate)?))?;
        let mut written = vec![format!("`{}`", shown(&out))];
        if self.open_badge {
            let badge = out.with_extension("").with_extension("badge.jwt");
            write_new(&badge, &jwt(&certificate, &desk.key, desk.website))?;
            written.push(format!("`{}`", shown(&badge)));
        }
        Ok(written)
    }

    /// Whether all that speaks against certifying is accepted.
    fn check(
        &self,
        file: &Path,
        claim: &Claim,
        refused: &dyn Fn(&dyn ToString) -> Fault,
    ) -> Result<(), Fault> {
        let accepted: Vec<Reservation> = self.accept.iter().copied().map(Reservation::from).collect();
        let against: Vec<Reservation> =
            claim.reservations().into_iter().filter(|one| !accepted.contains(one)).collect();
        if against.is_empty() {
            return Ok(());
        }
        let why: Vec<&str> = against.iter().map(|one| one.explain()).collect();
        let flags: Vec<String> = against.iter().map(|one| format!("--accept {}", one.name())).collect();
        Err(refused(&why.join("; ")).help(format!(
            "`coursewright record verify {}` says more; to sign it all the same, and say so in the \
             certificate, add `{}`",
            shown(file),
            flags.join(" ")
        )))
    }
}

fn json(certificate: &Certificate) -> Result<serde_json::Value, Fault> {
    serde_json::to_value(certificate).map_err(|error| Fault::new(error.to_string()))
}

/// Writes a file that does not exist yet: what was signed is not replaced by accident.
fn write_new(at: &Path, text: &str) -> Result<(), Fault> {
    let name = shown(at);
    let written = OpenOptions::new().write(true).create_new(true).open(at);
    written.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Fault::new(format!("`{name}` exists")).help("give another name with `--out`")
        }
        _ => Fault::new(format!("cannot write `{name}`: {error}")),
    })
}
