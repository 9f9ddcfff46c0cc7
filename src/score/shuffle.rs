//! The order that a seed gives: the same in the browser and here.
//!
//! The browser's half is `themes/default/script/order.js`; `tests/draw.yaml`
//! is the table that both must pass.

/// The items in the order that `seed` gives them.
pub fn shuffled<T: Clone>(items: &[T], seed: u32) -> Vec<T> {
    let (mut order, mut dice) = (items.to_vec(), Dice(seed));
    for last in (1..order.len()).rev() {
        order.swap(last, dice.roll(last + 1));
    }
    order
}

/// A seed for the part called `name` of something that has a seed: the same
/// text, the same seed.
pub fn seed_for(seed: u32, name: &str) -> u32 {
    name.chars().fold(seed, |hash, letter| (hash ^ u32::from(letter)).wrapping_mul(16_777_619))
}

/// A small generator of numbers (mulberry32).
struct Dice(u32);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x6d2b_79f5);
        let mixed = (self.0 ^ (self.0 >> 15)).wrapping_mul(1 | self.0);
        let mixed = mixed.wrapping_add((mixed ^ (mixed >> 7)).wrapping_mul(0x3d | mixed)) ^ mixed;
        let rolled = u64::from(mixed ^ (mixed >> 14));
        // The product fits: a list in memory has fewer than 2^32 questions or options.
        usize::try_from(rolled.saturating_mul(sides as u64) >> 32).unwrap_or_default()
    }
}
