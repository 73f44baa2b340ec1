//! The minute sweep: files and analyses whose worker fell silent, or whose message got lost, become messages again.
//! They go through the outbox like everything else, so that a row marked as looked after is a message written.

use std::time::Duration;

use domain::{
    Error, Result,
    platform::{
        leases::{self, Begun, SilentFile},
        outbox::{self, Effect},
    },
};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};

use crate::{App, Report};

/// Rows of each kind per run.
const BATCH: i64 = 200;
/// Look-ups in the bucket side by side.
const LOOKUPS: usize = 10;
/// How long the sweep may take before the outbox has its turn.
const PATIENCE: Duration = Duration::from_secs(15);

/// Sweeps once.
pub async fn sweep(app: &App, report: &mut Report) -> Result<()> {
    let work = async {
        report.requeued_analyses += requeue_analyses(app).await?;
        report.requeued_files += requeue_files(app).await?;
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

async fn requeue_files(app: &App) -> Result<usize> {
    let tx = app.database.system().await?;
    let silent = leases::take_files(&tx, BATCH).await?;
    tx.commit().await?;
    // The bucket is asked outside of any transaction. Where the run dies here, the rows are looked after again later.
    let effects: Vec<_> = stream::iter(&silent)
        .map(async |file| Ok::<_, Error>(arrived(app, file).await?.map(|effect| (file.organization, effect))))
        .buffered(LOOKUPS)
        .try_filter_map(async |found| Ok(found))
        .try_collect()
        .await?;
    if effects.is_empty() {
        return Ok(0);
    }
    let tx = app.database.system().await?;
    let count = effects.len();
    for (organization, effect) in effects {
        outbox::publish_system(&tx, organization, effect).await?;
    }
    tx.commit().await?;
    Ok(count)
}

/// The message about a file, if there is something to work on.
async fn arrived(app: &App, file: &SilentFile) -> Result<Option<Effect>> {
    let stored = app.objects.find(&file.key).await?;
    let key = file.key.clone();
    Ok(match (&file.begun, stored) {
        // The bytes have not come (yet).
        (None, None) => None,
        (None, Some(stored)) => Some(Effect::ProcessFile { key, size: stored.size, etag: stored.etag }),
        // Still the object that was read; its true size counts, not the announced one.
        (Some(begun), Some(stored)) if stored.etag == begun.etag => {
            Some(Effect::ProcessFile { key, size: stored.size, etag: stored.etag })
        }
        // Gone or another one: whoever takes the file up finds out and says so in its row.
        (Some(Begun { etag, size }), _) => Some(Effect::ProcessFile { key, size: *size, etag: etag.clone() }),
    })
}
