//! Mails of notifications: one for each person, at its time, to whoever still may and wants to know.

use domain::platform::notifications::{
    Notice, Priority,
    kinds::{COMMENT_MENTION, COMMENT_REPLY},
};
use futures_util::future::join_all;
use jiff::{SignedDuration, tz::TimeZone};
use serde_json::json;

use crate::harness::{
    TestApp,
    app::mailbox,
    notifications::{deliver, deliverer, log, notify, tell},
};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

#[tokio::test]
async fn what_is_due_goes_in_one_mail_with_a_way_out() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    tell(&t, acme.id, alice.id, "<b>First</b>").await;
    notify(&t, acme.id, &[alice.id], Notice::new(&COMMENT_REPLY, "Second").message("Hi").action("/v1/x"))
        .await;

    let report = deliver(&t).await;

    assert_eq!((report.mails, report.sent, report.finished), (1, 2, true), "{report:?}");
    let mails = mailbox(&alice.email).await;
    assert_eq!(mails.len(), 1);
    let (text, html) = (mails[0]["text"].as_str().unwrap(), mails[0]["html"].as_str().unwrap());
    assert_eq!(mails[0]["subject"], "2 notifications from acme");
    assert!(
        text.contains("Hello Test,") && text.contains("<b>First</b>") && text.contains("/v1/x"),
        "{text}"
    );
    assert!(html.contains("&lt;b&gt;First&lt;/b&gt;") && !html.contains("<b>First"), "{html}");
    let headers = &mails[0]["headers"];
    assert_eq!(headers["list-unsubscribe-post"], "List-Unsubscribe=One-Click");
    assert!(headers["list-unsubscribe"].as_str().unwrap().starts_with("<http"), "{headers}");
    assert_eq!(log(alice).await[0], ["email", "sent", "at_once"].map(str::to_owned));
    assert_eq!(deliver(&t).await, deliver_notifications::Report { finished: true, ..Default::default() });
    assert_eq!(mailbox(&alice.email).await.len(), 1);
    let sql = "select count(*) from platform.notification_deliveries where content is not null";
    let kept: i64 = t.database.superuser().await.query_one(sql, &[]).await.unwrap().get(0);
    assert_eq!(kept, 0, "the log keeps no content of mails that went");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_runs_at_once_write_one_mail_each() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let people = [acme.founder.clone(), acme.user("bob", "viewer").await, acme.user("eve", "viewer").await];
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    for n in 0..5 {
        notify(&t, acme.id, &ids, Notice::new(&COMMENT_MENTION, format!("Number {n}"))).await;
    }
    let deliverer = deliverer(&t).await;

    let runs = join_all((0..6).map(|_| deliver_notifications::run(&deliverer, t.now() + HOUR))).await;

    let sent: usize = runs.into_iter().map(|run| run.unwrap().sent).sum();
    assert_eq!(sent, 15);
    for person in people {
        let mails = mailbox(&person.email).await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0]["subject"], "5 notifications from acme");
    }
}

#[tokio::test]
async fn mails_keep_their_distance_and_critical_ones_do_not() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    tell(&t, acme.id, alice.id, "First").await;
    assert_eq!(deliver(&t).await.mails, 1);
    tell(&t, acme.id, alice.id, "Second").await;
    assert_eq!(log(alice).await[0], ["email", "waiting", "spaced"].map(str::to_owned));
    assert_eq!(deliver(&t).await.mails, 0);
    let now = Notice::new(&COMMENT_MENTION, "Now").priority(Priority::Critical);
    notify(&t, acme.id, &[alice.id], now).await;
    assert_eq!(deliver(&t).await.sent, 1);
    t.advance(SignedDuration::from_mins(6));
    assert_eq!(deliver(&t).await.sent, 1);
    let subjects: Vec<_> =
        mailbox(&alice.email).await.iter().map(|mail| mail["subject"].as_str().unwrap().to_owned()).collect();
    assert_eq!(subjects, ["Second (acme)", "Now (acme)", "First (acme)"]);
}

