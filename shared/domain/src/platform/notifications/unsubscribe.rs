//! The links that end mails (RFC 8058): they work without a sign-in, as often as one likes, and for nothing else.
//!
//! A link names organization, person and scope and is signed with a key of that person's, which is in their row of
//! preferences: it needs no table of its own, and links in old mails go on working.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use uuid::Uuid;

use super::{
    kinds::{self, Kind},
    preferences::{self, EVERY},
};
use crate::{
    Error, Result,
    ids::{OrganizationId, UserId},
    transaction::TenantTx,
};

type Signer = Hmac<Sha256>;

/// Bytes of a signature.
const SIGNATURE: usize = 32;
/// What is signed begins with it, so that the key signs nothing else by mistake.
const PURPOSE: &[u8] = b"unsubscribe from e-mail\0";

/// A link as somebody shows it: nothing in it is proven yet.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Where the person belongs.
    pub organization: OrganizationId,
    user: UserId,
    scope: String,
    signature: [u8; SIGNATURE],
}

/// What a link stands for, proven.
#[derive(Debug)]
pub struct Link {
    user: UserId,
    scope: String,
}

impl Claim {
    /// Reads the token of a link.
    ///
    /// # Errors
    /// `Unauthenticated` where it is none.
    pub fn parse(token: &str) -> Result<Self> {
        let read = || {
            let bytes = BASE64.decode(token).ok()?;
            let (signature, rest) = bytes.split_first_chunk::<SIGNATURE>()?;
            let (organization, rest) = rest.split_first_chunk::<16>()?;
            let (user, scope) = rest.split_first_chunk::<16>()?;
            Some(Self {
                organization: OrganizationId(Uuid::from_bytes(*organization)),
                user: UserId(Uuid::from_bytes(*user)),
                scope: String::from_utf8(scope.to_vec()).ok().filter(|scope| scope.len() <= 100)?,
                signature: *signature,
            })
        };
        read().ok_or(Error::Unauthenticated("invalid_token"))
    }

    /// Proves the link, inside the organization that it names.
    ///
    /// # Errors
    /// `Unauthenticated` where it was not signed for this person.
    pub async fn prove(self, tx: &TenantTx) -> Result<Link> {
        let key = preferences::find_key(tx, self.user).await?;
        let payload = payload(tx.organization(), self.user, &self.scope);
        let is_ours = key.is_some_and(|key| {
            signer(&key, &payload).is_some_and(|signer| signer.verify_slice(&self.signature).is_ok())
        });
        if is_ours {
            Ok(Link { user: self.user, scope: self.scope })
        } else {
            Err(Error::Unauthenticated("invalid_token"))
        }
    }
}

impl Link {
    /// What it ends, in words.
    pub fn what(&self) -> &'static str {
        kinds::find(&self.scope).map_or("every mail that you can switch off", |kind| kind.title)
    }

    /// Ends those mails. What has ended stays so.
    pub async fn follow(&self, tx: &TenantTx) -> Result<()> {
        let held = preferences::hold(tx, self.user).await?;
        let mut choices = held.choices.clone();
        if choices.switch_mails_off(&self.scope) {
            preferences::store(tx, &held, choices).await?;
        }
        Ok(())
    }
}

/// The token of a link that ends mails of this type; of every type that may be switched off, where none is named.
pub(super) fn token(
    key: &[u8],
    organization: OrganizationId,
    user: UserId,
    kind: Option<&Kind>,
) -> Result<String> {
    let payload = payload(organization, user, kind.map_or(EVERY, |kind| kind.key));
    let signer = signer(key, &payload).ok_or_else(|| Error::internal("HMAC takes keys of any length"))?;
    let mut token = signer.finalize().into_bytes().to_vec();
    token.extend_from_slice(&payload);
    Ok(BASE64.encode(token))
}

fn payload(organization: OrganizationId, user: UserId, scope: &str) -> Vec<u8> {
    [organization.0.as_bytes(), user.0.as_bytes(), scope.as_bytes()].concat()
}

fn signer(key: &[u8], payload: &[u8]) -> Option<Signer> {
    let mut signer = Signer::new_from_slice(key).ok()?;
    signer.update(PURPOSE);
    signer.update(payload);
    Some(signer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_and_no_byte_of_it_can_change() {
        let (organization, user) = (OrganizationId(Uuid::from_u128(1)), UserId(Uuid::from_u128(2)));
        let token = token(&[7; 32], organization, user, Some(&kinds::COMMENT_MENTION)).unwrap();
        let is_signed = |token: &str| {
            let Ok(claim) = Claim::parse(token) else { return false };
            let payload = payload(claim.organization, claim.user, &claim.scope);
            signer(&[7; 32], &payload).unwrap().verify_slice(&claim.signature).is_ok()
        };
        let claim = Claim::parse(&token).unwrap();
        assert_eq!(
            (claim.organization, claim.user, claim.scope.as_str()),
            (organization, user, "comment.mention")
        );
        assert!(is_signed(&token));
        let bytes = BASE64.decode(&token).unwrap();
        for index in 0..bytes.len() {
            let mut forged = bytes.clone();
            forged[index] ^= 1;
            assert!(!is_signed(&BASE64.encode(forged)), "byte {index}");
        }
        for none in ["", "x", &token[..40], "ä", &format!("{token}=")] {
            assert!(Claim::parse(none).is_err(), "{none}");
        }
    }
}
