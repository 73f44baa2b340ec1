//! What goes without an archive: rows that have expired, uploads that were never finished, deleted projects.

use domain::{
    Result,
    ids::FileId,
    platform::retention::{
        expired::{self, Expiring},
        projects::{self, Deleted, Removed},
        uploads,
    },
};
use jiff::Timestamp;

use crate::{App, Report};

/// Deletes what has expired. False where time ran out.
pub async fn expired(app: &App, until: Timestamp, report: &mut Report) -> Result<bool> {
    for kind in Expiring::ALL {
        loop {
            if app.now() >= until {
                return Ok(false);
            }
            let tx = app.database.system().await?;
            let deleted = expired::delete(&tx, kind).await?;
            tx.commit().await?;
            if deleted == 0 {
                break;
            }
            *report.expired.entry(kind).or_default() += deleted;
        }
    }
    Ok(true)
}

/// Ends uploads that took too long. Those whose bytes came without an event are left to `relay-outbox`, which puts
/// them on their queue. False where time ran out.
pub async fn uploads(app: &App, until: Timestamp, report: &mut Report) -> Result<bool> {
    let mut after = FileId::FIRST;
    loop {
        let tx = app.database.system().await?;
        let unfinished = uploads::unfinished(&tx, after).await?;
        tx.commit().await?;
        let Some(last) = unfinished.last() else { return Ok(true) };
        after = last.file;
        let mut absent = Vec::new();
        for upload in &unfinished {
            if app.now() >= until {
                return Ok(false);
            }
            if app.files.find(&upload.key).await?.is_none() {
                absent.push(upload.file);
            }
        }
        let tx = app.database.system().await?;
        let expired = uploads::expire(&tx, &absent).await?;
        tx.commit().await?;
        for organization in expired {
            report.of(organization).uploads_expired += 1;
        }
    }
}

/// Removes deleted projects past their grace with what is in them. A project that cannot be removed does not hold up
/// the others. False where time ran out.
pub async fn projects(app: &App, until: Timestamp, report: &mut Report) -> Result<bool> {
    let before = app.now() - app.grace;
    let mut after: Option<Deleted> = None;
    loop {
        let tx = app.database.system().await?;
        let deleted = projects::deleted(&tx, before, after.as_ref()).await?;
        tx.commit().await?;
        let Some(last) = deleted.last() else { return Ok(true) };
        after = Some(*last);
        for project in &deleted {
            match remove(app, project, before, until, report).await {
                Ok(true) => {}
                Ok(false) => return Ok(false),
                Err(error) => report.fail("a deleted project", &error),
            }
        }
    }
}

async fn remove(
    app: &App,
    project: &Deleted,
    before: Timestamp,
    until: Timestamp,
    report: &mut Report,
) -> Result<bool> {
    loop {
        if app.now() >= until {
            return Ok(false);
        }
        let tx = app.database.system().await?;
        let removed = projects::remove(&tx, project, before).await?;
        tx.commit().await?;
        match removed {
            Removed::Analyses(count) => report.of(project.organization).analyses += count,
            Removed::Files(count) => report.of(project.organization).files += count,
            Removed::Project => {
                report.of(project.organization).projects += 1;
                return Ok(true);
            }
            Removed::Nothing => return Ok(true),
        }
    }
}