#[tokio::test]
async fn quiet_hours_hold_mails_until_their_end_in_the_persons_zone() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    alice.patch("/v1/me", json!({ "timezone": "Asia/Kathmandu" })).await.expect(200);
    let local = t.now().to_zoned(TimeZone::get("Asia/Kathmandu").unwrap());
    let hour = |after: i32| format!("{:02}:00", (i32::from(local.hour()) + after).rem_euclid(24));
    let quiet = json!({ "quiet_hours": { "from": hour(0), "until": hour(3) } });
    let set = alice.put("/v1/notification-preferences", quiet).await.expect(200).json();
    assert_eq!(set["timezone"], "Asia/Kathmandu");

    tell(&t, acme.id, alice.id, "Psst").await;

    assert_eq!(log(alice).await[0], ["email", "waiting", "quiet_hours"].map(str::to_owned));
    let due = alice.get("/v1/notification-deliveries?channel=email").await.expect(200).json();
    let due = due["data"][0]["due_at"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    assert_eq!(due.to_zoned(TimeZone::get("Asia/Kathmandu").unwrap()).minute(), 0);
    assert_eq!(deliver(&t).await.mails, 0);
    t.advance(due.duration_since(t.now()) + SignedDuration::from_secs(1));
    assert_eq!(deliver(&t).await.mails, 1);
}

#[tokio::test]
async fn a_night_that_began_meanwhile_holds_what_is_due() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    tell(&t, acme.id, alice.id, "Late").await;
    let hour = |after: i32| {
        format!("{:02}:00", (i32::from(t.now().to_zoned(TimeZone::UTC).hour()) + after).rem_euclid(24))
    };
    let quiet = json!({ "quiet_hours": { "from": hour(0), "until": hour(2) } });
    alice.put("/v1/notification-preferences", quiet).await.expect(200);

    let report = deliver(&t).await;

    assert_eq!((report.mails, report.put_off), (0, 1));
    assert_eq!(deliver(&t).await.put_off, 0);
    t.advance(HOUR * 2);
    assert_eq!(deliver(&t).await.mails, 1);
}

#[tokio::test]
async fn a_digest_gathers_what_came_since_the_last() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    alice.put("/v1/notification-preferences", json!({ "digest": "hourly" })).await.expect(200);
    for n in 0..3 {
        tell(&t, acme.id, alice.id, &format!("Number {n}")).await;
    }
    assert_eq!(deliver(&t).await.mails, 0);
    assert_eq!(log(alice).await[0], ["email", "waiting", "digest"].map(str::to_owned));
    t.advance(HOUR);
    assert_eq!((deliver(&t).await.sent, deliver(&t).await.sent), (3, 0));
    assert_eq!(mailbox(&alice.email).await.len(), 1);
}

#[tokio::test]
async fn who_may_not_or_does_not_want_to_know_any_more_gets_no_mail() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let (bob, eve) = (acme.user("bob", "viewer").await, acme.user("eve", "viewer").await);
    let gone = acme.user("gone", "viewer").await;
    let project = alice.project("Apollo").await;
    let members = format!("/v1/projects/{project}/members");
    alice.put(&members, json!({ "user_ids": [bob.id, eve.id, gone.id] })).await.expect(200);

    alice.put(&members, json!({ "user_ids": [eve.id, gone.id] })).await.expect(200);
    let off = json!({ "types": [{ "notification_type": "project.member_added", "email": false }] });
    eve.put("/v1/notification-preferences", off).await.expect(200);
    let admin = t.database.superuser().await;
    admin.execute("update accounts.users set is_active = false where id = $1", &[&gone.id]).await.unwrap();

    let report = deliver(&t).await;

    assert_eq!((report.mails, report.skipped), (0, 3));
    for person in [&bob, &eve, &gone] {
        assert!(mailbox(&person.email).await.is_empty());
    }
    assert_eq!(log(&eve).await[0], ["email", "skipped", "switched_off"].map(str::to_owned));
    let about_bob = format!("/v1/notification-deliveries?channel=email&user_id={}", bob.id);
    assert_eq!(alice.get(&about_bob).await.expect(200).json()["data"][0]["reason"], "no_access");
}

#[tokio::test]
async fn an_address_that_is_not_proven_gets_no_mail() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let admin = t.database.superuser().await;
    admin
        .execute("update accounts.users set email_verified = false where id = $1", &[&alice.id])
        .await
        .unwrap();
    tell(&t, acme.id, alice.id, "Hello").await;
    let skipped = log(alice).await;
    assert!(skipped.contains(&["email", "skipped", "address_unproven"].map(str::to_owned)), "{skipped:?}");
    assert_eq!(deliver(&t).await.mails, 0);
}
