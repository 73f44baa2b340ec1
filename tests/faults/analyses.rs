//! Analyses: exactly one result, however often the message comes and wherever a worker dies.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use domain::{
    ids::{AnalysisId, OrganizationId},
    intelligence::runs::{self, Arrival, Claim},
    transaction::TenantTx,
};
use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    TestApp,
    analyses::{get, id, message, request},
    app::User,
    files::{bucket, upload},
};

/// A queued analysis of a file of a new organization.
struct Queued {
    t: TestApp,
    alice: User,
    project: Uuid,
    file: Value,
    id: Uuid,
}

impl Queued {
    async fn new() -> Self {
        let t = TestApp::start().await;
        let alice = t.organization("acme").await.founder;
        let project = alice.project("Apollo").await;
        let mut bytes = b"a,b\n".to_vec();
        for n in 0..1000 {
            bytes.extend(format!("{n},{}\n", n % 7).bytes());
        }
        let file = upload(&t, &alice, project, "data.csv", &bytes).await;
        let queued = Self::ask(&alice, project, &file).await;
        Self { id: id(&queued), t, alice, project, file }
    }

    async fn ask(alice: &User, project: Uuid, file: &Value) -> Value {
        let parameters = json!({ "columns": ["a", "b"], "method": "spearman" });
        request(alice, project, file, "CORRELATION", parameters).await.expect(202).json()
    }

    async fn deliver(&self) -> domain::Result<()> {
        run_analysis::handle(&self.t.computer, &message(self.alice.organization, self.id)).await
    }

    async fn tx(&self) -> TenantTx {
        let database = self.t.database.role("plugzero_app", &self.t.context);
        database.job(OrganizationId(self.alice.organization), "test").await.unwrap()
    }

    /// A worker claims the analysis and is never heard of again.
    async fn claim(&self) -> Claim {
        let tx = self.tx().await;
        let arrival = runs::claim(&tx, AnalysisId(self.id), Uuid::nil()).await.unwrap();
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
        let row = self
            .t
            .database
            .superuser()
            .await
            .query_one(
                "select fence, attempts, (select count(*) from platform.audit_logs where action = 'computed') \
                 from intelligence.analysis_results",
                &[],
            )
            .await
            .unwrap();
        (row.get(0), row.get(1), row.get(2))
    }
}

#[tokio::test]
async fn a_message_that_comes_five_times_at_once_and_once_more_has_one_effect() {
    let q = Queued::new().await;
    for delivery in join_all((0..5).map(|_| q.deliver())).await {
        delivery.unwrap();
    }
    let done = q.get().await;
    assert_eq!(done["status"], "SUCCEEDED", "{done}");
    q.deliver().await.unwrap();
    assert_eq!(q.get().await, done);
    assert_eq!(q.counts().await, (1, 1, 1));
}

#[tokio::test]
async fn a_message_about_nothing_does_nothing() {
    let q = Queued::new().await;
    let stranger = q.t.organization("other").await.founder;
    // Another organization's word about this analysis, and one about an analysis that never was.
    run_analysis::handle(&q.t.computer, &message(stranger.organization, q.id)).await.unwrap();
    run_analysis::handle(&q.t.computer, &message(q.alice.organization, Uuid::nil())).await.unwrap();
    assert_eq!(q.counts().await, (0, 0, 0));
    // What is no message at all goes to the dead letters.
    for body in ["", "{}", r#"{"kind":"objects.delete","payload":{"prefix":"org/"}}"#] {
        let mut message = message(q.alice.organization, q.id);
        message.body = body.to_owned();
        run_analysis::handle(&q.t.computer, &message).await.unwrap_err();
    }
    // The file goes, and its analyses with it; their message comes late.
    q.alice.delete(&format!("/v1/files/{}", q.file["id"].as_str().unwrap())).await.expect(204);
    q.deliver().await.unwrap();
    q.alice.get(&format!("/v1/analyses/{}", q.id)).await.expect(404);
}

#[tokio::test]
async fn an_analysis_of_a_deleted_project_ends() {
    let q = Queued::new().await;
    q.alice.delete(&format!("/v1/projects/{}", q.project)).await.expect(204);
    q.deliver().await.unwrap();
    let row = q.t.database.superuser().await;
    let row =
        row.query_one("select status, failure_code from intelligence.analysis_results", &[]).await.unwrap();
    assert_eq!((row.get(0), row.get(1)), ("FAILED", "file_gone"));
}

