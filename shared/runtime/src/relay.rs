//! Carries outbox messages out of PostgreSQL. A function relays what it wrote itself straight after the commit;
//! `relay-outbox` carries whatever was left behind.

use std::{sync::LazyLock, time::Duration};

use domain::{
    Result,
    ids::OrganizationId,
    platform::outbox::{self, Message},
};
use uuid::Uuid;

use crate::{config, database::Database};

/// How long an answer waits for its messages to go out: `RELAY_PATIENCE_MS`, or 300 ms. Tests that look into a mailbox
/// right after the answer have more of it, so that a busy machine fails none of them.
static PATIENCE: LazyLock<Duration> =
    LazyLock::new(|| Duration::from_millis(config::parse_or("RELAY_PATIENCE_MS", 300).unwrap_or(300)));

/// The services that this function may send to. What it may not send stays for `relay-outbox`.
#[derive(Clone, Default)]
pub struct Relay {
    /// For `email.send`.
    #[cfg(feature = "ses")]
    pub mail: Option<crate::aws::mail::Mail>,
    /// For `analysis.run`.
    #[cfg(feature = "sqs")]
    pub analyses: Option<crate::aws::queues::Queue>,
    /// For `export.run`.
    #[cfg(feature = "sqs")]
    pub exports: Option<crate::aws::queues::Queue>,
    /// For `personal_data.handle`.
    #[cfg(feature = "sqs")]
    pub personal_data: Option<crate::aws::queues::Queue>,
    /// For `file.process`, together with the objects.
    #[cfg(feature = "sqs")]
    pub uploads: Option<crate::aws::queues::Queue>,
    /// For `webhook.dispatch`.
    #[cfg(feature = "sqs")]
    pub webhooks: Option<crate::aws::queues::Queue>,
    /// For `media.process`, together with the objects of media.
    #[cfg(feature = "sqs")]
    pub media_uploads: Option<crate::aws::queues::Queue>,
    /// For `objects.delete` of files.
    #[cfg(feature = "s3")]
    pub objects: Option<crate::aws::objects::Objects>,
    /// For `objects.delete` of media.
    #[cfg(feature = "s3")]
    pub media: Option<crate::aws::objects::Objects>,
}

impl Relay {
    /// Sends one message; false where this function has no means to.
    ///
    /// # Errors
    /// Where the service refused or is away: the message stays in the outbox.
    pub async fn send(&self, message: &Message) -> Result<bool> {
        match &message.effect {
            #[cfg(feature = "ses")]
            outbox::Effect::SendEmail(email) => match &self.mail {
                Some(mail) => mail.send(email).await.map(|()| true),
                None => Ok(false),
            },
            #[cfg(feature = "sqs")]
            effect @ outbox::Effect::RunAnalysis { .. } => enqueue(self.analyses.as_ref(), effect).await,
            #[cfg(feature = "sqs")]
            effect @ outbox::Effect::DispatchWebhook { .. } => enqueue(self.webhooks.as_ref(), effect).await,
            #[cfg(feature = "sqs")]
            effect @ outbox::Effect::RunExport { .. } => enqueue(self.exports.as_ref(), effect).await,
            #[cfg(feature = "sqs")]
            effect @ outbox::Effect::HandlePersonalData { .. } => {
                enqueue(self.personal_data.as_ref(), effect).await
            }
            #[cfg(feature = "s3")]
            outbox::Effect::DeleteObjects { prefix } => {
                let bucket = if outbox::is_of_media(prefix) { &self.media } else { &self.objects };
                match bucket {
                    Some(objects) => objects.delete_prefix(prefix).await.map(|()| true),
                    None => Ok(false),
                }
            }
            #[cfg(all(feature = "s3", feature = "sqs"))]
            outbox::Effect::ProcessMedia { key, size, etag } => match (&self.media_uploads, &self.media) {
                (Some(queue), Some(objects)) => {
                    queue.send(&objects.creation_event(key, *size, etag)).await.map(|()| true)
                }
                _ => Ok(false),
            },
            #[cfg(all(feature = "s3", feature = "sqs"))]
            outbox::Effect::ProcessFile { key, size, etag } => match (&self.uploads, &self.objects) {
                (Some(queue), Some(objects)) => {
                    queue.send(&objects.creation_event(key, *size, etag)).await.map(|()| true)
                }
                _ => Ok(false),
            },
            #[cfg(not(all(feature = "s3", feature = "ses", feature = "sqs")))]
            _ => Ok(false),
        }
    }

    /// Sends what a tenant's transaction emitted and forgets what went out. No message is awaited for longer
    /// than `RELAY_PATIENCE_MS`; failures are logged and left to `relay-outbox`.
    pub async fn relay(&self, database: &Database, organization: OrganizationId, messages: &[Message]) {
        let sent = self.send_all(messages).await;
        if sent.is_empty() {
            return;
        }
        let forget = async {
            let tx = database.job(organization, "relay").await?;
            outbox::delete(&tx, &sent).await?;
            tx.commit().await.map(drop)
        };
        log_failure(forget.await);
    }

    /// The same for what a sign-in's transaction emitted.
    pub async fn relay_identity(&self, database: &Database, messages: &[Message]) {
        let sent = self.send_all(messages).await;
        if sent.is_empty() {
            return;
        }
        let forget = async {
            let tx = database.identity().await?;
            outbox::delete_identity(&tx, &sent).await?;
            tx.commit().await.map(drop)
        };
        log_failure(forget.await);
    }

    async fn send_all(&self, messages: &[Message]) -> Vec<Uuid> {
        let mut sent = Vec::new();
        for message in messages {
            match tokio::time::timeout(*PATIENCE, self.send(message)).await {
                Ok(Ok(true)) => sent.push(message.id),
                Ok(Ok(false)) => {}
                Ok(Err(error)) => {
                    tracing::warn!(message_id = %message.id, %error, "left in the outbox");
                }
                // It may or may not have gone out: it will go again, and its consumer knows it by its id.
                Err(_) => tracing::warn!(message_id = %message.id, "left in the outbox: took too long"),
            }
        }
        sent
    }
}

/// Puts an effect on its queue as it stands.
#[cfg(feature = "sqs")]
async fn enqueue(queue: Option<&crate::aws::queues::Queue>, effect: &outbox::Effect) -> Result<bool> {
    let Some(queue) = queue else { return Ok(false) };
    let body = serde_json::to_string(effect).map_err(domain::Error::internal)?;
    queue.send(&body).await.map(|()| true)
}

fn log_failure(result: Result<()>) {
    if let Err(error) = result {
        tracing::warn!(%error, "messages that went out stay in the outbox and will go again");
    }
}
