//! How likely somebody passes who guesses.
//!
//! Of what can be picked or put in an order, a guesser takes each answer as
//! often as any other, and ticks each box of several as often as not; what must
//! be typed is never guessed. A score reaches its pass mark exactly if the sum of
//! (share earned − pass mark) × points is not negative, so one such sum for each
//! mark is all that has to be followed through the draw.

use std::collections::BTreeMap;
use std::collections::HashMap;

use super::parts::together;
use super::{Terms, whole};
use crate::model::{Fraction, GapField, Interaction, Key, Marking, PathKey, PathMarking, Question, Quiz};

/// What can come of something, each with its probability.
type Chances<K> = Vec<(K, f64)>;

/// More than these different sums are not followed.
const MOST_SUMS: usize = 20_000;

/// More sums than these are not made on the way to them.
const MOST_STEPS: usize = 2_000_000;

/// More questions times marks than these are not followed.
const MOST_GAINS: usize = 100_000;

/// The probability that a guesser passes one attempt at the quiz; `None` where
/// nobody passes or fails, nothing is asked, or the points are too odd, the
/// questions or the marks too many to follow.
pub fn chance_to_guess(quiz: &Quiz) -> Option<f64> {
    let terms = Terms::of(quiz);
    let pass = terms.pass?;
    if quiz.questions.len().saturating_mul(1 + terms.objectives.len()) > MOST_GAINS {
        return None;
    }
    let gains = |question: &Question, share: &Fraction| {
        let gain = |mark: &Fraction| (share.clone() - mark.clone()) * question.points.clone();
        let of = |(objective, mark): &(String, Fraction)| {
            if question.objective.as_deref() == Some(objective) { gain(mark) } else { Fraction::zero() }
        };
        std::iter::once(gain(pass)).chain(terms.objectives.iter().map(of)).collect::<Vec<_>>()
    };
    let mut sums: BTreeMap<Vec<i64>, f64> = BTreeMap::from([(vec![0; 1 + terms.objectives.len()], 1.0)]);
    let pools = quiz.pools();
    if pools.iter().all(|pool| pool.drawn == 0) {
        return None;
    }
    let outcomes: Vec<Vec<Chances<Vec<Fraction>>>> = pools
        .iter()
        .map(|pool| {
            let of = |question: &&Question| {
                // Who gets a critical question wrong does not pass, whatever else comes.
                let counts = |share: &Fraction| !question.critical || *share == Fraction::one();
                let shares = guessed(question)?.into_iter().filter(|(share, _)| counts(share));
                Some(shares.map(|(share, chance)| (gains(question, &share), chance)).collect())
            };
            pool.questions.iter().map(of).collect()
        })
        .collect::<Option<_>>()?;
    let unit = common_unit(outcomes.iter().flatten().flatten().flat_map(|(gains, _)| gains))?;
    let mut steps = MOST_STEPS;
    for (pool, outcomes) in pools.iter().zip(outcomes) {
        let drawn = drawn(&outcomes, pool.drawn, unit, &mut steps)?;
        sums = added(&sums, &drawn, &mut steps)?;
    }
    Some(
        sums.into_iter().filter(|(sums, _)| sums.iter().all(|sum| *sum >= 0)).map(|(_, chance)| chance).sum(),
    )
}

/// Whether it is plain at a look that a guesser passes more rarely than that.
/// For any t the probability is at most the mean of e to the t × (sum of gains),
/// and drawing without putting back spreads a sum no wider than drawing with it
/// (Hoeffding, 1963). What is not known of a question is taken for its best.
pub fn is_surely_rarer(quiz: &Quiz, chance: f64) -> bool {
    let Some(pass) = quiz.pass.as_ref().map(Fraction::approximate) else { return false };
    let pools = quiz.pools();
    let bound = |t: f64| -> f64 {
        let of = |question: &Question| {
            let (points, right) = (question.points.approximate(), chance_of_any(question));
            right * (t * (1.0 - pass) * points).exp() + (1.0 - right) * (-t * pass * points).exp()
        };
        let of_pool = |questions: &[&Question], drawn: usize| -> f64 {
            let mean =
                questions.iter().map(|question| of(question)).sum::<f64>() / number(questions.len().max(1));
            mean.powi(i32::try_from(drawn).unwrap_or(i32::MAX))
        };
        pools.iter().map(|pool| of_pool(&pool.questions, pool.drawn)).product()
    };
    [0.5, 1.0, 2.0, 3.0, 5.0, 8.0].into_iter().any(|t| bound(t) < chance)
}

