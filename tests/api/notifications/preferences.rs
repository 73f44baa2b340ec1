//! `/v1/notification-preferences`: what one wants to be told.

use domain::platform::notifications::{Notice, kinds::COMMENT_MENTION};
use futures_util::future::join_all;
use serde_json::{Value, json};

use super::inbox;
use crate::harness::{
    TestApp,
    app::User,
    notifications::{log, notify},
};

const PATH: &str = "/v1/notification-preferences";

fn of<'a>(preferences: &'a Value, key: &str) -> &'a Value {
    let types = preferences["types"].as_array().unwrap();
    types.iter().find(|it| it["notification_type"] == key).unwrap()
}

async fn get(user: &User) -> Value {
    user.get(PATH).await.expect(200).json()
}

#[tokio::test]
async fn choices_replace_defaults_and_the_set_replaces_choices() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let defaults = get(&alice).await;
    assert_eq!((&defaults["digest"], &defaults["digest_hour"]), (&json!("off"), &json!(8)));
    assert_eq!((&defaults["quiet_hours"], &defaults["timezone"]), (&Value::Null, &json!("UTC")));
    let mention = of(&defaults, "comment.mention");
    assert_eq!(
        (&mention["in_app"], &mention["email"], &mention["source"]),
        (&json!(true), &json!(true), &json!("default"))
    );

    let chosen = alice
        .with("if-match", "\"0\"")
        .put(
            PATH,
            json!({
                "types": [{ "notification_type": "comment.mention", "in_app": false },
                          { "notification_type": "file.processed", "email": true, "in_app": null }],
                "quiet_hours": { "from": "22:00", "until": "07:30" }, "digest": "daily", "digest_hour": 6,
            }),
        )
        .await
        .expect(200);

    let set = chosen.json();
    assert_eq!(set, get(&alice).await);
    assert_eq!(
        (&of(&set, "comment.mention")["in_app"], &of(&set, "comment.mention")["source"]),
        (&json!(false), &json!("user"))
    );
    assert_eq!(
        (&of(&set, "file.processed")["email"], &of(&set, "file.processed")["in_app"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(
        (&set["quiet_hours"], &set["digest_hour"]),
        (&json!({ "from": "22:00", "until": "07:30" }), &json!(6))
    );
    alice.with("if-match", "\"0\"").put(PATH, json!({})).await.expect(412);
    let version = chosen.header("etag").to_owned();
    alice.with("if-match", &version).put(PATH, json!({})).await.expect(200);
    let mut back = get(&alice).await;
    back["digest_hour"] = defaults["digest_hour"].clone();
    assert_eq!(back, defaults);
    alice.put(&format!("{PATH}?dry_run=true"), json!({ "digest": "hourly" })).await.expect(200);
    assert_eq!(get(&alice).await["digest"], "off");
}

#[tokio::test]
async fn every_wrong_choice_is_named() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let quiet = |from: &str, until: &str| json!({ "quiet_hours": { "from": from, "until": until } });
    for (input, pointer) in [
        (json!({ "digest": "weekly" }), "/digest"),
        (json!({ "digest_hour": 24 }), "/digest_hour"),
        (json!({ "digest_hour": -1 }), "/digest_hour"),
        (json!({ "digest_hour": "8" }), "/digest_hour"),
        (quiet("22:00", "22:00"), "/quiet_hours/until"),
        (quiet("24:00", "07:00"), "/quiet_hours/from"),
        (quiet("22:00", "7:00"), "/quiet_hours/until"),
        (quiet("+2:00", "07:00"), "/quiet_hours/from"),
        (quiet("22:00", "07:0\u{0661}"), "/quiet_hours/until"),
        (json!({ "quiet_hours": { "from": "22:00" } }), "/quiet_hours/until"),
        (json!({ "timezone": "UTC" }), "/timezone"),
        (json!({ "types": [{ "notification_type": "x" }] }), "/types/0/notification_type"),
        (json!({ "types": [{ "notification_type": "*", "email": false }] }), "/types/0/notification_type"),
        (json!({ "types": [{ "notification_type": "file.failed", "fax": true }] }), "/types/0/fax"),
        (json!({ "types": [{ "notification_type": "file.failed", "email": 1 }] }), "/types/0/email"),
        (
            json!({ "types": [{ "notification_type": "file.failed" }, { "notification_type": "file.failed" }] }),
            "/types/1/notification_type",
        ),
    ] {
        assert_eq!(alice.put(PATH, input.clone()).await.expect(422).pointers(), [pointer], "{input}");
    }
    let sql = "select count(*) from platform.notification_preferences";
    let rows: i64 = t.database.superuser().await.query_one(sql, &[]).await.unwrap().get(0);
    assert_eq!(rows, 0);
}

#[tokio::test]
async fn what_is_switched_off_does_not_come_and_the_log_says_so() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let off =
        json!({ "types": [{ "notification_type": "comment.mention", "in_app": false, "email": true }] });
    alice.put(PATH, off).await.expect(200);
    assert_eq!(notify(&t, acme.id, &[alice.id], Notice::new(&COMMENT_MENTION, "By mail only")).await, 1);
    assert!(inbox(alice).await.is_empty());
    let off =
        json!({ "types": [{ "notification_type": "comment.mention", "in_app": false, "email": false }] });
    alice.put(PATH, off).await.expect(200);
    assert_eq!(notify(&t, acme.id, &[alice.id], Notice::new(&COMMENT_MENTION, "Not at all")).await, 0);
    let mut log = log(alice).await;
    log.sort();
    let expected = [
        ["email", "skipped", "switched_off"],
        ["email", "waiting", "at_once"],
        ["in_app", "skipped", "switched_off"],
        ["in_app", "skipped", "switched_off"],
    ];
    assert_eq!(log, expected.map(|entry| entry.map(str::to_owned)));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_first_choices_at_once_make_one_row() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let put =
        join_all((0..6).map(|hour| alice.put(PATH, json!({ "digest": "daily", "digest_hour": hour })))).await;
    assert!(put.iter().all(|answer| answer.status() == 200));
    let sql = "select count(*), max(version) from platform.notification_preferences";
    let row = t.database.superuser().await.query_one(sql, &[]).await.unwrap();
    assert_eq!((row.get::<_, i64>(0), row.get::<_, i64>(1)), (1, 7));
}
