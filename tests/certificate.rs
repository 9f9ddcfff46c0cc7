//! Records that an organisation signs: what is signed, and that nothing else fits.

use std::collections::BTreeSet;
use std::path::Path;

use coursewright::model::Validity;
use coursewright::record::{
    Certificate, Claim, Document, Moment, PrivateKey, Refusal, Reservation, Syllabus, canonical, credential,
    examine, jwt, open, read_unsealed,
};
use serde_json::{Value, json};

use crate::record::{QUIZ, project, record, sealed};

/// The key of the examples; nobody should trust it.
fn key() -> PrivateKey {
    PrivateKey::from_seed(std::array::from_fn(|index| u8::try_from(index).expect("a byte")))
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).expect("a time")
}

/// What speaks against a record after a change, and the certificate for it.
fn certified(
    change: impl Fn(&mut Value),
    seal: bool,
    today: &str,
) -> (Vec<Reservation>, Option<Certificate>) {
    let curriculum = project(QUIZ, "valid_for: 12 months\n");
    let syllabus = Syllabus::new(&curriculum);
    let mut file = record(&curriculum);
    change(&mut file);
    let file = if seal { sealed(file) } else { file };
    let (read, altered) = read_unsealed(file.to_string().as_bytes()).expect("a record");
    let examined = examine(read, &syllabus);
    let found = examined.found.as_ref().expect("there is such a course");
    let taught = syllabus.course("desk").expect("there is such a course");
    let warning = Validity::parse("30 days").expect("a length");
    let standing = found.standing(taught, today.parse().expect("a day"), warning);
    let claim = Claim { record: &examined.record, altered, found, taught, standing: &standing };
    let certificate = claim.certify("Example Ltd", moment("2026-11-27T10:00:00.000Z"), &key());
    (claim.reservations(), certificate)
}

fn certificate() -> Certificate {
    let (against, certificate) = certified(|_| {}, true, "2026-11-27");
    assert_eq!(against, []);
    certificate.expect("it names somebody")
}

/// The example that the page which checks certificates is held to as well.
fn vector() -> (std::path::PathBuf, Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/record/certificate.json");
    let text = std::fs::read_to_string(&path).expect("the example can be read");
    (path, serde_json::from_str(&text).expect("the example is JSON"))
}

#[test]
fn the_example_is_what_is_signed_byte_by_byte() {
    let certificate = certificate();
    let example = json!({
        "about": "An example for all who check certificates: `signed` is the text whose UTF-8 bytes are signed, \
                  `jwt` the same as an Open Badges 3.0 credential. The key is made of the bytes 0 to 31.",
        "certificate": certificate,
        "signed": certificate.signed_text(),
        "publicKey": key().public().to_string(),
        "jwt": jwt(&certificate, &key(), Some("https://training.example.org/")),
    });
    let (path, expected) = vector();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, format!("{example:#}\n")).expect("the example can be written");
        return;
    }
    assert_eq!(example, expected);
}

#[test]
fn the_example_can_be_checked_with_what_stands_in_it() {
    let (_, example) = vector();
    let mut certificate = example["certificate"].clone();
    let Ok(Document::Certificate(read, key)) = open(certificate.to_string().as_bytes()) else {
        panic!("it is a certificate");
    };
    assert_eq!(key.to_string(), example["publicKey"]);
    assert_eq!(read.signed_text(), example["signed"]);
    let signature = certificate.as_object_mut().expect("an object").remove("signature").expect("a signature");
    assert_eq!(canonical(&certificate), example["signed"]);
    assert!(key.has_signed(canonical(&certificate).as_bytes(), signature.as_str().expect("a text")));
    let jwt = example["jwt"].as_str().expect("a text");
    assert!(matches!(open(format!("{jwt}\n").as_bytes()), Ok(Document::Badge(_, by)) if by == key));
}

/// Every place in a value where a text, a number or a truth stands.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                leaves(value, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                leaves(value, &format!("{at}/{index}"), found);
            }
        }
        _ => found.push(at.to_owned()),
    }
}

