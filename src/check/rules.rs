//! What can be wrong with the files of a project taken together.

use crate::diag::{Diagnostic, Example, Names, Rule, Severity};
use crate::source::{Place, SourcePath, without_number};

/// Every rule of this module.
pub(super) const RULES: &[&Rule] = &[
    &NO_SETTINGS,
    &NO_COURSES,
    &NO_COURSE_FILE,
    &NO_MODULES,
    &NO_INDEX,
    &BROKEN_LINK,
    &BROKEN_ANCHOR,
    &BROKEN_PICTURE,
    &UNKNOWN_SOURCE,
    &UNKNOWN_OBJECTIVE,
    &UNKNOWN_MODULE,
    &UNKNOWN_QUESTION,
    &ASKED_TWICE,
    &SEALED_IN_TEXT,
    &RAW_HTML,
];

/// How one writes the way from the file `from` to the file `to`.
fn way(from: &SourcePath, to: &str) -> String {
    let here: Vec<&str> = from.folder().split('/').collect();
    let there: Vec<&str> = to.split('/').collect();
    let shared = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    "../".repeat(here.len() - shared) + &there[shared..].join("/")
}

/// The first few of some names.
pub(super) fn listed(names: &Names) -> String {
    const MOST: usize = 12;
    let shown: Vec<String> = names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    shown.join(", ") + if names.iter().len() > MOST { " and more" } else { "" }
}

static NO_SETTINGS: Rule = Rule {
    code: "no-site-file",
    severity: Severity::Error,
    explain: "\
A project has a file `content/site.yml` with at least the title of the site.",
    example: Example { wrong: "", right: "title: Training for our service desk\n" },
};

pub(super) fn no_settings() -> Diagnostic {
    Diagnostic::new(
        &NO_SETTINGS,
        Place::File(SourcePath::new("content/site.yml")),
        "the project has no `site.yml`",
    )
    .help("write a file `content/site.yml` with a line `title: …`")
}

static NO_COURSES: Rule = Rule {
    code: "no-courses",
    severity: Severity::Error,
    explain: "\
A site needs something to teach: a folder in `content/` with a `course.yml` and a folder for each \
module.",
    example: Example {
        wrong: "",
        right: "content/privacy/course.yml\ncontent/privacy/01-requests/index.md\n",
    },
};

pub(super) fn no_courses() -> Diagnostic {
    Diagnostic::new(
        &NO_COURSES,
        Place::File(SourcePath::new("content/site.yml")),
        "the project has no course",
    )
    .help("make a folder in `content/` with a `course.yml`; `coursewright new DIR` shows how it looks")
}

static NO_COURSE_FILE: Rule = Rule {
    code: "no-course-file",
    severity: Severity::Error,
    explain: "\
Every course has a file `course.yml` with its title and summary.",
    example: Example {
        wrong: "content/privacy/01-requests/index.md\n",
        right: "content/privacy/course.yml\ncontent/privacy/01-requests/index.md\n",
    },
};

pub(super) fn no_course_file(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        &NO_COURSE_FILE,
        Place::File(path.clone()),
        format!("the folder `{}` has modules and no `course.yml`", path.folder()),
    )
    .help("write this file with the keys `title` and `summary`")
}

static NO_MODULES: Rule = Rule {
    code: "no-modules",
    severity: Severity::Warning,
    explain: "\
The course has no module yet, so there is nothing to learn. A module is a folder with a page \
`index.md`.",
    example: Example {
        wrong: "content/privacy/course.yml\n",
        right: "content/privacy/course.yml\ncontent/privacy/01-requests/index.md\n",
    },
};

pub(super) fn no_modules(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(&NO_MODULES, Place::File(path.clone()), "the course has no module")
        .help(format!("write a first page: `{}/01-first-module/index.md`", path.folder()))
}

static NO_INDEX: Rule = Rule {
    code: "no-index-page",
    severity: Severity::Error,
    explain: "\
The first page of a module is called `index.md`; it gives the module its title and its address. \
Further pages have names of their own, with a number in front that orders them.",
    example: Example {
        wrong: "content/privacy/01-requests/01-start.md\n",
        right: "content/privacy/01-requests/index.md\n",
    },
};

