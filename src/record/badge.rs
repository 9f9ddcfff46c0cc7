//! A certificate as an Open Badges 3.0 credential, signed as a JWT (VC-JWT by
//! Ed25519), which badge wallets and other checkers read.
//!
//! Its form is that of the specification's section “JSON Web Token Proof Format”
//! (<https://www.imsglobal.org/spec/ob/v3p0#jwt-proof>): the claims are the
//! credential itself, and `iss`, `jti`, `sub`, `nbf` and `exp` say the same as
//! its own members. The specification asks checkers for RS256 and permits other
//! algorithms, so not every one of them knows `EdDSA`.
//!
//! The issuer is named by its key (`did:key`), so that the credential can be
//! checked without asking anybody.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::certificate::Certificate;
use super::key::{PrivateKey, PublicKey, base64url, from_base64url};
use super::read::Refusal;
use crate::model::Fraction;

/// What a JSON-LD reader finds the words of a credential in.
const CONTEXT: [&str; 2] =
    ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];

/// The credential that says what `certificate` says. `website` is where the
/// organisation publishes the site, if it says.
pub fn credential(certificate: &Certificate, key: &PublicKey, website: Option<&str>) -> Value {
    let Certificate { issuer, issued, course, learner, release, result, record, .. } = certificate;
    let did = did(key);
    let made_of = |kind: &str, parts: &[&str]| urn(&[&[kind], parts].concat());
    let score = made_of("score", &[&certificate.site, &course.id]);
    let mut credential = json!({
        "@context": CONTEXT,
        "id": made_of("credential", &[record, &issued.to_string(), &issuer.public_key]),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": course.title,
        "issuer": { "id": did, "type": ["Profile"], "name": issuer.name },
        // In whole seconds: `nbf` must say the same, and has no smaller ones.
        "validFrom": issued.0.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string(),
        "credentialSubject": {
            "id": made_of("learner", &[record]),
            "type": ["AchievementSubject"],
            "identifier": [{
                "type": "IdentityObject",
                "hashed": false,
                "identityType": "name",
                "identityHash": learner.name,
            }],
            "achievement": {
                "id": made_of("achievement", &[&certificate.site, &course.id, &release.0]),
                "type": ["Achievement"],
                "achievementType": "Course",
                "name": course.title,
                "description": format!("The course “{}” of {}, release {}.", course.title, issuer.name, release.0),
                "criteria": { "narrative": criteria(certificate) },
                "resultDescription": [{
                    "id": score,
                    "type": ["ResultDescription"],
                    "name": "Score",
                    "resultType": "Percent",
                }],
            },
            "result": [{
                "type": ["Result"],
                "resultDescription": score,
                "value": percent(&result.points.0, &result.max.0),
            }],
        },
        "evidence": [{
            "id": made_of("record", &[record]),
            "type": ["Evidence"],
            "name": "Completion record",
            "narrative": format!("The learner's own record, whose chain of digests ends with {record}."),
        }],
    });
    if let Some(website) = website {
        credential["issuer"]["url"] = json!(website);
    }
    if let Some(day) = certificate.expires() {
        credential["validUntil"] = json!(format!("{day}T23:59:59Z"));
    }
    credential
}

/// The credential as a JWT, signed with `key`.
pub fn jwt(certificate: &Certificate, key: &PrivateKey, website: Option<&str>) -> String {
    let public = key.public();
    let did = did(&public);
    let header = json!({
        "alg": "EdDSA",
        "typ": "JWT",
        "kid": format!("{did}#{}", did.trim_start_matches("did:key:")),
        "jwk": { "kty": "OKP", "crv": "Ed25519", "x": public.to_string() },
    });
    let mut claims = credential(certificate, &public, website);
    claims["iss"] = json!(did);
    claims["jti"] = claims["id"].clone();
    claims["nbf"] = json!(certificate.issued.0.as_second());
    claims["sub"] = claims["credentialSubject"]["id"].clone();
    if let Some(end) = claims["validUntil"].as_str().and_then(|end| end.parse::<jiff::Timestamp>().ok()) {
        claims["exp"] = json!(end.as_second());
    }
    let text = format!("{}.{}", encoded(&header), encoded(&claims));
    let signature = key.sign(text.as_bytes());
    format!("{text}.{signature}")
}

/// The claims of a JWT whose signature fits the key that it names, and that key.
///
/// # Errors
/// When it is no JWT with an Ed25519 key, or something in it is not what was signed.
pub fn read_jwt(text: &str) -> Result<(Value, PublicKey), Refusal> {
    let foreign = || Refusal::Foreign { format: None };
    let (signed, signature) = text.trim().rsplit_once('.').ok_or_else(foreign)?;
    let (header, claims) = signed.split_once('.').ok_or_else(foreign)?;
    let (header, claims) = decoded(header).zip(decoded(claims)).ok_or_else(foreign)?;
    if header["alg"] != "EdDSA" {
        return Err(foreign());
    }
    let key = header["jwk"]["x"].as_str().and_then(PublicKey::parse).ok_or_else(foreign)?;
    if key.has_signed(signed.as_bytes(), signature) { Ok((claims, key)) } else { Err(Refusal::Unsigned) }
}

/// What is asked of whoever earns it, and what was signed all the same.
fn criteria(certificate: &Certificate) -> String {
    let rule = "Completed all required modules: opened their pages, gave the required attestations and \
                passed their quizzes.";
    let reservations: Vec<&str> = certificate.accepted.iter().map(|one| one.explain()).collect();
    if reservations.is_empty() {
        return rule.to_owned();
    }
    format!("{rule} Issued all the same, although {}.", reservations.join("; "))
}

/// A score in whole percent, rounded down; a course without marks is complete or not.
fn percent(points: &Fraction, max: &Fraction) -> String {
    let share = if max.is_zero() { Fraction::one() } else { points.clone() / max.clone() };
    share.percent_down().to_string()
}

/// The name of whoever holds a key: `did:key:z…`.
fn did(key: &PublicKey) -> String {
    /// The code of Ed25519 public keys among all that such a name can hold.
    const ED25519: [u8; 2] = [0xed, 0x01];
    let bytes = [ED25519.as_slice(), key.bytes()].concat();
    format!("did:key:z{}", bs58::encode(bytes).into_string())
}

/// A name that is the same wherever it is made of the same parts: a UUID of
/// version 8 (RFC 9562) from a digest.
fn urn(parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join("\u{0}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(digit).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

fn digit(half: u8) -> char {
    char::from_digit(u32::from(half), 16).unwrap_or('0')
}

fn encoded(value: &Value) -> String {
    base64url(value.to_string().as_bytes())
}

fn decoded(part: &str) -> Option<Value> {
    serde_json::from_slice(&from_base64url(part)?).ok()
}