/// At most how often guessing earns anything at all.
fn chance_of_any(question: &Question) -> f64 {
    match (&question.key, &question.interaction) {
        (
            Key::Choose { right, marking: Marking::AllOrNothing },
            Interaction::Choice { multiple: true, choices, .. },
        ) => {
            if right.is_empty() {
                0.0
            } else {
                0.5_f64.powi(i32::try_from(choices.len()).unwrap_or(i32::MAX))
            }
        }
        (Key::Choose { right, .. }, Interaction::Choice { multiple: false, choices, .. }) => {
            number(right.len()) / number(choices.len().max(1))
        }
        (Key::Number { .. } | Key::Text { .. }, _) => 0.0,
        (Key::Order { right, marking: Marking::AllOrNothing }, _) => {
            1.0 / (1..=right.len()).map(number).product::<f64>()
        }
        _ => 1.0,
    }
}

/// What the gains of `number` questions of a pool come to, over all draws.
fn drawn(
    outcomes: &[Chances<Vec<Fraction>>],
    number: usize,
    unit: i64,
    steps: &mut usize,
) -> Option<BTreeMap<Vec<i64>, f64>> {
    let width = outcomes.iter().flatten().map(|(gains, _)| gains.len()).next().unwrap_or(1);
    // By how many were drawn so far.
    let mut sums: Vec<BTreeMap<Vec<i64>, f64>> = vec![BTreeMap::new(); number + 1];
    sums[0].insert(vec![0; width], 1.0);
    for (asked, question) in outcomes.iter().enumerate() {
        let question: BTreeMap<Vec<i64>, f64> = question
            .iter()
            .map(|(gains, chance)| {
                Some((gains.iter().map(|gain| in_units(gain, unit)).collect::<Option<_>>()?, *chance))
            })
            .collect::<Option<_>>()?;
        // Those that could not become enough any more need not be followed.
        let left = outcomes.len() - asked - 1;
        for count in (number.saturating_sub(left + 1)..number.min(asked + 1)).rev() {
            for (sum, chance) in added(&sums[count], &question, steps)? {
                *sums[count + 1].entry(sum).or_default() += chance;
            }
        }
    }
    let ways = binomial(outcomes.len(), number);
    let all = sums.pop()?;
    Some(all.into_iter().map(|(sum, chance)| (sum, chance / ways)).collect())
}

/// Each of `a` with each of `b`, which takes as many of the `steps` that are left.
fn added(
    a: &BTreeMap<Vec<i64>, f64>,
    b: &BTreeMap<Vec<i64>, f64>,
    steps: &mut usize,
) -> Option<BTreeMap<Vec<i64>, f64>> {
    *steps = steps.checked_sub(a.len().saturating_mul(b.len()))?;
    let mut sums: BTreeMap<Vec<i64>, f64> = BTreeMap::new();
    for (one, chance) in a {
        for (other, also) in b {
            let sum = one.iter().zip(other).map(|(x, y)| x.checked_add(*y)).collect::<Option<Vec<_>>>()?;
            *sums.entry(sum).or_default() += chance * also;
        }
        if sums.len() > MOST_SUMS {
            return None;
        }
    }
    Some(sums)
}

