//! The commands about records, as a person meets them.

#![expect(clippy::needless_raw_string_hashes, reason = "the form in which snapbox writes what it saw")]

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use snapbox::cmd::{Command, OutputAssert};
use snapbox::str;
use tempfile::TempDir;

use crate::record::{QUIZ, files, project, record, sealed};

/// Runs `coursewright` with `arguments`, written with spaces between them, in the folder `at`.
fn run(at: &Path, arguments: &str) -> OutputAssert {
    Command::new(env!("CARGO_BIN_EXE_coursewright"))
        .current_dir(at)
        .args(arguments.split_whitespace())
        .assert()
}

/// A folder with a project whose course counts for a year.
fn folder() -> TempDir {
    let at = tempfile::tempdir().expect("a folder can be made");
    for (path, text) in files(QUIZ, "valid_for: 12 months\n") {
        let path = at.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
    at
}

/// Writes a record into the folder `at`, after a change.
fn write(at: &Path, name: &str, change: impl Fn(&mut Value)) {
    let mut file = record(&project(QUIZ, "valid_for: 12 months\n"));
    change(&mut file);
    fs::write(at.join(name), format!("{:#}\n", sealed(file))).expect("a file can be written");
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the output is UTF-8")
}

#[test]
fn the_commands_about_records_explain_themselves() {
    let at = folder();
    run(at.path(), "record").code(2);
    for command in ["verify", "roster"] {
        let shown = run(at.path(), &format!("record {command} --help")).success();
        let shown = text(&shown.get_output().stdout);
        assert!(shown.contains(&format!("Usage: coursewright record {command}")), "{shown}");
        assert!(shown.contains(&format!("Examples:\n  coursewright record {command}")), "{shown}");
    }
    run(at.path(), "record verify").code(2);
    run(at.path(), "record verify x.json --today tomorrow").code(2).stderr_eq(str![[r#"
error: invalid value 'tomorrow' for '--today <DATE>': write a day that exists, such as 2026-11-27

For more information, try '--help'.

"#]]);
}

#[test]
fn a_whole_record_is_told_with_what_it_shows_and_what_not() {
    let at = folder();
    write(at.path(), "ann.json", |_| {});
    run(at.path(), "record verify ann.json --today 2026-11-27").success().stdout_eq("").stderr_eq(str![[r#"
ann.json: whole
  Ann Example in “The desk” (desk)
  current: completed on 2026-11-20, counts up to and including 2027-11-20
  made under release [..], the present one

A whole record is as it was written when it was downloaded. That does not show who sat at the desk, and whoever writes a record anew can write anything into it.

"#]]);
}

#[test]
fn each_file_is_told_and_one_that_is_not_whole_is_found() {
    let at = folder();
    write(at.path(), "ann.json", |_| {});
    write(at.path(), "bob.json", |file| {
        file["learner"] = Value::Null;
        file["entries"][1]["questions"][1]["response"] = json!("29");
    });
    let whole = fs::read_to_string(at.path().join("ann.json")).expect("the record can be read");
    fs::write(at.path().join("eve.json"), whole.replace("\"index\"", "\"other\""))
        .expect("it can be written");
    fs::write(at.path().join("notes.txt"), "remember the milk").expect("it can be written");
    write(at.path(), "old.json", |file| file["course"]["id"] = json!("dask"));
    fs::create_dir(at.path().join("records")).expect("a folder can be made");
    let files = "ann.json bob.json eve.json notes.txt old.json none.json records";
    run(at.path(), &format!("record verify {files} --today 2027-11-21")).code(1).stdout_eq("").stderr_eq(str![[r#"
ann.json: whole
  Ann Example in “The desk” (desk)
  expired: completed on 2026-11-20, counted up to and including 2027-11-20
  made under release [..], the present one

bob.json: whole, but its marks are wrong
  no name given in “The desk” (desk)
  expired: completed on 2026-11-20, counted up to and including 2027-11-20
  made under release [..], the present one
  entry 2, an attempt at the quiz of `refunds`, 2026-11-20T09:05:00.000Z:
    the answer to `days` earned 1 by the record and 0 by the rule
    `points` is 4 in the record and 3 by the rule

eve.json: altered
  Ann Example in “The desk” (desk)
  entry 1 of 2 is not what was sealed (the page `refunds/other` opened, 2026-11-20T09:00:00.000Z), or else site, course or learner are not

notes.txt: no record
  this is no JSON, so it is no record: expected value at line 1 column 1

old.json: whole, but of no course here
  Ann Example in “The desk” (dask)
  this project has no course `dask`; the nearest is `desk`

none.json: no record
  it cannot be read: [..]

records: no record
  this is a folder; `coursewright record roster DIR` gathers the records in one

7 files: 1 whole; 1 whole, but its marks are wrong; 1 whole, but of no course here; 1 altered; 3 no record
A whole record is as it was written when it was downloaded. That does not show who sat at the desk, and whoever writes a record anew can write anything into it.

"#]]);
}

#[test]
fn other_programs_get_the_same_as_json() {
    let at = folder();
    write(at.path(), "ann.json", |_| {});
    fs::write(at.path().join("eve.json"), "{}").expect("it can be written");
    let shown =
        run(at.path(), "record verify ann.json --format json --today 2026-11-27").success().stderr_eq("");
    let shown: Value = serde_json::from_slice(&shown.get_output().stdout).expect("JSON");
    assert_eq!(shown["good"], true);
    let file = &shown["files"][0];
    assert_eq!(file["verdict"], "whole");
    assert_eq!(file["learner"], "Ann Example");
    assert_eq!(file["standing"]["state"], "current");
    assert_eq!(file["standing"]["expires"], "2027-11-20");
    assert_eq!(file["releases"][0]["taken"], "current");
    assert_eq!(file["attempts"][0]["points"], "4");
    let shown = run(at.path(), "record verify ann.json eve.json --format json").code(1);
    let shown: Value = serde_json::from_slice(&shown.get_output().stdout).expect("JSON");
    assert_eq!(shown["good"], false);
    assert_eq!(shown["files"][1]["verdict"], "unreadable");
    assert_eq!(shown["files"][1]["problem"], "this is no record of coursewright");
}

#[test]
fn records_are_held_only_against_a_project_without_errors() {
    let at = folder();
    write(at.path(), "ann.json", |_| {});
    fs::write(at.path().join("content/desk/01-refunds/quiz.yml"), "title: Quiz\n")
        .expect("it can be written");
    run(at.path(), "record verify ann.json").code(2).stderr_eq(str![[r#"
error: the project has errors, so no record can be held against it
 = help: `coursewright check` shows them

"#]]);
    run(at.path(), "record verify ann.json --root nowhere").code(2);
}

/// A folder of records in the folder of a project.
fn many() -> TempDir {
    let at = folder();
    let records = at.path().join("records");
    fs::create_dir_all(records.join("more")).expect("a folder can be made");
    write(&records, "ann.json", |_| {});
    write(&records, "bob.json", |file| {
        file["learner"]["name"] = json!("=Bob, \"B\"");
        file["entries"].as_array_mut().expect("a list").pop();
    });
    write(&records, "more/nobody.json", |file| file["learner"] = Value::Null);
    fs::write(records.join("broken.json"), "{").expect("it can be written");
    fs::write(records.join("notes.txt"), "no record, and not called one").expect("it can be written");
    at
}

/// The rows of a register without digests.
fn rows(at: &Path) -> Vec<String> {
    let csv = fs::read_to_string(at.join("register.csv")).expect("there is a register");
    let csv = csv.strip_prefix('\u{feff}').expect("the mark by which spreadsheets know UTF-8");
    assert!(csv.ends_with("\r\n"));
    let is_digest = |field: &&str| field.len() == 64 && field.bytes().all(|b| b.is_ascii_hexdigit());
    csv.lines()
        .map(|line| line.split(',').filter(|field| !is_digest(field)).collect::<Vec<_>>().join(","))
        .collect()
}

#[test]
fn records_are_gathered_into_a_register() {
    let at = many();
    run(at.path(), "record roster records --today 2027-11-01").code(1).stdout_eq("").stderr_eq(str![[r#"
broken.json: this is no JSON, so it is no record: EOF while parsing an object at line 1 column 1
4 files: 2 expiring, 1 incomplete, 1 not counted
Wrote register/register.csv and register/register.html in [..] s

"#]]);
    assert_eq!(
        rows(&at.path().join("register")),
        [
            "name,course,title,state,completed,expires,percent,release,record,files",
            ",desk,The desk,expiring,2026-11-20,2027-11-20,100,more/nobody.json",
            "\"'=Bob, \"\"B\"\"\",desk,The desk,incomplete,,,,bob.json",
            "Ann Example,desk,The desk,expiring,2026-11-20,2027-11-20,100,ann.json",
        ]
    );
    let page = fs::read_to_string(at.path().join("register/register.html")).expect("there is a page");
    for part in [
        "<p class=\"lead\">As of 1 November 2027, from 4 files</p>",
        "<th scope=\"row\">=Bob, &quot;B&quot;</th>",
        "<span class=\"register-state expiring\">Expiring</span> 2",
        "<td data-label=\"Counts until\">20 November 2027</td>",
        "<li><b>broken.json</b>: this is no JSON",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    assert!(!page.contains("<script"), "it works without");
}

#[test]
fn a_warning_may_come_earlier_or_later_and_the_register_stand_elsewhere() {
    let at = many();
    fs::remove_file(at.path().join("records/broken.json")).expect("it can be removed");
    let command =
        ["record", "roster", "records", "--today", "2027-06-01", "--warn", "6 months", "--out", "q2"];
    let shown =
        Command::new(env!("CARGO_BIN_EXE_coursewright")).current_dir(at.path()).args(command).assert();
    shown.success().stderr_eq(str![[r#"
3 files: 2 expiring, 1 incomplete
Wrote q2/register.csv and q2/register.html in [..] s

"#]]);
    run(at.path(), "record roster records --warn soon").code(2).stderr_eq(str![[r#"
error: invalid value 'soon' for '--warn <TIME>': write a number of days, weeks, months or years, such as "30 days"

For more information, try '--help'.

"#]]);
}

#[test]
fn several_records_of_one_learner_are_taken_together() {
    let at = folder();
    let records = at.path().join("records");
    fs::create_dir(&records).expect("a folder can be made");
    write(&records, "desk.json", |file| drop(file["entries"].as_array_mut().expect("a list").remove(0)));
    write(&records, "phone.json", |file| {
        file["learner"]["name"] = json!(" ANN  example");
        file["entries"].as_array_mut().expect("a list").pop();
    });
    run(at.path(), "record roster records --today 2026-11-27").success();
    assert_eq!(
        rows(&at.path().join("register"))[1..],
        ["Ann Example,desk,The desk,current,2026-11-20,2027-11-20,100,\"desk.json; phone.json\""]
    );
}

#[test]
fn records_whose_marks_are_wrong_do_not_count() {
    let at = folder();
    let records = at.path().join("records");
    fs::create_dir(&records).expect("a folder can be made");
    write(&records, "eve.json", |file| file["entries"][1]["questions"][1]["response"] = json!("29"));
    run(at.path(), "record roster records").code(1).stderr_eq(str![[r#"
eve.json: its marks are not those of the rule: entry 2: the answer to `days` earned 1 by the record and 0 by the rule
1 file: 1 not counted
Wrote register/register.csv and register/register.html in [..] s

"#]]);
    let page = fs::read_to_string(at.path().join("register/register.html")).expect("there is a page");
    assert!(page.contains("There is no record of any course here."), "{page}");
}

#[test]
fn a_folder_without_records_is_no_register() {
    let at = folder();
    run(at.path(), "record roster content").code(2).stderr_eq(str![[r#"
error: there are no records in `content`
 = help: a record is a file that ends in .json, as a learner downloads it

"#]]);
    run(at.path(), "record roster nowhere").code(2);
}
