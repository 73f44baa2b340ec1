//! Personal data by the pattern of the values.
use crate::profile::Pii;

/// A column is personal where at least this share of its values, in percent, has the pattern.
const SHARE: u64 = 80;

/// How many values have which pattern.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct PiiCounts {
    total: u64,
    emails: u64,
    phones: u64,
}

impl PiiCounts {
    pub fn add(&mut self, text: &[u8], count: u64) {
        self.total += count;
        self.emails += if is_email(text) { count } else { 0 };
        self.phones += if is_phone(text) { count } else { 0 };
    }

    pub fn verdict(&self) -> Option<Pii> {
        let enough = |n: u64| n > 0 && n * 100 >= self.total * SHARE;
        if enough(self.emails) { Some(Pii::Email) } else { enough(self.phones).then_some(Pii::Phone) }
    }
}

/// `local@host.tld` with the characters that addresses have in practice.
fn is_email(text: &[u8]) -> bool {
    if text.len() > 254 {
        return false;
    }
    let Some(at) = text.iter().position(|b| *b == b'@') else { return false };
    let (local, host) = (&text[..at], &text[at + 1..]);
    let Some(dot) = host.iter().rposition(|b| *b == b'.') else { return false };
    let local_ok = |b: &u8| b.is_ascii_alphanumeric() || *b >= 0x80 || b".!#$%&'*+/=?^_`{|}~-".contains(b);
    let host_ok = |b: &u8| b.is_ascii_alphanumeric() || *b >= 0x80 || b".-".contains(b);
    (1..=64).contains(&local.len())
        && local.iter().all(local_ok)
        && host.iter().all(host_ok)
        && dot > 0
        && host.len() - dot > 2
        && host[dot + 1..].iter().all(|b| b.is_ascii_alphabetic() || *b >= 0x80)
}

/// 7 to 15 digits (ITU-T E.164) with the punctuation of telephone numbers, and something that sets them apart from
/// plain numbers: an international prefix, a trunk zero, or groups.
fn is_phone(text: &[u8]) -> bool {
    if !(7..=24).contains(&text.len()) {
        return false;
    }
    let digits = text.iter().filter(|b| b.is_ascii_digit()).count();
    let allowed =
        |(i, b): (usize, &u8)| b.is_ascii_digit() || b" -./()".contains(b) || (*b == b'+' && i == 0);
    if !(7..=15).contains(&digits)
        || !text.iter().enumerate().all(allowed)
        || !text[text.len() - 1].is_ascii_digit()
    {
        return false;
    }
    let groups = text.split(|b| !b.is_ascii_digit()).filter(|group| !group.is_empty()).count();
    let address = text.iter().filter(|b| **b == b'.').count() == 3
        && groups == 4
        && digits <= 12
        && !text.contains(&b' ');
    match text[0] {
        b'+' => true,
        b'(' => groups >= 2,
        b'0' => digits >= 9 && !address,
        b'1'..=b'9' => (3..=6).contains(&groups) && digits >= 9 && !address,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for yes in ["a@b.co", "first.last+tag@sub.example.org"] {
            assert!(is_email(yes.as_bytes()), "{yes}");
        }
        for no in ["a@b", "@b.co", "a b@c.de", "a@b.c1", "plain"] {
            assert!(!is_email(no.as_bytes()), "{no}");
        }
        for yes in ["+41 79 123 45 67", "(555) 123-4567", "555-123-4567", "0791234567", "+14155550123"] {
            assert!(is_phone(yes.as_bytes()), "{yes}");
        }
        for no in ["1234567", "2024-01-05", "192.168.100.100", "00501", "12.5", "978-3-16"] {
            assert!(!is_phone(no.as_bytes()), "{no}");
        }
    }
}
