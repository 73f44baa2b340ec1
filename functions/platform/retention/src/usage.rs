//! The daily comparison of what the counters of quotas say with what is there.

use domain::{Result, ids::OrganizationId, platform::retention::usage};
use jiff::Timestamp;

use crate::{App, Report};

/// Compares organization by organization; one that cannot be compared does not hold up the others. False where time ran
/// out.
pub async fn reconcile(app: &App, until: Timestamp, report: &mut Report) -> Result<bool> {
    let mut after = OrganizationId::FIRST;
    loop {
        let tx = app.database.system().await?;
        let organizations = usage::organizations(&tx, after).await?;
        tx.commit().await?;
        let Some(last) = organizations.last() else { return Ok(true) };
        after = *last;
        for organization in organizations {
            if app.now() >= until {
                return Ok(false);
            }
            if let Err(error) = compare(app, organization, report).await {
                report.fail("the usage of an organization", &error);
            }
        }
    }
}

async fn compare(app: &App, organization: OrganizationId, report: &mut Report) -> Result<()> {
    let tx = app.database.system().await?;
    let drifts = usage::reconcile(&tx, organization).await?;
    tx.commit().await?;
    if !drifts.is_empty() {
        report.of(organization).usage_repaired += drifts.len() as u64;
    }
    Ok(())
}
