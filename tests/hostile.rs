//! Files that nobody would write: whatever they hold, a build goes through and
//! its findings can be printed.

use coursewright::diag::Report;
use coursewright::pipeline::Builder;
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
}
