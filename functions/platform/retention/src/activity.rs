//! The activity log: every batch is in the archive, whole, and vouched for, before it leaves the database.

use std::collections::HashSet;

use domain::{
    Error, Result,
    ids::OrganizationId,
    platform::retention::activity::{self, Due, Entry},
};
use futures_util::{StreamExt as _, stream};
use jiff::{Timestamp, tz::TimeZone};

use crate::{App, Report, parquet};

/// Organizations whose batches are under way at once: while one writes to S3, another has the connection.
const AT_ONCE: usize = 4;

/// Archives and deletes what is past each organization's retention, one batch of each in turn, so that a large
/// organization does not hold up the others. One that fails is left for the next run. False where time ran out.
pub async fn archive(app: &App, until: Timestamp, report: &mut Report) -> Result<bool> {
    let mut failed = HashSet::new();
    loop {
        let mut round = all_due(app).await?;
        round.retain(|due| !failed.contains(&due.organization));
        if round.is_empty() {
            return Ok(true);
        }
        let mut batches = stream::iter(round)
            .map(async |due| (due.organization, archive_batch_before(app, &due, until).await))
            .buffer_unordered(AT_ONCE);
        let mut is_late = false;
        while let Some((organization, outcome)) = batches.next().await {
            match outcome {
                Ok(Some(deleted)) => {
                    let counts = report.of(organization);
                    counts.activity_archived += deleted;
                    counts.archive_objects += u64::from(deleted > 0);
                }
                Ok(None) => is_late = true,
                Err(error) => {
                    report.fail("the activity log of an organization", &error);
                    failed.insert(organization);
                }
            }
        }
        if is_late {
            return Ok(false);
        }
    }
}

async fn archive_batch_before(app: &App, due: &Due, until: Timestamp) -> Result<Option<u64>> {
    if app.now() < until { archive_batch(app, due).await.map(Some) } else { Ok(None) }
}

async fn all_due(app: &App) -> Result<Vec<Due>> {
    let tx = app.database.system().await?;
    let mut all = Vec::new();
    loop {
        let after = all.last().map_or(OrganizationId::FIRST, |due: &Due| due.organization);
        let page = activity::due(&tx, after).await?;
        if page.is_empty() {
            tx.commit().await?;
            return Ok(all);
        }
        all.extend(page);
    }
}

/// Archives a batch, signs for its end, then deletes exactly what was archived. Returns how many entries went.
async fn archive_batch(app: &App, due: &Due) -> Result<u64> {
    let tx = app.database.system().await?;
    let batch = activity::read(&tx, due).await?;
    let Some(batch) = batch else { return Ok(0) };
    let (signed, signature) = app.notary.sign(&tx, &batch.end).await?;
    tx.commit().await?;
    let (Some(first), Some(last)) = (batch.entries.first(), batch.entries.last()) else { return Ok(0) };
    // The same batch has the same name and the same content, so that writing it again, after a crash or beside
    // another run, changes nothing.
    let key = key(due.organization, first, last);
    let bytes = parquet::encode(&batch).map_err(Error::internal)?;
    let size = bytes.len() as u64;
    app.archive.write(&key, "application/vnd.apache.parquet", bytes).await?;
    let stored = app.archive.head(&key).await?.map(|head| head.size);
    if stored != Some(size) {
        return Err(Error::internal(format!("{key} has {stored:?} bytes in the archive instead of {size}")));
    }
    app.notary.anchors().store(&signed).await?;
    let tx = app.database.system().await?;
    let deleted = activity::delete(&tx, &batch, &signed.key_id, &signature).await?;
    tx.commit().await?;
    Ok(deleted)
}

fn key(organization: OrganizationId, first: &Entry, last: &Entry) -> String {
    let day = first.created_at.to_zoned(TimeZone::UTC).strftime("%Y/%m/%d");
    format!("org/{organization}/audit-logs/{day}-{}-{}.parquet", first.id, last.id)
}
