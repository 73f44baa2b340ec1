//! Whether the counters of quotas say what is there. They do, unless somebody wrote past the code; then they are set
//! right, and it is told.
//!
//! While an organization is compared its counters are held: whoever takes or gives back waits, and what they have written
//! but not committed is in neither count. Hence counters and tables must agree to the last unit.

use std::collections::BTreeMap;

use serde_json::json;
use sql::queries::accounts::usage;

use super::{CHORE, take_turn};
use crate::{
    Result,
    accounts::{plans::Quota, subscriptions},
    ids::OrganizationId,
    platform::audit,
    transaction::SystemTx,
};

/// Organizations per page.
const ORGANIZATIONS: i64 = 500;

/// A counter that was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drift {
    /// Of what.
    pub quota: Quota,
    /// What it said.
    pub counted: i64,
    /// What is there.
    pub actual: i64,
}

/// Organizations by id, after `after`.
pub async fn organizations(tx: &SystemTx, after: OrganizationId) -> Result<Vec<OrganizationId>> {
    let ids = usage::organizations().bind(tx.client(), &after.0, &ORGANIZATIONS).all().await?;
    Ok(ids.into_iter().map(OrganizationId).collect())
}

/// Compares the counters of an organization with its tables and sets right what differs. An organization without a
/// subscription gets its trial.
pub async fn reconcile(tx: &SystemTx, organization: OrganizationId) -> Result<Vec<Drift>> {
    take_turn(tx).await?;
    let (client, id) = (tx.client(), organization.0);
    subscriptions::begin_system(tx, organization).await?;
    let mut counted: BTreeMap<String, i64> = usage::hold_counters()
        .bind(client, &id)
        .all()
        .await?
        .into_iter()
        .map(|row| (row.quota, row.taken))
        .collect();
    let mut in_blocks: BTreeMap<String, i64> = BTreeMap::new();
    for block in usage::hold_blocks().bind(client, &id).all().await? {
        *in_blocks.entry(block.quota).or_default() += block.used;
    }
    counted.extend(in_blocks);
    // A statement sees what was committed before it: everything that the held counters know of.
    let actual = usage::count().bind(client, &id).one().await?;
    let mut drifts = Vec::new();
    for (quota, actual) in [
        (Quota::Projects, actual.projects),
        (Quota::Seats, actual.seats),
        (Quota::StoredBytes, actual.stored_bytes),
    ] {
        let counted = counted.get(quota.name()).copied().unwrap_or_default();
        if counted != actual {
            repair(tx, organization, quota, actual).await?;
            drifts.push(Drift { quota, counted, actual });
        }
    }
    for drift in &drifts {
        tell(tx, organization, drift).await?;
    }
    Ok(drifts)
}

async fn repair(tx: &SystemTx, organization: OrganizationId, quota: Quota, actual: i64) -> Result<()> {
    let (client, id, name) = (tx.client(), organization.0, quota.name());
    usage::repair().bind(client, &id, &name, &actual).await?;
    if quota.is_in_blocks() {
        usage::clear_blocks().bind(client, &id, &name).await?;
        usage::fill_block().bind(client, &id, &name, &actual).await?;
    }
    Ok(())
}

async fn tell(tx: &SystemTx, organization: OrganizationId, drift: &Drift) -> Result<()> {
    let Drift { quota, counted, actual } = drift;
    tracing::warn!(
        organization_id = %organization, quota = quota.name(), counted, actual, "a counter of usage was wrong"
    );
    let entry = audit::Entry {
        action: "usage_repaired",
        resource_type: "organization",
        resource_id: Some(organization.0),
        old_values: Some(json!({ quota.name(): counted })),
        new_values: Some(json!({ quota.name(): actual })),
    };
    audit::record_chore(tx, organization, CHORE, entry).await
}
