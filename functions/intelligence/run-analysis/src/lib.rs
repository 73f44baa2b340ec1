//! Computes a requested analysis: claims it, reads the columns that it needs from the file's Parquet twin, computes,
//! and writes the result where the claim's fence still holds.
//!
//! The flow: [`handle`] claims, [`lease`] keeps the claim alive, [`run`] computes over the [`table`], [`ending`]
//! writes what came out.

use std::time::{Duration, Instant};

use domain::{
    Context, Error, Result,
    ids::{AnalysisId, OrganizationId},
    intelligence::runs::{self, Arrival},
    platform::outbox::Effect,
};
use runtime::{InitError, aws::objects::Objects, config, database::Database, events::Message};

mod ending;
mod footprint;
mod lease;
mod run;
mod table;

/// The name under which the activity log knows this function.
const JOB: &str = "run-analysis";
/// Memory in MB where Lambda does not say: the template's.
pub const MEMORY: u64 = 1769;

/// What this function may touch: the tenant's tables, and the twins of its files to read.
#[derive(Clone)]
pub struct App {
    database: Database,
    objects: Objects,
    /// Bytes that a calculation may hold.
    budget: u64,
    /// How often a lease is renewed.
    renewal: Duration,
}

impl App {
    /// From the environment.
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> std::result::Result<Self, InitError> {
        let memory = config::parse_or("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", MEMORY)?;
        Self::new(Database::from_env(&Context::system())?, memory).await
    }

    /// With a database and so many MB of memory, for tests.
    ///
    /// # Errors
    /// As [`App::from_env`].
    pub async fn new(database: Database, memory: u64) -> std::result::Result<Self, InitError> {
        Ok(Self {
            database,
            objects: Objects::from_env("FILES_BUCKET").await?,
            budget: footprint::budget(memory),
            renewal: lease::RENEWAL,
        })
    }

    /// With leases that are renewed more often, for tests.
    pub fn renewing_every(self, renewal: Duration) -> Self {
        Self { renewal, ..self }
    }
}

/// Works on one message of the queue: one analysis.
///
/// # Errors
/// Where something else than the analysis was at fault: the message comes again.
pub async fn handle(app: &App, message: &Message) -> Result<()> {
    let (organization, analysis) = read(message)?;
    let claim = match claim(app, organization, analysis).await? {
        Arrival::Claimed(claim) => claim,
        Arrival::InHand => {
            tracing::info!(analysis_id = %analysis, "the message is a repetition");
            return Ok(());
        }
        Arrival::Gone => {
            tracing::info!(analysis_id = %analysis, "the analysis was deleted meanwhile");
            return Ok(());
        }
    };
    let started = Instant::now();
    let lease = lease::keep(app, organization, &claim);
    // Boxed, because what it awaits nests deeper than the compiler lays out in one piece.
    let ending = Box::pin(run::run(app, organization, &claim, lease.lost())).await;
    drop(lease);
    let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(analysis_id = %analysis, attempt = claim.attempt, milliseconds, ending = ending.name(), "worked");
    ending.write(&app.database, organization, &claim).await
}

/// A message that is none goes, after its last delivery, to the dead letters, where somebody looks at it.
fn read(message: &Message) -> Result<(OrganizationId, AnalysisId)> {
    match serde_json::from_str(&message.body).map_err(Error::internal)? {
        Effect::RunAnalysis { organization_id, analysis_id } => Ok((organization_id, analysis_id)),
        _ => Err(Error::internal("a message that is no analysis")),
    }
}

async fn claim(app: &App, organization: OrganizationId, analysis: AnalysisId) -> Result<Arrival> {
    let tx = app.database.job(organization, JOB).await?;
    let owner = tx.id();
    let arrival = runs::claim(&tx, analysis, owner).await?;
    tx.commit().await?;
    Ok(arrival)
}