#[test]
fn whatever_is_changed_in_a_certificate_is_caught() {
    let whole = json!(certificate());
    let mut places = Vec::new();
    leaves(&whole, "", &mut places);
    assert!(places.len() >= 17, "{places:?}");
    for place in places {
        let mut changed = whole.clone();
        let value = changed.pointer_mut(&place).expect("a place");
        *value = match value {
            Value::String(text) if text.ends_with('1') => json!(format!("{}2", &text[..text.len() - 1])),
            Value::String(text) => {
                json!(format!("{}1", &text[..text.len() - text.chars().last().map_or(0, char::len_utf8)]))
            }
            Value::Number(number) => json!(number.as_u64().unwrap_or_default() + 1),
            _ => json!("x"),
        };
        assert!(open(changed.to_string().as_bytes()).is_err(), "{place}");
    }
    let mut more = whole.clone();
    more["note"] = json!("x");
    assert!(matches!(open(more.to_string().as_bytes()), Err(Refusal::Malformed { .. })));
    let mut resigned = whole;
    resigned["learner"]["name"] = json!("Eve");
    assert!(matches!(open(resigned.to_string().as_bytes()), Err(Refusal::Unsigned)));
}

#[test]
fn what_speaks_against_a_record_stands_in_its_certificate() {
    let against = |change: fn(&mut Value), seal: bool, today: &str| {
        let (against, certificate) = certified(change, seal, today);
        assert_eq!(certificate.expect("it names somebody").accepted, against);
        against
    };
    assert_eq!(
        against(|file| file["learner"]["name"] = json!("Eve"), false, "2026-11-27"),
        [Reservation::Altered]
    );
    assert_eq!(
        against(|file| file["entries"][1]["questions"][1]["response"] = json!("29"), true, "2026-11-27"),
        [Reservation::Marks]
    );
    assert_eq!(
        against(|file| drop(file["entries"].as_array_mut().expect("a list").pop()), true, "2026-11-27"),
        [Reservation::Incomplete]
    );
    assert_eq!(against(|_| {}, true, "2028-01-01"), [Reservation::Expired]);
    let other = |file: &mut Value| {
        for entry in file["entries"].as_array_mut().expect("a list") {
            entry["release"] = json!("0".repeat(64));
        }
    };
    assert_eq!(against(other, true, "2026-11-27"), [Reservation::Superseded]);
    assert_eq!(certified(|file| file["learner"] = Value::Null, true, "2026-11-27").1, None);
    assert_eq!(certified(|file| file["learner"]["name"] = json!("  "), true, "2026-11-27").1, None);
}

/// The names that Open Badges 3.0 gives to what each thing has (its JSON Schema
/// for `OpenBadgeCredential`), and those of them that must be there.
const FIELDS: [(&str, &[&str], &[&str]); 9] = [
    (
        "",
        &["@context", "id", "type", "issuer", "validFrom", "credentialSubject"],
        &[
            "name",
            "description",
            "image",
            "evidence",
            "validUntil",
            "proof",
            "credentialSchema",
            "credentialStatus",
            "refreshService",
            "termsOfUse",
            "awardedDate",
            "endorsement",
            "endorsementJwt",
        ],
    ),
    (
        "/issuer",
        &["id", "type"],
        &[
            "name",
            "url",
            "phone",
            "description",
            "endorsement",
            "endorsementJwt",
            "image",
            "email",
            "address",
            "otherIdentifier",
            "official",
            "parentOrg",
            "familyName",
            "givenName",
            "additionalName",
            "patronymicName",
            "honorificPrefix",
            "honorificSuffix",
            "familyNamePrefix",
            "dateOfBirth",
        ],
    ),
    (
        "/credentialSubject",
        &["type", "achievement"],
        &[
            "id",
            "activityEndDate",
            "activityStartDate",
            "creditsEarned",
            "identifier",
            "image",
            "licenseNumber",
            "narrative",
            "result",
            "role",
            "source",
            "term",
        ],
    ),
    ("/credentialSubject/identifier/0", &["type", "hashed", "identityHash", "identityType"], &["salt"]),
    (
        "/credentialSubject/achievement",
        &["id", "type", "criteria", "description", "name"],
        &[
            "alignment",
            "achievementType",
            "creator",
            "creditsAvailable",
            "endorsement",
            "endorsementJwt",
            "fieldOfStudy",
            "humanCode",
            "image",
            "inLanguage",
            "otherIdentifier",
            "related",
            "resultDescription",
            "specialization",
            "tag",
            "version",
        ],
    ),
    ("/credentialSubject/achievement/criteria", &[], &["id", "narrative"]),
    (
        "/credentialSubject/achievement/resultDescription/0",
        &["id", "type", "name", "resultType"],
        &[
            "alignment",
            "allowedValue",
            "requiredLevel",
            "requiredValue",
            "rubricCriterionLevel",
            "valueMax",
            "valueMin",
        ],
    ),
    (
        "/credentialSubject/result/0",
        &["type"],
        &["achievedLevel", "alignment", "resultDescription", "status", "value"],
    ),
    ("/evidence/0", &["type"], &["id", "narrative", "name", "description", "genre", "audience"]),
];

