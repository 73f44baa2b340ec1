//! `/v1/webhooks` and `/v1/webhook-deliveries`.

mod deliveries;
mod emission;
mod retries;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{TestApp, webhooks::id};

/// An address that nothing is ever sent to.
const NOWHERE: &str = "https://hooks.example/plugzero";

#[tokio::test]
async fn a_webhook_reads_back_and_shows_its_secret_once() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let input = json!({
        "url": NOWHERE, "description": " CRM ", "project_id": project,
        "event_types": ["project.updated", "file.processed", "project.updated"],
    });

    let created = alice.post("/v1/webhooks", input).await.expect(201);

    let mut webhook = created.json();
    let secret = webhook.as_object_mut().unwrap().remove("secret").unwrap();
    assert!(secret.as_str().unwrap().starts_with("whsec_") && secret.as_str().unwrap().len() > 40);
    assert!(webhook["public_key"].as_str().unwrap().starts_with("whpk_"));
    assert_eq!(webhook["event_types"], json!(["file.processed", "project.updated"]));
    let facts =
        (&webhook["description"], &webhook["project_id"], &webhook["is_active"], &webhook["disabled"]);
    assert_eq!(facts, (&json!("CRM"), &json!(project), &json!(true), &Value::Null));
    let path = created.header("location").to_owned();
    assert_eq!(alice.get(&path).await.expect(200).json(), webhook);
    let list = alice.get("/v1/webhooks?q=crm&is_active=true").await.expect(200).json();
    assert_eq!(list["data"], json!([webhook]));
    assert_eq!(alice.get("/v1/webhooks?is_active=false").await.json()["data"], json!([]));

    let paused = alice.patch(&path, json!({ "is_active": false, "event_types": null })).await.expect(200);
    assert_eq!((&paused.json()["disabled"]["reason"], paused.header("etag")), (&json!("paused"), "\"2\""));
    assert_eq!(paused.json()["event_types"], json!([]));
    alice.with("if-match", "\"1\"").patch(&path, json!({ "is_active": true })).await.expect(412);
    let active = alice.patch(&path, json!({ "is_active": true })).await.expect(200).json();
    assert_eq!((&active["is_active"], &active["disabled"]), (&json!(true), &Value::Null));
    alice.with("if-match", "\"1\"").delete(&path).await.expect(412);
    alice.delete(&path).await.expect(204);
    alice.get(&path).await.expect(404);
}

#[tokio::test]
async fn every_wrong_field_is_named() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let theirs = t.organization("other").await.founder.project("Theirs").await;
    for (input, pointer) in [
        (json!({}), "/url"),
        (json!({ "url": 1 }), "/url"),
        (json!({ "url": "" }), "/url"),
        (json!({ "url": "hooks.example" }), "/url"),
        (json!({ "url": "ftp://hooks.example/" }), "/url"),
        (json!({ "url": "http://8.8.8.8/" }), "/url"),
        (json!({ "url": "https://a:b@hooks.example/" }), "/url"),
        (json!({ "url": "https://169.254.169.254/latest/meta-data" }), "/url"),
        (json!({ "url": "https://[::ffff:10.0.0.1]/" }), "/url"),
        (json!({ "url": "https://2886729729/" }), "/url"),
        (json!({ "url": format!("https://hooks.example/{}", "x".repeat(2000)) }), "/url"),
        (json!({ "url": NOWHERE, "description": "x".repeat(2001) }), "/description"),
        (json!({ "url": NOWHERE, "event_types": ["project.created", "project.exploded"] }), "/event_types/1"),
        (json!({ "url": NOWHERE, "event_types": ["webhook.test"] }), "/event_types/0"),
        (json!({ "url": NOWHERE, "event_types": "project.created" }), "/event_types"),
        (json!({ "url": NOWHERE, "project_id": theirs }), "/project_id"),
        (json!({ "url": NOWHERE, "project_id": t.context.id() }), "/project_id"),
        (json!({ "url": NOWHERE, "project_id": "x" }), "/project_id"),
        (json!({ "url": NOWHERE, "is_active": "yes" }), "/is_active"),
        (json!({ "url": NOWHERE, "secret": "whsec_AAAA" }), "/secret"),
    ] {
        let answer = alice.post("/v1/webhooks", input.clone()).await.expect(422);
        assert_eq!(answer.pointers(), [pointer], "{input}");
    }
    let webhook = alice.post("/v1/webhooks", json!({ "url": NOWHERE })).await.expect(201).json();
    let path = format!("/v1/webhooks/{}", id(&webhook));
    for (patch, pointer) in [
        (json!({ "url": null }), "/url"),
        (json!({ "url": "http://10.0.0.1/" }), "/url"),
        (json!({ "public_key": "x" }), "/public_key"),
        (json!({ "event_types": ["x"] }), "/event_types/0"),
    ] {
        assert_eq!(alice.patch(&path, patch.clone()).await.expect(422).pointers(), [pointer], "{patch}");
    }
    for (query, pointer) in
        [("status=LOST", "?status"), ("event_type=x", "?event_type"), ("limit=0", "?limit")]
    {
        let answer = alice.get(&format!("{path}/deliveries?{query}")).await.expect(422);
        assert_eq!(answer.pointers(), [pointer]);
    }
    let tomorrow = t.now() + jiff::SignedDuration::from_hours(24);
    for since in [json!(tomorrow), json!("yesterday"), json!(null)] {
        let answer = alice.post(&format!("{path}/recover"), json!({ "since": since })).await.expect(422);
        assert_eq!(answer.pointers(), ["/since"]);
    }
}

