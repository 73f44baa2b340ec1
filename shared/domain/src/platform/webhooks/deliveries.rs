//! Events on their way, as people see them, and putting them on their way again.

use jiff::Timestamp;
use serde_json::{Value, json};
use sql::queries::platform::webhooks::{self, DeliveryRow};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{EVENTS_KEPT, Webhook};
use crate::{
    Error, Result,
    ids::{ProjectId, WebhookDeliveryId, WebhookEventId, WebhookId},
    platform::{
        audit,
        outbox::{self, Effect},
        paging::{Page, Paged, Sort},
    },
    transaction::TenantTx,
};

/// The most events that one request puts on their way again.
pub const MAX_RECOVERED: i64 = 10_000;

/// Where a delivery stands.
pub const STATUSES: &[&str] = &["PENDING", "SENDING", "SUCCEEDED", "FAILED", "CANCELED"];

/// How lists of deliveries may be sorted.
pub static SORTS: &[Sort] =
    &[Sort { name: "created_at", expression: "d.created_at", sql_type: "timestamptz" }];

/// An event on its way to a webhook.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Its id.
    pub id: WebhookDeliveryId,
    /// To which webhook.
    pub webhook: WebhookId,
    /// What happened.
    pub event: Event,
    /// One of [`STATUSES`].
    pub status: String,
    /// How often it was tried.
    pub attempts: i32,
    /// When it is tried next; none while it is being tried and at the end.
    pub next_attempt_at: Option<Timestamp>,
    /// Why it was given up.
    pub failure_code: Option<String>,
    /// The last attempt.
    pub last: Option<Outcome>,
    /// When it was put on its way first.
    pub created_at: Timestamp,
    /// When it ended.
    pub completed_at: Option<Timestamp>,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its id: the `webhook-id` of every attempt to tell of it.
    pub id: WebhookEventId,
    /// Its name in the catalog.
    pub event_type: String,
    /// In which project.
    pub project: Option<ProjectId>,
    /// What is told.
    pub data: Value,
    /// When it happened.
    pub created_at: Timestamp,
}

/// An attempt.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Which one, from 1.
    pub number: i32,
    /// When it was handed over.
    pub started_at: Timestamp,
    /// Whether anything is known of how it ended.
    pub is_known: bool,
    /// The status that the receiver answered.
    pub status_code: Option<i16>,
    /// Why there is no answer, as a stable word.
    pub error: Option<String>,
    /// How long it took, in milliseconds.
    pub duration_ms: Option<i32>,
    /// The beginning of the answer's body.
    pub response_excerpt: Option<String>,
}

/// Which deliveries a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// Those that stand there.
    pub status: Option<String>,
    /// Those of events of this kind.
    pub event_type: Option<String>,
}

const COLUMNS: &str = "d.id, d.webhook_id, d.event_id, e.event_type, e.project_id, e.data, e.created_at as event_at, \
    d.status, d.attempts, d.due_at, d.failure_code, d.created_at, d.completed_at, a.started_at as attempted_at, \
    a.ended_at, a.status_code, a.error, a.duration_ms, a.response_excerpt";

fn read(row: &Row) -> std::result::Result<Delivery, tokio_postgres::Error> {
    let attempts = row.try_get("attempts")?;
    let last = match row.try_get::<_, Option<Timestamp>>("attempted_at")? {
        None => None,
        Some(started_at) => Some(Outcome {
            number: attempts,
            started_at,
            is_known: row.try_get::<_, Option<Timestamp>>("ended_at")?.is_some(),
            status_code: row.try_get("status_code")?,
            error: row.try_get("error")?,
            duration_ms: row.try_get("duration_ms")?,
            response_excerpt: row.try_get("response_excerpt")?,
        }),
    };
    let status: String = row.try_get("status")?;
    let due_at: Option<Timestamp> = row.try_get("due_at")?;
    Ok(Delivery {
        id: WebhookDeliveryId(row.try_get("id")?),
        webhook: WebhookId(row.try_get("webhook_id")?),
        event: Event {
            id: WebhookEventId(row.try_get("event_id")?),
            event_type: row.try_get("event_type")?,
            project: row.try_get::<_, Option<Uuid>>("project_id")?.map(ProjectId),
            data: row.try_get("data")?,
            created_at: row.try_get("event_at")?,
        },
        next_attempt_at: due_at.filter(|_| status == "PENDING"),
        status,
        attempts,
        failure_code: row.try_get("failure_code")?,
        last,
        created_at: row.try_get("created_at")?,
        completed_at: row.try_get("completed_at")?,
    })
}

impl From<DeliveryRow> for Delivery {
    fn from(row: DeliveryRow) -> Self {
        let last = row.attempted_at.map(|started_at| Outcome {
            number: row.attempts,
            started_at,
            is_known: row.ended_at.is_some(),
            status_code: row.status_code,
            error: row.error,
            duration_ms: row.duration_ms,
            response_excerpt: row.response_excerpt,
        });
        Self {
            id: WebhookDeliveryId(row.id),
            webhook: WebhookId(row.webhook_id),
            event: Event {
                id: WebhookEventId(row.event_id),
                event_type: row.event_type,
                project: row.project_id.map(ProjectId),
                data: row.data,
                created_at: row.event_at,
            },
            next_attempt_at: row.due_at.filter(|_| row.status == "PENDING"),
            status: row.status,
            attempts: row.attempts,
            failure_code: row.failure_code,
            last,
            created_at: row.created_at,
            completed_at: row.completed_at,
        }
    }
}

