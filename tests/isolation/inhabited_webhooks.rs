//! Rows of a webhook that was told of something.

use serde_json::json;
use uuid::Uuid;

use crate::harness::{TestApp, app::User};

pub async fn fill_webhooks(t: &TestApp, user: &User) {
    let webhook =
        user.post("/v1/webhooks", json!({ "url": "https://example.org/" })).await.expect(201).json();
    let test = format!("/v1/webhooks/{}/test", webhook["id"].as_str().unwrap());
    let delivery = user.post(&test, json!({})).await.expect(202).json();
    let delivery: Uuid = delivery["id"].as_str().unwrap().parse().unwrap();
    t.database
        .superuser()
        .await
        .execute(
            "insert into platform.webhook_attempts (organization_id, delivery_id, number, started_at) \
             values ($1, $2, 1, now())",
            &[&user.organization, &delivery],
        )
        .await
        .unwrap();
}
