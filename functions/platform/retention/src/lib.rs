//! Each day: removes what is past its time, compares the counters of quotas with the tables and archives the activity log
//! before it goes; two hours later compares bucket and table. Everything happens in small batches that may be repeated and may run twice at once; what a run
//! does not finish is what the next one finds.

use std::collections::BTreeMap;

use domain::{Context, Error, Result, platform::retention::inventory::Store};
use jiff::{SignedDuration, Timestamp};
use lambda_runtime::{LambdaEvent, service_fn};
use runtime::{
    InitError,
    aws::{anchors::Anchors, envelope::Envelope, objects::Objects, sealing::Notary},
    config,
    database::Database,
    events,
};
use serde::Deserialize;
use serde_json::{Value, json};

mod activity;
mod parquet;
mod purge;
mod report;
mod sweep;
mod usage;

pub use report::{Counts, Report};
pub use sweep::{Swept, sweep};

/// What the last batch may need before Lambda ends the run.
const RESERVE: SignedDuration = SignedDuration::from_secs(45);
/// How long a deleted project or team can be brought back, in days, where the organization does not say: the default of
/// `deleted_retention_days`.
const GRACE_DAYS: u16 = 30;

/// What this function may touch: what has expired in every organization, the buckets of files and media, the archive, and
/// the key that vouches for what is archived.
pub struct App {
    database: Database,
    files: Objects,
    media: Objects,
    archive: Objects,
    notary: Notary,
    grace_days: i32,
}

/// The buckets that retention looks into.
pub struct Buckets {
    /// The files of projects.
    pub files: Objects,
    /// Images and attachments.
    pub media: Objects,
    /// What was taken out of the database.
    pub archive: Objects,
}

impl App {
    /// From the environment. `RETENTION_GRACE_DAYS` sets how long deleted projects are kept where their organization does
    /// not say, and deleted teams (30).
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> Result<Self, InitError> {
        let grace_days = config::parse_or("RETENTION_GRACE_DAYS", GRACE_DAYS)?;
        let database = Database::from_env(&Context::system())?;
        let buckets = Buckets {
            files: Objects::from_env("FILES_BUCKET").await?,
            media: Objects::from_env("MEDIA_BUCKET").await?,
            archive: Objects::from_env("ARCHIVE_BUCKET").await?,
        };
        let notary = Notary::new(Envelope::from_env().await?, Anchors::from_env().await?);
        Ok(Self::new(database, buckets, notary, grace_days))
    }

    /// With a database and buckets of the caller's, for tests.
    pub fn new(database: Database, buckets: Buckets, notary: Notary, grace_days: u16) -> Self {
        let Buckets { files, media, archive } = buckets;
        Self { database, files, media, archive, notary, grace_days: i32::from(grace_days) }
    }

    fn bucket(&self, store: Store) -> &Objects {
        match store {
            Store::Files => &self.files,
            Store::Media => &self.media,
        }
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
    let outcome = purge::exports(app, until, &mut report).await;
    report.note("exports", outcome);
    let outcome = purge::uploads(app, until, &mut report).await;
    report.note("unfinished uploads", outcome);
    let outcome = purge::media(app, until, &mut report).await;
    report.note("media", outcome);
    let outcome = purge::people(app, until, &mut report).await;
    report.note("deleted people", outcome);
    let outcome = purge::projects(app, until, &mut report).await;
    report.note("deleted projects", outcome);
    let outcome = purge::teams(app, until, &mut report).await;
    report.note("deleted teams", outcome);
    let outcome = usage::reconcile(app, until, &mut report).await;
    report.note("usage", outcome);
    let outcome = activity::archive(app, until, &mut report).await;
    report.note("activity logs", outcome);
    report
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Event {
    task: Task,
    /// Where an unfinished sweep goes on: the store, and the `next` of its answer.
    store: Option<Store>,
    /// See `store`; within the files where that is missing.
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
            let swept = sweep_all(app, event.store, event.after, until).await?;
            let missing: usize = swept.values().map(|swept| swept.missing_objects).sum();
            match missing {
                0 => Ok(json!(swept)),
                missing => Err(Error::internal(format!("the objects of {missing} rows are missing"))),
            }
        }
    }
}

/// Sweeps one store after the other, beginning with `from` at the key `after`. What one of them finds does not keep the
/// others from being swept, a failure does.
async fn sweep_all(
    app: &App,
    from: Option<Store>,
    mut after: Option<String>,
    until: Timestamp,
) -> Result<BTreeMap<Store, Swept>> {
    let mut all = BTreeMap::new();
    for store in Store::ALL.into_iter().filter(|store| from.is_none_or(|from| *store >= from)) {
        let swept = sweep(app, store, after.take(), until).await?;
        swept.log(store);
        let finished = swept.finished;
        all.insert(store, swept);
        if !finished {
            break;
        }
    }
    Ok(all)
}
