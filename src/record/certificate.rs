//! A record that an organisation has signed.

use std::fmt;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::canonical::write_object;
use super::file::{CourseName, Learner, RecordFile};
use super::key::{PrivateKey, PublicKey};
use super::read::{Refusal, check_version};
use super::syllabus::Taught;
use super::value::{Day, Exact, Moment, Release, Required};
use super::{Found, Standing, State};
use crate::model::Acceptance;

/// What the member `format` of a certificate says.
pub const CERTIFICATE_FORMAT: &str = "coursewright-certificate";

/// The version of certificates that is read and written here.
pub const CERTIFICATE_VERSION: u64 = 1;

/// What an organisation states of a learner's record, and signs.
///
/// `signature` is an Ed25519 signature (RFC 8032), 64 bytes as base64url without
/// padding, over the UTF-8 bytes of canonical(the certificate without
/// `signature`): JSON by RFC 8785, so no white space, and the names of members
/// in the order of their UTF-16 code units. `issuer.publicKey` is the key it is
/// checked with, 32 bytes as base64url without padding; whoever checks must make
/// sure that this is the issuer's, for example because the site names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[schemars(rename = "Certificate")]
pub struct Certificate {
    /// What kind of file it is: `coursewright-certificate`.
    #[schemars(extend("const" = CERTIFICATE_FORMAT))]
    pub format: String,
    /// The version of the format: 1.
    #[schemars(extend("const" = CERTIFICATE_VERSION))]
    pub version: u64,
    /// Who signed.
    pub issuer: Issuer,
    /// When.
    pub issued: Moment,
    /// The `id` of the site, from its `site.yml`.
    pub site: String,
    /// The course.
    pub course: CourseName,
    /// The learner, as the record says.
    pub learner: Learner,
    /// The release of the course that the record was made under.
    pub release: Release,
    /// What came of it.
    pub result: Certified,
    /// The digest at the end of the record's chain.
    pub record: String,
    /// What was found wanting and signed all the same.
    pub accepted: Vec<Reservation>,
    /// Over everything else.
    pub signature: String,
}

/// Who signed a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Issuer {
    /// The organisation.
    pub name: String,
    /// The key that the signature is checked with.
    pub public_key: String,
}

/// What came of a course, by the rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Certified {
    /// Since when the course is complete; null if it is not.
    pub completed: Required<Moment>,
    /// The last day on which that counts; null if it counts for ever.
    pub expires: Required<Day>,
    /// Points earned by the attempts that count.
    pub points: Exact,
    /// Points that there were to earn in them.
    pub max: Exact,
    /// How many answers could not be marked again, because their questions have changed since.
    pub unchecked: u64,
}

/// Something that speaks against certifying a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Reservation {
    /// Something in the record is not what was sealed.
    Altered,
    /// Its marks are not those of the rule.
    Marks,
    /// The course is not complete.
    Incomplete,
    /// It was completed in a release that counts no more.
    Superseded,
    /// It was completed too long ago.
    Expired,
}

impl Reservation {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Altered, Self::Marks, Self::Incomplete, Self::Superseded, Self::Expired];

    /// Its name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Altered => "altered",
            Self::Marks => "marks",
            Self::Incomplete => "incomplete",
            Self::Superseded => "superseded",
            Self::Expired => "expired",
        }
    }

    /// What it says of a record.
    pub fn explain(self) -> &'static str {
        match self {
            Self::Altered => "something in the record is not what was sealed",
            Self::Marks => "its marks are not those of the rule",
            Self::Incomplete => "the course is not complete",
            Self::Superseded => "it was made under a release of the course that counts no more",
            Self::Expired => "it was completed too long ago to count",
        }
    }
}

/// What is to be certified: a record and what was found of it.
#[derive(Debug)]
pub struct Claim<'a> {
    /// The record.
    pub record: &'a RecordFile,
    /// Whether something in it is not what was sealed.
    pub altered: bool,
    /// What became of it beside its course.
    pub found: &'a Found,
    /// The course.
    pub taught: &'a Taught<'a>,
    /// Where the learner stands.
    pub standing: &'a Standing,
}

