//! A reader that is killed at each of its steps: the next one finishes the file, and nothing happens twice.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};

use domain::ingestion::processing::{LEASE, MAX_ATTEMPTS};
use jiff::SignedDuration;
use serde_json::json;

use crate::harness::{
    TestApp,
    files::{bucket, event, get, send},
};

const ROWS: &[u8] = b"id,name\n1,a\n2,b\n3,c\n4,too,many\n";

/// Runs a future until it has been polled `polls` times, then drops it where it stands, as a kill would. True where
/// it was still running.
pub async fn killed_after(polls: usize, future: impl Future) -> bool {
    let mut future = pin!(future);
    let mut left = polls;
    poll_fn(move |context| {
        if left == 0 {
            return Poll::Ready(true);
        }
        left -= 1;
        future.as_mut().poll(context).map(|_| false)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_killed_at_any_step_loses_nothing_and_repeats_nothing() {
    let t = TestApp::start().await;
    let founder = t.organization("acme").await.founder;
    let project = founder.project("Apollo").await;
    let mut steps = 0;
    for polls in 1.. {
        // Each round moves the clock: the access token of an earlier one runs out.
        let alice = t.sign_in(&founder.email).await;
        let file = send(&alice, project, &format!("{polls}.csv"), ROWS).await;
        let event = event(&alice, file).await;

        let killed = killed_after(polls, on_file_uploaded::handle(&t.reader, &event)).await;

        // The lease runs out, and the message comes again.
        t.advance(LEASE + SignedDuration::from_secs(1));
        on_file_uploaded::handle(&t.reader, &event).await.unwrap();
        let after = get(&alice, file).await;
        assert_eq!(after["upload_status"], "SUCCESS", "killed after {polls} polls: {after}");
        assert_eq!((&after["row_count"], &after["rejected_count"]), (&json!(3), &json!(1)));
        let admin = t.database.superuser().await;
        let row = admin
            .query_one(
                "select attempts, (select count(*) from platform.audit_logs \
                 where action = 'processed' and resource_id = f.id) from ingestion.files f where id = $1",
                &[&file],
            )
            .await
            .unwrap();
        assert!(row.get::<_, i32>(0) <= MAX_ATTEMPTS);
        assert_eq!(row.get::<_, i64>(1), 1, "killed after {polls} polls");
        let prefix = format!("org/{}/files/{file}/", alice.organization);
        assert_eq!(bucket().await.list(&prefix, None).await.unwrap().len(), 3);
        if !killed {
            break;
        }
        steps += 1;
        assert!(polls < 500, "it never ends");
    }
    assert!(steps >= 8, "the fault was injected at {steps} steps only");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zombie_writes_nothing() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = send(&alice, project, "a.csv", ROWS).await;
    let event = event(&alice, file).await;
    // The zombie claims the file and is paused.
    let mut zombie = Box::pin(on_file_uploaded::handle(&t.reader, &event));
    let admin = t.database.superuser().await;
    while status(&admin, file).await != "PROCESSING" {
        let _ = tokio::time::timeout(std::time::Duration::from_millis(1), &mut zombie).await;
    }
    t.advance(LEASE + SignedDuration::from_secs(1));
    on_file_uploaded::handle(&t.reader, &event).await.unwrap();
    let after = get(&alice, file).await;
    assert_eq!(after["upload_status"], "SUCCESS");

    zombie.await.unwrap();

    assert_eq!(get(&alice, file).await, after);
}

async fn status(admin: &tokio_postgres::Client, file: uuid::Uuid) -> String {
    admin.query_one("select upload_status from ingestion.files where id = $1", &[&file]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poison_file_leaves_the_others_alone() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let poison = send(&alice, project, "poison.csv", ROWS).await;
    let poison_event = event(&alice, poison).await;
    // It ends its reader each time.
    for _ in 0..MAX_ATTEMPTS {
        let mut reader = Box::pin(on_file_uploaded::handle(&t.reader, &poison_event));
        let admin = t.database.superuser().await;
        let before: i64 = fence(&admin, poison).await;
        while fence(&admin, poison).await == before {
            let _ = tokio::time::timeout(std::time::Duration::from_millis(1), &mut reader).await;
        }
        drop(reader);
        t.advance(LEASE + SignedDuration::from_secs(1));
        let healthy = send(&alice, project, "healthy.csv", ROWS).await;
        on_file_uploaded::handle(&t.reader, &event(&alice, healthy).await).await.unwrap();
        assert_eq!(get(&alice, healthy).await["upload_status"], "SUCCESS");
    }
    on_file_uploaded::handle(&t.reader, &poison_event).await.unwrap();
    let after = get(&alice, poison).await;
    assert_eq!(after["failure"]["code"], "parser_killed", "{after}");
}

async fn fence(admin: &tokio_postgres::Client, file: uuid::Uuid) -> i64 {
    admin.query_one("select fence from ingestion.files where id = $1", &[&file]).await.unwrap().get(0)
}
