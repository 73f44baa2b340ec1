//! Deleted projects past their grace: analyses first, then files, whose objects go through the outbox, then the
//! project itself.

use jiff::Timestamp;
use sql::queries::platform::retention;
use uuid::Uuid;

use super::{CHORE, take_turn};
use crate::{
    Result,
    ids::{FileId, OrganizationId, ProjectId},
    ingestion::files,
    platform::{
        audit,
        outbox::{self, Effect},
    },
    transaction::SystemTx,
};

/// Projects per page.
const PROJECTS: i64 = 100;
/// Analyses per batch: a result may be large.
const ANALYSES: i64 = 500;
/// Files per batch: each writes an outbox row.
const FILES: i64 = 200;

/// A project that was deleted.
#[derive(Debug, Clone, Copy)]
pub struct Deleted {
    /// The project.
    pub project: ProjectId,
    /// Its organization.
    pub organization: OrganizationId,
    /// When it was deleted.
    pub deleted_at: Timestamp,
}

/// What a batch removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removed {
    /// So many analyses.
    Analyses(u64),
    /// So many files.
    Files(u64),
    /// The project, with nothing left in it.
    Project,
    /// Nothing: another run was faster.
    Nothing,
}

/// Projects deleted at or before `before`, the longest gone first, after `after`.
pub async fn deleted(tx: &SystemTx, before: Timestamp, after: Option<&Deleted>) -> Result<Vec<Deleted>> {
    let (after_deleted_at, after_id) =
        after.map_or((Timestamp::UNIX_EPOCH, Uuid::nil()), |after| (after.deleted_at, after.project.0));
    let rows = retention::deleted_projects()
        .bind(tx.client(), &before, &after_deleted_at, &after_id, &PROJECTS)
        .all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Deleted {
            project: ProjectId(row.id),
            organization: OrganizationId(row.organization_id),
            deleted_at: row.deleted_at,
        })
        .collect())
}

/// Removes the next batch of a project that was deleted at or before `before`.
pub async fn remove(tx: &SystemTx, deleted: &Deleted, before: Timestamp) -> Result<Removed> {
    take_turn(tx).await?;
    let (client, organization, project) = (tx.client(), deleted.organization, deleted.project);
    let analyses = retention::delete_analyses().bind(client, &organization.0, &project.0, &ANALYSES).await?;
    if analyses > 0 {
        return Ok(Removed::Analyses(analyses));
    }
    let gone = retention::delete_files().bind(client, &organization.0, &project.0, &FILES).all().await?;
    for file in &gone {
        let prefix = files::prefix(organization, FileId(*file));
        outbox::publish_system(tx, organization, Effect::DeleteObjects { prefix }).await?;
    }
    if !gone.is_empty() {
        return Ok(Removed::Files(gone.len() as u64));
    }
    if retention::delete_project().bind(client, &organization.0, &project.0, &before).await? == 0 {
        return Ok(Removed::Nothing);
    }
    let entry = audit::Entry {
        action: "purged",
        resource_type: "project",
        resource_id: Some(project.0),
        ..Default::default()
    };
    audit::record_chore(tx, organization, CHORE, entry).await?;
    Ok(Removed::Project)
}
