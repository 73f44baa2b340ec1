//! The keys behind access tokens: made here, wrapped by KMS, unwrapped here, used here.

use std::{collections::HashMap, sync::Arc};

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use domain::{
    Error, Result,
    accounts::{
        sessions::Opened,
        signing_keys::{self, SigningKey},
    },
    transaction::IdentityTx,
};
use runtime::{
    aws::{key_wrapping::KeyWrapping, state_table::StateTable},
    database::Database,
    tokens,
};
use tokio::sync::Mutex;

/// Signs access tokens.
#[derive(Clone)]
pub struct Signer {
    wrapping: KeyWrapping,
    table: StateTable,
    unwrapped: Arc<Mutex<HashMap<String, Arc<[u8]>>>>,
}

/// RFC 8410: what precedes the 32 bytes of a private key in its PKCS #8 form.
const PKCS8_PREFIX: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

impl Signer {
    pub fn new(wrapping: KeyWrapping, table: StateTable) -> Self {
        Self { wrapping, table, unwrapped: Arc::default() }
    }

    /// Publishes every key that may verify a token; makes the first one in a new installation.
    pub async fn publish(&self, database: &Database) -> Result<()> {
        let tx = database.identity().await?;
        let key = self.key(&tx).await?;
        let keys = signing_keys::list(&tx).await?;
        tx.commit().await?;
        tracing::info!(kid = key.id, keys = keys.len(), "publishing signing keys");
        for key in keys {
            self.publish_one(&key).await?;
        }
        Ok(())
    }

    async fn publish_one(&self, key: &SigningKey) -> Result<()> {
        self.table.publish_signing_key(&key.id, &key.public_key, key.verifies_until.as_second()).await
    }

    /// Signs an access token for a session that `tx` opened or refreshed.
    pub async fn sign(&self, tx: &IdentityTx, opened: &Opened) -> Result<String> {
        let key = self.key(tx).await?;
        let private_key = self.unwrap(&key).await?;
        tokens::sign(
            tx.context(),
            &key.id,
            &private_key,
            opened.user,
            opened.organization.organization,
            opened.session,
        )
    }

    /// The key that signs now. Where the next is due it is made and published here, one token lifetime before it
    /// will sign.
    async fn key(&self, tx: &IdentityTx) -> Result<SigningKey> {
        let keys = signing_keys::list(tx).await?;
        if let (Some(key), false) = signing_keys::choose(&keys, tx.now()) {
            return Ok(key.clone());
        }
        signing_keys::lock(tx).await?;
        let keys = signing_keys::list(tx).await?;
        match signing_keys::choose(&keys, tx.now()) {
            (Some(key), false) => Ok(key.clone()),
            (Some(key), true) => {
                let key = key.clone();
                self.make(tx, false).await?;
                Ok(key)
            }
            (None, _) => self.make(tx, true).await,
        }
    }

    async fn make(&self, tx: &IdentityTx, is_first: bool) -> Result<SigningKey> {
        let seed = tx.context().bytes::<32>();
        let pair =
            Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|error| Error::internal(error.to_string()))?;
        let id = tx.context().id().to_string();
        let private_key = [PKCS8_PREFIX.as_slice(), &seed].concat();
        let wrapped = self.wrapping.wrap(&id, &private_key).await?;
        let key = signing_keys::insert(tx, &id, pair.public_key().as_ref(), &wrapped, is_first).await?;
        self.publish_one(&key).await?;
        tracing::info!(kid = key.id, signs_from = %key.signs_from, "made a signing key");
        Ok(key)
    }

    async fn unwrap(&self, key: &SigningKey) -> Result<Arc<[u8]>> {
        let mut unwrapped = self.unwrapped.lock().await;
        if let Some(private_key) = unwrapped.get(&key.id) {
            return Ok(private_key.clone());
        }
        let private_key: Arc<[u8]> = self.wrapping.unwrap(&key.id, &key.wrapped_private_key).await?.into();
        unwrapped.insert(key.id.clone(), private_key.clone());
        Ok(private_key)
    }
}
