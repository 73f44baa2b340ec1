//! A fresh factor for what is sensitive.

use domain::transaction::{Access, FACTOR_IS_FRESH};
use jiff::SignedDuration;
use serde_json::json;

use super::text;
use crate::harness::{
    TestApp,
    app::{PASSWORD, User},
    http::Answer,
};

async fn step_up(user: &User, password: &str) -> Answer {
    user.post("/v1/auth/step-up", json!({ "password": password })).await
}

/// When the sessions of a person last proved a factor, as the database has it.
async fn factors(t: &TestApp, user: &User) -> Vec<Option<jiff::Timestamp>> {
    let admin = t.database.superuser().await;
    let sql = "select factor_at from accounts.sessions where user_id = $1 order by created_at";
    admin.query(sql, &[&user.id]).await.unwrap().iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn a_right_password_makes_the_factor_fresh() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    let elsewhere = t.sign_in(&alice.email).await;
    t.advance(FACTOR_IS_FRESH + SignedDuration::from_secs(1));

    let answer = step_up(&alice, PASSWORD).await.expect(200);

    let until: jiff::Timestamp = text(&answer, "fresh_until").parse().unwrap();
    assert!((until.duration_since(t.now() + FACTOR_IS_FRESH)).abs() < SignedDuration::from_secs(5));
    let proven = factors(&t, &alice).await;
    assert!(proven[0].is_some(), "this session");
    assert_eq!(proven[1], None, "and no other");
    drop(elsewhere);
}

#[tokio::test]
async fn a_wrong_password_proves_nothing_and_is_throttled() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (alice, bob) = (acme.user("alice", "viewer").await, acme.user("bob", "viewer").await);
    t.advance(SignedDuration::from_secs(60 - t.now().as_second().rem_euclid(60)));

    for _ in 0..10 {
        let answer = step_up(&alice, "not the password").await.expect(401);
        assert_eq!(answer.json()["code"], "invalid_credentials");
    }

    step_up(&alice, PASSWORD).await.expect(429);
    step_up(&bob, PASSWORD).await.expect(200);
    t.sign_in(&alice.email).await;
    assert_eq!(factors(&t, &alice).await[0], None);
}

#[tokio::test]
async fn a_dry_run_proves_nothing() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    let answer =
        alice.post("/v1/auth/step-up?dry_run=true", json!({ "password": PASSWORD })).await.expect(200);
    assert_eq!(answer.json()["dry_run"], true);
    assert_eq!(factors(&t, &alice).await, [None]);
}

#[tokio::test]
async fn an_ended_session_proves_nothing() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    let input = json!({ "refresh_token": alice.refresh_token });
    t.anonymous().post("/v1/auth/logout", input).await.expect(204);
    assert_eq!(step_up(&alice, PASSWORD).await.expect(401).json()["code"], "session_ended");
}

#[tokio::test]
async fn a_factor_grows_stale() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    let tenants = t.database.role("plugzero_app", &t.context);
    let verifier = runtime::tokens::Verifier::new(
        runtime::aws::state_table::StateTable::from_env().await.unwrap(),
        &t.context,
    );
    let caller = runtime::http::Authenticate::authenticate(
        &verifier,
        alice.token.as_deref().unwrap(),
        domain::accounts::caller::Origin::default(),
    )
    .await
    .unwrap();
    let is_fresh = async || {
        let tx = tenants.tenant(&caller).await.unwrap();
        assert!(matches!(tx.access(), Access::Person { .. }));
        tx.require_fresh_factor().is_ok()
    };

    assert!(is_fresh().await, "a sign-in proves one");
    t.advance(FACTOR_IS_FRESH + SignedDuration::from_secs(5));
    assert!(!is_fresh().await);
    step_up(&alice, PASSWORD).await.expect(200);
    assert!(is_fresh().await);
}
