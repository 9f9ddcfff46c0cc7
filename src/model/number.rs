//! Exact numbers. Nothing that decides a mark is ever rounded.

use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Div, Mul, Sub};
use std::sync::{Arc, LazyLock};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// The largest number of digits that a number in a file or an answer may have.
const DIGITS: usize = 64;

/// An exact rational number: a share of a question's points, a pass mark, a
/// score. Scores are added and compared without rounding, in Rust and in
/// JavaScript alike. Always in lowest terms.
///
/// Most fractions of a large site are the same few, 0, 1 and whole percents, so
/// they are shared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fraction(Arc<BigRational>);

static ZERO: LazyLock<Arc<BigRational>> = LazyLock::new(|| Arc::new(BigRational::zero()));
static ONE: LazyLock<Arc<BigRational>> = LazyLock::new(|| Arc::new(BigRational::one()));
static PERCENTS: LazyLock<Vec<Fraction>> =
    LazyLock::new(|| (0..=100).map(|percent| Fraction::new(percent, 100)).collect());

impl Fraction {
    /// `numerator / denominator`; the denominator must not be 0.
    pub fn new(numerator: i64, denominator: i64) -> Self {
        Self::of(BigRational::new(numerator.into(), denominator.into()))
    }

    fn of(number: BigRational) -> Self {
        Self(Arc::new(number))
    }

    /// 0.
    pub fn zero() -> Self {
        Self(Arc::clone(&ZERO))
    }

    /// 1.
    pub fn one() -> Self {
        Self(Arc::clone(&ONE))
    }

    /// Reads `3`, `-0.25`, `1/3` or `80%`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(percent) = text.strip_suffix('%') {
            let shared = percent.trim_end().parse().ok().and_then(|whole: usize| PERCENTS.get(whole));
            if let Some(shared) = shared {
                return Some(shared.clone());
            }
            return Some(Self::parse(percent.trim_end())? / Self::new(100, 1));
        }
        if let Some((numerator, denominator)) = text.split_once('/') {
            let (numerator, denominator) =
                (Self::parse_decimal(numerator)?, Self::parse_decimal(denominator)?);
            return (!denominator.is_zero()).then(|| numerator / denominator);
        }
        Self::parse_decimal(text)
    }

    fn parse_decimal(text: &str) -> Option<Self> {
        Decimal::parse(text.trim()).map(|decimal| decimal.to_fraction())
    }

    /// The numerator and the denominator, which is above 0, where both are small enough.
    pub fn ratio(&self) -> Option<(i64, i64)> {
        Some((self.0.numer().to_i64()?, self.0.denom().to_i64()?))
    }

    /// The nearest floating-point number, where exactness does not matter.
    pub fn approximate(&self) -> f64 {
        self.0.to_f64().unwrap_or(f64::NAN)
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below 0.
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// The nearest number from 0 to 1.
    #[must_use]
    pub fn clamp_to_one(self) -> Self {
        self.clamp(Self::zero(), Self::one())
    }

    /// In percent, rounded **down**, so that 80 is never shown for less than 80 %.
    pub fn percent_down(&self) -> i64 {
        (&*self.0 * BigRational::from_integer(100.into())).floor().to_integer().to_i64().unwrap_or(i64::MAX)
    }

    /// As people read it, and exact: `3`, `3.5`, and `3 1/3` where no decimal of
    /// three places is.
    pub fn shown(&self) -> String {
        let thousandths = &*self.0 * BigRational::from_integer(1000.into());
        if thousandths.is_integer() {
            let decimal = Decimal { digits: thousandths.to_integer(), scale: 3 }.to_string();
            return decimal.trim_end_matches('0').trim_end_matches('.').to_owned();
        }
        match self.0.to_integer() {
            whole if whole.is_zero() => self.to_string(),
            whole => format!("{whole} {}", self.0.fract().abs()),
        }
    }
}

impl Add for Fraction {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::of(&*self.0 + &*other.0)
    }
}

impl Sub for Fraction {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::of(&*self.0 - &*other.0)
    }
}

impl Mul for Fraction {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::of(&*self.0 * &*other.0)
    }
}

impl Div for Fraction {
    type Output = Self;
    /// # Panics
    /// When `other` is 0.
    fn div(self, other: Self) -> Self {
        Self::of(&*self.0 / &*other.0)
    }
}

impl Sum for Fraction {
    fn sum<I: Iterator<Item = Self>>(terms: I) -> Self {
        terms.fold(Self::zero(), Add::add)
    }
}

