//! Exports and erasures: exactly one result, however often the message comes and wherever a worker dies.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use domain::{
    ids::{ExportId, OrganizationId},
    platform::exports::runs::{self, Arrival, Claim, Progress},
    transaction::TenantTx,
};
use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::User,
    exports::{download, get, id, keys, message, personal_data, request},
    files::bucket,
    jobs::Jobs,
};

/// A queued export of a new organization's tags.
struct Queued {
    t: TestApp,
    alice: User,
    id: Uuid,
}

impl Queued {
    async fn new(tags: i64) -> Self {
        let t = TestApp::start().await;
        let alice = t.organization("acme").await.founder;
        let sql = "insert into platform.tags (id, organization_id, name, created_at, updated_at, created_by) \
            select uuidv7(), $1, 'tag ' || n, now(), now(), $2 from generate_series(1, $3::bigint) n";
        t.database.superuser().await.execute(sql, &[&alice.organization, &alice.id, &tags]).await.unwrap();
        let asked = json!({ "resource_type": "tags", "format": "csv" });
        let id = id(&request(&alice, asked).await.expect(202).json());
        Self { t, alice, id }
    }

    async fn deliver(&self) -> domain::Result<()> {
        run_export::handle(&self.t.exporter, &message(self.alice.organization, self.id)).await
    }

    async fn tx(&self) -> TenantTx {
        let database = self.t.database.role("plugzero_app", &self.t.context);
        database.job(OrganizationId(self.alice.organization), "test").await.unwrap()
    }

    /// A worker claims the export and is never heard of again.
    async fn claim(&self) -> Claim {
        let tx = self.tx().await;
        let arrival = runs::claim(&tx, ExportId(self.id), Uuid::nil()).await.unwrap();
        tx.commit().await.unwrap();
        match arrival {
            Arrival::Claimed(claim) => claim,
            other => panic!("{other:?}"),
        }
    }

    async fn get(&self) -> Value {
        get(&self.alice, self.id).await
    }

    /// Fence, attempts, and how often an end was written to the activity log.
    async fn counts(&self) -> (i64, i32, i64) {
        let sql = "select fence, attempts, (select count(*) from platform.audit_logs where action = 'exported') \
            from platform.exports";
        let row = self.t.database.superuser().await.query_one(sql, &[]).await.unwrap();
        (row.get(0), row.get(1), row.get(2))
    }
}

#[tokio::test]
async fn a_message_that_comes_five_times_at_once_and_once_more_has_one_effect() {
    let q = Queued::new(10).await;
    for delivery in join_all((0..5).map(|_| q.deliver())).await {
        delivery.unwrap();
    }
    let done = q.get().await;
    assert_eq!(done["status"], "SUCCEEDED", "{done}");
    q.deliver().await.unwrap();
    assert_eq!((q.get().await, q.counts().await), (done, (1, 1, 1)));
    assert_eq!(keys(q.alice.organization).await.len(), 1);
}

