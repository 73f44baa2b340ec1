//! `Idempotency-Key`.

use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::json;

use super::{acme, count};

#[tokio::test]
async fn a_repeated_request_gets_the_first_answer() {
    let (t, acme) = acme().await;
    let alice = acme.founder.client.with("idempotency-key", "k-1");

    let first = alice.post("/v1/projects", json!({ "name": "Apollo" })).await.expect(201);
    alice.patch(first.header("location"), json!({ "name": "Gemini" })).await.expect(200);
    let again = alice.post("/v1/projects", json!({ "name": "Apollo" })).await.expect(201);

    assert_eq!(again.body, first.body, "to the byte, whatever has happened since");
    for header in ["content-type", "location", "etag", "cache-control"] {
        assert_eq!(again.header(header), first.header(header), "{header}");
    }
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert!(!first.headers.contains_key("idempotency-replayed"));
    assert_ne!(again.header("x-request-id"), first.header("x-request-id"));
    assert_eq!(count(&t, "ingestion.projects").await, 1);
}

#[tokio::test]
async fn a_key_is_good_for_one_body() {
    let (t, acme) = acme().await;
    let alice = acme.founder.client.with("idempotency-key", "k-1");
    alice.post("/v1/projects", json!({ "name": "Apollo" })).await.expect(201);

    let answer = alice.post("/v1/projects", json!({ "name": "Gemini" })).await.expect(422);

    assert_eq!(answer.json()["errors"][0]["code"], "idempotency_key_reused");
    assert_eq!(count(&t, "ingestion.projects").await, 1);
}

#[tokio::test]
async fn requests_at_the_same_moment_make_one_project() {
    let (t, acme) = acme().await;
    for round in 0..5 {
        let alice = acme.founder.client.with("idempotency-key", &format!("k-{round}"));
        let input = json!({ "name": format!("Apollo {round}") });

        let answers = join_all((0..4).map(|_| alice.post("/v1/projects", input.clone()))).await;

        assert!(answers.iter().any(|answer| answer.status() == 201), "{answers:?}");
        for answer in answers {
            if answer.status() != 201 {
                assert_eq!(answer.expect(409).json()["code"], "idempotency_key_in_use");
            }
        }
        assert_eq!(count(&t, "ingestion.projects").await, round + 1);
        alice.post("/v1/projects", input).await.expect(201);
    }
}

#[tokio::test]
async fn a_refusal_is_not_kept() {
    let (_, acme) = acme().await;
    let alice = &acme.founder;
    let viewer = acme.user("viewer", "viewer").await;
    let taken = alice.project("Apollo").await;
    let retry = alice.client.with("idempotency-key", "k");

    retry.post("/v1/projects", json!({ "name": "" })).await.expect(422);
    retry.post("/v1/projects", json!({ "name": "Apollo" })).await.expect(409);
    viewer.client.with("idempotency-key", "k").post("/v1/projects", json!({ "name": "x" })).await.expect(403);
    alice.delete(&format!("/v1/projects/{taken}")).await.expect(204);

    let answer = retry.post("/v1/projects", json!({ "name": "Apollo" })).await.expect(201);
    assert!(!answer.headers.contains_key("idempotency-replayed"));
}

#[tokio::test]
async fn callers_do_not_meet_in_a_key() {
    let (t, acme) = acme().await;
    let (ann, bob) = (acme.user("ann", "editor").await, acme.user("bob", "editor").await);
    let other = t.organization("other").await.founder;
    for (user, name) in [(&ann, "A"), (&bob, "B"), (&other, "A")] {
        let answer = user.with("idempotency-key", "k").post("/v1/projects", json!({ "name": name })).await;
        assert_eq!(answer.expect(201).json()["created_by"], json!(user.id));
    }
    assert_eq!(count(&t, "ingestion.projects").await, 3);
}

#[tokio::test]
async fn an_answer_is_kept_for_two_days() {
    let (t, acme) = acme().await;
    let alice = acme.founder.client.with("idempotency-key", "k");
    let hour = SignedDuration::from_hours(1);
    alice.post("/v1/projects", json!({ "name": "Apollo" })).await.expect(201);

    t.advance(hour * 47);
    let token = t.sign_in(&acme.founder.email).await.token.clone().unwrap();
    let kept = alice.bearing(&token).post("/v1/projects", json!({ "name": "Apollo" })).await.expect(201);
    assert_eq!(kept.header("idempotency-replayed"), "true");
    t.advance(hour);
    let token = t.sign_in(&acme.founder.email).await.token.clone().unwrap();
    let fresh = alice.bearing(&token).post("/v1/projects", json!({ "name": "Gemini" })).await.expect(201);
    assert_eq!(fresh.json()["name"], "Gemini");
    assert_eq!(count(&t, "platform.idempotency_keys").await, 1, "the expired record made room");
}

#[tokio::test]
async fn an_answer_is_for_the_signed_in_only() {
    let (_, acme) = acme().await;
    let alice = acme.founder.client.with("idempotency-key", "k");
    alice.post("/v1/projects", json!({ "name": "Apollo" })).await.expect(201);
    alice.post("/v1/auth/logout", json!({})).await.expect(204);

    alice.post("/v1/projects", json!({ "name": "Apollo" })).await.expect(401);
}

#[tokio::test]
async fn a_key_that_is_none_is_refused() {
    let (t, acme) = acme().await;
    for key in ["", &"x".repeat(256)] {
        let answer = acme
            .founder
            .with("idempotency-key", key)
            .post("/v1/projects", json!({ "name": "Apollo" }))
            .await
            .expect(422);
        assert_eq!(answer.pointers(), ["Idempotency-Key"]);
    }
    assert_eq!(count(&t, "ingestion.projects").await, 0);
    let longest = acme.founder.with("idempotency-key", &"x".repeat(255));
    longest.post("/v1/projects", json!({ "name": "Apollo" })).await.expect(201);
}
