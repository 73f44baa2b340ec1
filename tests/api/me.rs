//! `/v1/me`.

use serde_json::{Value, json};

use crate::harness::TestApp;

#[tokio::test]
async fn everybody_sees_themselves_and_where_they_belong() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = acme.user("alice", "viewer").await;
    let other = t.organization("other").await;
    other.admit(&alice, "editor").await;

    let me = alice.get("/v1/me").await.expect(200).json();

    assert_eq!(me["id"], json!(alice.id));
    assert_eq!(me["email"], json!(alice.email));
    assert_eq!((&me["first_name"], &me["last_name"]), (&json!("alice"), &json!("Test")));
    assert_eq!(
        (&me["email_verified"], &me["segment"], &me["timezone"]),
        (&json!(true), &json!("SMB"), &json!("UTC"))
    );
    assert_eq!((&me["is_active"], &me["is_2fa_enabled"]), (&json!(true), &json!(false)));
    assert!(me["last_login_at"].is_string());
    assert!(me.get("password_hash").is_none());
    assert_eq!(
        me["organizations"],
        json!([
            { "id": acme.id, "name": "acme", "roles": ["viewer"], "mfa_deadline": null },
            { "id": other.id, "name": "other", "roles": ["editor"], "mfa_deadline": null },
        ])
    );
}

#[tokio::test]
async fn a_profile_changes_by_merge_patch() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;

    let patch = json!({ "first_name": "Alicia", "phone": "+49 30 1", "timezone": "Europe/Berlin" });
    let answer = alice.patch("/v1/me", patch).await.expect(200);
    let cleared = alice.patch("/v1/me", json!({ "phone": null })).await.expect(200);

    assert_eq!(answer.json()["first_name"], "Alicia");
    assert_eq!(answer.json()["phone"], "+49 30 1");
    assert_eq!(answer.json()["last_name"], "Test");
    assert_eq!(cleared.json()["phone"], Value::Null);
    assert_eq!(cleared.json()["timezone"], "Europe/Berlin");
    let read = alice.get("/v1/me").await.expect(200);
    assert_eq!(read.json(), cleared.json());
    assert_eq!(read.header("etag"), cleared.header("etag"));
}

#[tokio::test]
async fn what_is_not_ones_own_to_change_is_refused_by_name() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    let before = alice.get("/v1/me").await.json();
    for (patch, pointer) in [
        (json!({ "email": "eve@example.org" }), "/email"),
        (json!({ "email_verified": true }), "/email_verified"),
        (json!({ "id": t.context.id() }), "/id"),
        (json!({ "segment": "ENTERPRISE" }), "/segment"),
        (json!({ "is_2fa_enabled": true }), "/is_2fa_enabled"),
        (json!({ "password_hash": "x" }), "/password_hash"),
        (json!({ "organizations": [] }), "/organizations"),
        (json!({ "first_name": null }), "/first_name"),
        (json!({ "first_name": " " }), "/first_name"),
        (json!({ "phone": "x".repeat(51) }), "/phone"),
        (json!({ "phone": "a\u{0}" }), "/phone"),
        (json!({ "timezone": "Mars/Olympus" }), "/timezone"),
        (json!({ "timezone": "" }), "/timezone"),
        (json!({ "timezone": null }), "/timezone"),
        (json!([1]), ""),
    ] {
        assert_eq!(alice.patch("/v1/me", patch.clone()).await.expect(422).pointers(), [pointer], "{patch}");
    }
    assert_eq!(alice.get("/v1/me").await.json(), before);
}

#[tokio::test]
async fn a_profile_has_a_version() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    let tag = alice.get("/v1/me").await.header("etag").to_owned();

    alice.with("if-none-match", &tag).get("/v1/me").await.expect(304);
    alice.with("if-match", &tag).patch("/v1/me", json!({ "phone": "1" })).await.expect(200);
    alice.with("if-match", &tag).patch("/v1/me", json!({ "phone": "2" })).await.expect(412);

    alice.with("if-none-match", &tag).get("/v1/me").await.expect(200);
    assert_eq!(alice.get("/v1/me").await.json()["phone"], "1");
}

#[tokio::test]
async fn two_changes_at_once_do_not_undo_each_other() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    for round in 0..5 {
        let (phone, position) = (json!(format!("{round}")), json!(format!("position {round}")));
        let (one, two) = tokio::join!(
            alice.patch("/v1/me", json!({ "phone": phone })),
            alice.patch("/v1/me", json!({ "position": position })),
        );
        one.expect(200);
        two.expect(200);
        let me = alice.get("/v1/me").await.json();
        assert_eq!((&me["phone"], &me["position"]), (&phone, &position));
    }
}

#[tokio::test]
async fn a_dry_run_changes_nothing() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    let before = alice.get("/v1/me").await;

    let answer = alice.patch("/v1/me?dry_run=true", json!({ "phone": "1" })).await.expect(200).json();

    assert_eq!((&answer["dry_run"], &answer["status"]), (&json!(true), &json!(200)));
    assert_eq!(answer["body"]["phone"], "1");
    let after = alice.get("/v1/me").await;
    assert_eq!(after.json(), before.json());
    assert_eq!(after.header("etag"), before.header("etag"));
}

#[tokio::test]
async fn a_change_is_logged_without_its_values() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;

    alice.patch("/v1/me", json!({ "phone": "+49 30 901820" })).await.expect(200);

    let row = t
        .database
        .superuser()
        .await
        .query_one(
            "select actor_id, organization_id, a::text from platform.audit_logs a \
             where resource_type = 'user' and action = 'updated'",
            &[],
        )
        .await
        .unwrap();
    assert_eq!(row.get::<_, uuid::Uuid>(0), alice.id);
    assert_eq!(row.get::<_, uuid::Uuid>(1), alice.organization);
    assert!(!row.get::<_, &str>(2).contains("901820"));
}
