//! Tells people how far long work has come, and afterwards how long its phases
//! took.
//!
//! On a terminal one line is rewritten in place until the work ends, and then
//! taken away. Nothing is drawn for work that is soon done, into a pipe or a
//! log, or where `NO_COLOR` or `TERM=dumb` asks for plain text.

use std::env;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};
use clap::Args;

use super::duration::{left, took};
use super::output::note;
use crate::diag::{counted, grouped};
use crate::pipeline::Observer;

/// How long work lasts before it is worth a line.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long a line stands before it is written anew.
const TICK: Duration = Duration::from_millis(100);

/// The argument that asks for the time of each phase.
#[derive(Debug, Args)]
pub(super) struct Timed {
    /// Print how long each phase took, by the clock
    #[arg(long)]
    timings: bool,
}

impl Timed {
    /// Prints `timings` if they were asked for.
    pub(super) fn print(&self, timings: &Timings) -> io::Result<()> {
        if self.timings { note(&timings.table()) } else { Ok(()) }
    }
}

/// A stretch of the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Finding,
    Parsing,
    Checking,
    Planning,
    Writing,
    Publishing,
}

impl Phase {
    /// In the order in which they are done.
    const ALL: [Self; 6] =
        [Self::Finding, Self::Parsing, Self::Checking, Self::Planning, Self::Writing, Self::Publishing];

    /// What goes on.
    fn name(self) -> &'static str {
        match self {
            Self::Finding => "Looking for files",
            Self::Parsing => "Reading and parsing",
            Self::Checking => "Checking",
            Self::Planning => "Planning",
            Self::Writing => "Rendering and writing",
            Self::Publishing => "Publishing",
        }
    }
}

/// Work that goes on. When it is dropped, its line is gone from the terminal.
pub(super) struct Progress {
    state: Arc<State>,
    drawing: Option<(Sender<()>, JoinHandle<()>)>,
}

/// How far the work has come.
struct State {
    /// Each phase with its beginning, and how many modules it goes through.
    phases: Mutex<Vec<(Phase, Instant, usize)>>,
    /// How many of them are done.
    done: AtomicUsize,
}

impl Progress {
    /// Begins with a look for the files.
    pub(super) fn start() -> Self {
        let state = Arc::new(State {
            phases: Mutex::new(vec![(Phase::Finding, Instant::now(), 0)]),
            done: AtomicUsize::new(0),
        });
        let drawing = is_wanted().then(|| {
            let (stop, stopped) = mpsc::channel();
            let state = Arc::clone(&state);
            (stop, thread::spawn(move || draw(&stopped, || state.line(), &mut anstream::stderr())))
        });
        Self { state, drawing }
    }

    /// From now on the files are looked for once more.
    pub(super) fn finding(&self) {
        self.begin(Phase::Finding, 0);
    }

    /// From now on the site is put in its place.
    pub(super) fn publishing(&self) {
        self.begin(Phase::Publishing, 0);
    }

    /// Ends the work and takes its line away.
    pub(super) fn end(mut self) -> Timings {
        let now = Instant::now();
        self.clear();
        let phases = self.state.phases();
        let ends = phases.iter().skip(1).map(|(_, began, _)| *began).chain([now]);
        Timings(phases.iter().zip(ends).map(|((phase, began, _), end)| (*phase, end - *began)).collect())
    }

    fn begin(&self, phase: Phase, modules: usize) {
        let mut phases = self.state.phases();
        self.state.done.store(0, Ordering::Relaxed);
        phases.push((phase, Instant::now(), modules));
    }

