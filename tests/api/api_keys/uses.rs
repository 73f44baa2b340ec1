//! What a key opens, for how long, and what is known of its use.

use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{key, text};
use crate::harness::TestApp;

#[tokio::test]
async fn a_key_may_what_its_scopes_and_its_owner_may() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let bob = acme.user("bob", "editor").await;
    let project = bob.project("Apollo").await;
    let (reader, _) = key(&bob, &["projects.read"]).await;
    let (writer, _) = key(&bob, &["projects.read", "projects.write"]).await;

    reader.get(&format!("/v1/projects/{project}")).await.expect(200);
    reader.patch(&format!("/v1/projects/{project}"), json!({ "name": "Gemini" })).await.expect(403);
    writer.patch(&format!("/v1/projects/{project}"), json!({ "name": "Gemini" })).await.expect(200);
    let made = writer
        .with("idempotency-key", "k")
        .post("/v1/projects", json!({ "name": "Mercury" }))
        .await
        .expect(201);
    assert_eq!(made.json()["created_by"], json!(bob.id));

    let demote = "update accounts.membership_roles set role_id = (select id from accounts.roles where name = 'viewer') \
                  where membership_id = (select id from accounts.memberships where user_id = $1)";
    t.database.superuser().await.execute(demote, &[&bob.id]).await.unwrap();
    writer.patch(&format!("/v1/projects/{project}"), json!({ "name": "Apollo" })).await.expect(403);
    writer.get(&format!("/v1/projects/{project}")).await.expect(200);
}

#[tokio::test]
async fn a_key_sees_no_more_than_its_scopes_even_where_its_owner_sees_all() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let bob = acme.user("bob", "editor").await;
    let his = bob.project("Apollo").await;
    acme.founder.get(&format!("/v1/projects/{his}")).await.expect(200);
    let (narrow, _) = key(&acme.founder, &["projects.read"]).await;
    narrow.get(&format!("/v1/projects/{his}")).await.expect(404);
    let (wide, _) = key(&acme.founder, &["projects.read", "projects.read_all"]).await;
    wide.get(&format!("/v1/projects/{his}")).await.expect(200);
}

#[tokio::test]
async fn a_dead_key_is_refused_from_the_next_request_on() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let admin = t.database.superuser().await;
    for (n, end) in [
        "update accounts.users set is_active = false where id = $1",
        "update accounts.users set deleted_at = now() where id = $1",
        "delete from accounts.memberships where user_id = $1",
        "update accounts.api_keys set revoked_at = now() where user_id = $1",
        "update accounts.api_keys set expires_at = now() - interval '1 second' where user_id = $1",
        "update accounts.organizations set deleted_at = now() where id in \
         (select organization_id from accounts.memberships where user_id = $1)",
    ]
    .into_iter()
    .enumerate()
    {
        let user = acme.user(&format!("user{n}"), "editor").await;
        let (program, _) = key(&user, &["projects.read"]).await;
        program.get("/v1/projects").await.expect(200);
        admin.execute(end, &[&user.id]).await.unwrap_or_else(|error| panic!("{end}: {error:?}"));
        let refused = program.get("/v1/projects").await.expect(401);
        assert_eq!(refused.json()["code"], "invalid_api_key", "{end}");
    }
}

#[tokio::test]
async fn a_key_that_expires_does_so_by_its_date() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let at = t.now() + SignedDuration::from_mins(5);
    let body = json!({ "name": "Short", "scopes": ["projects.read"], "expires_at": at });
    let made = alice.post("/v1/api-keys", body).await.expect(201).json();
    let program = alice.bearing(text(&made));
    program.get("/v1/projects").await.expect(200);
    t.advance(SignedDuration::from_mins(5));
    program.get("/v1/projects").await.expect(401);
    alice.get("/v1/projects").await.expect(200);
}

#[tokio::test]
async fn a_key_is_not_for_where_people_sign_in() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let (program, _) = key(&alice, &["projects.read"]).await;
    for answer in [
        program.get("/v1/me").await,
        program.get("/v1/me/sessions").await,
        program.post("/v1/auth/step-up", json!({ "password": "x" })).await,
    ] {
        let body = answer.expect(401).json();
        assert_eq!(body["code"], "api_key_not_accepted");
    }
    // Where nobody needs to be anybody, a key that is none is nobody.
    alice.bearing("pz_").get("/v1/settings").await.expect(200);
}

