//! Passwords that are forgotten, changed or too well known; addresses that change.

use std::time::{Duration, Instant};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use jiff::SignedDuration;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{address, login, mailed_token, refresh, register, words};
use crate::harness::{
    TestApp,
    app::{Client, PASSWORD, User, mailbox},
    http::Answer,
};

const NEW: &str = "kettles sing at noon";

async fn person() -> (TestApp, User) {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    (t, alice)
}

async fn forgot(client: &Client, email: &str) -> Answer {
    client.post("/v1/auth/password/forgot", json!({ "email": email })).await
}

async fn reset(client: &Client, token: &str, password: &str) -> Answer {
    client.post("/v1/auth/password/reset", json!({ "token": token, "password": password })).await
}

#[tokio::test]
async fn a_forgotten_password_is_set_by_mail_and_ends_every_session() {
    let (t, alice) = person().await;
    forgot(&t.anonymous(), &alice.email).await.expect(202);
    let first = mailed_token(&alice.email).await;
    forgot(&t.anonymous(), &alice.email.to_uppercase()).await.expect(202);
    let second = mailed_token(&alice.email).await;
    assert_ne!(first, second);

    reset(&t.anonymous(), &second, NEW).await.expect(204);

    login(&t.anonymous(), &alice.email, PASSWORD).await.expect(401);
    login(&t.anonymous(), &alice.email, NEW).await.expect(200);
    assert_eq!(alice.get("/v1/projects").await.expect(401).json()["code"], "session_ended");
    refresh(&t.anonymous(), &alice.refresh_token).await.expect(401);
    for token in [&first, &second, &"A".repeat(43), &"short".to_owned()] {
        let refused = reset(&t.anonymous(), token, "another that is new").await.expect(401);
        assert_eq!(refused.json()["code"], "invalid_token");
    }
    assert_eq!(mailbox(&alice.email).await[0]["subject"], "Your password was changed");
}

#[tokio::test]
async fn a_link_runs_out_after_an_hour() {
    let (t, alice) = person().await;
    forgot(&t.anonymous(), &alice.email).await.expect(202);
    let token = mailed_token(&alice.email).await;
    t.advance(SignedDuration::from_secs(3601));
    reset(&t.anonymous(), &token, NEW).await.expect(401);
}

#[tokio::test]
async fn nobody_learns_from_a_forgotten_password_who_is_known() {
    let (t, alice) = person().await;
    let mut told = Vec::new();
    for email in [&alice.email, &address(&t)] {
        let started = Instant::now();
        let answer = forgot(&t.anonymous(), email).await.expect(202);
        assert!(started.elapsed() >= Duration::from_millis(500), "every answer takes as long");
        told.push(words(&answer));
        if email != &alice.email {
            assert!(mailbox(email).await.is_empty());
        }
    }
    assert_eq!(told[0], told[1]);
}

#[tokio::test]
async fn one_use_of_a_token_wins_and_a_refused_password_does_not_use_it_up() {
    let (t, alice) = person().await;
    forgot(&t.anonymous(), &alice.email).await.expect(202);
    let token = mailed_token(&alice.email).await;

    for password in ["short", "Password1234!", &alice.email] {
        let refused = reset(&t.anonymous(), &token, password).await.expect(422);
        assert_eq!(refused.pointers(), ["/password"], "{password}");
    }
    let client = t.anonymous();
    let answers = futures_util::future::join_all((0..3).map(|_| reset(&client, &token, NEW))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status() == 204).count(), 1);
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions() {
    let (t, alice) = person().await;
    let other = t.sign_in(&alice.email).await;
    let change = async |current: &str, new: &str| {
        alice.put("/v1/me/password", json!({ "current_password": current, "password": new })).await
    };

    assert_eq!(change("not the password", NEW).await.expect(422).pointers(), ["/current_password"]);
    assert_eq!(change(PASSWORD, "qwertyuiop123").await.expect(422).pointers(), ["/password"]);
    change(PASSWORD, NEW).await.expect(204);

    alice.get("/v1/projects").await.expect(200);
    other.get("/v1/projects").await.expect(401);
    login(&t.anonymous(), &alice.email, NEW).await.expect(200);
}

#[tokio::test]
async fn well_known_passwords_are_refused_at_sign_up() {
    let t = TestApp::start().await;
    for password in ["passwordpassword", "123456789012", "Qwertyuiop1!", "Ada Lovelace"] {
        let answer = register(&t.anonymous(), &address(&t), password).await.expect(422);
        assert_eq!(answer.pointers(), ["/password"], "{password}");
    }
}

#[tokio::test]
async fn an_address_changes_once_the_new_one_is_proven() {
    let (t, alice) = person().await;
    let new = address(&t);

    alice.put("/v1/me/email", json!({ "email": new })).await.expect(202);
    assert_eq!(alice.get("/v1/me").await.json()["email"], alice.email.as_str(), "nothing has changed yet");
    assert_eq!(mailbox(&alice.email).await[0]["subject"], "Your e-mail address is to be changed");
    let input = json!({ "token": mailed_token(&new).await });
    t.anonymous().post("/v1/auth/confirm-email", input.clone()).await.expect(204);

    login(&t.anonymous(), &new, PASSWORD).await.expect(200);
    login(&t.anonymous(), &alice.email, PASSWORD).await.expect(401);
    t.anonymous().post("/v1/auth/confirm-email", input).await.expect(401);
}

#[tokio::test]
async fn asking_for_another_address_takes_a_fresh_factor_and_tells_nothing() {
    let (t, alice) = person().await;
    let bob = t.organization("other").await.founder;
    let known = alice.put("/v1/me/email", json!({ "email": bob.email })).await.expect(202);
    let unknown = alice.put("/v1/me/email", json!({ "email": address(&t) })).await.expect(202);
    assert_eq!(words(&known), words(&unknown));
    assert!(mailbox(&bob.email).await.is_empty());
    t.advance(SignedDuration::from_mins(11));
    let refused = alice.put("/v1/me/email", json!({ "email": address(&t) })).await.expect(403);
    assert_eq!(refused.json()["code"], "step_up_required");
}

#[tokio::test]
async fn the_pages_may_run_their_one_script_only() {
    let t = TestApp::start().await;
    for path in [
        "/v1/auth/verify-email",
        "/v1/auth/confirm-email",
        "/v1/auth/password/reset",
        "/v1/auth/accept-invitation",
        "/v1/auth/restore",
    ] {
        let answer = t.anonymous().get(&format!("{path}?token=abc")).await.expect(200);
        let page = String::from_utf8(answer.body.clone()).unwrap();
        let script = page.split("<script>").nth(1).unwrap().split("</script>").next().unwrap();
        let hash = BASE64_STANDARD.encode(Sha256::digest(script));
        assert_eq!(hash, auth::pages::SCRIPT_SHA256, "{path}");
        assert!(answer.header("content-security-policy").contains(&format!("script-src 'sha256-{hash}'")));
    }
}