#[tokio::test]
async fn a_message_about_nothing_does_nothing() {
    let q = Queued::new(1).await;
    let stranger = q.t.organization("other").await.founder;
    run_export::handle(&q.t.exporter, &message(stranger.organization, q.id)).await.unwrap();
    run_export::handle(&q.t.exporter, &message(q.alice.organization, Uuid::nil())).await.unwrap();
    for job in ["collect", "erase"] {
        let message = personal_data(q.alice.organization, job, Uuid::nil());
        handle_personal_data::handle(&q.t.custodian, &message).await.unwrap();
    }
    assert_eq!(q.counts().await, (0, 0, 0));
    for body in ["", "{}", r#"{"kind":"objects.delete","payload":{"prefix":"org/"}}"#] {
        let mut message = message(q.alice.organization, q.id);
        message.body = body.to_owned();
        run_export::handle(&q.t.exporter, &message).await.unwrap_err();
        handle_personal_data::handle(&q.t.custodian, &message).await.unwrap_err();
    }
    q.alice.delete(&format!("/v1/exports/{}", q.id)).await.expect(204);
    q.deliver().await.unwrap();
    assert_eq!(keys(q.alice.organization).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_killed_worker_is_replaced_after_its_lease_and_writes_nothing_as_a_zombie() {
    let q = Queued::new(3).await;
    let zombie = q.claim().await;
    assert_eq!((q.get().await["status"].clone(), q.counts().await), (json!("RUNNING"), (1, 1, 0)));
    q.deliver().await.unwrap();
    assert_eq!(q.counts().await, (1, 1, 0));
    // The minute sweep finds what nobody works on.
    q.t.advance(runs::LEASE + SignedDuration::from_secs(1));
    let jobs = Jobs::new(&q.t).await;
    assert_eq!(jobs.relay_all().await.requeued_exports, 1);
    assert_eq!(jobs.exports.take().await.len(), 1);

    q.deliver().await.unwrap();

    let done = q.get().await;
    assert_eq!((&done["status"], q.counts().await), (&json!("SUCCEEDED"), (2, 2, 1)));
    // What the zombie wrote stands under its own key, and goes as it learns that it is one.
    let organization = OrganizationId(q.alice.organization);
    bucket().await.write(&zombie.key(organization), "text/csv", b"zombie".to_vec()).await.unwrap();
    let tx = q.tx().await;
    let progress = Progress { total: Some(1), rows: 1, bytes: 6 };
    assert!(!runs::renew(&tx, &zombie, &progress).await.unwrap());
    assert!(!runs::succeed(&tx, &zombie, &progress).await.unwrap());
    assert!(!runs::fail(&tx, &zombie, "zombie", "zombie").await.unwrap());
    assert!(!runs::release(&tx, &zombie, true).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!((q.get().await, q.counts().await), (done.clone(), (2, 2, 1)));
    assert!(download(&q.alice, &done).await.starts_with(b"id,name,"));
    let waiting = "select payload ->> 'prefix' from platform.outbox where kind = 'objects.delete'";
    let prefix: String = q.t.database.superuser().await.query_one(waiting, &[]).await.unwrap().get(0);
    assert_eq!(prefix, zombie.prefix(organization));
}

#[tokio::test]
async fn progress_is_told_and_the_lease_renewed_while_the_work_goes_on() {
    let q = Queued::new(20_000).await;
    let keen = q.t.exporter.clone().renewing_every(Duration::from_millis(1));
    let admin = q.t.database.superuser().await;
    let is_over = AtomicBool::new(false);
    let watching = async {
        let mut seen = Vec::new();
        while !is_over.load(Ordering::Relaxed) {
            let sql =
                "select progress_rows from platform.exports where status = 'RUNNING' and total_rows = 20000";
            seen.extend(admin.query(sql, &[]).await.unwrap().iter().map(|row| row.get::<_, i64>(0)));
        }
        seen
    };
    let working = async {
        let message = message(q.alice.organization, q.id);
        let worked = run_export::handle(&keen, &message).await;
        is_over.store(true, Ordering::Relaxed);
        worked
    };
    let (seen, worked) = futures_util::join!(watching, working);
    worked.unwrap();
    assert!(seen.iter().any(|&rows| rows > 0 && rows < 20_000), "{seen:?}");
    assert!(seen.is_sorted());
    assert_eq!((q.get().await["status"].clone(), q.counts().await), (json!("SUCCEEDED"), (1, 1, 1)));
}

#[tokio::test]
async fn a_right_that_is_lost_at_work_leaves_no_file() {
    let q = Queued::new(20_000).await;
    let keen = q.t.exporter.clone().renewing_every(Duration::from_millis(1));
    let admin = q.t.database.superuser().await;
    let deleting = async {
        let sql = "delete from platform.exports where status = 'RUNNING'";
        while admin.execute(sql, &[]).await.unwrap() == 0 {}
    };
    let message = message(q.alice.organization, q.id);
    let (worked, ()) = futures_util::join!(run_export::handle(&keen, &message), deleting);
    worked.unwrap();
    let jobs = Jobs::new(&q.t).await;
    let relay = jobs.relay_to(&bucket().await, &jobs.uploads.url, &jobs.analyses.url).await;
    q.t.advance(SignedDuration::from_mins(2));
    relay_outbox::run(&relay, q.t.now() + SignedDuration::from_mins(1)).await.unwrap();
    assert_eq!(keys(q.alice.organization).await, Vec::<String>::new());
    q.alice.get(&format!("/v1/exports/{}", q.id)).await.expect(404);
}

#[tokio::test]
async fn an_export_that_kills_its_worker_fails_for_good() {
    let q = Queued::new(1).await;
    for attempt in 1..=runs::MAX_ATTEMPTS {
        assert_eq!(q.claim().await.attempt, attempt);
        q.t.advance(runs::LEASE);
    }
    q.deliver().await.unwrap();
    let failed = q.get().await;
    assert_eq!((&failed["status"], &failed["failure"]["code"]), (&json!("FAILED"), &json!("export_killed")));
    q.deliver().await.unwrap();
    assert_eq!((q.get().await, q.counts().await.2), (failed, 1));
}

/// PostgreSQL's connections are cut again and again while a person is erased, and the message comes until it is
/// through, as the queue would deliver it.
#[tokio::test]
async fn an_erasure_that_is_broken_off_goes_on_where_it_was() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let carol = acme.user("carol", "admin").await;
    crate::isolation::inhabited::fill(&t, &carol).await;
    let admin = t.database.superuser().await;
    let sql = "insert into platform.bookmarks (id, organization_id, user_id, resource_type, resource_id, \
        bookmark_name, created_at, updated_at) \
        select uuidv7(), $1, $2, 'project', uuidv7(), 'b', now(), now() from generate_series(1, 5000)";
    admin.execute(sql, &[&acme.id, &carol.id]).await.unwrap();
    let requested =
        acme.founder.post("/v1/erasures", json!({ "user_id": carol.id })).await.expect(202).json();
    let message = personal_data(acme.id, "erase", id(&requested));
    let is_over = AtomicBool::new(false);
    let cutting = async {
        let sql = "select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity \
            where datname = current_database() and usename = 'plugzero_privacy' and state <> 'idle'";
        let mut sum = 0;
        while !is_over.load(Ordering::Relaxed) {
            let cut: i64 = admin.query_one(sql, &[]).await.unwrap().get(0);
            sum += cut;
            // Long enough for some work to get through.
            tokio::time::sleep(Duration::from_millis(15)).await;
            if sum >= 3 {
                break;
            }
        }
        sum
    };
    let working = async {
        let mut failed = 0;
        for _ in 0..50 {
            failed += usize::from(handle_personal_data::handle(&t.custodian, &message).await.is_err());
            let path = format!("/v1/erasures/{}", id(&requested));
            let erasure = acme.founder.get(&path).await.expect(200).json();
            if erasure["status"] == "SUCCEEDED" {
                break;
            }
            t.advance(domain::platform::erasures::runs::LEASE);
        }
        is_over.store(true, Ordering::Relaxed);
        failed
    };
    let (cut, failed) = futures_util::join!(cutting, working);
    assert!(cut > 0 && failed > 0, "{cut} connections were cut, {failed} deliveries failed");
    let left: i64 = admin
        .query_one("select count(*) from platform.bookmarks where user_id = $1", &[&carol.id])
        .await
        .unwrap()
        .get(0);
    let logged =
        "select count(*) from platform.audit_logs where action = 'erased' and resource_type = 'erasure'";
    let logged: i64 = admin.query_one(logged, &[]).await.unwrap().get(0);
    assert_eq!((left, logged), (0, 1));
}
