//! The theme's script: ES modules, put together into one classic script.
//!
//! Browsers refuse module scripts on `file://`, and a site must work when it
//! is opened from disk. So the modules keep to a form that can be joined by
//! cutting lines: named exports, imports by the same name, every statement of
//! the top level beginning in the first column and everything inside one
//! indented. Nothing is renamed; a name may stand at the top level of one file
//! only. This is no JavaScript parser: what is not in that form is refused.

use std::collections::{BTreeMap, HashMap};
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

/// Joins the modules that `main.js` needs, each after those that it needs
/// itself, into one script that hides its names. `words` is the JSON of the
/// interface's words, which the modules know as `words`. Empty if there is no
/// `main.js`.
///
/// # Errors
/// Everything that does not keep to the form.
pub fn join<'a>(
    modules: impl IntoIterator<Item = (&'a str, &'a str)>,
    words: &str,
) -> Result<String, Vec<Fault>> {
    let texts: BTreeMap<&str, &str> = modules.into_iter().collect();
    if !texts.contains_key("main.js") {
        return Ok(String::new());
    }
    let mut joined = Joined {
        texts: &texts,
        path: Vec::new(),
        exports: HashMap::new(),
        names: HashMap::new(),
        script: String::new(),
        faults: Vec::new(),
    };
    joined.module("main.js");
    if !joined.faults.is_empty() {
        return Err(joined.faults);
    }
    Ok(format!("(() => {{\n\"use strict\";\nconst words = {words};\n{}}})();\n", joined.script))
}

/// A script in the making.
struct Joined<'t, 'a> {
    texts: &'t BTreeMap<&'a str, &'a str>,
    /// Modules from `main.js` to the one at hand.
    path: Vec<&'a str>,
    /// What each finished module exports.
    exports: HashMap<&'a str, Vec<&'a str>>,
    /// Every name of a top level, and its module.
    names: HashMap<&'a str, &'a str>,
    script: String,
    faults: Vec<Fault>,
}

impl<'a> Joined<'_, 'a> {
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
        self.script.push_str(&body);
        self.exports.insert(file, exports);
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
        if !self.exports.contains_key(from) {
            self.module(from);
        }
        for name in names {
            if name.contains(char::is_whitespace) {
                self.fault(
                    file,
                    at,
                    format!("`{name}` renames an import; names stay the same in all modules"),
                );
            } else if !self.exports.get(from).is_some_and(|exports| exports.contains(&name)) {
                self.fault(file, at, format!("`{from}` exports no `{name}`"));
            }
        }
    }

    fn declare(&mut self, file: &'a str, statement: &'a str, at: &Range<usize>) {
        for name in declared(statement) {
            let other = if name == "words" { Some("the theme") } else { self.names.insert(name, file) };
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
    use super::join;

    fn faults(modules: &[(&str, &str)]) -> Vec<String> {
        let faults = join(modules.iter().copied(), "{}").err().unwrap_or_default();
        faults.into_iter().map(|fault| format!("{}:{:?} {}", fault.file, fault.line, fault.message)).collect()
    }

    #[test]
    fn modules_are_joined_after_those_they_need() {
        let main = "// Starts.\nimport {\n  start,\n} from \"./start.js\";\nimport { twice } from \"./sum.js\";\n\nstart(twice);\n";
        let start = "import { twice } from \"./sum.js\";\nexport async function start(f) {\n  f(2);\n}\n";
        let sum = "/** Adds. */\nconst add = (a, b) => a + b;\nexport const twice = (a) => add(a, a);\n";
        let joined =
            join([("main.js", main), ("start.js", start), ("sum.js", sum)], "{\"yes\":\"Yes\"}").unwrap();
        let expected = "(() => {\n\"use strict\";\nconst words = {\"yes\":\"Yes\"};\n\
            const add = (a, b) => a + b;\nconst twice = (a) => add(a, a);\n\
            async function start(f) {\n  f(2);\n}\nstart(twice);\n})();\n";
        assert_eq!(joined, expected);
    }

    #[test]
    fn without_an_entry_there_is_no_script() {
        assert_eq!(join([("sum.js", "export default 1;")], "{}"), Ok(String::new()));
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