/// What all of the numbers are whole multiples of: one part in so many.
fn common_unit<'f>(numbers: impl Iterator<Item = &'f Fraction>) -> Option<i64> {
    let divisor = |mut a: i64, mut b: i64| {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    numbers.map(Fraction::ratio).try_fold(1_i64, |unit, ratio| {
        let (_, denominator) = ratio?;
        (unit / divisor(unit, denominator)).checked_mul(denominator).filter(|unit| *unit < 1_000_000_000)
    })
}

fn in_units(number: &Fraction, unit: i64) -> Option<i64> {
    let (numerator, denominator) = number.ratio()?;
    numerator.checked_mul(unit / denominator)
}

fn binomial(all: usize, some: usize) -> f64 {
    (0..some).map(|at| number(all - at) / number(at + 1)).product()
}

fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// What guessing earns, with the probability of each share. `None` where that
/// would be too much to follow.
fn guessed(question: &Question) -> Option<Chances<Fraction>> {
    let chances = match (&question.key, &question.interaction) {
        (Key::Choose { right, marking }, Interaction::Choice { multiple: true, choices, .. }) => {
            ticked(right.len(), choices.len().saturating_sub(right.len()), *marking)
        }
        (Key::Choose { right, .. }, Interaction::Choice { choices, .. }) => {
            picked(right.len(), choices.len())
        }
        (Key::Weigh { credits }, Interaction::Choice { multiple: true, .. }) => {
            let each = credits.iter().map(|(_, credit)| vec![(Fraction::zero(), 0.5), (credit.clone(), 0.5)]);
            let sums = summed(each)?;
            sums.into_iter().map(|(sum, chance)| (sum.clamp_to_one(), chance)).collect()
        }
        (Key::Weigh { credits }, _) => {
            let each = 1.0 / number(credits.len().max(1));
            credits.iter().map(|(_, credit)| (credit.clone().clamp_to_one(), each)).collect()
        }
        (Key::Parts { parts, marking }, interaction) => {
            let each = parts.iter().map(|(id, key)| part(id, key, interaction));
            in_parts(each, *marking)?
        }
        (Key::Order { right, marking }, _) => ordered(right.len(), *marking),
        (Key::Path(key), _) => walked(key)?,
        _ => vec![(Fraction::zero(), 1.0)],
    };
    Some(merged(chances))
}

/// One of the choices, of which so many are right.
fn picked(right: usize, all: usize) -> Chances<Fraction> {
    let chance = number(right) / number(all.max(1));
    vec![(Fraction::one(), chance), (Fraction::zero(), 1.0 - chance)]
}

/// Each box ticked or not.
fn ticked(right: usize, wrong: usize, marking: Marking) -> Chances<Fraction> {
    let ways = 0.5_f64.powi(i32::try_from(right + wrong).unwrap_or(i32::MAX));
    match marking {
        Marking::AllOrNothing => vec![(Fraction::one(), ways), (Fraction::zero(), 1.0 - ways)],
        Marking::Partial => (0..=right)
            .flat_map(|hits| (0..=wrong).map(move |misses| (hits, misses)))
            .map(|(hits, misses)| {
                let share = if hits > misses {
                    whole(hits - misses).clamp_to_one_after(&whole(right.max(1)))
                } else {
                    Fraction::zero()
                };
                (share, binomial(right, hits) * binomial(wrong, misses) * ways)
            })
            .collect(),
    }
}

/// A part of an answer: one of the columns or options, or something typed.
fn part(id: &str, key: &Key, interaction: &Interaction) -> Chances<Fraction> {
    let count = match interaction {
        Interaction::Match { columns, .. } => columns.len(),
        Interaction::Gaps { gaps, .. } => match gaps.iter().find(|gap| gap.id == id).map(|gap| &gap.field) {
            Some(GapField::Options(options)) => options.len(),
            _ => 0,
        },
        _ => 0,
    };
    match key {
        Key::Choose { right, .. } if count > 0 => picked(right.len(), count),
        Key::Weigh { credits } if count > 0 => {
            let each = 1.0 / number(count);
            credits.iter().map(|(_, credit)| (credit.clone().clamp_to_one(), each)).collect()
        }
        _ => vec![(Fraction::zero(), 1.0)],
    }
}

fn in_parts(parts: impl Iterator<Item = Chances<Fraction>>, marking: Marking) -> Option<Chances<Fraction>> {
    let parts: Vec<Chances<Fraction>> = parts.collect();
    if marking == Marking::AllOrNothing {
        let all_right = |chances: &Chances<Fraction>| -> f64 {
            chances.iter().filter(|(share, _)| *share == Fraction::one()).map(|(_, chance)| chance).sum()
        };
        let chance = if parts.is_empty() { 0.0 } else { parts.iter().map(all_right).product() };
        return Some(vec![(Fraction::one(), chance), (Fraction::zero(), 1.0 - chance)]);
    }
    let count = parts.len();
    let sums = summed(parts.into_iter())?;
    // The mean of one share and of none beside it is that share's part of all.
    let mean = |sum: Fraction| {
        if count == 0 { together(std::iter::empty(), marking) } else { sum.clamp_to_one_after(&whole(count)) }
    };
    Some(sums.into_iter().map(|(sum, chance)| (mean(sum), chance)).collect())
}

/// The sum of independent things.
fn summed(things: impl Iterator<Item = Chances<Fraction>>) -> Option<Chances<Fraction>> {
    let mut sums: Chances<Fraction> = vec![(Fraction::zero(), 1.0)];
    for thing in things {
        let all = sums.iter().flat_map(|(sum, chance)| {
            thing.iter().map(move |(more, also)| (sum.clone() + more.clone(), chance * also))
        });
        sums = merged(all.collect());
        if sums.len() > MOST_SUMS / 10 {
            return None;
        }
    }
    Some(sums)
}

fn merged(chances: Chances<Fraction>) -> Chances<Fraction> {
    let mut sums: BTreeMap<Fraction, f64> = BTreeMap::new();
    for (share, chance) in chances {
        *sums.entry(share).or_default() += chance;
    }
    sums.into_iter().collect()
}

/// An order like any other. How long the longest run in order is, is told by the
/// shapes of Young tableaux (Schensted, 1961): of the n! orders there are as many
/// with a run of k as pairs of tableaux whose first row has k cells, and of
/// those with one shape there are n! divided by the product of its hooks.
fn ordered(items: usize, marking: Marking) -> Chances<Fraction> {
    let all: f64 = (1..=items).map(number).product();
    if items == 0 || marking == Marking::AllOrNothing {
        let chance = if items == 0 { 0.0 } else { 1.0 / all };
        return vec![(Fraction::one(), chance), (Fraction::zero(), 1.0 - chance)];
    }
    let mut chances = Vec::new();
    each_shape(items, items, &mut Vec::new(), &mut |rows: &[usize]| {
        let hooks: f64 = rows
            .iter()
            .enumerate()
            .flat_map(|(row, length)| (0..*length).map(move |column| (row, column, *length)))
            .map(|(row, column, length)| {
                let below = rows[row + 1..].iter().filter(|other| **other > column).count();
                number(length - column + below)
            })
            .product();
        let share = if items == 1 {
            Fraction::one()
        } else {
            whole(rows[0] - 1).clamp_to_one_after(&whole(items - 1))
        };
        chances.push((share, all / (hooks * hooks)));
    });
    chances
}

/// Every way to write `left` as a sum of rows that do not grow.
fn each_shape(left: usize, most: usize, rows: &mut Vec<usize>, seen: &mut impl FnMut(&[usize])) {
    if left == 0 {
        seen(rows);
        return;
    }
    for row in (1..=left.min(most)).rev() {
        rows.push(row);
        each_shape(left - row, row, rows, seen);
        rows.pop();
    }
}

/// A path on which each choice is taken as often as any other of its scene.
fn walked(key: &PathKey) -> Option<Chances<Fraction>> {
    let credits: HashMap<&str, &Fraction> =
        key.endings.iter().map(|(scene, credit)| (scene.as_str(), credit)).collect();
    let mut shares: Chances<Fraction> = Vec::new();
    let mut here: BTreeMap<(&str, Fraction), f64> =
        BTreeMap::from([((key.start.as_str(), Fraction::zero()), 1.0)]);
    // No path is longer than there are choices.
    for _ in 0..=key.choices.len() {
        let mut next: BTreeMap<(&str, Fraction), f64> = BTreeMap::new();
        for ((scene, collected), chance) in here {
            if let Some(credit) = credits.get(scene) {
                let share = match key.marking {
                    PathMarking::Points if key.most.is_zero() => Fraction::zero(),
                    PathMarking::Points => collected.clamp_to_one_after(&key.most),
                    PathMarking::Ending => (*credit).clone().clamp_to_one(),
                };
                shares.push((share, chance));
                continue;
            }
            let turns: Vec<_> = key.choices.iter().filter(|turn| turn.from == scene).collect();
            for turn in &turns {
                let sum = collected.clone() + turn.points.clone();
                *next.entry((turn.to.as_str(), sum)).or_default() += chance / number(turns.len());
            }
        }
        if next.len() > MOST_SUMS {
            return None;
        }
        here = next;
    }
    Some(shares)
}
