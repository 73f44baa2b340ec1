//! Keeps a claim alive while its work goes on, and notices where it is lost.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use domain::{
    Result,
    ids::OrganizationId,
    intelligence::runs::{self, Claim},
};
use runtime::database::Database;
use tokio::task::JoinHandle;

use crate::{App, JOB};

/// How often the lease is renewed: three renewals may fail before it lapses.
pub const RENEWAL: Duration = Duration::from_secs(15);

/// A lease that is renewed until it is dropped.
pub struct Lease {
    lost: Arc<AtomicBool>,
    renewing: JoinHandle<()>,
}

impl Lease {
    /// Begins to renew the claim's lease.
    pub fn keep(app: &App, organization: OrganizationId, claim: &Claim) -> Self {
        let lost = Arc::new(AtomicBool::new(false));
        let renewing = tokio::spawn(renew(app.clone(), organization, claim.clone(), lost.clone()));
        Self { lost, renewing }
    }

    /// Turns true once the work belongs to somebody else or to nobody.
    pub fn lost(&self) -> Arc<AtomicBool> {
        self.lost.clone()
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.renewing.abort();
    }
}

async fn renew(app: App, organization: OrganizationId, claim: Claim, lost: Arc<AtomicBool>) {
    loop {
        tokio::time::sleep(app.renewal).await;
        match renew_once(&app.database, organization, &claim).await {
            Ok(true) => {}
            Ok(false) => {
                tracing::warn!(analysis_id = %claim.analysis, "the right to this analysis is lost");
                lost.store(true, Ordering::Relaxed);
                return;
            }
            // A moment without PostgreSQL is no reason to throw the work away: the fence decides at the end.
            Err(error) => {
                tracing::warn!(analysis_id = %claim.analysis, %error, "the lease could not be renewed");
            }
        }
    }
}

async fn renew_once(database: &Database, organization: OrganizationId, claim: &Claim) -> Result<bool> {
    let tx = database.job(organization, JOB).await?;
    let is_ours = runs::renew(&tx, claim).await?;
    tx.commit().await?;
    Ok(is_ours)
}
