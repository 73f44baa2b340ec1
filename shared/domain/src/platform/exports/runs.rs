//! The work on an export: claimed once, counted before it begins, leased, fenced, finished once. Each attempt writes
//! to a key of its own, so that a worker that was given up cannot touch its successor's file.

use jiff::SignedDuration;
use serde_json::{Map, Value, json};
use sql::queries::platform::exports;
use uuid::Uuid;

use super::{Format, prefix};
use crate::{
    Error, Result,
    ids::{ExportId, OrganizationId, ProjectId, UserId},
    platform::{
        audit,
        outbox::{self, Effect},
    },
    transaction::TenantTx,
};

/// How long a worker may be silent before its work is given to another.
pub const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How often an export may end the process that writes it before it is FAILED for good.
pub const MAX_ATTEMPTS: i32 = 3;

/// The right to work on an export.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The export.
    pub export: ExportId,
    /// Who asked for it.
    pub requester: UserId,
    /// A word of the registry, or [`super::PERSON`].
    pub resource_type: String,
    /// The form of the file.
    pub format: Format,
    /// Whether a CSV begins with a byte order mark.
    pub bom: bool,
    /// The project that it is confined to.
    pub project: Option<ProjectId>,
    /// What else it is confined to.
    pub filters: Map<String, Value>,
    /// Which attempt this is, from 1.
    pub attempt: i32,
    /// Proof of the right: raised by every claim.
    fence: i64,
}

impl Claim {
    /// Where this attempt's objects are.
    pub fn prefix(&self, organization: OrganizationId) -> String {
        format!("{}{}/", prefix(organization, self.export), self.fence)
    }

    /// Where this attempt writes.
    pub fn key(&self, organization: OrganizationId) -> String {
        format!("{}{}.{}", self.prefix(organization), self.resource_type, self.format.name())
    }
}

/// How far the work is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many rows there are, once that is known.
    pub total: Option<i64>,
    /// Rows written.
    pub rows: i64,
    /// Bytes written.
    pub bytes: i64,
}

/// What a message about an export means.
#[derive(Debug)]
pub enum Arrival {
    /// Work on it.
    Claimed(Claim),
    /// Another worker does, or did: the message is a repetition.
    InHand,
    /// There is no such export (any more).
    Gone,
}

/// Claims the export.
pub async fn claim(tx: &TenantTx, export: ExportId, owner: Uuid) -> Result<Arrival> {
    let now = tx.now();
    let row = exports::claim().bind(tx.client(), &owner, &(now + LEASE), &now, &export.0).opt().await?;
    if let Some(row) = row {
        let format = Format::parse(&row.format).ok_or_else(|| Error::internal("an unknown format"))?;
        let filters = match row.filters {
            Value::Object(filters) => filters,
            _ => Map::new(),
        };
        return Ok(Arrival::Claimed(Claim {
            export,
            requester: UserId(row.requested_by),
            resource_type: row.resource_type,
            format,
            bom: row.bom,
            project: row.project_id.map(ProjectId),
            filters,
            attempt: row.attempts,
            fence: row.fence,
        }));
    }
    let exists = exports::exists().bind(tx.client(), &export.0).opt().await?.is_some();
    Ok(if exists { Arrival::InHand } else { Arrival::Gone })
}

/// Renews the lease and tells how far the work is. False where the right is lost.
pub async fn renew(tx: &TenantTx, claim: &Claim, progress: &Progress) -> Result<bool> {
    let now = tx.now();
    let updated = exports::renew()
        .bind(
            tx.client(),
            &(now + LEASE),
            &progress.total,
            &progress.rows,
            &progress.bytes,
            &now,
            &claim.export.0,
            &claim.fence,
        )
        .await?;
    Ok(updated == 1)
}

/// Gives the work back. Where something else than the export was at fault, the attempt does not count. False where
/// the right is lost.
pub async fn release(tx: &TenantTx, claim: &Claim, counts: bool) -> Result<bool> {
    let uncounted = i32::from(!counts);
    let updated =
        exports::release().bind(tx.client(), &tx.now(), &uncounted, &claim.export.0, &claim.fence).await?;
    Ok(updated == 1)
}

/// Ends the work well. False where the right is lost: then what this attempt wrote goes.
pub async fn succeed(tx: &TenantTx, claim: &Claim, progress: &Progress) -> Result<bool> {
    let key = claim.key(tx.organization());
    let updated = exports::succeed()
        .bind(tx.client(), &key, &progress.rows, &progress.bytes, &tx.now(), &claim.export.0, &claim.fence)
        .await?;
    if updated == 0 {
        discard(tx, claim).await?;
        return Ok(false);
    }
    log(tx, claim, json!({ "status": "SUCCEEDED", "rows": progress.rows, "bytes": progress.bytes })).await?;
    Ok(true)
}

/// Ends the work with a reason that a person can act on. False where the right is lost.
pub async fn fail(tx: &TenantTx, claim: &Claim, code: &str, message: &str) -> Result<bool> {
    let updated =
        exports::fail().bind(tx.client(), &code, &message, &tx.now(), &claim.export.0, &claim.fence).await?;
    if updated == 1 {
        log(tx, claim, json!({ "status": "FAILED", "failure_code": code })).await?;
    }
    Ok(updated == 1)
}

/// Throws away what this attempt wrote.
pub async fn discard(tx: &TenantTx, claim: &Claim) -> Result<()> {
    outbox::publish(tx, Effect::DeleteObjects { prefix: claim.prefix(tx.organization()) }).await
}

async fn log(tx: &TenantTx, claim: &Claim, values: Value) -> Result<()> {
    let entry = audit::Entry {
        action: "exported",
        resource_type: "export",
        resource_id: Some(claim.export.0),
        new_values: Some(values),
        ..Default::default()
    };
    audit::record(tx, entry).await
}
