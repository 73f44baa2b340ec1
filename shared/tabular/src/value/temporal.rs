//! Dates and times of day in the notations that files use; proleptic Gregorian calendar, years 1–9999.
use super::Kinds;
use crate::DateOrder;

/// Notation of a day. One column has one notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum DateFormat {
    /// `2025-04-03`
    IsoDash,
    /// `2025/04/03`
    IsoSlash,
    /// `3.4.2025`: always day first
    DmyDot,
    /// `3/4/2025`, day first
    DmySlash,
    /// `4/3/2025`, month first
    MdySlash,
    /// `3-4-2025`, day first
    DmyDash,
    /// `4-3-2025`, month first
    MdyDash,
    /// English month name: `Apr 3 2025`, `April 3, 2025`, `3-Apr-2025`, `3 April 2025`
    Named,
}

impl DateFormat {
    pub const COUNT: usize = 8;
    pub const ALL: [Self; Self::COUNT] = [
        Self::IsoDash,
        Self::IsoSlash,
        Self::DmyDot,
        Self::DmySlash,
        Self::MdySlash,
        Self::DmyDash,
        Self::MdyDash,
        Self::Named,
    ];

    pub fn order(self) -> Option<DateOrder> {
        match self {
            Self::DmySlash | Self::DmyDash | Self::DmyDot => Some(DateOrder::Dmy),
            Self::MdySlash | Self::MdyDash => Some(DateOrder::Mdy),
            _ => None,
        }
    }
}

const MICROS_PER_SECOND: i64 = 1_000_000;
const MICROS_PER_DAY: i64 = 86_400 * MICROS_PER_SECOND;
const MONTHS: [&[u8]; 12] = [
    b"january",
    b"february",
    b"march",
    b"april",
    b"may",
    b"june",
    b"july",
    b"august",
    b"september",
    b"october",
    b"november",
    b"december",
];

/// Kinds of a value that may be a date or a date with a time; none where it is not.
pub(crate) fn classify(text: &[u8]) -> Kinds {
    if text.len() < 8 || text.len() > 40 {
        return Kinds::NONE;
    }
    let mut kinds = Kinds::NONE;
    for format in DateFormat::ALL {
        let Some((_, rest)) = leading_date(format, text) else { continue };
        if rest.is_empty() {
            kinds = kinds.or(Kinds::date(format));
        } else if let Some((_, offset)) = time(rest) {
            match offset {
                None => kinds = kinds.or(Kinds::local(format)),
                Some(_) if format == DateFormat::IsoDash => kinds = kinds.or(Kinds::INSTANT),
                Some(_) => {}
            }
        }
    }
    kinds
}

/// Days since 1970-01-01.
#[inline]
pub(crate) fn date(format: DateFormat, text: &[u8]) -> Option<i64> {
    leading_date(format, text).filter(|(_, rest)| rest.is_empty()).map(|(days, _)| days)
}

/// Microseconds since 1970-01-01T00:00 of a local time.
#[inline]
pub(crate) fn local(format: DateFormat, text: &[u8]) -> Option<i64> {
    let (days, rest) = leading_date(format, text)?;
    match time(rest)? {
        (micros, None) => Some(days * MICROS_PER_DAY + micros),
        _ => None,
    }
}

/// Microseconds since 1970-01-01T00:00Z of a time with an offset.
#[inline]
pub(crate) fn instant(text: &[u8]) -> Option<i64> {
    let (days, rest) = leading_date(DateFormat::IsoDash, text)?;
    match time(rest)? {
        (micros, Some(offset)) => Some(days * MICROS_PER_DAY + micros - offset * MICROS_PER_SECOND),
        _ => None,
    }
}

#[inline]
fn leading_date(format: DateFormat, text: &[u8]) -> Option<(i64, &[u8])> {
    match format {
        DateFormat::IsoDash => iso(text, b'-'),
        DateFormat::IsoSlash => iso(text, b'/'),
        DateFormat::DmyDot => short_first(text, b'.', false),
        DateFormat::DmySlash => short_first(text, b'/', false),
        DateFormat::MdySlash => short_first(text, b'/', true),
        DateFormat::DmyDash => short_first(text, b'-', false),
        DateFormat::MdyDash => short_first(text, b'-', true),
        DateFormat::Named => named(text),
    }
}

