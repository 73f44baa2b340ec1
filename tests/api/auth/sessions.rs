//! The sessions that people see and end.

use jiff::SignedDuration;
use serde_json::json;

use super::refresh;
use crate::harness::TestApp;

#[tokio::test]
async fn people_see_where_they_are_signed_in() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    t.advance(SignedDuration::from_mins(5));
    let phone = t.anonymous().from("198.51.100.7").with("user-agent", "a phone");
    let input = json!({ "email": alice.email, "password": crate::harness::app::PASSWORD });
    phone.post("/v1/auth/login?cookie=false", input).await.expect(200);

    let sessions = alice.get("/v1/me/sessions").await.expect(200).json();

    let sessions = sessions["data"].as_array().unwrap();
    assert_eq!(sessions.len(), 2);
    assert_eq!((&sessions[0]["ip"], &sessions[0]["user_agent"]), (&json!("198.51.100.7"), &json!("a phone")));
    assert_eq!((&sessions[0]["current"], &sessions[1]["current"]), (&json!(false), &json!(true)));
    let id = sessions[1]["id"].as_str().unwrap();
    let one = alice.get(&format!("/v1/me/sessions/{id}")).await.expect(200).json();
    assert_eq!(one, sessions[1]);
    t.advance(SignedDuration::from_mins(5));
    refresh(&t.anonymous(), &alice.refresh_token).await.expect(200);
    let later = alice.get(&format!("/v1/me/sessions/{id}")).await.expect(200).json();
    assert_ne!(later["last_used_at"], one["last_used_at"]);
}

#[tokio::test]
async fn an_ended_session_is_refused_at_its_next_request() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    let other = t.sign_in(&alice.email).await;
    let third = t.sign_in(&alice.email).await;
    let listed = other.get("/v1/me/sessions").await.expect(200).json();
    let current =
        listed["data"].as_array().unwrap().iter().find(|session| session["current"] == true).unwrap();
    let path = format!("/v1/me/sessions/{}", current["id"].as_str().unwrap());

    alice.delete(&format!("{path}?dry_run=true")).await.expect(200);
    other.get("/v1/projects").await.expect(200);
    alice.delete(&path).await.expect(204);
    other.get("/v1/projects").await.expect(401);
    refresh(&t.anonymous(), &other.refresh_token).await.expect(401);
    alice.delete(&path).await.expect(404);

    alice.delete("/v1/me/sessions").await.expect(204);
    third.get("/v1/me").await.expect(401);
    alice.get("/v1/me").await.expect(200);
}