/// `has_pages` says whether the module has other pages.
pub(super) fn no_index(path: &SourcePath, has_pages: bool) -> Diagnostic {
    Diagnostic::new(
        &NO_INDEX,
        Place::File(path.clone()),
        format!("the module `{}` has no `index.md`", path.folder()),
    )
    .help(if has_pages { "name its first page `index.md`" } else { "write its first page: `index.md`" })
}

static BROKEN_LINK: Rule = Rule {
    code: "broken-link",
    severity: Severity::Error,
    explain: "\
The link leads to a file that does not exist. Links are written as the way from this file to the \
other, with its full name: `02-duties.md` for a page beside this one, `../02-refunds/index.md` for \
another module.",
    example: Example { wrong: "[duties](02-dutys.md)\n", right: "[duties](02-duties.md)\n" },
};

/// `meant` is the file that was probably meant.
pub(super) fn broken_link(
    place: Place,
    from: &SourcePath,
    to: &SourcePath,
    meant: Option<&str>,
) -> Diagnostic {
    let finding = Diagnostic::new(&BROKEN_LINK, place, format!("there is no file `{to}`"));
    match meant.map(|meant| way(from, meant)) {
        Some(way) => finding.label(format!("did you mean `{way}`?")).help(format!("write `{way}`")),
        None => finding.help("check the name, its number and its ending (`.md`), and count the `../`"),
    }
}

static BROKEN_ANCHOR: Rule = Rule {
    code: "broken-anchor",
    severity: Severity::Error,
    explain: "\
The page exists, but has no such heading. The anchor of a heading is its text in lower case with \
hyphens, unless it is set with {#…}.",
    example: Example {
        wrong: "[exceptions](02-duties.md#exeptions)\n",
        right: "[exceptions](02-duties.md#exceptions)\n",
    },
};

pub(super) fn broken_anchor(place: Place, path: &SourcePath, fragment: &str, known: &Names) -> Diagnostic {
    let finding = Diagnostic::new(&BROKEN_ANCHOR, place, format!("`{path}` has no heading `#{fragment}`"));
    match known.meant_by(fragment) {
        Some(meant) => finding.label(format!("did you mean `#{meant}`?")).help(format!("write `#{meant}`")),
        None if known.is_empty() => finding.help("leave out the `#` and what follows"),
        None => finding.help(format!("its headings are {}", listed(known))),
    }
}

static BROKEN_PICTURE: Rule = Rule {
    code: "broken-picture",
    severity: Severity::Error,
    explain: "\
The picture does not exist. Pictures stand beside the text that shows them and are named as they \
are on disk, upper and lower case included.",
    example: Example { wrong: "![The desk](Desk.jpg)\n", right: "![The desk](desk.jpg)\n" },
};

/// `meant` is the file that was probably meant.
pub(super) fn broken_picture(
    place: Place,
    from: &SourcePath,
    to: &SourcePath,
    meant: Option<&str>,
) -> Diagnostic {
    let finding = Diagnostic::new(&BROKEN_PICTURE, place, format!("there is no picture `{to}`"));
    match meant.map(|meant| way(from, meant)) {
        Some(way) => finding.label(format!("did you mean `{way}`?")).help(format!("write `{way}`")),
        None => finding.help("put the picture beside this file, and check its name and ending"),
    }
}

static UNKNOWN_SOURCE: Rule = Rule {
    code: "unknown-source",
    severity: Severity::Error,
    explain: "\
Sources are cited by the name under which they stand in `content/sources.yml`, so that each \
appears in the bibliography with its date.",
    example: Example { wrong: "{{source: gdpr-12}}\n", right: "{{source: gdpr-12-3}}\n" },
};

pub(super) fn unknown_source(place: Place, id: &str, known: &Names) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_SOURCE, place, format!("`sources.yml` has no source `{id}`"));
    match known.meant_by(id) {
        Some(meant) => finding
            .label(format!("did you mean `{meant}`?"))
            .help(format!("write `{meant}`, or add `{id}` to `content/sources.yml`")),
        None => finding.help(format!("add it to `content/sources.yml`: `{id}:` with a `citation:` below it")),
    }
}

static UNKNOWN_OBJECTIVE: Rule = Rule {
    code: "unknown-objective",
    severity: Severity::Error,
    explain: "\
Objectives are declared in the `course.yml` of the course, each with a name and the sentence that \
learners read. Pages and questions use the name.",
    example: Example { wrong: "objective: meet-dedline\n", right: "objective: meet-deadline\n" },
};