#[inline]
fn iso(text: &[u8], separator: u8) -> Option<(i64, &[u8])> {
    let (head, rest) = text.split_first_chunk::<10>()?;
    if head[4] != separator || head[7] != separator {
        return None;
    }
    let digits = [0, 1, 2, 3, 5, 6, 8, 9].map(|i: usize| i64::from(head[i].wrapping_sub(b'0')));
    if digits.iter().any(|d| *d > 9) {
        return None;
    }
    let [a, b, c, d, e, f, g, h] = digits;
    days(a * 1000 + b * 100 + c * 10 + d, e * 10 + f, g * 10 + h).map(|days| (days, rest))
}

fn short_first(text: &[u8], separator: u8, month_first: bool) -> Option<(i64, &[u8])> {
    let (first, rest) = number(text, 1, 2)?;
    let rest = rest.strip_prefix(&[separator])?;
    let (second, rest) = number(rest, 1, 2)?;
    let rest = rest.strip_prefix(&[separator])?;
    let (year, rest) = number(rest, 4, 4)?;
    let (month, day) = if month_first { (first, second) } else { (second, first) };
    days(year, month, day).map(|days| (days, rest))
}

fn named(text: &[u8]) -> Option<(i64, &[u8])> {
    if text[0].is_ascii_digit() {
        let (day, rest) = number(text, 1, 2)?;
        let (separator, rest) = rest.split_first().filter(|(b, _)| matches!(b, b' ' | b'-'))?;
        let (month, rest) = month(rest)?;
        let rest = rest.strip_prefix(&[*separator])?;
        let (year, rest) = number(rest, 4, 4)?;
        return days(year, month, day).map(|days| (days, rest));
    }
    let (month, rest) = month(text)?;
    let rest = rest.strip_prefix(b" ")?;
    let (day, rest) = number(rest, 1, 2)?;
    let rest = rest.strip_prefix(b",").unwrap_or(rest).strip_prefix(b" ")?;
    let (year, rest) = number(rest, 4, 4)?;
    days(year, month, day).map(|days| (days, rest))
}

fn month(text: &[u8]) -> Option<(i64, &[u8])> {
    let length = text.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let (name, rest) = text.split_at(length);
    let rest = if length == 3 { rest.strip_prefix(b".").unwrap_or(rest) } else { rest };
    let found =
        MONTHS.iter().position(|m| name.eq_ignore_ascii_case(m) || name.eq_ignore_ascii_case(&m[..3]))?;
    Some((found as i64 + 1, rest))
}

/// `[T ]h:mm[:ss[.fraction]][ ?AM|PM][Z|±hh[:]mm]` → microseconds of the day, offset in seconds. Digits behind
/// the sixth of the fraction must be zeros: the twin keeps microseconds.
#[inline]
fn time(text: &[u8]) -> Option<(i64, Option<i64>)> {
    let rest = text.strip_prefix(b"T").or_else(|| text.strip_prefix(b" "))?;
    let (mut hour, rest) = number(rest, 1, 2)?;
    let (minute, mut rest) = number(rest.strip_prefix(b":")?, 2, 2)?;
    let (mut second, mut micros) = (0, 0);
    if let Some(after) = rest.strip_prefix(b":") {
        (second, rest) = number(after, 2, 2)?;
        if let Some(after) = rest.strip_prefix(b".") {
            let count = after.iter().take_while(|b| b.is_ascii_digit()).count();
            let (digits, after) = after.split_at(count);
            if count == 0 || count > 9 || digits.iter().skip(6).any(|b| *b != b'0') {
                return None;
            }
            micros = digits.iter().take(6).fold(0, |n, b| n * 10 + i64::from(b - b'0'));
            micros *= 10i64.pow(6 - count.min(6) as u32);
            rest = after;
        }
    }
    let half = rest.strip_prefix(b" ").unwrap_or(rest);
    if let Some(pm) = match half.get(..2) {
        Some(two) if two.eq_ignore_ascii_case(b"am") => Some(false),
        Some(two) if two.eq_ignore_ascii_case(b"pm") => Some(true),
        _ => None,
    } {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if pm { 12 } else { 0 };
        rest = &half[2..];
    }
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let offset = offset(rest)?;
    Some(((hour * 3600 + minute * 60 + second) * MICROS_PER_SECOND + micros, offset))
}

