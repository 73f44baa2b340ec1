//! Staying signed in, and signing out.

use jiff::SignedDuration;
use serde_json::json;

use super::{login, refresh, text};
use crate::harness::{
    TestApp,
    app::{PASSWORD, User},
};

async fn alice() -> (TestApp, User) {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    (t, alice)
}

#[tokio::test]
async fn a_refresh_token_is_replaced_at_each_use() {
    let (t, alice) = alice().await;

    let first = refresh(&t.anonymous(), &alice.refresh_token).await.expect(200);
    let second = refresh(&t.anonymous(), &text(&first, "refresh_token")).await.expect(200);

    assert_ne!(text(&first, "refresh_token"), alice.refresh_token);
    assert_ne!(text(&second, "refresh_token"), text(&first, "refresh_token"));
    assert_eq!(second.json()["user"]["id"], json!(alice.id));
    assert_eq!(second.json()["organization"]["id"], json!(alice.organization));
    alice.bearing(&text(&second, "access_token")).get("/v1/me").await.expect(200);
    alice.get("/v1/me").await.expect(200);
}

#[tokio::test]
async fn a_retry_by_the_same_client_gets_the_same_successor() {
    let (t, alice) = alice().await;
    let client = t.anonymous().with("user-agent", "a browser");

    let answers =
        futures_util::future::join_all((0..4).map(|_| refresh(&client, &alice.refresh_token))).await;
    t.advance(SignedDuration::from_secs(9));
    let late = refresh(&client, &alice.refresh_token).await.expect(200);

    let successor = text(&late, "refresh_token");
    for answer in answers {
        assert_eq!(text(&answer.expect(200), "refresh_token"), successor);
    }
    refresh(&client, &successor).await.expect(200);
}

#[tokio::test]
async fn a_retired_token_that_comes_back_late_ends_the_session() {
    let (t, alice) = alice().await;
    let successor = refresh(&t.anonymous(), &alice.refresh_token).await.expect(200);

    t.advance(SignedDuration::from_secs(11));
    let reused = refresh(&t.anonymous(), &alice.refresh_token).await.expect(401);

    assert_eq!(reused.json()["code"], "invalid_token");
    assert_session_ended(&t, &alice, &text(&successor, "refresh_token")).await;
}

#[tokio::test]
async fn a_retired_token_in_other_hands_ends_the_session() {
    let (t, alice) = alice().await;
    let successor = refresh(&t.anonymous(), &alice.refresh_token).await.expect(200);

    refresh(&t.anonymous().from("203.0.113.9"), &alice.refresh_token).await.expect(401);

    assert_session_ended(&t, &alice, &text(&successor, "refresh_token")).await;
}

async fn assert_session_ended(t: &TestApp, alice: &User, successor: &str) {
    refresh(&t.anonymous(), successor).await.expect(401);
    for path in ["/v1/me", "/v1/projects"] {
        assert_eq!(alice.get(path).await.expect(401).json()["code"], "session_ended");
    }
    let admin = t.database.superuser().await;
    let logged: i64 = admin
        .query_one("select count(*) from platform.audit_logs where action = 'refresh_token_reused'", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(logged, 1);
    let reason: String = admin
        .query_one("select revoked_reason from accounts.sessions where user_id = $1", &[&alice.id])
        .await
        .unwrap()
        .get(0);
    assert_eq!(reason, "token_reuse");
    // Other sessions of the person stand.
    login(&t.anonymous(), &alice.email, PASSWORD).await.expect(200);
}

#[tokio::test]
async fn a_session_lives_while_it_is_used() {
    let (t, alice) = alice().await;
    let thirteen_days = SignedDuration::from_hours(13 * 24);

    t.advance(thirteen_days);
    let first = refresh(&t.anonymous(), &alice.refresh_token).await.expect(200);
    t.advance(thirteen_days);
    let second = refresh(&t.anonymous(), &text(&first, "refresh_token")).await.expect(200);
    alice.bearing(&text(&second, "access_token")).get("/v1/me").await.expect(200);
    t.advance(SignedDuration::from_hours(14 * 24));
    refresh(&t.anonymous(), &text(&second, "refresh_token")).await.expect(401);
}

#[tokio::test]
async fn a_wrong_token_refreshes_nothing() {
    let (t, _) = alice().await;
    for input in [
        json!({ "refresh_token": "A".repeat(43) }),
        json!({ "refresh_token": "short" }),
        json!({ "refresh_token": null }),
        json!({}),
    ] {
        let answer = t.anonymous().post("/v1/auth/refresh", input).await.expect(401);
        assert_eq!(answer.json()["code"], "invalid_token");
    }
    let answer = t.anonymous().post("/v1/auth/refresh", json!({ "token": "x" })).await.expect(422);
    assert_eq!(answer.pointers(), ["/token"]);
}

#[tokio::test]
async fn signing_out_with_the_refresh_token_ends_the_session() {
    let (t, alice) = alice().await;

    let answer = t
        .anonymous()
        .with("cookie", &format!("theme=dark; refresh_token={}", alice.refresh_token))
        .post("/v1/auth/logout", json!({}))
        .await
        .expect(204);

    assert!(answer.header("set-cookie").starts_with("refresh_token=; Path=/v1/auth; Max-Age=0;"));
    assert!(answer.body.is_empty());
    assert_eq!(alice.get("/v1/me").await.expect(401).json()["code"], "session_ended");
    refresh(&t.anonymous(), &alice.refresh_token).await.expect(401);
}

#[tokio::test]
async fn signing_out_with_the_access_token_ends_its_session_only() {
    let (t, alice) = alice().await;
    let other = login(&t.anonymous(), &alice.email, PASSWORD).await.expect(200);

    alice.post("/v1/auth/logout", json!({})).await.expect(204);

    assert_eq!(alice.get("/v1/projects").await.expect(401).json()["code"], "session_ended");
    alice.bearing(&text(&other, "access_token")).get("/v1/me").await.expect(200);
    let signed_out: i64 = t
        .database
        .superuser()
        .await
        .query_one("select count(*) from platform.audit_logs where action = 'signed_out'", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(signed_out, 1);
}

#[tokio::test]
async fn signing_out_twice_or_without_a_session_is_fine() {
    let (t, alice) = alice().await;
    for _ in 0..2 {
        t.anonymous()
            .post("/v1/auth/logout", json!({ "refresh_token": alice.refresh_token }))
            .await
            .expect(204);
    }
    t.anonymous().request(http::Method::POST, "/v1/auth/logout", None).await.expect(204);
}
