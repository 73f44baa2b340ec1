//! Values of a type.
use std::cmp::Ordering;

use jiff::{Timestamp, civil};

use crate::template::TargetType;

/// A value in its type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Integer(i128),
    Decimal(Decimal),
    Boolean(bool),
    Date(civil::Date),
    /// With an offset.
    Instant(Timestamp),
    /// Without one.
    Local(civil::DateTime),
}

/// A decimal number: its digits as they are, without leading and trailing zeros, so that comparing is exact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Decimal {
    fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix(['-', '+']) {
            Some(rest) => (text.starts_with('-'), rest),
            None => (false, text),
        };
        let (digits, exponent) = match digits.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok().filter(|e| e.abs() <= 400)?),
            None => (digits, 0),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let is_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() && fraction.is_empty() || !is_digits(whole) || !is_digits(fraction) {
            return None;
        }
        let all = format!("{whole}{fraction}");
        let point = whole.len() as i32 + exponent;
        let (whole, fraction) = match usize::try_from(point) {
            Ok(point) if point <= all.len() => (all[..point].to_owned(), all[point..].to_owned()),
            Ok(point) => (format!("{all}{}", "0".repeat(point - all.len())), String::new()),
            Err(_) => (String::new(), format!("{}{all}", "0".repeat(point.unsigned_abs() as usize))),
        };
        let whole = whole.trim_start_matches('0').to_owned();
        let fraction = fraction.trim_end_matches('0').to_owned();
        let negative = negative && !(whole.is_empty() && fraction.is_empty());
        Some(Self { negative, whole, fraction })
    }

    fn text(&self) -> String {
        let sign = if self.negative { "-" } else { "" };
        let whole = if self.whole.is_empty() { "0" } else { &self.whole };
        let point = if self.fraction.is_empty() { "" } else { "." };
        format!("{sign}{whole}{point}{}", self.fraction)
    }

    fn order(&self, other: &Self) -> Ordering {
        let size = |a: &Self, b: &Self| {
            let whole = a.whole.len().cmp(&b.whole.len()).then_with(|| a.whole.cmp(&b.whole));
            whole.then_with(|| a.fraction.cmp(&b.fraction))
        };
        match (self.negative, other.negative) {
            (false, false) => size(self, other),
            (true, true) => size(other, self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl Value {
    /// A text as a value of a type; `None` where it is none.
    pub fn parse(target_type: TargetType, text: &str) -> Option<Self> {
        Some(match target_type {
            TargetType::Text => Self::Text(text.to_owned()),
            TargetType::Integer => {
                let digits = text.strip_prefix('+').unwrap_or(text);
                Self::Integer(digits.parse().ok().filter(|n: &i128| n.unsigned_abs() < 10_u128.pow(38))?)
            }
            TargetType::Decimal => Self::Decimal(Decimal::parse(text)?),
            TargetType::Boolean => match text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "1" => Self::Boolean(true),
                "false" | "no" | "0" => Self::Boolean(false),
                _ => return None,
            },
            TargetType::Date => Self::Date(text.parse::<civil::Date>().ok().filter(|_| text.len() == 10)?),
            TargetType::Datetime => match text.parse() {
                Ok(instant) => Self::Instant(instant),
                Err(_) => Self::Local(text.parse().ok()?),
            },
        })
    }

    /// As programs write it.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Integer(number) => number.to_string(),
            Self::Decimal(number) => number.text(),
            Self::Boolean(flag) => flag.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Instant(instant) => instant.to_string(),
            Self::Local(local) => local.to_string(),
        }
    }

    /// How two values of one type compare; `None` where they do not, as a time with an offset and one without.
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        Some(match (self, other) {
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Integer(a), Self::Integer(b)) => a.cmp(b),
            (Self::Decimal(a), Self::Decimal(b)) => a.order(b),
            (Self::Boolean(a), Self::Boolean(b)) => a.cmp(b),
            (Self::Date(a), Self::Date(b)) => a.cmp(b),
            (Self::Instant(a), Self::Instant(b)) => a.cmp(b),
            (Self::Local(a), Self::Local(b)) => a.cmp(b),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact() {
        let of = |text| Decimal::parse(text).unwrap();
        for (text, expected) in [
            ("007.50", "7.5"),
            ("-0.0", "0"),
            (".5", "0.5"),
            ("1e3", "1000"),
            ("12.5e-3", "0.0125"),
            ("+3", "3"),
        ] {
            assert_eq!(of(text).text(), expected);
        }
        for wrong in ["", ".", "1,5", "1.2.3", "e5", "1e9999", "NaN", "١"] {
            assert_eq!(Decimal::parse(wrong), None, "{wrong}");
        }
        let sorted = ["-10.1", "-10", "-9.99", "0", "0.30", "0.3000001", "9", "10", "99999999999999999999.1"];
        for two in sorted.windows(2) {
            assert_eq!(of(two[0]).order(&of(two[1])), Ordering::Less, "{two:?}");
        }
        assert_eq!(of("0.30").order(&of("0.3")), Ordering::Equal);
    }

    #[test]
    fn types_take_what_is_theirs() {
        use TargetType::{Boolean, Date, Datetime, Integer};
        fn text(target_type: TargetType, text: &str) -> Option<String> {
            Value::parse(target_type, text).map(|v| v.text())
        }
        assert_eq!(text(Integer, "+042").as_deref(), Some("42"));
        assert_eq!(text(Integer, "4.0"), None);
        assert_eq!(text(Integer, &"9".repeat(39)), None);
        assert_eq!(text(Boolean, "Yes").as_deref(), Some("true"));
        assert_eq!(text(Boolean, "2"), None);
        assert_eq!(text(Date, "2024-02-29").as_deref(), Some("2024-02-29"));
        assert_eq!(text(Date, "2023-02-29"), None);
        assert_eq!(text(Date, "2023-02-28T00:00"), None);
        assert_eq!(text(Datetime, "2024-12-31T09:00:00+01:00").as_deref(), Some("2024-12-31T08:00:00Z"));
        assert_eq!(text(Datetime, "2024-12-31T09:00:00").as_deref(), Some("2024-12-31T09:00:00"));
    }
}