#[tokio::test]
async fn a_secret_is_never_kept_for_a_repeated_request() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let keyed = alice.with("idempotency-key", "once");
    let input = json!({ "url": NOWHERE });

    let webhook = keyed.post("/v1/webhooks", input.clone()).await.expect(201).json();
    let again = keyed.post("/v1/webhooks", input).await.expect(409);

    assert_eq!(again.json()["code"], "already_created");
    let rotate = format!("/v1/webhooks/{}/rotate-secret", id(&webhook));
    let rotated = keyed.post(&rotate, json!({})).await.expect(200).json();
    assert_eq!(keyed.post(&rotate, json!({})).await.expect(409).json()["code"], "already_created");
    assert_eq!(alice.get("/v1/webhooks").await.json()["data"].as_array().unwrap().len(), 1);
    let admin = t.database.superuser().await;
    let kept = "select coalesce(string_agg(k::text, ''), '') || (select string_agg(w::text, '') from platform.webhooks w) \
        || (select string_agg(a::text, '') from platform.audit_logs a) from platform.idempotency_keys k";
    let kept: String = admin.query_one(kept, &[]).await.unwrap().get(0);
    for secret in [&webhook["secret"], &rotated["secret"]] {
        let secret = secret.as_str().unwrap().strip_prefix("whsec_").unwrap();
        assert!(!kept.contains(secret) && kept.contains("webhook"));
    }
}

#[tokio::test]
async fn a_sealed_secret_copied_to_another_webhook_does_not_open() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let (one, two) = (
        alice.post("/v1/webhooks", json!({ "url": NOWHERE })).await.expect(201).json(),
        alice.post("/v1/webhooks", json!({ "url": NOWHERE })).await.expect(201).json(),
    );
    let copy = "update platform.webhooks set secret = (select secret from platform.webhooks where id = $1) where id = $2";
    t.database.superuser().await.execute(copy, &[&id(&one), &id(&two)]).await.unwrap();
    let post = crate::harness::webhooks::Post::new(&t).await;
    for (webhook, opens) in [(&one, true), (&two, false)] {
        let test = format!("/v1/webhooks/{}/test", id(webhook));
        let delivery = alice.post(&test, json!({})).await.expect(202).json();
        let due = crate::harness::webhooks::due(alice.organization, id(&delivery));
        assert_eq!(dispatch_webhook::handle(&post.dispatcher, &due).await.is_ok(), opens);
    }
}

#[tokio::test]
async fn an_organization_has_so_many_webhooks_and_no_more() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    for _ in 1..domain::platform::webhooks::MAX_WEBHOOKS {
        alice.post("/v1/webhooks", json!({ "url": NOWHERE })).await.expect(201);
    }
    // Two at once find room for one.
    let post = || alice.post("/v1/webhooks", json!({ "url": NOWHERE }));
    let (one, two) = futures_util::join!(post(), post());
    let mut statuses = [one.status(), two.status()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    let refused = alice.post("/v1/webhooks", json!({ "url": NOWHERE })).await.expect(409);
    assert_eq!(refused.json()["code"], "too_many_webhooks");
}

#[tokio::test]
async fn the_catalog_has_a_schema_for_every_event() {
    let t = TestApp::start().await;
    let viewer = t.organization("acme").await.user("v", "viewer").await;
    let catalog = viewer.get("/v1/webhooks/event-types").await.expect(200).json();
    let names: Vec<_> =
        catalog["data"].as_array().unwrap().iter().map(|event| event["name"].as_str().unwrap()).collect();
    for name in ["analysis.succeeded", "file.processed", "project.created", "webhook.test"] {
        assert!(names.contains(&name), "{name}");
    }
    for event in catalog["data"].as_array().unwrap() {
        assert_eq!(event["schema"]["properties"]["type"]["const"], event["name"]);
    }
}

#[tokio::test]
async fn who_may_not_see_everything_hears_of_single_projects_only() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let (hers, hidden) = (alice.project("Hers").await, alice.project("Hidden").await);
    let admin = t.database.superuser().await;
    let role = "insert into accounts.roles (id, name, description, permissions, is_system_role) values (uuidv7(), \
        'webhook_keeper', '', '[\"projects.read\", \"webhooks.read\", \"webhooks.write\"]', true)";
    admin.execute(role, &[]).await.unwrap();
    let bob = acme.user("bob", "webhook_keeper").await;
    let members: Vec<Uuid> = vec![bob.id];
    alice.put(&format!("/v1/projects/{hers}/members"), json!({ "user_ids": members })).await.expect(200);

    let refused = bob.post("/v1/webhooks", json!({ "url": NOWHERE })).await.expect(403);
    assert!(refused.json()["detail"].as_str().unwrap().ends_with("projects.read_all"));
    let refused = bob.post("/v1/webhooks", json!({ "url": NOWHERE, "project_id": hidden })).await.expect(422);
    assert_eq!(refused.pointers(), ["/project_id"]);
    let webhook =
        bob.post("/v1/webhooks", json!({ "url": NOWHERE, "project_id": hers })).await.expect(201).json();
    let path = format!("/v1/webhooks/{}", id(&webhook));
    bob.patch(&path, json!({ "project_id": null })).await.expect(403);
    bob.patch(&path, json!({ "description": "mine" })).await.expect(200);
}
