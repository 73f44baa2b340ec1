//! Takes a delivery that is due: claims it, signs it, and hands the finished request to `deliver-webhook`, which lives
//! outside and knows neither the database nor any secret.

use domain::{
    Context, Error, Result,
    ids::{OrganizationId, WebhookDeliveryId},
    platform::{
        outbox::Effect,
        webhooks::sending::{self, Arrival, Claim},
    },
};
use runtime::{
    InitError,
    aws::{envelope::Envelope, queues::Queue},
    database::Database,
    events::Message,
    webhook_signatures::{self, Secret},
};
use serde_json::json;

/// The name under which the activity log knows this function.
const JOB: &str = "dispatch-webhook";

/// What this function may touch: the tenant's tables, the key that opens webhooks' secrets, the queue of what is to be
/// sent.
#[derive(Clone)]
pub struct App {
    database: Database,
    envelope: Envelope,
    deliveries: Queue,
}

impl App {
    /// From the environment.
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> std::result::Result<Self, InitError> {
        let database = Database::from_env(&Context::system())?;
        Self::new(database, Queue::from_env("WEBHOOK_DELIVERY_QUEUE_URL").await?).await
    }

    /// With a database and a queue of the caller's, for tests.
    ///
    /// # Errors
    /// As [`App::from_env`].
    pub async fn new(database: Database, deliveries: Queue) -> std::result::Result<Self, InitError> {
        Ok(Self { database, envelope: Envelope::from_env().await?, deliveries })
    }
}

/// Works on one message of the queue: one delivery.
///
/// # Errors
/// Where a service is away: the message comes again.
pub async fn handle(app: &App, message: &Message) -> Result<()> {
    let (organization, delivery) = read(message)?;
    let tx = app.database.job(organization, JOB).await?;
    let arrival = sending::claim(&tx, delivery).await?;
    tx.commit().await?;
    let claim = match arrival {
        Arrival::Claimed(claim) => claim,
        Arrival::NothingToDo => {
            tracing::info!(delivery_id = %delivery, "the message is a repetition");
            return Ok(());
        }
        Arrival::Ended(code) => {
            tracing::info!(delivery_id = %delivery, code, "the delivery ended");
            return Ok(());
        }
    };
    let Err(error) = hand_over(app, organization, &claim).await else {
        tracing::info!(delivery_id = %delivery, attempt = claim.attempt, "handed over");
        return Ok(());
    };
    // Given back, it is due at once, for this message when it comes again. If even that fails, the attempt is lost, which
    // the sweep notices.
    let tx = app.database.job(organization, JOB).await?;
    sending::release(&tx, &claim).await?;
    tx.commit().await?;
    Err(error)
}

/// A message that is none goes, after its last delivery, to the dead letters, where somebody looks at it.
fn read(message: &Message) -> Result<(OrganizationId, WebhookDeliveryId)> {
    match serde_json::from_str(&message.body).map_err(Error::internal)? {
        Effect::DispatchWebhook { organization_id, delivery_id } => Ok((organization_id, delivery_id)),
        _ => Err(Error::internal("a message that is no delivery")),
    }
}

async fn hand_over(app: &App, organization: OrganizationId, claim: &Claim) -> Result<()> {
    let mut secrets = Vec::new();
    for sealed in &claim.secrets {
        secrets.push(Secret::from_bytes(&app.envelope.open(&claim.place, sealed).await?)?);
    }
    let id = claim.event.to_string();
    let signed = webhook_signatures::headers(&id, app.database.context().now(), &claim.body, &secrets);
    let message = json!({
        "organization_id": organization,
        "delivery_id": claim.delivery,
        "fence": claim.fence,
        "attempt": claim.attempt,
        "send_before": claim.lost_at,
        "url": claim.url,
        "headers": signed,
        "body": claim.body,
    });
    app.deliveries.send(&message.to_string()).await
}
