//! `relay-outbox`: what committed transactions left behind, and work whose worker fell silent.

use std::collections::HashSet;

use domain::platform::outbox::{Effect, Email, HOLD, wait_after};
use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use runtime::events::Message;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::mailbox,
    files::{bucket, get, send},
    jobs::{Jobs, insert_analysis, insert_file, leave_behind, original, run_analysis},
};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

fn beyond(span: SignedDuration) -> SignedDuration {
    span + SignedDuration::from_secs(1)
}

async fn waiting(t: &TestApp) -> Vec<(i32, Timestamp, Option<String>)> {
    let admin = t.database.superuser().await;
    let rows = admin
        .query("select attempts, available_at, last_error from platform.outbox order by id", &[])
        .await
        .unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect()
}

async fn execute(t: &TestApp, sql: &str, params: &[&(dyn tokio_postgres::types::ToSql + Sync)]) {
    assert!(t.database.superuser().await.execute(sql, params).await.unwrap() > 0, "{sql}");
}

/// The ids of the analyses that messages are about.
fn analyses(messages: &[Value]) -> Vec<Uuid> {
    messages.iter().map(|m| m["payload"]["analysis_id"].as_str().unwrap().parse().unwrap()).collect()
}

/// The objects that messages are about.
fn keys(messages: &[Value]) -> Vec<String> {
    let key = |m: &Value| m["Records"][0]["s3"]["object"]["key"].as_str().unwrap().to_owned();
    messages.iter().map(key).collect()
}

#[tokio::test]
async fn everything_left_behind_goes_where_it_belongs() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let jobs = Jobs::new(&t).await;
    let (gone, kept) = (format!("org/{}/files/1/", acme.id), format!("org/{}/files/2/", acme.id));
    for prefix in [&gone, &kept] {
        jobs.files.write(&format!("{prefix}original"), "text/csv", b"a".to_vec()).await.unwrap();
    }
    let to = format!("somebody-{}@acme.example", acme.id.simple());
    let email = Email {
        to: to.clone(),
        subject: "Hello".into(),
        text: "a".into(),
        html: "<p>a</p>".into(),
        headers: Default::default(),
    };
    let analysis = t.context.id();
    let upload = Effect::ProcessFile { key: "org/1/files/2/original".into(), size: 7, etag: "abc".into() };
    let effects = vec![
        Effect::SendEmail(email),
        Effect::DeleteObjects { prefix: gone.clone() },
        run_analysis(&acme, analysis),
        upload,
    ];
    leave_behind(&t, &acme, effects).await;

    // Whoever wrote them has the first chance.
    let report = jobs.relay_all().await;
    assert_eq!((report.sent, report.waiting), (0, 4));

    t.advance(beyond(HOLD));
    let report = jobs.relay_all().await;

    assert_eq!((report.sent, report.postponed, report.waiting), (4, 0, 0));
    assert_eq!(mailbox(&to).await.len(), 1);
    assert_eq!(jobs.files.list(&gone, None).await.unwrap(), []);
    assert_eq!(jobs.files.list(&kept, None).await.unwrap().len(), 1);
    let messages = jobs.analyses.take().await;
    assert_eq!(messages[0]["payload"], json!({ "organization_id": acme.id, "analysis_id": analysis }));
    let object = jobs.uploads.take().await[0]["Records"][0]["s3"]["object"].clone();
    assert_eq!(object, json!({ "key": "org/1/files/2/original", "size": 7, "eTag": "abc" }));
}

#[tokio::test(flavor = "multi_thread")]
async fn relays_side_by_side_send_each_message_once() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let jobs = Jobs::new(&t).await;
    let sent: HashSet<Uuid> = (0..150).map(|_| t.context.id()).collect();
    leave_behind(&t, &acme, sent.iter().map(|id| run_analysis(&acme, *id)).collect()).await;
    t.advance(beyond(HOLD));

    let reports = join_all((0..3).map(|_| jobs.relay_all())).await;

    let arrived = analyses(&jobs.analyses.take().await);
    assert_eq!(arrived.len(), 150);
    assert_eq!(arrived.into_iter().collect::<HashSet<_>>(), sent);
    assert_eq!(reports.iter().map(|report| report.sent).sum::<usize>(), 150);
    assert!(reports.iter().filter(|report| report.sent > 0).count() > 1, "they did not work side by side");
}

