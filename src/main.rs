//! The command `coursewright`: hands its arguments to the library and exits with its status.

use std::process::ExitCode;

/// Frees and gives small pieces of memory faster than most systems' own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    coursewright::cli::run(std::env::args_os())
}
