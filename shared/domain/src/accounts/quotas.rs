//! Taking from quotas and giving back, exactly, and without anybody waiting for a client.
//!
//! What a transaction takes is collected while it works and taken by the last statement before its commit, in the same
//! message: the lock on a counter lasts as long as PostgreSQL needs to write the commit, and a transaction that does not
//! commit has taken nothing. What is taken often goes through blocks (`accounts.take_quota`), so that it rarely touches a
//! row that others want too.

use std::{collections::BTreeMap, fmt::Write as _};

use jiff::Timestamp;
use serde::Deserialize;

use super::{
    plans::{PLANS, Quota},
    subscriptions, usage,
};
use crate::{
    Error, Result,
    ids::OrganizationId,
    transaction::{IdentityTx, SystemTx, TenantTx},
};

/// The SQLSTATE of a refusal.
const REFUSED: &str = "PZ001";

/// Takes `amount` of the organization's quota when `tx` commits. Then, `QuotaExceeded` where it is not there.
pub fn reserve(tx: &TenantTx, quota: Quota, amount: i64) {
    tx.reservations().add(tx.organization(), quota, amount);
}

/// Gives `amount` back when `tx` commits.
pub fn release(tx: &TenantTx, quota: Quota, amount: i64) {
    tx.reservations().add(tx.organization(), quota, -amount);
}

/// What was announced as `announced` turned out to be `actual`. The difference is taken even where it is not there:
/// it has happened.
pub fn true_up(tx: &TenantTx, quota: Quota, announced: i64, actual: i64) {
    tx.reservations().add_forced(tx.organization(), quota, actual - announced);
}

/// As [`reserve`], before a tenant is known.
pub fn reserve_identity(tx: &IdentityTx, organization: OrganizationId, quota: Quota, amount: i64) {
    tx.reservations().add(organization, quota, amount);
}

/// As [`release`], before a tenant is known.
pub fn release_identity(tx: &IdentityTx, organization: OrganizationId, quota: Quota, amount: i64) {
    tx.reservations().add(organization, quota, -amount);
}

/// As [`release`], in a cross-tenant chore.
pub fn release_system(tx: &SystemTx, organization: OrganizationId, quota: Quota, amount: i64) {
    tx.reservations().add(organization, quota, -amount);
}

/// Tells early what [`reserve`] would tell at the commit, ahead of work outside of the database that could not be undone.
/// It promises nothing.
///
/// # Errors
/// `QuotaExceeded`.
pub async fn foresee(tx: &TenantTx, quota: Quota, amount: i64) -> Result<()> {
    let plan = subscriptions::get(tx).await?.plan;
    let taken = usage::taken(tx, quota).await?;
    match plan.limit(quota) {
        Some(limit) if taken + amount > limit => Err(Error::QuotaExceeded { quota, limit, used: taken }),
        _ => Ok(()),
    }
}

/// What a transaction takes and gives back, netted, in the order in which it locks: by organization, then by quota.
#[derive(Debug, Default)]
pub(crate) struct Reservations(BTreeMap<(OrganizationId, Quota), Net>);

#[derive(Debug, Default, Clone, Copy)]
struct Net {
    amount: i64,
    is_forced: bool,
}

impl Reservations {
    fn add(&mut self, organization: OrganizationId, quota: Quota, amount: i64) {
        self.0.entry((organization, quota)).or_default().amount += amount;
    }

    fn add_forced(&mut self, organization: OrganizationId, quota: Quota, amount: i64) {
        let net = self.0.entry((organization, quota)).or_default();
        net.amount += amount;
        net.is_forced = true;
    }

    /// The statements that take all of it; none where there is nothing to take.
    pub(crate) fn statements(&self, now: Timestamp) -> Option<String> {
        let mut sql = String::new();
        for ((organization, quota), net) in self.0.iter().filter(|(_, net)| net.amount != 0) {
            let (name, since, in_blocks) = (quota.name(), quota.period_start(now), quota.is_in_blocks());
            let Net { amount, is_forced } = net;
            let plans = PLANS.map(|plan| format!("'{}'", plan.name)).join(",");
            let limits = PLANS
                .map(|plan| plan.limit(*quota).map_or("null".to_owned(), |limit| limit.to_string()))
                .join(",");
            // Ids, numbers and words of the registry: nothing to escape.
            let _ = write!(
                sql,
                "select accounts.take_quota('{organization}', '{name}', '{since}', {amount}, {in_blocks}, \
                 {}, array[{plans}], array[{limits}]::bigint[], '{now}'); ",
                !is_forced
            );
        }
        (!sql.is_empty()).then_some(sql)
    }
}

/// What a refusal says.
#[derive(Deserialize)]
struct Refusal {
    quota: String,
    limit: i64,
    used: i64,
}

/// The error of statements that took from quotas.
pub(crate) fn explain(error: tokio_postgres::Error) -> Error {
    let refusal = error
        .as_db_error()
        .filter(|error| error.code().code() == REFUSED)
        .and_then(|error| serde_json::from_str::<Refusal>(error.detail()?).ok())
        .and_then(|refusal| Some((Quota::parse(&refusal.quota)?, refusal)));
    match refusal {
        Some((quota, Refusal { limit, used, .. })) => Error::QuotaExceeded { quota, limit, used },
        None => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_is_taken_and_given_back_is_netted_and_ordered() {
        let now = "2026-11-26T01:00:00Z".parse().unwrap();
        let [one, two] = [1, 2].map(|n| OrganizationId(Uuid::from_u128(n)));
        let mut reservations = Reservations::default();
        assert_eq!(reservations.statements(now), None);
        reservations.add(one, Quota::Projects, 1);
        reservations.add(one, Quota::Projects, -1);
        assert_eq!(reservations.statements(now), None);

        reservations.add(two, Quota::Projects, 1);
        reservations.add(one, Quota::StoredBytes, -5);
        reservations.add(one, Quota::MonthlyResponses, 2);
        let sql = reservations.statements(now).unwrap();
        let places = [
            format!("'{one}', 'monthly_responses', '2026-11-01T00:00:00Z', 2, true, true, array['free',"),
            format!("'{one}', 'stored_bytes', '1970-01-01T00:00:00Z', -5, true, true"),
            format!("'{two}', 'projects', '1970-01-01T00:00:00Z', 1, false, true"),
        ]
        .map(|part| sql.find(&part).unwrap_or_else(|| panic!("{part} is not in {sql}")));
        assert!(places.is_sorted(), "{sql}");
        assert!(sql.contains("array[5,50,1000,null]::bigint[]"), "{sql}");
    }
}
