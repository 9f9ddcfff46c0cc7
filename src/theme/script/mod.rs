//! The theme's scripts: ES modules, put together into a few classic scripts.
//!
//! Browsers refuse module scripts on `file://`, and a site must work when it
//! is opened from disk. So the statements of the modules are put one after the
//! other into a function. For that, a module exports names that it declares,
//! others import them by the same name, and a name may stand at the top level
//! of one file only.
//!
//! A page loads only the scripts that it needs, and no module stands in two of
//! them: it is in the first that needs it, and later ones take its names from
//! there, by way of the one object that all scripts of a page share.

mod minified;
mod module;
mod shared;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use self::minified::minified;
use self::module::{Import, Module, Name};
use self::shared::Shared;

/// Something in a module that cannot be joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The module: its name in the folder `script`.
    pub file: String,
    /// The place, in bytes of the module.
    pub at: Range<usize>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
}

/// A script of the site. Scripts are told apart by their place in the order in
/// which a page loads them; the first is on every page.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// The statements of its modules, each module after those that it needs.
    /// They know the interface's words as `words`.
    pub body: String,
    /// The earlier scripts whose names it uses.
    pub needs: BTreeSet<usize>,
    /// Its names that later scripts use.
    gives: BTreeSet<String>,
    /// Names of earlier scripts that it uses.
    takes: BTreeSet<String>,
    shared: Arc<Shared>,
}

/// Joins the modules into one script for each of `entries`, the modules in which
/// scripts begin. A script whose entry is missing, or stands in an earlier one,
/// is empty.
///
/// # Errors
/// Everything that stands in the way.
pub fn join<'a>(
    modules: impl IntoIterator<Item = (&'a str, &'a str)>,
    entries: &[&'a str],
) -> Result<Vec<Joined>, Vec<Fault>> {
    let texts: Vec<(&str, &str)> = modules.into_iter().collect();
    let read = texts.into_par_iter().map(|(file, text)| (file, module::read(text)));
    let mut joining = Joining { open: read.collect(), ..Joining::default() };
    for entry in entries {
        joining.scripts.push(Joined::default());
        if !joining.done.contains_key(*entry) {
            joining.module(entry);
        }
    }
    if !joining.faults.is_empty() {
        return Err(joining.faults);
    }
    let given = joining.scripts.iter().flat_map(|script| script.gives.iter().cloned());
    let shared = Arc::new(Shared::new(given.chain([WORDS.to_owned()]).collect()));
    for script in &mut joining.scripts {
        script.shared = Arc::clone(&shared);
    }
    Ok(joining.scripts)
}

/// The text of the first script, which hides its names. `words` is the JSON of
/// the interface's words that it says.
pub fn first(script: &Joined, words: &str) -> String {
    let Joined { body, gives, shared, .. } = script;
    let (space, given) = (shared.space(), shared.listed(gives.iter().map(String::as_str).chain([WORDS])));
    minified(format!(
        "const {space} = {{}};\n(() => {{\n\"use strict\";\nconst words = {words};\n{body}\
         Object.assign({space}, {{ {given} }});\n}})();\n"
    ))
}

/// The text of a later script, with the words that the first does not have;
/// nothing if it is empty.
pub fn later(script: &Joined, words: &str) -> String {
    let Joined { body, gives, takes, shared, .. } = script;
    if body.is_empty() {
        return String::new();
    }
    let (space, taken) = (shared.space(), shared.listed(takes.iter().map(String::as_str).chain([WORDS])));
    let give = if gives.is_empty() {
        String::new()
    } else {
        format!("Object.assign({space}, {{ {} }});\n", shared.listed(gives.iter().map(String::as_str)))
    };
    minified(format!(
        "(() => {{\n\"use strict\";\nconst {{ {taken} }} = {space};\nObject.assign(words, {words});\n\
         {body}{give}}})();\n"
    ))
}

/// The name under which modules know the interface's words.
const WORDS: &str = "words";