pub(super) fn unknown_objective(place: Place, id: &str, course: &SourcePath, known: &Names) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_OBJECTIVE, place, format!("the course has no objective `{id}`"));
    match known.meant_by(id) {
        Some(meant) => finding
            .label(format!("did you mean `{meant}`?"))
            .help(format!("write `{meant}`, or add `{id}` to `{course}`")),
        None => finding.help(format!("add it to `{course}`, below `objectives:`: `{id}: …`")),
    }
}

static UNKNOWN_MODULE: Rule = Rule {
    code: "unknown-module",
    severity: Severity::Error,
    explain: "\
Modules are named by their folders without the number in front, as in their address: the folder \
02-refunds is the module `refunds`.",
    example: Example { wrong: "required: [02-refunds]\n", right: "required: [refunds]\n" },
};

pub(super) fn unknown_module(place: Place, id: &str, known: &Names) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_MODULE, place, format!("the course has no module `{id}`"));
    let bare = without_number(id);
    match if known.contains(bare) { Some(bare) } else { known.meant_by(bare) } {
        Some(meant) => finding.label(format!("did you mean `{meant}`?")).help(format!("write `{meant}`")),
        None if known.is_empty() => finding.help("write its first page, or delete the name"),
        None => finding.help(format!("its modules are {}", listed(known))),
    }
}

static UNKNOWN_QUESTION: Rule = Rule {
    code: "unknown-question",
    severity: Severity::Error,
    explain: "\
A knowledge check shows a question of the `quiz.yml` beside the page, by its id.",
    example: Example { wrong: "{{question: first-stp}}\n", right: "{{question: first-step}}\n" },
};

pub(super) fn unknown_question(place: Place, id: &str, has_quiz: bool, known: &Names) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_QUESTION, place, format!("the module has no question `{id}`"));
    match known.meant_by(id) {
        Some(meant) => finding
            .label(format!("did you mean `{meant}`?"))
            .help(format!("write `{{{{question: {meant}}}}}`")),
        None if has_quiz && known.is_empty() => {
            finding.help(format!("write `id: {id}` in the question of its `quiz.yml` that you mean"))
        }
        None if has_quiz => finding.help(format!("the questions of its `quiz.yml` are {}", listed(known))),
        None => finding.help("write a `quiz.yml` beside the page with a question that has this id"),
    }
}

static ASKED_TWICE: Rule = Rule {
    code: "asked-twice",
    severity: Severity::Error,
    explain: "\
The same question stands twice on one page, so an answer to one would change the other.",
    example: Example {
        wrong: "{{question: first-step}}\n\n{{question: first-step}}\n",
        right: "{{question: first-step}}\n",
    },
};

pub(super) fn asked_twice(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(&ASKED_TWICE, place, format!("the question `{id}` stands twice on this page"))
        .help("delete one of them")
}

static SEALED_IN_TEXT: Rule = Rule {
    code: "sealed-in-text",
    severity: Severity::Error,
    explain: "\
A question that stands in a text is marked at once, so its key would be in the page for everybody to \
read. The key of a sealed quiz must not be in the site. Write another question for the text, or take \
`mode: sealed` from the quiz.",
    example: Example { wrong: "", right: "" },
};

pub(super) fn sealed_in_text(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(&SEALED_IN_TEXT, place, format!("the question `{id}` belongs to a sealed quiz")).help(
        "delete it here, or delete `mode: sealed` in the quiz; a question in a text gives its answer away",
    )
}

static RAW_HTML: Rule = Rule {
    code: "raw-html",
    severity: Severity::Error,
    explain: "\
HTML in a page escapes all that coursewright promises: that pages can be read by everybody, ask no \
other host and run under a strict security policy. Markdown and blocks can say nearly everything. \
If you answer for what the HTML does, the site can allow it.",
    example: Example { wrong: "Press <b>Enter</b>.\n", right: "Press **Enter**.\n" },
};

pub(super) fn raw_html(place: Place) -> Diagnostic {
    Diagnostic::new(&RAW_HTML, place, "HTML is not allowed in pages of this site")
        .help("say it in Markdown, write `\\<` if you mean the sign, or put `allow_html: true` into `content/site.yml`")
}
