//! Webhooks out: addresses that an organization wants to be told of what happens.
//!
//! - [`catalog`]: the closed list of events and their schemas
//! - `emission`: entries of the activity log become events, in their transaction
//! - [`deliveries`]: events on their way, seen and put on their way again by people
//! - [`sending`]: the jobs' side: claim, attempt, outcome, retry, giving up

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sql::queries::platform::webhooks::{self, WebhookRow};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    Error, Result,
    accounts::permissions::Permission,
    ids::{ProjectId, UserId, WebhookDeliveryId, WebhookEventId, WebhookId},
    ingestion::projects,
    platform::{
        audit,
        outbox::{self, Effect},
        paging::{Page, Paged, Sort},
    },
    transaction::TenantTx,
};

pub mod catalog;
pub mod deliveries;
pub(in crate::platform) mod emission;
pub mod sending;

/// The most webhooks of one organization.
pub const MAX_WEBHOOKS: i64 = 20;
/// How long a rotated secret stays valid beside its successor.
pub const ROTATION_OVERLAP: SignedDuration = SignedDuration::from_hours(24);
/// How long events are kept, to be delivered again. A webhook that was disabled longer ago misses what happens.
pub const EVENTS_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How lists of webhooks may be sorted.
pub static SORTS: &[Sort] = &[
    Sort { name: "created_at", expression: "w.created_at", sql_type: "timestamptz" },
    Sort { name: "updated_at", expression: "w.updated_at", sql_type: "timestamptz" },
];

/// A webhook.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// Its id.
    pub id: WebhookId,
    /// What people may change.
    pub fields: WebhookFields,
    /// Why and since when it is not active.
    pub disabled: Option<Disabled>,
    /// By which receivers check its Ed25519 signatures.
    pub public_key: Vec<u8>,
    /// Until when the secret before the last rotation stays valid.
    pub previous_secret_until: Option<Timestamp>,
    /// When it last took an event. While all goes well, to the minute.
    pub last_success_at: Option<Timestamp>,
    /// When it last failed to, to the minute.
    pub last_failure_at: Option<Timestamp>,
    /// Since when every attempt failed.
    pub failing_since: Option<Timestamp>,
    /// Raised by every change.
    pub version: i64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Who created it.
    pub created_by: UserId,
}

/// What people may change about a webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookFields {
    /// Where events are posted to.
    pub url: String,
    /// What it is for.
    pub description: String,
    /// The kinds of events that it wants; none means all.
    pub event_types: Vec<String>,
    /// The project whose events it wants; none means everything in the organization.
    pub project_id: Option<ProjectId>,
    /// Whether events are sent.
    pub is_active: bool,
}

/// Why a webhook is not active.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disabled {
    /// `paused` by a person, `failing` for days, `gone` as the receiver said (410).
    pub reason: String,
    /// Since when.
    pub at: Timestamp,
}

/// What signs for a webhook: sealed, and the public half.
#[derive(Debug, Clone)]
pub struct SealedSecret {
    /// As `runtime::aws::envelope` sealed it for [`place`].
    pub sealed: Vec<u8>,
    /// The Ed25519 public key, 32 bytes.
    pub public_key: Vec<u8>,
}

/// Where a webhook's secret stands: what it is sealed for.
pub fn place(tx: &TenantTx, id: WebhookId) -> String {
    format!("{}|platform.webhooks|secret|{id}", tx.organization())
}

impl From<WebhookRow> for Webhook {
    fn from(row: WebhookRow) -> Self {
        Self {
            id: WebhookId(row.id),
            fields: WebhookFields {
                url: row.url,
                description: row.description,
                event_types: row.event_types,
                project_id: row.project_id.map(ProjectId),
                is_active: row.is_active,
            },
            disabled: row.disabled_reason.zip(row.disabled_at).map(|(reason, at)| Disabled { reason, at }),
            public_key: row.public_key,
            previous_secret_until: row.previous_secret_until,
            last_success_at: row.last_success_at,
            last_failure_at: row.last_failure_at,
            failing_since: row.failing_since,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            created_by: UserId(row.created_by),
        }
    }
}