/// Scripts in the making.
#[derive(Default)]
struct Joining<'a> {
    /// The modules that are not in yet.
    open: BTreeMap<&'a str, Module>,
    scripts: Vec<Joined>,
    /// Modules from an entry to the one at hand.
    path: Vec<&'a str>,
    /// Each module that is in: the script that has it, and what it exports.
    done: HashMap<&'a str, (usize, Vec<String>)>,
    /// Every name of a top level, and its module.
    names: HashMap<String, &'a str>,
    faults: Vec<Fault>,
}

impl<'a> Joining<'a> {
    fn module(&mut self, file: &'a str) {
        let Some(module) = self.open.remove(file) else { return };
        self.path.push(file);
        for import in &module.imports {
            self.import(file, import);
        }
        self.path.pop();
        for (name, at) in module.names {
            let other = if name == WORDS || Shared::is_space(&name) {
                Some("the theme")
            } else {
                self.names.insert(name.clone(), file)
            };
            if let Some(other) = other {
                self.fault(file, at, format!("the name `{name}` is taken by `{other}`"));
            }
        }
        for (at, message) in module.faults {
            self.fault(file, at, message);
        }
        let here = self.scripts.len() - 1;
        self.scripts[here].body.push_str(&module.body);
        self.done.insert(file, (here, module.exports));
    }

    fn import(&mut self, file: &str, import: &Import) {
        let from = import.from.as_str();
        if self.path.contains(&from) {
            let message = format!("`{from}` imports this module in turn; modules cannot need each other");
            return self.fault(file, import.at.clone(), message);
        }
        if let Some((&from, _)) = self.open.get_key_value(from) {
            self.module(from);
        }
        let Some((there, exports)) = self.done.get(from) else {
            return self.fault(file, import.at.clone(), format!("there is no module `{from}`"));
        };
        let (there, here) = (*there, self.scripts.len() - 1);
        let (known, unknown): (Vec<&Name>, Vec<&Name>) =
            import.names.iter().partition(|(name, _)| exports.contains(name));
        if there < here {
            let names = || known.iter().map(|(name, _)| name.clone());
            self.scripts[there].gives.extend(names());
            self.scripts[here].takes.extend(names());
            self.scripts[here].needs.insert(there);
        }
        for (name, at) in unknown {
            self.fault(file, at.clone(), format!("`{from}` exports no `{name}`"));
        }
    }

    fn fault(&mut self, file: &str, at: Range<usize>, message: String) {
        self.faults.push(Fault { file: file.to_owned(), at, message });
    }
}

#[cfg(test)]
mod tests {
    use super::{first, join, later};

    fn faults(modules: &[(&str, &str)]) -> Vec<String> {
        let faults = join(modules.iter().copied(), &["main.js"]).err().unwrap_or_default();
        faults.into_iter().map(|fault| format!("{}:{:?} {}", fault.file, fault.at, fault.message)).collect()
    }

    #[test]
    fn modules_are_joined_after_those_they_need() {
        let main = "// Starts.\nimport {\n  start,\n} from \"./start.js\";\nimport { twice } from \"./sum.js\";\n\nstart(twice);\n";
        let start = "import { twice } from \"./sum.js\";\nexport async function start(f) {\n  f(2);\n}\n";
        let sum = "/** Adds. */\nconst add = (a, b) => a + b\nexport const twice = (a) => add(a, a)\n";
        let joined = join([("main.js", main), ("start.js", start), ("sum.js", sum)], &["main.js"]).unwrap();
        let expected = "const add = (a, b) => a + b;\nconst twice = (a) => add(a, a);\n\
            async function start(f) {\n  f(2);\n}\nstart(twice);\n";
        assert_eq!(joined[0].body, expected);
    }

    #[test]
    fn a_script_is_short_and_hides_its_names() {
        let main = "// Starts.\nconst twice = (number) => `${number} ${words.and} ${number}`;\ndocument.title = twice(2);\n";
        let joined = join([("main.js", main)], &["main.js"]).unwrap();
        let expected = "const cw_1e1d={};(()=>{\"use strict\";const e={\"and\":`and`};\
            const t=t=>`${t} ${e.and} ${t}`;document.title=t(2);Object.assign(cw_1e1d,{w:e})})();\n";
        assert_eq!(first(&joined[0], "{\"and\":\"and\"}"), expected);
    }

