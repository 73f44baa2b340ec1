//! `/v1/projects`: the exemplar of every convention.

mod changes;
mod lists;
mod retries;
mod visibility;

use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::{Organization, User},
};

/// An organization with its founder.
async fn acme() -> (TestApp, Organization) {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    (t, acme)
}

/// Makes people the members of a project.
async fn share(owner: &User, project: Uuid, members: &[&User]) {
    let ids: Vec<Uuid> = members.iter().map(|user| user.id).collect();
    let path = format!("/v1/projects/{project}/members");
    owner.put(&path, serde_json::json!({ "user_ids": ids })).await.expect(200);
}

/// How many rows a table has.
async fn count(t: &TestApp, table: &str) -> i64 {
    let admin = t.database.superuser().await;
    admin.query_one(&format!("select count(*) from {table}"), &[]).await.unwrap().get(0)
}
