//! Everything that is tested without a browser, in one binary.

mod certificate;
mod cli;
mod completion;
mod courses;
mod disk;
mod draw;
mod examples;
mod golden;
mod growth;
mod guess;
mod hostile;
mod house;
mod paper;
mod progress;
mod record;
mod records_cli;
mod release;
mod scenario;
mod scoring;
mod sealed;
mod serve;
mod sets;
mod warm;
