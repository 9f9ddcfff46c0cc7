//! The theme's scripts: ES modules, put together into a few classic scripts.
//!
//! Browsers refuse module scripts on `file://`, and a site must work when it
//! is opened from disk. So the modules keep to a form that can be joined by
//! cutting lines: named exports, imports by the same name, every statement of
//! the top level beginning in the first column and everything inside one
//! indented. Nothing is renamed; a name may stand at the top level of one file
//! only. This is no JavaScript parser: what is not in that form is refused.
//!
//! A page loads only the scripts that it needs, and no module stands in two of
//! them: it is in the first that needs it, and later ones take its names from
//! there, by way of the one object (`cw`) that all scripts of a page share.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

/// Something in a module that cannot be joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The module: its name in the folder `script`.
    pub file: String,
    /// The line, in bytes of the module.
    pub line: Range<usize>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
}

/// A script of the site. Scripts are told apart by their place in the order in
/// which a page loads them; the first is on every page.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Joined<'a> {
    /// The statements of its modules, each module after those that it needs.
    /// They know the interface's words as `words`.
    pub body: String,
    /// The earlier scripts whose names it uses.
    pub needs: BTreeSet<usize>,
    /// Its names that later scripts use.
    gives: BTreeSet<&'a str>,
    /// Names of earlier scripts that it uses.
    takes: BTreeSet<&'a str>,
}

/// Joins the modules into one script for each of `entries`, the modules in which
/// scripts begin. A script whose entry is missing, or stands in an earlier one,
/// is empty.
///
/// # Errors
/// Everything that does not keep to the form.
pub fn join<'a>(
    modules: impl IntoIterator<Item = (&'a str, &'a str)>,
    entries: &[&'a str],
) -> Result<Vec<Joined<'a>>, Vec<Fault>> {
    let texts: BTreeMap<&str, &str> = modules.into_iter().collect();
    let mut joined = Joining { texts, ..Joining::default() };
    for entry in entries {
        joined.scripts.push(Joined::default());
        if !joined.modules.contains_key(entry) {
            joined.module(entry);
        }
    }
    if joined.faults.is_empty() { Ok(joined.scripts) } else { Err(joined.faults) }
}

/// The text of the first script, which hides its names. `words` is the JSON of
/// the interface's words that it says.
pub fn first(script: &Joined, words: &str) -> String {
    let given = listed(script.gives.iter().chain([&"words"]));
    format!(
        "const cw = {{}};\n(() => {{\n\"use strict\";\nconst words = {words};\n{}Object.assign(cw, {{ {given} }});\n}})();\n",
        script.body
    )
}

/// The text of a later script, with the words that the first does not have;
/// nothing if it is empty.
pub fn later(script: &Joined, words: &str) -> String {
    if script.body.is_empty() {
        return String::new();
    }
    let taken = listed(script.takes.iter().chain([&"words"]));
    let given = if script.gives.is_empty() {
        String::new()
    } else {
        format!("Object.assign(cw, {{ {} }});\n", listed(&script.gives))
    };
    format!(
        "(() => {{\n\"use strict\";\nconst {{ {taken} }} = cw;\nObject.assign(words, {words});\n{}{given}}})();\n",
        script.body
    )
}

fn listed<'s>(names: impl IntoIterator<Item = &'s &'s str>) -> String {
    names.into_iter().copied().collect::<Vec<_>>().join(", ")
}

/// The names that scripts have without declaring them.
const RESERVED: [&str; 2] = ["words", "cw"];

/// Scripts in the making.
#[derive(Default)]
struct Joining<'a> {
    texts: BTreeMap<&'a str, &'a str>,
    scripts: Vec<Joined<'a>>,
    /// Modules from an entry to the one at hand.
    path: Vec<&'a str>,
    /// Each finished module: the script that has it, and what it exports.
    modules: HashMap<&'a str, (usize, Vec<&'a str>)>,
    /// Every name of a top level, and its module.
    names: HashMap<&'a str, &'a str>,
    faults: Vec<Fault>,
}

impl<'a> Joining<'a> {
    fn module(&mut self, file: &'a str) {
        let Some(text) = self.texts.get(file).copied() else { return };
        self.path.push(file);
        let mut exports = Vec::new();
        let mut body = String::new();
        for (statement, at) in lines(text) {
            let code = statement.trim_end();
            if let Some(import) = code.strip_prefix("import ") {
                self.import(file, import, &at);
            } else if let Some(exported) = code.strip_prefix("export ") {
                match declared(exported).as_slice() {
                    [name] if exported.starts_with("let ") || exported.starts_with("var ") => {
                        let message = format!("`{name}` can change; what a module exports stays the same");
                        self.fault(file, &at, message);
                    }
                    [name] => exports.push(*name),
                    _ => self.fault(
                        file,
                        &at,
                        "a module exports names one at a time, and no `default`: `export const name = …`",
                    ),
                }
                self.declare(file, exported, &at);
                body.push_str(exported);
                body.push('\n');
            } else if !code.is_empty() && !is_comment(code) {
                if imports_late(code) {
                    self.fault(file, &at, "`import()` does not work in a site that is opened from disk");
                }
                self.declare(file, code, &at);
                body.push_str(code);
                body.push('\n');
            }
        }
        let at = self.scripts.len() - 1;
        self.scripts[at].body.push_str(&body);
        self.modules.insert(file, (at, exports));
        self.path.pop();
    }

