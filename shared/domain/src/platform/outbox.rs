//! Whatever leaves PostgreSQL is a row here first, in the transaction that decided it: committed ⇔ emitted.
//!
//! After the commit the function relays its own messages; what it could not relay goes with `relay-outbox`, each
//! minute. A message may be sent twice; every consumer expects that.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sql::queries::platform::outbox;
use uuid::Uuid;

use crate::{
    Error, Result,
    ids::{AnalysisId, ErasureId, ExportId, OrganizationId, WebhookDeliveryId},
    transaction::{IdentityTx, SystemTx, TenantTx},
};

/// Something that must happen outside PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "payload")]
pub enum Effect {
    /// Send an e-mail.
    #[serde(rename = "email.send")]
    SendEmail(Email),
    /// Delete every object under the prefix, all versions of unfinished uploads included.
    #[serde(rename = "objects.delete")]
    DeleteObjects {
        /// The common beginning of the objects' keys, ending in `/`.
        prefix: String,
    },
    /// Put the analysis on the queue.
    #[serde(rename = "analysis.run")]
    RunAnalysis {
        /// Its organization: what the worker enters before it reads anything.
        organization_id: OrganizationId,
        /// The analysis.
        analysis_id: AnalysisId,
    },
    /// Tell the queue of media about an object whose event was lost, or whose worker was.
    #[serde(rename = "media.process")]
    ProcessMedia {
        /// The original's key.
        key: String,
        /// Its size in bytes.
        size: u64,
        /// Its entity tag, without quotes.
        etag: String,
    },
    /// Put the export on the queue.
    #[serde(rename = "export.run")]
    RunExport {
        /// Its organization.
        organization_id: OrganizationId,
        /// The export.
        export_id: ExportId,
    },
    /// Put what is to be done with a person's data on the queue.
    #[serde(rename = "personal_data.handle")]
    HandlePersonalData {
        /// The organization that it was asked for in.
        organization_id: OrganizationId,
        /// What is to be done.
        job: PersonalDataJob,
    },
    /// Tell the queue of uploads about an object whose event was lost, or whose worker was.
    #[serde(rename = "file.process")]
    ProcessFile {
        /// The original's key.
        key: String,
        /// Its size in bytes.
        size: u64,
        /// Its entity tag, without quotes.
        etag: String,
    },
    /// Sign the delivery and hand it to whoever sends it.
    #[serde(rename = "webhook.dispatch")]
    DispatchWebhook {
        /// Its organization: what the worker enters before it reads anything.
        organization_id: OrganizationId,
        /// The delivery.
        delivery_id: WebhookDeliveryId,
    },
}

/// Whether an object belongs to an item of media, which have a bucket of their own: `org/{organization}/media/…`.
pub fn is_of_media(key: &str) -> bool {
    key.split('/').nth(2) == Some("media")
}

/// What is to be done with a person's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonalDataJob {
    /// Collect it: an export of the kind `person`.
    Collect(ExportId),
    /// Erase it.
    Erase(ErasureId),
}

/// A mail in both forms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email {
    /// One address.
    pub to: String,
    /// One line.
    pub subject: String,
    /// For readers of plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Headers beside the usual ones, as `List-Unsubscribe`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
}

/// An effect with its row.
#[derive(Debug, Clone)]
pub struct Message {
    /// The row, and the id by which consumers recognise a duplicate.
    pub id: Uuid,
    /// The tenant.
    pub organization: OrganizationId,
    /// What to do.
    pub effect: Effect,
    /// How often it was tried, this time included; 0 straight after the commit.
    pub attempts: i32,
}

/// How long a message that was just written, or claimed, is left to whoever holds it.
pub const HOLD: SignedDuration = SignedDuration::from_secs(60);

/// Writes an effect, in a tenant's transaction.
pub async fn publish(tx: &TenantTx, effect: Effect) -> Result<()> {
    publish_as(tx, tx.id(), effect).await
}

/// The same under an id of the caller's, which wants to know the message again.
pub async fn publish_as(tx: &TenantTx, id: Uuid, effect: Effect) -> Result<()> {
    let message = Message { id, organization: tx.organization(), effect, attempts: 0 };
    insert(tx.client(), &message, tx.now() + HOLD, tx.now()).await?;
    tx.remember(message);
    Ok(())
}

/// The same for an effect that most functions have no means to send: `relay-outbox` takes it in its next run. Its
/// consumer must not mind that a function that has the means sends it as well.
pub async fn publish_due(tx: &TenantTx, effect: Effect) -> Result<()> {
    let message = Message { id: tx.id(), organization: tx.organization(), effect, attempts: 0 };
    insert(tx.client(), &message, tx.now(), tx.now()).await?;
    tx.remember(message);
    Ok(())
}

/// Writes an effect, in a sign-in's transaction.
pub async fn publish_identity(tx: &IdentityTx, organization: OrganizationId, effect: Effect) -> Result<()> {
    let message = Message { id: tx.context().id(), organization, effect, attempts: 0 };
    insert(tx.client(), &message, tx.now() + HOLD, tx.now()).await?;
    tx.remember(message);
    Ok(())
}

