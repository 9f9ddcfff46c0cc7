//! Draws of more questions than there are.

use super::{Lint, Over};
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{Course, Curriculum, Draw, Pool, Quiz};
use crate::source::{NodePath, Place};

pub(super) static LINT: Lint = Lint { rule: &RULE, over: Over::WholeQuiz(run) };

static RULE: Rule = Rule {
    code: "draw-too-large",
    severity: Severity::Error,
    explain: "\
The quiz draws more questions than it has. Questions in which nothing is right or wrong, such as a \
survey, are always asked and not drawn. Write more questions, or draw fewer.",
    example: Example {
        wrong: "draw: 2\nquestions:\n  - {type: true-false, prompt: P, answer: true}\n",
        right: "draw: 1\nquestions:\n  - {type: true-false, prompt: P, answer: true}\n",
    },
};

fn run(_: &Curriculum, course: &Course, quiz: &Quiz, diagnostics: &mut Vec<Diagnostic>) {
    let exists = |name: &str| course.about.objectives.contains_key(name);
    let root = NodePath::root().key("draw");
    match &quiz.draw {
        None => {}
        Some(Draw::Number(number)) => {
            for pool in quiz.pools() {
                examine(quiz, &pool, *number, &root, diagnostics);
            }
        }
        Some(Draw::ByObjective(numbers)) => {
            for (pool, (name, number)) in
                quiz.pools().iter().zip(numbers).filter(|(_, (name, _))| exists(name))
            {
                examine(quiz, pool, *number, &root.key(name.clone()), diagnostics);
            }
        }
    }
}

/// Holds the number that is drawn from the pool `name` against what is in it.
fn examine(quiz: &Quiz, pool: &Pool, number: u32, node: &NodePath, diagnostics: &mut Vec<Diagnostic>) {
    let (name, there) = (pool.name, pool.questions.len());
    if u32::try_from(there).is_ok_and(|there| there >= number) {
        return;
    }
    let about = if name.is_empty() { String::new() } else { format!(" about `{name}`") };
    let questions = if number == 1 { "question" } else { "questions" };
    let message = format!("the quiz draws {number} {questions}{about} and has {there}");
    let help = match (there, name) {
        (0, "") => "write questions of which something can be drawn, or delete `draw:`".to_owned(),
        (0, name) => format!("write `objective: {name}` in the questions about it, or delete this line"),
        (there, _) => format!("write {there} or less, or more questions"),
    };
    diagnostics
        .push(Diagnostic::new(&RULE, Place::Node(quiz.path.clone(), node.clone()), message).help(help));
}