impl fmt::Display for Fraction {
    /// `3` or `1/3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// An exact decimal number, as it is written: `digits · 10^-scale`.
#[derive(Debug, Clone)]
pub struct Decimal {
    digits: BigInt,
    scale: u32,
}

impl Decimal {
    /// Reads `12`, `-0.5`, `+3`, `1e3`, `.5`; ASCII digits, `.` as the decimal
    /// mark, no separators, at most 64 digits and a two-digit exponent.
    pub fn parse(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Self::exponent(exponent)?),
            None => (text, 0),
        };
        let (negative, mantissa) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa.strip_prefix('+').unwrap_or(mantissa)),
        };
        let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{part}");
        if digits.is_empty() || digits.len() > DIGITS || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let mut value: BigInt = digits.parse().ok()?;
        if negative {
            value = -value;
        }
        let scale = i32::try_from(part.len()).ok()? - exponent;
        Some(if scale < 0 {
            Self { digits: value * ten_to(scale.unsigned_abs()), scale: 0 }
        } else {
            Self { digits: value, scale: scale.unsigned_abs() }
        })
    }

    fn exponent(text: &str) -> Option<i32> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        if digits.is_empty() || digits.len() > 2 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        text.parse().ok()
    }

    /// The same number as a fraction.
    pub fn to_fraction(&self) -> Fraction {
        Fraction::of(BigRational::new(self.digits.clone(), ten_to(self.scale)))
    }

    /// This number more and less `tolerance`, which must not be below 0.
    pub fn around(&self, tolerance: &Self) -> (Self, Self) {
        let scale = self.scale.max(tolerance.scale);
        let (middle, tolerance) = (self.at_scale(scale), tolerance.at_scale(scale));
        (Self { digits: &middle - &tolerance, scale }, Self { digits: middle + tolerance, scale })
    }

    /// `percent` hundredths of this number, without its sign, in as few digits as it takes.
    #[must_use]
    pub fn share(&self, percent: &Self) -> Self {
        let (mut digits, mut scale) =
            ((&self.digits * &percent.digits).abs(), self.scale + percent.scale + 2);
        while scale > 0 && (&digits % 10_u32).is_zero() {
            digits /= 10_u32;
            scale -= 1;
        }
        Self { digits, scale }
    }

    /// Whether it is below 0.
    pub fn is_negative(&self) -> bool {
        self.digits.is_negative()
    }

    fn at_scale(&self, scale: u32) -> BigInt {
        &self.digits * ten_to(scale - self.scale)
    }
}

fn ten_to(exponent: u32) -> BigInt {
    BigInt::from(10).pow(exponent)
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        self.at_scale(scale).cmp(&other.at_scale(scale))
    }
}

impl fmt::Display for Decimal {
    /// As plain digits: `-0.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.digits.is_negative() {
            f.write_str("-")?;
        }
        let scale = self.scale as usize;
        let digits = format!("{:0>width$}", self.digits.abs().to_string(), width = scale + 1);
        let (whole, part) = digits.split_at(digits.len() - scale);
        f.write_str(whole)?;
        if part.is_empty() { Ok(()) } else { write!(f, ".{part}") }
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, Fraction};

    #[test]
    fn a_pass_mark_may_be_written_in_three_ways() {
        let eighty = Some(Fraction::new(4, 5));
        assert_eq!(Fraction::parse("80%"), eighty);
        assert_eq!(Fraction::parse("0.8"), eighty);
        assert_eq!(Fraction::parse("4/5"), eighty);
        for wrong in ["", "%", "1/0", "eighty", "1/2/3", "0x10", "--1", "1e999"] {
            assert_eq!(Fraction::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn three_thirds_are_one() {
        let third = Fraction::new(1, 3);
        assert_eq!([third.clone(), third.clone(), third].into_iter().sum::<Fraction>(), Fraction::one());
    }

    #[test]
    fn percentages_are_rounded_down() {
        assert_eq!(Fraction::new(7, 9).percent_down(), 77);
        assert_eq!(Fraction::new(7999, 10000).percent_down(), 79);
    }

    #[test]
    fn people_read_decimals_where_they_are_short_and_exact() {
        for (over, under, shown) in [
            (3, 1, "3"),
            (0, 1, "0"),
            (7, 2, "3.5"),
            (100, 1, "100"),
            (10, 3, "3 1/3"),
            (1, 3, "1/3"),
            (-4, 3, "-1 1/3"),
            (-1, 8, "-0.125"),
        ] {
            assert_eq!(Fraction::new(over, under).shown(), shown);
        }
    }

    #[test]
    fn decimals_compare_by_value_and_print_their_digits() {
        let decimal = |text| Decimal::parse(text).unwrap();
        assert_eq!(decimal("1e3"), decimal("1000.0"));
        assert_eq!(decimal("-0"), decimal("0"));
        assert!(decimal("0.1") < decimal("0.11"));
        assert_eq!(decimal("-0.50").to_string(), "-0.50");
        let (from, to) = decimal("20").around(&decimal("20").share(&decimal("2.5")));
        assert_eq!((from.to_string(), to.to_string()), ("19.5".into(), "20.5".into()));
    }
}
