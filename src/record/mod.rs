//! Learners' completion records: read, re-mark, gather.
//!
//! A record is the learner's own file, so nothing in it is believed: the chain
//! of digests says whether it is whole, the course itself whether its marks
//! agree with the rule. What that cannot show is said as plainly: who sat at
//! the desk.
//!
//! Nothing here reads a disk or a clock. Files come as bytes, today's date is
//! an argument.

mod badge;
mod canonical;
mod certificate;
mod chain;
mod csv;
mod examine;
mod file;
mod key;
mod marking;
mod open;
mod read;
mod remark;
mod roster;
mod standing;
mod syllabus;
mod value;

pub use badge::{credential, jwt};
pub use canonical::{canonical, check_code, sha256};
pub use certificate::{
    CERTIFICATE_FORMAT, CERTIFICATE_VERSION, Certificate, Certified, Claim, Issuer, Reservation,
};
pub use chain::seal;
pub use csv::csv;
pub use examine::{Examined, Found, Misfit, examine};
pub use file::{
    Answer, Asked, Attempt, Attestation, Confidence, CourseName, Entry, FORMAT, Learner, Opened, RecordFile,
    Sure, VERSION,
};
pub use key::{PrivateKey, PublicKey};
pub use marking::{Marked, MarkedAttempt, Unmarked, mark, marks_csv};
pub use open::{Document, open};
pub use read::{Altered, LIMIT, Refusal, read, read_unsealed};
pub use remark::{Disagreement, Marks, Remarked, Unverified};
pub use roster::{Fault, Gathering, Roster, Row};
pub use standing::{Standing, State, after, standing};
pub use syllabus::{Done, Syllabus, Taught};
pub use value::{Day, Exact, Moment, Release, Required};

/// The JSON Schemas of what is read and written here, by name.
pub fn schemas() -> Vec<(&'static str, serde_json::Value)> {
    vec![
        ("record", schemars::schema_for!(RecordFile).to_value()),
        ("certificate", schemars::schema_for!(Certificate).to_value()),
    ]
}
