//! Which plan holds for an organization. Nothing turns a subscription over: what a date means is told at each reading.

use jiff::Timestamp;
use serde_json::json;
use sql::queries::accounts::{
    subscriptions::{self, SubscriptionRow},
    usage,
};
use uuid::Uuid;

use super::plans::{self, FREE, Plan, Quota, TRIAL, TRIAL_LASTS};
use crate::{
    Error, Result,
    ids::OrganizationId,
    platform::audit,
    transaction::{IdentityTx, SystemTx, TenantTx},
};

/// Where a subscription stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// A plan is being tried.
    Trialing,
    /// The plan that somebody chose.
    Active,
    /// The trial is over and nobody chose a plan: the free one holds.
    Ended,
}

impl Status {
    /// Its word in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Trialing => "trialing",
            Self::Active => "active",
            Self::Ended => "ended",
        }
    }
}

/// An organization's subscription, as it holds now.
#[derive(Debug, Clone)]
pub struct Subscription {
    /// Its id.
    pub id: Uuid,
    /// The plan that holds.
    pub plan: &'static Plan,
    /// Where it stands.
    pub status: Status,
    /// Since when the plan holds.
    pub period_start: Timestamp,
    /// Until when; none: until somebody changes it.
    pub period_end: Option<Timestamp>,
    /// When the trial ends, or ended.
    pub trial_end: Option<Timestamp>,
    /// Raised by every change, and when a date comes true.
    pub version: i64,
    /// When it began.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl Subscription {
    fn at(row: SubscriptionRow, now: Timestamp) -> Self {
        let ended_at = row.period_end.filter(|end| *end <= now);
        let status = match (ended_at, row.status.as_str()) {
            (Some(_), _) => Status::Ended,
            (None, "trialing") => Status::Trialing,
            (None, _) => Status::Active,
        };
        Self {
            id: row.id,
            plan: if ended_at.is_some() { FREE } else { plans::find(&row.plan).unwrap_or(FREE) },
            status,
            period_start: ended_at.unwrap_or(row.period_start),
            period_end: row.period_end.filter(|_| ended_at.is_none()),
            trial_end: row.trial_end,
            version: row.version * 2 + i64::from(ended_at.is_some()),
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// Begins the trial of a new organization, in the transaction that founds it. Nothing happens where it has one.
pub async fn begin(tx: &IdentityTx, organization: OrganizationId) -> Result<()> {
    begin_with(tx.client(), tx.context().id(), organization, tx.now()).await
}

/// The same for one that was founded without, in a chore.
pub(crate) async fn begin_system(tx: &SystemTx, organization: OrganizationId) -> Result<()> {
    begin_with(tx.client(), tx.context().id(), organization, tx.now()).await
}

async fn begin_with(
    client: &deadpool_postgres::Object,
    id: Uuid,
    organization: OrganizationId,
    now: Timestamp,
) -> Result<()> {
    let trial_end = now + TRIAL_LASTS;
    subscriptions::begin().bind(client, &id, &organization.0, &TRIAL.name, &now, &trial_end).await?;
    let quotas = Quota::ALL.iter().filter(|quota| !quota.is_monthly()).map(|quota| quota.name());
    usage::begin().bind(client, &organization.0, &quotas.collect::<Vec<_>>()).await?;
    Ok(())
}

/// The organization's subscription.
pub async fn get(tx: &TenantTx) -> Result<Subscription> {
    let row = subscriptions::find().bind(tx.client(), &tx.organization().0).opt().await?;
    row.map(|row| Subscription::at(row, tx.now())).ok_or_else(missing)
}

/// Changes the plan. A smaller one may be chosen even where more is used than it allows: what is there stays readable,
/// and nothing new is taken until enough was given back. The trial ends with it.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn change(tx: &TenantTx, plan: &'static Plan, if_version: Option<i64>) -> Result<Subscription> {
    let organization = tx.organization().0;
    let row = subscriptions::lock().bind(tx.client(), &organization).opt().await?;
    let before = Subscription::at(row.ok_or_else(missing)?, tx.now());
    if if_version.is_some_and(|version| version != before.version) {
        return Err(Error::PreconditionFailed);
    }
    if before.plan == plan && before.status == Status::Active {
        return Ok(before);
    }
    let row = subscriptions::change().bind(tx.client(), &plan.name, &tx.now(), &organization).one().await?;
    let after = Subscription::at(row, tx.now());
    let values = |subscription: &Subscription| json!({ "plan": subscription.plan.name, "status": subscription.status.name() });
    let entry = audit::Entry {
        action: "updated",
        resource_type: "subscription",
        resource_id: Some(after.id),
        old_values: Some(values(&before)),
        new_values: Some(values(&after)),
    };
    audit::record(tx, entry).await?;
    Ok(after)
}

fn missing() -> Error {
    Error::internal("the organization has no subscription")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_needs_nobody_to_come_true() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let row = || SubscriptionRow {
            id: Uuid::nil(),
            plan: "business".to_owned(),
            status: "trialing".to_owned(),
            period_start: at("2026-11-01T00:00:00Z"),
            period_end: Some(at("2026-12-01T00:00:00Z")),
            trial_end: Some(at("2026-12-01T00:00:00Z")),
            version: 1,
            created_at: at("2026-11-01T00:00:00Z"),
            updated_at: at("2026-11-01T00:00:00Z"),
        };
        let during = Subscription::at(row(), at("2026-11-30T23:59:59Z"));
        assert_eq!((during.plan.name, during.status), ("business", Status::Trialing));
        let after = Subscription::at(row(), at("2026-12-01T00:00:00Z"));
        assert_eq!((after.plan.name, after.status, after.period_end), ("free", Status::Ended, None));
        assert_eq!(after.period_start, at("2026-12-01T00:00:00Z"));
        // A plan that the registry does not know allows what the free one does.
        let unknown = SubscriptionRow {
            plan: "gone".to_owned(),
            period_end: None,
            status: "active".to_owned(),
            ..row()
        };
        let unknown = Subscription::at(unknown, at("2026-12-01T00:00:00Z"));
        assert_eq!((unknown.plan.name, unknown.status), ("free", Status::Active));
    }
}
