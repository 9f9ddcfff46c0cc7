//! SARIF 2.1.0, the form that code hosts and editors read.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::Rule;
use super::report::{Finding, Report, Spot};

/// What stands in a URI as it is: letters, digits, and the marks that paths use.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

impl Report<'_> {
    /// All findings as one run, with the rules that they break.
    pub fn sarif(&self) -> Value {
        let mut rules: Vec<&Rule> = self.findings.iter().map(|finding| finding.diagnostic.rule).collect();
        rules.sort_by_key(|rule| rule.code);
        rules.dedup_by_key(|rule| rule.code);
        json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": env!("CARGO_PKG_NAME"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules.iter().map(|rule| described(rule)).collect::<Vec<_>>(),
                } },
                "columnKind": "utf16CodeUnits",
                "results": self.findings.iter().map(|finding| result(finding, &rules)).collect::<Vec<_>>(),
            }],
        })
    }
}

fn described(rule: &Rule) -> Value {
    let mut help = rule.explain.to_owned();
    if !rule.example.wrong.is_empty() {
        help.push_str("\n\nWrong:\n\n");
        help.push_str(rule.example.wrong);
    }
    if !rule.example.right.is_empty() {
        help.push_str("\n\nRight:\n\n");
        help.push_str(rule.example.right);
    }
    json!({
        "id": rule.code,
        "fullDescription": { "text": rule.explain },
        "help": { "text": help },
        "defaultConfiguration": { "level": rule.severity.name() },
    })
}

fn result(finding: &Finding, rules: &[&Rule]) -> Value {
    let Finding { diagnostic, spot, second } = finding;
    let label = Some(diagnostic.label.as_str()).filter(|label| !label.is_empty());
    let parts = [Some(diagnostic.message.as_str()), label, diagnostic.help.as_deref()];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let mut result = json!({
        "ruleId": diagnostic.rule.code,
        "ruleIndex": rules.iter().position(|rule| rule.code == diagnostic.rule.code),
        "level": diagnostic.rule.severity.name(),
        "message": { "text": text },
        "locations": [{ "physicalLocation": location(spot) }],
    });
    if let Some((spot, label)) = second {
        let mut related = json!({ "id": 1, "physicalLocation": location(spot) });
        if !label.is_empty() {
            related["message"] = json!({ "text": label });
        }
        result["relatedLocations"] = json!([related]);
    }
    result
}

fn location(spot: &Spot) -> Value {
    let path = utf8_percent_encode(&spot.path, ESCAPED).to_string();
    let uri = if path.starts_with('/') { format!("file://{path}") } else { path };
    let mut location = json!({ "artifactLocation": { "uri": uri } });
    if let Some(region) = &spot.region {
        location["region"] = json!({
            "startLine": region.start.line,
            "startColumn": region.start.utf16_column,
            "endLine": region.end.line,
            "endColumn": region.end.utf16_column,
        });
    }
    location
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::{BAD, at, tree};
    use super::*;
    use crate::source::{Place, SourcePath};

    #[test]
    fn a_result_names_rule_region_and_second_place() {
        let text = "😀: x\n";
        let tree = tree(text);
        let found = [at(&BAD, text, "x")
            .help("leave it out")
            .also(Place::File(SourcePath::new("content/a b.md")), "used here")];
        let expected = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "coursewright",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": [{
                        "id": "no-right-answer",
                        "fullDescription": { "text": BAD.explain },
                        "help": { "text": format!(
                            "{}\n\nWrong:\n\n- Yes\n\nRight:\n\n- {{text: Yes, correct: true}}", BAD.explain
                        ) },
                        "defaultConfiguration": { "level": "error" },
                    }],
                } },
                "columnKind": "utf16CodeUnits",
                "results": [{
                    "ruleId": "no-right-answer",
                    "ruleIndex": 0,
                    "level": "error",
                    "message": { "text": "something is wrong with `x`\nleave it out" },
                    "locations": [{ "physicalLocation": {
                        "artifactLocation": { "uri": "content/q.yml" },
                        "region": { "startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 6 },
                    } }],
                    "relatedLocations": [{
                        "id": 1,
                        "physicalLocation": { "artifactLocation": { "uri": "content/a%20b.md" } },
                        "message": { "text": "used here" },
                    }],
                }],
            }],
        });
        assert_eq!(Report::new(&found, &tree).sarif(), expected);
    }
}