/// As [`publish_due`], in a sign-in's transaction.
pub async fn publish_identity_due(
    tx: &IdentityTx,
    organization: OrganizationId,
    effect: Effect,
) -> Result<()> {
    let message = Message { id: tx.context().id(), organization, effect, attempts: 0 };
    insert(tx.client(), &message, tx.now(), tx.now()).await?;
    tx.remember(message);
    Ok(())
}

/// Writes an effect, in a cross-tenant chore. It is due at once: chores leave the sending to `relay-outbox`.
pub async fn publish_system(tx: &SystemTx, organization: OrganizationId, effect: Effect) -> Result<()> {
    let message = Message { id: tx.context().id(), organization, effect, attempts: 0 };
    insert(tx.client(), &message, tx.now(), tx.now()).await
}

async fn insert(
    client: &deadpool_postgres::Object,
    message: &Message,
    available_at: Timestamp,
    now: Timestamp,
) -> Result<()> {
    let (kind, payload) = encode(&message.effect)?;
    outbox::insert()
        .bind(client, &message.id, &message.organization.0, &kind, &payload, &available_at, &now)
        .await?;
    Ok(())
}

fn encode(effect: &Effect) -> Result<(String, Value)> {
    match serde_json::to_value(effect).map_err(Error::internal)? {
        Value::Object(mut fields) => match (fields.remove("kind"), fields.remove("payload")) {
            (Some(Value::String(kind)), Some(payload)) => Ok((kind, payload)),
            _ => Err(Error::internal("an effect has kind and payload")),
        },
        _ => Err(Error::internal("an effect is an object")),
    }
}

/// Marks messages as out, in a tenant's transaction.
pub async fn delete(tx: &TenantTx, ids: &[Uuid]) -> Result<()> {
    outbox::delete().bind(tx.client(), &ids).await?;
    Ok(())
}

/// Marks messages as out, in a sign-in's transaction.
pub async fn delete_identity(tx: &IdentityTx, ids: &[Uuid]) -> Result<()> {
    outbox::delete().bind(tx.client(), &ids).await?;
    Ok(())
}

/// Marks messages as out, in a cross-tenant chore.
pub async fn delete_system(tx: &SystemTx, ids: &[Uuid]) -> Result<()> {
    outbox::delete().bind(tx.client(), &ids).await?;
    Ok(())
}

/// A batch that one relay has taken.
#[derive(Debug, Default)]
pub struct Claimed {
    /// What to send.
    pub messages: Vec<Message>,
    /// How many rows this binary cannot read. They are put off: a newer deployment will read them.
    pub unreadable: usize,
}

/// Claims up to `batch` due messages; other relays leave them alone for [`HOLD`].
pub async fn claim(tx: &SystemTx, batch: i64) -> Result<Claimed> {
    let now = tx.now();
    let rows = outbox::claim().bind(tx.client(), &now, &batch, &(now + HOLD)).all().await?;
    let mut claimed = Claimed::default();
    for row in rows {
        let effect = serde_json::json!({ "kind": row.kind, "payload": row.payload });
        match serde_json::from_value(effect) {
            Ok(effect) => claimed.messages.push(Message {
                id: row.id,
                organization: OrganizationId(row.organization_id),
                effect,
                attempts: row.attempts,
            }),
            Err(error) => {
                tracing::error!(message_id = %row.id, kind = row.kind, %error, "unreadable outbox message");
                put_off(tx, row.id, row.attempts, &error.to_string()).await?;
                claimed.unreadable += 1;
            }
        }
    }
    Ok(claimed)
}

/// Puts a message off after a failure: twice as long each time, up to an hour, for ever. Nothing is given up.
pub async fn postpone(tx: &SystemTx, message: &Message, error: &str) -> Result<()> {
    put_off(tx, message.id, message.attempts, error).await
}

async fn put_off(tx: &SystemTx, id: Uuid, attempts: i32, error: &str) -> Result<()> {
    let error: String = error.chars().take(1000).collect();
    outbox::postpone().bind(tx.client(), &(tx.now() + wait_after(attempts)), &error, &id).await?;
    Ok(())
}

/// How long a message rests after it failed for the `attempts`th time: one minute, two, four… at most an hour.
pub fn wait_after(attempts: i32) -> SignedDuration {
    let wait = SignedDuration::from_mins(1) * (1 << (attempts - 1).clamp(0, 6));
    wait.min(SignedDuration::from_hours(1))
}

/// How many messages wait.
pub async fn count_waiting(tx: &SystemTx) -> Result<i64> {
    Ok(outbox::count_waiting().bind(tx.client()).one().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effects_read_back_as_written() {
        let effect = Effect::DeleteObjects { prefix: "org/1/files/2/".to_owned() };
        let (kind, payload) = encode(&effect).unwrap();
        assert_eq!(kind, "objects.delete");
        let read: Effect =
            serde_json::from_value(serde_json::json!({ "kind": kind, "payload": payload })).unwrap();
        assert_eq!(read, effect);
    }

    #[test]
    fn mails_from_before_headers_are_read() {
        let old = serde_json::json!({ "to": "a@example.org", "subject": "s", "text": "t", "html": "h" });
        let email: Email = serde_json::from_value(old.clone()).unwrap();
        assert!(email.headers.is_empty());
        assert_eq!(serde_json::to_value(email).unwrap(), old);
    }
}
