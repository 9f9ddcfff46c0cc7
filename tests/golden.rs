//! Golden cases: Markdown files that show what an author wrote and what came of it.
//!
//! A case is a second-level heading, files in fenced blocks whose first word is
//! their language and whose second their path, and what is expected:
//! `text diagnostics`, or `html PATH` for a passage of a page. A path without a
//! folder stands where such a file belongs; what a case does not write is made
//! up, so that a case shows only what it is about.
//!
//! `UPDATE=1 cargo test golden` writes what was found into the cases; read the
//! difference before you commit it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use coursewright::diag::Report;
use coursewright::pipeline::{Build, Builder};
use coursewright::site::{Content, OutPath};
use coursewright::source::{Body, Source, SourcePath, SourceTree};

/// A fenced block of a golden file: its info string, its text, and where the text stands.
struct Fence {
    info: String,
    text: String,
    range: std::ops::Range<usize>,
}

struct Case {
    name: String,
    fences: Vec<Fence>,
}

fn golden_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the golden cases can be listed").into_path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    files.sort();
    files
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let (mut at, mut open): (usize, Option<(usize, Fence)>) = (0, None);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let ticks = bare.bytes().take_while(|b| *b == b'`').count();
        match &mut open {
            Some((width, fence)) if ticks == *width && bare.len() == ticks => {
                fence.range.end = at;
                let (_, fence) = open.take().expect("a fence is open");
                cases.last_mut().expect("a case begins with a heading").fences.push(fence);
            }
            Some((_, fence)) => fence.text.push_str(line),
            None if ticks >= 3 => {
                let start = at + line.len();
                let info = bare[ticks..].to_owned();
                open = Some((ticks, Fence { info, text: String::new(), range: start..start }));
            }
            None => {
                if let Some(name) = bare.strip_prefix("## ") {
                    cases.push(Case { name: name.to_owned(), fences: Vec::new() });
                }
            }
        }
        at += line.len();
    }
    assert!(open.is_none(), "a fence is not closed");
    cases
}

/// Where a file that a case names stands in the project.
fn home(name: &str) -> String {
    match name {
        _ if name.contains('/') => name.to_owned(),
        "site.yml" | "sources.yml" | "glossary.yml" => format!("content/{name}"),
        "course.yml" => format!("content/course/{name}"),
        _ => format!("content/course/01-module/{name}"),
    }
}

/// The project of a case: what it writes, and what it leaves unsaid.
fn project(case: &Case) -> SourceTree {
    let mut tree = SourceTree::default();
    let mut bare = false;
    for fence in &case.fences {
        let (language, name) = fence.info.split_once(' ').unwrap_or((&fence.info, ""));
        match (language, name) {
            ("bare", _) => bare = true,
            ("text", "diagnostics") | (_, "") => {}
            ("html", name) if !name.starts_with("themes/") => {}
            ("file", name) => tree.insert(odd_file(&home(name), fence.text.trim())),
            (_, name) => tree.insert(Source::text(home(name), without_mark(&fence.text))),
        }
    }
    let usual = [
        ("content/site.yml", "title: Test\n"),
        ("content/course/course.yml", "title: Course\nsummary: About something.\n"),
        ("content/course/01-module/index.md", "---\ntitle: Module\n---\n"),
    ];
    for (path, text) in usual {
        if !bare && tree.get(&SourcePath::new(path)).is_none() {
            tree.insert(Source::text(path, text));
        }
    }
    tree
}

/// `␉` stands for a tab and `␍` for a carriage return, which editors like to mend.
fn without_mark(text: &str) -> String {
    text.replace('␉', "\t").replace('␍', "\r")
}

/// A file that is no text: `picture 640x480`, `bytes 12`, `not utf-8 in line 3`, `values 60000`, `too large`, `outside`.
fn odd_file(path: &str, what: &str) -> Source {
    let binary = |pixels| Body::Binary { bytes: 12, pixels, digest: [0; 32] };
    let body = match what.split_whitespace().collect::<Vec<_>>().as_slice() {
        ["picture", size] => {
            let (width, height) = size.split_once('x').expect("a size such as 640x480");
            binary(Some((width.parse().expect("a width"), height.parse().expect("a height"))))
        }
        ["bytes", ..] => binary(None),
        ["not", .., line] => Body::NotUtf8 { offset: 0, line: line.parse().expect("a line") },
        ["values", count] => {
            let values = "x, ".repeat(count.parse().expect("a number"));
            Body::Text(format!("title: Many\nvalues: [{values}]\n").into())
        }
        ["too", "large"] => Body::TooLarge { bytes: 2_000_000 },
        ["outside"] => Body::Outside,
        other => panic!("unknown kind of file: {other:?}"),
    };
    Source { path: SourcePath::new(path), body }
}

/// What the case came to, in the form that `fence` asks for.
fn outcome(tree: &SourceTree, build: &Build, fence: &Fence) -> Option<String> {
    if fence.info == "text diagnostics" {
        let report = Report::new(&build.diagnostics, tree).human();
        let plain = anstream::adapter::strip_str(&report).to_string();
        return Some(plain.trim_end().to_owned() + "\n");
    }
    let at = fence.info.strip_prefix("html ").filter(|at| !at.starts_with("themes/"))?;
    let Some(content) = build.file(&OutPath::new(at)) else { return Some(format!("no such page: {at}")) };
    match content.expect("the page can be rendered") {
        Content::Bytes(bytes) => Some(String::from_utf8(bytes).expect("pages are UTF-8")),
        Content::Copy(_) => None,
    }
}

#[test]
fn golden_cases() {
    let update = std::env::var_os("UPDATE").is_some();
    let (mut failures, mut count, mut raised) = (Vec::new(), 0, BTreeSet::new());
    for file in golden_files() {
        let text = fs::read_to_string(&file).expect("a golden file can be read");
        let mut mended = text.clone();
        for case in cases(&text).iter().rev() {
            count += 1;
            let tree = project(case);
            let build = Builder::default().build(&tree);
            raised.extend(build.diagnostics.iter().map(|finding| finding.rule.code.to_owned()));
            for fence in case.fences.iter().rev() {
                let Some(found) = outcome(&tree, &build, fence) else { continue };
                let expected = without_mark(&fence.text);
                let holds = if fence.info.starts_with("html") {
                    squeezed(&found).contains(&squeezed(&expected))
                } else {
                    found == expected
                };
                if !holds && update && fence.info == "text diagnostics" {
                    mended.replace_range(fence.range.clone(), &found);
                } else if !holds {
                    let file = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    failures
                        .push(format!("{file}: {}\n--- expected\n{expected}\n--- found\n{found}", case.name));
                }
            }
        }
        if mended != text {
            fs::write(&file, mended).expect("a golden file can be written");
        }
    }
    assert!(failures.is_empty(), "{} of {count} cases differ:\n\n{}", failures.len(), failures.join("\n\n"));
    let silent: Vec<&str> = coursewright::cli::rules()
        .into_iter()
        .map(|rule| rule.code)
        .filter(|code| !raised.contains(*code))
        .collect();
    assert!(silent.is_empty(), "no golden case shows {silent:?}");
}

/// Text with every run of white space as one space, so that a passage may be laid out to be read.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("> <", "><")
}

#[test]
fn every_rule_explains_itself_and_has_a_name_of_its_own() {
    let mut codes = BTreeSet::new();
    for rule in coursewright::cli::rules() {
        assert!(codes.insert(rule.code), "`{}` is used twice", rule.code);
        assert!(rule.explain.len() > 40, "`{}` explains too little", rule.code);
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(rule.code.chars().all(fits), "`{}` is no name", rule.code);
    }
}
