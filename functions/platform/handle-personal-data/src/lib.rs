//! Does what was asked with a person's data: collects it into a file for them, or erases it. Both follow the registry
//! of `migrations/personal_data.sql`, table by table, under a role of their own that no other function has.
//!
//! The flow: [`handle`] reads which of the two, [`collect`] and [`erase`] claim, keep their claim alive, work, and
//! write down how it ended.

use std::time::Duration;

use domain::{
    Context, Error, Result,
    ids::OrganizationId,
    platform::outbox::{Effect, PersonalDataJob},
};
use runtime::{InitError, aws::objects::Objects, config, database::Database, events::Message};

mod collect;
mod erase;

/// The name under which the activity log knows this function.
const JOB: &str = "handle-personal-data";
/// How often progress is told, and the lease renewed with it.
const RENEWAL: Duration = Duration::from_secs(1);

/// What this function may touch: the tenant's tables, to claim and to tell how far it is; everything personal in every
/// table, to read and to erase; the bucket, to write what it collected.
#[derive(Clone)]
pub struct App {
    database: Database,
    privacy: Database,
    objects: Objects,
    /// How often progress is told.
    renewal: Duration,
}

impl App {
    /// From the environment: the usual `DATABASE_…`, and `PRIVACY_DATABASE_USER`, the role that sees and erases personal
    /// data, at the same address.
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> std::result::Result<Self, InitError> {
        let context = Context::system();
        let privacy = Database::from_env_as(&config::require("PRIVACY_DATABASE_USER")?, &context)?;
        Self::new(Database::from_env(&context)?, privacy).await
    }

    /// With databases of the caller's, for tests.
    ///
    /// # Errors
    /// As [`App::from_env`].
    pub async fn new(database: Database, privacy: Database) -> std::result::Result<Self, InitError> {
        Ok(Self { database, privacy, objects: Objects::from_env("FILES_BUCKET").await?, renewal: RENEWAL })
    }

    /// With progress told more often, for tests.
    pub fn renewing_every(self, renewal: Duration) -> Self {
        Self { renewal, ..self }
    }
}

/// Works on one message of the queue.
///
/// # Errors
/// Where something else than the work was at fault: the message comes again.
pub async fn handle(app: &App, message: &Message) -> Result<()> {
    let (organization, job) = read(message)?;
    // Boxed, because what they await nests deeper than the compiler lays out in one piece.
    match job {
        PersonalDataJob::Collect(export) => Box::pin(collect::handle(app, organization, export)).await,
        PersonalDataJob::Erase(erasure) => Box::pin(erase::handle(app, organization, erasure)).await,
    }
}

/// A message that is none goes, after its last delivery, to the dead letters, where somebody looks at it.
fn read(message: &Message) -> Result<(OrganizationId, PersonalDataJob)> {
    match serde_json::from_str(&message.body).map_err(Error::internal)? {
        Effect::HandlePersonalData { organization_id, job } => Ok((organization_id, job)),
        _ => Err(Error::internal("a message about nobody's data")),
    }
}
