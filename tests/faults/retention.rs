//! Retention that runs twice, side by side, or is killed half-way: the same rows survive, and the archive has the rest.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::join_all;
use jiff::SignedDuration;
use uuid::Uuid;

use super::files::killed_after;
use crate::harness::{
    TestApp,
    app::Organization,
    jobs::{Entry, Jobs, activity, archived, insert_activity, insert_analysis, insert_file},
};

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);
const ENTRIES: i32 = 60;

/// Every row of every table that retention touches, but for its own notes in the activity log.
async fn survivors(t: &TestApp) -> BTreeMap<&'static str, BTreeSet<String>> {
    let admin = t.database.superuser().await;
    let mut survivors = BTreeMap::new();
    for (table, key) in [
        ("accounts.sessions", "id::text"),
        ("accounts.refresh_tokens", "token_hash::text"),
        ("accounts.signing_keys", "id"),
        ("ingestion.projects", "id::text"),
        ("ingestion.project_members", "project_id::text"),
        ("ingestion.files", "id || ' ' || upload_status"),
        ("intelligence.analysis_results", "id::text"),
        ("platform.audit_logs where user_agent is distinct from 'retention'", "id::text"),
    ] {
        let rows = admin.query(&format!("select {key} from {table}"), &[]).await.unwrap();
        survivors.insert(table, rows.iter().map(|row| row.get(0)).collect());
    }
    survivors
}

/// Rows of all kinds and ages. Returns the entries of the activity log that have to go.
async fn arrange(t: &TestApp, jobs: &Jobs, acme: &Organization) -> Vec<Entry> {
    let alice = &acme.founder;
    let project = |name: &'static str| async move {
        let project = alice.project(name).await;
        for _ in 0..3 {
            let file = insert_file(t, alice, project, "SUCCESS", t.now()).await;
            insert_analysis(t, alice, project, file, "SUCCEEDED", t.now()).await;
        }
        insert_file(t, alice, project, "PENDING", t.now() - HOUR * 49).await;
        project
    };
    let (deleted, _) = (project("Deleted").await, project("Kept").await);
    let admin = t.database.superuser().await;
    let sql = "update ingestion.projects set deleted_at = $1 where id = $2";
    admin.execute(sql, &[&(t.now() - DAY * 31), &deleted]).await.unwrap();
    let sql = "update accounts.sessions set expires_at = now() - interval '1 day' where user_id <> $1";
    acme.user("bob", "viewer").await;
    admin.execute(sql, &[&alice.id]).await.unwrap();
    let old: Vec<_> = (0..ENTRIES).map(|n| t.now() - DAY * 400 - HOUR * n).collect();
    insert_activity(t, acme.id, &old).await;
    jobs.seal().await;
    let mut entries = activity(t, acme.id).await;
    entries.truncate(old.len());
    entries
}

/// What is left when everything went as it should.
async fn expect_done(t: &TestApp, jobs: &Jobs, acme: Uuid, gone: &[Entry]) {
    assert!(jobs.retain().await.finished);
    let admin = t.database.superuser().await;
    let counts = admin
        .query_one(
            "select (select count(*) from ingestion.projects), \
             (select count(*) from ingestion.files where upload_status = 'SUCCESS'), \
             (select count(*) from ingestion.files where upload_status = 'FAILED'), count(*), \
             (select count(*) from platform.audit_logs where created_at < now() - interval '366 days'), \
             (select count(*) from accounts.sessions), \
             (select count(*) from platform.audit_logs where action = 'purged') \
             from intelligence.analysis_results",
            &[],
        )
        .await
        .unwrap();
    let counts: Vec<i64> = (0..7).map(|n| counts.get(n)).collect();
    assert_eq!(counts, [1, 3, 1, 3, 0, 1, 1]);
    // Every entry is in the archive exactly once: a repeated batch is the same object.
    let mut found: Vec<_> = archived(&jobs.archive, acme).await.into_iter().flat_map(|(_, e)| e).collect();
    let mut gone = gone.to_vec();
    found.sort();
    gone.sort();
    assert!(found == gone, "{} entries had to go, {} are in the archive", gone.len(), found.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn runs_side_by_side_leave_what_one_run_leaves() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let jobs = Jobs::new(&t).await;
    let gone = arrange(&t, &jobs, &acme).await;

    let reports = join_all((0..2).map(|_| jobs.retain())).await;

    for report in &reports {
        assert_eq!((report.finished, report.failures), (true, 0));
    }
    let archived: u64 =
        reports.iter().flat_map(|r| r.organizations.values()).map(|counts| counts.activity_archived).sum();
    assert_eq!(archived, gone.len() as u64, "an entry was counted twice, or not at all");
    let once = survivors(&t).await;
    expect_done(&t, &jobs, acme.id, &gone).await;
    assert_eq!(survivors(&t).await, once);
    let prefixes: i64 = t
        .database
        .superuser()
        .await
        .query_one("select count(*) from platform.outbox where kind = 'objects.delete'", &[])
        .await
        .unwrap()
        .get(0);
    // Four files of the deleted project, one of which had expired before, and one upload of the other.
    assert_eq!(prefixes, 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_killed_at_any_step_is_finished_by_the_next() {
    let (mut steps, mut polls) = (0, 1);
    loop {
        let t = TestApp::start().await;
        let acme = t.organization("acme").await;
        let jobs = Jobs::new(&t).await;
        let gone = arrange(&t, &jobs, &acme).await;
        let app = jobs.retention();

        let killed = killed_after(polls, Box::pin(retention::run(&app, t.now() + HOUR))).await;

        expect_done(&t, &jobs, acme.id, &gone).await;
        if !killed {
            break;
        }
        steps += 1;
        polls += 9;
        assert!(polls < 2000, "it never ends");
    }
    assert!(steps >= 5, "the fault was injected at {steps} steps only");
}
