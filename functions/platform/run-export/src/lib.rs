//! Writes a requested export: claims it, reads one snapshot of what its person may see, row by row, and writes the
//! file to S3 in parts, so that memory does not grow with it.
//!
//! The flow: [`handle`] claims, [`lease`] keeps the claim alive and tells each second how far it is, [`run`] streams
//! rows into a [`mod@file`], [`ending`] writes what came out.

use std::{sync::Arc, time::Duration, time::Instant};

use domain::{
    Context, Error, Result,
    ids::{ExportId, OrganizationId},
    platform::{
        exports::runs::{self, Arrival},
        outbox::Effect,
    },
};
use runtime::{InitError, aws::objects::Objects, database::Database, events::Message};

mod ending;
pub mod file;
mod lease;
mod run;

/// The name under which the activity log knows this function.
const JOB: &str = "run-export";

/// What this function may touch: the tenant's tables, one connection to read and one to tell how far it is, and the
/// bucket to write to.
#[derive(Clone)]
pub struct App {
    database: Database,
    objects: Objects,
    /// How often progress is told.
    renewal: Duration,
}

impl App {
    /// From the environment.
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> std::result::Result<Self, InitError> {
        Self::new(Database::from_env(&Context::system())?).await
    }

    /// With a database of the caller's, for tests.
    ///
    /// # Errors
    /// As [`App::from_env`].
    pub async fn new(database: Database) -> std::result::Result<Self, InitError> {
        Ok(Self { database, objects: Objects::from_env("FILES_BUCKET").await?, renewal: lease::RENEWAL })
    }

    /// With progress told more often, for tests.
    pub fn renewing_every(self, renewal: Duration) -> Self {
        Self { renewal, ..self }
    }
}

/// Works on one message of the queue: one export.
///
/// # Errors
/// Where something else than the export was at fault: the message comes again.
pub async fn handle(app: &App, message: &Message) -> Result<()> {
    let (organization, export) = read(message)?;
    let claim = match claim(app, organization, export).await? {
        Arrival::Claimed(claim) => claim,
        Arrival::InHand => {
            tracing::info!(export_id = %export, "the message is a repetition");
            return Ok(());
        }
        Arrival::Gone => {
            tracing::info!(export_id = %export, "the export was deleted meanwhile");
            return Ok(());
        }
    };
    let started = Instant::now();
    let progress = Arc::default();
    let lease = lease::keep(app, organization, &claim, &progress);
    // Boxed, because what it awaits nests deeper than the compiler lays out in one piece.
    let ending = Box::pin(run::run(app, organization, &claim, &progress, lease.lost())).await;
    drop(lease);
    let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(export_id = %export, attempt = claim.attempt, milliseconds, ending = ending.name(), "worked");
    ending.write(&app.database, organization, &claim).await
}

/// A message that is none goes, after its last delivery, to the dead letters, where somebody looks at it.
fn read(message: &Message) -> Result<(OrganizationId, ExportId)> {
    match serde_json::from_str(&message.body).map_err(Error::internal)? {
        Effect::RunExport { organization_id, export_id } => Ok((organization_id, export_id)),
        _ => Err(Error::internal("a message that is no export")),
    }
}

async fn claim(app: &App, organization: OrganizationId, export: ExportId) -> Result<Arrival> {
    let tx = app.database.job(organization, JOB).await?;
    let owner = tx.id();
    let arrival = runs::claim(&tx, export, owner).await?;
    tx.commit().await?;
    Ok(arrival)
}
