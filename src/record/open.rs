//! Telling the files apart that are read here.

use serde_json::Value;

use super::badge::read_jwt;
use super::certificate::{self, CERTIFICATE_FORMAT, Certificate};
use super::file::{FORMAT, RecordFile};
use super::key::PublicKey;
use super::read::{Refusal, object, record};

/// A file that is whole.
#[derive(Debug, Clone)]
pub enum Document {
    /// A learner's record.
    Record(Box<RecordFile>),
    /// A record that an organisation has signed, and the key it is signed with.
    Certificate(Box<Certificate>, PublicKey),
    /// The same as an Open Badges credential: its claims.
    Badge(Box<Value>, PublicKey),
}

/// Reads a record, a certificate or a credential.
///
/// # Errors
/// When the file is none of these, is altered, or is not understood.
pub fn open(bytes: &[u8]) -> Result<Document, Refusal> {
    if let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| is_jwt(text)) {
        return read_jwt(text).map(|(claims, key)| Document::Badge(Box::new(claims), key));
    }
    let file = object(bytes)?;
    match file.get("format").and_then(Value::as_str) {
        Some(FORMAT) => record(&file).map(|record| Document::Record(Box::new(record))),
        Some(CERTIFICATE_FORMAT) => certificate::read(&file)
            .map(|(certificate, key)| Document::Certificate(Box::new(certificate), key)),
        format => Err(Refusal::Foreign { format: format.map(str::to_owned) }),
    }
}

/// Whether a text looks like a JWT: three parts of letters, the first an object.
fn is_jwt(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split('.').collect();
    parts.len() == 3 && parts[0].starts_with("eyJ") && !parts[0].contains(char::is_whitespace)
}