/// A webhook of the organization.
///
/// # Errors
/// `NotFound` for an absent or foreign webhook.
pub async fn get(tx: &TenantTx, id: WebhookId) -> Result<Webhook> {
    let row = webhooks::find().bind(tx.client(), &id.0).opt().await?;
    row.map(Webhook::from).ok_or(Error::NotFound("webhook"))
}

/// The same, held until the transaction ends.
///
/// # Errors
/// As [`get`].
pub async fn lock(tx: &TenantTx, id: WebhookId) -> Result<Webhook> {
    webhooks::lock().bind(tx.client(), &id.0).opt().await?;
    get(tx, id).await
}

/// Lists the organization's webhooks.
pub async fn list(
    tx: &TenantTx,
    is_active: Option<bool>,
    q: Option<&str>,
    page: &Page,
) -> Result<Paged<Webhook>> {
    page.fetch(
        tx,
        "w.id, w.url, w.description, w.event_types, w.project_id, w.is_active, w.disabled_reason, w.disabled_at, \
         w.public_key, w.previous_secret_until, w.last_success_at, w.last_failure_at, w.failing_since, w.version, \
         w.created_at, w.updated_at, w.created_by",
        "from platform.webhooks w where w.organization_id = $1 and ($2::boolean is null or w.is_active = $2) \
         and ($3::text is null or strpos(lower(w.description), lower($3)) > 0 or strpos(lower(w.url), lower($3)) > 0)",
        "w.id",
        &[&tx.organization().0, &is_active, &q],
        read,
    )
    .await
}

fn read(row: &Row) -> std::result::Result<Webhook, tokio_postgres::Error> {
    let reason: Option<String> = row.try_get("disabled_reason")?;
    let at: Option<Timestamp> = row.try_get("disabled_at")?;
    Ok(Webhook {
        id: WebhookId(row.try_get("id")?),
        fields: WebhookFields {
            url: row.try_get("url")?,
            description: row.try_get("description")?,
            event_types: row.try_get("event_types")?,
            project_id: row.try_get::<_, Option<Uuid>>("project_id")?.map(ProjectId),
            is_active: row.try_get("is_active")?,
        },
        disabled: reason.zip(at).map(|(reason, at)| Disabled { reason, at }),
        public_key: row.try_get("public_key")?,
        previous_secret_until: row.try_get("previous_secret_until")?,
        last_success_at: row.try_get("last_success_at")?,
        last_failure_at: row.try_get("last_failure_at")?,
        failing_since: row.try_get("failing_since")?,
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
        created_by: UserId(row.try_get("created_by")?),
    })
}

/// Creates a webhook under an id that the secret was sealed for.
///
/// # Errors
/// `Conflict` where the organization has [`MAX_WEBHOOKS`]; `Invalid` where the project is none that the caller sees;
/// `Forbidden` where it is to hear of every project and the caller may not.
pub async fn insert(
    tx: &TenantTx,
    id: WebhookId,
    fields: &WebhookFields,
    secret: &SealedSecret,
) -> Result<Webhook> {
    check(tx, fields).await?;
    let organization = tx.organization().0;
    webhooks::lock_count().bind(tx.client(), &organization).one().await?;
    if webhooks::count().bind(tx.client(), &organization).one().await? >= MAX_WEBHOOKS {
        let detail = format!("an organization has at most {MAX_WEBHOOKS} webhooks");
        return Err(Error::conflict("too_many_webhooks", detail));
    }
    let disabled = pause(fields, None, tx.now());
    webhooks::insert()
        .bind(
            tx.client(),
            &id.0,
            &organization,
            &fields.url,
            &fields.description,
            &fields.event_types,
            &fields.project_id.map(|id| id.0),
            &fields.is_active,
            &disabled.as_ref().map(|disabled| disabled.reason.as_str()),
            &disabled.as_ref().map(|disabled| disabled.at),
            &secret.sealed,
            &secret.public_key,
            &tx.now(),
            &tx.user()?.0,
        )
        .await?;
    log(tx, "created", id, None, Some(fields)).await?;
    get(tx, id).await
}