#[test]
fn a_credential_has_the_fields_of_open_badges_and_no_others() {
    let credential = credential(&certificate(), &key().public(), Some("https://training.example.org/"));
    let mut seen = 0;
    for (at, required, optional) in FIELDS {
        let thing = credential.pointer(at).and_then(Value::as_object).expect(at);
        let names: BTreeSet<&str> = thing.keys().map(String::as_str).collect();
        for name in required {
            assert!(names.contains(name), "{at}/{name} is missing");
        }
        let known: BTreeSet<&str> = required.iter().chain(optional).copied().collect();
        assert_eq!(names.difference(&known).collect::<Vec<_>>(), [&""; 0], "{at}");
        seen += names.len();
    }
    assert_eq!(seen, 41, "every thing in it was looked at");
    assert_eq!(credential["@context"][0], "https://www.w3.org/ns/credentials/v2");
    assert_eq!(credential["type"], json!(["VerifiableCredential", "OpenBadgeCredential"]));
    assert_eq!(credential["validFrom"], "2026-11-27T10:00:00.000Z");
    assert_eq!(credential["validUntil"], "2027-11-20T23:59:59Z");
    assert_eq!(credential["credentialSubject"]["result"][0]["value"], "100");
    assert_eq!(
        credential["credentialSubject"]["result"][0]["resultDescription"],
        credential["credentialSubject"]["achievement"]["resultDescription"][0]["id"]
    );
    assert!(credential["issuer"]["id"].as_str().is_some_and(|id| id.starts_with("did:key:z6Mk")));
}

#[test]
fn a_jwt_names_its_key_and_says_what_the_credential_says() {
    let text = jwt(&certificate(), &key(), None);
    let Ok(Document::Badge(claims, by)) = open(text.as_bytes()) else { panic!("it is a credential") };
    assert_eq!(by, key().public());
    assert_eq!(claims["iss"], claims["issuer"]["id"]);
    assert_eq!(claims["jti"], claims["id"]);
    assert_eq!(claims["sub"], claims["credentialSubject"]["id"]);
    assert_eq!(claims["nbf"], 1_795_773_600);
    assert_eq!(claims["exp"], 1_826_755_199);
    assert!(open(b"eyJhbGciOiJub25lIn0.e30.").is_err(), "a JWT that nobody signed");
}

#[test]
fn whatever_is_changed_in_a_jwt_is_caught() {
    let text = jwt(&certificate(), &key(), None);
    for at in 0..text.len() {
        let mut letters = text.clone().into_bytes();
        letters[at] = if letters[at] == b'A' { b'B' } else { b'A' };
        assert!(open(&letters).is_err(), "letter {at}");
    }
}

#[test]
fn a_jwt_counts_from_the_very_time_that_its_credential_names() {
    let certificate = Certificate { issued: moment("2026-11-27T10:00:00.999Z"), ..certificate() };
    let text = jwt(&certificate, &key(), None);
    let Ok(Document::Badge(claims, _)) = open(text.as_bytes()) else { panic!("it is a credential") };
    let from = moment(claims["validFrom"].as_str().expect("a time"));
    assert_eq!(from, moment("2026-11-27T10:00:00.000Z"));
    assert_eq!(claims["nbf"], from.0.as_second());
}
