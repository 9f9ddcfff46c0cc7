//! The form that GitHub Actions turns into annotations beside the changed lines.

use super::report::{Finding, Report};

impl Report<'_> {
    /// One workflow command per finding.
    pub fn github(&self) -> String {
        self.findings.iter().map(command).collect()
    }
}

/// Columns are given only for a stretch on one line; GitHub refuses others.
fn command(finding: &Finding) -> String {
    let Finding { diagnostic, spot, .. } = finding;
    let mut properties = vec![("file", spot.path.clone())];
    if let Some(region) = &spot.region {
        let (start, end) = (region.start, region.end);
        properties.extend([("line", start.line.to_string()), ("endLine", end.line.to_string())]);
        if start.line == end.line {
            let last = end.column.max(start.column + 1) - 1;
            properties.extend([("col", start.column.to_string()), ("endColumn", last.to_string())]);
        }
    }
    properties.push(("title", diagnostic.rule.code.to_owned()));
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    let mut message = diagnostic.message.clone();
    if !diagnostic.label.is_empty() {
        message = format!("{message} ({})", diagnostic.label);
    }
    if let Some(help) = &diagnostic.help {
        message = format!("{message}\nhelp: {help}");
    }
    format!("::{} {}::{}\n", diagnostic.rule.severity.name(), properties.join(","), data(&message))
}

/// Text that may stand behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text that may stand in a property, where `:` and `,` have a meaning too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::{BAD, ODD, at, tree};
    use super::*;
    use crate::diag::Diagnostic;
    use crate::source::{Place, SourcePath};

    #[test]
    fn a_finding_is_one_line_whatever_it_says() {
        let text = "title: x\nlist:\n  - 1\n";
        let tree = tree(text);
        let found = [
            Diagnostic::new(&ODD, Place::File(SourcePath::new("content/a,b:50%.md")), "50% is\nmissing"),
            at(&BAD, text, "title").label("here").help("write `a: b`"),
            at(&BAD, text, "list:\n  -"),
        ];
        assert_eq!(
            Report::new(&found, &tree).github(),
            "\
::warning file=content/a%2Cb%3A50%25.md,title=no-summary::50%25 is%0Amissing
::error file=content/q.yml,line=1,endLine=1,col=1,endColumn=5,title=no-right-answer::something is wrong with `title` (here)%0Ahelp: write `a: b`
::error file=content/q.yml,line=2,endLine=3,title=no-right-answer::something is wrong with `list:%0A  -`
"
        );
    }
}
