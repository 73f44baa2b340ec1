//! Each minute: puts work whose worker fell silent on its queue again, then carries everything that is due out of the
//! outbox. Two runs at once share the work; one that is killed leaves its messages to the next.

use domain::{Context, Result};
use jiff::{SignedDuration, Timestamp};
use lambda_runtime::{LambdaEvent, service_fn};
use runtime::{
    InitError,
    aws::{mail::Mail, objects::Objects, queues::Queue},
    database::Database,
    events,
    http::problem,
    relay::Relay,
};
use serde::Serialize;
use serde_json::Value;

mod carry;
mod sweep;

/// How long a run goes on: the next begins after a minute.
const LONGEST: SignedDuration = SignedDuration::from_secs(50);
/// What the last batch may need before Lambda ends the run.
const RESERVE: SignedDuration = SignedDuration::from_secs(15);

/// What this function may touch: the outbox and the leases of every organization; every service that an effect needs.
pub struct App {
    database: Database,
    objects: Objects,
    media: Objects,
    relay: Relay,
}

/// The services that effects need.
pub struct Services {
    /// The bucket of files.
    pub objects: Objects,
    /// The bucket of images and attachments.
    pub media: Objects,
    /// The sender of mails.
    pub mail: Mail,
    /// Where analyses wait for a worker.
    pub analyses: Queue,
    /// Where uploads wait for a worker.
    pub uploads: Queue,
    /// Where deliveries to webhooks wait to be signed.
    pub webhooks: Queue,
    /// Where images and attachments wait for a worker.
    pub media_uploads: Queue,
    /// Where exports wait for a worker.
    pub exports: Queue,
    /// Where what is to be done with people's data waits for a worker.
    pub personal_data: Queue,
}

impl App {
    /// From the environment.
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> Result<Self, InitError> {
        let services = Services {
            objects: Objects::from_env("FILES_BUCKET").await?,
            media: Objects::from_env("MEDIA_BUCKET").await?,
            mail: Mail::from_env().await?,
            analyses: Queue::from_env("ANALYSIS_QUEUE_URL").await?,
            uploads: Queue::from_env("FILE_UPLOADED_QUEUE_URL").await?,
            webhooks: Queue::from_env("WEBHOOK_DISPATCH_QUEUE_URL").await?,
            media_uploads: Queue::from_env("MEDIA_UPLOADED_QUEUE_URL").await?,
            exports: Queue::from_env("EXPORT_QUEUE_URL").await?,
            personal_data: Queue::from_env("PERSONAL_DATA_QUEUE_URL").await?,
        };
        Ok(Self::new(Database::from_env(&Context::system())?, services))
    }

    /// With a database and services of the caller's, for tests.
    pub fn new(database: Database, services: Services) -> Self {
        let Services {
            objects,
            media,
            mail,
            analyses,
            uploads,
            media_uploads,
            webhooks,
            exports,
            personal_data,
        } = services;
        let relay = Relay {
            mail: Some(mail),
            analyses: Some(analyses),
            uploads: Some(uploads),
            webhooks: Some(webhooks),
            media_uploads: Some(media_uploads),
            exports: Some(exports),
            personal_data: Some(personal_data),
            objects: Some(objects.clone()),
            media: Some(media.clone()),
        };
        Self { database, objects, media, relay }
    }

    fn now(&self) -> Timestamp {
        self.database.context().now()
    }
}

/// What a run did.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Messages that went out.
    pub sent: usize,
    /// Messages that could not go out and were put off.
    pub postponed: usize,
    /// Messages of another version, put off as well.
    pub unreadable: usize,
    /// Files that were put on their queue again.
    pub requeued_files: usize,
    /// Images and attachments that were put on their queue again.
    pub requeued_media: usize,
    /// Analyses that were put on their queue again.
    pub requeued_analyses: usize,
    /// Exports that were put on their queue again.
    pub requeued_exports: usize,
    /// Erasures that were put on their queue again.
    pub requeued_erasures: usize,
    /// Deliveries to webhooks that fell due, or were lost, and went on their queue.
    pub due_webhooks: usize,
    /// Messages that wait, those of transactions just committed included.
    pub waiting: i64,
}

/// Works until nothing is due, at most until `until`.
///
/// # Errors
/// Where PostgreSQL or the bucket is away. What was due stays due.
pub async fn run(app: &App, until: Timestamp) -> Result<Report> {
    let mut report = Report::default();
    // A sweep that fails must not hold up what waits in the outbox.
    let swept = sweep::sweep(app, &mut report).await;
    while carry::carry_batch(app, &mut report).await? && app.now() < until {}
    report.waiting = carry::count_waiting(app).await?;
    swept?;
    Ok(report)
}

/// Serves over the Lambda Runtime API; the event's content does not matter.
///
/// # Errors
/// Where the Runtime API goes away.
pub async fn serve(app: App) -> Result<(), lambda_runtime::Error> {
    lambda_runtime::run(service_fn(async |event: LambdaEvent<Value>| {
        let until = events::deadline(&event.context, RESERVE).min(app.now() + LONGEST);
        let report = run(&app, until).await.inspect_err(|error| {
            tracing::error!(error = problem::chain(error), "the relay stopped");
        })?;
        let Report {
            sent,
            postponed,
            unreadable,
            requeued_files,
            requeued_media,
            requeued_analyses,
            requeued_exports,
            requeued_erasures,
            due_webhooks,
            waiting,
        } = report;
        tracing::info!(
            sent,
            postponed,
            unreadable,
            requeued_files,
            requeued_media,
            requeued_analyses,
            requeued_exports,
            requeued_erasures,
            due_webhooks,
            waiting,
            "relayed"
        );
        Ok::<_, lambda_runtime::Error>(report)
    }))
    .await
}
