//! The life of a worker's claim: kept alive while the work goes on, and its end written down even where PostgreSQL is
//! away for a moment.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use domain::Result;
use futures_util::future::BoxFuture;
use tokio::task::JoinHandle;

/// Waits between attempts to write an ending down, while PostgreSQL is away. Together they stay well within a lease.
const WAITS: [Duration; 4] =
    [Duration::from_millis(500), Duration::from_secs(2), Duration::from_secs(5), Duration::from_secs(10)];

/// A lease that is renewed until it is dropped.
pub struct Lease {
    lost: Arc<AtomicBool>,
    renewing: JoinHandle<()>,
}

impl Lease {
    /// Begins to renew a claim's lease: `renew` says whether the claim still holds. `what` names it in the log.
    pub fn keep(
        every: Duration,
        what: String,
        renew: impl Fn() -> BoxFuture<'static, Result<bool>> + Send + Sync + 'static,
    ) -> Self {
        let lost = Arc::new(AtomicBool::new(false));
        let told = lost.clone();
        let renewing = tokio::spawn(async move {
            loop {
                tokio::time::sleep(every).await;
                match renew().await {
                    Ok(true) => {}
                    Ok(false) => {
                        tracing::warn!(what, "the right to this work is lost");
                        told.store(true, Ordering::Relaxed);
                        return;
                    }
                    // A moment without PostgreSQL is no reason to throw the work away: the fence decides at the end.
                    Err(error) => tracing::warn!(what, %error, "the lease could not be renewed"),
                }
            }
        });
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

/// Writes an ending down, again and again while PostgreSQL is away: work is not thrown away for a moment's sake.
///
/// # Errors
/// The last one.
pub async fn write_down<'a>(write: impl Fn() -> BoxFuture<'a, Result<()>>) -> Result<()> {
    let mut waits = WAITS.into_iter();
    loop {
        match write().await {
            Err(error) if error.is_transient() => match waits.next() {
                Some(wait) => {
                    tracing::warn!(%error, "writing the ending again");
                    tokio::time::sleep(wait).await;
                }
                None => return Err(error),
            },
            result => return result,
        }
    }
}
