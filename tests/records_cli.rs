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
    for command in ["verify", "roster", "certify", "key"] {
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
    let printed = text(&shown.get_output().stdout);
    let shown: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(printed, format!("{shown:#}\n"), "indented throughout");
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

/// A folder with a project and a key whose public half stands in its `site.yml`.
fn signing() -> TempDir {
    let at = folder();
    let shown = run(at.path(), "record key").success();
    let site = at.path().join("content/site.yml");
    let settings = fs::read_to_string(&site).expect("there is such a file");
    fs::write(site, settings + &text(&shown.get_output().stdout)).expect("it can be written");
    write(at.path(), "ann.json", |_| {});
    at
}

#[test]
fn a_key_is_made_once_and_only_its_owner_can_read_it() {
    let at = folder();
    let shown = run(at.path(), "record key our.key").success().stderr_eq(str![[r#"
Wrote `our.key`. Whoever has this file can sign in your name: keep it out of the project and of the site, and keep a copy in a safe place.
Write these lines into content/site.yml:

"#]]);
    let made = text(&shown.get_output().stdout);
    assert!(made.starts_with("certificate:\n  public_key: "), "{made}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let rights = fs::metadata(at.path().join("our.key")).expect("the key").permissions().mode();
        assert_eq!(rights & 0o777, 0o600);
    }
    let before = fs::read(at.path().join("our.key")).expect("the key");
    run(at.path(), "record key our.key").code(2).stdout_eq("").stderr_eq(str![[r#"
error: `our.key` exists, and a key is never overwritten
 = help: give another name, or print its public key with `--show our.key`

"#]]);
    assert_eq!(fs::read(at.path().join("our.key")).expect("the key"), before);
    run(at.path(), "record key --show our.key").success().stdout_eq(made).stderr_eq("");
    run(at.path(), "record key --show content/site.yml").code(2).stderr_eq(str![[r#"
error: `content/site.yml`: this is no Ed25519 key in PEM: [..]

"#]]);
    run(at.path(), "record key --show none.key").code(2);
}

#[test]
fn a_record_is_signed_and_the_certificate_is_recognised() {
    let at = signing();
    run(at.path(), "record certify ann.json --key certificate.key --open-badge --today 2026-11-27")
        .success()
        .stdout_eq("")
        .stderr_eq(str![[r#"
Wrote `ann.certificate.json` and `ann.badge.jwt`, signed by Example Ltd.

"#]]);
    let shown =
        run(at.path(), "record verify ann.certificate.json ann.badge.jwt --today 2026-11-27").success();
    let shown = text(&shown.get_output().stderr);
    for part in [
        "ann.certificate.json: signed\n  Ann Example in “The desk”\n  signed in the name of Example Ltd on ",
        "  completed on 2026-11-20\n  counts up to and including 2027-11-20\n",
        "ann.badge.jwt: signed\n  Ann Example in “The desk”\n",
        "  Completed all required modules: ",
        "2 files: 2 signed\n",
    ] {
        assert!(shown.contains(part), "no {part} in {shown}");
    }
    let shown =
        run(at.path(), "record verify ann.certificate.json --today 2027-12-01 --format json").success();
    let shown: Value = serde_json::from_slice(&shown.get_output().stdout).expect("JSON");
    assert_eq!(shown["files"][0]["verdict"], "signed");
    assert_eq!(shown["files"][0]["expired"], true);
    run(at.path(), "record certify ann.json --key certificate.key --today 2026-11-27").code(1).stderr_eq(
        str![[r#"
error: `ann.certificate.json` exists
 = help: give another name with `--out`

"#]],
    );
    let forged = fs::read_to_string(at.path().join("ann.certificate.json")).expect("the certificate");
    fs::write(at.path().join("eve.json"), forged.replace("Ann", "Eve")).expect("it can be written");
    let shown = run(at.path(), "record verify eve.json").code(1);
    assert!(
        text(&shown.get_output().stderr)
            .starts_with("eve.json: altered\n  something in this certificate is not what was signed\n")
    );
}

#[test]
fn a_certificate_by_another_key_is_told_from_the_site_s_own() {
    let at = signing();
    run(at.path(), "record key other.key").success();
    let shown = run(at.path(), "record certify ann.json --key other.key --today 2026-11-27").success();
    assert!(text(&shown.get_output().stderr).contains("content/site.yml does not name this key"));
    let shown = run(at.path(), "record verify ann.certificate.json").code(1);
    let shown = text(&shown.get_output().stderr);
    assert!(
        shown.starts_with("ann.certificate.json: signed, but not with the key of this site\n"),
        "{shown}"
    );
    assert!(shown.contains(", and that of this site is "), "{shown}");
}

#[test]
fn what_speaks_against_a_record_must_be_accepted_and_is_signed_with_it() {
    let at = signing();
    let certify = |file: &str, more: &str| {
        run(at.path(), &format!("record certify {file} --key certificate.key --today 2026-11-27 {more}"))
    };
    write(at.path(), "bob.json", |file| {
        file["entries"][1]["questions"][1]["response"] = json!("29");
        file["entries"].as_array_mut().expect("a list").remove(0);
    });
    let whole = fs::read_to_string(at.path().join("bob.json")).expect("the record can be read");
    fs::write(at.path().join("bob.json"), whole.replace("Ann", "Bob")).expect("it can be written");
    certify("bob.json", "--accept marks").code(1).stderr_eq(str![[r#"
error: `bob.json` cannot be certified: something in the record is not what was sealed; the course is not complete
 = help: `coursewright record verify bob.json` says more; to sign it all the same, and say so in the certificate, add `--accept altered --accept incomplete`

"#]]);
    certify("bob.json", "--accept marks --accept altered --accept incomplete --accept expired --open-badge")
        .success();
    let shown = run(at.path(), "record verify bob.badge.jwt").success();
    assert!(text(&shown.get_output().stderr).contains(
        " Issued all the same, although something in the record is not what was sealed; its marks are not"
    ));
    let shown = run(at.path(), "record verify bob.certificate.json").success();
    let shown = text(&shown.get_output().stderr);
    for part in [
        "  signed although something in the record is not what was sealed\n",
        "  signed although its marks are not those of the rule\n",
        "  signed although the course is not complete\n",
    ] {
        assert!(shown.contains(part), "no {part} in {shown}");
    }
    assert!(!shown.contains("too long ago"), "{shown}");
    write(at.path(), "nobody.json", |file| file["learner"] = Value::Null);
    certify("nobody.json", "").code(1).stderr_eq(str![[r#"
error: `nobody.json` cannot be certified: it names nobody
 = help: ask the learner to type a name and to download the record again

"#]]);
    write(at.path(), "far.json", |file| file["site"] = json!("elsewhere"));
    certify("far.json", "").code(1).stderr_eq(str![[r#"
error: `far.json` cannot be certified: the record is from the site `elsewhere`, and this project is the site `fixture`

"#]]);
    certify("none.json", "").code(1);
    run(at.path(), "record certify ann.json --key none.key").code(2).stderr_eq(str![[r#"
error: cannot read the key `none.key`: [..]
 = help: `coursewright record key` makes one

"#]]);
}

#[test]
fn several_records_are_signed_at_once_and_those_that_are_not_are_named() {
    let at = signing();
    write(at.path(), "eve.json", |file| {
        file["entries"].as_array_mut().expect("a list").pop();
    });
    write(at.path(), "bob.json", |file| file["learner"]["name"] = json!("Bob"));
    fs::write(at.path().join("broken.json"), "{").expect("it can be written");
    let all =
        "record certify ann.json eve.json broken.json bob.json --key certificate.key --today 2026-11-27";
    run(at.path(), all).code(1).stdout_eq("").stderr_eq(str![[r#"
Wrote `ann.certificate.json`, signed by Example Ltd.
error: `eve.json` cannot be certified: the course is not complete
 = help: `coursewright record verify eve.json` says more; to sign it all the same, and say so in the certificate, add `--accept incomplete`
error: `broken.json` cannot be certified: this is no JSON, so it is no record: EOF while parsing an object at line 1 column 1
Wrote `bob.certificate.json`, signed by Example Ltd.

"#]]);
    assert!(!at.path().join("eve.certificate.json").exists());
    run(at.path(), "record verify ann.certificate.json bob.certificate.json --today 2026-11-27").success();
    run(at.path(), &format!("{all} --out x.json")).code(2).stderr_eq(str![[r#"
error: `--out` names one certificate, and there are several records
 = help: leave it out: each certificate is written beside its record

"#]]);
}

#[test]
fn certificates_beside_records_are_no_fault_of_a_register() {
    let at = signing();
    run(at.path(), "record certify ann.json --key certificate.key --today 2026-11-27").success();
    fs::create_dir(at.path().join("records")).expect("a folder can be made");
    for name in ["ann.json", "ann.certificate.json"] {
        fs::rename(at.path().join(name), at.path().join("records").join(name)).expect("it can be moved");
    }
    let shown = run(at.path(), "record roster records --today 2026-11-27").success();
    assert!(text(&shown.get_output().stderr).starts_with("1 file: 1 current\n"));
}

/// What a learner sends in whose quiz is sealed: no marks, only answers.
fn answers(file: &mut Value) {
    let attempt = file["entries"][1].as_object_mut().expect("an attempt");
    for mark in ["points", "max", "passed", "reasons"] {
        attempt.remove(mark);
    }
    for question in attempt["questions"].as_array_mut().expect("a list") {
        question.as_object_mut().expect("a question").remove("earned");
    }
    attempt.insert("sealed".to_owned(), json!(true));
}

#[test]
fn response_files_are_marked_by_the_same_rule() {
    let at = folder();
    let responses = at.path().join("responses");
    fs::create_dir_all(responses.join("late")).expect("a folder can be made");
    write(&responses, "ann.json", answers);
    write(&responses, "late/bob.json", |file| {
        answers(file);
        file["learner"]["name"] = json!("Bob");
        file["entries"][1]["questions"][0]["response"] = json!(["b"]);
        file["entries"][1]["questions"][1]["response"] = Value::Null;
    });
    write(&responses, "done.json", |_| {});
    write(&responses, "odd.json", |file| {
        answers(file);
        file["entries"][1]["questions"][2]["digest"] = json!("0000000000000000");
    });
    let whole = fs::read_to_string(responses.join("ann.json")).expect("the answers can be read");
    fs::write(responses.join("eve.json"), whole.replace("\"30\"", "\"31\"")).expect("it can be written");
    run(at.path(), "mark responses").code(1).stdout_eq("").stderr_eq(str![[r#"
done.json: nothing in it waits to be marked
eve.json: entry 2 of 2 is not what was sealed: an attempt at the quiz of `refunds`, 2026-11-20T09:05:00.000Z
odd.json: entry 2 cannot be marked: the release that it names has no such question: `law`
Marked 2 attempts, of which 1 passed: responses/marked/marks.csv

"#]]);
    let csv = fs::read_to_string(responses.join("marked/marks.csv")).expect("there is a list");
    assert_eq!(
        csv.lines().skip(1).collect::<Vec<_>>(),
        [
            "Ann Example,desk,refunds,2026-11-20T09:05:00.000Z,4,4,100,yes,ann.json",
            "Bob,desk,refunds,2026-11-20T09:05:00.000Z,2,4,50,no,late/bob.json",
        ]
    );
    let shown = run(at.path(), "record verify responses/ann.json --today 2026-11-27").success();
    assert!(text(&shown.get_output().stderr).contains("it waits to be marked (`coursewright mark DIR`)"));
    run(
        at.path(),
        "record verify responses/marked/ann.json responses/marked/late/bob.json --today 2026-11-27",
    )
    .success()
    .stderr_eq(str![[r#"
responses/marked/ann.json: whole
  Ann Example in “The desk” (desk)
  current: completed on 2026-11-20, counts up to and including 2027-11-20
  made under release [..], the present one

responses/marked/late/bob.json: whole
  Bob in “The desk” (desk)
  failed: a required quiz was not passed
  made under release [..], the present one

2 files: 2 whole
A whole record is [..]

"#]]);
    let sent: Value = serde_json::from_str(&whole).expect("JSON");
    let marked = fs::read_to_string(responses.join("marked/ann.json")).expect("there is a record");
    let marked: Value = serde_json::from_str(&marked).expect("JSON");
    assert_eq!(marked["entries"][1]["marked"], sent["hash"], "it names what was sent in");
    assert!(marked["entries"][1].get("sealed").is_none());
}

#[test]
fn marking_again_gives_the_same_and_takes_up_nothing_that_was_written() {
    let at = folder();
    write(at.path(), "ann.json", answers);
    let responses = at.path().join("responses");
    fs::create_dir(&responses).expect("a folder can be made");
    fs::rename(at.path().join("ann.json"), responses.join("ann.json")).expect("it can be moved");
    run(at.path(), "mark responses").success();
    let first = fs::read(responses.join("marked/ann.json")).expect("there is a record");
    run(at.path(), "mark responses").success().stderr_eq(str![[r#"
Marked 1 attempt, of which 1 passed: responses/marked/marks.csv

"#]]);
    assert_eq!(fs::read(responses.join("marked/ann.json")).expect("there is a record"), first);
    run(at.path(), "mark content").code(2);
}
