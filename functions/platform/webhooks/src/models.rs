//! Webhooks and deliveries as clients see them.

use domain::{
    ids::ProjectId,
    platform::webhooks::{
        Disabled, Webhook, WebhookFields,
        deliveries::{Delivery, Event, Outcome, Recovered},
    },
};
use garde::Validate;
use jiff::Timestamp;
use runtime::webhook_signatures::shown_public_key;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// A webhook to be.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookIn {
    /// Where events are posted to: https, on the public internet, port 443 or above 1023.
    #[garde(skip)]
    #[schema(max_length = 2000, format = "uri")]
    pub url: String,
    /// What it is for.
    #[garde(length(chars, max = 2000))]
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub description: String,
    /// The kinds of events that it wants, as `GET /v1/webhooks/event-types` lists them; none means all.
    #[garde(length(max = 100))]
    #[serde(default)]
    #[schema(max_items = 100)]
    pub event_types: Vec<String>,
    /// The project whose events it wants; none means everything in the organization.
    #[garde(skip)]
    #[serde(default)]
    pub project_id: Option<Uuid>,
    /// Whether events are sent.
    #[garde(skip)]
    #[serde(default = "yes")]
    #[schema(default = true)]
    pub is_active: bool,
}

runtime::merge_patch!(WebhookPatch of WebhookIn);

fn yes() -> bool {
    true
}

impl From<WebhookIn> for WebhookFields {
    fn from(input: WebhookIn) -> Self {
        let WebhookIn { url, description, event_types, project_id, is_active } = input;
        let description = description.trim().to_owned();
        Self { url, description, event_types, project_id: project_id.map(ProjectId), is_active }
    }
}

impl From<WebhookFields> for WebhookIn {
    fn from(fields: WebhookFields) -> Self {
        let WebhookFields { url, description, event_types, project_id, is_active } = fields;
        Self { url, description, event_types, project_id: project_id.map(|id| id.0), is_active }
    }
}

/// A webhook.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookOut {
    /// Its id.
    pub id: Uuid,
    /// Where events are posted to.
    pub url: String,
    /// What it is for.
    pub description: String,
    /// The kinds of events that it wants; none means all.
    pub event_types: Vec<String>,
    /// The project whose events it wants; none means everything in the organization.
    pub project_id: Option<Uuid>,
    /// Whether events are sent.
    pub is_active: bool,
    /// Why and since when it is not active.
    pub disabled: Option<DisabledOut>,
    /// By which receivers check `v1a` signatures, `whpk_…`.
    pub public_key: String,
    /// Until when everything is also signed with the secret before the last rotation.
    pub previous_secret_until: Option<Timestamp>,
    /// When it last took an event; while all goes well, to the minute.
    pub last_success_at: Option<Timestamp>,
    /// When it last failed to, to the minute.
    pub last_failure_at: Option<Timestamp>,
    /// Since when every attempt failed. After five days it is disabled.
    pub failing_since: Option<Timestamp>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Who created it.
    pub created_by: Uuid,
}

/// Why a webhook is not active.
#[derive(Debug, Serialize, ToSchema)]
pub struct DisabledOut {
    /// `paused` by a person, `failing` for days, `gone` as its receiver said (410).
    pub reason: String,
    /// Since when.
    pub at: Timestamp,
}

impl From<Webhook> for WebhookOut {
    fn from(webhook: Webhook) -> Self {
        let WebhookFields { url, description, event_types, project_id, is_active } = webhook.fields;
        Self {
            id: webhook.id.0,
            url,
            description,
            event_types,
            project_id: project_id.map(|id| id.0),
            is_active,
            disabled: webhook.disabled.map(|Disabled { reason, at }| DisabledOut { reason, at }),
            public_key: shown_public_key(&webhook.public_key),
            previous_secret_until: webhook.previous_secret_until,
            last_success_at: webhook.last_success_at,
            last_failure_at: webhook.last_failure_at,
            failing_since: webhook.failing_since,
            created_at: webhook.created_at,
            updated_at: webhook.updated_at,
            created_by: webhook.created_by.0,
        }
    }
}

/// A webhook with its secret, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookWithSecretOut {
    /// The webhook.
    #[serde(flatten)]
    pub webhook: WebhookOut,
    /// By which receivers check `v1` signatures, `whsec_…`.
    pub secret: String,
}