    /// An import statement without the word `import`.
    fn import(&mut self, file: &'a str, statement: &'a str, at: &Range<usize>) {
        let Some((names, from)) = import_parts(statement) else {
            let form = "an import has the form `import { name } from \"./file.js\";`";
            return self.fault(file, at, form);
        };
        if self.path.contains(&from) {
            let message = format!("`{from}` imports this module in turn; modules cannot need each other");
            return self.fault(file, at, message);
        }
        if !self.texts.contains_key(from) {
            return self.fault(file, at, format!("there is no module `{from}`"));
        }
        if !self.modules.contains_key(from) {
            self.module(from);
        }
        let Some((there, exports)) = self.modules.get(from) else { return };
        let here = self.scripts.len() - 1;
        if *there < here {
            self.scripts[here].needs.insert(*there);
        }
        let mut faults = Vec::new();
        for name in names {
            if name.contains(char::is_whitespace) {
                let message = format!("`{name}` renames an import; names stay the same in all modules");
                faults.push(message);
            } else if !exports.contains(&name) {
                faults.push(format!("`{from}` exports no `{name}`"));
            } else if *there < here {
                self.scripts[*there].gives.insert(name);
                self.scripts[here].takes.insert(name);
            }
        }
        for message in faults {
            self.fault(file, at, message);
        }
    }

    fn declare(&mut self, file: &'a str, statement: &'a str, at: &Range<usize>) {
        for name in declared(statement) {
            let other =
                if RESERVED.contains(&name) { Some("the theme") } else { self.names.insert(name, file) };
            if let Some(other) = other {
                self.fault(file, at, format!("the name `{name}` is taken by `{other}`"));
            }
        }
    }

    fn fault(&mut self, file: &str, line: &Range<usize>, message: impl Into<String>) {
        self.faults.push(Fault { file: file.to_owned(), line: line.clone(), message: message.into() });
    }
}

/// The lines of a module, with their places; an import over several lines is one.
fn lines(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let mut length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        if rest.starts_with("import ") {
            length = rest.find(';').map_or(length, |end| end + 1).max(length);
        }
        let range = at..at + rest[..length].trim_end().len();
        at += length;
        Some((&rest[..length], range))
    })
}

/// Names and file of `{ a, b } from "./file.js";`.
fn import_parts(statement: &str) -> Option<(Vec<&str>, &str)> {
    let (names, from) = match statement.trim_start().strip_prefix('{') {
        Some(rest) => {
            let (names, from) = rest.split_once('}')?;
            (names, from.trim_start().strip_prefix("from")?)
        }
        None => ("", statement),
    };
    let quoted = from.trim().strip_suffix(';')?.trim();
    let file = quoted.strip_prefix("\"./")?.strip_suffix('"')?;
    Some((names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect(), file))
}

/// The names that a statement of the top level declares.
fn declared(statement: &str) -> Vec<&str> {
    let statement = statement.strip_prefix("async ").unwrap_or(statement);
    let Some((word, rest)) = statement.split_once([' ', '*']) else { return Vec::new() };
    if !matches!(word, "const" | "let" | "var" | "function" | "class") {
        return Vec::new();
    }
    let rest = rest.trim_start_matches(['*', ' ']);
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let name = |text: &'_ str| text.find(|c| !is_name(c)).unwrap_or(text.len());
    if let Some((inside, _)) = rest.strip_prefix(['{', '[']).and_then(|rest| rest.split_once(['}', ']'])) {
        let bound = |part: &'_ str| part.rsplit(':').next().map_or(0, str::len);
        return inside
            .split(',')
            .map(|part| part[part.len() - bound(part)..].trim())
            .map(|part| &part[..name(part)])
            .filter(|name| !name.is_empty())
            .collect();
    }
    let end = name(rest);
    if end == 0 { Vec::new() } else { vec![&rest[..end]] }
}

/// Whether a line is a comment and nothing else; such lines are not shipped.
fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("//")
        || line == "*"
        || line.starts_with("* ")
        || line.starts_with("*/")
        || (line.starts_with("/*") && line.find("*/").is_none_or(|end| end + 2 == line.len()))
}

