//! Everything that is tested without a browser, in one binary.

mod disk;
mod golden;
mod house;
mod warm;
