//! Questions that no attempt asks.

use std::collections::HashSet;

use super::{Lint, Over};
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{Course, Curriculum, Key, Quiz};
use crate::source::Place;

pub(super) static LINT: Lint = Lint { rule: &RULE, over: Over::Quiz(run) };

static RULE: Rule = Rule {
    code: "never-drawn",
    severity: Severity::Warning,
    explain: "\
The quiz draws a number of questions for each objective that it names, and this question is about \
none of them, so nobody is ever asked it. Give it one of these objectives, or let the quiz draw from \
its objective too.",
    example: Example {
        wrong: "draw: {meet-deadline: 1}\nquestions:\n  - {type: true-false, prompt: P, answer: true, objective: meet-deadline}\n  - {type: true-false, prompt: Q, answer: true}\n",
        right: "draw: {meet-deadline: 1}\nquestions:\n  - {type: true-false, prompt: P, answer: true, objective: meet-deadline}\n  - {type: true-false, prompt: Q, answer: true, objective: meet-deadline}\n",
    },
};

fn run(_: &Curriculum, _: &Course, quiz: &Quiz, diagnostics: &mut Vec<Diagnostic>) {
    if quiz.draw.is_none() {
        return;
    }
    let drawn: HashSet<&str> = quiz
        .pools()
        .into_iter()
        .flat_map(|pool| pool.questions)
        .map(|question| question.id.as_str())
        .collect();
    // Of a bank a quiz need not use everything.
    let own = quiz.questions.iter().filter(|question| question.path == quiz.path);
    for question in own.filter(|asked| asked.key != Key::Unscored && !drawn.contains(asked.id.as_str())) {
        let node = question.node();
        let (node, help) = match &question.objective {
            Some(name) => (
                node.key("objective"),
                format!("add `{name}: 1` to `draw:`, or give the question an objective that is drawn"),
            ),
            None => (node, "give the question an objective that is drawn".to_owned()),
        };
        let place = Place::Node(question.path.clone(), node);
        diagnostics.push(Diagnostic::new(&RULE, place, "this question is never drawn").help(help));
    }
}
