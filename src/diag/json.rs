//! The form for other programs, the preview's overlay among them.

use serde_json::{Value, json};

use super::report::{Finding, Report, Spot};

/// Excerpts end after this many characters; a line may be as long as a file.
const EXCERPT_LIMIT: usize = 1000;

impl Report<'_> {
    /// All findings in one object. Lines and columns count from 1, columns
    /// count characters, and the end is one past the last; all four are null
    /// for a file as a whole.
    pub fn json(&self) -> Value {
        json!({
            "diagnostics": self.findings.iter().map(finding).collect::<Vec<_>>(),
            "errors": self.errors(),
            "warnings": self.warnings(),
        })
    }
}

fn finding(finding: &Finding) -> Value {
    let Finding { diagnostic, spot, second } = finding;
    let mut value = json!({
        "code": diagnostic.rule.code,
        "severity": diagnostic.rule.severity.name(),
        "message": diagnostic.message,
    });
    place(&mut value, spot, &diagnostic.label);
    value["second"] = second.as_ref().map_or(Value::Null, |(spot, label)| {
        let mut value = json!({});
        place(&mut value, spot, label);
        value
    });
    value["help"] = json!(diagnostic.help);
    value
}

fn place(value: &mut Value, spot: &Spot, label: &str) {
    let region = spot.region.as_ref();
    value["path"] = json!(spot.path);
    value["line"] = json!(region.map(|region| region.start.line));
    value["column"] = json!(region.map(|region| region.start.column));
    value["end_line"] = json!(region.map(|region| region.end.line));
    value["end_column"] = json!(region.map(|region| region.end.column));
    value["label"] = json!(label);
    value["excerpt"] = json!(region.map(|region| shortened(region.excerpt())));
}

fn shortened(excerpt: &str) -> String {
    match excerpt.char_indices().nth(EXCERPT_LIMIT) {
        Some((end, _)) => format!("{}…", &excerpt[..end]),
        None => excerpt.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::{BAD, ODD, at, tree};
    use super::*;
    use crate::diag::Diagnostic;
    use crate::source::{Place, SourcePath};

    #[test]
    fn every_finding_has_the_same_keys() {
        let text = "tîtle: x\nlist:\n  - 1\n";
        let tree = tree(text);
        let whole = Place::File(SourcePath::new("content/q.yml"));
        let found = [
            at(&BAD, text, "x\nlist").label("here").help("leave it out").also(whole.clone(), "in this file"),
            Diagnostic::new(&ODD, whole, "no summary"),
        ];
        let expected = json!({
            "diagnostics": [
                {
                    "code": "no-summary", "severity": "warning", "message": "no summary",
                    "path": "site/content/q.yml", "line": null, "column": null, "end_line": null,
                    "end_column": null, "label": "", "excerpt": null, "second": null, "help": null,
                },
                {
                    "code": "no-right-answer", "severity": "error",
                    "message": "something is wrong with `x\nlist`",
                    "path": "site/content/q.yml", "line": 1, "column": 8, "end_line": 2, "end_column": 5,
                    "label": "here", "excerpt": "tîtle: x\nlist:",
                    "second": {
                        "path": "site/content/q.yml", "line": null, "column": null, "end_line": null,
                        "end_column": null, "label": "in this file", "excerpt": null,
                    },
                    "help": "leave it out",
                },
            ],
            "errors": 1,
            "warnings": 1,
        });
        assert_eq!(Report::new(&found, &tree).below("site").json(), expected);
    }

    #[test]
    fn a_long_line_is_cut() {
        let text = format!("a: {}", "é".repeat(5000));
        let tree = tree(&text);
        let found = [at(&BAD, &text, "a")];
        let value = Report::new(&found, &tree).json();
        let excerpt = value["diagnostics"][0]["excerpt"].as_str().map(|text| text.chars().count());
        assert_eq!(excerpt, Some(EXCERPT_LIMIT + 1));
    }
}
