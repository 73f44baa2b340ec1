//! A key is replaced while its program goes on working.

use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::json;

use super::{id, key, text};
use crate::harness::TestApp;

#[tokio::test]
async fn both_keys_work_until_the_overlap_is_over() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let (old, first) = key(&alice, &["projects.read", "files.read"]).await;
    let rotate = format!("/v1/api-keys/{first}/rotate");

    let made = alice.post(&rotate, json!({ "overlap_seconds": 300 })).await.expect(201).json();

    let new = alice.bearing(text(&made));
    assert_eq!(made["api_key"]["replaces"], json!(first));
    assert_eq!(made["api_key"]["scopes"], json!(["projects.read", "files.read"]));
    old.get("/v1/projects").await.expect(200);
    new.get("/v1/projects").await.expect(200);
    assert_eq!(alice.post(&rotate, json!({})).await.expect(409).json()["code"], "already_rotated");
    t.advance(SignedDuration::from_secs(300));
    assert_eq!(old.get("/v1/projects").await.expect(401).json()["code"], "invalid_api_key");
    new.get("/v1/projects").await.expect(200);
    let read = alice.get(&format!("/v1/api-keys/{first}")).await.expect(200).json();
    assert_eq!(read["status"], "expired");
    let expired = alice.post(&rotate, json!({})).await.expect(409);
    assert_eq!(expired.json()["code"], "already_rotated");
}

#[tokio::test]
async fn an_overlap_is_within_bounds_and_never_lengthens_a_life() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let soon = t.now() + SignedDuration::from_hours(1);
    let body = json!({ "name": "Short", "scopes": ["projects.read"], "expires_at": soon });
    let first = alice.post("/v1/api-keys", body).await.expect(201).json();
    let path = format!("/v1/api-keys/{}", id(&first));
    let rotate = format!("{path}/rotate");
    for overlap in [json!(-1), json!(604_801), json!("1 day"), json!(1.5)] {
        let refused = alice.post(&rotate, json!({ "overlap_seconds": overlap })).await.expect(422);
        assert_eq!(refused.pointers(), ["/overlap_seconds"]);
    }
    t.advance(SignedDuration::from_mins(5));
    let second = alice.post(&rotate, json!({})).await.expect(201).json();
    let old = alice.get(&path).await.expect(200).json();
    assert_eq!(old["expires_at"], first["api_key"]["expires_at"]);
    assert!(
        second["api_key"]["expires_at"].as_str() > old["expires_at"].as_str(),
        "as long a life as the first"
    );
    // Without an overlap the old one is refused at once.
    let rotate = format!("/v1/api-keys/{}/rotate", id(&second));
    alice.post(&rotate, json!({ "overlap_seconds": 0 })).await.expect(201);
    alice.bearing(text(&second)).get("/v1/projects").await.expect(401);
}

#[tokio::test]
async fn a_key_is_rotated_by_its_owner_with_what_they_still_hold() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let bob = acme.user("bob", "editor").await;
    let (_, his) = key(&bob, &["projects.read", "files.delete"]).await;
    let rotate = format!("/v1/api-keys/{his}/rotate");
    let refused = acme.founder.post(&rotate, json!({})).await.expect(403);
    assert_eq!(refused.json()["code"], "not_the_owner");
    let demote = "update accounts.membership_roles set role_id = (select id from accounts.roles where name = 'analyst') \
                  where membership_id = (select id from accounts.memberships where user_id = $1)";
    t.database.superuser().await.execute(demote, &[&bob.id]).await.unwrap();
    let made = bob.post(&rotate, json!({})).await.expect(201).json();
    assert_eq!(made["api_key"]["scopes"], json!(["projects.read"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_rotations_at_once_one_is_done() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let (_, first) = key(&alice, &["projects.read"]).await;
    let rotate = format!("/v1/api-keys/{first}/rotate");
    let answers = join_all((0..8).map(|_| alice.post(&rotate, json!({})))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409, 409, 409, 409, 409]);
}