/// Seconds east of UTC; `Some(None)`: none written. `None`: something else is there.
fn offset(text: &[u8]) -> Option<Option<i64>> {
    let (sign, rest) = match text {
        [] => return Some(None),
        b"Z" | b"z" | b" UTC" => return Some(Some(0)),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let (hours, rest) = number(rest, 2, 2)?;
    let minutes = match rest {
        [] => 0,
        _ => {
            let (minutes, rest) = number(rest.strip_prefix(b":").unwrap_or(rest), 2, 2)?;
            if !rest.is_empty() {
                return None;
            }
            minutes
        }
    };
    (hours <= 15 && minutes <= 59).then_some(Some(sign * (hours * 3600 + minutes * 60)))
}

/// A number of `least..=most` digits at the start; more digits than that are no match.
#[inline]
fn number(text: &[u8], least: usize, most: usize) -> Option<(i64, &[u8])> {
    let mut value = 0;
    let mut length = 0;
    for b in text {
        let digit = b.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        length += 1;
        if length > most {
            return None;
        }
        value = value * 10 + i64::from(digit);
    }
    (length >= least).then(|| (value, &text[length..]))
}

/// Days since 1970-01-01 of a civil date (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
#[inline]
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    const LENGTHS: [i64; 13] = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day < 1 {
        return None;
    }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if day > LENGTHS[month as usize] + i64::from(leap && month == 2) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468)
}

/// `2025-04-03`
pub(crate) fn format_date(days: i64) -> String {
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// `2025-04-03T10:20:30[.123456][Z]`
pub(crate) fn format_datetime(micros: i64, instant: bool) -> String {
    let (days, rest) = (micros.div_euclid(MICROS_PER_DAY), micros.rem_euclid(MICROS_PER_DAY));
    let (seconds, micros) = (rest / MICROS_PER_SECOND, rest % MICROS_PER_SECOND);
    let date = format_date(days);
    let fraction = if micros == 0 { String::new() } else { format!(".{micros:06}") };
    let zone = if instant { "Z" } else { "" };
    format!("{date}T{:02}:{:02}:{:02}{fraction}{zone}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Year, month and day: the inverse of [`days`].
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_the_epoch() {
        for (text, days) in [
            ("1970-01-01", 0),
            ("2000-03-01", 11_017),
            ("1969-12-31", -1),
            ("2024-02-29", 19_782),
            ("0001-01-01", -719_162),
        ] {
            assert_eq!(date(DateFormat::IsoDash, text.as_bytes()), Some(days), "{text}");
            assert_eq!(format_date(days), text);
        }
        for text in ["2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-1-1", "2024-01-01x"] {
            assert_eq!(date(DateFormat::IsoDash, text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn named_months_are_read() {
        for text in ["Jun 12 1998", "June 12, 1998", "12-Jun-1998", "12 June 1998", "12 JUN 1998"] {
            assert_eq!(date(DateFormat::Named, text.as_bytes()), Some(10_389), "{text}");
        }
        assert_eq!(date(DateFormat::Named, b"Juno 12 1998"), None);
    }

    #[test]
    fn times_and_offsets() {
        assert_eq!(local(DateFormat::IsoDash, b"1970-01-02T00:00:01.5"), Some(86_401_500_000));
        assert_eq!(local(DateFormat::MdySlash, b"1/2/1970 1:05 PM"), Some(86_400_000_000 + 47_100_000_000));
        assert_eq!(instant(b"1970-01-01T02:00:00+02:00"), Some(0));
        assert_eq!(instant(b"1970-01-01 00:00:00Z"), Some(0));
        assert_eq!(instant(b"1970-01-01T00:00:00"), None);
        assert_eq!(local(DateFormat::IsoDash, b"1970-01-01T24:00"), None);
        assert_eq!(local(DateFormat::IsoDash, b"1970-01-01T00:00:00.1234567"), None);
        assert_eq!(local(DateFormat::IsoDash, b"1970-01-01T00:00:00.123456000"), Some(123_456));
    }
}
