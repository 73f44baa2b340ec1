//! Signed statements about chains of the activity log, in a bucket that forgets nothing: anchors, checkpoints, and the
//! public keys by which both are checked.
//!
//! Keys: `org/{organization}/anchors/{place from the end}-{sequence}-{hash}.json`, so that a listing begins with the
//! latest anchor and tells all of them without a read; `org/{organization}/checkpoints/{sequence}.json`;
//! `keys/{id}.json`.

use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};
use domain::{
    Error, Result,
    platform::audit::chain::{Hash, Kind, Statement, hash_from_hex, hex, instant},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::objects::Objects;
use crate::config::InitError;

/// Pages of anchors that are looked at, of a thousand each; the latest come first.
const PAGES: usize = 20;

/// The bucket.
#[derive(Clone)]
pub struct Anchors {
    objects: Objects,
}

/// A statement with its signature, as it is stored and handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// `anchor` or `checkpoint`.
    pub kind: String,
    /// Of whose chain.
    pub organization_id: Uuid,
    /// The place in the chain.
    pub sequence: i64,
    /// The hash there, in hexadecimal digits.
    pub hash: String,
    /// When, in UTC with six decimals.
    pub time: String,
    /// The key.
    pub key_id: String,
    /// The Ed25519 public key in base64.
    pub public_key: String,
    /// The signature in base64.
    pub signature: String,
}

#[derive(Serialize, Deserialize)]
struct PublicKey {
    id: String,
    public_key: String,
}

impl Signed {
    /// From its parts.
    pub fn new(statement: &Statement, key_id: &str, public_key: &[u8], signature: &[u8]) -> Self {
        Self {
            kind: statement.kind.name().to_owned(),
            organization_id: statement.organization,
            sequence: statement.sequence,
            hash: hex(&statement.hash),
            time: instant(statement.at),
            key_id: key_id.to_owned(),
            public_key: BASE64.encode(public_key),
            signature: BASE64.encode(signature),
        }
    }

    fn statement(&self) -> Option<Statement> {
        let kind = [Kind::Anchor, Kind::Checkpoint].into_iter().find(|kind| kind.name() == self.kind)?;
        Some(Statement {
            kind,
            organization: self.organization_id,
            sequence: self.sequence,
            hash: hash_from_hex(&self.hash)?,
            at: self.time.parse().ok()?,
        })
    }
}

impl Anchors {
    /// Reads `ANCHORS_BUCKET`.
    ///
    /// # Errors
    /// Names the variable.
    pub async fn from_env() -> std::result::Result<Self, InitError> {
        Ok(Self::new(Objects::from_env("ANCHORS_BUCKET").await?))
    }

    /// In a bucket of the caller's.
    pub fn new(objects: Objects) -> Self {
        Self { objects }
    }

    /// Publishes a key. It stands there before it signs anything.
    pub async fn publish_key(&self, id: &str, public_key: &[u8]) -> Result<()> {
        let key = PublicKey { id: id.to_owned(), public_key: BASE64.encode(public_key) };
        self.write(&format!("keys/{id}.json"), &key).await
    }

    /// The public key of that name; nothing where none was published.
    async fn key(&self, id: &str) -> Result<Option<Vec<u8>>> {
        // An id is the database's word: it names a key, and no other object.
        if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-') {
            return Ok(None);
        }
        let Some(key) = self.read::<PublicKey>(&format!("keys/{id}.json")).await? else { return Ok(None) };
        Ok(BASE64.decode(key.public_key).ok())
    }

    /// Stores a statement. The same again changes nothing.
    pub async fn store(&self, signed: &Signed) -> Result<()> {
        let Signed { organization_id, sequence, hash, .. } = signed;
        let key = if signed.kind == Kind::Anchor.name() {
            anchor_key(*organization_id, *sequence, hash)
        } else {
            format!("org/{organization_id}/checkpoints/{sequence:020}.json")
        };
        self.write(&key, signed).await
    }

    /// The anchors of a chain by place, the oldest first; of very many, the latest.
    pub async fn of(&self, organization: Uuid) -> Result<Vec<(i64, Hash)>> {
        let mut anchors = Vec::new();
        let mut after: Option<String> = None;
        for _ in 0..PAGES {
            let page = self.objects.list(&prefix(organization), after.as_deref()).await?;
            anchors.extend(page.iter().filter_map(|object| place(&object.key)));
            match page.last() {
                Some(last) => after = Some(last.key.clone()),
                None => break,
            }
        }
        anchors.sort_unstable();
        anchors.dedup();
        Ok(anchors)
    }

    /// The latest anchor of a chain by place, without its signature.
    pub async fn latest_place(&self, organization: Uuid) -> Result<Option<(i64, Hash)>> {
        let page = self.objects.list(&prefix(organization), None).await?;
        Ok(page.first().and_then(|object| place(&object.key)))
    }

    /// The anchor at a place, with its signature, if it holds under a published key.
    pub async fn signed(&self, organization: Uuid, sequence: i64, hash: &Hash) -> Result<Option<Signed>> {
        let key = anchor_key(organization, sequence, &hex(hash));
        let Some(signed) = self.read::<Signed>(&key).await? else { return Ok(None) };
        let says = signed.statement().is_some_and(|statement| {
            (statement.kind, statement.organization, statement.sequence, statement.hash)
                == (Kind::Anchor, organization, sequence, *hash)
        });
        Ok(if says && self.holds(&signed).await? { Some(signed) } else { None })
    }

    async fn holds(&self, signed: &Signed) -> Result<bool> {
        let (Some(statement), Ok(signature)) = (signed.statement(), BASE64.decode(&signed.signature)) else {
            return Ok(false);
        };
        self.vouches(&statement, &signed.key_id, &signature).await
    }

    /// Whether a published key has signed the statement.
    pub async fn vouches(&self, statement: &Statement, key_id: &str, signature: &[u8]) -> Result<bool> {
        let Some(key) = self.key(key_id).await? else { return Ok(false) };
        Ok(UnparsedPublicKey::new(&ED25519, key).verify(&statement.bytes(), signature).is_ok())
    }

    async fn write(&self, key: &str, value: &impl Serialize) -> Result<()> {
        let body = serde_json::to_vec(value).map_err(Error::internal)?;
        self.objects.write(key, "application/json", body).await
    }

    async fn read<T: serde::de::DeserializeOwned>(&self, key: &str) -> Result<Option<T>> {
        let body = match self.objects.read(key, None, 0).await {
            Ok(body) => body.collect().await.map_err(Error::unavailable)?.into_bytes(),
            Err(Error::NotFound(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(serde_json::from_slice(&body).ok())
    }
}

fn prefix(organization: Uuid) -> String {
    format!("org/{organization}/anchors/")
}

fn anchor_key(organization: Uuid, sequence: i64, hash: &str) -> String {
    format!("{}{:019}-{sequence}-{hash}.json", prefix(organization), i64::MAX - sequence)
}

fn place(key: &str) -> Option<(i64, Hash)> {
    let name = key.rsplit('/').next()?.strip_suffix(".json")?;
    let mut parts = name.split('-').skip(1);
    Some((parts.next()?.parse().ok()?, hash_from_hex(parts.next()?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_anchor_is_listed_first_and_its_key_tells_all() {
        let organization = Uuid::from_u128(1);
        let key = |sequence| anchor_key(organization, sequence, &hex(&[7; 32]));
        assert!(key(10) < key(9) && key(i64::MAX) < key(10));
        assert_eq!(place(&key(10)), Some((10, [7; 32])));
        assert_eq!(place("org/x/anchors/notes.txt"), None);
    }
}
