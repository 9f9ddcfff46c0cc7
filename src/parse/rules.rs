//! What can be wrong with a single file, beside its YAML and its Markdown.

use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::Color;
use crate::source::{Place, SourcePath, Span};

/// Every rule of this module.
pub(super) const RULES: &[&Rule] = &[
    &UNHOSTABLE_NAME,
    &OUTSIDE,
    &MISPLACED,
    &NOT_UTF8,
    &TOO_LARGE,
    &NO_FRONT_MATTER,
    &EMPTY,
    &NOT_A_DATE,
    &NOT_A_LANGUAGE,
    &NOT_A_COLOR,
    &LOW_CONTRAST,
    &NOT_A_WEB_ADDRESS,
    &UNUSABLE_SOURCE_ID,
    &NOT_A_PUBLIC_KEY,
    &NOT_AN_IDLE_TIME,
];

/// Finds parts of a path that some host, archive or disk cannot carry.
pub(super) fn check_name(path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    for part in path.as_str().split('/') {
        let odd = part.chars().find(|c| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.')));
        let stem = part.split('.').next().unwrap_or_default().to_lowercase();
        let why = if let Some(odd) = odd {
            if odd == ' ' {
                "it has a space".to_owned()
            } else {
                format!("it has `{}`", odd.escape_default())
            }
        } else if part.ends_with('.') {
            "it ends in a dot".to_owned()
        } else if part.starts_with('_') {
            "some hosts hide names that begin with `_`".to_owned()
        } else if is_reserved(&stem) {
            "Windows keeps this name for itself".to_owned()
        } else if part.len() > 120 {
            "it is too long".to_owned()
        } else {
            continue;
        };
        diagnostics.push(unhostable(path, part, &why));
    }
}

fn is_reserved(stem: &str) -> bool {
    let numbered =
        |name: &str| stem.strip_prefix(name).is_some_and(|rest| matches!(rest.as_bytes(), [b'1'..=b'9']));
    matches!(stem, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// A name like `part` that can be hosted.
fn hostable(part: &str) -> String {
    let safe: String = part
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' })
        .collect();
    let mut name: Vec<&str> = safe.split('-').filter(|word| !word.is_empty()).collect();
    name.truncate(12);
    let name = name.join("-").replace("-.", ".");
    let name = name.trim_matches(['_', '.']);
    if is_reserved(&name.split('.').next().unwrap_or_default().to_lowercase()) {
        format!("the-{name}")
    } else {
        name.to_owned()
    }
}

/// Where a misplaced file belongs.
fn way_home(path: &SourcePath) -> String {
    let depth = path.as_str().matches('/').count();
    let name = path.file_name();
    if let Some(stem) = name.strip_suffix(".yaml") {
        return format!("name it `{stem}.yml`");
    }
    let known = ["site.yml", "sources.yml", "glossary.yml", "course.yml", "quiz.yml"];
    match name {
        "site.yml" | "sources.yml" | "glossary.yml" => format!("move it to `content/{name}`"),
        "course.yml" => "move it into the folder of a course: `content/COURSE/course.yml`".to_owned(),
        "quiz.yml" => "move it into the folder of a module: `content/COURSE/MODULE/quiz.yml`".to_owned(),
        _ if path.has_extension("md") && depth < 3 => {
            "move it into the folder of a module: `content/COURSE/MODULE/`; what a course is about stands in its `course.yml`".to_owned()
        }
        _ if path.has_extension("md") => "pages stand in the folder of the module itself, not deeper".to_owned(),
        _ => match crate::diag::did_you_mean(name, known) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "delete it, or name it `course.yml` or `quiz.yml` if that is what it is".to_owned(),
        },
    }
}

/// Finds a text that is empty.
pub(super) fn check_filled(text: &str, place: Place, what: &str, diagnostics: &mut Vec<Diagnostic>) {
    if text.trim().is_empty() {
        diagnostics.push(empty(place, what));
    }
}

/// Front matter with nothing in it.
pub(super) fn no_title(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(&crate::question::MISSING_KEY, Span::new(path, 0..3), "the key `title` is missing")
        .help("add `title: What this is about`")
}

/// Whether `text` is a day that exists, as `2026-11-23`.
pub(super) fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

/// Whether `text` is a day or a month that exists.
pub(super) fn is_day_or_month(text: &str) -> bool {
    is_day(text) || (text.len() == 7 && is_day(&format!("{text}-01")))
}

/// Whether `link` leads into the web.
pub(super) fn is_web_address(link: &str) -> bool {
    let rest = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace))
}

