//! What an organization uses.

use axum::extract::State;
use domain::{
    accounts::{
        plans::{self, Quota},
        subscriptions,
        usage::{self, Usage},
    },
    ids::OrganizationId,
};
use jiff::Timestamp;
use runtime::http::{Path, Reply, Result, SignedIn};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{App, find};

/// What an organization uses, at one instant, to the unit.
#[derive(Debug, Serialize, ToSchema)]
struct UsageOut {
    /// Whose it is.
    organization_id: Uuid,
    /// The plan by which it is measured.
    plan: &'static str,
    /// When the month began, in UTC, for what is counted by the month.
    period_start: Timestamp,
    /// When the next one begins.
    period_end: Timestamp,
    /// People who belong to the organization.
    seats: QuotaOut,
    /// Projects that are not deleted.
    projects: QuotaOut,
    /// Bytes of files, those of deleted projects included until their grace is over.
    stored_bytes: QuotaOut,
    /// Answers to surveys in the month.
    monthly_responses: QuotaOut,
}

/// What is used of one quota.
#[derive(Debug, Serialize, ToSchema)]
struct QuotaOut {
    /// What is there.
    used: i64,
    /// What was announced and has not been read yet.
    reserved: i64,
    /// How much the plan allows of both together; null: as much as one wants.
    limit: Option<i64>,
    /// Both together in percent of the limit, to a tenth; null without a limit.
    percent: Option<f64>,
}

impl From<&Usage> for QuotaOut {
    fn from(usage: &Usage) -> Self {
        Self { used: usage.used, reserved: usage.reserved, limit: usage.limit, percent: usage.percent() }
    }
}

/// Reads what is used of each quota.
#[utoipa::path(get, path = "/v1/organizations/{id}/usage", security(("bearer" = [])), tag = "subscriptions", operation_id = "usage",
    params(("id" = Uuid, Path)), responses((status = 200, body = UsageOut)))]
pub async fn get(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<OrganizationId>,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    find(&tx, id)?;
    let plan = subscriptions::get(&tx).await?.plan;
    let found = usage::all(&tx, plan).await?;
    let of = |quota| {
        let none = Usage { quota, used: 0, reserved: 0, limit: plan.limit(quota) };
        QuotaOut::from(found.iter().find(|usage| usage.quota == quota).unwrap_or(&none))
    };
    let (period_start, period_end) = plans::month(tx.now());
    Ok(Reply::ok(&UsageOut {
        organization_id: tx.organization().0,
        plan: plan.name,
        period_start,
        period_end,
        seats: of(Quota::Seats),
        projects: of(Quota::Projects),
        stored_bytes: of(Quota::StoredBytes),
        monthly_responses: of(Quota::MonthlyResponses),
    })?)
}
