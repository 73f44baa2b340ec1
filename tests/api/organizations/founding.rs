//! Organizations: mine, founding another, going there, reading and changing the present one.

use serde_json::{Value, json};

use super::{path, switch, switched};
use crate::{
    api::auth::words,
    harness::{TestApp, app::User},
};

async fn owner() -> (TestApp, User) {
    let t = TestApp::start().await;
    let founder = t.organization("acme").await.founder;
    (t, founder)
}

#[tokio::test]
async fn somebody_founds_another_organization_and_goes_there_without_a_new_sign_in() {
    let (t, alice) = owner().await;

    let founded = alice.post("/v1/organizations", json!({ "name": " Engines " })).await.expect(201);
    let id = founded.json()["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(founded.header("location"), format!("/v1/organizations/{id}"));
    assert_eq!(
        (&founded.json()["name"], &founded.json()["settings"], &founded.json()["data_retention_days"]),
        (&json!("Engines"), &json!({ "mfa_required": false, "mfa_grace_days": 14 }), &json!(365))
    );

    let mine = alice.get("/v1/organizations").await.expect(200).json();
    let told: Vec<_> = mine["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| (&o["name"], &o["is_current"], &o["roles"]))
        .collect();
    assert_eq!(
        told,
        [
            (&json!("acme"), &json!(true), &json!(["owner"])),
            (&json!("Engines"), &json!(false), &json!(["owner"]))
        ]
    );
    let there = switched(&alice, id).await;
    assert_eq!(there.organization, id);
    there.post("/v1/projects", json!({ "name": "Apollo" })).await.expect(201);
    // Both sessions stand, each in its own organization.
    alice.get(&path(&alice, "")).await.expect(200);
    alice.get(&path(&there, "")).await.expect(404);
    assert!(alice.get("/v1/projects").await.json()["data"].as_array().unwrap().is_empty());
    super::super::auth::refresh(&t.anonymous(), &there.refresh_token).await.expect(200);
}

#[tokio::test]
async fn founding_happens_once_per_idempotency_key() {
    let (_, alice) = owner().await;
    let keyed = alice.with("idempotency-key", "once");
    let first = keyed.post("/v1/organizations", json!({ "name": "Engines" })).await.expect(201);
    let again = keyed.post("/v1/organizations", json!({ "name": "Engines" })).await.expect(201);
    assert_eq!(again.json(), first.json());
    assert_eq!(again.header("idempotency-replayed"), "true");
    keyed.post("/v1/organizations", json!({ "name": "Others" })).await.expect(422);
    let dry = alice.post("/v1/organizations?dry_run=true", json!({ "name": "Dry" })).await.expect(200).json();
    assert_eq!((&dry["dry_run"], &dry["status"]), (&json!(true), &json!(201)));
    assert_eq!(alice.get("/v1/organizations").await.json()["data"].as_array().unwrap().len(), 2);
    for (body, pointer) in [
        (json!({}), "/name"),
        (json!({ "name": " " }), "/name"),
        (json!({ "name": "x".repeat(201) }), "/name"),
        (json!({ "name": "x", "plan": "ENTERPRISE" }), "/plan"),
    ] {
        let refused = alice.post("/v1/organizations", body.clone()).await.expect(422);
        assert_eq!(refused.pointers(), [pointer], "{body}");
    }
}

#[tokio::test]
async fn what_is_not_ones_own_is_no_place_to_go() {
    let (t, alice) = owner().await;
    let foreign = t.organization("other").await;
    let shut = t.organization("shut").await;
    shut.admit(&alice, "viewer").await;
    let members = format!("/v1/organizations/{}/members/{}", shut.id, alice.id);
    shut.founder.patch(&members, json!({ "is_active": false })).await.expect(200);

    let absent = words(&switch(&alice, t.context.id()).await.expect(404));
    assert_eq!(words(&switch(&alice, foreign.id).await.expect(404)), absent);
    assert_eq!(words(&switch(&alice, shut.id).await.expect(404)), absent);
    let refused = alice.post("/v1/auth/switch-organization", json!({ "organization_id": "x" })).await;
    assert_eq!(refused.expect(422).pointers(), ["/organization_id"]);

    shut.founder.patch(&members, json!({ "is_active": true })).await.expect(200);
    switch(&alice, shut.id).await.expect(200);
}

#[tokio::test]
async fn going_elsewhere_makes_no_factor_fresh_and_a_dry_run_goes_nowhere() {
    let (t, alice) = owner().await;
    let other = t.organization("other").await;
    other.admit(&alice, "admin").await;
    let sessions = async || alice.get("/v1/me/sessions").await.json()["data"].as_array().unwrap().len();
    let before = sessions().await;
    let body = json!({ "organization_id": other.id });
    let dry = alice.post("/v1/auth/switch-organization?dry_run=true", body).await.expect(200).json();
    assert_eq!((&dry["dry_run"], sessions().await), (&json!(true), before));

    t.advance(jiff::SignedDuration::from_mins(11));
    let there = switched(&alice, other.id).await;

    let refused = there.put("/v1/me/email", json!({ "email": "x@example.org" })).await.expect(403);
    assert_eq!(refused.json()["code"], "step_up_required");
}

#[tokio::test]
async fn an_organization_changes_by_merge_patch() {
    let (_, alice) = owner().await;
    let own = path(&alice, "");
    let tag = alice.get(&own).await.expect(200).header("etag").to_owned();

    let patch =
        json!({ "name": "Acme & Sons", "data_retention_days": 90, "settings": { "mfa_grace_days": 3 } });
    let changed = alice.with("if-match", &tag).patch(&own, patch).await.expect(200);

    assert_eq!(
        (&changed.json()["name"], &changed.json()["data_retention_days"], &changed.json()["settings"]),
        (&json!("Acme & Sons"), &json!(90), &json!({ "mfa_required": false, "mfa_grace_days": 3 }))
    );
    assert_eq!(alice.get(&own).await.json(), changed.json());
    alice.with("if-match", &tag).patch(&own, json!({ "name": "Late" })).await.expect(412);
    let reset = alice.patch(&own, json!({ "data_retention_days": null, "settings": null })).await.expect(200);
    assert_eq!(reset.json()["data_retention_days"], 365);
    assert_eq!(reset.json()["settings"]["mfa_grace_days"], 14);
    for (patch, pointer) in [
        (json!({ "name": null }), "/name"),
        (json!({ "name": "a\u{0}" }), "/name"),
        (json!({ "data_retention_days": 0 }), "/data_retention_days"),
        (json!({ "data_retention_days": 3651 }), "/data_retention_days"),
        (json!({ "data_retention_days": "1" }), "/data_retention_days"),
        (json!({ "settings": { "mfa_grace_days": 91 } }), "/settings/mfa_grace_days"),
        (json!({ "settings": { "mfa_required": "yes" } }), "/settings/mfa_required"),
        (json!({ "settings": { "unknown": 1 } }), "/settings/unknown"),
        (json!({ "deleted_at": Value::Null }), "/deleted_at"),
    ] {
        assert_eq!(alice.patch(&own, patch.clone()).await.expect(422).pointers(), [pointer], "{patch}");
    }
}
