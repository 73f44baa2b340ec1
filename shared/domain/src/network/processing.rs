//! The work on an item that has arrived: claimed once, counted before it begins, leased, fenced, finished once. As for
//! files, a worker writes only while its fence is the row's.

use jiff::SignedDuration;
use serde_json::{Value, json};
use sql::queries::network::media;
use uuid::Uuid;

use super::{
    kinds::Kind,
    media::{VERIFIED, delete_objects, key},
};
use crate::{
    Result,
    accounts::{plans::Quota, quotas},
    ids::MediaId,
    platform::audit,
    transaction::TenantTx,
};

/// How long a worker may be silent before its work is given to another.
pub const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How often an item may end the process that looks at it before it is FAILED for good.
pub const MAX_ATTEMPTS: i32 = 3;

/// The right to work on an item.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The item.
    pub media: MediaId,
    /// As the client called it.
    pub file_name: String,
    /// As the client declared it.
    pub size_bytes: i64,
    /// As the client declared it.
    pub declared_content_type: String,
    /// As the client declared it.
    pub declared_sha256: Option<Vec<u8>>,
    /// Which attempt this is, from 1.
    pub attempt: i32,
    /// Proof of the right: raised by every claim.
    fence: i64,
}

/// What an event about an object means.
#[derive(Debug)]
pub enum Arrival {
    /// Work on it.
    Claimed(Claim),
    /// Another worker does, or it came to nothing: the event is a repetition.
    InHand,
    /// The item is READY and has its verified copy: what lies beside it is left over, or came later.
    Finished,
    /// Another object than this one is being looked at: what came later is not taken.
    Changed,
    /// There is no such item (any more).
    Gone,
}

/// What an item turned out to be.
#[derive(Debug)]
pub struct Outcome {
    /// What its bytes are.
    pub kind: &'static Kind,
    /// Of its bytes.
    pub sha256: [u8; 32],
    /// Width and height in pixels, where it is an image with such.
    pub dimensions: Option<(u32, u32)>,
}

/// Claims the item for the object with `etag`.
pub async fn claim(tx: &TenantTx, id: MediaId, owner: Uuid, etag: &str) -> Result<Arrival> {
    let now = tx.now();
    let row = media::claim().bind(tx.client(), &owner, &(now + LEASE), &etag, &now, &id.0).opt().await?;
    if let Some(row) = row {
        return Ok(Arrival::Claimed(Claim {
            media: id,
            file_name: row.file_name,
            size_bytes: row.size_bytes,
            declared_content_type: row.declared_content_type,
            declared_sha256: row.declared_sha256,
            attempt: row.attempts,
            fence: row.fence,
        }));
    }
    Ok(match media::state().bind(tx.client(), &id.0).opt().await? {
        None => Arrival::Gone,
        Some(state) if state.status == "READY" => Arrival::Finished,
        Some(state) if state.object_etag.as_deref() != Some(etag) => Arrival::Changed,
        Some(_) => Arrival::InHand,
    })
}

/// Whether the item has a row.
pub async fn exists(tx: &TenantTx, id: MediaId) -> Result<bool> {
    Ok(media::state().bind(tx.client(), &id.0).opt().await?.is_some())
}

/// Renews the lease. False where the right is lost.
pub async fn renew(tx: &TenantTx, claim: &Claim) -> Result<bool> {
    let renewed = media::renew().bind(tx.client(), &(tx.now() + LEASE), &claim.media.0, &claim.fence).await?;
    Ok(renewed == 1)
}

/// Gives the work back: something else than the item was at fault, and the attempt does not count.
pub async fn release(tx: &TenantTx, claim: &Claim) -> Result<()> {
    media::release().bind(tx.client(), &tx.now(), &claim.media.0, &claim.fence).await?;
    Ok(())
}

/// Ends the work well: the verified copy is the item's from now on. False where the right is lost.
///
/// # Errors
/// `Internal` where an image is larger than a row can say.
pub async fn ready(tx: &TenantTx, claim: &Claim, outcome: &Outcome) -> Result<bool> {
    let side = |side: u32| i32::try_from(side).map_err(crate::Error::internal);
    let (width, height) = match outcome.dimensions {
        Some((width, height)) => (Some(side(width)?), Some(side(height)?)),
        None => (None, None),
    };
    let updated = media::ready()
        .bind(
            tx.client(),
            &key(tx.organization(), claim.media, VERIFIED),
            &outcome.kind.content_type,
            &outcome.kind.media_type,
            &outcome.sha256.as_slice(),
            &width,
            &height,
            &tx.now(),
            &claim.media.0,
            &claim.fence,
        )
        .await?;
    log(tx, claim, updated, json!({ "status": "READY", "content_type": outcome.kind.content_type })).await
}

/// Ends the work with a reason that a person can act on; what was sent goes. False where the right is lost.
pub async fn fail(tx: &TenantTx, claim: &Claim, code: &str, message: &str) -> Result<bool> {
    let updated =
        media::fail().bind(tx.client(), &code, &message, &tx.now(), &claim.media.0, &claim.fence).await?;
    if updated == 1 {
        quotas::release(tx, Quota::StoredBytes, claim.size_bytes);
        delete_objects(tx, claim.media).await?;
    }
    log(tx, claim, updated, json!({ "status": "FAILED", "failure_code": code })).await
}

async fn log(tx: &TenantTx, claim: &Claim, updated: u64, values: Value) -> Result<bool> {
    if updated == 1 {
        let entry = audit::Entry {
            action: "processed",
            resource_type: "media",
            resource_id: Some(claim.media.0),
            new_values: Some(values),
            ..Default::default()
        };
        audit::record(tx, entry).await?;
    }
    Ok(updated == 1)
}
