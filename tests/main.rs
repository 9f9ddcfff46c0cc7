//! Everything that is tested without a browser, in one binary.

mod cli;
mod disk;
mod examples;
mod golden;
mod house;
mod serve;
mod warm;
