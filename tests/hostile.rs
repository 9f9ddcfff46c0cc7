//! Files that nobody would write: whatever they hold, a build goes through and
//! its findings can be printed.

use coursewright::diag::Report;
use coursewright::pipeline::Builder;
use coursewright::question::KINDS;
use coursewright::site::OutPath;
use coursewright::source::{Source, SourceTree};
use proptest::prelude::*;

/// Pieces of which YAML is made, and what people put between them.
fn yaml() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "title: ",
        "questions:",
        "  - type: true-false",
        "options: ",
        "answer: ",
        "feedback: ",
        "\n",
        "\n",
        "\n",
        "  ",
        "    ",
        "- ",
        ": ",
        ":",
        "\t",
        "\r\n",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        "{{source: x}}",
        "*a",
        "&a ",
        "!t ",
        "#",
        " # ",
        "@",
        "`",
        "%",
        "|",
        ">",
        "? ",
        "---",
        "...",
        "\\",
        "\\x",
        "<<: ",
        ", ",
        "日本",
        "é",
        "“",
        "true",
        "1.50",
        "80%",
        "a",
        "text: ",
        "correct: ",
        "prompt: ",
        "type: numeric",
        "type: scenario",
        "    scenes:\n    - id: a\n      text: T\n",
        "      choices: [{text: C, to: a}]\n",
        "      ending: ",
        "points: ",
        "to: ",
        "id: ",
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// A question of any kind, with anything under the keys that some kind has.
fn question() -> impl Strategy<Value = String> {
    let kinds: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    let mut keys: Vec<&str> = KINDS.iter().flat_map(|kind| kind.keys).copied().collect();
    keys.sort_unstable();
    keys.dedup();
    let value = prop::sample::select(vec![
        "",
        "x",
        "1.50",
        "partial",
        "[]",
        "[a, b, c]",
        "[a, A, \"\", null, 1.50, true]",
        "[[a], [b]]",
        "{}",
        "[{}, {}, {}]",
        "{a: b}",
        "[{item: a, match: b}, {item: b, match: c}, {item: a}, {match: b, feedback: c}]",
        "[{item: a, match: b}, {item: b, match: B}, {item: \"*x*\", match: \"<b>\"}]",
        "[{name: a, items: [a, b]}, {name: A, items: [{text: a, feedback: b}, {text: \"\"}]}, {name: \"\"}]",
        "[{name: a}, {name: b, items: null}]",
        "[{name: a, items: [\"[x](../y.md)\"]}, {name: \"{{source: x}}\", items: [\"![p](q.png)\"]}]",
        "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26]",
        "[{text: a, correct: true}, {text: b, credit: 1}, c]",
        "[\"> a\\n\\n- b\\n\\n    c\", \"| a |\\n|--|\\n| b |\", \"```\"]",
    ]);
    let entry = (prop::sample::select(keys), value);
    (prop::sample::select(kinds), prop::collection::vec(entry, 0..4)).prop_map(|(kind, entries)| {
        let entries: Vec<String> =
            entries.iter().map(|(key, value)| format!("    {key}: {value}\n")).collect();
        format!("  - type: {kind}\n    prompt: P\n{}", entries.concat())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn no_yaml_stops_a_build(quiz in yaml(), site in yaml(), front in yaml()) {
        let tree: SourceTree = [
            Source::text("content/site.yml", site.as_str()),
            Source::text("content/sources.yml", front.as_str()),
            Source::text("content/glossary.yml", front.as_str()),
            Source::text("content/course/course.yml", site),
            Source::text("content/course/01-module/index.md", format!("---\n{front}\n---\n\nText.\n")),
            Source::text("content/course/01-module/quiz.yml", quiz),
        ]
        .into_iter()
        .collect();
        let build = Builder::default().build(&tree);
        let _ = Report::new(&build.diagnostics, &tree).human();
    }

    #[test]
    fn no_question_stops_a_build(questions in prop::collection::vec(question(), 1..4)) {
        let quiz = format!("title: Quiz\nshuffle: true\npass: 50%\nquestions:\n{}", questions.concat());
        let tree: SourceTree = [
            Source::text("content/site.yml", "title: Test\n"),
            Source::text("content/course/course.yml", "title: Course\nsummary: Words.\n"),
            Source::text("content/course/01-module/index.md", "---\ntitle: Module\n---\n"),
            Source::text("content/course/01-module/quiz.yml", quiz),
        ]
        .into_iter()
        .collect();
        let build = Builder::default().build(&tree);
        let _ = Report::new(&build.diagnostics, &tree).human();
        prop_assert!(build.file(&OutPath::new("course/module/quiz.html")).is_none_or(|page| page.is_ok()));
    }
}
