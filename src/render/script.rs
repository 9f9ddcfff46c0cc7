//! The theme's scripts, each told the words of the interface that it says.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::OnceLock;

use super::BROKEN_SCRIPT;
use super::faults::Faults;
use super::words::Words;
use crate::diag::Diagnostic;
use crate::plan::Script;
use crate::theme::{self, Theme};

/// The scripts of a site, in the order in which a page loads them.
#[derive(Debug)]
pub(super) struct Scripts(BTreeMap<Script, Text>);

#[derive(Debug)]
struct Text {
    joined: theme::script::Joined,
    /// JSON of the words that it says and no script before it has.
    said: String,
    /// As it stands in the site, made when it is asked for: to shorten all scripts
    /// takes longer than to build a small site.
    short: OnceLock<String>,
}

/// The module of the theme in which a script begins.
fn entry(script: Script) -> &'static str {
    match script {
        Script::Main => "main.js",
        Script::Blocks => "main-blocks.js",
        Script::Questions => "main-questions.js",
        Script::Check => "main-check.js",
        Script::Quiz => "main-quiz.js",
        Script::Interactions => "main-interactions.js",
        Script::Gates => "main-gates.js",
        Script::Assessment => "main-assessment.js",
        Script::Progress => "main-progress.js",
        Script::Record => "main-record.js",
        Script::Verify => "main-verify.js",
        Script::HandIn => "main-hand-in.js",
        Script::Desk => "main-desk.js",
    }
}

impl Scripts {
    /// Those of `theme`; the default theme's if they cannot be put together.
    pub(super) fn of(theme: &Theme, words: &Words, faults: &mut Faults) -> Self {
        let entries = Script::ALL.map(entry);
        let default = Theme::default();
        let joined = theme::script::join(theme.folder("script", ".js"), &entries).or_else(|found| {
            for fault in found {
                let place = faults.place(&format!("script/{}", fault.file), fault.at);
                faults.push(Diagnostic::new(&BROKEN_SCRIPT, place, fault.message));
            }
            theme::script::join(default.folder("script", ".js"), &entries)
        });
        let joined = joined.unwrap_or_default();
        let names: Vec<Said> = joined.iter().map(|script| Said::by(&script.body)).collect();
        let said = |at: usize| {
            let known = |key: &str| at > 0 && names[0].has(key);
            let said = words.table().iter().filter(|(key, _)| names[at].has(key) && !known(key));
            serde_json::to_string(&said.collect::<BTreeMap<_, _>>()).unwrap_or_default()
        };
        let said: Vec<String> = (0..joined.len()).map(said).collect();
        let texts =
            joined.into_iter().zip(said).map(|(joined, said)| Text { joined, said, short: OnceLock::new() });
        Self(Script::ALL.into_iter().zip(texts).collect())
    }

    /// The text of a script.
    pub(super) fn text(&self, script: Script) -> &str {
        let Some(Text { joined, said, short }) = self.0.get(&script) else { return "" };
        short.get_or_init(|| match script {
            Script::Main => theme::script::first(joined, said),
            _ => theme::script::later(joined, said),
        })
    }

    /// What a page that uses `used` has to load, in order.
    pub(super) fn loaded(&self, used: &BTreeSet<Script>) -> BTreeSet<Script> {
        let mut loaded = BTreeSet::from([Script::Main]);
        let mut open: Vec<Script> = used.iter().copied().collect();
        while let Some(script) = open.pop() {
            if loaded.insert(script) {
                let needs = self.0.get(&script).into_iter().flat_map(|script| &script.joined.needs);
                open.extend(needs.map(|at| Script::ALL[*at]));
            }
        }
        loaded
    }
}

/// The words that a script may say: those whose key it names, or begins to
/// name (`storage_${reason}`).
struct Said<'a> {
    named: HashSet<&'a str>,
    begun: HashSet<&'a str>,
}

impl<'a> Said<'a> {
    fn by(script: &'a str) -> Self {
        let templates = script.split('`').skip(1);
        Self {
            named: script.split('"').collect(),
            begun: templates.filter_map(|text| text.split_once("${")).map(|(begun, _)| begun).collect(),
        }
    }

    fn has(&self, key: &str) -> bool {
        let mut beginnings = key.match_indices(['_', '-']).map(|(at, _)| &key[..=at]);
        self.named.contains(key) || beginnings.any(|begun| self.begun.contains(begun))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::faults::Faults;
    use super::super::words::{Table, Words, read};
    use super::Scripts;
    use crate::plan::Script;
    use crate::theme::Theme;

    fn scripts(theme: &Theme) -> Scripts {
        let english = read(theme.get("words/en.yml").unwrap()).unwrap();
        Scripts::of(theme, &Words::new(english, Table::new(), "en"), &mut Faults::new(theme, "default"))
    }

    #[test]
    fn no_script_makes_a_page_load_others_that_it_has_no_use_for() {
        let scripts = scripts(&Theme::default());
        for script in Script::ALL {
            let mut expected = BTreeSet::from([Script::Main, script]);
            expected.extend(match script {
                Script::Main | Script::Blocks | Script::Gates | Script::Questions => &[][..],
                Script::Check | Script::Quiz | Script::Interactions => &[Script::Questions],
                Script::Assessment => &[Script::Questions, Script::Quiz],
                // It makes a file as the record is made.
                Script::HandIn | Script::Verify => &[Script::Gates, Script::Progress, Script::Record],
                // All tell what completes a module or a course.
                Script::Progress => &[Script::Gates],
                // A desk is loaded by few sites, and tells days as they do.
                Script::Record | Script::Desk => &[Script::Gates, Script::Progress],
            });
            assert_eq!(scripts.loaded(&BTreeSet::from([script])), expected, "{script:?}");
        }
    }

    #[test]
    fn a_word_is_told_to_the_scripts_that_say_it_and_once_to_a_page() {
        let scripts = scripts(&Theme::default());
        let told = |script: Script, word: &str| scripts.text(script).contains(&format!("\"{word}\":"));
        assert!(told(Script::Quiz, "submit_answers") && !told(Script::Main, "submit_answers"));
        assert!(told(Script::Main, "storage_full") && !told(Script::Questions, "storage_full"));
    }

    #[test]
    fn a_page_loads_what_its_scripts_share() {
        let shared = "import { shared } from \"./shared.js\";\nshared();\n";
        let theme = Theme::with([
            ("script/main-blocks.js".to_owned(), shared.to_owned()),
            ("script/main-progress.js".to_owned(), shared.to_owned()),
            ("script/shared.js".to_owned(), "export const shared = () => 1;\n".to_owned()),
        ]);
        let loaded = scripts(&theme).loaded(&BTreeSet::from([Script::Progress]));
        assert_eq!(loaded, BTreeSet::from([Script::Main, Script::Blocks, Script::Progress]));
    }
}
