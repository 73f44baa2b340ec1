//! Deleted projects past their grace: analyses first, then files, whose objects go through the outbox, then the
//! project itself.

use jiff::Timestamp;
use sql::queries::platform::retention;
use uuid::Uuid;

use super::{CHORE, forget, take_turn};
use crate::{
    Result,
    accounts::{access::ResourceType, plans::Quota, quotas},
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

/// Deleted projects whose organization's `deleted_retention_days` have passed, or `grace_days` where it sets none, the
/// longest gone first, after `after`.
pub async fn deleted(tx: &SystemTx, grace_days: i32, after: Option<&Deleted>) -> Result<Vec<Deleted>> {
    let (after_deleted_at, after_id) =
        after.map_or((Timestamp::UNIX_EPOCH, Uuid::nil()), |after| (after.deleted_at, after.project.0));
    let rows = retention::deleted_projects()
        .bind(tx.client(), &tx.now(), &grace_days, &after_deleted_at, &after_id, &PROJECTS)
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

/// Removes the next batch of a project that [`deleted`] found.
pub async fn remove(tx: &SystemTx, deleted: &Deleted) -> Result<Removed> {
    take_turn(tx).await?;
    let (client, organization, project) = (tx.client(), deleted.organization, deleted.project);
    let gone =
        retention::delete_analyses().bind(client, &organization.0, &project.0, &ANALYSES).all().await?;
    if !gone.is_empty() {
        forget(tx, organization, ResourceType::Analysis, &gone).await?;
        return Ok(Removed::Analyses(gone.len() as u64));
    }
    let gone = retention::delete_files().bind(client, &organization.0, &project.0, &FILES).all().await?;
    for file in &gone {
        quotas::release_system(tx, organization, Quota::StoredBytes, file.stored_bytes);
        let prefix = files::prefix(organization, FileId(file.id));
        outbox::publish_system(tx, organization, Effect::DeleteObjects { prefix }).await?;
    }
    if !gone.is_empty() {
        let gone: Vec<Uuid> = gone.iter().map(|file| file.id).collect();
        forget(tx, organization, ResourceType::File, &gone).await?;
        return Ok(Removed::Files(gone.len() as u64));
    }
    if retention::delete_project().bind(client, &organization.0, &project.0, &tx.now()).await? == 0 {
        return Ok(Removed::Nothing);
    }
    forget(tx, organization, ResourceType::Project, &[project.0]).await?;
    let entry = audit::Entry {
        action: "purged",
        resource_type: "project",
        resource_id: Some(project.0),
        ..Default::default()
    };
    audit::record_chore(tx, organization, CHORE, entry).await?;
    Ok(Removed::Project)
}
