//! Second factors that an organization requires: the grace, what is left after it, and whose rule it is.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{path, switch, switched};
use crate::{
    api::auth::{
        login,
        second_factor::{enrol, sign_in},
    },
    harness::{
        TestApp,
        app::{Organization, PASSWORD, User},
    },
};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// An organization that requires a second factor within three days; its owner has one.
async fn strict() -> (TestApp, Organization, String) {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (secret, _) = enrol(&t, &acme.founder).await;
    require(&acme.founder).await.expect(200);
    (t, acme, secret)
}

async fn require(owner: &User) -> crate::harness::http::Answer {
    let settings = json!({ "settings": { "mfa_required": true, "mfa_grace_days": 3 } });
    owner.patch(&path(owner, ""), settings).await
}

fn deadline(value: &Value) -> Timestamp {
    value.as_str().unwrap_or_else(|| panic!("no deadline: {value}")).parse().unwrap()
}

async fn assert_must_enrol(user: &User) {
    for answer in [
        user.get("/v1/projects").await,
        user.get(&format!("/v1/projects/{}", user.id)).await,
        user.get(&path(user, "")).await,
        user.get("/v1/organizations").await,
        user.get("/v1/me/sessions").await,
        user.patch("/v1/me", json!({ "phone": "1" })).await,
        user.put("/v1/me/password", json!({ "current_password": PASSWORD, "password": "x" })).await,
        user.put("/v1/me/email", json!({ "email": "x@example.org" })).await,
        user.delete("/v1/me").await,
    ] {
        assert_eq!(answer.expect(403).json()["code"], "mfa_enrollment_required");
    }
}

#[tokio::test]
async fn owners_hold_a_factor_before_they_require_one() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let heir = acme.user("heir", "owner").await;
    assert_eq!(require(&acme.founder).await.expect(409).json()["code"], "owners_need_second_factor");
    enrol(&t, &acme.founder).await;
    assert_eq!(require(&acme.founder).await.expect(409).json()["code"], "owners_need_second_factor");
    enrol(&t, &heir).await;
    let settings = require(&acme.founder).await.expect(200).json();
    assert!(settings["mfa_required_since"].is_string());
    assert_eq!(acme.founder.get("/v1/me").await.json()["organizations"][0]["mfa_deadline"], Value::Null);
}

#[tokio::test]
async fn members_are_told_until_when_and_work_until_then() {
    let (t, acme, _) = strict().await;
    let ada = acme.user("ada", "editor").await;

    let told = deadline(&ada.get("/v1/me").await.expect(200).json()["organizations"][0]["mfa_deadline"]);
    let session = login(&t.anonymous(), &ada.email, PASSWORD).await.expect(200).json();

    assert_eq!(deadline(&session["organization"]["mfa_deadline"]), told);
    let left = told.duration_since(t.now());
    assert!(left <= DAY * 3 && left > DAY * 2, "{left:?}");
    ada.project("Apollo").await;
}

#[tokio::test]
async fn after_the_grace_there_is_nothing_to_do_but_enrol() {
    let (t, acme, _) = strict().await;
    let ada = acme.user("ada", "editor").await;
    t.advance(DAY * 4);
    let session = login(&t.anonymous(), &ada.email, PASSWORD).await.expect(200).json();
    let ada = super::arrived(&t.anonymous(), &session);

    assert_must_enrol(&ada).await;
    assert!(ada.get("/v1/me").await.expect(200).json()["organizations"][0]["mfa_deadline"].is_string());
    ada.post("/v1/auth/step-up", json!({ "password": PASSWORD })).await.expect(200);
    enrol(&t, &ada).await;

    ada.get("/v1/projects").await.expect(200);
    assert_eq!(ada.get("/v1/me").await.json()["organizations"][0]["mfa_deadline"], Value::Null);
    // Who takes it away again is where they were.
    ada.delete("/v1/me/totp").await.expect(204);
    assert_must_enrol(&ada).await;
}

#[tokio::test]
async fn who_joins_later_is_given_the_same_time() {
    let (t, acme, secret) = strict().await;
    t.advance(DAY * 10);
    let proof = json!({ "totp_code": crate::api::auth::second_factor::code(&t, &secret, 0) });
    let session = sign_in(&t, &acme.founder, proof).await.expect(200).json();
    let owner = super::arrived(&t.anonymous(), &session);
    let email = crate::api::auth::address(&t);
    let token = super::invite(&owner, &email, &["viewer"]).await;
    let more = json!({ "password": "kettles sing at noon", "first_name": "G", "last_name": "H" });
    let session = super::accept(&t.anonymous(), &token, more).await.expect(200).json();
    let left = deadline(&session["organization"]["mfa_deadline"]).duration_since(t.now());
    assert!(left <= DAY * 3 && left > DAY * 2, "{left:?}");
}

#[tokio::test]
async fn the_rule_is_its_organizations_and_no_others() {
    let (t, acme, _) = strict().await;
    let other = t.organization("other").await;
    let ada = other.user("ada", "editor").await;
    acme.admit(&ada, "viewer").await;
    t.advance(DAY * 4);
    let ada = t.sign_in(&ada.email).await;

    ada.project("Apollo").await;
    let session = switch(&ada, acme.id).await.expect(200).json();
    assert!(deadline(&session["organization"]["mfa_deadline"]) <= t.now());
    let there = super::arrived(&ada, &session);
    assert_must_enrol(&there).await;
    // Back, and on.
    switched(&there, other.id).await.get("/v1/projects").await.expect(200);
}

#[tokio::test]
async fn the_rule_changes_with_a_fresh_factor_only() {
    let (t, acme, _) = strict().await;
    t.advance(SignedDuration::from_mins(11));
    let off = json!({ "settings": { "mfa_required": false } });
    let refused = acme.founder.patch(&path(&acme.founder, ""), off).await.expect(403);
    assert_eq!(refused.json()["code"], "step_up_required");
    acme.founder.patch(&path(&acme.founder, ""), json!({ "name": "Acme" })).await.expect(200);
}
