//! Keeps an analysis' claim alive while it is computed.

use std::time::Duration;

use domain::{
    ids::OrganizationId,
    intelligence::runs::{self, Claim},
};
use runtime::lease::Lease;

use crate::{App, JOB};

/// How often the lease is renewed: three renewals may fail before it lapses.
pub const RENEWAL: Duration = Duration::from_secs(15);

/// Begins to renew the claim's lease.
pub fn keep(app: &App, organization: OrganizationId, claim: &Claim) -> Lease {
    let (database, claim) = (app.database.clone(), claim.clone());
    Lease::keep(app.renewal, format!("analysis {}", claim.analysis), move || {
        let (database, claim) = (database.clone(), claim.clone());
        Box::pin(async move {
            let tx = database.job(organization, JOB).await?;
            let is_ours = runs::renew(&tx, &claim).await?;
            tx.commit().await?;
            Ok(is_ours)
        })
    })
}
