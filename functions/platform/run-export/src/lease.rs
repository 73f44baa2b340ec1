//! Keeps an export's claim alive while it is written, and tells how far it is.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use domain::{
    ids::OrganizationId,
    platform::exports::runs::{self, Claim, Progress},
};
use runtime::lease::Lease;

use crate::{App, JOB};

/// How often progress is told, and the lease renewed with it.
pub const RENEWAL: Duration = Duration::from_secs(1);

/// How far the work is, shared with whoever tells it.
#[derive(Debug, Default)]
pub struct Counters {
    total: AtomicI64,
    rows: AtomicI64,
    bytes: AtomicI64,
}

impl Counters {
    /// There are so many rows. Told as one more, because none is not unknown.
    pub fn expect(&self, total: i64) {
        self.total.store(total.saturating_add(1), Ordering::Relaxed);
    }

    /// So many more rows and bytes are written.
    pub fn add(&self, rows: usize, bytes: usize) {
        self.rows.fetch_add(i64::try_from(rows).unwrap_or(i64::MAX), Ordering::Relaxed);
        self.bytes.fetch_add(i64::try_from(bytes).unwrap_or(i64::MAX), Ordering::Relaxed);
    }

    /// Where they stand.
    pub fn read(&self) -> Progress {
        let total = self.total.load(Ordering::Relaxed);
        Progress {
            total: (total > 0).then(|| total - 1),
            rows: self.rows.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
        }
    }
}

/// Begins to renew the claim's lease.
pub fn keep(app: &App, organization: OrganizationId, claim: &Claim, progress: &Arc<Counters>) -> Lease {
    let (database, claim, progress) = (app.database.clone(), claim.clone(), progress.clone());
    Lease::keep(app.renewal, format!("export {}", claim.export), move || {
        let (database, claim, progress) = (database.clone(), claim.clone(), progress.clone());
        Box::pin(async move {
            let tx = database.job(organization, JOB).await?;
            let is_ours = runs::renew(&tx, &claim, &progress.read()).await?;
            tx.commit().await?;
            Ok(is_ours)
        })
    })
}
