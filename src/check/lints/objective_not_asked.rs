//! Objectives with a pass mark of their own that a learner may not be asked about.

use super::{Lint, Over};
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{Course, Curriculum, Question, Quiz};
use crate::source::{NodePath, Place};

pub(super) static LINT: Lint = Lint { rule: &RULE, over: Over::WholeQuiz(run) };

static RULE: Rule = Rule {
    code: "objective-not-asked",
    severity: Severity::Warning,
    explain: "\
The quiz sets a pass mark for this objective, but an attempt may ask nothing about it that earns \
points; the mark is then reached without an answer, and promises what nobody was asked. Give \
questions this `objective`, guarantee a number of them with `draw:`, or delete the mark.",
    example: Example {
        wrong: "pass: 80%\nobjective_pass: {meet-deadline: 100%}\nquestions:\n  - {type: true-false, prompt: P, answer: true}\n",
        right: "pass: 80%\nobjective_pass: {meet-deadline: 100%}\nquestions:\n  - {type: true-false, prompt: P, answer: true, objective: meet-deadline}\n",
    },
};

fn run(_: &Curriculum, course: &Course, quiz: &Quiz, diagnostics: &mut Vec<Diagnostic>) {
    let exists = |name: &str| course.about.objectives.contains_key(name);
    let marked = quiz.objective_pass.iter().map(|(objective, _)| objective.as_str());
    for objective in marked.filter(|objective| exists(objective)) {
        let Some((message, help)) = fault(quiz, objective) else { continue };
        let node = NodePath::root().key("objective_pass").key(objective.to_owned()).name();
        let place = Place::Node(quiz.path.clone(), node);
        diagnostics.push(Diagnostic::new(&RULE, place, message).help(help));
    }
}

/// Why an attempt may have nothing to earn for the objective, and the way out.
fn fault(quiz: &Quiz, objective: &str) -> Option<(String, String)> {
    let counts =
        |question: &Question| question.objective.as_deref() == Some(objective) && !question.points.is_zero();
    if !quiz.questions.iter().any(|question| counts(question)) {
        return Some((
            format!("no question of this quiz earns points for `{objective}`"),
            format!("write `objective: {objective}` in the questions about it, or delete its pass mark"),
        ));
    }
    let always = quiz.pools().iter().any(|pool| {
        let others = pool.questions.iter().filter(|question| !counts(question)).count();
        others < pool.drawn
    });
    (!always).then(|| {
        (
            format!("a draw can miss `{objective}`, and then its pass mark is reached by nobody being asked"),
            format!("guarantee a number of its questions: `draw: {{{objective}: 1, …}}`"),
        )
    })
}
