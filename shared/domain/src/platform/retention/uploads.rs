//! Files whose bytes never came. They end FAILED and stay visible, so that whoever began the upload learns why.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sql::queries::platform::retention;
use uuid::Uuid;

use super::{CHORE, take_turn};
use crate::{
    Result,
    accounts::{plans::Quota, quotas},
    ids::{FileId, OrganizationId},
    ingestion::files,
    platform::{
        audit,
        outbox::{self, Effect},
    },
    transaction::SystemTx,
};

/// How long an upload may take. The bucket drops the parts of an unfinished one after the same time.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(48);
/// Files per batch.
const BATCH: i64 = 100;

const CODE: &str = "upload_expired";
const MESSAGE: &str = "the bytes did not arrive within two days: upload the file again";

/// A file that still waits for its bytes.
#[derive(Debug, Clone)]
pub struct Unfinished {
    /// The file.
    pub file: FileId,
    /// The key of its original.
    pub key: String,
}

/// Files that have waited too long, by id, after `after`. Whether their bytes came without an event is for the bucket
/// to say.
pub async fn unfinished(tx: &SystemTx, after: FileId) -> Result<Vec<Unfinished>> {
    let before: Timestamp = tx.now() - LONGEST;
    let rows = retention::unfinished_uploads().bind(tx.client(), &before, &after.0, &BATCH).all().await?;
    Ok(rows.into_iter().map(|row| Unfinished { file: FileId(row.id), key: row.file_path }).collect())
}

/// Ends those files; what was uploaded of them goes. Returns the organization of each that was still waiting.
pub async fn expire(tx: &SystemTx, ids: &[FileId]) -> Result<Vec<OrganizationId>> {
    take_turn(tx).await?;
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = retention::expire_uploads().bind(tx.client(), &CODE, &MESSAGE, &tx.now(), &ids).all().await?;
    for row in &rows {
        let (file, organization) = (FileId(row.id), OrganizationId(row.organization_id));
        quotas::release_system(tx, organization, Quota::StoredBytes, row.announced_bytes);
        let prefix = files::prefix(organization, file);
        outbox::publish_system(tx, organization, Effect::DeleteObjects { prefix }).await?;
        let entry = audit::Entry {
            action: "processed",
            resource_type: "file",
            resource_id: Some(file.0),
            new_values: Some(json!({ "upload_status": "FAILED", "failure_code": CODE })),
            ..Default::default()
        };
        audit::record_chore(tx, organization, CHORE, entry).await?;
    }
    Ok(rows.into_iter().map(|row| OrganizationId(row.organization_id)).collect())
}
