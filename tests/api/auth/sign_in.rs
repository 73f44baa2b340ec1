//! Signing in.

use argon2::{Algorithm, Argon2, Params, Version, password_hash::PasswordHasher as _};
use domain::accounts::passwords;
use jiff::SignedDuration;
use serde_json::json;

use super::{address, login, register, text, words};
use crate::harness::{TestApp, app::PASSWORD};

#[tokio::test]
async fn a_wrong_address_and_a_wrong_password_are_answered_alike() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    let anyone = t.anonymous();

    let wrong_password = login(&anyone, &alice.email, "not the password").await.expect(401);
    let wrong_address = login(&anyone, &address(&t), PASSWORD).await.expect(401);

    assert_eq!(wrong_password.json()["code"], "invalid_credentials");
    assert_eq!(wrong_password.header("www-authenticate"), "Bearer");
    assert_eq!(words(&wrong_password), words(&wrong_address));
}

#[tokio::test]
async fn a_deactivated_person_is_a_wrong_password() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    let admin = t.database.superuser().await;
    admin.execute("update accounts.users set is_active = false where id = $1", &[&alice.id]).await.unwrap();

    let answer = login(&t.anonymous(), &alice.email, PASSWORD).await.expect(401);

    assert_eq!(answer.json()["code"], "invalid_credentials");
    assert_eq!(alice.get("/v1/me").await.expect(401).json()["code"], "session_ended");
    assert_eq!(alice.get("/v1/projects").await.expect(401).json()["code"], "session_ended");
    super::refresh(&t.anonymous(), &alice.refresh_token).await.expect(401);
}

#[tokio::test]
async fn browsers_get_the_refresh_token_as_a_cookie_that_scripts_cannot_read() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;

    let input = json!({ "email": alice.email, "password": PASSWORD });
    let answer = t.anonymous().post("/v1/auth/login", input).await.expect(200);

    assert!(answer.json().get("refresh_token").is_none());
    assert_eq!(answer.header("cache-control"), "no-store");
    let cookie = answer.header("set-cookie");
    let (pair, attributes) = cookie.split_once("; ").unwrap();
    assert!(pair.starts_with("refresh_token=") && pair.len() > 50, "{cookie}");
    assert_eq!(attributes, "Path=/v1/auth; Max-Age=1209600; HttpOnly; Secure; SameSite=Strict");
    let refreshed = t.anonymous().with("cookie", pair).post("/v1/auth/refresh", json!({})).await.expect(200);
    assert!(refreshed.header("set-cookie").starts_with("refresh_token="));
    assert!(!refreshed.header("set-cookie").starts_with(pair), "it rotates");
}

#[tokio::test]
async fn other_clients_get_the_refresh_token_in_the_body() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;

    let answer = login(&t.anonymous(), &alice.email, PASSWORD).await.expect(200);

    assert_eq!(text(&answer, "refresh_token").len(), 43);
    assert!(!answer.headers.contains_key("set-cookie"));
    let input = json!({ "email": alice.email, "password": PASSWORD });
    let answer = t.anonymous().post("/v1/auth/login?cookie=maybe", input.clone()).await.expect(422);
    assert_eq!(answer.pointers(), ["?cookie"]);
    let answer = t.anonymous().post("/v1/auth/login?cooky=false", input).await.expect(422);
    assert_eq!(answer.pointers(), ["?cooky"]);
}

#[tokio::test]
async fn guesses_are_throttled_without_locking_the_owner_out() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (alice, bob) = (acme.user("alice", "viewer").await, acme.user("bob", "viewer").await);
    // From the beginning of a window, so that the attempts fall into one.
    t.advance(SignedDuration::from_secs(60 - t.now().as_second().rem_euclid(60)));
    let guesser = t.anonymous().from("203.0.113.7");

    for _ in 0..10 {
        login(&guesser, &alice.email, "not the password").await.expect(401);
    }
    let refused = login(&guesser, &alice.email, PASSWORD).await.expect(429);

    assert_eq!(refused.json()["code"], "too_many_requests");
    let wait: i64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    login(&guesser, &alice.email.to_uppercase(), PASSWORD).await.expect(429);
    login(&guesser, &bob.email, PASSWORD).await.expect(200);
    login(&t.anonymous(), &alice.email, PASSWORD).await.expect(200);
    t.advance(SignedDuration::from_secs(wait));
    login(&guesser, &alice.email, PASSWORD).await.expect(200);
}

#[tokio::test]
async fn a_sign_in_is_logged_with_where_it_came_from() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    let client =
        t.anonymous().from("2001:db8::17").with("user-agent", "a browser").with("x-request-id", "r-1");

    login(&client, &alice.email, PASSWORD).await.expect(200);

    let row = t
        .database
        .superuser()
        .await
        .query_one(
            "select a.actor_id, host(a.ip), a.user_agent, host(s.ip), s.user_agent from platform.audit_logs a \
             join accounts.sessions s on s.id = a.resource_id and s.organization_id = a.organization_id \
             where a.action = 'signed_in' and a.request_id = 'r-1'",
            &[],
        )
        .await
        .unwrap();
    assert_eq!(row.get::<_, uuid::Uuid>(0), alice.id);
    for (address, agent) in [(1, 2), (3, 4)] {
        assert_eq!(row.get::<_, String>(address), "2001:db8::17");
        assert_eq!(row.get::<_, String>(agent), "a browser");
    }
}

#[tokio::test]
async fn a_hash_of_the_past_is_renewed_at_sign_in() {
    let t = TestApp::start().await;
    let (email, anyone) = (address(&t), t.anonymous());
    register(&anyone, &email, PASSWORD).await.expect(202);
    let weaker = Params::new(8 * 1024, 1, 1, None).unwrap();
    let outdated = Argon2::new(Algorithm::Argon2id, Version::V0x13, weaker)
        .hash_password_with_salt(PASSWORD.as_bytes(), b"0123456789abcdef")
        .unwrap()
        .to_string();
    let admin = t.database.superuser().await;
    admin
        .execute("update accounts.users set email_verified = true, password_hash = $1", &[&outdated])
        .await
        .unwrap();

    login(&anyone, &email, PASSWORD).await.expect(200);

    let hash: String = admin.query_one("select password_hash from accounts.users", &[]).await.unwrap().get(0);
    assert_eq!(passwords::verify(PASSWORD, Some(&hash)), passwords::Verdict::Right);
}
