//! What can be wrong with a YAML file, whatever it is about.

use super::conform::Name;
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::question::MISSING_KEY;
use crate::source::{Place, SourcePath, Span};

/// Every rule of this module.
pub(in crate::parse) const RULES: &[&Rule] = &[
    &YAML_SYNTAX,
    &YAML_ALIAS,
    &YAML_TAG,
    &YAML_DOCUMENTS,
    &YAML_TOO_DEEP,
    &YAML_TOO_MANY,
    &DUPLICATE_KEY,
    &CUT_SHORT,
    &UNKNOWN_KEY,
    &WRONG_TYPE,
    &OUT_OF_RANGE,
    &EMPTY_FILE,
    &UNKNOWN_VALUE,
];

/// Whether nothing can be decoded from a file with such a finding.
pub(super) fn forbids_decoding(rule: &Rule) -> bool {
    [YAML_SYNTAX.code, YAML_ALIAS.code, YAML_DOCUMENTS.code, YAML_TOO_DEEP.code, YAML_TOO_MANY.code]
        .contains(&rule.code)
}

pub(super) static YAML_SYNTAX: Rule = Rule {
    code: "yaml-syntax",
    severity: Severity::Error,
    explain: "\
The file is not valid YAML, so nothing in it can be used. The place shown is where reading had to \
stop; the cause is often one line above. Indentation must be made of spaces and line up, every key \
is followed by a colon and a space, and a text that holds a colon followed by a space, or begins \
with a special character such as * & @ % [ { > | ! or a backtick, must stand in quotes.",
    example: Example {
        wrong: "prompt: Remember: what comes first?\n",
        right: "prompt: \"Remember: what comes first?\"\n",
    },
};

pub(super) fn syntax(span: Span, message: String, help: String) -> Diagnostic {
    Diagnostic::new(&YAML_SYNTAX, span, message).help(help)
}

static YAML_ALIAS: Rule = Rule {
    code: "yaml-alias",
    severity: Severity::Error,
    explain: "\
A text that begins with * is an alias in YAML: a reference to another part of the file. Coursewright \
does not read aliases, since a few lines of them can blow up to more than any memory holds. If you \
meant an asterisk, for example for emphasis, put the text in quotes.",
    example: Example { wrong: "prompt: *Never* share what?\n", right: "prompt: \"*Never* share what?\"\n" },
};

pub(super) fn alias(span: Span) -> Diagnostic {
    Diagnostic::new(&YAML_ALIAS, span, "a text without quotes cannot begin with `*`")
        .help("put the whole text in quotes: \"…\"")
}

static YAML_TAG: Rule = Rule {
    code: "yaml-tag",
    severity: Severity::Error,
    explain: "\
A word that begins with ! is a tag in YAML, one that begins with & an anchor, and both would silently \
disappear from the text. If you meant the sign itself, put the text in quotes.",
    example: Example { wrong: "text: !important call back\n", right: "text: \"!important call back\"\n" },
};

/// A word with `sign` in front, which YAML takes for something else than text.
pub(super) fn vanishing(span: Span, sign: char) -> Diagnostic {
    Diagnostic::new(&YAML_TAG, span, format!("a text without quotes cannot begin with `{sign}`"))
        .label("this word would disappear")
        .help("put the whole text in quotes: \"…\"")
}

static YAML_DOCUMENTS: Rule = Rule {
    code: "yaml-documents",
    severity: Severity::Error,
    explain: "\
A line of three hyphens begins a second document in the same file, and coursewright reads one \
document a file. Delete the line, or move what follows into a file of its own.",
    example: Example { wrong: "title: One\n---\ntitle: Two\n", right: "title: One\n" },
};

pub(super) fn second_document(span: Span) -> Diagnostic {
    Diagnostic::new(&YAML_DOCUMENTS, span, "a second document begins here")
        .help("delete this line, or move what follows into a file of its own")
}

static YAML_TOO_DEEP: Rule = Rule {
    code: "yaml-too-deep",
    severity: Severity::Error,
    explain: "\
Lists and entries stand inside each other more deeply than any course needs. Usually a bracket was \
not closed, or the file is not what it should be.",
    example: Example { wrong: "", right: "" },
};

