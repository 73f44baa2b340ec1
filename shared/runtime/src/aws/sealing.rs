//! Signs statements about chains of the activity log: Ed25519 keys whose private halves the key management service
//! seals, apart from those that sign access tokens.

use std::sync::Arc;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use domain::{
    Error, Result,
    platform::audit::{
        chain::Statement,
        sealing::{self, SealingKey, place_of_key},
    },
    transaction::SystemTx,
};
use jiff::SignedDuration;
use tokio::sync::Mutex;

use super::{
    anchors::{Anchors, Signed},
    envelope::Envelope,
};

/// How long a key signs before the next takes over. What it signed stays good.
const ROTATION: SignedDuration = SignedDuration::from_hours(365 * 24);

/// Signs, and stores what it signed.
#[derive(Clone)]
pub struct Notary {
    envelope: Envelope,
    anchors: Anchors,
    opened: Arc<Mutex<Option<Arc<Opened>>>>,
}

struct Opened {
    key: SealingKey,
    pair: Ed25519KeyPair,
}

impl Notary {
    /// From its parts.
    pub fn new(envelope: Envelope, anchors: Anchors) -> Self {
        Self { envelope, anchors, opened: Arc::default() }
    }

    /// The bucket of what is signed.
    pub fn anchors(&self) -> &Anchors {
        &self.anchors
    }

    /// Makes a key where there is none, or where the latest has signed long enough. For the sealer, which alone may
    /// store one.
    pub async fn renew(&self, tx: &SystemTx) -> Result<()> {
        if sealing::latest_key(tx)
            .await?
            .is_some_and(|key| tx.now().duration_since(key.created_at) < ROTATION)
        {
            return Ok(());
        }
        let seed = tx.context().bytes::<32>();
        let pair = pair(&seed)?;
        let id = tx.context().id().to_string();
        let sealed_private_key = self.envelope.seal(tx.context(), &place_of_key(&id), &seed).await?;
        let public_key = pair.public_key().as_ref().to_vec();
        self.anchors.publish_key(&id, &public_key).await?;
        tracing::info!(key_id = id, "made a key that signs anchors");
        sealing::insert_key(tx, &SealingKey { id, public_key, sealed_private_key, created_at: tx.now() })
            .await
    }

    /// Signs a statement under the latest key.
    ///
    /// # Errors
    /// `Unavailable` where there is no key yet.
    pub async fn sign(&self, tx: &SystemTx, statement: &Statement) -> Result<(Signed, Vec<u8>)> {
        let key =
            sealing::latest_key(tx).await?.ok_or_else(|| Error::unavailable("nothing is sealed yet"))?;
        let opened = self.open(key).await?;
        let signature = opened.pair.sign(&statement.bytes()).as_ref().to_vec();
        let signed = Signed::new(statement, &opened.key.id, &opened.key.public_key, &signature);
        Ok((signed, signature))
    }

    async fn open(&self, key: SealingKey) -> Result<Arc<Opened>> {
        let mut opened = self.opened.lock().await;
        if let Some(opened) = opened.as_ref().filter(|opened| opened.key.id == key.id) {
            return Ok(opened.clone());
        }
        let seed = self.envelope.open(&place_of_key(&key.id), &key.sealed_private_key).await?;
        let pair = pair(&seed)?;
        if pair.public_key().as_ref() != key.public_key {
            return Err(Error::internal("a key's halves do not belong together"));
        }
        Ok(opened.insert(Arc::new(Opened { key, pair })).clone())
    }
}

fn pair(seed: &[u8]) -> Result<Ed25519KeyPair> {
    Ed25519KeyPair::from_seed_unchecked(seed).map_err(|error| Error::internal(error.to_string()))
}
