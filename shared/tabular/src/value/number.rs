//! Numbers as they are written: their kinds, their value, and their exact order.
use std::cmp::Ordering;

use super::Kinds;

/// Significant decimal digits that every double gives back (IEEE 754 binary64, `DBL_DIG`).
pub(crate) const DOUBLE_DIGITS: usize = 15;
/// Decimal exponents between which doubles keep [`DOUBLE_DIGITS`].
const DOUBLE_EXPONENTS: std::ops::RangeInclusive<i64> = -290..=290;

/// A number taken apart; slices point into the text.
struct Parts<'a> {
    negative: bool,
    whole: &'a [u8],
    fraction: &'a [u8],
    /// A point was written, even with nothing behind it.
    point: bool,
    exponent: Option<i64>,
}

/// `-? digits? (. digits?)? ([eE] [+-]? digits)?` with at least one digit before the exponent.
fn split(text: &[u8]) -> Option<Parts<'_>> {
    let (negative, rest) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    let digits = |s: &[u8]| s.iter().position(|b| !b.is_ascii_digit()).unwrap_or(s.len());
    let (whole, rest) = rest.split_at(digits(rest));
    let (point, fraction, rest) = match rest {
        [b'.', rest @ ..] => {
            let (fraction, rest) = rest.split_at(digits(rest));
            (true, fraction, rest)
        }
        _ => (false, &rest[..0], rest),
    };
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let exponent = match rest {
        [] => None,
        [b'e' | b'E', rest @ ..] => {
            let (sign, digits) = match rest {
                [b'-', digits @ ..] => (-1, digits),
                [b'+', digits @ ..] => (1, digits),
                digits => (1, digits),
            };
            if digits.is_empty() || digits.len() > 6 {
                return None;
            }
            let value = digits
                .iter()
                .try_fold(0i64, |n, b| b.is_ascii_digit().then(|| n * 10 + i64::from(b - b'0')))?;
            Some(sign * value)
        }
        _ => return None,
    };
    Some(Parts { negative, whole, fraction, point, exponent })
}

/// Kinds of a value that may be a number; none where it is not, or where it has leading zeros.
pub(crate) fn classify(text: &[u8]) -> Kinds {
    let Some(parts) = split(text) else { return Kinds::NONE };
    if parts.whole.len() > 1 && parts.whole[0] == b'0' {
        return Kinds::NONE;
    }
    let mut kinds = Kinds::DECIMAL;
    if !parts.point && parts.exponent.is_none() && !(parts.negative && parts.whole == b"0") {
        kinds = kinds.or(Kinds::INTEGER);
        if int64(text).is_some() {
            kinds = kinds.or(Kinds::INT64);
        }
    }
    if parts.whole.len() + parts.fraction.len() <= DOUBLE_DIGITS && parts.exponent.is_none() {
        return kinds.or(Kinds::SHORT_DECIMAL);
    }
    let exact = Exact::new(&parts);
    if exact.digits.len() <= DOUBLE_DIGITS
        && (exact.digits.is_empty() || DOUBLE_EXPONENTS.contains(&exact.magnitude))
    {
        kinds = kinds.or(Kinds::SHORT_DECIMAL);
    }
    // What a double cannot hold at all has no mean: text.
    if exact.digits.is_empty() || (-300..=308).contains(&exact.magnitude) && double(text).is_finite() {
        kinds
    } else {
        Kinds::NONE
    }
}

/// An integer that fits; `None` for anything else, leading zeros included.
#[inline]
pub(crate) fn int64(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > 19 || (digits[0] == b'0' && text.len() > 1) {
        return None;
    }
    let mut value: u64 = 0;
    for b in digits {
        let digit = b.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + u64::from(digit);
    }
    if negative {
        (value <= 1 << 63).then(|| (value as i64).wrapping_neg())
    } else {
        i64::try_from(value).ok()
    }
}

/// Nearest double of a text that [`classify`] found to be a number.
pub(crate) fn double(text: &[u8]) -> f64 {
    std::str::from_utf8(text).ok().and_then(|s| s.parse().ok()).unwrap_or(f64::NAN)
}

