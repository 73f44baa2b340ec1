//! What is done to a text before it is a value.
use jiff::{civil::Date, fmt::strtime};

use crate::{
    MAX_VALUE_BYTES,
    template::{Otherwise, Step},
};

/// Why a step could not be taken: a code and a sentence.
pub(crate) type Refusal = (&'static str, String);

/// Takes a step. What it makes is never longer than [`MAX_VALUE_BYTES`]: steps that lengthen a text could otherwise
/// make it longer than memory, one after the other.
pub(crate) fn take(step: &Step, text: String) -> Result<Option<String>, Refusal> {
    let length = match step {
        Step::Replace { find, with } if with.len() > find.len() => {
            let more = (with.len() - find.len()).saturating_mul(text.matches(find.as_str()).count());
            text.len().saturating_add(more)
        }
        // A capital may take three times the bytes of its small letter.
        Step::Uppercase {} | Step::Lowercase {} => text.len().saturating_mul(3),
        _ => text.len(),
    };
    if length > MAX_VALUE_BYTES {
        return Err(("wrong_length", format!("more than {} KiB are no value", MAX_VALUE_BYTES >> 10)));
    }
    Ok(Some(match step {
        Step::Trim {} => {
            let trimmed = text.trim();
            return Ok((!trimmed.is_empty()).then(|| trimmed.to_owned()));
        }
        Step::CollapseSpaces {} => {
            let mut out = String::with_capacity(text.len());
            let mut blank = false;
            for c in text.chars() {
                if !c.is_whitespace() {
                    out.push(c);
                } else if !blank {
                    out.push(' ');
                }
                blank = c.is_whitespace();
            }
            out
        }
        Step::Uppercase {} => text.to_uppercase(),
        Step::Lowercase {} => text.to_lowercase(),
        Step::Replace { find, with } => text.replace(find.as_str(), with),
        Step::Split { separator, index } => {
            let mut parts = text.split(separator.as_str());
            let at = index.unsigned_abs() as usize;
            let part = if *index < 0 { parts.nth_back_of(at - 1) } else { parts.nth(at) };
            return Ok(part.map(str::to_owned));
        }
        Step::Map { values, otherwise } => match (values.get(&text), otherwise) {
            (Some(value), _) => value.clone(),
            (None, Otherwise::Keep) => text,
            (None, Otherwise::Null) => return Ok(None),
            (None, Otherwise::Reject) => {
                return Err(("not_mapped", "none of the values that are known".to_owned()));
            }
        },
        Step::NullIf { values } => return Ok((!values.contains(&text)).then_some(text)),
        Step::ParseNumber { decimal_separator, group_separator } => {
            number(&text, *decimal_separator, *group_separator).ok_or_else(|| {
                ("not_a_number", format!("no number with {decimal_separator:?} before its decimals"))
            })?
        }
        Step::ParseDate { format } => date(&text, format)
            .ok_or_else(|| ("not_a_date", format!("no date of the form {format}")))?
            .to_string(),
    }))
}

/// The n-th part from the end; a separator of several characters cannot be searched for backwards by all patterns.
trait FromTheEnd<'a> {
    fn nth_back_of(self, n: usize) -> Option<&'a str>;
}

impl<'a, I: Iterator<Item = &'a str>> FromTheEnd<'a> for I {
    fn nth_back_of(self, n: usize) -> Option<&'a str> {
        let parts: Vec<&str> = self.collect();
        parts.len().checked_sub(n + 1).map(|at| parts[at])
    }
}

/// `1.234,56` to `1234.56`. Groups have three digits, but for the first one.
fn number(text: &str, decimal: char, group: Option<char>) -> Option<String> {
    let text = text.trim();
    let is_group = |c: char| group.is_some_and(|g| c == g || (g.is_whitespace() && c.is_whitespace()));
    let (sign, digits) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (if text.starts_with('-') { "-" } else { "" }, rest),
        None => ("", text),
    };
    let (whole, fraction) = match digits.rsplit_once(decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let groups: Vec<&str> = whole.split(is_group).collect();
    let grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3));
    let whole_fits = groups.iter().all(|g| is_digits(g)) && grouped;
    if !whole_fits || fraction.is_some_and(|part| !is_digits(part)) {
        return None;
    }
    let point = if fraction.is_some() { "." } else { "" };
    Some(format!("{sign}{}{point}{}", groups.concat(), fraction.unwrap_or_default()))
}

pub(crate) fn date(text: &str, format: &str) -> Option<Date> {
    strtime::parse(format, text.trim()).ok()?.to_date().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(step: Step, text: &str) -> Option<String> {
        take(&step, text.to_owned()).unwrap()
    }

    #[test]
    fn steps_do_what_they_say() {
        assert_eq!(after(Step::Trim {}, " a ").as_deref(), Some("a"));
        assert_eq!(after(Step::Trim {}, " \t"), None);
        assert_eq!(after(Step::CollapseSpaces {}, "a \n b  c").as_deref(), Some("a b c"));
        assert_eq!(after(Step::Uppercase {}, "straße").as_deref(), Some("STRASSE"));
        let split = |index| Step::Split { separator: ", ".to_owned(), index };
        assert_eq!(after(split(0), "a, b, c").as_deref(), Some("a"));
        assert_eq!(after(split(-1), "a, b, c").as_deref(), Some("c"));
        assert_eq!(after(split(3), "a, b, c"), None);
        assert_eq!(after(split(-4), "a, b, c"), None);
        let map = |otherwise| Step::Map { values: [("m".to_owned(), "male".to_owned())].into(), otherwise };
        assert_eq!(after(map(Otherwise::Keep), "m").as_deref(), Some("male"));
        assert_eq!(after(map(Otherwise::Keep), "x").as_deref(), Some("x"));
        assert_eq!(after(map(Otherwise::Null), "x"), None);
        assert_eq!(take(&map(Otherwise::Reject), "x".to_owned()).unwrap_err().0, "not_mapped");
    }

    #[test]
    fn no_step_makes_a_text_without_end() {
        let double = Step::Replace { find: "a".to_owned(), with: "aa".to_owned() };
        let mut text = Ok(Some("a".to_owned()));
        let mut steps = 0;
        while let Ok(Some(before)) = text {
            assert!(before.len() <= MAX_VALUE_BYTES);
            text = take(&double, before);
            steps += 1;
        }
        assert_eq!((steps, text.unwrap_err().0), (21, "wrong_length"));
    }

    #[test]
    fn numbers_and_dates_as_people_write_them() {
        for (text, decimal, group, expected) in [
            ("1.234,56", ',', Some('.'), Some("1234.56")),
            ("1\u{a0}234,5", ',', Some(' '), Some("1234.5")),
            ("-1'000", '.', Some('\''), Some("-1000")),
            ("12.34,5", ',', Some('.'), None),
            ("1.234,56", ',', None, None),
            ("1,2,3", ',', Some('.'), None),
            (",5", ',', None, None),
            ("5,", ',', None, None),
        ] {
            assert_eq!(number(text, decimal, group).as_deref(), expected, "{text}");
        }
        assert_eq!(date("31/12/2024", "%d/%m/%Y").map(|d| d.to_string()).as_deref(), Some("2024-12-31"));
        assert_eq!(date("12/31/2024", "%d/%m/%Y"), None);
        assert_eq!(date("2024", "%Y"), None);
    }
}
