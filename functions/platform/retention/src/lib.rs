//! Each day: removes what is past its time and archives the activity log before it goes; two hours later compares
//! bucket and table. Everything happens in small batches that may be repeated and may run twice at once; what a run
//! does not finish is what the next one finds.

use domain::{Context, Error, Result};
use jiff::{SignedDuration, Timestamp};
use lambda_runtime::{LambdaEvent, service_fn};
use runtime::{InitError, aws::objects::Objects, config, database::Database, events};
use serde::Deserialize;
use serde_json::{Value, json};

mod activity;
mod parquet;
mod purge;
mod report;
mod sweep;

pub use report::{Counts, Report};
pub use sweep::{Swept, sweep};

/// What the last batch may need before Lambda ends the run.
const RESERVE: SignedDuration = SignedDuration::from_secs(45);
/// How long a deleted project can be brought back by an operator, in days.
const GRACE_DAYS: u16 = 30;

/// What this function may touch: what has expired in every organization, the bucket of files, the archive.
pub struct App {
    database: Database,
    files: Objects,
    archive: Objects,
    grace: SignedDuration,
}

impl App {
    /// From the environment. `RETENTION_GRACE_DAYS` sets how long deleted projects are kept (30).
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> Result<Self, InitError> {
        let grace_days = config::parse_or("RETENTION_GRACE_DAYS", GRACE_DAYS)?;
        let database = Database::from_env(&Context::system())?;
        let files = Objects::from_env("FILES_BUCKET").await?;
        Ok(Self::new(database, files, Objects::from_env("ARCHIVE_BUCKET").await?, grace_days))
    }

    /// With a database and buckets of the caller's, for tests.
    pub fn new(database: Database, files: Objects, archive: Objects, grace_days: u16) -> Self {
        let grace = SignedDuration::from_hours(24 * i64::from(grace_days));
        Self { database, files, archive, grace }
    }

    fn now(&self) -> Timestamp {
        self.database.context().now()
    }
}

/// Removes what is past its time, at most until `until`. A part that fails does not stop the others; the report
/// counts it.
pub async fn run(app: &App, until: Timestamp) -> Report {
    let mut report = Report { finished: true, ..Report::default() };
    let outcome = purge::expired(app, until, &mut report).await;
    report.note("expired rows", outcome);
    let outcome = purge::uploads(app, until, &mut report).await;
    report.note("unfinished uploads", outcome);
    let outcome = purge::projects(app, until, &mut report).await;
    report.note("deleted projects", outcome);
    let outcome = activity::archive(app, until, &mut report).await;
    report.note("activity logs", outcome);
    report
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Event {
    task: Task,
    /// Where an unfinished sweep goes on: the `next` of its answer.
    after: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Task {
    #[default]
    Retention,
    Sweep,
}

/// Serves over the Lambda Runtime API. An invocation in which something failed, or in which files turned out to be
/// missing, fails as a whole, so that it is tried again and the alarm rings.
///
/// # Errors
/// Where the Runtime API goes away.
pub async fn serve(app: App) -> Result<(), lambda_runtime::Error> {
    lambda_runtime::run(service_fn(async |event: LambdaEvent<Event>| {
        let until = events::deadline(&event.context, RESERVE);
        // Boxed: the SDK nests its futures deeper than the compiler likes to follow.
        Box::pin(handle(&app, event.payload, until)).await.map_err(lambda_runtime::Error::from)
    }))
    .await
}

async fn handle(app: &App, event: Event, until: Timestamp) -> Result<Value> {
    match event.task {
        Task::Retention => {
            let report = run(app, until).await;
            report.log();
            match report.failures {
                0 => Ok(json!(report)),
                failures => Err(Error::internal(format!("{failures} parts of retention failed"))),
            }
        }
        Task::Sweep => {
            let swept = sweep(app, event.after, until).await?;
            swept.log();
            match swept.missing_objects {
                0 => Ok(json!(swept)),
                missing => Err(Error::internal(format!("the objects of {missing} files are missing"))),
            }
        }
    }
}