    fn clear(&mut self) {
        if let Some((stop, drawing)) = self.drawing.take() {
            drop(stop);
            // A line that could not be drawn is no reason to stop the work.
            let _ = drawing.join();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

impl Observer for Progress {
    fn parsing(&self, modules: usize) {
        self.begin(Phase::Parsing, modules);
    }

    fn checking(&self) {
        self.begin(Phase::Checking, 0);
    }

    fn planning(&self) {
        self.begin(Phase::Planning, 0);
    }

    fn rendering(&self, modules: usize) {
        self.begin(Phase::Writing, modules);
    }

    fn module_done(&self) {
        self.state.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl State {
    fn line(&self) -> String {
        let phases = self.phases();
        let Some((phase, began, all)) = phases.last() else { return String::new() };
        line(*phase, self.done.load(Ordering::Relaxed), *all, began.elapsed())
    }

    /// The list is whole at any moment, so a thread that failed harmed nothing.
    fn phases(&self) -> MutexGuard<'_, Vec<(Phase, Instant, usize)>> {
        self.phases.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether somebody watches the standard error on a terminal that can rewrite a line.
fn is_wanted() -> bool {
    let stream = io::stderr();
    stream.is_terminal()
        && AutoStream::choice(&stream) != ColorChoice::Never
        && env::var_os("TERM").is_none_or(|term| term != "dumb")
        && env::var_os("CI").is_none()
}

/// Draws `line` again and again until `stopped`, and takes it away. It is cut
/// off at the edge of the terminal instead of being continued below, where it
/// could not be taken away.
fn draw(stopped: &Receiver<()>, line: impl Fn() -> String, out: &mut impl Write) {
    let mut pause = PATIENCE;
    let mut is_drawn = false;
    while stopped.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
        let drawn = write!(out, "\r\u{1b}[K\u{1b}[?7l{}\u{1b}[?7h", line()).and_then(|()| out.flush());
        if drawn.is_err() {
            return;
        }
        (pause, is_drawn) = (TICK, true);
    }
    if is_drawn {
        // Whether it could be taken away changes nothing for the work.
        let _ = write!(out, "\r\u{1b}[K").and_then(|()| out.flush());
    }
}

/// How far a phase is that began `spent` ago: modules done of all, rate, time left.
fn line(phase: Phase, done: usize, all: usize, spent: Duration) -> String {
    let mut text = phase.name().to_owned();
    if all == 0 {
        return text;
    }
    let mut say = |words: String| text.push_str(&words);
    say(format!(": {} of {}", grouped(done), counted(all, "module")));
    if done > 0 && done < all && !spent.is_zero() {
        let each = spent.as_secs_f64() / count(done);
        say(format!(", {} a second, {} left", rate(1.0 / each), left(each * count(all - done))));
    }
    text
}

/// Exact up to more modules than a disk can hold.
#[expect(clippy::cast_precision_loss, reason = "modules are fewer than 2^52")]
fn count(modules: usize) -> f64 {
    modules as f64
}

/// Something per second, with a decimal only where it is slow.
fn rate(per_second: f64) -> String {
    if per_second < 9.95 {
        return format!("{per_second:.1}");
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "positive, and cut off at the top"
    )]
    let whole = per_second.round() as usize;
    grouped(whole)
}

/// How long each phase took, in the order in which they began.
pub(super) struct Timings(Vec<(Phase, Duration)>);

impl Timings {
    /// How long all took.
    pub(super) fn total(&self) -> String {
        took(self.sum(|_| true))
    }

    fn sum(&self, is_meant: impl Fn(Phase) -> bool) -> Duration {
        self.0.iter().filter(|(phase, _)| is_meant(*phase)).map(|(_, took)| *took).sum()
    }

    /// A line for each phase that there was, and one for all together.
    fn table(&self) -> String {
        let phases = Phase::ALL.into_iter().filter(|phase| self.0.iter().any(|(other, _)| other == phase));
        let rows = phases.map(|phase| (phase.name(), self.sum(|other| other == phase)));
        let mut text = String::new();
        for (name, took) in rows.chain([("Total", self.sum(|_| true))]) {
            let written = writeln!(text, "{name:21} {:>9.3} s", took.as_secs_f64());
            debug_assert!(written.is_ok(), "a string takes everything");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_modules_rate_and_time_left() {
        let told = |done, all, millis| line(Phase::Parsing, done, all, Duration::from_millis(millis));
        assert_eq!(
            told(4_000, 10_000, 2_000),
            "Reading and parsing: 4,000 of 10,000 modules, 2,000 a second, 3 s left"
        );
        assert_eq!(
            told(1, 1_000, 2_000),
            "Reading and parsing: 1 of 1,000 modules, 0.5 a second, 33 min 18 s left"
        );
        assert_eq!(told(0, 1_000, 2_000), "Reading and parsing: 0 of 1,000 modules");
        assert_eq!(told(5, 1_000, 0), "Reading and parsing: 5 of 1,000 modules");
        assert_eq!(told(1_000, 1_000, 2_000), "Reading and parsing: 1,000 of 1,000 modules");
        assert_eq!(told(0, 1, 600), "Reading and parsing: 0 of 1 module");
        assert_eq!(told(0, 0, 600), "Reading and parsing");
        assert_eq!(line(Phase::Checking, 0, 0, TICK), "Checking");
    }

    #[test]
    fn only_slow_rates_have_a_decimal() {
        for (per_second, text) in [(3.06, "3.1"), (9.96, "10"), (1_234.5, "1,235")] {
            assert_eq!(rate(per_second), text);
        }
    }

    #[test]
    fn the_longest_line_fits_a_terminal() {
        let longest = line(Phase::Writing, 10_000, 99_999, Duration::from_secs(99));
        assert!(longest.chars().count() <= 80, "{longest}");
    }

    #[test]
    fn what_is_soon_done_draws_nothing() {
        let mut out = Vec::new();
        let (stop, stopped) = mpsc::channel();
        drop(stop);
        draw(&stopped, || "Parsing".to_owned(), &mut out);
        assert_eq!(out, b"");
    }

    #[test]
    fn a_line_is_drawn_in_place_and_taken_away() {
        let (stop, stopped) = mpsc::channel();
        let drawing = thread::spawn(move || {
            let mut out = Vec::new();
            draw(&stopped, || "Parsing".to_owned(), &mut out);
            out
        });
        thread::sleep(PATIENCE + TICK * 3);
        drop(stop);
        let out = String::from_utf8(drawing.join().expect("it is drawn")).expect("text");
        let drawn = "\r\u{1b}[K\u{1b}[?7lParsing\u{1b}[?7h";
        let times = out.matches(drawn).count();
        assert!((1..=4).contains(&times), "{out:?}");
        assert_eq!(out, drawn.repeat(times) + "\r\u{1b}[K");
    }

    #[test]
    fn a_phase_that_comes_twice_is_one_line_of_the_table() {
        let millis = |phase, millis| (phase, Duration::from_millis(millis));
        let timings = Timings(vec![
            millis(Phase::Finding, 4),
            millis(Phase::Planning, 1_200),
            millis(Phase::Writing, 192_000),
            millis(Phase::Planning, 34),
        ]);
        assert_eq!(
            timings.table(),
            "\
Looking for files         0.004 s
Planning                  1.234 s
Rendering and writing   192.000 s
Total                   193.238 s
"
        );
        assert_eq!(timings.total(), "3 min 13 s");
    }
}
