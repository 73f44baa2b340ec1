//! `/v1/notifications`: one's own, exactly counted, gone when their time is over.

use domain::{
    accounts::access::{Resource, ResourceType},
    platform::notifications::{
        Notice,
        kinds::{COMMENT_MENTION, FILE_PROCESSED},
    },
};
use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{inbox, path, unread};
use crate::harness::{
    TestApp,
    notifications::{log, notify, tell},
};

const DAY: SignedDuration = SignedDuration::from_hours(24);

#[tokio::test]
async fn a_notification_reads_back_is_read_and_goes() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (alice, bob) = (&acme.founder, acme.user("bob", "viewer").await);
    let project = alice.project("Apollo").await;
    let resource = Resource { kind: ResourceType::Project, id: project };
    let notice = Notice::new(&FILE_PROCESSED, " A\nline\u{202e} ")
        .message("Two\nlines")
        .about(resource)
        .action(format!("/v1/projects/{project}"))
        .data(json!({ "n": 1 }));

    // Bob may not see the project.
    assert_eq!(notify(&t, acme.id, &[alice.id, bob.id, alice.id], notice).await, 1);

    let told = inbox(alice).await;
    assert_eq!(told.len(), 1);
    let it = &told[0];
    assert_eq!((&it["title"], &it["message"]), (&json!("A line"), &json!("Two\nlines")));
    assert_eq!((&it["notification_type"], &it["priority"]), (&json!("file.processed"), &json!("medium")));
    assert_eq!((&it["resource_type"], &it["resource_id"]), (&json!("project"), &json!(project)));
    assert_eq!(
        (&it["data"], &it["is_read"], &it["read_at"]),
        (&json!({ "n": 1 }), &json!(false), &Value::Null)
    );
    assert_eq!(it["action_url"], format!("/v1/projects/{project}"));
    assert!(inbox(&bob).await.is_empty());
    let one = path(it["id"].as_str().unwrap().parse().unwrap());
    assert_eq!(&alice.get(&one).await.expect(200).json(), it);
    bob.get(&one).await.expect(404);
    bob.patch(&one, json!({ "is_read": true })).await.expect(404);

    assert_eq!(unread(alice).await, 1);
    let read = alice.post(&format!("{one}/read"), Value::Null).await.expect(200);
    assert_eq!((read.json()["is_read"].clone(), read.header("etag")), (json!(true), "\"2\""));
    assert_eq!(alice.post(&format!("{one}/read"), Value::Null).await.expect(200).json(), read.json());
    assert_eq!(unread(alice).await, 0);
    alice.with("if-match", "\"1\"").patch(&one, json!({ "is_read": false })).await.expect(412);
    let back = alice.patch(&one, json!({ "is_read": false })).await.expect(200).json();
    assert_eq!((&back["is_read"], &back["read_at"]), (&json!(false), &Value::Null));
    assert_eq!(alice.patch(&one, json!({ "is_read": 1 })).await.expect(422).pointers(), ["/is_read"]);
    assert_eq!(alice.patch(&one, json!({ "title": "x" })).await.expect(422).pointers(), ["/title"]);
    alice.delete(&format!("{one}?dry_run=true")).await.expect(200);
    alice.delete(&one).await.expect(204);
    alice.get(&one).await.expect(404);
    assert_eq!(
        log(alice).await,
        [["email", "skipped", "off_by_default"], ["in_app", "delivered", "on_by_default"]]
            .map(|entry| entry.map(str::to_owned))
    );
}

