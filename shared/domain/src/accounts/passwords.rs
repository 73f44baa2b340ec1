//! Passwords: argon2id with OWASP's second parameter set (t = 2, m = 19 MiB, p = 1).
//!
//! Hashing takes tens of milliseconds of one core: callers run it on a blocking thread.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};

use super::common_passwords::is_common;
use crate::{Context, Error, FieldError, Result};

/// The shortest password that is taken, in characters.
pub const MIN_LENGTH: usize = 12;
/// The longest, in characters: bounds the work per attempt.
pub const MAX_LENGTH: usize = 256;

fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// What must be left of a password without its person's address and name, in characters.
const OWN_LENGTH: usize = 8;

/// Checks the password's length, and that it is none that everybody tries first.
pub fn check(pointer: &str, password: &str) -> std::result::Result<(), FieldError> {
    let refuse = |code, message| FieldError { pointer: pointer.to_owned(), code, message };
    let length = password.chars().count();
    if !(MIN_LENGTH..=MAX_LENGTH).contains(&length) {
        let message = format!("a password has {MIN_LENGTH} to {MAX_LENGTH} characters");
        return Err(refuse("password_length", message));
    }
    if is_common(password) {
        let message = "this is one of the passwords that everybody tries first".to_owned();
        return Err(refuse("password_common", message));
    }
    Ok(())
}

/// Checks that more than `words` (the person's address and names) is in the password.
///
/// # Errors
/// `Invalid`.
pub fn check_personal(pointer: &str, password: &str, words: &[String]) -> Result<()> {
    let mut rest = password.to_lowercase();
    for word in words.iter().map(|word| word.to_lowercase()).filter(|word| word.chars().count() > 2) {
        rest = rest.replace(&word, "");
    }
    if rest.chars().count() >= OWN_LENGTH {
        return Ok(());
    }
    let message = "a password needs more than one's own address and name";
    Err(Error::invalid(pointer, "password_personal", message))
}

/// What everybody knows of a person: their address, its parts, and their names.
pub fn personal_words(email: &str, first_name: &str, last_name: &str) -> Vec<String> {
    let (local, domain) = email.split_once('@').unwrap_or((email, ""));
    let site = domain.split('.').next().unwrap_or_default();
    [email, local, domain, first_name, last_name, site].map(str::to_owned).to_vec()
}

/// Hashes a password with a fresh salt.
///
/// # Errors
/// `Internal` where the hash function refuses its parameters, which would be our mistake.
pub fn hash(context: &Context, password: &str) -> Result<String> {
    argon2()
        .hash_password_with_salt(password.as_bytes(), &context.bytes::<16>())
        .map(|hash| hash.to_string())
        .map_err(|error| Error::internal(error.to_string()))
}

/// What a password is worth against a stored hash.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is another password.
    Wrong,
    /// It is the right one.
    Right,
    /// It is the right one, under parameters of the past: hash it anew.
    RightButOutdated,
}

/// Compares a password with a stored hash. Without a hash it works just as long and says `Wrong`, so that the
/// time of a sign-in does not tell whether the address is known.
pub fn verify(password: &str, hash: Option<&str>) -> Verdict {
    // The hash of a random password that nobody knows.
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Zcd5sm1JFTPBYXkVEu3BuPkdE4K5NaX2ZRZmxGDYEmo";
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODY)) else { return Verdict::Wrong };
    let matches = argon2().verify_password(password.as_bytes(), &parsed).is_ok();
    match (hash, matches) {
        (Some(hash), true) if hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") => Verdict::Right,
        (Some(_), true) => Verdict::RightButOutdated,
        _ => Verdict::Wrong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_verifies_against_its_own_hash_only() {
        let hash = hash(&Context::system(), "correct horse battery").unwrap();
        assert_eq!(verify("correct horse battery", Some(&hash)), Verdict::Right);
        assert_eq!(verify("correct horse batterz", Some(&hash)), Verdict::Wrong);
        assert_eq!(verify("correct horse battery", None), Verdict::Wrong);
    }

    #[test]
    fn the_hash_of_nobody_is_well_formed() {
        // Otherwise an unknown address would be answered faster than a known one.
        let start = std::time::Instant::now();
        verify("x", None);
        assert!(start.elapsed() > std::time::Duration::from_millis(1));
    }

    #[test]
    fn ones_own_address_and_name_are_no_password() {
        let words = personal_words("ada.lovelace@engines.example", "Ada", "Lovelace");
        for password in
            ["ada.lovelace@engines.example", "LovelaceLovelace", "Ada-Lovelace-1815", "engines-ada!"]
        {
            assert!(check_personal("/password", password, &words).is_err(), "{password}");
        }
        assert!(check_personal("/password", "Ada never counted sheep", &words).is_ok());
    }

    #[test]
    fn what_everybody_tries_is_refused_by_its_field() {
        let refused = check("/password", "Password1234!").unwrap_err();
        assert_eq!((refused.pointer.as_str(), refused.code), ("/password", "password_common"));
    }

    #[test]
    fn weak_parameters_are_outdated() {
        let weak =
            Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8 * 1024, 1, 1, None).unwrap())
                .hash_password_with_salt(b"correct horse battery", b"0123456789abcdef")
                .unwrap()
                .to_string();
        assert_eq!(verify("correct horse battery", Some(&weak)), Verdict::RightButOutdated);
    }
}
