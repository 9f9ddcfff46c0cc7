//! The command `coursewright`: hands its arguments to the library and exits with its status.

fn main() {}