#[tokio::test]
async fn lists_filter_and_page() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let first = tell(&t, acme.id, alice.id, "First").await;
    notify(&t, acme.id, &[alice.id], Notice::new(&FILE_PROCESSED, "Second")).await;
    tell(&t, acme.id, alice.id, "Third").await;
    alice.post(&format!("{}/read", path(first)), Value::Null).await.expect(200);

    let titles = async |query: &str| -> Vec<String> {
        let list = alice.get(&format!("/v1/notifications{query}")).await.expect(200).json();
        list["data"].as_array().unwrap().iter().map(|it| it["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(titles("").await, ["Third", "Second", "First"]);
    assert_eq!(titles("?unread=true").await, ["Third", "Second"]);
    assert_eq!(titles("?unread=false").await, ["First"]);
    assert_eq!(titles("?type=file.processed").await, ["Second"]);
    assert_eq!(titles("?sort=created_at&limit=2").await, ["First", "Second"]);
    let page = alice.get("/v1/notifications?limit=2").await.expect(200).json();
    let cursor = page["next_cursor"].as_str().unwrap();
    assert_eq!(titles(&format!("?limit=2&cursor={cursor}")).await, ["First"]);
    for (query, pointer) in [("?unread=maybe", "?unread"), ("?limit=0", "?limit"), ("?x=1", "?x")] {
        assert_eq!(alice.get(&format!("/v1/notifications{query}")).await.expect(422).pointers(), [pointer]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_count_is_exact_whatever_happens_at_once() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let told = join_all((0..20).map(|n| {
        let (t, alice) = (&t, alice);
        async move { notify(t, acme.id, &[alice.id], Notice::new(&FILE_PROCESSED, format!("{n}"))).await }
    }));
    assert_eq!(told.await.iter().sum::<usize>(), 20);
    assert_eq!(unread(alice).await, 20);
    let all = inbox(alice).await;

    // Single ones, some twice, and all of them, at once: nothing is counted twice.
    let single = all.iter().chain(&all).take(30).map(|it| {
        let path = format!("/v1/notifications/{}/read", it["id"].as_str().unwrap());
        async move { alice.post(&path, Value::Null).await.expect(200) }
    });
    let every = (0..4).map(|_| alice.post("/v1/notifications/read-all", Value::Null));
    let (_, every) = tokio::join!(join_all(single), join_all(every));

    let marked: i64 = every.into_iter().map(|it| it.expect(200).json()["marked"].as_i64().unwrap()).sum();
    assert!((0..=20).contains(&marked), "{marked}");
    assert_eq!(unread(alice).await, 0);
    assert!(inbox(alice).await.iter().all(|it| it["is_read"] == true));
    let sql = "select count(*) from platform.notifications where version <> 2";
    let changed_twice: i64 = t.database.superuser().await.query_one(sql, &[]).await.unwrap().get(0);
    assert_eq!(changed_twice, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_tells_once_within_its_window_however_many_say_it() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (alice, bob) = (&acme.founder, acme.user("bob", "viewer").await);
    let notice = || Notice::new(&FILE_PROCESSED, "Once").once("k", SignedDuration::from_hours(1));

    let told = join_all((0..8).map(|n| {
        let (t, alice, bob) = (&t, alice, &bob);
        let people = if n % 2 == 0 { [alice.id, bob.id] } else { [bob.id, alice.id] };
        async move { notify(t, acme.id, &people, notice()).await }
    }));

    assert_eq!(told.await.iter().sum::<usize>(), 2);
    assert_eq!((unread(alice).await, unread(&bob).await), (1, 1));
    let duplicates = log(alice).await.iter().filter(|entry| entry[2] == "duplicate").count();
    assert_eq!(duplicates, 7);
    assert_eq!(
        notify(&t, acme.id, &[alice.id], Notice::new(&FILE_PROCESSED, "Other key").once("l", DAY)).await,
        1
    );
    t.advance(SignedDuration::from_mins(61));
    assert_eq!(notify(&t, acme.id, &[alice.id], notice()).await, 1);
}

#[tokio::test]
async fn what_has_expired_is_gone_at_once_and_retention_removes_it() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let notice = Notice { shown_for: Some(DAY), ..Notice::new(&FILE_PROCESSED, "Today only").once("k", DAY) };
    notify(&t, acme.id, &[acme.founder.id], notice).await;
    tell(&t, acme.id, acme.founder.id, "Longer").await;
    let count = async |table: &str| -> i64 {
        let sql = format!("select count(*) from platform.{table}");
        t.database.superuser().await.query_one(&sql, &[]).await.unwrap().get(0)
    };

    t.advance(DAY);
    let alice = t.sign_in(&acme.founder.email).await;

    assert_eq!(unread(&alice).await, 1);
    assert_eq!(inbox(&alice).await.len(), 1);
    assert_eq!(alice.post("/v1/notifications/read-all", Value::Null).await.expect(200).json()["marked"], 1);
    let jobs = crate::harness::jobs::Jobs::new(&t).await;
    jobs.retain().await;
    assert_eq!((count("notifications").await, count("notification_keys").await), (1, 0));
    assert_eq!(count("notification_deliveries").await, 4, "the log remembers longer");
    t.advance(DAY * 121);
    jobs.retain().await;
    assert_eq!((count("notifications").await, count("notification_deliveries").await), (0, 0));
}

#[tokio::test]
async fn who_loses_sight_of_the_thing_keeps_nothing_but_the_type() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (alice, bob) = (&acme.founder, acme.user("bob", "editor").await);
    let project = alice.project("Secret").await;
    let members = format!("/v1/projects/{project}/members");
    alice.put(&members, json!({ "user_ids": [alice.id, bob.id] })).await.expect(200);
    let before = inbox(&bob).await;
    assert_eq!((before.len(), &before[0]["available"]), (1, &json!(true)));
    assert!(before[0]["title"].as_str().unwrap().contains("Secret"));

    alice.put(&members, json!({ "user_ids": [alice.id] })).await.expect(200);

    let after = inbox(&bob).await;
    assert_eq!(after[0]["available"], false);
    assert!(!after[0].to_string().contains("Secret") && !after[0].to_string().contains(&project.to_string()));
    assert_eq!(unread(&bob).await, 1);
}

#[tokio::test]
async fn the_log_explains_to_oneself_and_to_those_who_may_read_it() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (alice, bob) = (&acme.founder, acme.user("bob", "editor").await);
    let project = alice.project("Secret").await;
    let resource = Resource { kind: ResourceType::Project, id: project };
    notify(&t, acme.id, &[bob.id], Notice::new(&COMMENT_MENTION, "Secret").about(resource)).await;
    tell(&t, acme.id, bob.id, "Hello").await;

    // To be told that one may not see a thing is to be told of the thing.
    assert_eq!(log(&bob).await.len(), 2);
    let about_bob = format!("/v1/notification-deliveries?user_id={}", bob.id);
    let all = alice.get(&about_bob).await.expect(200).json();
    let reasons: Vec<_> = all["data"].as_array().unwrap().iter().map(|it| it["reason"].clone()).collect();
    assert_eq!(reasons.len(), 3);
    assert_eq!((&all["data"][2]["channel"], &all["data"][2]["reason"]), (&json!("all"), &json!("no_access")));
    assert!(all["data"][2]["explanation"].as_str().unwrap().contains("not visible"));
    bob.get(&about_bob).await.expect(200);
    bob.get(&format!("/v1/notification-deliveries?user_id={}", alice.id)).await.expect(403);
    let waiting = alice.get(&format!("{about_bob}&status=waiting&channel=email&type=comment.mention")).await;
    assert_eq!(waiting.expect(200).json()["data"].as_array().unwrap().len(), 1);
    for (query, pointer) in
        [("?status=x", "?status"), ("?channel=fax", "?channel"), ("?user_id=x", "?user_id")]
    {
        let answer = alice.get(&format!("/v1/notification-deliveries{query}")).await.expect(422);
        assert_eq!(answer.pointers(), [pointer]);
    }
}

#[tokio::test]
async fn nobody_is_flooded_and_strangers_are_passed_over() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let stranger = t.organization("other").await.founder;
    let alice = &acme.founder;
    for n in 0..101 {
        notify(&t, acme.id, &[alice.id, stranger.id], Notice::new(&FILE_PROCESSED, format!("{n}"))).await;
    }
    assert_eq!(unread(alice).await, 100);
    assert_eq!(log(alice).await[0], ["all", "skipped", "rate_limited"].map(str::to_owned));
    assert!(inbox(&stranger).await.is_empty() && log(&stranger).await.is_empty());
    t.advance(SignedDuration::from_mins(61));
    assert_eq!(notify(&t, acme.id, &[alice.id], Notice::new(&FILE_PROCESSED, "Later")).await, 1);
}