static UNHOSTABLE_NAME: Rule = Rule {
    code: "unhostable-name",
    severity: Severity::Error,
    explain: "\
Names of files and folders become addresses, are packed into archives and stand on disks of every \
kind. They are made of letters, digits, hyphens, underscores and dots; spaces, quotes and signs \
such as ? * : | # % & break on one host or another, and so do names that end in a dot or that \
Windows keeps for itself.",
    example: Example {
        wrong: "content/privacy/01-what is data?/index.md\n",
        right: "content/privacy/01-what-is-data/index.md\n",
    },
};

fn unhostable(path: &SourcePath, part: &str, why: &str) -> Diagnostic {
    Diagnostic::new(
        &UNHOSTABLE_NAME,
        Place::File(path.clone()),
        format!("`{part}` cannot be part of an address: {why}"),
    )
    .help(format!("rename it, for example to `{}`", hostable(part)))
}

static OUTSIDE: Rule = Rule {
    code: "outside",
    severity: Severity::Error,
    explain: "\
The file is a symbolic link that leads out of the project. It is not followed: what the site shows \
must stand in the project, or it would differ from one machine to the next and could show what was \
never meant to be published.",
    example: Example { wrong: "", right: "" },
};

pub(super) fn outside(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        &OUTSIDE,
        Place::File(path.clone()),
        "this link leads out of the project and is not followed",
    )
    .help("put a copy of the file in its place")
}

static MISPLACED: Rule = Rule {
    code: "misplaced-file",
    severity: Severity::Error,
    explain: "\
A Markdown or YAML file stands where nothing reads it. `site.yml` and `sources.yml` stand in \
`content/`, `course.yml` in the folder of a course, pages (`.md`) and `quiz.yml` in the folder of \
a module inside a course, and banks of questions in `content/banks/`. YAML files end in `.yml`.",
    example: Example {
        wrong: "content/privacy/quiz.yaml\n",
        right: "content/privacy/01-requests/quiz.yml\n",
    },
};

pub(super) fn misplaced(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        &MISPLACED,
        Place::File(path.clone()),
        format!("nothing reads `{}` here", path.file_name()),
    )
    .help(way_home(path))
}

static NOT_UTF8: Rule = Rule {
    code: "not-utf8",
    severity: Severity::Error,
    explain: "\
Texts are kept in UTF-8, the encoding that every editor writes today. This file holds bytes that \
are not, so letters with accents would be shown wrong.",
    example: Example { wrong: "", right: "" },
};

pub(super) fn not_utf8(path: &SourcePath, line: usize) -> Diagnostic {
    Diagnostic::new(&NOT_UTF8, Place::File(path.clone()), format!("the file is not UTF-8 text (line {line})"))
        .help("open it in your editor and save it again with the encoding UTF-8")
}

static TOO_LARGE: Rule = Rule {
    code: "too-large",
    severity: Severity::Error,
    explain: "\
A text file of more than a megabyte is no page or quiz that anybody could read. Perhaps a picture \
or another file was saved under the wrong name.",
    example: Example { wrong: "", right: "" },
};

pub(super) fn too_large(path: &SourcePath, bytes: u64) -> Diagnostic {
    Diagnostic::new(
        &TOO_LARGE,
        Place::File(path.clone()),
        format!("the file is larger than a megabyte ({bytes} bytes)"),
    )
    .help("split it into several pages")
}

