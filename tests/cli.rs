//! The command line as a person meets it: what it prints, and its exit status.

#![expect(clippy::needless_raw_string_hashes, reason = "the form in which snapbox writes what it saw")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{self, Stdio};
use std::time::{Duration, SystemTime};

use coursewright::cli::rules;
use snapbox::cmd::{Command, OutputAssert};
use snapbox::str;
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder can be made")
}

/// Runs `coursewright` with `arguments`, written with spaces between them, in the folder `at`.
fn run(at: &Path, arguments: &str) -> OutputAssert {
    Command::new(env!("CARGO_BIN_EXE_coursewright"))
        .current_dir(at)
        .args(arguments.split_whitespace())
        .assert()
}

/// A new project with the file `path` changed by `edit`.
fn project(path: &str, edit: impl Fn(&str) -> String) -> TempDir {
    let at = folder();
    run(at.path(), "new .").success();
    let file = at.path().join("content").join(path);
    let text = fs::read_to_string(&file).expect("the starter has this file");
    let edited = edit(&text);
    assert_ne!(text, edited, "the edit changes nothing in {path}");
    fs::write(&file, edited).expect("the file can be written");
    at
}

const QUIZ: &str = "01-data-requests/01-when-a-customer-asks/quiz.yml";

/// A project whose quiz has a question without a right option.
fn faulty() -> TempDir {
    project(QUIZ, |quiz| quiz.replace("        correct: true\n", ""))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the output is UTF-8")
}

