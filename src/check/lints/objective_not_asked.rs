//! Objectives with a pass mark of their own that a learner may not be asked about.

use super::Lint;
use crate::check::references::Used;
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{Curriculum, Quiz};
use crate::source::{NodePath, Place};

pub(super) static LINT: Lint = Lint { rule: &RULE, run };

static RULE: Rule = Rule {
    code: "objective-not-asked",
    severity: Severity::Warning,
    explain: "\
The quiz sets a pass mark for this objective and has no question about it that earns points, so the \
mark is always reached and promises what nobody was asked. Give questions this `objective`, or delete \
the mark.",
    example: Example {
        wrong: "pass: 80%\nobjective_pass: {meet-deadline: 100%}\nquestions:\n  - {type: true-false, prompt: P, answer: true}\n",
        right: "pass: 80%\nobjective_pass: {meet-deadline: 100%}\nquestions:\n  - {type: true-false, prompt: P, answer: true, objective: meet-deadline}\n",
    },
};

fn run(curriculum: &Curriculum, _: &Used, diagnostics: &mut Vec<Diagnostic>) {
    let modules =
        curriculum.courses.iter().flat_map(|course| course.modules.iter().map(move |m| (course, m)));
    for (course, quiz) in modules.filter_map(|(course, module)| Some((course, module.quiz.as_deref()?))) {
        let exists = |name: &str| course.about.objectives.iter().any(|objective| objective.id == name);
        let marked = quiz.objective_pass.iter().map(|(objective, _)| objective.as_str());
        for objective in marked.filter(|objective| exists(objective) && !is_asked(quiz, objective)) {
            let node = NodePath::root().key("objective_pass").key(objective).name();
            let message = format!("no question of this quiz earns points for `{objective}`");
            diagnostics.push(Diagnostic::new(&RULE, Place::Node(quiz.path.clone(), node), message).help(
                format!("write `objective: {objective}` in the questions about it, or delete its pass mark"),
            ));
        }
    }
}

fn is_asked(quiz: &Quiz, objective: &str) -> bool {
    let about = |name: &Option<String>| name.as_deref() == Some(objective);
    quiz.questions.iter().any(|question| about(&question.objective) && !question.points.is_zero())
}