#[tokio::test]
async fn what_cannot_go_out_waits_ever_longer_and_is_never_given_up() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let jobs = Jobs::new(&t).await;
    leave_behind(&t, &acme, vec![run_analysis(&acme, t.context.id())]).await;
    t.advance(beyond(HOLD));
    let nowhere = format!("{}-gone", jobs.analyses.url);
    let broken = jobs.relay_to(&jobs.files, &jobs.uploads.url, &nowhere).await;

    for attempt in 1..=20 {
        let before = t.now();
        let report = relay_outbox::run(&broken, before + MINUTE).await.unwrap();
        assert_eq!((report.sent, report.postponed, report.waiting), (0, 1, 1), "attempt {attempt}");
        let (attempts, available_at, error) = waiting(&t).await.remove(0);
        assert_eq!(attempts, attempt);
        let error = error.unwrap();
        assert!(error.contains("QueueDoesNotExist"), "another fault: {error}");
        let wait = available_at.duration_since(before);
        let expected = MINUTE * (1 << (attempt - 1).min(10)).min(60);
        assert_eq!(expected, wait_after(attempt));
        assert!(wait >= expected && wait < expected + MINUTE, "after attempt {attempt}: {wait:#}");
        // Not a moment earlier.
        assert_eq!(relay_outbox::run(&broken, t.now() + MINUTE).await.unwrap().postponed, 0);
        t.advance(beyond(expected));
    }
    t.advance(MINUTE);

    assert_eq!(jobs.relay_all().await.sent, 1);
    assert_eq!(jobs.analyses.take().await.len(), 1);
    assert!(waiting(&t).await.is_empty());
}

#[tokio::test]
async fn messages_of_another_version_are_put_off_and_hold_up_nobody() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let jobs = Jobs::new(&t).await;
    execute(
        &t,
        "insert into platform.outbox (id, organization_id, kind, payload, available_at, created_at) \
         select uuidv7(), $1, 'of.the.future', '{}', $2, $2 from generate_series(1, 50)",
        &[&acme.id, &(t.now() - MINUTE * 60)],
    )
    .await;
    leave_behind(&t, &acme, vec![run_analysis(&acme, t.context.id())]).await;
    t.advance(beyond(HOLD));

    let report = jobs.relay_all().await;

    assert_eq!((report.sent, report.unreadable, report.waiting), (1, 50, 50));
    assert!(waiting(&t).await.iter().all(|(attempts, at, _)| *attempts == 1 && *at > t.now()));
}

#[tokio::test]
async fn a_lapsed_lease_becomes_a_message_at_once_and_then_ever_more_rarely() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let jobs = Jobs::new(&t).await;
    let file = insert_file(&t, &alice, project, "PROCESSING", t.now()).await;
    jobs.files.write(&original(&alice, file), "text/csv", b"abcde".to_vec()).await.unwrap();
    let stored = jobs.files.find(&original(&alice, file)).await.unwrap().unwrap();
    let lease = async |until: Timestamp| {
        let sql = "update ingestion.files set lease_until = $1, object_etag = $2 where id = $3";
        execute(&t, sql, &[&until, &stored.etag, &file]).await;
    };
    lease(t.now() + MINUTE).await;

    assert_eq!(jobs.relay_all().await.requeued_files, 0, "the lease is alive");

    t.advance(beyond(MINUTE));
    assert_eq!(jobs.relay_all().await.requeued_files, 1);
    let message = jobs.uploads.take().await.remove(0);
    // The size is the object's, whatever was announced.
    let object = json!({ "key": original(&alice, file), "size": 5, "eTag": stored.etag });
    assert_eq!(message["Records"][0]["s3"]["object"], object);

    // Nobody takes it up.
    let mut requeued = Vec::new();
    for minute in 1..=240 {
        t.advance(MINUTE);
        if jobs.relay_all().await.requeued_files > 0 {
            requeued.push(minute);
        }
    }
    let waits: Vec<_> = requeued.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(waits.is_sorted() && *waits.last().unwrap() >= 60, "{requeued:?}");
    assert!(requeued[0] <= 2, "{requeued:?}");

    // A new worker, which dies too.
    lease(t.now() + MINUTE).await;
    t.advance(beyond(MINUTE));
    assert_eq!(jobs.relay_all().await.requeued_files, 1);
}

