//! Everything that is tested without a browser, in one binary.

mod cli;
mod disk;
mod examples;
mod golden;
mod hostile;
mod house;
mod serve;
mod warm;
