//! `/v1/settings` and `/v1/preferences`, and every key where it applies.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::auth::refresh;
use crate::harness::{TestApp, files::announce};

const UPLOAD: &str = "/v1/settings/max_upload_size_mb";
const TIMEOUT: &str = "/v1/settings/session_timeout_minutes";

fn keys(answer: &Value) -> Vec<&str> {
    answer["data"].as_array().unwrap().iter().map(|row| row["setting_key"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_setting_holds_until_it_is_reset() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let before = alice.get(UPLOAD).await.expect(200);
    assert_eq!(before.header("etag"), "\"0\"");
    assert_eq!(
        (&before.json()["setting_value"], &before.json()["source"]),
        (&json!(16_384), &json!("default"))
    );

    let set = alice.put(UPLOAD, json!({ "setting_value": 5 })).await.expect(200);

    assert_eq!((&set.json()["setting_value"], &set.json()["source"]), (&json!(5), &json!("organization")));
    assert_eq!(set.json()["default_value"], json!(16_384));
    assert_eq!(alice.get(UPLOAD).await.expect(200).json(), set.json());
    alice.with("if-match", "\"0\"").put(UPLOAD, json!({ "setting_value": 6 })).await.expect(412);
    alice.with("if-match", "\"1\"").put(UPLOAD, json!({ "setting_value": 6 })).await.expect(200);
    alice.with("if-match", "\"1\"").delete(UPLOAD).await.expect(412);
    let other = t.organization("other").await.founder;
    assert_eq!(other.get(UPLOAD).await.expect(200).json()["source"], "default");
    alice.delete(UPLOAD).await.expect(204);
    alice.delete(UPLOAD).await.expect(204);
    assert_eq!(alice.get(UPLOAD).await.expect(200).json(), before.json());
    let logged: i64 = t
        .database
        .superuser()
        .await
        .query_one("select count(*) from platform.audit_logs where resource_type = 'setting'", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(logged, 3);
}

#[tokio::test]
async fn a_key_takes_its_own_values_only() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    for value in [json!(0), json!(16_385), json!(1.5), json!("5"), json!(null), json!([5])] {
        let answer = alice.put(UPLOAD, json!({ "setting_value": value })).await.expect(422);
        assert_eq!(answer.pointers(), ["/setting_value"], "{value}");
    }
    assert_eq!(alice.put(UPLOAD, json!({ "value": 5 })).await.expect(422).pointers(), ["/value"]);
    assert_eq!(
        alice.put(TIMEOUT, json!({ "setting_value": 29 })).await.expect(422).pointers(),
        ["/setting_value"]
    );
    for method in ["GET", "PUT", "DELETE"] {
        let method = method.parse().unwrap();
        let body = json!({ "setting_value": 1 });
        alice.request(method, "/v1/settings/enable_everything", Some(body)).await.expect(404);
    }
}

#[tokio::test]
async fn who_may_not_change_settings_reads_the_public_ones() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    acme.founder.put(UPLOAD, json!({ "setting_value": 5 })).await.expect(200);
    let viewer = acme.user("v", "viewer").await;

    let everything = acme.founder.get("/v1/settings").await.expect(200).json();
    let public = viewer.get("/v1/settings").await.expect(200).json();
    let platform = t.anonymous().get("/v1/settings").await.expect(200).json();

    assert!(keys(&everything).contains(&"session_timeout_minutes"));
    assert!(!keys(&public).contains(&"session_timeout_minutes"));
    assert_eq!(keys(&public), keys(&platform));
    assert_eq!(public["data"][0]["setting_value"], json!(5));
    assert_eq!(platform["data"][0]["setting_value"], json!(16_384), "an organization's value is its own");
    viewer.get(UPLOAD).await.expect(200);
    viewer.get(TIMEOUT).await.expect(403);
    viewer.put(UPLOAD, json!({ "setting_value": 6 })).await.expect(403);
    viewer.delete(UPLOAD).await.expect(403);
    t.anonymous().get(UPLOAD).await.expect(401);
}

#[tokio::test]
async fn max_upload_size_mb_bounds_the_files_that_are_announced() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    alice.put(UPLOAD, json!({ "setting_value": 2 })).await.expect(200);

    announce(&alice, project, "a.csv", 2 * 1024 * 1024).await.expect(201);
    let refused = announce(&alice, project, "b.csv", 2 * 1024 * 1024 + 1).await.expect(422);

    assert_eq!(refused.pointers(), ["/size_bytes"]);
    alice.delete(UPLOAD).await.expect(204);
    announce(&alice, project, "b.csv", 2 * 1024 * 1024 + 1).await.expect(201);
}

#[tokio::test]
async fn session_timeout_minutes_ends_sessions_that_are_not_refreshed() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let other = t.organization("other").await.founder;
    let (active, idle) = (acme.user("active", "viewer").await, acme.user("idle", "viewer").await);
    acme.founder.put(TIMEOUT, json!({ "setting_value": 30 })).await.expect(200);

    t.advance(SignedDuration::from_mins(20));
    let token = refresh(&t.anonymous(), &active.refresh_token).await.expect(200).json();
    t.advance(SignedDuration::from_mins(20));

    let token = token["refresh_token"].as_str().unwrap();
    refresh(&t.anonymous(), token).await.expect(200);
    refresh(&t.anonymous(), &idle.refresh_token).await.expect(401);
    refresh(&t.anonymous(), &other.refresh_token).await.expect(200);
}

#[tokio::test]
async fn preferences_are_each_persons_own() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (alice, viewer) = (&acme.founder, acme.user("v", "viewer").await);
    let theme = "/v1/preferences/theme_preference";

    let set = viewer.put(theme, json!({ "preference_value": "dark" })).await.expect(200).json();

    assert_eq!((&set["preference_value"], &set["source"]), (&json!("dark"), &json!("user")));
    let of = |answer: Value| answer["data"][0]["preference_value"].clone();
    assert_eq!(of(viewer.get("/v1/preferences").await.expect(200).json()), "dark");
    assert_eq!(of(alice.get("/v1/preferences").await.expect(200).json()), "system");
    viewer.put(theme, json!({ "preference_value": "light" })).await.expect(200);
    assert_eq!(of(viewer.get("/v1/preferences").await.expect(200).json()), "light");
    viewer.delete(theme).await.expect(204);
    assert_eq!(of(viewer.get("/v1/preferences").await.expect(200).json()), "system");
    for (key, value, pointer) in [
        ("theme_preference", json!("pink"), "/preference_value"),
        ("dashboard_refresh_interval", json!(-1), "/preference_value"),
        ("default_chart_colors", json!(["#000000", "blue"]), "/preference_value/1"),
    ] {
        let path = format!("/v1/preferences/{key}");
        let answer = viewer.put(&path, json!({ "preference_value": value })).await.expect(422);
        assert_eq!(answer.pointers(), [pointer], "{key}");
    }
    viewer
        .put("/v1/preferences/default_chart_colors", json!({ "preference_value": ["#abcdef"] }))
        .await
        .expect(200);
    viewer.put("/v1/preferences/timezone", json!({ "preference_value": "UTC" })).await.expect(404);
}
