//! The activity log: every change, in the transaction that makes it, with who, from where, and the values before
//! and after. Callers leave secrets out of the values.

use serde_json::Value;
use sql::queries::platform::audit_logs;
use uuid::Uuid;

use crate::{
    Result,
    accounts::caller::Origin,
    ids::{OrganizationId, UserId},
    transaction::{Access, IdentityTx, SystemTx, TenantTx},
};

/// What happened to which row.
#[derive(Debug, Default)]
pub struct Entry<'a> {
    /// `created`, `updated`, `deleted`, `signed_in`…
    pub action: &'a str,
    /// The resource's word: `project`, `file`…
    pub resource_type: &'a str,
    /// The row.
    pub resource_id: Option<Uuid>,
    /// The values before.
    pub old_values: Option<Value>,
    /// The values after.
    pub new_values: Option<Value>,
}

/// Logs a change made inside an organization.
pub async fn record(tx: &TenantTx, entry: Entry<'_>) -> Result<()> {
    let (actor, origin) = match tx.access() {
        Access::Person { caller, .. } => (Some(caller.user), caller.origin.clone()),
        Access::Job(job) => (None, Origin { user_agent: Some((*job).to_owned()), ..Origin::default() }),
    };
    insert(tx.client(), tx.id(), tx.organization(), actor, &origin, tx.now(), entry).await
}

/// Logs a sign-in or another event of the accounts area.
pub async fn record_identity(
    tx: &IdentityTx,
    organization: OrganizationId,
    actor: UserId,
    origin: &Origin,
    entry: Entry<'_>,
) -> Result<()> {
    insert(tx.client(), tx.context().id(), organization, Some(actor), origin, tx.now(), entry).await
}

/// Logs what a cross-tenant chore did to a row of the organization.
pub async fn record_chore(
    tx: &SystemTx,
    organization: OrganizationId,
    chore: &str,
    entry: Entry<'_>,
) -> Result<()> {
    let origin = Origin { user_agent: Some(chore.to_owned()), ..Origin::default() };
    insert(tx.client(), tx.context().id(), organization, None, &origin, tx.now(), entry).await
}

async fn insert(
    client: &deadpool_postgres::Object,
    id: Uuid,
    organization: OrganizationId,
    actor: Option<UserId>,
    origin: &Origin,
    now: jiff::Timestamp,
    entry: Entry<'_>,
) -> Result<()> {
    let ip = origin.ip.map(|ip| ip.to_string());
    audit_logs::insert()
        .bind(
            client,
            &id,
            &organization.0,
            &actor.map(|user| user.0),
            &entry.action,
            &entry.resource_type,
            &entry.resource_id,
            &entry.old_values,
            &entry.new_values,
            &ip,
            &origin.user_agent.as_deref(),
            &Some(origin.request_id.as_str()).filter(|id| !id.is_empty()),
            &now,
        )
        .await?;
    Ok(())
}
