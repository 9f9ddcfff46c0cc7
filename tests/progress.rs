//! What people are told of work that goes on and that is done: counts, times,
//! and the line on a terminal.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A project with so many modules in one course, and one question each.
fn project(modules: usize) -> TempDir {
    let at = tempfile::tempdir().expect("a folder can be made");
    let write = |path: &str, text: &str| {
        let path = at.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    };
    write("site.yml", "title: Site\nid: site\n");
    write("a/course.yml", "title: Course\nsummary: Words.\nobjectives: { know: Know it. }\n");
    let words = "A request needs no form and no special words. ".repeat(40);
    for module in 1..=modules {
        write(
            &format!("a/m{module}/index.md"),
            &format!("---\ntitle: Module {module}\nobjectives: [know]\n---\n## Part\n\n{words}\n"),
        );
        let mut quiz = "title: Quiz\nquestions:\n".to_owned();
        writeln!(
            quiz,
            "  - {{ id: q, type: true-false, prompt: Is it?, answer: true, objective: know, explanation: It is. }}"
        )
        .expect("a string takes everything");
        write(&format!("a/m{module}/quiz.yml"), &quiz);
    }
    at
}

/// The command in the folder `at`, as on a terminal that is none of a robot's.
fn command(at: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_coursewright"));
    command.current_dir(at).args(arguments.split_whitespace());
    for name in ["CI", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm");
    command
}

/// What a command says on its standard error, into a pipe.
fn told(at: &Path, arguments: &str) -> String {
    let output = command(at, arguments).output().expect("the command runs");
    assert!(output.stdout.is_empty(), "{arguments}: {}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).expect("it is text")
}

/// The names at the beginnings of the lines of a table of times.
fn phases(table: &str) -> Vec<&str> {
    let rows = table.lines().filter_map(|line| line.strip_suffix(" s")?.split_once("  "));
    rows.map(|(name, _)| name).collect()
}

#[test]
fn the_summary_counts_with_digits_in_groups() {
    let at = project(2);
    let built = told(at.path(), "build");
    assert!(built.starts_with("Built site/: 1 course, 2 modules, 2 questions, 10 pages in "), "{built}");
    assert!(built.ends_with(" s\n"), "{built}");
    let one =
        "{ id: q, type: true-false, prompt: Is it?, answer: true, objective: know, explanation: It is. }";
    let many: String = (0..1_100).fold("title: Quiz\nquestions:\n".to_owned(), |quiz, number| {
        quiz + "  - " + &one.replace("id: q", &format!("id: q{number}")) + "\n"
    });
    fs::write(at.path().join("content/a/m1/quiz.yml"), many).expect("a file can be written");
    let checked = told(at.path(), "check");
    assert!(checked.contains("Checked 1 course, 2 modules, 1,101 questions in "), "{checked}");
}

#[test]
fn timings_name_each_phase_once() {
    let at = project(2);
    let (before, both) = (["Looking for files", "Reading and parsing", "Checking", "Planning"], "--timings");
    let built = told(at.path(), &format!("build {both}"));
    let all = [&before[..], &["Rendering and writing", "Publishing", "Total"]].concat();
    assert_eq!(phases(&built), all, "{built}");
    assert!(built.lines().last().is_some_and(|line| line.starts_with("Built site/: ")), "{built}");
    let checked = told(at.path(), &format!("check {both}"));
    assert_eq!(phases(&checked), [&before[..], &["Total"]].concat(), "{checked}");
    let again = told(at.path(), &format!("build --deny warnings {both}"));
    assert!(phases(&again) == all || phases(&again) == ["Looking for files", "Total"], "{again}");
    let papers = told(at.path(), &format!("build --paper --variants 2 {both}"));
    assert_eq!(phases(&papers), all, "{papers}");
    fs::write(at.path().join("content/a/m1/quiz.yml"), "title: [\n").expect("a file can be written");
    let refused = told(at.path(), &format!("build {both}"));
    assert_eq!(phases(&refused), [&before[..], &["Total"]].concat(), "{refused}");
    assert!(refused.ends_with("Nothing was written.\n"), "{refused}");
}

#[test]
fn machines_still_get_nothing_but_their_form() {
    let at = project(1);
    let output = command(at.path(), "check --timings --format json").output().expect("the command runs");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["errors"], 0);
    assert_eq!(phases(&String::from_utf8_lossy(&output.stderr)).len(), 5);
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
mod on_a_terminal {
    use std::fs::{File, OpenOptions};
    use std::io::Read as _;
    use std::process::{Command, Stdio};
    use std::thread;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    use super::{command, project};

    /// What a command writes to a terminal as its standard error.
    fn written(mut command: Command) -> String {
        let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&terminal).and_then(|()| unlockpt(&terminal)).expect("it can be used");
        let name = ptsname(&terminal, Vec::new()).expect("it has a name");
        let name = name.into_string().expect("it is a path");
        let end = OpenOptions::new().read(true).write(true).open(name).expect("it can be opened");
        let reading = thread::spawn(move || {
            let (mut terminal, mut bytes) = (File::from(terminal), Vec::new());
            // When the last writer has gone, Linux calls that an error.
            let _ = terminal.read_to_end(&mut bytes);
            String::from_utf8(bytes).expect("it is text")
        });
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(end);
        let status = command.spawn().and_then(|mut child| child.wait()).expect("the command runs");
        assert!(status.success());
        drop(command);
        reading.join().expect("it was read")
    }

    /// What stands on a terminal to which `text` was written.
    fn screen(text: &str) -> String {
        let (mut rows, mut column) = (vec![String::new()], 0);
        let mut rest = text.chars();
        while let Some(sign) = rest.next() {
            let row = rows.last_mut().expect("there is always a row");
            match sign {
                '\r' => column = 0,
                '\n' => rows.push(String::new()),
                '\u{1b}' => match rest.by_ref().find(char::is_ascii_alphabetic) {
                    Some('K') => *row = row.chars().take(column).collect(),
                    Some('h' | 'l' | 'm') => {}
                    other => panic!("what is {other:?} in {text:?}?"),
                },
                sign => {
                    *row =
                        row.chars().take(column).chain([sign]).chain(row.chars().skip(column + 1)).collect();
                    column += 1;
                }
            }
        }
        rows.join("\n")
    }

    #[test]
    fn long_work_draws_a_line_and_takes_it_away() {
        // Well above half a second on any machine, and each time into another folder,
        // so that there is something to do.
        let at = project(2_000);
        let long = |out: &str| {
            let mut command = command(at.path(), &format!("build --out {out}"));
            command.env("RAYON_NUM_THREADS", "1");
            command
        };
        let text = written(long("site"));
        let drawn: Vec<&str> = text.split("\u{1b}[?7l").skip(1).collect();
        assert!(
            drawn.iter().any(|line| line.contains(" of 2,000 modules, ") && line.contains(" left")),
            "{text:?}"
        );
        let shown = screen(&text);
        assert!(
            shown.starts_with("Built site/: 1 course, 2,000 modules, ") && shown.lines().count() == 1,
            "{shown}"
        );

        for (name, value) in [("NO_COLOR", "1"), ("TERM", "dumb"), ("CI", "true")] {
            let mut plain = long(name);
            plain.env(name, value);
            let text = written(plain);
            assert!(text.contains("Built ") && !text.contains("[K"), "{name}: {text:?}");
            assert!(!text.trim_end().contains('\r'), "{name}: {text:?}");
        }
        let piped = long("piped").output().expect("the command runs");
        let piped = String::from_utf8(piped.stderr).expect("it is text");
        assert!(!piped.trim_end().contains(|sign: char| sign.is_control()), "{piped:?}");
    }
}
