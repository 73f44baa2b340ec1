//! The work on a file that has arrived: claimed once, counted before it begins, leased, fenced, finished once.
//!
//! However often the event arrives and wherever a worker dies, a file ends exactly once: a worker writes only while
//! its fence is the row's, and a lease that is not renewed is somebody else's after [`LEASE`].

use jiff::SignedDuration;
use serde_json::{Value, json};
use sql::queries::ingestion::files;
use uuid::Uuid;

use crate::{
    Result,
    accounts::{
        access::{Resource, ResourceType},
        plans::Quota,
        quotas,
    },
    ids::{FileId, ProjectId, UserId},
    platform::{
        audit,
        notifications::{
            self, Notice,
            kinds::{FILE_FAILED, FILE_PROCESSED},
        },
    },
    transaction::TenantTx,
};

/// How long a worker may be silent before its work is given to another.
pub const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How often a file may end the process that reads it before it is FAILED for good.
pub const MAX_ATTEMPTS: i32 = 3;

/// The right to work on a file.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The file.
    pub file: FileId,
    /// Its project.
    pub project: ProjectId,
    /// As the client called it.
    pub file_name: String,
    /// As the client declared it.
    pub size_bytes: i64,
    /// As the client declared it.
    pub declared_sha256: Option<Vec<u8>>,
    /// How to read it.
    pub options: Value,
    /// Which attempt this is, from 1.
    pub attempt: i32,
    /// Who uploaded it, and is told how it ended.
    pub uploader: UserId,
    /// Proof of the right: raised by every claim.
    fence: i64,
}

/// What an event about an object means.
#[derive(Debug)]
pub enum Arrival {
    /// Work on it.
    Claimed(Claim),
    /// Another worker does, or did: the event is a repetition.
    InHand,
    /// The file has been read from another object than this one: what came later is not taken.
    Changed,
    /// There is no such file (any more).
    Gone,
}

/// How a file was read.
#[derive(Debug)]
pub struct Outcome {
    /// `csv`, `tsv`, `json` or `ndjson`.
    pub format: String,
    /// The text encoding.
    pub encoding: String,
    /// The dialect of delimited text.
    pub dialect: Option<Value>,
    /// Of the bytes.
    pub sha256: [u8; 32],
    /// Rows in the table.
    pub row_count: i64,
    /// Rows without a place in it.
    pub rejected_count: i64,
    /// The profile of every column.
    pub columns_metadata: Value,
}

/// Claims the file for the object with `etag`, which has so many bytes: from here on these count against the plan, not
/// those that were announced.
pub async fn claim(tx: &TenantTx, file: FileId, owner: Uuid, etag: &str, bytes: i64) -> Result<Arrival> {
    let now = tx.now();
    let row =
        files::claim().bind(tx.client(), &owner, &(now + LEASE), &etag, &bytes, &now, &file.0).opt().await?;
    if let Some(row) = row {
        quotas::true_up(tx, Quota::StoredBytes, row.announced_bytes, bytes);
        return Ok(Arrival::Claimed(Claim {
            file,
            project: ProjectId(row.project_id),
            file_name: row.file_name,
            size_bytes: row.size_bytes,
            declared_sha256: row.declared_sha256,
            options: row.options,
            attempt: row.attempts,
            uploader: UserId(row.created_by),
            fence: row.fence,
        }));
    }
    Ok(match files::state().bind(tx.client(), &file.0).opt().await? {
        None => Arrival::Gone,
        Some(state) if state.object_etag.as_deref() != Some(etag) => Arrival::Changed,
        Some(_) => Arrival::InHand,
    })
}

/// Whether the file has a row.
pub async fn exists(tx: &TenantTx, file: FileId) -> Result<bool> {
    Ok(files::state().bind(tx.client(), &file.0).opt().await?.is_some())
}

/// Tells how far the work is and renews the lease. False where the right is lost.
pub async fn progress(tx: &TenantTx, claim: &Claim, rows: i64, bytes: i64) -> Result<bool> {
    let now = tx.now();
    let updated = files::progress()
        .bind(tx.client(), &rows, &bytes, &(now + LEASE), &now, &claim.file.0, &claim.fence)
        .await?;
    Ok(updated == 1)
}

/// Gives the work back: something else than the file was at fault, and the attempt does not count.
pub async fn release(tx: &TenantTx, claim: &Claim) -> Result<()> {
    files::release().bind(tx.client(), &tx.now(), &claim.file.0, &claim.fence).await?;
    Ok(())
}

/// Ends the work well. False where the right is lost.
pub async fn succeed(tx: &TenantTx, claim: &Claim, outcome: &Outcome, milliseconds: i64) -> Result<bool> {
    let updated = files::succeed()
        .bind(
            tx.client(),
            &outcome.format,
            &outcome.encoding,
            &outcome.dialect,
            &outcome.sha256.as_slice(),
            &outcome.row_count,
            &outcome.rejected_count,
            &(outcome.row_count + outcome.rejected_count),
            &milliseconds,
            &outcome.columns_metadata,
            &tx.now(),
            &claim.file.0,
            &claim.fence,
        )
        .await?;
    let (rows, rejected) = (outcome.row_count, outcome.rejected_count);
    let values = json!({ "upload_status": "SUCCESS", "row_count": rows, "rejected_count": rejected });
    let message = match (rows, rejected) {
        (1, 0) => "One row".to_owned(),
        (1, _) => format!("One row, {rejected} rejected"),
        (_, 0) => format!("{rows} rows"),
        _ => format!("{rows} rows, {rejected} rejected"),
    };
    let title = format!("{} was read", claim.file_name);
    let notice = Notice::new(&FILE_PROCESSED, title).message(message).data(values.clone());
    end(tx, claim, updated, values, notice).await
}

/// Ends the work with a reason that a person can act on. False where the right is lost.
pub async fn fail(
    tx: &TenantTx,
    claim: &Claim,
    code: &str,
    message: &str,
    milliseconds: i64,
) -> Result<bool> {
    let updated = files::fail()
        .bind(tx.client(), &code, &message, &milliseconds, &tx.now(), &claim.file.0, &claim.fence)
        .await?;
    let values = json!({ "upload_status": "FAILED", "failure_code": code });
    let title = format!("{} could not be read", claim.file_name);
    let notice = Notice::new(&FILE_FAILED, title).message(message).data(values.clone());
    end(tx, claim, updated, values, notice).await
}

/// Logs the end and tells the uploader, where the right to end it was there.
async fn end(tx: &TenantTx, claim: &Claim, updated: u64, values: Value, notice: Notice) -> Result<bool> {
    if updated == 1 {
        let entry = audit::Entry {
            action: "processed",
            resource_type: "file",
            resource_id: Some(claim.file.0),
            new_values: Some(values),
            ..Default::default()
        };
        audit::record(tx, entry).await?;
        let file = Resource { kind: ResourceType::File, id: claim.file.0 };
        let notice = notice.about(file).action(format!("/v1/files/{}", claim.file));
        notifications::notify(tx, &[claim.uploader], notice).await?;
    }
    Ok(updated == 1)
}
