//! Deleted teams past their grace, with who was in them and what was granted on them and to them. A team that still has
//! projects stays: it can be brought back.

use jiff::Timestamp;
use sql::queries::platform::retention;

use super::{CHORE, take_turn};
use crate::{
    Result,
    accounts::access::ResourceType,
    ids::{OrganizationId, TeamId},
    platform::audit,
    transaction::SystemTx,
};

/// Teams per page.
const TEAMS: i64 = 100;

/// A team that was deleted.
#[derive(Debug, Clone, Copy)]
pub struct Deleted {
    /// The team.
    pub team: TeamId,
    /// Its organization.
    pub organization: OrganizationId,
}

/// Teams without projects that were deleted at or before `before`, by id, after `after`.
pub async fn deleted(tx: &SystemTx, before: Timestamp, after: TeamId) -> Result<Vec<Deleted>> {
    let rows = retention::deleted_teams().bind(tx.client(), &before, &after.0, &TEAMS).all().await?;
    Ok(rows
        .into_iter()
        .map(|row| Deleted { team: TeamId(row.id), organization: OrganizationId(row.organization_id) })
        .collect())
}

/// Removes a team that was deleted at or before `before`. False where it was brought back, or another run was faster.
pub async fn remove(tx: &SystemTx, deleted: &Deleted, before: Timestamp) -> Result<bool> {
    take_turn(tx).await?;
    let Deleted { team, organization } = deleted;
    if retention::delete_team().bind(tx.client(), &organization.0, &team.0, &before).await? == 0 {
        return Ok(false);
    }
    super::forget(tx, *organization, ResourceType::Team, &[team.0]).await?;
    let entry = audit::Entry {
        action: "purged",
        resource_type: "team",
        resource_id: Some(team.0),
        ..Default::default()
    };
    audit::record_chore(tx, *organization, CHORE, entry).await?;
    Ok(true)
}
