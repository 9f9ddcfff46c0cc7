//! Stretches of time as people read them.

use std::time::Duration;

/// How long something took: `0.004 s`, `0.41 s`, `41.3 s`, `3 min 12 s`, `2 h 5 min`.
pub(super) fn took(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    match seconds {
        ..0.0095 => format!("{seconds:.3} s"),
        ..9.995 => format!("{seconds:.2} s"),
        ..59.95 => format!("{seconds:.1} s"),
        _ => whole(seconds.round()),
    }
}

/// How long something will take, from an estimate in seconds, in whole seconds
/// and never none: `1 s`, `3 min 12 s`, `2 h 5 min`.
pub(super) fn left(seconds: f64) -> String {
    whole(seconds.ceil().max(1.0))
}

/// Whole seconds; from an hour on, whole minutes.
fn whole(seconds: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole, and cut off at the top"
    )]
    let seconds = seconds as u64;
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{left, took};

    #[test]
    fn short_and_long_times_are_readable() {
        for (micros, text) in [
            (0, "0.000 s"),
            (3_600, "0.004 s"),
            (9_499, "0.009 s"),
            (9_500, "0.01 s"),
            (410_000, "0.41 s"),
            (9_994_000, "9.99 s"),
            (9_996_000, "10.0 s"),
            (41_340_000, "41.3 s"),
            (59_940_000, "59.9 s"),
            (59_960_000, "1 min 0 s"),
            (192_300_000, "3 min 12 s"),
            (3_599_600_000, "1 h 0 min"),
            (7_500_000_000, "2 h 5 min"),
        ] {
            assert_eq!(took(Duration::from_micros(micros)), text, "{micros}");
        }
    }

    #[test]
    fn the_time_left_is_never_too_short() {
        for (seconds, text) in
            [(0.0, "1 s"), (0.2, "1 s"), (2.1, "3 s"), (59.5, "1 min 0 s"), (191.2, "3 min 12 s")]
        {
            assert_eq!(left(seconds), text);
        }
    }
}