#[tokio::test]
async fn a_key_that_is_not_for_keys_sees_none() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let (narrow, id) = key(&alice, &["members.write", "projects.read"]).await;
    let (wide, _) = key(&alice, &["api_keys.write"]).await;
    narrow.get("/v1/api-keys").await.expect(403);
    narrow.get(&format!("/v1/api-keys/{id}")).await.expect(403);
    narrow.delete(&format!("/v1/api-keys/{id}")).await.expect(403);
    assert_eq!(wide.get("/v1/api-keys").await.expect(200).json()["data"].as_array().unwrap().len(), 2);
    wide.delete(&format!("/v1/api-keys/{id}")).await.expect(204);
}

#[tokio::test]
async fn the_activity_log_names_the_key() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let (program, id) = key(&alice, &["projects.read", "projects.write"]).await;
    program
        .with("user-agent", "importer/2.1")
        .post("/v1/projects", json!({ "name": "Apollo" }))
        .await
        .expect(201);
    alice.delete(&format!("/v1/api-keys/{id}")).await.expect(204);
    let sql = "select actor_id, user_agent from platform.audit_logs where resource_type = 'project'";
    let admin = t.database.superuser().await;
    let row = admin.query_one(sql, &[]).await.unwrap();
    assert_eq!(
        (row.get::<_, uuid::Uuid>(0), row.get::<_, String>(1)),
        (alice.id, format!("api-key/{id} importer/2.1"))
    );
    let sql = "select action, new_values from platform.audit_logs where resource_type = 'api_key' order by created_at, id";
    let entries = admin.query(sql, &[]).await.unwrap();
    let actions: Vec<String> = entries.iter().map(|row| row.get(0)).collect();
    assert_eq!(actions, ["created", "revoked"]);
    let created: Value = entries[0].get(1);
    assert_eq!(created["scopes"], json!(["projects.read", "projects.write"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_use_is_written_once_a_minute_and_nobody_waits_for_it() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let (program, id) = key(&alice, &["projects.read"]).await;
    let admin = t.database.superuser().await;
    let writes = async || -> (i64, bool) {
        let sql = "select version - 1, last_used_at is not null from accounts.api_keys where id = $1";
        let row = admin.query_one(sql, &[&id]).await.unwrap();
        (row.get(0), row.get(1))
    };
    assert_eq!(writes().await, (0, false));
    for answer in join_all((0..20).map(|_| program.get("/v1/projects"))).await {
        answer.expect(200);
    }
    assert_eq!(writes().await, (1, true), "reads are written down too, the first of them");
    t.advance(SignedDuration::from_secs(61));
    let mut holding = t.database.superuser().await;
    let slow = holding.transaction().await.unwrap();
    slow.execute("select from accounts.api_keys for update", &[]).await.unwrap();
    let beside = tokio::time::timeout(std::time::Duration::from_secs(5), program.get("/v1/projects"));
    beside.await.expect("it waits").expect(200);
    slow.commit().await.unwrap();
    program.get("/v1/projects").await.expect(200);
    program.get("/v1/projects").await.expect(200);
    assert_eq!(writes().await, (2, true));
}

#[tokio::test]
async fn a_key_has_a_rate_limit_of_its_own_once_it_is_proven() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let (program, _) = key(&alice, &["projects.read"]).await;
    let (other, _) = key(&alice, &["projects.read"]).await;
    let left = |header: &str| -> i64 {
        header.split("r=").nth(1).unwrap().split(';').next().unwrap().parse().unwrap()
    };
    // Anybody can name an organization: the first request counts for the address it comes from.
    let first = program.get("/v1/projects").await.expect(200);
    assert!(
        first.header("ratelimit-policy").starts_with("\"address\""),
        "{}",
        first.header("ratelimit-policy")
    );
    let mut last = 0;
    for _ in 0..3 {
        let answer = program.get("/v1/projects").await.expect(200);
        assert!(answer.header("ratelimit-policy").starts_with("\"caller\""));
        last = left(answer.header("ratelimit"));
    }
    other.get("/v1/projects").await.expect(200);
    let fresh = left(other.get("/v1/projects").await.expect(200).header("ratelimit"));
    assert!(fresh > last, "{fresh} {last}");
}
