//! The subscription of an organization: read, change.

use axum::extract::State;
use domain::{
    accounts::{
        permissions::Permission,
        plans,
        subscriptions::{self, Subscription},
        usage,
    },
    ids::OrganizationId,
    transaction::TenantTx,
};
use garde::Validate;
use jiff::Timestamp;
use runtime::http::{IfMatch, Input, Path, Reply, Result, SignedIn};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{App, find, plans::Limits};

/// A subscription.
#[derive(Debug, Serialize, ToSchema)]
struct SubscriptionOut {
    /// Its id.
    id: Uuid,
    /// Whose it is.
    organization_id: Uuid,
    /// The plan that holds.
    plan: &'static str,
    /// Whom the plan is for: STUDENT, SMB or ENTERPRISE.
    segment: &'static str,
    /// `trialing`; `active`; `ended`: the trial is over, and the free plan holds.
    status: &'static str,
    /// Since when the plan holds.
    period_start: Timestamp,
    /// Until when; null: until somebody changes it.
    period_end: Option<Timestamp>,
    /// When the trial ends, or ended.
    trial_end: Option<Timestamp>,
    /// What the plan allows.
    limits: Limits,
    /// When it began.
    created_at: Timestamp,
    /// When it last changed.
    updated_at: Timestamp,
}

/// A subscription after a change.
#[derive(Debug, Serialize, ToSchema)]
struct ChangedOut {
    #[serde(flatten)]
    subscription: SubscriptionOut,
    /// Of which quotas more is used than the plan allows: what is there stays readable, and nothing new is taken.
    over_quota: Vec<&'static str>,
}

/// Another plan.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct SubscriptionIn {
    /// A name of `GET /v1/plans`.
    #[garde(skip)]
    #[schema(pattern = "^(free|starter|business|enterprise)$")]
    plan: String,
}

/// Reads which plan holds, and until when.
#[utoipa::path(get, path = "/v1/organizations/{id}/subscription", security(("bearer" = [])), tag = "subscriptions",
    params(("id" = Uuid, Path)), responses((status = 200, body = SubscriptionOut)))]
pub async fn get(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<OrganizationId>,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    find(&tx, id)?;
    let subscription = subscriptions::get(&tx).await?;
    let version = subscription.version;
    Ok(Reply::ok(&out(&tx, subscription))?.version(version))
}

/// Chooses another plan, larger or smaller. It holds at once; a trial ends with it.
///
/// A plan may be smaller than what is used: reads go on, and whatever would take more is refused with 409
/// `quota_exceeded` until enough was given back. With `dry_run=true`, `over_quota` tells of what.
#[utoipa::path(patch, path = "/v1/organizations/{id}/subscription", security(("bearer" = ["subscription.write"])), tag = "subscriptions",
    params(("id" = Uuid, Path)), request_body = SubscriptionIn,
    responses((status = 200, body = ChangedOut)))]
pub async fn change(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<OrganizationId>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    find(&tx, id)?;
    tx.require(Permission::SubscriptionWrite)?;
    let input: SubscriptionIn = input.read()?;
    let subscription = subscriptions::change(&tx, plans::parse(&input.plan)?, if_version).await?;
    let usage = usage::all(&tx, subscription.plan).await?;
    let over_quota = usage.iter().filter(|usage| usage.is_over()).map(|usage| usage.quota.name()).collect();
    let version = subscription.version;
    let changed = ChangedOut { subscription: out(&tx, subscription), over_quota };
    Ok(app.tenants.commit(tx, Reply::ok(&changed)?.version(version)).await?)
}

fn out(tx: &TenantTx, subscription: Subscription) -> SubscriptionOut {
    SubscriptionOut {
        id: subscription.id,
        organization_id: tx.organization().0,
        plan: subscription.plan.name,
        segment: subscription.plan.segment,
        status: subscription.status.name(),
        period_start: subscription.period_start,
        period_end: subscription.period_end,
        trial_end: subscription.trial_end,
        limits: subscription.plan.into(),
        created_at: subscription.created_at,
        updated_at: subscription.updated_at,
    }
}
