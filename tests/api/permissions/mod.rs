//! `/v1/permissions` and `/v1/resource-permissions`: who may do what, by which path, and what it costs to know.

mod explain;
mod grants;
mod plans;
mod worlds;

use serde_json::Value;
use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::{Organization, User},
};

async fn acme() -> (TestApp, Organization) {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    (t, acme)
}

/// What somebody is told about somebody and a thing.
async fn explained(asking: &User, thing: (&str, Uuid), about: Uuid) -> Value {
    let path = format!("/v1/permissions/explain?resource={}:{}&user={about}", thing.0, thing.1);
    asking.get(&path).await.expect(200).json()
}

/// What it says of one permission.
fn of<'a>(explanation: &'a Value, permission: &str) -> &'a Value {
    let found = explanation["permissions"].as_array().unwrap().iter();
    found.filter(|its| its["permission"] == permission).collect::<Vec<_>>()[0]
}