/// Powers of ten that doubles hold exactly.
const POWERS: [f64; 16] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// A [`Kinds::SHORT_DECIMAL`] as a double; `None` for anything else. Exact: mantissa and power of ten are both
/// integers below 2⁵³, so that one division rounds correctly (Clinger, 1990).
#[inline]
pub(crate) fn short_decimal(text: &[u8]) -> Option<f64> {
    let (negative, rest) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    // Fifteen digits and a point.
    if rest.len() > DOUBLE_DIGITS + 1 || rest.is_empty() {
        return irregular_decimal(text);
    }
    let mut mantissa: u64 = 0;
    let mut point = usize::MAX;
    for (i, b) in rest.iter().enumerate() {
        let digit = b.wrapping_sub(b'0');
        if digit <= 9 {
            mantissa = mantissa * 10 + u64::from(digit);
        } else if *b == b'.' && point == usize::MAX {
            point = i;
        } else {
            return irregular_decimal(text);
        }
    }
    let scale = if point == usize::MAX { 0 } else { rest.len() - 1 - point };
    let whole = if point == usize::MAX { rest.len() } else { point };
    let digits = whole + scale;
    if digits > DOUBLE_DIGITS || digits == 0 || (whole > 1 && rest[0] == b'0') {
        return irregular_decimal(text);
    }
    let value = mantissa as f64 / POWERS[scale];
    Some(if negative { -value } else { value })
}

#[cold]
fn irregular_decimal(text: &[u8]) -> Option<f64> {
    classify(text).contains(Kinds::SHORT_DECIMAL).then(|| double(text))
}

/// A number's nearest double and its [`widths`], where it fits `wanted`: one of the exact kinds,
/// [`Kinds::INTEGER`] or [`Kinds::DECIMAL`].
pub(crate) fn measure(text: &[u8], wanted: Kinds) -> Option<(f64, (usize, usize))> {
    match split(text)? {
        Parts { exponent: None, negative, whole, fraction, point }
            if !whole.is_empty() && (whole[0] != b'0' || whole.len() == 1) && text.len() < 256 =>
        {
            if wanted == Kinds::INTEGER && (point || (negative && whole == b"0")) {
                return None;
            }
            let digits = whole.len() + fraction.len();
            let value = if digits <= DOUBLE_DIGITS {
                let mantissa = whole.iter().chain(fraction).fold(0u64, |n, b| n * 10 + u64::from(b - b'0'));
                let value = mantissa as f64 / POWERS[fraction.len()];
                if negative { -value } else { value }
            } else {
                double(text)
            };
            Some((value, (whole.len(), fraction.len())))
        }
        _ => classify(text).contains(wanted).then(|| (double(text), widths(text))),
    }
}

/// Digits before the point and behind it that a fixed-point type needs for a number; (0, 0) for anything else.
pub(crate) fn widths(text: &[u8]) -> (usize, usize) {
    match split(text) {
        Some(Parts { exponent: None, whole, fraction, .. }) => (whole.len(), fraction.len()),
        Some(parts) => Exact::new(&parts).widths(),
        None => (0, 0),
    }
}

/// Digits of a number without leading and trailing zeros, and where the point stands: the value is
/// ±0.d₁d₂… × 10^magnitude. No digits: zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Exact {
    negative: bool,
    magnitude: i64,
    digits: Vec<u8>,
}

impl Exact {
    /// `None` where the text is no number.
    pub fn parse(text: &[u8]) -> Option<Self> {
        split(text).map(|parts| Self::new(&parts))
    }

    fn new(parts: &Parts<'_>) -> Self {
        let mut digits = [parts.whole, parts.fraction].concat();
        let leading = digits.iter().take_while(|b| **b == b'0').count();
        digits.drain(..leading);
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        if digits.is_empty() {
            return Self { negative: false, magnitude: 0, digits };
        }
        let magnitude = parts.whole.len() as i64 - leading as i64 + parts.exponent.unwrap_or(0);
        Self { negative: parts.negative, magnitude, digits }
    }

    /// Digits before the point (at least one) and behind it, as a fixed-point type needs them.
    pub fn widths(&self) -> (usize, usize) {
        let whole = self.magnitude.max(0) as usize;
        let scale = (self.digits.len() as i64 - self.magnitude).max(0) as usize;
        (whole, scale)
    }

