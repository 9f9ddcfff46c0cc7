//! The preview's script and style, how they come into a page, and the few
//! pages that are the preview's own.

use serde_json::{Value, json};

use super::answer::OWN;
use super::snapshot::Snapshot;
use crate::diag::Diagnostic;

/// What the site's policy allows to make scripts, and what it allows here too.
const POLICY: (&str, &str) = ("trusted-types cw", "trusted-types cw coursewright-preview");

/// The style of the panel that shows what is wrong, and of the preview's own pages.
pub(super) const STYLE: &str = include_str!("client/preview.css");

/// The script that keeps a page up to date. One file, so that it has run before
/// the site's own script starts to change the page.
pub(super) const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("client/patch.js"),
    include_str!("client/panel.js"),
    include_str!("client/preview.js"),
    "})();\n"
);

/// A page with the preview's script. It stands before the site's own: right
/// after the policy that says what may run, or else where the head begins.
pub(super) fn with_script(html: &str, status: u16, boot: &str, snapshot: &Snapshot) -> String {
    let at = end_of_tag(html, "<meta http-equiv=\"Content-Security-Policy\"")
        .or_else(|| end_of_tag(html, "<meta charset"))
        .or_else(|| end_of_tag(html, "<head"))
        .unwrap_or(0);
    let mut data = snapshot.state();
    data["boot"] = json!(boot);
    data["status"] = json!(status.to_string());
    let attributes: Vec<String> = data
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| format!(" data-{name}=\"{}\"", escaped(value.as_str().unwrap_or_default())))
        .collect();
    let script = format!("<script src=\"{OWN}preview.js\" defer{}></script>", attributes.concat());
    format!("{}{script}{}", html[..at].replace(POLICY.0, POLICY.1), &html[at..])
}

fn end_of_tag(html: &str, start: &str) -> Option<usize> {
    let at = html.find(start)?;
    Some(at + html[at..].find('>')? + 1)
}

/// Shown until there is a build without errors.
pub(super) fn unbuilt(snapshot: &Snapshot) -> String {
    let findings = snapshot.findings().as_array().map_or(&[][..], Vec::as_slice);
    let list: Vec<String> = findings.iter().map(|finding| format!("<li>{}</li>", line(finding))).collect();
    own_page(
        "Nothing to show yet",
        &format!(
            "<p>This page appears as soon as the errors below are put right.</p><ul>{}</ul>",
            list.concat()
        ),
        "",
    )
}

/// Shown where a template could not make a page.
pub(super) fn faulty(finding: &Diagnostic) -> String {
    let finding = json!({
        "severity": finding.rule.severity.name(),
        "code": finding.rule.code,
        "message": finding.message,
        "path": finding.place.path().as_str(),
        "help": finding.help,
    });
    let data = json!([finding]).to_string().replace('<', "\\u003c");
    own_page(
        "This page could not be made",
        &format!("<p>{}</p>", line(&finding)),
        &format!("<script type=\"application/json\" id=\"coursewright-findings\">{data}</script>"),
    )
}

/// Shown where nothing stands.
pub(super) fn absent(path: &str) -> String {
    own_page(
        "There is no page here",
        &format!(
            "<p>Nothing stands at <code>/{}</code>. It may have been renamed or removed. \
             This page shows it as soon as it is there.</p><p><a href=\"/\">Go to the first page</a></p>",
            escaped(path)
        ),
        "",
    )
}

/// A finding in one line.
fn line(finding: &Value) -> String {
    let text = |name| finding[name].as_str().unwrap_or_default();
    let numbers = ["line", "column"].map(|name| finding[name].as_u64());
    let place = match numbers {
        [Some(line), Some(column)] => format!("{}:{line}:{column}: ", text("path")),
        _ if text("path").is_empty() => String::new(),
        _ => format!("{}: ", text("path")),
    };
    escaped(&format!("{place}{}: {}", text("severity"), text("message")))
}

fn own_page(title: &str, body: &str, data: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"{OWN}preview.css\"></head>\
         <body class=\"coursewright-page\"><main><h1>{title}</h1>{body}</main>{data}</body></html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_before_every_other() {
        let page = |head: &str| {
            let html = format!("<!doctype html><html><head>{head}<script src=s.js></script></head></html>");
            let made = with_script(&html, 200, "b", &Snapshot::empty());
            let (before, after) =
                made.split_once("<script src=\"/__coursewright/preview.js\" defer").expect("is there");
            assert!(after.contains("</script><script src=s.js>"), "{made}");
            before.to_owned()
        };
        let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
        assert!(page(&format!("<meta charset=utf-8>{policy}")).ends_with(policy));
        let strict = policy.replace("none'", "none'; trusted-types cw; x");
        assert!(page(&strict).ends_with("trusted-types cw coursewright-preview; x\">"));
        assert!(page("<meta charset=utf-8>").ends_with("<meta charset=utf-8>"));
        assert!(page("").ends_with("<head>"));
        assert!(with_script("text", 200, "b", &Snapshot::empty()).ends_with("</script>text"));
    }

    #[test]
    fn what_an_address_holds_is_never_markup() {
        assert!(absent("<script>\"&").contains("/&lt;script&gt;&quot;&amp;</code>"));
    }
}