/// Since when to recover.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecoverIn {
    /// Events from then on. They are kept for 30 days.
    #[garde(skip)]
    pub since: Timestamp,
}

/// What a recovery put on its way.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecoveredOut {
    /// How many events.
    pub queued: usize,
    /// Whether that is all; if not, the same request goes on.
    pub complete: bool,
}

impl From<Recovered> for RecoveredOut {
    fn from(Recovered { queued, is_complete }: Recovered) -> Self {
        Self { queued, complete: is_complete }
    }
}

/// An event on its way to a webhook.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveryOut {
    /// Its id.
    pub id: Uuid,
    /// To which webhook.
    pub webhook_id: Uuid,
    /// What happened.
    pub event: WebhookEventOut,
    /// `PENDING`, `SENDING`, `SUCCEEDED`, `FAILED` or `CANCELED`.
    pub status: String,
    /// How often it was tried.
    pub attempt_count: i32,
    /// When it is tried next.
    pub next_attempt_at: Option<Timestamp>,
    /// Why it was given up: `retries_exhausted`, `gone`, `test_failed`, `attempts_lost`, `webhook_inactive`.
    pub failure_code: Option<String>,
    /// The last attempt.
    pub last_attempt: Option<AttemptOut>,
    /// When it was put on its way first.
    pub created_at: Timestamp,
    /// When it ended.
    pub completed_at: Option<Timestamp>,
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookEventOut {
    /// Its id: the `webhook-id` of every attempt to tell of it.
    pub id: Uuid,
    /// Its name in the catalog.
    #[serde(rename = "type")]
    pub event_type: String,
    /// When it happened.
    pub timestamp: Timestamp,
    /// What is told.
    #[schema(value_type = Object)]
    pub data: Value,
}

/// An attempt to deliver.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttemptOut {
    /// Which one, from 1.
    pub number: i32,
    /// When it was handed over to be sent.
    pub started_at: Timestamp,
    /// The status that the receiver answered.
    pub status_code: Option<i16>,
    /// Why there is no answer: `timed_out`, `connection_refused`, `name_not_found`, `tls_failed`, `no_http_answer`,
    /// `address_not_allowed`, `not_handed_over`; `unknown` while nothing was heard of it.
    pub error: Option<String>,
    /// How long it took, in milliseconds.
    pub duration_ms: Option<i32>,
    /// The beginning of the answer's body.
    pub response_excerpt: Option<String>,
}

/// A delivery with its attempts.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveryWithAttemptsOut {
    /// The delivery.
    #[serde(flatten)]
    pub delivery: DeliveryOut,
    /// The latest first, at most a hundred.
    pub attempts: Vec<AttemptOut>,
}

impl From<Outcome> for AttemptOut {
    fn from(outcome: Outcome) -> Self {
        let unknown = (!outcome.is_known).then(|| "unknown".to_owned());
        Self {
            number: outcome.number,
            started_at: outcome.started_at,
            status_code: outcome.status_code,
            error: outcome.error.or(unknown),
            duration_ms: outcome.duration_ms,
            response_excerpt: outcome.response_excerpt,
        }
    }
}

impl From<Delivery> for DeliveryOut {
    fn from(delivery: Delivery) -> Self {
        let Event { id, event_type, data, created_at, .. } = delivery.event;
        Self {
            id: delivery.id.0,
            webhook_id: delivery.webhook.0,
            event: WebhookEventOut { id: id.0, event_type, timestamp: created_at, data },
            status: delivery.status,
            attempt_count: delivery.attempts,
            next_attempt_at: delivery.next_attempt_at,
            failure_code: delivery.failure_code,
            last_attempt: delivery.last.map(AttemptOut::from),
            created_at: delivery.created_at,
            completed_at: delivery.completed_at,
        }
    }
}

/// The kinds of events.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventTypesOut {
    /// By name.
    pub data: Vec<EventTypeOut>,
}

/// A kind of event.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventTypeOut {
    /// Its name.
    pub name: &'static str,
    /// When it happens.
    pub description: &'static str,
    /// The JSON Schema (2020-12) of the body that is posted.
    #[schema(value_type = Object)]
    pub schema: Value,
}
