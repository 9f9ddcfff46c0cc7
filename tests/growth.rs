//! What only large projects show: of many mistakes each is told what was meant.

use coursewright::pipeline::Builder;
use coursewright::source::{Source, SourceTree};

/// More names than are all compared with each mistake.
const MANY: usize = 400;

fn tree(files: impl IntoIterator<Item = (String, String)>) -> SourceTree {
    let mut tree: SourceTree = files.into_iter().map(|(path, text)| Source::text(&path, text)).collect();
    tree.insert(Source::text("content/site.yml", "title: T\nlanguage: en\n"));
    tree
}

fn numbered(line: impl Fn(usize) -> String) -> String {
    (0..MANY).map(line).collect()
}

/// The labels of the findings with this code, which there must be for each mistake.
fn labels(tree: &SourceTree, code: &str) -> Vec<String> {
    let found = Builder::default().build(tree).diagnostics;
    let labels: Vec<String> =
        found.into_iter().filter(|found| found.rule.code == code).map(|found| found.label).collect();
    assert_eq!(labels.len(), MANY, "{code}");
    labels
}

#[test]
fn each_of_many_wrong_links_is_told_its_page() {
    let module = |n: usize| format!("{:03}-topic-{}", n, n * 7919);
    let pages = (0..MANY)
        .map(|n| (format!("content/c/{}/index.md", module(n)), format!("---\ntitle: T {n}\n---\n\nText.\n")));
    let links = numbered(|n| format!("[a](../{}/index.md)\n\n", module(n).replace("topic", "topc")));
    let last = ("content/c/last/index.md".to_owned(), format!("---\ntitle: L\n---\n\n{links}"));
    let about = ("content/c/course.yml".to_owned(), "title: C\nsummary: S.\n".to_owned());
    let labels = labels(&tree(pages.chain([last, about])), "broken-link");
    for (n, label) in labels.iter().enumerate() {
        assert_eq!(*label, format!("did you mean `../{}/index.md`?", module(n)));
    }
}

#[test]
fn each_of_many_wrong_names_is_told_its_own() {
    let course = numbered(|n| format!("  objective-{n}: Do {n}.\n"));
    let sources = numbered(|n| format!("source-{n}:\n  citation: Source {n}\n"));
    let headings = numbered(|n| format!("## Part {n}\n\nText.\n\n"));
    let cited = numbered(|n| format!("[a](#prt-{n}) {{{{source: surce-{n}}}}}\n\n"));
    let questions = numbered(|n| {
        format!("  - {{type: true-false, prompt: Is {n} right?, answer: true, objective: objektive-{n}}}\n")
    });
    let files = [
        ("content/c/course.yml", format!("title: C\nsummary: S.\nobjectives:\n{course}")),
        ("content/sources.yml", sources),
        ("content/c/01-m/index.md", format!("---\ntitle: M\n---\n\n{headings}{cited}")),
        ("content/c/01-m/quiz.yml", format!("title: Q\npass: 80%\nquestions:\n{questions}")),
    ];
    let tree = tree(files.map(|(path, text)| (path.to_owned(), text)));
    for (code, meant) in
        [("broken-anchor", "#part-"), ("unknown-source", "source-"), ("unknown-objective", "objective-")]
    {
        for (n, label) in labels(&tree, code).iter().enumerate() {
            assert_eq!(*label, format!("did you mean `{meant}{n}`?"));
        }
    }
}
