//! `coursewright explain`: says more about a rule than a finding has room for.

use clap::Args;

use super::{Fault, Status, output::say};
use crate::diag::{Rule, did_you_mean};
use crate::{check, parse, plan, question, render};

/// How wide explanations are, in characters.
const WIDTH: usize = 80;

const EXAMPLES: &str = "\
Examples:
  coursewright explain                     list everything that can be wrong
  coursewright explain no-correct-option";

/// Say more about a finding
///
/// Prints why the rule exists, what is wrong and how it is put right.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Explain {
    /// The name in brackets behind `error` or `warning`; without it all are listed
    code: Option<String>,
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
        let text = match &self.code {
            None => list(&rules()),
            Some(code) => explained(find(&rules(), code)?),
        };
        say(&text)?;
        Ok(Status::Good)
    }
}

fn find(rules: &[&'static Rule], code: &str) -> Result<&'static Rule, Fault> {
    rules.iter().find(|rule| rule.code == code).copied().ok_or_else(|| {
        let all = "`coursewright explain` lists all rules";
        let help = match did_you_mean(code, rules.iter().map(|rule| rule.code)) {
            Some(near) => format!("did you mean `{near}`? {all}"),
            None => all.to_owned(),
        };
        Fault::new(format!("there is no rule `{code}`")).help(help)
    })
}

/// One line per rule: its name, how bad it is, and the first sentence about it.
fn list(rules: &[&Rule]) -> String {
    let width = rules.iter().map(|rule| rule.code.len()).max().unwrap_or_default();
    let line = |rule: &&Rule| {
        let words = rule.explain.split_whitespace().collect::<Vec<_>>().join(" ");
        let first = words.split_once(". ").map_or(words.as_str(), |(first, _)| first);
        let first = first.trim_end_matches('.');
        format!("{:width$}  {:7}  {first}\n", rule.code, rule.severity.name())
    };
    rules.iter().map(line).collect()
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
        assert_eq!(
            list(&[&RULE]),
            "no-right-answer  error    A question needs an answer that is right, or else nobody can pass\n"
        );
    }

    #[test]
    fn a_name_that_is_not_quite_right_gets_the_right_one() {
        let fault = find(&[&RULE], "no-rihgt-answer").map(|rule| rule.code).unwrap_err().to_string();
        assert!(fault.contains("did you mean `no-right-answer`?"), "{fault}");
    }
}
