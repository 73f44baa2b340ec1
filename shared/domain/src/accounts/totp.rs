//! One-time codes by the clock (RFC 6238): SHA-1, six digits, thirty seconds, which is what every authenticator reads.

use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use totp_rs::{Algorithm, Builder, Secret, Totp};

use crate::{Context, ids::UserId};

/// Seconds per step.
const STEP: u64 = 30;
/// Steps that a clock may be off, to either side.
const SKEW: u16 = 1;
/// The name beside a code in an authenticator.
const ISSUER: &str = "PlugZero";

/// The shared secret, 160 bits.
#[derive(Clone)]
pub struct Seed(Secret);

impl std::fmt::Debug for Seed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seed(…)")
    }
}

impl Seed {
    /// A new random seed.
    pub fn new(context: &Context) -> Self {
        Self::from_bytes(&context.bytes::<20>())
    }

    /// A stored seed.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(Secret::new(bytes.into()))
    }

    /// As it is stored, sealed for [`place`].
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// As people type it.
    pub fn to_base32(&self) -> String {
        self.0.to_base32()
    }

    /// As authenticators read it from a QR code.
    pub fn otpauth_url(&self, email: &str) -> String {
        let email = utf8_percent_encode(email, NON_ALPHANUMERIC);
        let secret = self.to_base32();
        format!(
            "otpauth://totp/{ISSUER}:{email}?secret={secret}&issuer={ISSUER}&algorithm=SHA1&digits=6&period={STEP}"
        )
    }

    /// The step that a code belongs to; none where it is wrong or more than a step early or late.
    pub fn step_of(&self, code: &str, now: Timestamp) -> Option<i64> {
        let seconds = u64::try_from(now.as_second()).ok()?;
        let step = self.codes().check(code, seconds)?;
        i64::try_from(step).ok()
    }

    fn codes(&self) -> Totp {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_skew(SKEW)
            .with_step_duration(STEP)
            .with_secret(self.0.clone())
            .build_noncompliant()
    }
}

/// Where a person's seed is kept: what it is sealed for.
pub fn place(user: UserId) -> String {
    format!("accounts.users|totp_secret|{user}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// RFC 6238, appendix B, SHA-1: the last six of its eight digits.
    const VECTORS: [(i64, &str); 6] = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];

    #[test]
    fn the_vectors_of_the_rfc_hold() {
        let seed = Seed::from_bytes(b"12345678901234567890");
        for (second, code) in VECTORS {
            assert_eq!(seed.step_of(code, at(second)), Some(second / 30), "{second}");
        }
    }

    #[test]
    fn a_clock_may_be_off_by_one_step() {
        let seed = Seed::from_bytes(b"12345678901234567890");
        let (second, code) = (1_234_567_890, "005924");
        for (off, is_right) in
            [(-60, false), (-30, true), (-1, true), (0, true), (29, true), (59, true), (60, false)]
        {
            assert_eq!(seed.step_of(code, at(second + off)).is_some(), is_right, "{off}");
        }
    }

    #[test]
    fn what_is_no_code_is_wrong() {
        let seed = Seed::from_bytes(b"12345678901234567890");
        for code in ["", "5924", "00592", "0059240", "00592a", " 005924", "００５９２４", "-05924"] {
            assert_eq!(seed.step_of(code, at(1_234_567_890)), None, "{code:?}");
        }
    }

    #[test]
    fn authenticators_can_read_it() {
        let seed = Seed::from_bytes(b"12345678901234567890");
        assert_eq!(seed.to_base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let url = seed.otpauth_url("a+b@example.org");
        assert!(url.starts_with("otpauth://totp/PlugZero:a%2Bb%40example%2Eorg?secret=GEZDGNBV"), "{url}");
    }
}
