//! The plans that there are.

use domain::accounts::plans::{PLANS, Plan, Quota};
use runtime::http::{Reply, Result};
use serde::Serialize;
use utoipa::ToSchema;

/// Every plan.
#[derive(Debug, Serialize, ToSchema)]
struct PlansOut {
    /// From the smallest.
    data: Vec<PlanOut>,
}

/// A plan.
#[derive(Debug, Serialize, ToSchema)]
struct PlanOut {
    /// Its name.
    name: &'static str,
    /// Whom it is for: STUDENT, SMB or ENTERPRISE.
    segment: &'static str,
    /// What it is for.
    description: &'static str,
    /// What it allows.
    limits: Limits,
}

/// What a plan allows; null: as much as one wants.
#[derive(Debug, Serialize, ToSchema)]
pub struct Limits {
    /// People who belong to the organization.
    seats: Option<i64>,
    /// Projects that are not deleted.
    projects: Option<i64>,
    /// Bytes of files.
    stored_bytes: Option<i64>,
    /// Answers to surveys in a calendar month, in UTC.
    monthly_responses: Option<i64>,
}

impl From<&Plan> for Limits {
    fn from(plan: &Plan) -> Self {
        Self {
            seats: plan.limit(Quota::Seats),
            projects: plan.limit(Quota::Projects),
            stored_bytes: plan.limit(Quota::StoredBytes),
            monthly_responses: plan.limit(Quota::MonthlyResponses),
        }
    }
}

/// Lists the plans.
#[utoipa::path(get, path = "/v1/plans", tag = "subscriptions", operation_id = "plans", security(),
    responses((status = 200, body = PlansOut)))]
pub async fn list() -> Result {
    let data = PLANS.map(|plan| PlanOut {
        name: plan.name,
        segment: plan.segment,
        description: plan.description,
        limits: plan.into(),
    });
    Ok(Reply::ok(&PlansOut { data: data.into() })?)
}
