//! Organizations that are deleted: shut at the next request, back within the grace.

use jiff::SignedDuration;
use serde_json::json;

use super::{logged, path, switch};
use crate::{
    api::auth::{login, mailed_token, refresh, words},
    harness::{
        TestApp,
        app::{PASSWORD, mailbox},
    },
};

const DAY: SignedDuration = SignedDuration::from_hours(24);

#[tokio::test]
async fn a_deleted_organization_is_shut_for_everybody_and_its_owners_are_mailed() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (owner, ada) = (&acme.founder, acme.user("ada", "admin").await);
    let heir = acme.user("heir", "owner").await;

    let own = path(owner, "");
    owner.with("if-match", "\"999\"").delete(&own).await.expect(412);
    owner.delete(&format!("{own}?dry_run=true")).await.expect(200);
    owner.delete(&own).await.expect(204);

    for user in [owner, &ada, &heir] {
        assert_eq!(user.get("/v1/projects").await.expect(401).json()["code"], "session_ended");
        assert_eq!(user.get("/v1/me").await.expect(401).json()["code"], "session_ended");
        refresh(&t.anonymous(), &user.refresh_token).await.expect(401);
        let refused = login(&t.anonymous(), &user.email, PASSWORD).await.expect(401);
        assert_eq!(refused.json()["code"], "no_organization");
    }
    assert!(mailbox(&ada.email).await.is_empty());

    // Each owner has a link of their own; one of them is enough, once.
    let (first, second) = (mailed_token(&owner.email).await, mailed_token(&heir.email).await);
    assert_ne!(first, second);
    t.anonymous().post("/v1/auth/restore", json!({ "token": second })).await.expect(204);
    owner.get("/v1/projects").await.expect(200);
    t.sign_in(&ada.email).await.get("/v1/projects").await.expect(200);
    for token in [&first, &second] {
        t.anonymous().post("/v1/auth/restore", json!({ "token": token })).await.expect(401);
    }
    assert_eq!(
        (logged(&t, "organization", "deleted").await, logged(&t, "organization", "restored").await),
        (1, 1)
    );
}

#[tokio::test]
async fn its_owner_brings_it_back_from_elsewhere_or_with_the_session_in_hand() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (owner, admin) = (&acme.founder, acme.user("admin", "admin").await);
    let restore = path(owner, "/restore");
    let other = t.organization("other").await;
    other.admit(owner, "viewer").await;
    let elsewhere = super::switched(owner, other.id).await;

    // One that stands stays.
    owner.post(&restore, json!({})).await.expect(200);
    let absent = path(owner, "/restore").replace(&acme.id.to_string(), &t.context.id().to_string());
    let absent = words(&admin.post(&absent, json!({})).await.expect(404));
    owner.delete(&path(owner, "")).await.expect(204);
    assert_eq!(words(&admin.post(&restore, json!({})).await.expect(404)), absent);
    assert_eq!(words(&other.founder.post(&restore, json!({})).await.expect(404)), absent);
    let mine = elsewhere.get("/v1/organizations").await.expect(200).json();
    assert_eq!(mine["data"].as_array().unwrap().len(), 2);
    assert!(mine["data"][1]["restorable_until"].is_string(), "{mine}");
    switch(&elsewhere, acme.id).await.expect(404);

    assert_eq!(owner.post(&restore, json!({})).await.expect(200).json()["name"], "acme");
    owner.get("/v1/projects").await.expect(200);
    owner.delete(&path(owner, "")).await.expect(204);
    elsewhere.post(&restore, json!({})).await.expect(200);
    owner.get("/v1/projects").await.expect(200);
}

#[tokio::test]
async fn after_the_grace_it_stays_away() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let other = t.organization("other").await;
    other.admit(&acme.founder, "viewer").await;
    acme.founder.delete(&path(&acme.founder, "")).await.expect(204);
    let token = mailed_token(&acme.founder.email).await;
    t.advance(DAY * 31);
    t.anonymous().post("/v1/auth/restore", json!({ "token": token })).await.expect(401);
    let elsewhere = t.sign_in(&acme.founder.email).await;
    elsewhere.post(&path(&acme.founder, "/restore"), json!({})).await.expect(404);
    assert_eq!(elsewhere.get("/v1/organizations").await.json()["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn deleting_takes_a_fresh_factor() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    t.advance(SignedDuration::from_mins(11));
    let refused = acme.founder.delete(&path(&acme.founder, "")).await.expect(403);
    assert_eq!(refused.json()["code"], "step_up_required");
    let editor = acme.user("editor", "editor").await;
    assert_eq!(editor.delete(&path(&editor, "")).await.expect(403).json()["code"], "forbidden");
}