pub(super) fn too_deep(span: Span, depth: usize) -> Diagnostic {
    Diagnostic::new(&YAML_TOO_DEEP, span, format!("more than {depth} levels stand inside each other here"))
        .help("close the brackets that are open, or flatten the structure")
}

static YAML_TOO_MANY: Rule = Rule {
    code: "yaml-too-many",
    severity: Severity::Error,
    explain: "\
A single file holds more values than coursewright reads. Split it: each module has a quiz file of its own.",
    example: Example { wrong: "", right: "" },
};

pub(super) fn too_many(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(&YAML_TOO_MANY, span, format!("the file holds more than {limit} values"))
        .help("split it into several files")
}

/// `braces` says whether it is a pair of braces inside another.
pub(super) fn key_is_no_text(span: Span, braces: bool) -> Diagnostic {
    if braces {
        Diagnostic::new(&YAML_SYNTAX, span, "a text without quotes cannot begin with `{`")
            .help("put the whole text in quotes: \"…\"")
    } else {
        Diagnostic::new(&YAML_SYNTAX, span, "a key must be a simple text").help("write `name: value`")
    }
}

static DUPLICATE_KEY: Rule = Rule {
    code: "duplicate-key",
    severity: Severity::Error,
    explain: "\
The same key stands twice in one place, so one of the two values would be lost. Keep one of them. \
Often a new question or option was begun without the hyphen in front.",
    example: Example { wrong: "title: Refunds\ntitle: Repairs\n", right: "title: Refunds and repairs\n" },
};

pub(super) fn duplicate_key(key: &str, again: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_KEY, again, format!("the key `{key}` is given twice"))
        .label("given again here")
        .also(first, "first given here")
        .help("keep one of the two; a new item of a list begins with `- `")
}

static CUT_SHORT: Rule = Rule {
    code: "text-cut-short",
    severity: Severity::Warning,
    explain: "\
In YAML a # after a space begins a comment, so the text ends before it and the rest is never shown. \
Put the text in quotes if the # belongs to it; leave a space behind the # if it is a comment.",
    example: Example { wrong: "text: Press #1 to pay\n", right: "text: \"Press #1 to pay\"\n" },
};

pub(super) fn cut_short(span: Span) -> Diagnostic {
    Diagnostic::new(&CUT_SHORT, span, "what follows `#` is a comment and will not be shown")
        .help("put the whole text in quotes, or write `# ` with a space if you meant a comment")
}

static UNKNOWN_KEY: Rule = Rule {
    code: "unknown-key",
    severity: Severity::Error,
    explain: "\
The key has no meaning here, so what it says would be lost. Often it is a misspelling, or the line is \
indented too little or too much and belongs to something else. An editor set up by `coursewright new` \
offers the keys that exist.",
    example: Example { wrong: "tittle: Refunds\n", right: "title: Refunds\n" },
};

/// What to do about a text in braces that a comma splits.
pub(super) const COMMA: &str = "put the text in front of it in quotes if the comma belongs to that";

pub(super) fn unknown_key(span: Span, key: &str, known: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_KEY, span, format!("unknown key `{key}`"));
    match crate::diag::did_you_mean(key, known.iter().copied()) {
        Some(meant) => finding.label(format!("did you mean `{meant}`?")).help(format!("write `{meant}:`")),
        None => finding.help(format!("the keys that can stand here are {}", listed(known))),
    }
}

static WRONG_TYPE: Rule = Rule {
    code: "wrong-type",
    severity: Severity::Error,
    explain: "\
The value is of another kind than the key wants: a text where a list belongs, a word where a number \
belongs, and so on. A list has one item a line, each with a hyphen in front; a yes-or-no is written \
true or false.",
    example: Example { wrong: "shuffle: yes\n", right: "shuffle: true\n" },
};

