//! `coursewright explain`: says how a kind of question is written, and more about
//! a rule than a finding has room for.

use clap::Args;

use super::{Fault, Status, output::say};
use crate::diag::{Rule, did_you_mean};
use crate::model::one_line;
use crate::question::{self, KINDS, Kind};
use crate::{check, parse, plan, render};

/// How wide explanations are, in characters.
const WIDTH: usize = 80;

const EXAMPLES: &str = "\
Examples:
  coursewright explain                     list kinds of question, and what can be wrong
  coursewright explain multiple-choice
  coursewright explain no-correct-option";

/// Say how a kind of question is written, or more about a finding
///
/// For a kind: when to use it, which keys it has, and an example. For a finding:
/// why the rule exists, what is wrong and how it is put right.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Explain {
    /// A kind of question, or the name in brackets behind `error` or `warning`;
    /// without it all are listed
    name: Option<String>,
}

/// Every rule that a project can break, in the order of the names.
pub fn rules() -> Vec<&'static Rule> {
    let single = [plan::RULES, render::RULES].into_iter().flatten().copied();
    let mut rules: Vec<&Rule> =
        parse::rules().chain(question::rules()).chain(check::rules()).chain(single).collect();
    rules.sort_by_key(|rule| rule.code);
    rules
}

impl Explain {
    pub(super) fn run(&self) -> Result<Status, Fault> {
        let kind = |name: &str| KINDS.iter().find(|kind| kind.name == name);
        let text = match self.name.as_deref() {
            None => format!(
                "Kinds of question:\n\n{}\nWhat can be wrong:\n\n{}",
                list(KINDS.iter().map(|kind| (kind.name, "", kind.explain))),
                list(rules().iter().map(|rule| (rule.code, rule.severity.name(), rule.explain))),
            ),
            Some(name) => match kind(name) {
                Some(kind) => shown(kind),
                None => explained(find(&rules(), name)?),
            },
        };
        say(&text)?;
        Ok(Status::Good)
    }
}

fn find(rules: &[&'static Rule], code: &str) -> Result<&'static Rule, Fault> {
    rules.iter().find(|rule| rule.code == code).copied().ok_or_else(|| {
        let all = "`coursewright explain` lists all names";
        let kinds = KINDS.iter().map(|kind| kind.name);
        let help = match did_you_mean(code, rules.iter().map(|rule| rule.code).chain(kinds)) {
            Some(near) => format!("did you mean `{near}`? {all}"),
            None => all.to_owned(),
        };
        Fault::new(format!("there is no rule and no kind of question `{code}`")).help(help)
    })
}

/// One line for each: its name, how bad it is, and the first sentence about it.
fn list<'a>(of: impl Iterator<Item = (&'a str, &'a str, &'a str)> + Clone) -> String {
    let width = of.clone().map(|(name, ..)| name.len()).max().unwrap_or_default();
    let line = |(name, bad, explain): (&str, &str, &str)| {
        let words = one_line(explain);
        let first = words.split_once(". ").map_or(words.as_str(), |(first, _)| first);
        let bad = if bad.is_empty() { String::new() } else { format!("{bad:7}  ") };
        format!("{name:width$}  {bad}{}\n", first.trim_end_matches('.'))
    };
    of.map(line).collect()
}

/// How a kind of question is written.
fn shown(kind: &Kind) -> String {
    let keys: Vec<String> = kind.keys.iter().map(|key| format!("`{key}`")).collect();
    let own = if keys.is_empty() {
        "It has no keys beside those of every question.".to_owned()
    } else {
        format!("Its own keys are {}, beside those of every question.", keys.join(", "))
    };
    let shared: Vec<String> = question::shared_keys().iter().map(|key| format!("`{key}`")).collect();
    let every = format!("Every question can have {}.", shared.join(", "));
    let parts = [
        format!("{} (kind of question)", kind.name),
        wrapped(kind.explain),
        wrapped(&own),
        wrapped(&every),
        indented(kind.example),
    ];
    parts.join("\n\n") + "\n"
}

fn explained(rule: &Rule) -> String {
    let mut parts = vec![format!("{} ({})", rule.code, rule.severity.name())];
    parts.extend(rule.explain.split("\n\n").map(wrapped));
    for (title, text) in [("Wrong:", rule.example.wrong), ("Right:", rule.example.right)] {
        if !text.is_empty() {
            parts.extend([title.to_owned(), indented(text)]);
        }
    }
    parts.join("\n\n") + "\n"
}

fn indented(text: &str) -> String {
    let lines = text
        .trim_end()
        .lines()
        .map(|line| if line.is_empty() { String::new() } else { format!("    {line}") });
    lines.collect::<Vec<_>>().join("\n")
}

/// The words of `text` in lines of at most [`WIDTH`] characters.
fn wrapped(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Example, Severity};

    static RULE: Rule = Rule {
        code: "no-right-answer",
        severity: Severity::Error,
        explain: "\
A question needs an answer that is right, or else
nobody can pass. Mark at least one option, and look at the quiz in the preview before you publish it.

The answer of a true-false question is `true` or `false`.",
        example: Example { wrong: "options: [8, 9]", right: "options:\n\n  - 8\n" },
    };

    #[test]
    fn an_explanation_is_wrapped_and_its_example_is_not() {
        assert_eq!(
            explained(&RULE),
            "\
no-right-answer (error)

A question needs an answer that is right, or else nobody can pass. Mark at least
one option, and look at the quiz in the preview before you publish it.

The answer of a true-false question is `true` or `false`.

Wrong:

    options: [8, 9]

Right:

    options:

      - 8
"
        );
    }

    #[test]
    fn the_list_gives_the_first_sentence_of_each() {
        let first = "A question needs an answer that is right, or else nobody can pass";
        assert_eq!(
            list(
                [(RULE.code, "error", RULE.explain), ("numeric", "", "A number to type. Or so.")].into_iter()
            ),
            format!("no-right-answer  error    {first}\nnumeric          A number to type\n")
        );
    }

    #[test]
    fn a_name_that_is_not_quite_right_gets_the_right_one() {
        let fault = find(&[&RULE], "no-rihgt-answer").map(|rule| rule.code).unwrap_err().to_string();
        assert!(fault.contains("did you mean `no-right-answer`?"), "{fault}");
    }
}
