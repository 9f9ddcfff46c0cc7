//! Quizzes that somebody passes who knows nothing.

use super::{Lint, Over};
use crate::diag::{Diagnostic, Example, Rule, Severity};
use crate::model::{Course, Curriculum, Quiz};
use crate::score::{chance_to_guess, is_surely_rarer};
use crate::source::{NodePath, Place};

pub(super) static LINT: Lint = Lint { rule: &RULE, over: Over::WholeQuiz(run) };

/// Nobody takes a quiz of fewer questions for proof.
const FEWEST: usize = 5;

/// A guesser should not pass more often than once in so many attempts.
const ONE_IN: f64 = 10.0;

static RULE: Rule = Rule {
    code: "passed-by-guessing",
    severity: Severity::Warning,
    explain: "\
Somebody who knows nothing and guesses every answer would pass this quiz more often than once in ten \
attempts, and may have several. What is told is the exact probability for one attempt, over all draws: \
each of the options, and each order, is taken as often as any other, and what must be typed is never \
guessed. Raise the pass mark, ask more questions, offer more options, or ask for a number or a word. \
`coursewright review` tells the probability for every quiz.",
    example: Example {
        wrong: "pass: 50%\nquestions:\n  - {type: true-false, prompt: A., answer: true}\n  - {type: true-false, prompt: B., answer: true}\n  - {type: true-false, prompt: C., answer: false}\n  - {type: true-false, prompt: D., answer: true}\n  - {type: true-false, prompt: E., answer: false}\n",
        right: "pass: 100%\nquestions:\n  - {type: true-false, prompt: A., answer: true}\n  - {type: true-false, prompt: B., answer: true}\n  - {type: true-false, prompt: C., answer: false}\n  - {type: true-false, prompt: D., answer: true}\n  - {type: true-false, prompt: E., answer: false}\n",
    },
};

fn run(_: &Curriculum, _: &Course, quiz: &Quiz, diagnostics: &mut Vec<Diagnostic>) {
    if !quiz.counts() || quiz.asked() < FEWEST || is_surely_rarer(quiz, 1.0 / ONE_IN) {
        return;
    }
    let Some(chance) = chance_to_guess(quiz).filter(|chance| *chance * ONE_IN > 1.0) else { return };
    let place = Place::Node(quiz.path.clone(), NodePath::root().key("pass"));
    let message = format!("somebody who guesses passes this quiz in {:.0} of 100 attempts", chance * 100.0);
    diagnostics.push(
        Diagnostic::new(&RULE, place, message)
            .help("raise the pass mark, ask more questions, or ask some that are not answered by picking"),
    );
}
