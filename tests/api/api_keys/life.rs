//! Keys are made, seen and revoked.

use jiff::SignedDuration;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{id, key, text};
use crate::harness::TestApp;

#[tokio::test]
async fn a_key_is_shown_once_and_kept_nowhere() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let body = json!({ "name": " Nightly import ", "scopes": ["files.write", "projects.read"] });
    let answer = alice.with("idempotency-key", "k").post("/v1/api-keys", body).await.expect(201);
    let made = answer.json();
    let text = text(&made);
    assert!(text.starts_with("pz_") && text.len() == 83, "{text}");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("location"), format!("/v1/api-keys/{}", id(&made)));
    assert_eq!(
        (&made["api_key"]["name"], &made["api_key"]["status"]),
        (&json!("Nightly import"), &json!("active"))
    );
    assert!(text.ends_with(made["api_key"]["hint"].as_str().unwrap()));

    let read = alice.get(&format!("/v1/api-keys/{}", id(&made))).await.expect(200);
    assert_eq!(read.json(), made["api_key"]);
    assert_eq!(read.header("etag"), "\"1\"");
    let admin = t.database.superuser().await;
    let hash: Vec<u8> = admin.query_one("select key_hash from accounts.api_keys", &[]).await.unwrap().get(0);
    assert_eq!(hash, Sha256::digest(text).to_vec());
    let secret = &text[50..];
    for table in ["accounts.api_keys", "platform.audit_logs", "platform.idempotency_keys", "platform.outbox"]
    {
        let sql = format!("select count(*) from {table} t where strpos(to_jsonb(t)::text, $1) > 0");
        let rows: i64 = admin.query_one(&sql, &[&secret]).await.unwrap().get(0);
        assert_eq!(rows, 0, "{table}");
    }
}

#[tokio::test]
async fn a_repeated_request_is_told_that_the_key_was_made_and_a_dry_run_makes_none() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let body = json!({ "name": "Program", "scopes": ["projects.read"] });
    let dry = alice.post("/v1/api-keys?dry_run=true", body.clone()).await.expect(200).json();
    assert_eq!((&dry["status"], &dry["body"]["key"]), (&json!(201), &Value::Null));
    let keyed = alice.with("idempotency-key", "k");
    keyed.post("/v1/api-keys", body.clone()).await.expect(201);
    let again = keyed.post("/v1/api-keys", body).await.expect(409);
    assert_eq!(again.json()["code"], "already_created");
    let other = json!({ "name": "Other", "scopes": ["projects.read"] });
    assert_eq!(
        keyed.post("/v1/api-keys", other).await.expect(422).json()["errors"][0]["code"],
        "idempotency_key_reused"
    );
    let listed = alice.get("/v1/api-keys").await.expect(200).json();
    assert_eq!(listed["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn each_wrong_field_is_named() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let bob = acme.user("bob", "editor").await;
    let past = t.now() - SignedDuration::from_secs(1);
    let scopes = json!(["projects.read"]);
    for (body, pointers) in [
        (json!({ "scopes": scopes }), vec!["/name"]),
        (json!({ "name": " ", "scopes": scopes }), vec!["/name"]),
        (json!({ "name": "ü".repeat(101), "scopes": scopes }), vec!["/name"]),
        (json!({ "name": "a\0", "scopes": scopes }), vec!["/name"]),
        (json!({ "name": "a" }), vec!["/scopes"]),
        (json!({ "name": "a", "scopes": [] }), vec!["/scopes"]),
        (json!({ "name": "a", "scopes": "projects.read" }), vec!["/scopes"]),
        (json!({ "name": "a", "scopes": ["projects.read", "everything"] }), vec!["/scopes/1"]),
        (
            json!({ "name": "a", "scopes": ["organization.delete", "projects.delete"] }),
            vec!["/scopes/0", "/scopes/1"],
        ),
        (json!({ "name": "a", "scopes": ["files.read", "files.read"] }), vec!["/scopes/1"]),
        (json!({ "name": "a", "scopes": vec!["files.read"; 201] }), vec!["/scopes"]),
        (json!({ "name": "a", "scopes": scopes, "expires_at": past }), vec!["/expires_at"]),
        (json!({ "name": "a", "scopes": scopes, "expires_at": "soon" }), vec!["/expires_at"]),
        (json!({ "name": "a", "scopes": scopes, "user_id": bob.id }), vec!["/user_id"]),
    ] {
        assert_eq!(bob.post("/v1/api-keys", body.clone()).await.expect(422).pointers(), pointers, "{body}");
    }
}

#[tokio::test]
async fn keys_take_a_fresh_factor_and_a_key_makes_no_key() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let (program, first) = key(&alice, &["api_keys.write", "projects.read"]).await;
    let body = json!({ "name": "Program", "scopes": ["projects.read"] });
    let rotate = format!("/v1/api-keys/{first}/rotate");
    for (client, path, body) in [(&program, "/v1/api-keys", &body), (&program, rotate.as_str(), &json!({}))] {
        let refused = client.post(path, body.clone()).await.expect(403);
        assert_eq!(refused.json()["code"], "step_up_required");
    }
    t.advance(SignedDuration::from_mins(11));
    for (path, body) in [("/v1/api-keys", &body), (rotate.as_str(), &json!({}))] {
        assert_eq!(alice.post(path, body.clone()).await.expect(403).json()["code"], "step_up_required");
    }
    // Revoking must not wait for anything.
    alice.delete(&format!("/v1/api-keys/{first}")).await.expect(204);
}