#[tokio::test]
async fn only_uploads_whose_bytes_came_are_put_on_their_queue() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let jobs = Jobs::new(&t).await;
    let arrived = insert_file(&t, &alice, project, "PENDING", t.now()).await;
    insert_file(&t, &alice, project, "PENDING", t.now()).await;
    for status in ["SUCCESS", "PENDING"] {
        let file = insert_file(&t, &alice, project, status, t.now() + MINUTE * 30).await;
        jobs.files.write(&original(&alice, file), "text/csv", b"a".to_vec()).await.unwrap();
    }
    jobs.files.write(&original(&alice, arrived), "text/csv", b"abcde".to_vec()).await.unwrap();

    // The event has time to come by itself.
    assert_eq!(jobs.relay_all().await.requeued_files, 0);
    t.advance(MINUTE * 11);

    assert_eq!(jobs.relay_all().await.requeued_files, 1);
    assert_eq!(keys(&jobs.uploads.take().await), [original(&alice, arrived)]);
    assert_eq!(jobs.relay_all().await.requeued_files, 0);
}

#[tokio::test]
async fn a_file_whose_event_was_lost_is_read_all_the_same() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let jobs = Jobs::new(&t).await;
    let file = send(&alice, project, "lost.csv", b"a,b\n1,2\n").await;
    t.advance(MINUTE * 11);

    let relay = jobs.relay_to(&bucket().await, &jobs.uploads.url, &jobs.analyses.url).await;
    relay_outbox::run(&relay, t.now() + MINUTE).await.unwrap();

    let bodies = jobs.uploads.take().await;
    assert_eq!(bodies.len(), 1);
    let message = Message { message_id: "1".into(), body: bodies[0].to_string() };
    on_file_uploaded::handle(&t.reader, &message).await.unwrap();
    assert_eq!(get(&alice, file).await["upload_status"], "SUCCESS");
}

#[tokio::test]
async fn analyses_without_a_worker_are_put_on_their_queue() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let jobs = Jobs::new(&t).await;
    let file = insert_file(&t, &alice, project, "SUCCESS", t.now()).await;
    let old = t.now() - MINUTE * 6;
    let silent = insert_analysis(&t, &alice, project, file, "RUNNING", old).await;
    let lost = insert_analysis(&t, &alice, project, file, "QUEUED", old).await;
    insert_analysis(&t, &alice, project, file, "RUNNING", t.now()).await;
    insert_analysis(&t, &alice, project, file, "QUEUED", t.now()).await;
    insert_analysis(&t, &alice, project, file, "SUCCEEDED", old).await;

    let report = jobs.relay_all().await;

    assert_eq!((report.requeued_analyses, report.sent), (2, 2));
    let arrived: HashSet<_> = analyses(&jobs.analyses.take().await).into_iter().collect();
    assert_eq!(arrived, HashSet::from([silent, lost]));
    assert_eq!(jobs.relay_all().await.requeued_analyses, 0);
}

#[tokio::test]
async fn a_bucket_that_is_away_does_not_hold_up_the_outbox() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let project = alice.project("Apollo").await;
    let jobs = Jobs::new(&t).await;
    insert_file(&t, alice, project, "PENDING", t.now() - MINUTE * 11).await;
    leave_behind(&t, &acme, vec![run_analysis(&acme, t.context.id())]).await;
    t.advance(beyond(HOLD));
    let nowhere = runtime::aws::objects::Objects::named("no-such-bucket").await;
    let relay = jobs.relay_to(&nowhere, &jobs.uploads.url, &jobs.analyses.url).await;

    assert!(relay_outbox::run(&relay, t.now() + MINUTE).await.is_err(), "the fault did not fire");

    assert_eq!(jobs.analyses.take().await.len(), 1);
}
