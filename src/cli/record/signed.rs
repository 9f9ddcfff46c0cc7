//! What is to be said of a certificate, or of a credential.

use std::fmt;

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::record::{Certificate, PublicKey, Syllabus};

/// A certificate or a credential whose signature fits the key that it names.
pub(super) struct Signed {
    /// Whether that is the key that the site names.
    pub(super) is_ours: bool,
    /// The key that the site names.
    ours: Option<String>,
    key: String,
    learner: String,
    course: String,
    issuer: String,
    issued: String,
    completed: Option<String>,
    expires: Option<String>,
    /// Whether it counts no more.
    is_over: bool,
    /// What spoke against signing it.
    reservations: Vec<String>,
    /// What a credential says that it stands for, and what spoke against signing it.
    criteria: Option<String>,
}

impl Signed {
    /// What is to be said of a certificate.
    pub(super) fn certificate(
        certificate: Certificate,
        key: PublicKey,
        syllabus: &Syllabus,
        today: Date,
    ) -> Self {
        let expires = certificate.expires();
        Self {
            is_over: expires.is_some_and(|expires| expires < today),
            expires: expires.map(|day| day.to_string()),
            learner: certificate.learner.name,
            course: certificate.course.title,
            issuer: certificate.issuer.name,
            issued: certificate.issued.day().to_string(),
            completed: certificate.result.completed.0.map(|at| at.day().to_string()),
            reservations: certificate.accepted.iter().map(ToString::to_string).collect(),
            ..Self::by(key, syllabus)
        }
    }

    /// What is to be said of a credential with these claims.
    pub(super) fn badge(claims: &Value, key: PublicKey, syllabus: &Syllabus, today: Date) -> Self {
        let text = |at: &str| claims.pointer(at).and_then(Value::as_str).unwrap_or("?").to_owned();
        let day = |at: &str| claims.pointer(at).and_then(Value::as_str)?.get(..10).map(str::to_owned);
        let expires = day("/validUntil");
        Self {
            is_over: expires.as_deref().is_some_and(|expires| *expires < *today.to_string()),
            expires,
            learner: text("/credentialSubject/identifier/0/identityHash"),
            course: text("/name"),
            issuer: text("/issuer/name"),
            issued: day("/validFrom").unwrap_or_else(|| "?".to_owned()),
            criteria: Some(text("/credentialSubject/achievement/criteria/narrative")),
            ..Self::by(key, syllabus)
        }
    }

    /// Nothing but the key.
    fn by(key: PublicKey, syllabus: &Syllabus) -> Self {
        Self {
            is_ours: syllabus.public_key == Some(&key.to_string()),
            ours: syllabus.public_key.map(str::to_owned),
            key: key.to_string(),
            learner: String::new(),
            course: String::new(),
            issuer: String::new(),
            issued: String::new(),
            completed: None,
            expires: None,
            is_over: false,
            reservations: Vec::new(),
            criteria: None,
        }
    }

    /// Adds the same to a verdict for other programs.
    pub(super) fn add_to(&self, json: &mut Value) {
        json["learner"] = json!(self.learner);
        json["course"] = json!({ "title": self.course });
        json["issuer"] = json!({ "name": self.issuer, "publicKey": self.key });
        json["issued"] = json!(self.issued);
        json["completed"] = json!(self.completed);
        json["expires"] = json!(self.expires);
        json["expired"] = json!(self.is_over);
        match &self.criteria {
            Some(criteria) => json["criteria"] = json!(criteria),
            None => json["accepted"] = json!(self.reservations),
        }
    }
}

impl fmt::Display for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  {} in “{}”", self.learner, self.course)?;
        writeln!(f, "  signed in the name of {} on {}", self.issuer, self.issued)?;
        if let Some(completed) = &self.completed {
            writeln!(f, "  completed on {completed}")?;
        }
        if let Some(expires) = &self.expires {
            let word = if self.is_over { "counted" } else { "counts" };
            writeln!(f, "  {word} up to and including {expires}")?;
        }
        for reservation in &self.reservations {
            writeln!(f, "  signed although {reservation}")?;
        }
        if let Some(criteria) = &self.criteria {
            writeln!(f, "  {criteria}")?;
        }
        match &self.ours {
            _ if self.is_ours => Ok(()),
            Some(ours) => writeln!(f, "  the key is {}, and that of this site is {ours}", self.key),
            None => writeln!(
                f,
                "  the key is {}; content/site.yml names none (`certificate: public_key: …`), so nobody can tell whose it is",
                self.key
            ),
        }
    }
}
