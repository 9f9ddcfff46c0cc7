//! Which questions an attempt asks, and in which order. Everything follows from
//! a seed, so that a reload, a review and a paper show the same; `shuffle.rs`
//! says how an order follows from one. The browser does the same in `themes/default/script/draw.js`; `tests/draw.yaml` is one
//! table of cases for both.
//!
//! 1. Each pool is mixed, with a seed made from the attempt's and the pool's name.
//! 2. The mixed pool is put in the order of how often its questions were asked
//!    before; those asked equally often stay as they were mixed. So a retry
//!    asks what was never asked first, then what was asked least.
//! 3. The first of each pool are drawn, as many as the quiz says. Questions in
//!    which nothing is right or wrong are asked besides.
//! 4. They are shown in the order in which they are written, or, in a quiz that
//!    shuffles, in that order mixed with the attempt's seed. The choices of a
//!    question are mixed with a seed made from the attempt's and its id.

use super::shuffle::{seed_for, shuffled};
use crate::model::{Question, Quiz};

/// The questions that the attempt with this seed asks, in the order in which it
/// shows them. `asked_before` says how often a question was asked, by its id.
pub fn draw(quiz: &Quiz, seed: u32, asked_before: impl Fn(&str) -> usize) -> Vec<&Question> {
    let mut drawn: Vec<&Question> = quiz.always_asked().collect();
    for pool in quiz.pools() {
        let mut mixed = shuffled(&pool.questions, seed_for(seed, pool.name));
        mixed.sort_by_key(|question| asked_before(&question.id));
        drawn.extend(mixed.into_iter().take(pool.drawn));
    }
    let written: Vec<&Question> = quiz
        .questions
        .iter()
        .map(|question| &**question)
        .filter(|question| drawn.iter().any(|one| std::ptr::eq(*one, *question)))
        .collect();
    if quiz.shuffle { shuffled(&written, seed) } else { written }
}
