//! The keys that sign access tokens. A key is published one token lifetime before it signs, so that whoever verifies
//! has seen it; private halves are stored wrapped by the key management service and unwrapped by `auth` alone.

use jiff::{SignedDuration, Timestamp};
use sql::queries::accounts::signing_keys;

use crate::{Result, transaction::IdentityTx};

/// How long an access token is good for.
pub const TOKEN_LIFETIME: SignedDuration = SignedDuration::from_mins(15);
/// How long a key signs before the next takes over.
pub const ROTATION: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A key as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningKey {
    /// The `kid` of tokens.
    pub id: String,
    /// The Ed25519 public key, 32 bytes.
    pub public_key: Vec<u8>,
    /// The PKCS #8 private key, wrapped.
    pub wrapped_private_key: Vec<u8>,
    /// When it starts to sign.
    pub signs_from: Timestamp,
    /// Until when its tokens are accepted.
    pub verifies_until: Timestamp,
}

/// Every key that may still verify a token, the latest signer first.
pub async fn list(tx: &IdentityTx) -> Result<Vec<SigningKey>> {
    let rows = signing_keys::list().bind(tx.client(), &tx.now()).all().await?;
    Ok(rows
        .into_iter()
        .map(|row| SigningKey {
            id: row.id,
            public_key: row.public_key,
            wrapped_private_key: row.wrapped_private_key,
            signs_from: row.signs_from,
            verifies_until: row.verifies_until,
        })
        .collect())
}

/// The key that signs at `now`, and whether a successor should be made now.
pub fn choose(keys: &[SigningKey], now: Timestamp) -> (Option<&SigningKey>, bool) {
    let current = keys.iter().find(|key| key.signs_from <= now);
    let latest = keys.iter().map(|key| key.signs_from).max();
    let due = latest.is_none_or(|latest| now.duration_since(latest) >= ROTATION);
    (current, due)
}

/// Makes key changes wait for each other until the transaction ends.
pub async fn lock(tx: &IdentityTx) -> Result<()> {
    signing_keys::lock().bind(tx.client()).one().await?;
    Ok(())
}

/// Stores a new key. The very first signs at once: nobody holds an older set of keys.
pub async fn insert(
    tx: &IdentityTx,
    id: &str,
    public_key: &[u8],
    wrapped_private_key: &[u8],
    is_first: bool,
) -> Result<SigningKey> {
    let signs_from = if is_first { tx.now() } else { tx.now() + TOKEN_LIFETIME };
    let key = SigningKey {
        id: id.to_owned(),
        public_key: public_key.to_vec(),
        wrapped_private_key: wrapped_private_key.to_vec(),
        signs_from,
        // Its successor takes over after ROTATION plus a lifetime; then its last tokens run out. A margin on top,
        // because rotation happens at a sign-in and nobody may sign in for a while.
        verifies_until: signs_from + ROTATION * 2,
    };
    signing_keys::insert()
        .bind(
            tx.client(),
            &key.id,
            &public_key,
            &wrapped_private_key,
            &tx.now(),
            &key.signs_from,
            &key.verifies_until,
        )
        .await?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(signs_from: &str) -> SigningKey {
        let signs_from: Timestamp = signs_from.parse().unwrap();
        SigningKey {
            id: signs_from.to_string(),
            public_key: vec![],
            wrapped_private_key: vec![],
            signs_from,
            verifies_until: signs_from + ROTATION * 2,
        }
    }

    #[test]
    fn a_published_key_waits_for_its_time() {
        let keys = [key("2026-02-01T00:15:00Z"), key("2026-01-01T00:00:00Z")];
        let (current, due) = choose(&keys, "2026-02-01T00:14:00Z".parse().unwrap());
        assert_eq!(current.unwrap().signs_from, keys[1].signs_from);
        assert!(!due);
        let (current, _) = choose(&keys, "2026-02-01T00:15:00Z".parse().unwrap());
        assert_eq!(current.unwrap().signs_from, keys[0].signs_from);
    }

    #[test]
    fn a_key_is_succeeded_after_its_rotation() {
        let keys = [key("2026-01-01T00:00:00Z")];
        assert!(!choose(&keys, "2026-01-30T00:00:00Z".parse().unwrap()).1);
        assert!(choose(&keys, "2026-01-31T00:00:00Z".parse().unwrap()).1);
        assert!(choose(&[], "2026-01-31T00:00:00Z".parse().unwrap()).1);
    }
}