    #[test]
    fn a_later_script_takes_what_an_earlier_one_has() {
        let one = "import { one } from \"./one.js\";\none();\n";
        let both = "import { one } from \"./one.js\";\nimport { two } from \"./two.js\";\none(two);\n";
        let two = "import { two } from \"./two.js\";\ntwo();\n";
        let modules = [
            ("main.js", one),
            ("more.js", both),
            ("most.js", two),
            ("own.js", one),
            ("one.js", "export function one() {}\n"),
            ("two.js", "export function two() {}\n"),
        ];
        let joined = join(modules, &["main.js", "more.js", "most.js", "own.js", "none.js"]).unwrap();
        let needs: Vec<Vec<usize>> =
            joined.iter().map(|script| script.needs.iter().copied().collect()).collect();
        assert_eq!(needs, [vec![], vec![0], vec![1], vec![0], vec![]]);
        assert_eq!(joined[1].body, "function two() {}\none(two);\n");
        let first = first(&joined[0], "{}");
        assert!(first.contains(",{o:t,w:e})})();"), "{first}");
        let more = later(&joined[1], "{\"a\":\"b\"}");
        assert!(more.contains("{o:e,w:t}=cw_") && more.contains(";Object.assign(t,{\"a\":`b`});"), "{more}");
        let most = later(&joined[2], "{}");
        assert!(most.contains("{t:e,w:t}=cw_"), "{most}");
        assert_eq!(later(&joined[4], "{}"), "");
    }

    #[test]
    fn what_cannot_be_joined_is_refused_with_its_place() {
        let one = |text: &str| faults(&[("main.js", text), ("a.js", "export const a = 1;\n")]).join("; ");
        assert!(one("export default 1;\n").starts_with("main.js:0..17 a module exports what it declares"));
        assert!(one("const b = 1;\nexport { b };\n").starts_with("main.js:13..26 a module exports what"));
        assert!(one("export * from \"./a.js\";\n").contains("a module exports what it declares"));
        assert!(one("export { a } from \"./a.js\";\n").contains("a module exports what it declares"));
        assert!(one("export let b = 1;\n").contains("write `const`"));
        assert!(one("import * as a from \"./a.js\";\n").contains("has the form"));
        assert!(one("import a from \"./a.js\";\n").contains("has the form"));
        assert!(one("import { a } from \"a.js\";\n").contains("has the form"));
        assert!(one("import { a as b } from \"./a.js\";\n").starts_with("main.js:9..15 this renames"));
        assert!(one("import { b } from \"./a.js\";\n").starts_with("main.js:9..10 `a.js` exports no `b`"));
        assert!(one("import { a } from \"./b.js\";\n").contains("no module `b.js`"));
        let taken = one("import \"./a.js\";\nif (1) {\n  let a;\n}\nconst [b, { c: a }] = 2;\n");
        assert_eq!(taken, "main.js:52..53 the name `a` is taken by `a.js`");
        assert!(one("const words = 2;\n").contains("taken by `the theme`"));
        assert!(one("const cw_2 = 2;\n").contains("taken by `the theme`"));
    }

    #[test]
    fn what_a_classic_script_cannot_do_is_refused() {
        let one = |text: &str| faults(&[("main.js", text)]).join("; ");
        assert!(one("f(await import(\"./a.js\"));\n").contains("opened from disk"));
        assert!(one("f(import.meta.url);\n").contains("no `import.meta`"));
        assert!(one("const a = await f();\n").starts_with("main.js:10..19 a script cannot wait"));
        assert!(one("for await (const a of b) {}\n").contains("a script cannot wait"));
        assert_eq!(one("/** @type {import(\"./a.js\").A} */\nlet b;\nconst f = async () => await b;\n"), "");
    }

    #[test]
    fn what_is_no_javascript_is_refused() {
        let one = |text: &str| faults(&[("main.js", text)]).join("; ");
        assert_eq!(one("const a = (1;\n"), "main.js:12..13 Expected `,` or `)` but found `;`");
        let twice = one("const f = () => {\n  const a = 1;\n  let a = 2;\n};\n");
        assert_eq!(twice, "main.js:39..40 Identifier `a` has already been declared");
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
