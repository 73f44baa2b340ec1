//! What an organization uses, and what is there.

use serde_json::Value;
use uuid::Uuid;

use super::{TestApp, app::User};

/// Sets the counters to what is there, after rows were written past the code.
pub async fn settle(t: &TestApp, organization: Uuid) {
    let [seats, projects, bytes] = truth(t, organization).await;
    let sql = format!(
        "update accounts.usage_counters set limited_to = 0, taken = case quota when 'seats' then {seats} \
           when 'projects' then {projects} else {bytes} end \
         where organization_id = '{organization}' and period_start = 'epoch'; \
         delete from accounts.usage_blocks where organization_id = '{organization}' and quota = 'stored_bytes'; \
         insert into accounts.usage_blocks (organization_id, quota, period_start, block, granted, used, limited_to) \
         values ('{organization}', 'stored_bytes', 'epoch', 0, {bytes}, {bytes}, 0)"
    );
    t.database.superuser().await.batch_execute(&sql).await.unwrap();
}

/// Seats, projects and stored bytes, counted.
pub async fn truth(t: &TestApp, organization: Uuid) -> [i64; 3] {
    let row = t
        .database
        .superuser()
        .await
        .query_one(
            "select (select count(*) from accounts.memberships where organization_id = $1), \
             (select count(*) from ingestion.projects where organization_id = $1 and deleted_at is null), \
             (select coalesce(sum(coalesce(stored_bytes, size_bytes)), 0)::bigint from ingestion.files \
              where organization_id = $1) + (select coalesce(sum(size_bytes), 0)::bigint from network.media \
              where organization_id = $1 and status <> 'FAILED')",
            &[&organization],
        )
        .await
        .unwrap();
    [0, 1, 2].map(|n| row.get(n))
}

/// What the API tells.
pub async fn usage(user: &User) -> Value {
    user.get(&format!("/v1/organizations/{}/usage", user.organization)).await.expect(200).json()
}

/// Seats, projects and stored bytes as the API tells them, what is reserved included.
pub async fn told(user: &User) -> [i64; 3] {
    let usage = usage(user).await;
    ["seats", "projects", "stored_bytes"]
        .map(|quota| usage[quota]["used"].as_i64().unwrap() + usage[quota]["reserved"].as_i64().unwrap())
}

/// Chooses a plan.
pub async fn choose(user: &User, plan: &str) -> Value {
    let path = format!("/v1/organizations/{}/subscription", user.organization);
    user.patch(&path, serde_json::json!({ "plan": plan })).await.expect(200).json()
}
