//! Passwords that everybody tries first. The list holds what they are made of; how they are dressed up (capitals, digits
//! and signs around them, `@` for `a`) and joined is undone here.

use std::{collections::HashSet, sync::LazyLock};

static LIST: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("common_passwords.txt").lines().collect());

/// The longest word that a join is looked for with.
const LONGEST: usize = 32;
/// A password that consists of so many words of the list is no passphrase.
const JOINED: usize = 3;

/// So many digits and signs beside the words make a password none of those.
const DECORATION: usize = 8;

/// Whether the password is one of those.
pub fn is_common(password: &str) -> bool {
    let lower = password.to_lowercase();
    let inner = lower.trim_matches(|c: char| !c.is_alphabetic());
    let letters: String = inner.chars().filter(|c| c.is_alphabetic()).collect();
    let undressed: String = inner.chars().map(plain).filter(|c| c.is_alphabetic()).collect();
    let length = lower.chars().count();
    LIST.contains(lower.as_str())
        || is_monotonous(&lower)
        || [letters, undressed]
            .iter()
            .any(|text| length < text.chars().count() + DECORATION && is_joined(text, JOINED))
}

/// The letter that a digit or a sign stands for.
fn plain(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

/// Few characters, runs (`abcdef…`, `987654…`), and short pieces over and over.
fn is_monotonous(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let distinct = chars.iter().collect::<HashSet<_>>().len();
    let steps: HashSet<i64> =
        chars.windows(2).map(|pair| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]))).collect();
    let is_run = steps.iter().all(|step| [1, -1, 9, -9].contains(step));
    let repeats = (1..=chars.len() / 2)
        .any(|unit| unit <= 8 && chars.iter().enumerate().all(|(index, c)| *c == chars[index % unit]));
    distinct < 5 || is_run || repeats
}

/// Whether the text is at most `most` words of the list, one behind the other.
fn is_joined(text: &str, most: usize) -> bool {
    if text.is_empty() {
        return true;
    }
    most > 0
        && text
            .char_indices()
            .map(|(index, c)| index + c.len_utf8())
            .take(LONGEST)
            .any(|end| LIST.contains(&text[..end]) && is_joined(&text[end..], most - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_tries_is_common_however_it_is_dressed() {
        for password in [
            "passwordpassword",
            "Password1234!",
            "P@ssw0rd2026!!",
            "qwertyuiop123",
            "Qwertyuiop[]",
            "iloveyouforever",
            "123456789012",
            "1q2w3e4r5t6y",
            "administrator1",
            "Welcome2026!!",
            "letmeinletmein",
            "aaaaaaaaaaaa",
            "abcdefghijkl",
            "987654321098",
            "abcabcabcabc",
            "correcthorsebatterystaple",
            "Summer-2026-Summer",
            "changemechangeme",
            "monkeydragon12",
            "MyNewPassword1",
        ] {
            assert!(is_common(password), "{password}");
        }
    }

    #[test]
    fn passphrases_are_not() {
        for password in [
            "a password for tests",
            "correct horse battery",
            "blue kettles sing at noon",
            "k7#vQ9z!mB2p",
            "8531907264185530",
            "the password of my cat is long",
            "Engelsaugen backen macht Spass",
        ] {
            assert!(!is_common(password), "{password}");
        }
    }
}