/// Lists what is or was on its way to the webhook.
pub async fn list(
    tx: &TenantTx,
    webhook: WebhookId,
    filter: &Filter,
    page: &Page,
) -> Result<Paged<Delivery>> {
    page.fetch(
        tx,
        COLUMNS,
        "from platform.webhook_deliveries d \
         join platform.webhook_events e on e.organization_id = d.organization_id and e.id = d.event_id \
         left join platform.webhook_attempts a \
           on a.organization_id = d.organization_id and a.delivery_id = d.id and a.number = d.attempts \
         where d.organization_id = $1 and d.webhook_id = $2 and ($3::text is null or d.status = $3) \
         and ($4::text is null or e.event_type = $4)",
        "d.id",
        &[&tx.organization().0, &webhook.0, &filter.status, &filter.event_type],
        read,
    )
    .await
}

/// A delivery of the organization.
///
/// # Errors
/// `NotFound` for an absent or foreign one.
pub async fn get(tx: &TenantTx, id: WebhookDeliveryId) -> Result<Delivery> {
    let row = webhooks::find_delivery().bind(tx.client(), &id.0).opt().await?;
    row.map(Delivery::from).ok_or(Error::NotFound("webhook delivery"))
}

/// Its attempts, the latest first, at most a hundred.
pub async fn attempts(tx: &TenantTx, id: WebhookDeliveryId) -> Result<Vec<Outcome>> {
    let rows = webhooks::attempts().bind(tx.client(), &tx.organization().0, &id.0).all().await?;
    let outcome = |row: webhooks::Attempts| Outcome {
        number: row.number,
        started_at: row.started_at,
        is_known: row.ended_at.is_some(),
        status_code: row.status_code,
        error: row.error,
        duration_ms: row.duration_ms,
        response_excerpt: row.response_excerpt,
    };
    Ok(rows.into_iter().map(outcome).collect())
}

/// Sends it again, now, under the same `webhook-id`, with all its retries before it.
///
/// # Errors
/// `Conflict` while it is being sent.
pub async fn replay(tx: &TenantTx, delivery: &Delivery) -> Result<Delivery> {
    let (ids, events) = ([delivery.id.0], [delivery.event.id.0]);
    let queued = put_on_their_way(tx, delivery.webhook, &ids, &events, Some(tx.now())).await?;
    if queued.is_empty() {
        return Err(Error::conflict("delivery_under_way", "it is being sent right now: wait for its end"));
    }
    let effect = Effect::DispatchWebhook { organization_id: tx.organization(), delivery_id: delivery.id };
    outbox::publish(tx, effect).await?;
    let entry = audit::Entry {
        action: "replayed",
        resource_type: "webhook_delivery",
        resource_id: Some(delivery.id.0),
        new_values: Some(json!({ "webhook_id": delivery.webhook, "event_id": delivery.event.id })),
        ..Default::default()
    };
    audit::record(tx, entry).await?;
    get(tx, delivery.id).await
}

/// What a recovery put on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recovered {
    /// How many events.
    pub queued: usize,
    /// Whether that is all; if not, the same request goes on.
    pub is_complete: bool,
}

/// Puts every event since then that the webhook wants, and that did not reach it, on its way; the minute sweep carries
/// them to their queue.
///
/// # Errors
/// `Conflict` where the webhook is not active.
pub async fn recover(tx: &TenantTx, webhook: &Webhook, since: Timestamp) -> Result<Recovered> {
    if !webhook.fields.is_active {
        return Err(Error::conflict("webhook_inactive", "make the webhook active first"));
    }
    // Nothing older is kept, and PostgreSQL's calendar begins later than what a client may name.
    let since = since.max(tx.now() - EVENTS_KEPT);
    let events = webhooks::events_to_recover()
        .bind(tx.client(), &webhook.id.0, &tx.organization().0, &since, &MAX_RECOVERED)
        .all()
        .await?;
    let ids: Vec<_> = events.iter().map(|_| tx.id()).collect();
    let queued = put_on_their_way(tx, webhook.id, &ids, &events, None).await?.len();
    let entry = audit::Entry {
        action: "recovered",
        resource_type: "webhook",
        resource_id: Some(webhook.id.0),
        new_values: Some(json!({ "since": since, "queued": queued })),
        ..Default::default()
    };
    audit::record(tx, entry).await?;
    let is_complete = i64::try_from(events.len()).is_ok_and(|found| found < MAX_RECOVERED);
    Ok(Recovered { queued, is_complete })
}

async fn put_on_their_way(
    tx: &TenantTx,
    webhook: WebhookId,
    ids: &[Uuid],
    events: &[Uuid],
    swept_at: Option<Timestamp>,
) -> Result<Vec<Uuid>> {
    let now = tx.now();
    let organization = tx.organization().0;
    Ok(webhooks::put_on_their_way()
        .bind(tx.client(), &organization, &webhook.0, &now, &swept_at, &ids, &events)
        .all()
        .await?)
}