static NO_FRONT_MATTER: Rule = Rule {
    code: "no-front-matter",
    severity: Severity::Error,
    explain: "\
Every page begins with a line of three hyphens, what the page says of itself, at least its title, \
and another line of three hyphens.",
    example: Example {
        wrong: "A request counts even if it is spoken.\n",
        right: "---\ntitle: When a customer asks for data\n---\nA request counts even if it is spoken.\n",
    },
};

pub(super) fn no_front_matter(path: &SourcePath, text: &str) -> Diagnostic {
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    let span = Span::new(path, 0..first.trim_end().len());
    let finding = if first.trim_end() == "---" {
        Diagnostic::new(&NO_FRONT_MATTER, span, "the front matter that begins here does not end")
    } else if first.trim().is_empty() && text.trim_start().starts_with("---") {
        return Diagnostic::new(&NO_FRONT_MATTER, span, "the front matter does not stand at the very top")
            .help("delete the empty lines in front of it");
    } else {
        Diagnostic::new(&NO_FRONT_MATTER, span, "the page has no front matter")
    };
    finding.help("begin the page with a line `---`, a line `title: …`, and another line `---`")
}

static EMPTY: Rule = Rule {
    code: "empty-value",
    severity: Severity::Error,
    explain: "\
The text is empty, but learners or lists would show it.",
    example: Example { wrong: "title:\n", right: "title: Refunds and repairs\n" },
};

pub(super) fn empty(place: Place, what: &str) -> Diagnostic {
    Diagnostic::new(&EMPTY, place, format!("the {what} is empty"))
        .help(format!("write the {what} behind the colon"))
}

static NOT_A_DATE: Rule = Rule {
    code: "not-a-date",
    severity: Severity::Error,
    explain: "\
Dates are written year-month-day, as in 2026-11-23, so that nobody takes the day for the month. A \
source may give the month alone.",
    example: Example { wrong: "reviewed: 23/11/2026\n", right: "reviewed: 2026-11-23\n" },
};

pub(super) fn not_a_date(place: Place, key: &str, written: &str) -> Diagnostic {
    Diagnostic::new(&NOT_A_DATE, place, format!("`{written}` is not a date that `{key}` can be"))
        .help("write year, month and day: `2026-11-23`")
}

static NOT_A_LANGUAGE: Rule = Rule {
    code: "not-a-language",
    severity: Severity::Error,
    explain: "\
The language of a site is a short tag: `en`, `de`, `pt-BR`. Browsers and screen readers pronounce \
and hyphenate by it.",
    example: Example { wrong: "language: English\n", right: "language: en\n" },
};

pub(super) fn not_a_language(place: Place, written: &str) -> Diagnostic {
    Diagnostic::new(&NOT_A_LANGUAGE, place, format!("`{written}` is not the tag of a language"))
        .help("write a tag such as `en`, `de` or `pt-BR`")
}

static NOT_A_COLOR: Rule = Rule {
    code: "not-a-color",
    severity: Severity::Error,
    explain: "\
Colours are written as # and six hexadecimal digits, in quotes since # begins a comment.",
    example: Example { wrong: "brand:\n  color: teal\n", right: "brand:\n  color: \"#0b5f6b\"\n" },
};

pub(super) fn not_a_color(place: Place, written: &str) -> Diagnostic {
    Diagnostic::new(&NOT_A_COLOR, place, format!("`{written}` is not a colour"))
        .help("write six hexadecimal digits in quotes: `color: \"#0b5f6b\"`")
}

static LOW_CONTRAST: Rule = Rule {
    code: "low-contrast",
    severity: Severity::Error,
    explain: "\
Links and buttons take the brand colour. People with weak sight, and everybody in bright light, \
can read them only if the colour stands out from white by a ratio of 4.5 to 1 (WCAG 2.2, 1.4.3).",
    example: Example { wrong: "brand:\n  color: \"#f5a623\"\n", right: "brand:\n  color: \"#9c6a16\"\n" },
};