#[tokio::test]
async fn a_person_has_so_many_keys_and_no_more() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let (_, first) = key(&alice, &["projects.read"]).await;
    let fill = "insert into accounts.api_keys (id, organization_id, user_id, name, key_hash, hint, scopes, created_at, updated_at) \
                select uuidv7(), organization_id, user_id, name, sha256(n::text::bytea), hint, scopes, created_at, updated_at \
                from accounts.api_keys, generate_series(1, 99) as n where id = $1";
    t.database.superuser().await.execute(fill, &[&first]).await.unwrap();
    let body = json!({ "name": "Program", "scopes": ["projects.read"] });
    let refused = alice.post("/v1/api-keys", body.clone()).await.expect(409);
    assert_eq!(refused.json()["code"], "too_many_api_keys");
    alice.delete(&format!("/v1/api-keys/{first}")).await.expect(204);
    alice.post("/v1/api-keys", body).await.expect(201);
}

#[tokio::test]
async fn one_sees_ones_own_keys_and_who_runs_the_organization_sees_all() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (bob, carol) = (acme.user("bob", "editor").await, acme.user("carol", "editor").await);
    let (_, hers) = key(&acme.founder, &["projects.read"]).await;
    let (_, his) = key(&bob, &["projects.read"]).await;
    let ids = |answer: Value| -> Vec<Value> {
        answer["data"].as_array().unwrap().iter().map(|key| key["id"].clone()).collect()
    };
    assert_eq!(ids(acme.founder.get("/v1/api-keys?sort=created_at").await.json()), [json!(hers), json!(his)]);
    assert_eq!(ids(acme.founder.get(&format!("/v1/api-keys?user_id={}", bob.id)).await.json()), [json!(his)]);
    assert_eq!(ids(acme.founder.get("/v1/api-keys?q=PROG&limit=1").await.json()).len(), 1);
    assert_eq!(ids(bob.get("/v1/api-keys").await.json()), [json!(his)]);
    assert_eq!(ids(carol.get("/v1/api-keys").await.json()), [] as [Value; 0]);
    for path in [format!("/v1/api-keys/{his}"), format!("/v1/api-keys/{hers}")] {
        carol.get(&path).await.expect(404);
        carol.delete(&path).await.expect(404);
        carol.post(&format!("{path}/rotate"), json!({})).await.expect(404);
    }
    acme.founder.delete(&format!("/v1/api-keys/{his}")).await.expect(204);
    bob.get(&format!("/v1/api-keys/{his}")).await.expect(404);
    acme.founder.delete(&format!("/v1/api-keys/{his}")).await.expect(404);
}

#[tokio::test]
async fn a_stale_version_revokes_nothing() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let (program, id) = key(&alice, &["projects.read"]).await;
    let path = format!("/v1/api-keys/{id}");
    alice.with("if-match", "\"7\"").delete(&path).await.expect(412);
    alice.delete(&format!("{path}?dry_run=true")).await.expect(200);
    program.get("/v1/projects").await.expect(200);
    let etag = alice.get(&path).await.expect(200).header("etag").to_owned();
    alice.with("if-match", &etag).delete(&path).await.expect(204);
}

#[tokio::test]
async fn keys_that_ended_long_ago_go() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let soon = t.now() + SignedDuration::from_hours(1);
    let expiring = json!({ "name": "Expiring", "scopes": ["projects.read"], "expires_at": soon });
    alice.post("/v1/api-keys", expiring).await.expect(201);
    let (_, revoked) = key(&alice, &["projects.read"]).await;
    alice.delete(&format!("/v1/api-keys/{revoked}")).await.expect(204);
    key(&alice, &["projects.read"]).await;
    let jobs = crate::harness::jobs::Jobs::new(&t).await;
    for (days, left) in [(89, 3), (2, 1), (400, 1)] {
        t.advance(SignedDuration::from_hours(24 * days));
        assert_eq!(jobs.retain().await.failures, 0);
        let count = "select count(*) from accounts.api_keys";
        let rows: i64 = t.database.superuser().await.query_one(count, &[]).await.unwrap().get(0);
        assert_eq!(rows, left, "after {days} days more");
    }
}
