//! The minute sweep: files, media, analyses, exports and erasures whose worker fell silent, or whose message got lost,
//! become messages again, and so do deliveries to webhooks whose next attempt is due.
//! They go through the outbox like everything else, so that a row marked as looked after is a message written.

use std::time::Duration;

use domain::{
    Error, Result,
    platform::{
        leases::{self, Begun, SilentUpload},
        outbox::{self, Effect},
        webhooks::sending,
    },
};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use runtime::aws::objects::Objects;

use crate::{App, Report};

/// Rows of each kind per run.
const BATCH: i64 = 200;
/// The most batches of webhooks' deliveries per run.
const WEBHOOK_BATCHES: usize = 5;
/// Look-ups in the bucket side by side.
const LOOKUPS: usize = 10;
/// How long the sweep may take before the outbox has its turn.
const PATIENCE: Duration = Duration::from_secs(15);

/// Sweeps once.
pub async fn sweep(app: &App, report: &mut Report) -> Result<()> {
    let work = async {
        report.requeued_analyses += requeue_analyses(app).await?;
        report.requeued_exports += requeue_exports(app).await?;
        report.requeued_erasures += requeue_erasures(app).await?;
        report.requeued_files += requeue_files(app).await?;
        report.due_webhooks += queue_due_webhooks(app).await?;
        report.requeued_media += requeue_media(app).await?;
        Ok(())
    };
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(result) => result,
        Err(_) => Err(Error::unavailable("the sweep took too long")),
    }
}

async fn requeue_analyses(app: &App) -> Result<usize> {
    let tx = app.database.system().await?;
    let count = leases::requeue_analyses(&tx, BATCH).await?;
    tx.commit().await?;
    Ok(count)
}

/// Several batches while they are full: after a recovery there are many.
async fn queue_due_webhooks(app: &App) -> Result<usize> {
    let mut count = 0;
    for _ in 0..WEBHOOK_BATCHES {
        let tx = app.database.system().await?;
        let taken = sending::queue_due(&tx, BATCH).await?;
        tx.commit().await?;
        count += taken;
        if i64::try_from(taken).is_ok_and(|taken| taken < BATCH) {
            break;
        }
    }
    Ok(count)
}

async fn requeue_exports(app: &App) -> Result<usize> {
    let tx = app.database.system().await?;
    let count = leases::requeue_exports(&tx, BATCH).await?;
    tx.commit().await?;
    Ok(count)
}

async fn requeue_erasures(app: &App) -> Result<usize> {
    let tx = app.database.system().await?;
    let count = leases::requeue_erasures(&tx, BATCH).await?;
    tx.commit().await?;
    Ok(count)
}

async fn requeue_files(app: &App) -> Result<usize> {
    let tx = app.database.system().await?;
    let silent = leases::take_files(&tx, BATCH).await?;
    tx.commit().await?;
    requeue(app, &app.objects, &silent, |key, size, etag| Effect::ProcessFile { key, size, etag }).await
}

async fn requeue_media(app: &App) -> Result<usize> {
    let tx = app.database.system().await?;
    let silent = leases::take_media(&tx, BATCH).await?;
    tx.commit().await?;
    requeue(app, &app.media, &silent, |key, size, etag| Effect::ProcessMedia { key, size, etag }).await
}

async fn requeue(
    app: &App,
    bucket: &Objects,
    silent: &[SilentUpload],
    effect: impl Fn(String, u64, String) -> Effect,
) -> Result<usize> {
    // The bucket is asked outside of any transaction. Where the run dies here, the rows are looked after again later.
    let effects: Vec<_> = stream::iter(silent)
        .map(async |upload| {
            let arrived = arrived(bucket, upload).await?;
            Ok::<_, Error>(
                arrived.map(|Begun { etag, size }| (upload, effect(upload.key.clone(), size, etag))),
            )
        })
        .buffered(LOOKUPS)
        .try_filter_map(async |found| Ok(found))
        .try_collect()
        .await?;
    if effects.is_empty() {
        return Ok(0);
    }
    let tx = app.database.system().await?;
    let count = effects.len();
    for (upload, effect) in effects {
        outbox::publish_system(&tx, upload.organization, effect).await?;
    }
    tx.commit().await?;
    Ok(count)
}

/// The object that there is to work on, if there is one.
async fn arrived(bucket: &Objects, upload: &SilentUpload) -> Result<Option<Begun>> {
    let stored = bucket.find(&upload.key).await?;
    Ok(match (&upload.begun, stored) {
        // The bytes have not come (yet).
        (None, None) => None,
        (None, Some(stored)) => Some(Begun { size: stored.size, etag: stored.etag }),
        // Still the object that was read; its true size counts, not the announced one.
        (Some(begun), Some(stored)) if stored.etag == begun.etag => {
            Some(Begun { size: stored.size, etag: stored.etag })
        }
        // Gone or another one: whoever takes it up finds out and says so in its row.
        (Some(begun), _) => Some(begun.clone()),
    })
}
