//! What an organization uses of what its plan allows.

use sql::queries::accounts::usage;

use super::plans::{self, Plan, Quota};
use crate::{Result, transaction::TenantTx};

/// What is used of one quota.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usage {
    /// Of which.
    pub quota: Quota,
    /// What is there.
    pub used: i64,
    /// What was announced and has not arrived yet.
    pub reserved: i64,
    /// How much the plan allows of both together; none: as much as one wants.
    pub limit: Option<i64>,
}

impl Usage {
    /// Both together in percent of the limit, to a tenth; none where there is no limit.
    pub fn percent(&self) -> Option<f64> {
        let limit = self.limit.filter(|limit| *limit > 0)?;
        Some(((self.used + self.reserved) as f64 / limit as f64 * 1000.0).round() / 10.0)
    }

    /// Whether more is used than allowed.
    pub fn is_over(&self) -> bool {
        self.limit.is_some_and(|limit| self.used + self.reserved > limit)
    }
}

/// What the organization uses of every quota, at one instant, measured by `plan`.
pub async fn all(tx: &TenantTx, plan: &Plan) -> Result<Vec<Usage>> {
    let (month, _) = plans::month(tx.now());
    let rows = usage::taken().bind(tx.client(), &tx.organization().0, &month).all().await?;
    Ok(Quota::ALL
        .into_iter()
        .map(|quota| {
            let row = rows.iter().find(|row| row.quota == quota.name());
            let (taken, reserved) = row.map_or((0, 0), |row| (row.taken, row.reserved));
            Usage { quota, used: taken - reserved, reserved, limit: plan.limit(quota) }
        })
        .collect())
}

/// What is taken of one quota, arrived or not.
pub(crate) async fn taken(tx: &TenantTx, quota: Quota) -> Result<i64> {
    let (month, _) = plans::month(tx.now());
    let rows = usage::taken().bind(tx.client(), &tx.organization().0, &month).all().await?;
    Ok(rows.into_iter().find(|row| row.quota == quota.name()).map_or(0, |row| row.taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_of_what_is_used_and_reserved() {
        let usage = |used, reserved, limit| Usage { quota: Quota::Seats, used, reserved, limit };
        assert_eq!(usage(1, 1, Some(3)).percent(), Some(66.7));
        assert_eq!(usage(6, 0, Some(3)).percent(), Some(200.0));
        assert_eq!(usage(6, 0, None).percent(), None);
        assert!(usage(3, 1, Some(3)).is_over() && !usage(2, 1, Some(3)).is_over());
    }
}