#[tokio::test]
async fn a_killed_worker_is_replaced_after_its_lease_and_writes_nothing_as_a_zombie() {
    let q = Queued::new().await;
    let zombie = q.claim().await;
    assert_eq!((q.get().await["status"].clone(), q.counts().await), (json!("RUNNING"), (1, 1, 0)));
    // While the lease lives, the work is in hand.
    q.deliver().await.unwrap();
    assert_eq!(q.counts().await, (1, 1, 0));

    q.t.advance(runs::LEASE);
    q.deliver().await.unwrap();
    let done = q.get().await;
    assert_eq!((&done["status"], q.counts().await), (&json!("SUCCEEDED"), (2, 2, 1)));

    let tx = q.tx().await;
    assert!(!runs::renew(&tx, &zombie).await.unwrap());
    assert!(!runs::succeed(&tx, &zombie, &json!({ "n": -1 })).await.unwrap());
    assert!(!runs::fail(&tx, &zombie, "zombie", "zombie").await.unwrap());
    assert!(!runs::release(&tx, &zombie, true).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!((q.get().await, q.counts().await), (done, (2, 2, 1)));
}

#[tokio::test]
async fn a_zombie_cannot_write_over_its_successor_at_work() {
    let q = Queued::new().await;
    let zombie = q.claim().await;
    q.t.advance(runs::LEASE);
    let successor = q.claim().await;
    let tx = q.tx().await;
    assert!(!runs::succeed(&tx, &zombie, &json!({ "n": -1 })).await.unwrap());
    assert!(runs::succeed(&tx, &successor, &json!({ "n": 1 })).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(q.get().await["result_data"], json!({ "n": 1 }));
}

#[tokio::test]
async fn a_renewed_lease_is_kept() {
    let q = Queued::new().await;
    let claim = q.claim().await;
    q.t.advance(SignedDuration::from_secs(45));
    let tx = q.tx().await;
    assert!(runs::renew(&tx, &claim).await.unwrap());
    tx.commit().await.unwrap();
    // Past the first lease, within the renewed one.
    q.t.advance(SignedDuration::from_secs(45));
    q.deliver().await.unwrap();
    assert_eq!(q.counts().await, (1, 1, 0));
    q.t.advance(SignedDuration::from_secs(15));
    q.deliver().await.unwrap();
    assert_eq!((q.get().await["status"].clone(), q.counts().await), (json!("SUCCEEDED"), (2, 2, 1)));
}

#[tokio::test]
async fn a_lease_is_renewed_while_the_work_goes_on() {
    let q = Queued::new().await;
    let keen = q.t.computer.clone().renewing_every(Duration::from_millis(1));
    run_analysis::handle(&keen, &message(q.alice.organization, q.id)).await.unwrap();
    let admin = q.t.database.superuser().await;
    let version: i64 =
        admin.query_one("select version from intelligence.analysis_results", &[]).await.unwrap().get(0);
    // Written, claimed, ended; the rest are renewals.
    assert!(version > 3, "the lease was never renewed");
    assert_eq!((q.get().await["status"].clone(), q.counts().await), (json!("SUCCEEDED"), (1, 1, 1)));
}

#[tokio::test]
async fn a_right_that_is_lost_at_work_writes_nothing() {
    let q = Queued::new().await;
    let keen = q.t.computer.clone().renewing_every(Duration::from_millis(1));
    let admin = q.t.database.superuser().await;
    let taking_over = async {
        // The successor's claim, as soon as the work has begun.
        let sql = "update intelligence.analysis_results set fence = fence + 1 where status = 'RUNNING'";
        while admin.execute(sql, &[]).await.unwrap() == 0 {}
    };
    let message = message(q.alice.organization, q.id);
    let (worked, ()) = futures_util::join!(run_analysis::handle(&keen, &message), taking_over);
    worked.unwrap();
    assert_eq!((q.get().await["status"].clone(), q.counts().await), (json!("RUNNING"), (2, 1, 0)));
}

#[tokio::test]
async fn what_was_given_back_is_due_at_once_and_does_not_count() {
    let q = Queued::new().await;
    // However often something else is at fault.
    for _ in 0..5 {
        let claim = q.claim().await;
        assert_eq!(claim.attempt, 1);
        let tx = q.tx().await;
        assert!(runs::release(&tx, &claim, false).await.unwrap());
        tx.commit().await.unwrap();
    }
    q.deliver().await.unwrap();
    assert_eq!((q.get().await["status"].clone(), q.counts().await), (json!("SUCCEEDED"), (6, 1, 1)));
}

#[tokio::test]
async fn an_analysis_that_kills_its_worker_fails_for_good_and_can_be_asked_again() {
    let q = Queued::new().await;
    for attempt in 1..=runs::MAX_ATTEMPTS {
        assert_eq!(q.claim().await.attempt, attempt);
        q.t.advance(runs::LEASE);
    }
    q.deliver().await.unwrap();
    let failed = q.get().await;
    assert_eq!(
        (&failed["status"], &failed["failure"]["code"]),
        (&json!("FAILED"), &json!("calculation_killed"))
    );
    assert!(failed["failure"]["message"].as_str().unwrap().contains("fewer columns"));
    // The message comes again: it is over.
    q.deliver().await.unwrap();
    assert_eq!(q.get().await, failed);
    assert_eq!(q.counts().await.2, 1);

    let again = Queued::ask(&q.alice, q.project, &q.file).await;
    assert_eq!((&again["id"], &again["status"]), (&failed["id"], &json!("QUEUED")));
    q.deliver().await.unwrap();
    let done = q.get().await;
    assert_eq!((&done["status"], &done["failure"]), (&json!("SUCCEEDED"), &Value::Null));
    assert_eq!(q.counts().await.1, 1);
}

#[tokio::test]
async fn a_table_that_is_lost_or_damaged_fails_with_advice() {
    let q = Queued::new().await;
    let prefix = format!("org/{}/files/{}/", q.alice.organization, q.file["id"].as_str().unwrap());
    let twin = format!("{prefix}twin.parquet");
    let bucket = bucket().await;
    let size = bucket.head(&twin).await.unwrap().unwrap().size;
    let bytes = bucket.read_range(&twin, 0, size).await.unwrap();

    let footer = bytes.len() - 2000.min(bytes.len() / 2);
    let mut scrambled = bytes.to_vec();
    scrambled[4..footer].reverse();
    for damage in [Some(scrambled), Some(bytes[..bytes.len() - 1].to_vec()), Some(Vec::new()), None] {
        match damage {
            Some(damage) => bucket.write(&twin, "application/octet-stream", damage).await.unwrap(),
            None => bucket.delete_prefix(&prefix).await.unwrap(),
        }
        q.deliver().await.unwrap();
        let failed = q.get().await;
        assert_eq!(
            (&failed["status"], &failed["failure"]["code"]),
            (&json!("FAILED"), &json!("table_unreadable"))
        );
        assert!(failed["failure"]["message"].as_str().unwrap().contains("upload the file again"));
        Queued::ask(&q.alice, q.project, &q.file).await;
    }
}

#[tokio::test]
async fn a_result_is_of_the_version_that_its_key_promises() {
    let q = Queued::new().await;
    let admin = q.t.database.superuser().await;
    admin.execute("update intelligence.analysis_results set engine_version = '0'", &[]).await.unwrap();
    q.deliver().await.unwrap();
    assert_eq!(q.get().await["failure"]["code"], "engine_changed");
    let again = Queued::ask(&q.alice, q.project, &q.file).await;
    assert_ne!(id(&again), q.id);
}

/// PostgreSQL's connections are cut again and again while messages are worked on, and every message comes until it is
/// through, as the queue would deliver it.
#[tokio::test]
async fn cut_connections_lose_nothing_and_double_nothing() {
    let q = Queued::new().await;
    let mut ids = vec![q.id];
    for parameters in
        [json!({ "columns": ["a"] }), json!({ "columns": ["b"] }), json!({ "columns": ["a", "b"] })]
    {
        ids.push(id(&request(&q.alice, q.project, &q.file, "MEAN", parameters).await.expect(202).json()));
    }
    let admin = q.t.database.superuser().await;
    let unfinished = async || {
        let sql = "select id from intelligence.analysis_results where status <> 'SUCCEEDED'";
        admin.query(sql, &[]).await.unwrap().iter().map(|row| row.get(0)).collect::<Vec<Uuid>>()
    };
    let cut = async || {
        let sql = "select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity \
             where datname = current_database() and usename = 'plugzero_app' and state <> 'idle'";
        admin.query_one(sql, &[]).await.unwrap().get::<_, i64>(0)
    };
    let (q, is_over) = (&q, AtomicBool::new(false));
    let cutting = async {
        let mut sum = 0;
        // Pauses of every length: the long ones let some work through, on a busy machine, too.
        for pause in (1..=25).cycle() {
            if is_over.load(Ordering::Relaxed) {
                break;
            }
            sum += cut().await;
            tokio::time::sleep(Duration::from_millis(20 * pause)).await;
        }
        sum
    };
    let working = async {
        let mut failed = 0;
        for _ in 0..100 {
            let left = unfinished().await;
            if left.is_empty() && failed > 0 {
                break;
            }
            if left.is_empty() {
                // Nothing was hit: once more, until something is.
                let sql = "update intelligence.analysis_results set status = 'QUEUED', result_data = null, \
                    attempts = 0, completed_at = null";
                admin.execute(sql, &[]).await.unwrap();
                admin
                    .batch_execute(
                        "set session_replication_role = replica; \
                         delete from platform.audit_logs where action = 'computed'; \
                         reset session_replication_role",
                    )
                    .await
                    .unwrap();
            }
            let deliveries = ids.iter().map(|&id| async move {
                run_analysis::handle(&q.t.computer, &message(q.alice.organization, id)).await
            });
            failed += join_all(deliveries).await.iter().filter(|delivery| delivery.is_err()).count();
            // A claim whose commit was cut off: nobody knows of it, and its lease lapses.
            q.t.advance(runs::LEASE);
        }
        is_over.store(true, Ordering::Relaxed);
        failed
    };
    let (cut, failed) = futures_util::join!(cutting, working);
    assert!(cut > 0 && failed > 0, "{cut} connections were cut, {failed} deliveries failed");
    assert_eq!(unfinished().await, Vec::<Uuid>::new());
    let sql = "select count(*) from platform.audit_logs where action = 'computed'";
    let ends: i64 = admin.query_one(sql, &[]).await.unwrap().get(0);
    assert_eq!(ends, i64::try_from(ids.len()).unwrap());
}
