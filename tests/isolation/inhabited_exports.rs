//! Rows of what leaves and what goes: exports, erasures.

use serde_json::json;

use crate::harness::{TestApp, app::User};

pub async fn fill_exports(t: &TestApp, user: &User) {
    user.post("/v1/exports", json!({ "resource_type": "tags", "format": "csv" })).await.expect(202);
    let admin = t.database.superuser().await;
    admin
        .execute(
            "insert into platform.erasures (id, organization_id, user_id, requested_by, scope, status, completed_at, \
             created_at, updated_at) values (uuidv7(), $1, $2, $2, 'organization', 'SUCCEEDED', now(), now(), now())",
            &[&user.organization, &user.id],
        )
        .await
        .unwrap();
}
