//! Media whose bytes never came, and those that came to nothing. The former end FAILED and stay visible for a while, so
//! that whoever began the upload learns why; then they go.

use jiff::SignedDuration;
use serde_json::json;
use sql::queries::platform::retention;
use uuid::Uuid;

use super::{CHORE, take_turn, uploads::LONGEST};
use crate::{
    Result,
    accounts::{access::ResourceType, plans::Quota, quotas},
    ids::{MediaId, OrganizationId},
    network::media,
    platform::{
        audit,
        outbox::{self, Effect},
    },
    transaction::SystemTx,
};

/// How long a FAILED item stays.
pub const FAILED_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Items per batch.
const BATCH: i64 = 100;

const CODE: &str = "upload_expired";
const MESSAGE: &str = "the bytes did not arrive within two days: upload the file again";

/// An item that still waits for its bytes.
#[derive(Debug, Clone)]
pub struct Unfinished {
    /// The item.
    pub media: MediaId,
    /// The key of its original.
    pub key: String,
}

/// Items that have waited too long, by id, after `after`. Whether their bytes came without an event is for the bucket
/// to say.
pub async fn unfinished(tx: &SystemTx, after: MediaId) -> Result<Vec<Unfinished>> {
    let rows = retention::unfinished_media()
        .bind(tx.client(), &(tx.now() - LONGEST), &after.0, &BATCH)
        .all()
        .await?;
    Ok(rows.into_iter().map(|row| Unfinished { media: MediaId(row.id), key: row.file_path }).collect())
}

/// Ends those items; what was uploaded of them goes. Returns the organization of each that was still waiting.
pub async fn expire(tx: &SystemTx, ids: &[MediaId]) -> Result<Vec<OrganizationId>> {
    take_turn(tx).await?;
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = retention::expire_media().bind(tx.client(), &CODE, &MESSAGE, &tx.now(), &ids).all().await?;
    let mut expired = Vec::new();
    for row in rows {
        let (id, organization) = (MediaId(row.id), OrganizationId(row.organization_id));
        quotas::release_system(tx, organization, Quota::StoredBytes, row.size_bytes);
        let values = Some(json!({ "status": "FAILED", "failure_code": CODE }));
        let entry = audit::Entry { action: "processed", new_values: values, ..entry(id) };
        forget_objects(tx, organization, id, entry).await?;
        expired.push(organization);
    }
    Ok(expired)
}

/// Deletes a batch of items that failed long ago. Returns the organization of each; none where none is left.
pub async fn delete_failed(tx: &SystemTx) -> Result<Vec<OrganizationId>> {
    take_turn(tx).await?;
    let rows =
        retention::delete_failed_media().bind(tx.client(), &(tx.now() - FAILED_KEPT), &BATCH).all().await?;
    let mut deleted = Vec::new();
    for row in rows {
        let (id, organization) = (MediaId(row.id), OrganizationId(row.organization_id));
        super::forget(tx, organization, ResourceType::Media, &[id.0]).await?;
        let entry = audit::Entry { action: "purged", ..entry(id) };
        forget_objects(tx, organization, id, entry).await?;
        deleted.push(organization);
    }
    Ok(deleted)
}

fn entry(id: MediaId) -> audit::Entry<'static> {
    audit::Entry { resource_type: "media", resource_id: Some(id.0), ..Default::default() }
}

async fn forget_objects(
    tx: &SystemTx,
    organization: OrganizationId,
    id: MediaId,
    entry: audit::Entry<'_>,
) -> Result<()> {
    let prefix = media::prefix(organization, id);
    outbox::publish_system(tx, organization, Effect::DeleteObjects { prefix }).await?;
    audit::record_chore(tx, organization, CHORE, entry).await
}
