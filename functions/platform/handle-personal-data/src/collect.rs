//! Collecting what is kept about a person: one snapshot of every table, as a JSON object per line, to S3.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use domain::{
    Error, Result,
    ids::{ExportId, OrganizationId},
    platform::{
        exports::runs::{self, Arrival, Claim, MAX_ATTEMPTS, Progress},
        personal_data::{self, collect},
    },
};
use runtime::{
    aws::objects::Upload,
    database::Database,
    lease::{self, Lease},
};
use serde_json::json;

use crate::{App, JOB};

/// How a run ended.
enum Ending {
    Written(Progress),
    Failed(&'static str, String),
    Lost,
    Interrupted(Error),
}

/// Works on one export of the kind `person`.
pub async fn handle(app: &App, organization: OrganizationId, export: ExportId) -> Result<()> {
    let tx = app.database.job(organization, JOB).await?;
    let arrival = runs::claim(&tx, export, tx.id()).await?;
    tx.commit().await?;
    let Arrival::Claimed(claim) = arrival else {
        tracing::info!(export_id = %export, "the message is a repetition, or the export is gone");
        return Ok(());
    };
    let progress = Arc::default();
    let lease = keep(app, organization, &claim, &progress);
    let lost = lease.lost();
    let ending = match write(app, organization, &claim, &progress, &lost).await {
        _ if lost.load(Ordering::Relaxed) => Ending::Lost,
        Ok(ending) => ending,
        Err(error) => Ending::Interrupted(error),
    };
    drop(lease);
    lease::write_down(|| Box::pin(write_down(&app.database, organization, &claim, &ending))).await?;
    match ending {
        Ending::Interrupted(error) => Err(error),
        _ => Ok(()),
    }
}

fn keep(app: &App, organization: OrganizationId, claim: &Claim, progress: &Arc<Mutex<Progress>>) -> Lease {
    let (database, claim, progress) = (app.database.clone(), claim.clone(), progress.clone());
    Lease::keep(app.renewal, format!("export {}", claim.export), move || {
        let (database, claim, progress) = (database.clone(), claim.clone(), progress.clone());
        Box::pin(async move {
            let tx = database.job(organization, JOB).await?;
            let so_far = *progress.lock().unwrap_or_else(PoisonError::into_inner);
            let is_ours = runs::renew(&tx, &claim, &so_far).await?;
            tx.commit().await?;
            Ok(is_ours)
        })
    })
}

async fn write(
    app: &App,
    organization: OrganizationId,
    claim: &Claim,
    progress: &Mutex<Progress>,
    lost: &AtomicBool,
) -> Result<Ending> {
    if claim.attempt > MAX_ATTEMPTS {
        let message = format!("collecting this ended the program {MAX_ATTEMPTS} times: tell the operators");
        return Ok(Ending::Failed("export_killed", message));
    }
    let mut upload = Upload::new(&app.objects, &claim.key(organization), claim.format.content_type());
    let written = stream(app, claim, progress, lost, &mut upload).await;
    match written {
        Ok(true) => {
            upload.finish().await?;
            Ok(Ending::Written(*progress.lock().unwrap_or_else(PoisonError::into_inner)))
        }
        Ok(false) => {
            upload.abort().await?;
            Ok(Ending::Lost)
        }
        Err(error) => {
            if let Err(error) = upload.abort().await {
                tracing::warn!(%error, "parts of an export stay until the bucket drops them");
            }
            Err(error)
        }
    }
}

/// Writes every row. False where the right to it was lost on the way.
async fn stream(
    app: &App,
    claim: &Claim,
    progress: &Mutex<Progress>,
    lost: &AtomicBool,
    upload: &mut Upload,
) -> Result<bool> {
    let tx = app.privacy.system_snapshot().await?;
    let registry = personal_data::registry(&tx).await?;
    registry.require_complete()?;
    let head = json!({
        "about": "Everything that PlugZero keeps about you, a row per line: the table, and the row as it stands. Secrets \
                  (hashes of passwords and tokens) are left out, and what others wrote in things that you made.",
        "user_id": claim.requester, "collected_at": tx.now(),
    });
    send(upload, progress, 0, &format!("{head}\n")).await?;
    for table in collect::tables(&registry) {
        let rows = collect::open(&tx, &registry, table, claim.requester).await?;
        loop {
            if lost.load(Ordering::Relaxed) {
                return Ok(false);
            }
            let batch = rows.next().await?;
            if batch.is_empty() {
                break;
            }
            // A table's name needs no escaping, and a row is JSON already, with all its digits.
            let lines: String =
                batch.iter().map(|row| format!("{{\"table\":\"{}\",\"row\":{row}}}\n", table.name)).collect();
            send(upload, progress, batch.len(), &lines).await?;
        }
    }
    Ok(true)
}

async fn send(upload: &mut Upload, progress: &Mutex<Progress>, rows: usize, lines: &str) -> Result<()> {
    upload.write(lines.as_bytes()).await?;
    let mut progress = progress.lock().unwrap_or_else(PoisonError::into_inner);
    progress.rows += i64::try_from(rows).map_err(Error::internal)?;
    progress.bytes += i64::try_from(lines.len()).map_err(Error::internal)?;
    Ok(())
}

async fn write_down(
    database: &Database,
    organization: OrganizationId,
    claim: &Claim,
    ending: &Ending,
) -> Result<()> {
    let tx = database.job(organization, JOB).await?;
    match ending {
        Ending::Written(progress) => runs::succeed(&tx, claim, progress).await?,
        Ending::Failed(code, message) => runs::fail(&tx, claim, code, message).await?,
        Ending::Interrupted(error) => runs::release(&tx, claim, !error.is_transient()).await?,
        Ending::Lost => {
            runs::discard(&tx, claim).await?;
            false
        }
    };
    tx.commit().await.map(drop)
}
