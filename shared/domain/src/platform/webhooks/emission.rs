//! Turns entries of the activity log into events, in the transaction that writes the entry: an event exists if and
//! only if what it tells of was committed.
//!
//! Organizations without a webhook pay one look-up by index, which travels together with the entry itself.

use deadpool_postgres::Object;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use sql::queries::platform::webhooks::{self, Subscribers};
use uuid::Uuid;

use super::{EVENTS_KEPT, catalog};
use crate::{
    Context, Result,
    ids::{OrganizationId, WebhookDeliveryId},
    platform::{
        audit::Entry,
        outbox::{self, Effect},
    },
    transaction::{IdentityTx, SystemTx, TenantTx},
};

/// Something that happened and that webhooks may want to hear of.
#[derive(Debug)]
pub(in crate::platform) struct Occurrence {
    event_type: &'static catalog::EventType,
    resource_type: String,
    resource: Option<Uuid>,
    /// Where the entry names it.
    project: Option<Uuid>,
    data: Map<String, Value>,
}

/// What an entry tells, if it is in the catalog.
pub(in crate::platform) fn of(entry: &Entry<'_>) -> Option<Occurrence> {
    let event_type = catalog::of(entry)?;
    let mut named = [&entry.new_values, &entry.old_values].into_iter().flatten();
    let project = if entry.resource_type == "project" {
        entry.resource_id
    } else {
        named.find_map(|values| values.get("project_id")?.as_str()?.parse().ok())
    };
    Some(Occurrence {
        event_type,
        resource_type: entry.resource_type.to_owned(),
        resource: entry.resource_id,
        project,
        data: event_type.data(entry),
    })
}

/// Who wants to hear of events of this kind, of one project or of all.
pub(in crate::platform) async fn subscribers(
    client: &Object,
    organization: OrganizationId,
    occurrence: &Occurrence,
    now: Timestamp,
) -> Result<Vec<Subscribers>> {
    Ok(webhooks::subscribers()
        .bind(client, &organization.0, &(now - EVENTS_KEPT), &occurrence.event_type.name)
        .all()
        .await?)
}

/// Writes the event where somebody wants to hear of it, and puts it on its way to whoever is active.
pub(in crate::platform) async fn emit(
    tx: &TenantTx,
    occurrence: Occurrence,
    subscribers: Vec<Subscribers>,
) -> Result<()> {
    let subscribers = subscribers.into_iter().map(Subscriber::from).collect();
    let written = write(tx.client(), tx.context(), tx.now(), tx.organization(), occurrence, subscribers);
    for effect in written.await? {
        outbox::publish_due(tx, effect).await?;
    }
    Ok(())
}

/// The same for what somebody did on their way in or out, as accepting an invitation.
pub(in crate::platform) async fn emit_identity(
    tx: &IdentityTx,
    organization: OrganizationId,
    occurrence: Occurrence,
) -> Result<()> {
    let subscribers = subscribers_unlocked(tx.client(), organization, &occurrence, tx.now()).await?;
    let written = write(tx.client(), tx.context(), tx.now(), organization, occurrence, subscribers);
    for effect in written.await? {
        outbox::publish_identity_due(tx, organization, effect).await?;
    }
    Ok(())
}

/// The same for what a chore did.
pub(in crate::platform) async fn emit_chore(
    tx: &SystemTx,
    organization: OrganizationId,
    occurrence: Occurrence,
) -> Result<()> {
    let subscribers = subscribers_unlocked(tx.client(), organization, &occurrence, tx.now()).await?;
    let written = write(tx.client(), tx.context(), tx.now(), organization, occurrence, subscribers);
    for effect in written.await? {
        outbox::publish_system(tx, organization, effect).await?;
    }
    Ok(())
}

/// For roles that may not lock a webhook.
async fn subscribers_unlocked(
    client: &Object,
    organization: OrganizationId,
    occurrence: &Occurrence,
    now: Timestamp,
) -> Result<Vec<Subscriber>> {
    Ok(webhooks::subscribers_unlocked()
        .bind(client, &organization.0, &(now - EVENTS_KEPT), &occurrence.event_type.name)
        .map(|row| Subscriber { webhook: row.id, project: row.project_id, is_active: row.is_active })
        .all()
        .await?)
}

/// A webhook that wants events of a kind.
struct Subscriber {
    webhook: Uuid,
    /// The only project that it wants to hear of.
    project: Option<Uuid>,
    is_active: bool,
}

impl From<Subscribers> for Subscriber {
    fn from(row: Subscribers) -> Self {
        Self { webhook: row.id, project: row.project_id, is_active: row.is_active }
    }
}

async fn write(
    client: &Object,
    context: &Context,
    now: Timestamp,
    organization: OrganizationId,
    mut occurrence: Occurrence,
    mut subscribers: Vec<Subscriber>,
) -> Result<Vec<Effect>> {
    if subscribers.is_empty() {
        return Ok(Vec::new());
    }
    let project = project(client, organization, &occurrence).await?;
    subscribers.retain(|subscriber| subscriber.project.is_none() || subscriber.project == project);
    if subscribers.is_empty() {
        return Ok(Vec::new());
    }
    if occurrence.event_type.is_in_project() {
        occurrence.data.insert("project_id".to_owned(), json!(project));
    }
    let event = context.id();
    let data = Value::Object(occurrence.data);
    webhooks::insert_event()
        .bind(client, &event, &organization.0, &occurrence.event_type.name, &project, &data, &now)
        .await?;
    let active: Vec<_> = subscribers.iter().filter(|to| to.is_active).map(|to| to.webhook).collect();
    let ids: Vec<_> = active.iter().map(|_| context.id()).collect();
    webhooks::insert_deliveries().bind(client, &organization.0, &event, &now, &ids, &active).await?;
    let effect =
        |id| Effect::DispatchWebhook { organization_id: organization, delivery_id: WebhookDeliveryId(id) };
    Ok(ids.into_iter().map(effect).collect())
}

/// In which project it happened. An entry about a job does not name it; its row does.
async fn project(
    client: &Object,
    organization: OrganizationId,
    occurrence: &Occurrence,
) -> Result<Option<Uuid>> {
    let Occurrence { resource: Some(id), project: None, .. } = occurrence else {
        return Ok(occurrence.project);
    };
    Ok(match occurrence.resource_type.as_str() {
        "file" => webhooks::project_of_file().bind(client, &organization.0, id).opt().await?,
        "analysis" => webhooks::project_of_analysis().bind(client, &organization.0, id).opt().await?,
        _ => None,
    })
}