pub(super) fn low_contrast(place: Place, written: &str, ratio: f64, enough: Color) -> Diagnostic {
    Diagnostic::new(
        &LOW_CONTRAST,
        place,
        format!("`{written}` is too light to read on white: {ratio:.1} to 1, and 4.5 to 1 is needed"),
    )
    .help(format!("a darker shade that is enough: `color: \"{enough}\"`"))
}

static NOT_A_WEB_ADDRESS: Rule = Rule {
    code: "not-a-web-address",
    severity: Severity::Error,
    explain: "\
The address of the site and the links of sources lead into the web, so they begin with `https://` or \
`http://`.",
    example: Example {
        wrong: "link: legislation.gov.uk/ukpga/2015/15\n",
        right: "link: https://www.legislation.gov.uk/ukpga/2015/15\n",
    },
};

pub(super) fn not_a_web_address(place: Place, written: &str) -> Diagnostic {
    Diagnostic::new(&NOT_A_WEB_ADDRESS, place, format!("`{written}` is not a web address"))
        .help(format!("write `https://{}`", written.trim_start_matches('/')))
}

static UNUSABLE_SOURCE_ID: Rule = Rule {
    code: "unusable-source-id",
    severity: Severity::Error,
    explain: "\
The name of a source stands in addresses and in the texts that cite it: letters without accents, \
digits, hyphens, underscores and dots.",
    example: Example {
        wrong: "GDPR Art. 12:\n  citation: GDPR, Article 12\n",
        right: "gdpr-12:\n  citation: GDPR, Article 12\n",
    },
};

pub(super) fn unusable_source_id(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(&UNUSABLE_SOURCE_ID, place, format!("`{id}` cannot be the name of a source"))
        .help("use letters without accents, digits, `-`, `_` and `.`, for example `gdpr-12-3`")
}

static NOT_A_PUBLIC_KEY: Rule = Rule {
    code: "not-a-public-key",
    severity: Severity::Error,
    explain: "\
Certificates are signed with a key that only your organisation has, and recognised by the public key \
that belongs to it. `coursewright record key` makes the two and prints the lines for site.yml; the key \
itself must never stand in the project.",
    example: Example {
        wrong: "certificate:\n  public_key: certificate.key\n",
        right: "certificate:\n  public_key: PUAXw-hDiVqStwqnTXt-vJyYLM8uxJaMwM1V8Sr0Zgw\n",
    },
};

pub(super) fn not_a_public_key(place: Place, written: &str) -> Diagnostic {
    Diagnostic::new(&NOT_A_PUBLIC_KEY, place, format!("`{written}` is not a public key"))
        .help("write the 43 letters that `coursewright record key --show KEYFILE` prints")
}

static NOT_AN_IDLE_TIME: Rule = Rule {
    code: "not-an-idle-time",
    severity: Severity::Error,
    explain: "\
At a shared desk the page can be covered when nobody has touched it for a while. How long that is, is \
written as a number of minutes or hours, at least 1 minute and at most 8 hours.",
    example: Example {
        wrong: "shared_desk:\n  lock_after: soon\n",
        right: "shared_desk:\n  lock_after: 10 minutes\n",
    },
};

pub(super) fn not_an_idle_time(place: Place, written: &str) -> Diagnostic {
    let text = written.trim();
    let finding = Diagnostic::new(
        &NOT_AN_IDLE_TIME,
        place,
        format!("`{text}` is not a time after which a page can be covered"),
    );
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (count, unit) = text.split_at(digits);
    match crate::diag::did_you_mean(unit.trim(), ["minutes", "hours"]) {
        _ if count.is_empty() => finding.help("write a number of minutes, for example `10 minutes`"),
        _ if unit.trim().is_empty() => {
            finding.label(format!("{count} of what?")).help(format!("write for example `{count} minutes`"))
        }
        Some(meant) if meant != unit.trim() => {
            finding.label(format!("did you mean `{count} {meant}`?")).help(format!("write `{count} {meant}`"))
        }
        _ => finding.help("write a time from 1 minute to 8 hours, or leave the key out for no such cover"),
    }
}
