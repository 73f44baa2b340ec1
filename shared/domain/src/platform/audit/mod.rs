//! The activity log: every change, in the transaction that makes it, with who, from where, and the values before
//! and after; and every reading of personal data. Secrets never enter it, personal values only as salted digests
//! ([`masking`]).
//!
//! Entries are sealed into a hash chain per organization ([`chain`], [`sealing`]) that [`verification`] walks. An
//! erased person (`platform::personal_data::erase`) leaves the chain whole.

use std::net::IpAddr;

use serde_json::Value;
use sql::queries::platform::audit_logs;
use uuid::Uuid;

use crate::{
    Context, Result,
    accounts::caller::Origin,
    ids::{ApiKeyId, OrganizationId, UserId},
    platform::webhooks::emission,
    transaction::{Access, IdentityTx, SystemTx, TenantTx},
};

pub mod chain;
pub mod export;
pub mod masking;
pub mod reading;
pub mod sealing;
pub mod verification;

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

/// Logs a change made inside an organization, and tells the webhooks that want to hear of it.
pub async fn record(tx: &TenantTx, entry: Entry<'_>) -> Result<()> {
    let (actor, origin) = match tx.access() {
        Access::Person { caller, api_key, .. } => (Some(caller.user), through(&caller.origin, *api_key)),
        Access::Job(job) => (None, Origin { user_agent: Some((*job).to_owned()), ..Origin::default() }),
    };
    let writer = Writer { client: tx.client(), context: tx.context(), now: tx.now() };
    let occurrence = emission::of(&entry);
    // Boxed: every handler's future holds this one.
    let logged = Box::pin(writer.insert(tx.organization(), actor, &origin, entry));
    let Some(occurrence) = occurrence else { return logged.await };
    // The two travel together: who has no webhook waits for nothing more.
    let wanted = emission::subscribers(tx.client(), tx.organization(), &occurrence, tx.now());
    let (logged, wanted) = futures_util::join!(logged, wanted);
    logged?;
    Box::pin(emission::emit(tx, occurrence, wanted?)).await
}

/// The origin of what a key did names the key before the program that used it.
fn through(origin: &Origin, api_key: Option<ApiKeyId>) -> Origin {
    let Some(key) = api_key else { return origin.clone() };
    let program = origin.user_agent.as_deref().unwrap_or_default();
    Origin { user_agent: Some(format!("api-key/{key} {program}").trim_end().to_owned()), ..origin.clone() }
}

/// Logs that personal data, or the log itself, was read: one entry for a whole list. The caller commits, although it
/// changed nothing else.
pub async fn record_read(
    tx: &TenantTx,
    resource_type: &str,
    resource_id: Option<Uuid>,
    rows: usize,
) -> Result<()> {
    let new_values = Some(serde_json::json!({ "rows": rows }));
    record(tx, Entry { action: "read", resource_type, resource_id, old_values: None, new_values }).await
}

/// Logs a sign-in or another event of the accounts area, and tells the webhooks that want to hear of it.
pub async fn record_identity(
    tx: &IdentityTx,
    organization: OrganizationId,
    actor: UserId,
    origin: &Origin,
    entry: Entry<'_>,
) -> Result<()> {
    let writer = Writer { client: tx.client(), context: tx.context(), now: tx.now() };
    let occurrence = emission::of(&entry);
    writer.insert(organization, Some(actor), origin, entry).await?;
    match occurrence {
        Some(occurrence) => Box::pin(emission::emit_identity(tx, organization, occurrence)).await,
        None => Ok(()),
    }
}

/// Logs what a cross-tenant chore did to a row of the organization, and tells the webhooks that want to hear of it.
pub async fn record_chore(
    tx: &SystemTx,
    organization: OrganizationId,
    chore: &str,
    entry: Entry<'_>,
) -> Result<()> {
    let origin = Origin { user_agent: Some(chore.to_owned()), ..Origin::default() };
    let writer = Writer { client: tx.client(), context: tx.context(), now: tx.now() };
    let occurrence = emission::of(&entry);
    writer.insert(organization, None, &origin, entry).await?;
    match occurrence {
        Some(occurrence) => emission::emit_chore(tx, organization, occurrence).await,
        None => Ok(()),
    }
}

/// A transaction of any kind, as far as writing an entry goes.
struct Writer<'a> {
    client: &'a deadpool_postgres::Object,
    context: &'a Context,
    now: jiff::Timestamp,
}

impl Writer<'_> {
    async fn insert(
        &self,
        organization: OrganizationId,
        actor: Option<UserId>,
        origin: &Origin,
        mut entry: Entry<'_>,
    ) -> Result<()> {
        self.mask(organization, actor, &mut entry).await?;
        let ip = origin.ip.as_ref().map(IpAddr::to_string);
        let user_agent = origin.user_agent.as_deref().filter(|agent| !agent.is_empty());
        // Without an origin as well: nobody shall add one.
        let salt = self.context.bytes::<16>();
        let digest = chain::origin_digest(&salt, ip.as_deref(), user_agent);
        audit_logs::insert()
            .bind(
                self.client,
                &self.context.id(),
                &organization.0,
                &actor.map(|user| user.0),
                &entry.action,
                &entry.resource_type,
                &entry.resource_id,
                &entry.old_values,
                &entry.new_values,
                &ip.as_deref(),
                &user_agent,
                &Some(salt.as_slice()),
                &Some(digest.as_slice()),
                &Some(origin.request_id.as_str()).filter(|id| !id.is_empty()),
                &self.now,
            )
            .await?;
        Ok(())
    }

    /// Takes secrets out of the values and puts digests in the place of what is personal. Most entries hold neither
    /// and cost no query.
    async fn mask(
        &self,
        organization: OrganizationId,
        actor: Option<UserId>,
        entry: &mut Entry<'_>,
    ) -> Result<()> {
        let kind = entry.resource_type;
        let values = [&entry.old_values, &entry.new_values];
        let is_personal = values.into_iter().flatten().any(|value| masking::holds_personal(kind, value));
        let salt = match is_personal {
            // What is personal in an entry about a person is theirs; elsewhere it counts as the actor's.
            true if kind == "user" => self.salt(organization, entry.resource_id).await?,
            true => self.salt(organization, actor.map(|user| user.0)).await?,
            false => [0; 32],
        };
        for value in [&mut entry.old_values, &mut entry.new_values].into_iter().flatten() {
            masking::mask(kind, value, &salt);
        }
        Ok(())
    }

    /// The person's salt in the organization; made where there is none. Without a person, the organization's own.
    async fn salt(&self, organization: OrganizationId, subject: Option<Uuid>) -> Result<[u8; 32]> {
        let subject = subject.unwrap_or(organization.0);
        let known = audit_logs::find_salt().bind(self.client, &organization.0, &subject).opt().await?;
        if let Some(salt) = known.and_then(|salt| salt.try_into().ok()) {
            return Ok(salt);
        }
        let salt = self.context.bytes::<32>();
        audit_logs::insert_salt()
            .bind(self.client, &self.context.id(), &organization.0, &subject, &salt.as_slice(), &self.now)
            .await?;
        Ok(salt)
    }
}
