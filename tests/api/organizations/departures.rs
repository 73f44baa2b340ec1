//! Accounts that rest or go: at once, back within the grace, and without a trace after it.

use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{logged, path};
use crate::{
    api::auth::{address, login, mailed_token, refresh, words},
    harness::{
        TestApp,
        app::{Organization, PASSWORD, User, mailbox},
        jobs::Jobs,
    },
};

const DAY: SignedDuration = SignedDuration::from_hours(24);

async fn ada() -> (TestApp, Organization, User) {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let ada = acme.user("ada", "editor").await;
    (t, acme, ada)
}

async fn restore(t: &TestApp, token: &str) -> crate::harness::http::Answer {
    t.anonymous().post("/v1/auth/restore", json!({ "token": token })).await
}

#[tokio::test]
async fn a_deleted_account_is_gone_at_once_and_comes_back_by_its_mailed_link() {
    let (t, acme, ada) = ada().await;
    let other = t.sign_in(&ada.email).await;

    ada.delete("/v1/me").await.expect(204);

    for user in [&ada, &other] {
        assert_eq!(user.get("/v1/me").await.expect(401).json()["code"], "session_ended");
        refresh(&t.anonymous(), &user.refresh_token).await.expect(401);
    }
    let gone = words(&login(&t.anonymous(), &ada.email, PASSWORD).await.expect(401));
    assert_eq!(gone, words(&login(&t.anonymous(), &address(&t), PASSWORD).await.expect(401)));
    acme.founder.get(&path(&acme.founder, &format!("/members/{}", ada.id))).await.expect(404);
    let token = mailed_token(&ada.email).await;

    restore(&t, &token).await.expect(204);

    t.sign_in(&ada.email).await.get("/v1/projects").await.expect(200);
    ada.get("/v1/me").await.expect(401);
    for token in [&token, &"A".repeat(43), &"short".to_owned()] {
        assert_eq!(restore(&t, token).await.expect(401).json()["code"], "invalid_token");
    }
    assert_eq!((logged(&t, "user", "deleted").await, logged(&t, "user", "restored").await), (1, 1));
}

#[tokio::test]
async fn a_resting_account_comes_back_whenever_its_person_asks() {
    let (t, _, ada) = ada().await;
    ada.post("/v1/me/deactivate", json!({})).await.expect(204);
    login(&t.anonymous(), &ada.email, PASSWORD).await.expect(401);
    t.advance(DAY * 400);
    t.anonymous().post("/v1/auth/password/forgot", json!({ "email": ada.email })).await.expect(202);
    assert_eq!(mailbox(&ada.email).await[0]["subject"], "Your account rests");
    restore(&t, &mailed_token(&ada.email).await).await.expect(204);
    login(&t.anonymous(), &ada.email, PASSWORD).await.expect(200);
}

#[tokio::test]
async fn whom_others_shut_out_does_not_let_themselves_in() {
    let (t, _, ada) = ada().await;
    ada.post("/v1/me/deactivate", json!({})).await.expect(204);
    let token = mailed_token(&ada.email).await;
    let admin = t.database.superuser().await;
    let ban = "update accounts.users set is_active = false, deactivated_at = null where id = $1";
    admin.execute(ban, &[&ada.id]).await.unwrap();
    restore(&t, &token).await.expect(401);
    t.anonymous().post("/v1/auth/password/forgot", json!({ "email": ada.email })).await.expect(202);
    assert_eq!(mailbox(&ada.email).await.len(), 1);
}

#[tokio::test]
async fn the_sole_owner_among_others_hands_over_first() {
    let (t, acme, ada) = ada().await;
    let owner = &acme.founder;
    for answer in [owner.delete("/v1/me").await, owner.post("/v1/me/deactivate", json!({})).await] {
        let refused = answer.expect(409).json();
        assert_eq!(refused["code"], "sole_owner");
        assert!(refused["detail"].as_str().unwrap().ends_with("acme"), "{refused}");
    }
    let its = path(owner, &format!("/members/{}/roles", ada.id));
    owner.put(&its, json!({ "roles": ["owner"] })).await.expect(200);
    owner.delete("/v1/me").await.expect(204);
    assert_eq!(mailbox(&owner.email).await[0]["subject"], "Your account is deleted");
    t.sign_in(&ada.email).await.get(&path(&ada, "")).await.expect(200);
}