/// Changes a webhook. Whoever makes it active again begins with a clean slate.
///
/// # Errors
/// As [`insert`]; `PreconditionFailed` where `if_version` has passed.
pub async fn update(
    tx: &TenantTx,
    before: &Webhook,
    fields: &WebhookFields,
    if_version: Option<i64>,
) -> Result<Webhook> {
    if (fields.project_id, &fields.event_types) != (before.fields.project_id, &before.fields.event_types) {
        check(tx, fields).await?;
    }
    let disabled = pause(fields, before.disabled.as_ref(), tx.now());
    let failing_since = before.failing_since.filter(|_| before.fields.is_active || !fields.is_active);
    let updated = webhooks::update()
        .bind(
            tx.client(),
            &fields.url,
            &fields.description,
            &fields.event_types,
            &fields.project_id.map(|id| id.0),
            &fields.is_active,
            &disabled.as_ref().map(|disabled| disabled.reason.as_str()),
            &disabled.as_ref().map(|disabled| disabled.at),
            &failing_since,
            &tx.now(),
            &before.id.0,
            &if_version,
        )
        .await?;
    if updated == 0 {
        return Err(Error::PreconditionFailed);
    }
    log(tx, "updated", before.id, Some(&before.fields), Some(fields)).await?;
    get(tx, before.id).await
}

/// What a webhook hears of, its maker must be allowed to see.
async fn check(tx: &TenantTx, fields: &WebhookFields) -> Result<()> {
    match fields.project_id {
        None => tx.require(Permission::ProjectsReadAll),
        Some(id) => match projects::find(tx, id).await? {
            Some(_) => Ok(()),
            None => Err(Error::invalid("/project_id", "not_found", "the organization has no such project")),
        },
    }
}

/// Why a webhook with these fields is not active; what held before goes on.
fn pause(fields: &WebhookFields, before: Option<&Disabled>, now: Timestamp) -> Option<Disabled> {
    let paused = || Disabled { reason: "paused".to_owned(), at: now };
    (!fields.is_active).then(|| before.cloned().unwrap_or_else(paused))
}

/// Gives the webhook another secret. The one before stays valid for [`ROTATION_OVERLAP`]; the one before that ends.
pub async fn rotate(tx: &TenantTx, id: WebhookId, secret: &SealedSecret) -> Result<Webhook> {
    let until = tx.now() + ROTATION_OVERLAP;
    webhooks::rotate()
        .bind(tx.client(), &until, &secret.sealed, &secret.public_key, &tx.now(), &id.0)
        .await?;
    log(tx, "secret_rotated", id, None, None).await?;
    get(tx, id).await
}

/// Deletes a webhook with what is on its way to it.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn delete(tx: &TenantTx, webhook: &Webhook, if_version: Option<i64>) -> Result<()> {
    if webhooks::delete().bind(tx.client(), &webhook.id.0, &if_version).await? == 0 {
        return Err(Error::PreconditionFailed);
    }
    log(tx, "deleted", webhook.id, Some(&webhook.fields), None).await
}

/// Sends the webhook an event that tells nothing, once, active or not.
pub async fn test(tx: &TenantTx, webhook: &Webhook) -> Result<WebhookDeliveryId> {
    let (event, delivery) = (WebhookEventId(tx.id()), WebhookDeliveryId(tx.id()));
    let organization = tx.organization();
    let data = json!({ "webhook_id": webhook.id });
    webhooks::insert_event()
        .bind(tx.client(), &event.0, &organization.0, &catalog::TEST, &None, &data, &tx.now())
        .await?;
    webhooks::insert_deliveries()
        .bind(
            tx.client(),
            &organization.0,
            &event.0,
            &tx.now(),
            &[delivery.0].as_slice(),
            &[webhook.id.0].as_slice(),
        )
        .await?;
    let effect = Effect::DispatchWebhook { organization_id: organization, delivery_id: delivery };
    outbox::publish(tx, effect).await?;
    log(tx, "test_requested", webhook.id, None, None).await?;
    Ok(delivery)
}

pub(super) async fn log(
    tx: &TenantTx,
    action: &str,
    id: WebhookId,
    before: Option<&WebhookFields>,
    after: Option<&WebhookFields>,
) -> Result<()> {
    let json = |fields: Option<&WebhookFields>| {
        fields.map(serde_json::to_value).transpose().map_err(Error::internal)
    };
    let entry = audit::Entry {
        action,
        resource_type: "webhook",
        resource_id: Some(id.0),
        old_values: json(before)?,
        new_values: json(after)?,
    };
    audit::record(tx, entry).await
}
