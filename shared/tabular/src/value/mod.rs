//! What a single value can be: which kinds it fits, and its number, date or time.
pub(crate) mod number;
pub(crate) mod temporal;

use temporal::DateFormat;

/// Set of kinds that a value, or every value of a column, fits. The kinds are nested: a 64-bit integer is
/// also an integer of any length, a short decimal and a decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kinds(u32);

impl Kinds {
    pub const NONE: Self = Self(0);
    /// Fits `i64`.
    pub const INT64: Self = Self(1);
    /// Whole number of any length, without leading zeros.
    pub const INTEGER: Self = Self(1 << 1);
    /// Number of at most 15 significant digits: a double gives the digits back.
    pub const SHORT_DECIMAL: Self = Self(1 << 2);
    /// Any finite number without leading zeros.
    pub const DECIMAL: Self = Self(1 << 3);
    pub const BOOLEAN: Self = Self(1 << 4);
    const DATE: u32 = 5;
    const LOCAL: u32 = Self::DATE + DateFormat::COUNT as u32;
    /// ISO 8601 date and time with an offset.
    pub const INSTANT: Self = Self(1 << (Self::LOCAL + DateFormat::COUNT as u32));
    pub const ALL: Self = Self((Self::INSTANT.0 << 1) - 1);
    pub const BITS: usize = (Self::LOCAL + DateFormat::COUNT as u32 + 1) as usize;

    /// A day written in `format`.
    pub const fn date(format: DateFormat) -> Self {
        Self(1 << (Self::DATE + format as u32))
    }

    /// A date in `format` with a time of day and no offset.
    pub const fn local(format: DateFormat) -> Self {
        Self(1 << (Self::LOCAL + format as u32))
    }

    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Indices of the kinds in the set.
    pub fn bits(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            (rest != 0).then(|| {
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                bit as usize
            })
        })
    }

    pub const fn from_bit(bit: usize) -> Self {
        Self(1 << bit)
    }
}

/// Every kind that `value` fits; none means plain text. `value` is not empty.
pub(crate) fn classify(value: &[u8]) -> Kinds {
    match value[0] {
        b'0'..=b'9' | b'-' | b'.' => {
            let number = number::classify(value);
            if number.is_empty() { temporal::classify(value) } else { number }
        }
        b't' | b'T' if value.eq_ignore_ascii_case(b"true") => Kinds::BOOLEAN,
        b'f' | b'F' if value.eq_ignore_ascii_case(b"false") => Kinds::BOOLEAN,
        b'A' | b'D' | b'F' | b'J' | b'M' | b'N' | b'O' | b'S' if value.len() >= 8 => {
            temporal::classify(value)
        }
        _ => Kinds::NONE,
    }
}

/// The one reading of a column whose values all fit `alive`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Int64,
    Integer,
    ShortDecimal,
    Decimal,
    Boolean,
    Date(DateFormat),
    Local(DateFormat),
    Instant,
    Text,
}

impl Kind {
    /// Narrowest kind in `alive`. Where day and month cannot be told apart and `order` is silent: text.
    pub fn narrowest(alive: Kinds, order: Option<crate::DateOrder>) -> Self {
        let simple = [
            (Kinds::BOOLEAN, Self::Boolean),
            (Kinds::INT64, Self::Int64),
            (Kinds::INTEGER, Self::Integer),
            (Kinds::SHORT_DECIMAL, Self::ShortDecimal),
            (Kinds::DECIMAL, Self::Decimal),
            (Kinds::INSTANT, Self::Instant),
        ];
        if let Some((_, kind)) = simple.into_iter().find(|(bit, _)| alive.contains(*bit)) {
            return kind;
        }
        for (of, make) in [
            (Kinds::date as fn(DateFormat) -> Kinds, Self::Date as fn(DateFormat) -> Self),
            (Kinds::local, Self::Local),
        ] {
            let fits: Vec<_> = DateFormat::ALL.into_iter().filter(|f| alive.contains(of(*f))).collect();
            let chosen = match (fits.as_slice(), order) {
                ([one], _) => Some(*one),
                (several, Some(order)) => several.iter().copied().find(|f| f.order() == Some(order)),
                _ => None,
            };
            if let Some(format) = chosen {
                return make(format);
            }
        }
        Self::Text
    }

    /// The kind with this bit alone.
    pub fn kinds(self) -> Kinds {
        match self {
            Self::Int64 => Kinds::INT64,
            Self::Integer => Kinds::INTEGER,
            Self::ShortDecimal => Kinds::SHORT_DECIMAL,
            Self::Decimal => Kinds::DECIMAL,
            Self::Boolean => Kinds::BOOLEAN,
            Self::Date(format) => Kinds::date(format),
            Self::Local(format) => Kinds::local(format),
            Self::Instant => Kinds::INSTANT,
            Self::Text => Kinds::NONE,
        }
    }

    pub fn is_number(self) -> bool {
        matches!(self, Self::Int64 | Self::Integer | Self::ShortDecimal | Self::Decimal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DateOrder;

    fn kind(values: &[&str]) -> Kind {
        let alive = values.iter().fold(Kinds::ALL, |all, v| all.and(classify(v.as_bytes())));
        Kind::narrowest(alive, None)
    }

    #[test]
    fn the_narrowest_kind_of_all_values_wins() {
        assert_eq!(kind(&["1", "-20", "0"]), Kind::Int64);
        assert_eq!(kind(&["1", "12345678901234567890"]), Kind::Integer);
        assert_eq!(kind(&["1", "2.50"]), Kind::ShortDecimal);
        assert_eq!(kind(&["1", "1234567890.123456789"]), Kind::Decimal);
        assert_eq!(kind(&["9007199254740993", "0.5"]), Kind::Decimal);
        assert_eq!(kind(&["true", "FALSE"]), Kind::Boolean);
        assert_eq!(kind(&["2024-02-29"]), Kind::Date(DateFormat::IsoDash));
        assert_eq!(kind(&["2024-02-29T10:00:00Z", "2024-03-01 10:00+01:00"]), Kind::Instant);
        assert_eq!(kind(&["2024-02-29 10:00"]), Kind::Local(DateFormat::IsoDash));
        for text in [&["007"][..], &["1", "x"], &["2023-02-29"], &["+1"], &["NaN"], &["1,000"], &["0x1F"]] {
            assert_eq!(kind(text), Kind::Text, "{text:?}");
        }
    }

    #[test]
    fn day_and_month_are_told_apart_by_the_column_or_the_caller() {
        assert_eq!(kind(&["3/4/2025", "31/12/2024"]), Kind::Date(DateFormat::DmySlash));
        assert_eq!(kind(&["3/4/2025", "12/31/2024"]), Kind::Date(DateFormat::MdySlash));
        assert_eq!(kind(&["3/4/2025", "5/6/2025"]), Kind::Text);
        let alive = classify(b"3/4/2025");
        assert_eq!(Kind::narrowest(alive, Some(DateOrder::Mdy)), Kind::Date(DateFormat::MdySlash));
    }
}
