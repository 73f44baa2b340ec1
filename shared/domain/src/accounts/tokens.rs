//! Opaque tokens: 256 random bits, given out once and stored as their SHA-256.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::Context;

/// A token that its holder must show again: a refresh token or the secret in a mailed link.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    /// A new random token.
    pub fn new(context: &Context) -> Self {
        Self(context.bytes())
    }

    /// Reads a token as it was given out; anything else is none.
    pub fn parse(text: &str) -> Option<Self> {
        BASE64.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// As it is given out: 43 characters, safe in URLs.
    pub fn reveal(&self) -> String {
        BASE64.encode(self.0)
    }

    /// As it is stored.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }

    /// The token that replaces this one. Whoever holds this token and the stored salt can compute it again; the
    /// salt alone, or the token alone, is of no use.
    pub fn successor(&self, salt: &[u8]) -> Self {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(salt);
        Self(mac.finalize().into_bytes().into())
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_survive_being_given_out() {
        let token = Token::new(&Context::system());
        assert_eq!(token.reveal().len(), 43);
        assert_eq!(Token::parse(&token.reveal()), Some(token));
        assert_eq!(Token::parse("short"), None);
    }

    #[test]
    fn successors_depend_on_token_and_salt() {
        let (a, b) = (Token::new(&Context::system()), Token::new(&Context::system()));
        assert_eq!(a.successor(b"salt"), a.successor(b"salt"));
        assert_ne!(a.successor(b"salt"), a.successor(b"tlas"));
        assert_ne!(a.successor(b"salt"), b.successor(b"salt"));
    }
}