#[tokio::test]
async fn what_somebody_owns_alone_goes_and_comes_back_with_them() {
    let t = TestApp::start().await;
    let alone = t.organization("alone").await.founder;
    alone.project("Apollo").await;
    alone.delete("/v1/me").await.expect(204);
    restore(&t, &mailed_token(&alone.email).await).await.expect(204);
    let back = t.sign_in(&alone.email).await;
    assert_eq!(back.organization, alone.organization);
    assert_eq!(back.get("/v1/projects").await.json()["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn going_takes_a_fresh_factor_and_the_present_version_and_a_dry_run_keeps_everything() {
    let (t, _, ada) = ada().await;
    ada.with("if-match", "\"999\"").delete("/v1/me").await.expect(412);
    let dry = ada.delete("/v1/me?dry_run=true").await.expect(200).json();
    assert_eq!((&dry["status"], &dry["effects"]), (&json!(204), &json!(["email.send"])));
    t.advance(SignedDuration::from_mins(11));
    for answer in [ada.delete("/v1/me").await, ada.post("/v1/me/deactivate", json!({})).await] {
        assert_eq!(answer.expect(403).json()["code"], "step_up_required");
    }
    ada.get("/v1/me").await.expect(200);
}

#[tokio::test]
async fn after_the_grace_nothing_of_the_person_stays_but_what_they_made() {
    let (t, acme, ada) = ada().await;
    let profile = json!({ "first_name": "Augusta", "phone": "+49 30 901820", "department": "Mills" });
    ada.patch("/v1/me", profile).await.expect(200);
    let project = ada.project("Apollo").await;
    let bob = acme.user("bob", "editor").await;
    ada.delete("/v1/me").await.expect(204);
    let token = mailed_token(&ada.email).await;
    let jobs = Jobs::new(&t).await;

    t.advance(DAY * 29);
    assert_eq!(jobs.retain().await.people_anonymised, 0);
    t.advance(DAY * 2);
    assert_eq!(restore(&t, &token).await.expect(401).json()["code"], "invalid_token");
    let report = jobs.retain().await;
    assert_eq!((report.people_anonymised, report.failures), (1, 0));
    assert_eq!(jobs.retain().await.people_anonymised, 0);

    let admin = t.database.superuser().await;
    let row: Value = admin
        .query_one("select to_jsonb(u) from accounts.users u where id = $1", &[&ada.id])
        .await
        .unwrap()
        .get(0);
    let text = row.to_string();
    for trace in ["Augusta", "901820", "Mills", &ada.email, "argon2"] {
        assert!(!text.contains(trace), "{trace}: {text}");
    }
    let author: Uuid = admin
        .query_one("select created_by from ingestion.projects where id = $1", &[&project])
        .await
        .unwrap()
        .get(0);
    assert_eq!(author, ada.id);
    for table in ["memberships", "sessions", "restorations", "recovery_codes"] {
        let sql = format!("select count(*) from accounts.{table} where user_id = $1");
        let left: i64 = admin.query_one(&sql, &[&ada.id]).await.unwrap().get(0);
        assert_eq!(left, 0, "{table}");
    }
    // The others are who they were, and the address is free.
    t.sign_in(&bob.email).await.get("/v1/projects").await.expect(200);
    crate::api::auth::register(&t.anonymous(), &ada.email, PASSWORD).await.expect(202);
    assert_eq!(mailbox(&ada.email).await[0]["subject"], "Confirm your e-mail address");
}

#[tokio::test]
async fn whoever_deleted_their_account_is_not_invited_into_a_second() {
    let (t, _, ada) = ada().await;
    let other = t.organization("other").await;
    ada.delete("/v1/me").await.expect(204);
    let token = super::invite(&other.founder, &ada.email, &["viewer"]).await;
    let more = json!({ "password": "kettles sing at noon", "first_name": "A", "last_name": "L" });
    let refused = super::accept(&t.anonymous(), &token, more).await.expect(409);
    assert_eq!(refused.json()["code"], "account_departed");
}
