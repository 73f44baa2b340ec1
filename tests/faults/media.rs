//! A worker that is killed at each of its steps while it looks at an item: the next one finishes it, and nothing happens
//! twice.

use domain::network::processing::{LEASE, MAX_ATTEMPTS};
use jiff::SignedDuration;
use serde_json::json;

use super::files::killed_after;
use crate::harness::{
    TestApp,
    files::message,
    media::{bucket, event, get, objects, original, png, send},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_killed_at_any_step_loses_nothing_and_repeats_nothing() {
    let t = TestApp::start().await;
    let founder = t.organization("acme").await.founder;
    let mut steps = 0;
    for polls in 1.. {
        // Each round moves the clock: the access token of an earlier one runs out.
        let alice = t.sign_in(&founder.email).await;
        let item = send(&alice, &format!("{polls}.png"), &png(polls, 1), json!({})).await;
        let event = event(&alice, item).await;

        let killed = killed_after(polls as usize, on_media_uploaded::handle(&t.looker, &event)).await;

        // The lease runs out, and the message comes again.
        t.advance(LEASE + SignedDuration::from_secs(1));
        on_media_uploaded::handle(&t.looker, &event).await.unwrap();
        let after = get(&alice, item).await;
        assert_eq!(after["status"], "READY", "killed after {polls} polls: {after}");
        assert_eq!(after["width"], polls);
        assert_eq!(objects(&alice, item).await, ["verified"], "killed after {polls} polls");
        let admin = t.database.superuser().await;
        let row = admin
            .query_one(
                "select attempts, (select count(*) from platform.audit_logs \
                 where action = 'processed' and resource_id = m.id) from network.media m where id = $1",
                &[&item],
            )
            .await
            .unwrap();
        assert!(row.get::<_, i32>(0) <= MAX_ATTEMPTS);
        assert_eq!(row.get::<_, i64>(1), 1, "killed after {polls} polls");
        if !killed {
            break;
        }
        steps += 1;
        assert!(polls < 500, "it never ends");
    }
    assert!(steps >= 8, "the fault was injected at {steps} steps only");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_that_ends_its_worker_each_time_is_given_up() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let poison = send(&alice, "poison.png", &png(1, 1), json!({})).await;
    let event = event(&alice, poison).await;
    let admin = t.database.superuser().await;
    let fence = async || -> i64 {
        let sql = "select fence from network.media where id = $1";
        admin.query_one(sql, &[&poison]).await.unwrap().get(0)
    };
    for _ in 0..MAX_ATTEMPTS {
        let before = fence().await;
        let mut worker = Box::pin(on_media_uploaded::handle(&t.looker, &event));
        while fence().await == before {
            let _ = tokio::time::timeout(std::time::Duration::from_millis(1), &mut worker).await;
        }
        drop(worker);
        t.advance(LEASE + SignedDuration::from_secs(1));
    }
    assert_eq!(fence().await, i64::from(MAX_ATTEMPTS));
    on_media_uploaded::handle(&t.looker, &event).await.unwrap();
    let alice = t.sign_in(&alice.email).await;
    assert_eq!(get(&alice, poison).await["failure"]["code"], "reader_killed");
    assert_eq!(objects(&alice, poison).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zombie_writes_nothing() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let item = send(&alice, "a.png", &png(4, 4), json!({})).await;
    let event = event(&alice, item).await;
    let mut zombie = Box::pin(on_media_uploaded::handle(&t.looker, &event));
    while get(&alice, item).await["status"] != "PROCESSING" {
        let _ = tokio::time::timeout(std::time::Duration::from_millis(1), &mut zombie).await;
    }
    t.advance(LEASE + SignedDuration::from_secs(1));
    on_media_uploaded::handle(&t.looker, &event).await.unwrap();
    let after = get(&alice, item).await;
    assert_eq!(after["status"], "READY");

    // It finds its object gone, or itself too late.
    zombie.await.unwrap();

    assert_eq!(get(&alice, item).await, after);
    assert_eq!(objects(&alice, item).await, ["verified"]);
}

#[tokio::test]
async fn an_object_that_changes_or_vanishes_under_the_worker_fails_with_a_reason() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let item = send(&alice, "a.png", &png(1, 1), json!({})).await;
    let size = png(1, 1).len() as u64;
    // The event is about a version that is not there any more.
    let stale = message(&original(&alice, item), size, "0123456789abcdef0123456789abcdef");
    on_media_uploaded::handle(&t.looker, &stale).await.unwrap();
    assert_eq!(get(&alice, item).await["failure"]["code"], "object_changed");

    let item = send(&alice, "a.png", &png(1, 1), json!({})).await;
    let event = event(&alice, item).await;
    bucket().await.delete_all(&[original(&alice, item)]).await.unwrap();
    on_media_uploaded::handle(&t.looker, &event).await.unwrap();
    assert_eq!(get(&alice, item).await["failure"]["code"], "object_missing");
}