fn imports_late(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    let code = code.split("/*").next().unwrap_or_default();
    code.match_indices("import(")
        .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.'))
}

#[cfg(test)]
mod tests {
    use super::{first, join, later};

    fn faults(modules: &[(&str, &str)]) -> Vec<String> {
        let faults = join(modules.iter().copied(), &["main.js"]).err().unwrap_or_default();
        faults.into_iter().map(|fault| format!("{}:{:?} {}", fault.file, fault.line, fault.message)).collect()
    }

    #[test]
    fn modules_are_joined_after_those_they_need() {
        let main = "// Starts.\nimport {\n  start,\n} from \"./start.js\";\nimport { twice } from \"./sum.js\";\n\nstart(twice);\n";
        let start = "import { twice } from \"./sum.js\";\nexport async function start(f) {\n  f(2);\n}\n";
        let sum = "/** Adds. */\nconst add = (a, b) => a + b;\nexport const twice = (a) => add(a, a);\n";
        let joined = join([("main.js", main), ("start.js", start), ("sum.js", sum)], &["main.js"]).unwrap();
        let expected = "const cw = {};\n(() => {\n\"use strict\";\nconst words = {\"yes\":\"Yes\"};\n\
            const add = (a, b) => a + b;\nconst twice = (a) => add(a, a);\n\
            async function start(f) {\n  f(2);\n}\nstart(twice);\nObject.assign(cw, { words });\n})();\n";
        assert_eq!(first(&joined[0], "{\"yes\":\"Yes\"}"), expected);
    }

    #[test]
    fn a_later_script_takes_what_an_earlier_one_has() {
        let joined = join(
            [
                ("main.js", "import { one } from \"./one.js\";\none();\n"),
                (
                    "more.js",
                    "import { one } from \"./one.js\";\nimport { two } from \"./two.js\";\none(two);\n",
                ),
                ("most.js", "import { two } from \"./two.js\";\ntwo();\n"),
                ("own.js", "import { one } from \"./one.js\";\none();\n"),
                ("one.js", "export function one() {}\n"),
                ("two.js", "export function two() {}\n"),
            ],
            &["main.js", "more.js", "most.js", "own.js", "none.js"],
        )
        .unwrap();
        let needs: Vec<Vec<usize>> =
            joined.iter().map(|script| script.needs.iter().copied().collect()).collect();
        assert_eq!(needs, [vec![], vec![0], vec![1], vec![0], vec![]]);
        assert!(first(&joined[0], "{}").contains("one();\nObject.assign(cw, { one, words });\n"));
        let expected = "(() => {\n\"use strict\";\nconst { one, words } = cw;\nObject.assign(words, {\"a\":\"b\"});\n\
            function two() {}\none(two);\nObject.assign(cw, { two });\n})();\n";
        assert_eq!(later(&joined[1], "{\"a\":\"b\"}"), expected);
        assert!(later(&joined[2], "{}").contains("const { two, words } = cw;\n"));
        assert_eq!(later(&joined[4], "{}"), "");
    }

    #[test]
    fn what_cannot_be_joined_is_refused_with_its_place() {
        let one = |text: &str| faults(&[("main.js", text), ("a.js", "export const a = 1;\n")]).join("; ");
        assert!(one("export default 1;\n").starts_with("main.js:0..17 a module exports names one at a time"));
        assert!(one("export { a };\n").contains("one at a time"));
        assert!(one("export * from \"./a.js\";\n").contains("one at a time"));
        assert!(one("import * as a from \"./a.js\";\n").contains("has the form"));
        assert!(one("import a from \"./a.js\";\n").contains("has the form"));
        assert!(one("import { a as b } from \"./a.js\";\n").contains("renames"));
        assert!(one("import { b } from \"./a.js\";\n").contains("exports no `b`"));
        assert!(one("import { a } from \"./b.js\";\n").contains("no module `b.js`"));
        assert!(one("import { a } from \"./a.js\";\nconst a = 2;\n").contains("`a` is taken by `a.js`"));
        assert!(one("const words = 2;\n").contains("taken by `the theme`"));
        assert!(one("const cw = 2;\n").contains("taken by `the theme`"));
        assert!(one("export let b = 1;\n").contains("`b` can change"));
        assert!(one("  const a = await import(\"./a.js\");\n").contains("opened from disk"));
        assert_eq!(one("/** @type {import(\"./a.js\").A} */\nlet b;\n"), "");
    }

    #[test]
    fn modules_that_need_each_other_are_refused() {
        let a = "import { b } from \"./b.js\";\nexport const a = 1;\n";
        let b = "import { a } from \"./a.js\";\nexport const b = 1;\n";
        let found = faults(&[("main.js", "import { a } from \"./a.js\";\n"), ("a.js", a), ("b.js", b)]);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("b.js:0..27 `a.js` imports this module in turn"), "{found:?}");
    }
}