impl Claim<'_> {
    /// Everything that speaks against certifying it.
    pub fn reservations(&self) -> Vec<Reservation> {
        let is = |states: &[State]| states.contains(&self.standing.state);
        [
            (Reservation::Altered, self.altered),
            (Reservation::Marks, !self.found.agrees()),
            (Reservation::Incomplete, is(&[State::Incomplete, State::Failed]) || self.never_completed()),
            (Reservation::Superseded, is(&[State::Superseded])),
            (Reservation::Expired, is(&[State::Expired])),
        ]
        .into_iter()
        .filter_map(|(reservation, holds)| holds.then_some(reservation))
        .collect()
    }

    fn never_completed(&self) -> bool {
        self.standing.state == State::Superseded && self.standing.completed.is_none()
    }

    /// The certificate for it, signed with `key` at the time `now` in the
    /// name of `issuer`; it says what speaks against it. `None` where the record
    /// names nobody.
    pub fn certify(&self, issuer: &str, now: Moment, key: &PrivateKey) -> Option<Certificate> {
        let learner = self.record.learner.0.clone().filter(|learner| !learner.name.trim().is_empty())?;
        let points = &self.standing.completion.points;
        let unchecked: usize = self.found.attempts.iter().map(|(_, marked)| marked.unverified.len()).sum();
        let mut certificate = Certificate {
            format: CERTIFICATE_FORMAT.to_owned(),
            version: CERTIFICATE_VERSION,
            issuer: Issuer { name: issuer.to_owned(), public_key: key.public().to_string() },
            issued: now,
            site: self.record.site.clone(),
            course: CourseName {
                id: self.record.course.id.clone(),
                title: self.taught.course.about.title.clone(),
            },
            learner,
            release: self.release(),
            result: Certified {
                completed: Required(self.standing.completed),
                expires: Required(self.standing.expires.map(Day)),
                points: Exact(points.points.clone()),
                max: Exact(points.max.clone()),
                unchecked: unchecked as u64,
            },
            record: self.record.hash.clone(),
            accepted: self.reservations(),
            signature: String::new(),
        };
        certificate.signature = key.sign(certificate.signed_text().as_bytes());
        Some(certificate)
    }

    /// The release that counts most of those that the record was made under.
    fn release(&self) -> Release {
        let best = self.found.releases.iter().min_by_key(|(_, acceptance, _)| *acceptance);
        let best = best.filter(|(_, acceptance, _)| *acceptance != Acceptance::Superseded);
        let last = self.record.entries.last().map(|entry| entry.release().clone());
        best.map(|(release, ..)| release.clone()).or(last).unwrap_or_else(|| Release(String::new()))
    }
}

impl Certificate {
    /// The text whose bytes are signed.
    pub fn signed_text(&self) -> String {
        let mut text = String::new();
        if let Ok(Value::Object(certificate)) = serde_json::to_value(self) {
            write_object(&certificate, Some("signature"), &mut text);
        }
        text
    }

    /// The last day on which it counts, if there is one.
    pub fn expires(&self) -> Option<Date> {
        self.result.expires.0.map(|day| day.0)
    }
}

/// The certificate in a JSON object that says to be one, if its signature fits
/// the key that it names.
///
/// # Errors
/// When it is not understood, or something in it is not what was signed.
pub(super) fn read(file: &Map<String, Value>) -> Result<(Certificate, PublicKey), Refusal> {
    check_version(file, CERTIFICATE_VERSION)?;
    let malformed = |why: String| Refusal::Malformed { entry: None, why };
    let certificate = Certificate::deserialize(&Value::Object(file.clone()))
        .map_err(|error| malformed(error.to_string()))?;
    let Some(key) = PublicKey::parse(&certificate.issuer.public_key) else {
        return Err(malformed("`publicKey` is no Ed25519 key".to_owned()));
    };
    let mut text = String::new();
    write_object(file, Some("signature"), &mut text);
    if key.has_signed(text.as_bytes(), &certificate.signature) {
        Ok((certificate, key))
    } else {
        Err(Refusal::Unsigned)
    }
}

impl fmt::Display for Reservation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.explain())
    }
}