#[test]
fn check_says_what_the_paths_of_scenarios_come_to() {
    let kind = coursewright::question::KINDS.iter().find(|kind| kind.name == "scenario");
    let example = kind.expect("the kind exists").example.replace('\n', "\n  ");
    let at = project(QUIZ, |quiz| quiz.replace("questions:\n", &format!("questions:\n  {example}\n")));
    run(at.path(), "check").success().stderr_eq(str![[r#"
No problems found.
Scenario `money-back`: 3 paths through 4 scenes, worth from 0 to 2 (content/01-data-requests/01-when-a-customer-asks/quiz.yml)
Checked 1 course, 1 module, 4 questions in [..] s

"#]]);
    let above = at.path().parent().expect("a folder stands in another");
    let name = at.path().file_name().expect("a folder has a name").to_string_lossy().into_owned();
    let shown = run(above, &format!("check --root {name}")).success();
    let shown = text(&shown.get_output().stderr);
    assert!(shown.contains(&format!("({name}/content/{QUIZ})")), "{shown}");
    assert_eq!(text(&run(at.path(), "check --format github").success().get_output().stderr), "");
}

#[test]
fn where_nothing_changed_nothing_is_written() {
    let at = folder();
    run(at.path(), "new .").success();
    for file in walkdir::WalkDir::new(at.path().join("content")).into_iter().map(Result::unwrap) {
        if file.file_type().is_file() {
            let minute_ago = SystemTime::now() - Duration::from_mins(1);
            let file = fs::File::options().write(true).open(file.path()).expect("a file of the starter");
            file.set_modified(minute_ago).expect("a time can be set");
        }
    }
    let built = |arguments: &str| text(&run(at.path(), arguments).success().get_output().stderr);
    assert!(built("build").contains("Built site/: 1 course"));
    let marker = at.path().join("site/.coursewright");
    let before = fs::metadata(&marker).expect("a marker").modified().expect("a time");
    let said = built("build");
    assert_eq!(
        said,
        "Nothing has changed since site/ was built: 1 course, 1 module, 3 questions, 10 pages\n"
    );
    assert_eq!(fs::metadata(&marker).expect("a marker").modified().expect("a time"), before);
    let json = run(at.path(), "build --format json").success();
    assert_eq!(
        text(&json.get_output().stdout).trim(),
        text(&run(at.path(), "check --format json").get_output().stdout).trim()
    );
    let index = at.path().join("site/index.html");
    let page = fs::read(&index).expect("a page");
    fs::write(&index, "by hand").expect("a page");
    assert!(built("build").contains("Built site/"));
    assert_eq!(fs::read(&index).expect("a page"), page);
}

#[test]
fn every_command_explains_itself_with_an_example() {
    let at = folder();
    for command in ["build", "check", "serve", "new", "review", "record", "mark", "explain", "schema"] {
        let shown = run(at.path(), &format!("{command} --help")).success();
        let shown = text(&shown.get_output().stdout);
        assert!(shown.contains(&format!("Usage: coursewright {command}")), "{shown}");
        assert!(shown.contains("Examples:\n  coursewright "), "{shown}");
    }
    run(at.path(), "--help").success().stdout_eq(str![[r#"
Turns Markdown training modules and YAML quizzes into a static site with scored self-assessments

Usage: coursewright[EXE] <COMMAND>

Commands:
  build    Write the site, or its quizzes as papers to print
  check    Look for mistakes without writing anything
  serve    Show the site in the browser while you write
  new      Start a project: a small course that works, to change into your own
  review   Say how long and how hard each module is, and what is due for review
  record   Check learners' records, and gather them into a register
  mark     Mark the answers that learners gave to sealed quizzes
  explain  Say how a kind of question is written, or more about a finding
  schema   Print the JSON schemas from which editors complete and check YAML
  help     Print this message or the help of the given subcommand(s)

Options:
  -h, --help     Print help
  -V, --version  Print version

Examples:
  coursewright new my-training               start a project
  coursewright serve --open                  see it in the browser while you write
  coursewright check                         look for mistakes
  coursewright build                         write the site to the folder `site`
  coursewright explain no-correct-option     say more about a finding

"#]]);
}

#[test]
fn review_tells_lengths_grades_and_what_is_due() {
    let at = project("01-data-requests/01-when-a-customer-asks/index.md", |page| {
        page.replacen(
            "# reviewed: 2026-11-23\n# review_by: 2027-05-31\n",
            "reviewed: 2026-11-23\nreview_by: 2027-05-31\n",
            1,
        )
    });
    let shown = |arguments: &str, status| text(&run(at.path(), arguments).code(status).get_output().stdout);
    let quiet = shown("review --today 2027-04-30", 0);
    assert!(quiet.starts_with("                            pages  words"), "{quiet}");
    assert!(quiet.contains(" 2027-05-31\n") && !quiet.contains("due for review"), "{quiet}");
    let soon = shown("review --today 2027-05-01", 0);
    assert!(soon.contains("2027-05-31 soon\n\n1 module is soon due for review.\n"), "{soon}");
    assert_eq!(shown("review --today 2027-05-01 --warn 1week", 0), quiet);
    assert!(shown("review --today 2027-05-31", 0).contains("2027-05-31 soon\n"));
    let over = shown("review --today 2027-06-01", 1);
    assert!(over.contains("2027-05-31 overdue\n\n1 module is overdue for review.\n"), "{over}");
    run(at.path(), "review --today 2027-02-30").code(2);
}

#[test]
fn the_version_is_the_package_s() {
    let version = format!("coursewright {}\n", env!("CARGO_PKG_VERSION"));
    run(folder().path(), "--version").success().stdout_eq(version);
}

#[test]
fn a_command_that_does_not_exist_is_a_usage_error_with_a_suggestion() {
    run(folder().path(), "bild").code(2).stderr_eq(str![[r#"
error: unrecognized subcommand 'bild'

  tip: a similar subcommand exists: 'build'

Usage: coursewright[EXE] <COMMAND>

For more information, try '--help'.

"#]]);
    run(folder().path(), "build --deny errors").code(2);
}

#[test]
fn every_kind_of_question_is_explained_with_an_example_that_holds() {
    for kind in coursewright::question::KINDS {
        let at = folder();
        let shown = run(at.path(), &format!("explain {}", kind.name)).success();
        let shown = text(&shown.get_output().stdout);
        let example = shown.split_once("- id: ").expect("it has an example").1;
        assert!(shown.contains(&format!("type: {}\n", kind.name)), "{shown}");
        assert!(!example.is_empty());
    }
    let shown = run(folder().path(), "explain").success();
    let shown = text(&shown.get_output().stdout);
    assert!(shown.starts_with("Kinds of question:\n\nsingle-choice "), "{shown}");
    assert!(shown.contains("\nWhat can be wrong:\n\nabsolute-link "), "{shown}");
}

#[test]
fn a_rule_is_explained_with_an_example() {
    let at = folder();
    run(at.path(), "explain no-correct-option").success().stdout_eq(str![[r#"
no-correct-option (error)

[..]
...
Wrong:

...
Right:

...
"#]]);
    run(at.path(), "explain no-corect-option").code(2).stdout_eq("").stderr_eq(str![[r#"
error: there is no rule and no kind of question `no-corect-option`
 = help: did you mean `no-correct-option`? `coursewright explain` lists all names

"#]]);
}

#[test]
fn every_rule_is_listed_once_and_can_be_explained() {
    let at = folder();
    let shown = run(at.path(), "explain").success();
    let shown = text(&shown.get_output().stdout);
    let (_, shown) = shown.split_once("What can be wrong:\n\n").expect("rules come after the kinds");
    let listed: Vec<&str> = shown.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let codes: Vec<&str> = rules().iter().map(|rule| rule.code).collect();
    assert_eq!(listed, codes);
    let mut once = codes.clone();
    once.dedup();
    assert_eq!(once, codes);
    for rule in rules() {
        let hyphened = rule.code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        assert!(hyphened, "{}", rule.code);
        assert!(rule.explain.trim_end().ends_with('.'), "{} is explained in sentences", rule.code);
    }
}

#[test]
fn a_new_project_has_nothing_to_find() {
    let at = folder();
    run(at.path(), "new my-training").success().stdout_eq(str![[r#"
Started a project in `my-training`.

Next:
  cd my-training
  coursewright serve --open    see it in the browser while you write
  coursewright build           write the site to the folder `site`

The README.md in it says what stands where.

"#]]);
    run(at.path(), "check --root my-training --deny warnings").success().stdout_eq("").stderr_eq(str![[r#"
No problems found.
Checked 1 course, 1 module, 3 questions in [..] s

"#]]);
    let left = fs::read_dir(at.path()).expect("the folder can be read").count();
    assert_eq!(left, 1, "nothing but the project is left");
}

#[test]
fn a_new_project_tells_editors_the_schema_of_each_file() {
    let at = folder();
    run(at.path(), "new .").success();
    let settings = fs::read_to_string(at.path().join(".vscode/settings.json")).expect("settings");
    let settings: serde_json::Value = serde_json::from_str(&settings).expect("settings are JSON");
    let schemas = settings["yaml.schemas"].as_object().expect("schemas are mapped to files");
    assert_eq!(schemas.len(), 5);
    for schema in schemas.keys() {
        assert!(at.path().join(schema).is_file(), "{schema}");
    }
}

#[test]
fn a_new_project_never_mixes_with_what_is_there() {
    let at = folder();
    fs::write(at.path().join("mine.txt"), "mine").expect("a file can be written");
    run(at.path(), "new .").code(2).stderr_eq(str![[r#"
error: `.` is not empty
 = help: choose a folder that does not exist yet

"#]]);
    run(at.path(), "new mine.txt").code(2).stderr_eq(str![[r#"
error: `mine.txt` is a file, not a folder
 = help: choose a folder that does not exist yet

"#]]);
    let left = fs::read_dir(at.path()).expect("the folder can be read").count();
    assert_eq!(left, 1);
}

#[test]
fn a_folder_without_a_project_says_how_to_get_one() {
    for command in ["check", "build", "serve"] {
        run(folder().path(), command).code(2).stdout_eq("").stderr_eq(str![[r#"
error: there is no folder `content` in `[..]`
 = help: go to the folder of your project, name it with `--root DIR`, or start one with `coursewright new DIR`

"#]]);
    }
}

#[test]
fn a_mistake_is_shown_with_its_place_and_a_way_out() {
    let at = faulty();
    run(at.path(), "check").code(1).stdout_eq("").stderr_eq(str![[r#"
error[no-correct-option]: [..]
  --> content/01-data-requests/01-when-a-customer-asks/quiz.yml:[..]
...
   = help: [..]

1 error in 1 file
To read more about a finding: coursewright explain no-correct-option

"#]]);
}

#[test]
fn one_mistake_is_one_finding() {
    let page = "01-data-requests/01-when-a-customer-asks/index.md";
    let course = "01-data-requests/course.yml";
    for (file, right, wrong, code) in [
        (QUIZ, "correct: true", "corect: true", "unknown-key"),
        (QUIZ, "type: numeric", "type: nummeric", "unknown-value"),
        (QUIZ, "source: gdpr-15", "source: gdpr-16", "unknown-source"),
        (QUIZ, "pass: 2/3", "pass: most", "not-a-pass-mark"),
        (page, "{{question: spoken-request}}", "{{question: spoken}}", "unknown-question"),
        (page, "(02-the-clock.md)", "(02-clock.md)", "broken-link"),
        (page, "::: scenario", "::: scenery", "unknown-block"),
        (course, "  recognise-request:", "  recognize-request:", "unknown-objective"),
        ("site.yml", "language: en", "langauge: en", "unknown-key"),
    ] {
        let at = project(file, |text| text.replace(right, wrong));
        let shown = run(at.path(), "check --format json").code(1);
        let json: serde_json::Value = serde_json::from_slice(&shown.get_output().stdout).expect("JSON");
        let found = json["diagnostics"].as_array().expect("a list");
        let codes: BTreeSet<&str> = found.iter().filter_map(|finding| finding["code"].as_str()).collect();
        assert_eq!(codes, BTreeSet::from([code]), "{wrong}: {found:#?}");
    }
}

#[test]
fn paths_can_be_opened_from_where_the_command_was_given() {
    let at = faulty();
    let above = at.path().parent().expect("the folder stands in another");
    let name = at.path().file_name().and_then(|name| name.to_str()).expect("a plain name");
    let shown = run(above, &format!("check --format github --root ./{name}")).code(1);
    let shown = text(&shown.get_output().stdout);
    assert!(shown.starts_with(&format!("::error file={name}/content/01-data-requests/")), "{shown}");
}

#[test]
fn machines_get_their_form_on_the_standard_output() {
    let at = faulty();
    let shown = run(at.path(), "check --format json").code(1).stderr_eq("");
    let json: serde_json::Value = serde_json::from_slice(&shown.get_output().stdout).expect("JSON");
    assert_eq!(json["errors"], 1);
    assert_eq!(json["diagnostics"][0]["code"], "no-correct-option");
    let shown = run(at.path(), "check --format sarif").code(1).stderr_eq("");
    let sarif: serde_json::Value = serde_json::from_slice(&shown.get_output().stdout).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "no-correct-option");
}

#[test]
fn a_warning_stops_nothing_unless_it_is_denied() {
    let at = project("site.yml", |site| site.to_owned() + "# edited\n");
    fs::write(at.path().join("content/unused.png"), "not shown anywhere").expect("a file can be written");
    run(at.path(), "check").success();
    run(at.path(), "check --deny warnings").code(1);
}

#[test]
fn a_site_is_written_only_when_nothing_is_wrong() {
    let at = folder();
    run(at.path(), "new .").success();
    run(at.path(), "build").success().stdout_eq("").stderr_eq(str![[r#"
Built site/: 1 course, 1 module, 3 questions, 10 pages in [..] s

"#]]);
    assert!(at.path().join("site/index.html").is_file());
    let at = faulty();
    let shown = run(at.path(), "build --out public").code(1);
    assert!(text(&shown.get_output().stderr).ends_with("Nothing was written.\n"));
    assert!(!at.path().join("public").exists());
}

#[test]
fn papers_are_written_in_place_of_the_site() {
    let at = folder();
    run(at.path(), "new .").success();
    run(at.path(), "build --paper").success().stdout_eq("").stderr_eq(str![[r#"
Built paper/: 1 paper in [..] s

"#]]);
    let module = at.path().join("paper/data-requests/when-a-customer-asks");
    assert!(module.join("quiz.html").is_file() && !module.join("quiz-key.html").exists());
    assert!(!at.path().join("site").exists());
    run(at.path(), "build --paper --variants 2 --answers --seed 12 --out print").success().stderr_eq(str![[
        r#"
Built print/: 2 papers, 2 answer keys in [..] s

"#
    ]]);
    let module = at.path().join("print/data-requests/when-a-customer-asks");
    for name in ["quiz-a.html", "quiz-a-key.html", "quiz-b.html", "quiz-b-key.html"] {
        let page = fs::read_to_string(module.join(name)).expect("it is written");
        assert!(page.contains("Seed 12"), "{name}");
    }
    let ignored = fs::read_to_string(at.path().join(".gitignore")).expect("the starter has one");
    assert!(ignored.lines().any(|line| line == "/paper/"), "papers are made, not kept");
}

#[test]
fn what_papers_cannot_be_made_of_is_said() {
    let at = folder();
    run(at.path(), "new .").success();
    for (arguments, wrong) in [
        ("--paper --variants 0", "invalid value '0' for '--variants <N>': 0 is not in 1..=26"),
        ("--paper --variants 27", "invalid value '27' for '--variants <N>': 27 is not in 1..=26"),
        (
            "--paper --seed lucky",
            "invalid value 'lucky' for '--seed <SEED>': a seed is a whole number from 0 to 4294967295",
        ),
        ("--paper --seed 4294967296", "a seed is a whole number from 0 to 4294967295"),
        ("--answers", "the following required arguments were not provided:\n  --paper"),
        ("--variants 2", "the following required arguments were not provided:\n  --paper"),
        ("--seed 2", "the following required arguments were not provided:\n  --paper"),
    ] {
        let shown = run(at.path(), &format!("build {arguments}")).code(2).stdout_eq("");
        let shown = text(&shown.get_output().stderr);
        assert!(shown.contains(wrong), "{arguments}: {shown}");
    }
    fs::remove_file(at.path().join("content").join(QUIZ)).expect("the starter has a quiz");
    let page = at.path().join("content/01-data-requests/01-when-a-customer-asks/index.md");
    let text = fs::read_to_string(&page).expect("the starter has this page");
    fs::write(&page, text.replace("{{question: spoken-request}}", "")).expect("it can be written");
    run(at.path(), "build --paper").code(2).stdout_eq("").stderr_eq(str![[r#"
error: no module has a quiz, so there is nothing to print
 = help: write a `quiz.yml` into the folder of a module

"#]]);
}

#[test]
fn schemas_are_printed_and_written() {
    let at = folder();
    let shown = run(at.path(), "schema quiz").success();
    let quiz: serde_json::Value = serde_json::from_slice(&shown.get_output().stdout).expect("JSON");
    assert!(quiz["properties"]["questions"].is_object());
    run(at.path(), "schema --out schemas").success().stdout_eq(str![[r#"
schemas/site.json
schemas/course.json
schemas/page.json
schemas/quiz.json
schemas/bank.json
schemas/sources.json
schemas/glossary.json
schemas/record.json
schemas/certificate.json

"#]]);
    run(at.path(), "schema quizz").code(2).stderr_eq(str![[r#"
error: there is no schema `quizz`
 = help: did you mean `quiz`? the kinds are site, course, page, quiz, bank, sources, glossary, record, certificate

"#]]);
}

#[test]
fn shells_get_completions() {
    let shown = run(folder().path(), "completions bash").success();
    assert!(text(&shown.get_output().stdout).contains("coursewright"));
}

#[test]
fn a_reader_who_closes_the_pipe_is_no_failure() {
    let at = folder();
    for arguments in [["explain"].as_slice(), &["--help"], &["schema"], &["completions", "zsh"]] {
        let mut child = process::Command::new(env!("CARGO_BIN_EXE_coursewright"))
            .args(arguments)
            .current_dir(at.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("coursewright starts");
        drop(child.stdout.take());
        let ended = child.wait_with_output().expect("coursewright ends");
        assert!(ended.status.success(), "{arguments:?}: {}", text(&ended.stderr));
        assert_eq!(text(&ended.stderr), "", "{arguments:?}");
    }
}
