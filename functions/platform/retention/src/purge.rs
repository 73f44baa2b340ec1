//! What goes without an archive: rows and exports that have expired, uploads that were never finished, deleted people,
//! projects and teams.

use domain::{
    Result,
    accounts::departures,
    ids::{FileId, MediaId, TeamId, UserId},
    platform::retention::{
        expired::{self, Expiring},
        exports, media, people,
        projects::{self, Deleted, Removed},
        teams, uploads,
    },
};
use jiff::{SignedDuration, Timestamp};

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

/// Deletes exports past their time. False where time ran out.
pub async fn exports(app: &App, until: Timestamp, report: &mut Report) -> Result<bool> {
    loop {
        if app.now() >= until {
            return Ok(false);
        }
        let tx = app.database.system().await?;
        let organizations = exports::delete_expired(&tx).await?;
        tx.commit().await?;
        if organizations.is_empty() {
            return Ok(true);
        }
        for organization in organizations {
            report.of(organization).exports += 1;
        }
    }
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

/// The same for media; those that failed long ago go. False where time ran out.
pub async fn media(app: &App, until: Timestamp, report: &mut Report) -> Result<bool> {
    let mut after = MediaId::FIRST;
    loop {
        let tx = app.database.system().await?;
        let unfinished = media::unfinished(&tx, after).await?;
        tx.commit().await?;
        let Some(last) = unfinished.last() else { break };
        after = last.media;
        let mut absent = Vec::new();
        for upload in &unfinished {
            if app.now() >= until {
                return Ok(false);
            }
            if app.media.find(&upload.key).await?.is_none() {
                absent.push(upload.media);
            }
        }
        let tx = app.database.system().await?;
        let expired = media::expire(&tx, &absent).await?;
        tx.commit().await?;
        for organization in expired {
            report.of(organization).media_expired += 1;
        }
    }
    loop {
        if app.now() >= until {
            return Ok(false);
        }
        let tx = app.database.system().await?;
        let deleted = media::delete_failed(&tx).await?;
        tx.commit().await?;
        if deleted.is_empty() {
            return Ok(true);
        }
        for organization in deleted {
            report.of(organization).media_deleted += 1;
        }
    }
}

/// Anonymises deleted people past their grace, which is promised to them and no setting. One who cannot be does not hold up
/// the others. False where time ran out.
pub async fn people(app: &App, until: Timestamp, report: &mut Report) -> Result<bool> {
    let before = app.now() - departures::GRACE;
    let mut after = UserId::FIRST;
    loop {
        let tx = app.database.system().await?;
        let gone = people::gone(&tx, before, after).await?;
        tx.commit().await?;
        let Some(last) = gone.last() else { return Ok(true) };
        after = *last;
        for person in gone {
            if app.now() >= until {
                return Ok(false);
            }
            match anonymise(app, person, before).await {
                Ok(done) => report.people_anonymised += u64::from(done),
                Err(error) => report.fail("a deleted person", &error),
            }
        }
    }
}

async fn anonymise(app: &App, person: UserId, before: Timestamp) -> Result<bool> {
    let tx = app.database.system().await?;
    let done = people::anonymise(&tx, person, before).await?;
    tx.commit().await?;
    Ok(done)
}

/// Removes deleted projects past their grace with what is in them. A project that cannot be removed does not hold up
/// the others. False where time ran out.
pub async fn projects(app: &App, until: Timestamp, report: &mut Report) -> Result<bool> {
    let mut after: Option<Deleted> = None;
    loop {
        let tx = app.database.system().await?;
        let deleted = projects::deleted(&tx, app.grace_days, after.as_ref()).await?;
        tx.commit().await?;
        let Some(last) = deleted.last() else { return Ok(true) };
        after = Some(*last);
        for project in &deleted {
            match remove(app, project, until, report).await {
                Ok(true) => {}
                Ok(false) => return Ok(false),
                Err(error) => report.fail("a deleted project", &error),
            }
        }
    }
}

/// Removes deleted teams past their grace that have no projects. A team that cannot be removed does not hold up the
/// others. False where time ran out.
pub async fn teams(app: &App, until: Timestamp, report: &mut Report) -> Result<bool> {
    let before = app.now() - SignedDuration::from_hours(24 * i64::from(app.grace_days));
    let mut after = TeamId::FIRST;
    loop {
        let tx = app.database.system().await?;
        let deleted = teams::deleted(&tx, before, after).await?;
        tx.commit().await?;
        let Some(last) = deleted.last() else { return Ok(true) };
        after = last.team;
        for team in &deleted {
            if app.now() >= until {
                return Ok(false);
            }
            match remove_team(app, team, before).await {
                Ok(removed) => report.of(team.organization).teams += u64::from(removed),
                Err(error) => report.fail("a deleted team", &error),
            }
        }
    }
}

async fn remove_team(app: &App, team: &teams::Deleted, before: Timestamp) -> Result<bool> {
    let tx = app.database.system().await?;
    let removed = teams::remove(&tx, team, before).await?;
    tx.commit().await?;
    Ok(removed)
}

async fn remove(app: &App, project: &Deleted, until: Timestamp, report: &mut Report) -> Result<bool> {
    loop {
        if app.now() >= until {
            return Ok(false);
        }
        let tx = app.database.system().await?;
        let removed = projects::remove(&tx, project).await?;
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
