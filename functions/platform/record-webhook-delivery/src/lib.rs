//! Writes what `deliver-webhook` reports: the attempt, the next one or the end, and a webhook that is disabled because
//! its receiver is gone or has failed for days.

use domain::{
    Context, Error, Result,
    ids::{OrganizationId, WebhookDeliveryId},
    platform::webhooks::sending::{self, Outcome},
};
use runtime::{InitError, database::Database, events::Message};
use serde::Deserialize;

/// The name under which the activity log knows this function.
const JOB: &str = "record-webhook-delivery";

/// What this function may touch: the tenant's tables.
#[derive(Clone)]
pub struct App {
    database: Database,
}

impl App {
    /// From the environment.
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> std::result::Result<Self, InitError> {
        Ok(Self::new(Database::from_env(&Context::system())?))
    }

    /// With a database of the caller's, for tests.
    pub fn new(database: Database) -> Self {
        Self { database }
    }
}

/// What became of an attempt.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Report {
    organization_id: OrganizationId,
    delivery_id: WebhookDeliveryId,
    fence: i64,
    attempt: i32,
    outcome: Outcome,
}

/// Works on one message of the queue: one result.
///
/// # Errors
/// Where PostgreSQL is away: the message comes again.
pub async fn handle(app: &App, message: &Message) -> Result<()> {
    let report: Report = serde_json::from_str(&message.body).map_err(Error::internal)?;
    let Report { organization_id, delivery_id, fence, attempt, outcome } = report;
    let tx = app.database.job(organization_id, JOB).await?;
    let ending = sending::record(&tx, delivery_id, fence, attempt, &outcome).await?;
    tx.commit().await?;
    tracing::info!(%delivery_id, attempt, ?ending, "recorded");
    Ok(())
}
