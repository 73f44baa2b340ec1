//! Work whose worker fell silent, and work that waits in vain for one: the minute sweep finds both and puts them on
//! their queue again.
//!
//! Workers recognise what is already in somebody's hand, so that a message too many does no harm. Each row is looked
//! after when its lease lapses, and then at intervals that double up to an hour.

use jiff::SignedDuration;
use sql::queries::platform::leases;

use super::{
    exports,
    outbox::{self, Effect, PersonalDataJob},
};
use crate::{
    Result,
    ids::{AnalysisId, ErasureId, ExportId, OrganizationId},
    transaction::SystemTx,
};

/// How long a new file may wait for its bytes before the sweep looks whether they came without their event.
pub const UPLOAD_PATIENCE: SignedDuration = SignedDuration::from_mins(10);
/// How long an analysis, or another job, may wait for a worker before its message counts as lost.
pub const QUEUE_PATIENCE: SignedDuration = SignedDuration::from_mins(5);

/// An upload that the sweep looks after.
#[derive(Debug, Clone)]
pub struct SilentUpload {
    /// Its organization.
    pub organization: OrganizationId,
    /// The key of its original.
    pub key: String,
    /// Whether a worker had it. If not, its bytes may not have come at all.
    pub begun: Option<Begun>,
}

/// What is known of an upload that a worker had.
#[derive(Debug, Clone)]
pub struct Begun {
    /// The object that the worker read, without quotes.
    pub etag: String,
    /// The size that was announced, in bytes.
    pub size: u64,
}

/// Takes up to `batch` files whose lease lapsed, and as many that still wait for their bytes.
pub async fn take_files(tx: &SystemTx, batch: i64) -> Result<Vec<SilentUpload>> {
    let now = tx.now();
    let lapsed = leases::take_lapsed_files().bind(tx.client(), &now, &batch).all().await?;
    let waiting =
        leases::take_waiting_files().bind(tx.client(), &(now - UPLOAD_PATIENCE), &now, &batch).all().await?;
    let lapsed = lapsed.into_iter().map(|row| SilentUpload {
        organization: OrganizationId(row.organization_id),
        key: row.file_path,
        begun: Some(Begun {
            etag: row.object_etag.unwrap_or_default(),
            size: u64::try_from(row.size_bytes).unwrap_or_default(),
        }),
    });
    let waiting = waiting.into_iter().map(|row| SilentUpload {
        organization: OrganizationId(row.organization_id),
        key: row.file_path,
        begun: None,
    });
    Ok(lapsed.chain(waiting).collect())
}

/// The same of media.
pub async fn take_media(tx: &SystemTx, batch: i64) -> Result<Vec<SilentUpload>> {
    let now = tx.now();
    let lapsed = leases::take_lapsed_media().bind(tx.client(), &now, &batch).all().await?;
    let waiting =
        leases::take_waiting_media().bind(tx.client(), &(now - UPLOAD_PATIENCE), &now, &batch).all().await?;
    let lapsed = lapsed.into_iter().map(|row| SilentUpload {
        organization: OrganizationId(row.organization_id),
        key: row.file_path,
        begun: Some(Begun {
            etag: row.object_etag.unwrap_or_default(),
            size: u64::try_from(row.size_bytes).unwrap_or_default(),
        }),
    });
    let waiting = waiting.into_iter().map(|row| SilentUpload {
        organization: OrganizationId(row.organization_id),
        key: row.file_path,
        begun: None,
    });
    Ok(lapsed.chain(waiting).collect())
}

/// Puts up to `batch` analyses whose lease lapsed, or that nobody took up, on their queue again. Returns how many.
pub async fn requeue_analyses(tx: &SystemTx, batch: i64) -> Result<usize> {
    let now = tx.now();
    let stalled = leases::take_stalled_analyses()
        .bind(tx.client(), &now, &(now - QUEUE_PATIENCE), &batch)
        .all()
        .await?;
    for row in &stalled {
        let organization_id = OrganizationId(row.organization_id);
        let effect = Effect::RunAnalysis { organization_id, analysis_id: AnalysisId(row.id) };
        outbox::publish_system(tx, organization_id, effect).await?;
    }
    Ok(stalled.len())
}

/// The same for exports.
pub async fn requeue_exports(tx: &SystemTx, batch: i64) -> Result<usize> {
    let now = tx.now();
    let stalled =
        leases::take_stalled_exports().bind(tx.client(), &now, &(now - QUEUE_PATIENCE), &batch).all().await?;
    for row in &stalled {
        let organization = OrganizationId(row.organization_id);
        let effect = exports::effect(organization, ExportId(row.id), &row.resource_type);
        outbox::publish_system(tx, organization, effect).await?;
    }
    Ok(stalled.len())
}

/// The same for erasures.
pub async fn requeue_erasures(tx: &SystemTx, batch: i64) -> Result<usize> {
    let now = tx.now();
    let stalled = leases::take_stalled_erasures()
        .bind(tx.client(), &now, &(now - QUEUE_PATIENCE), &batch)
        .all()
        .await?;
    for row in &stalled {
        let organization_id = OrganizationId(row.organization_id);
        let job = PersonalDataJob::Erase(ErasureId(row.id));
        outbox::publish_system(tx, organization_id, Effect::HandlePersonalData { organization_id, job })
            .await?;
    }
    Ok(stalled.len())
}