    /// The value × 10^scale; `None` where that is no integer of at most 38 digits.
    pub fn unscaled(&self, scale: usize) -> Option<i128> {
        let (whole, own_scale) = self.widths();
        if own_scale > scale || whole + scale > 38 {
            return None;
        }
        let digits = self.digits.iter().fold(0i128, |n, b| n * 10 + i128::from(b - b'0'));
        let zeros = u32::try_from(scale as i64 + self.magnitude - self.digits.len() as i64).ok()?;
        let value = digits * 10i128.pow(if self.digits.is_empty() { 0 } else { zeros });
        Some(if self.negative { -value } else { value })
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |e: &Self| {
            if e.digits.is_empty() {
                0
            } else if e.negative {
                -1
            } else {
                1
            }
        };
        sign(self).cmp(&sign(other)).then_with(|| {
            let size = self.magnitude.cmp(&other.magnitude).then_with(|| self.digits.cmp(&other.digits));
            if self.negative { size.reverse() } else { size }
        })
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn decimals_are_exact_or_refused() {
        for (text, value) in [
            ("12.50", 12.5),
            ("-0.001", -0.001),
            ("7", 7.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("1e-3", 0.001),
            ("0.1", 0.1),
        ] {
            assert_eq!(short_decimal(text.as_bytes()), Some(value), "{text}");
        }
        for text in ["1234567890.1234567", "", "-", ".", "1.2.3", "01.5", "1e400", "abc", "1e", "--1"] {
            assert_eq!(short_decimal(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn integers_keep_their_range() {
        assert_eq!(int64(b"-9223372036854775808"), Some(i64::MIN));
        assert_eq!(int64(b"9223372036854775807"), Some(i64::MAX));
        for text in
            ["9223372036854775808", "-9223372036854775809", "99999999999999999999", "01", "-0", "-", "", "1a"]
        {
            assert_eq!(int64(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn fixed_point_form_is_exact() {
        let exact = |text: &str| Exact::parse(text.as_bytes()).unwrap();
        assert_eq!(exact("-12.340").unscaled(3), Some(-12340));
        assert_eq!(exact("12.34").unscaled(1), None);
        assert_eq!(exact("1e3").unscaled(2), Some(100_000));
        assert_eq!(exact("0.0050").widths(), (0, 3));
        assert_eq!(exact("0").unscaled(2), Some(0));
        assert!(exact("-2") < exact("-1.5") && exact("99") < exact("100.0") && exact("1.0") == exact("1"));
    }

    proptest! {
        #[test]
        fn measures_what_it_classifies(text in "-?0?[0-9]{0,25}[.]?[0-9]{0,25}(e-?[0-9]{1,3})?") {
            for wanted in [Kinds::INTEGER, Kinds::DECIMAL] {
                let fits = !text.is_empty() && classify(text.as_bytes()).contains(wanted);
                let expected = fits.then(|| (text.parse::<f64>().unwrap().to_bits(), widths(text.as_bytes())));
                prop_assert_eq!(measure(text.as_bytes(), wanted).map(|(x, w)| (x.to_bits(), w)), expected);
            }
        }

        #[test]
        fn agrees_with_the_standard_parser(whole in 0u64..10_000_000, fraction in "[0-9]{0,8}", negative: bool) {
            let sign = if negative { "-" } else { "" };
            let text = if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") };
            let value: f64 = text.parse().unwrap();
            prop_assert_eq!(short_decimal(text.as_bytes()).map(f64::to_bits), Some(value.to_bits()));
        }

        #[test]
        fn order_is_that_of_the_numbers(a in -1_000_000i64..1_000_000, b in -1_000_000i64..1_000_000, s in 0u32..4) {
            let exact = |n: i64| Exact::parse(format!("{}{}.{:04}", if n < 0 { "-" } else { "" }, n.abs() / 10_000, n.abs() % 10_000).as_bytes()).unwrap();
            prop_assert_eq!(exact(a).cmp(&exact(b)), a.cmp(&b));
            prop_assert_eq!(exact(a).unscaled(4 + s as usize), Some(i128::from(a) * 10i128.pow(s)));
        }
    }
}
