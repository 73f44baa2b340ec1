//! One run of an export: what its person may see by now, streamed into a file.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use domain::{
    Error, Result,
    accounts::permissions::Permission,
    ids::OrganizationId,
    ingestion::projects,
    platform::exports::{
        registry::Exportable,
        rows,
        runs::{Claim, MAX_ATTEMPTS},
    },
    transaction::TenantTx,
};
use runtime::aws::objects::Upload;

use crate::{
    App, JOB,
    ending::{Ending, Failure},
    file::File,
    lease::Counters,
};

/// Runs the claimed export.
pub async fn run(
    app: &App,
    organization: OrganizationId,
    claim: &Claim,
    progress: &Counters,
    lost: Arc<AtomicBool>,
) -> Ending {
    if claim.attempt > MAX_ATTEMPTS {
        return Ending::Failed(Failure::new(
            "export_killed",
            format!(
                "writing this ended the program {MAX_ATTEMPTS} times: it takes too long; choose a project or a filter"
            ),
        ));
    }
    let written = write(app, organization, claim, progress, &lost).await;
    match written {
        _ if lost.load(Ordering::Relaxed) => Ending::Lost,
        Ok(ending) => ending,
        Err(error) => Ending::Interrupted(error),
    }
}

async fn write(
    app: &App,
    organization: OrganizationId,
    claim: &Claim,
    progress: &Counters,
    lost: &AtomicBool,
) -> Result<Ending> {
    let Some(exportable) = Exportable::parse(&claim.resource_type) else {
        let message = format!("{} cannot be exported any more", claim.resource_type);
        return Ok(Ending::Failed(Failure::new("unknown_resource_type", message)));
    };
    let tx = match app.database.snapshot(organization, claim.requester, JOB).await {
        Ok(tx) => tx,
        Err(Error::NotFound(_)) => return Ok(Ending::Failed(access_lost("you left the organization"))),
        Err(error) => return Err(error),
    };
    if let Some(failure) = refuse(&tx, exportable, claim).await? {
        return Ok(Ending::Failed(failure));
    }
    let mut upload = Upload::new(&app.objects, &claim.key(organization), claim.format.content_type());
    match stream(&tx, exportable, claim, progress, lost, &mut upload).await {
        Ok(true) => {
            upload.finish().await?;
            Ok(Ending::Written(progress.read()))
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

/// What the person may not do any more.
async fn refuse(tx: &TenantTx, exportable: &Exportable, claim: &Claim) -> Result<Option<Failure>> {
    for permission in [Some(Permission::ExportsRun), exportable.permission].into_iter().flatten() {
        if !tx.may(permission) {
            return Ok(Some(access_lost(&format!("you do not hold {} any more", permission.name()))));
        }
    }
    if let Some(project) = claim.project {
        match projects::get(tx, project).await {
            Ok(_) => {}
            Err(Error::NotFound(_)) => return Ok(Some(access_lost("you do not see the project any more"))),
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

fn access_lost(why: &str) -> Failure {
    Failure::new("access_lost", format!("{why}: nothing was exported"))
}

/// Writes every row. False where the right to it was lost on the way.
async fn stream(
    tx: &TenantTx,
    exportable: &Exportable,
    claim: &Claim,
    progress: &Counters,
    lost: &AtomicBool,
    upload: &mut Upload,
) -> Result<bool> {
    let (total, rows) = rows::open(tx, exportable, claim.project, &claim.filters).await?;
    progress.expect(total);
    let mut file = File::new(claim.format, exportable, claim.bom)?;
    loop {
        if lost.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let batch = rows.next().await?;
        if batch.is_empty() {
            break;
        }
        let bytes = file.write(&batch)?;
        upload.write(&bytes).await?;
        progress.add(batch.len(), bytes.len());
    }
    let mut rest = file.finish();
    while let Some(bytes) = rest.next().await? {
        upload.write(&bytes).await?;
        progress.add(0, bytes.len());
    }
    Ok(true)
}
