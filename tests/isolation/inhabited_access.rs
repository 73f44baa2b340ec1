//! Rows of who may do what: roles, teams, grants.

use serde_json::json;
use uuid::Uuid;

use crate::harness::{TestApp, app::User};

pub async fn fill_access(t: &TestApp, user: &User, project: Uuid) {
    let role = user.created("/v1/roles", json!({ "name": "Reader", "permissions": ["projects.read"] })).await;
    let admin = t.database.superuser().await;
    let assign = "insert into accounts.membership_custom_roles \
                  (organization_id, membership_id, custom_role_id, created_at) \
                  select organization_id, id, $2, now() from accounts.memberships where user_id = $1";
    admin.execute(assign, &[&user.id, &role]).await.unwrap();
    let team = user.team("Crew", &[]).await;
    user.granted(("project", project), ("team", team), "view").await;
}