pub(super) fn wrong_type(span: Span, name: Name, wanted: &[&str], found: &str) -> Diagnostic {
    let help = match (name, wanted) {
        (Name::File, _) => "write a key and a colon at the beginning of each line: `key: value`".to_owned(),
        (_, ["a list", ..]) => "write one item a line below it, each with `- ` in front".to_owned(),
        (_, ["true or false"]) => "write `true` or `false`".to_owned(),
        (Name::ItemOf(_), ["entries like `key: value`"]) => {
            "write its keys behind the hyphen, one a line: `- key: value`".to_owned()
        }
        (_, ["entries like `key: value`"]) => {
            "write entries like `key: value` below it, one a line and indented".to_owned()
        }
        (_, ["a whole number"]) => "write digits only, for example `8`".to_owned(),
        (_, ["a text", ..]) => "write the text, in quotes if it begins with a special character".to_owned(),
        (_, wanted) => format!("write {}", wanted.join(" or ")),
    };
    let finding = Diagnostic::new(
        &WRONG_TYPE,
        span,
        if found == "nothing" {
            format!("{} is empty", called(name))
        } else {
            format!("{} must be {}, not {found}", called(name), wanted.join(" or "))
        },
    );
    match found {
        "nothing" => finding.help(help),
        "entries" => finding.label("these are entries").help(help),
        found => finding.label(format!("this is {found}")).help(help),
    }
}

fn called(name: Name) -> String {
    match name {
        Name::File => "the file".to_owned(),
        Name::Key(key) => format!("`{key}`"),
        Name::ItemOf(key) => format!("an item of `{key}`"),
    }
}

static OUT_OF_RANGE: Rule = Rule {
    code: "number-out-of-range",
    severity: Severity::Error,
    explain: "The number is smaller or greater than this key can take: nobody takes a quiz no times at all.",
    example: Example { wrong: "attempts: 0\n", right: "attempts: 1\n" },
};

pub(super) fn out_of_range(span: Span, name: Name, given: i64, least: i64, most: i64) -> Diagnostic {
    let help = if given < least {
        format!("write a number that is at least {least}, or leave the line out")
    } else {
        format!("write a number that is at most {most}, or leave the line out")
    };
    Diagnostic::new(&OUT_OF_RANGE, span, format!("{} cannot be {given}", called(name))).help(help)
}

static UNKNOWN_VALUE: Rule = Rule {
    code: "unknown-value",
    severity: Severity::Error,
    explain: "The key takes one of a few words only, and this is none of them. Often it is a misspelling.",
    example: Example { wrong: "feedback: allways\n", right: "feedback: each\n" },
};

pub(super) fn unknown_value(span: Span, name: Name, given: &str, known: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(
        &UNKNOWN_VALUE,
        span,
        format!("`{given}` is not a value that {} can have", called(name)),
    );
    match (crate::diag::did_you_mean(given, known.iter().copied()), name) {
        (Some(meant), Name::Key(key)) => {
            finding.label(format!("did you mean `{meant}`?")).help(format!("write `{key}: {meant}`"))
        }
        _ => finding.help(format!("write one of {}", listed(known))),
    }
}

/// `wanted` says what the key takes.
pub(super) fn missing_key(span: Span, key: &str, wanted: &[&str]) -> Diagnostic {
    let help = match (key, wanted.first()) {
        ("title", _) => "add `title: What this is about`".to_owned(),
        ("prompt", _) => "add `prompt: What is the learner asked?`".to_owned(),
        ("type", _) => "add `type: single-choice`, or another kind of question".to_owned(),
        (key, Some(&"a list")) => {
            format!("add `{key}:`, and below it one item a line, each with `- ` in front")
        }
        (key, _) => format!("add `{key}: …`"),
    };
    Diagnostic::new(&MISSING_KEY, span, format!("the key `{key}` is missing")).help(help)
}

static EMPTY_FILE: Rule = Rule {
    code: "empty-file",
    severity: Severity::Error,
    explain: "\
The file says nothing: it is empty, or all of it is comments (lines that begin with #). Fill it in, or \
delete it until you do.",
    example: Example { wrong: "# to be written\n", right: "title: Refunds\n" },
};

pub(super) fn empty_file(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(&EMPTY_FILE, Place::File(path.clone()), "nothing is written in this file")
        .help("fill it in, for example from `title: …` on, or delete it")
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
