//! Sealing beside writers, beside itself, and killed at each step.

use std::{collections::BTreeSet, time::Duration};

use domain::{
    ids::OrganizationId,
    platform::audit::{self, Entry},
};
use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;

use super::files::killed_after;
use crate::harness::{
    TestApp,
    chain::{verify, write},
    jobs::Jobs,
};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

async fn record(tx: &domain::transaction::TenantTx, number: u32) {
    let new_values = Some(json!({ "number": number }));
    let entry = Entry { action: "counted", resource_type: "test", new_values, ..Entry::default() };
    audit::record(tx, entry).await.unwrap();
}

/// Each entry has one place, places have no gaps, and their order is that of the transactions.
async fn expect_whole(t: &TestApp, organization: Uuid) -> i64 {
    let row = t
        .database
        .superuser()
        .await
        .query_one(
            "select count(*), count(s.sequence), coalesce(min(s.sequence), 1), coalesce(max(s.sequence), 0), \
             count(*) filter (where s.sequence <> s.expected) from ( \
               select s.sequence, row_number() over (order by a.xid, a.id) as expected \
               from platform.audit_logs a left join platform.audit_seals s \
                 on s.organization_id = a.organization_id and s.audit_log_id = a.id and s.logged_at = a.created_at \
               where a.organization_id = $1) as s",
            &[&organization],
        )
        .await
        .unwrap();
    let [entries, sealed, first, last, displaced] = [0, 1, 2, 3, 4].map(|n| row.get::<_, i64>(n));
    assert_eq!((sealed, first, last, displaced), (entries, 1, entries, 0));
    entries
}

#[tokio::test]
async fn an_open_transaction_is_waited_for_by_the_sealer_and_by_nobody_else() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let jobs = Jobs::new(&t).await;
    jobs.seal().await;
    let before = verify(&acme.founder).await["sealed_through"].as_i64().unwrap();
    let database = t.database.role("plugzero_app", &t.context);
    let early = database.job(OrganizationId(acme.id), "early").await.unwrap();
    record(&early, 1).await;
    // A later transaction writes and commits at once.
    let late = database.job(OrganizationId(acme.id), "late").await.unwrap();
    record(&late, 2).await;
    late.commit().await.unwrap();

    seal_audit_logs::run(&jobs.sealer(), t.now() + MINUTE).await.unwrap();
    let during = verify(&acme.founder).await;
    assert_eq!((&during["sealed_through"], &during["unsealed"]), (&before.into(), &1.into()), "{during}");
    assert_eq!(during["valid"], true);

    early.commit().await.unwrap();
    jobs.seal().await;
    let after = verify(&acme.founder).await;
    assert_eq!((&after["sealed_through"], &after["unsealed"]), (&(before + 2).into(), &0.into()), "{after}");
    expect_whole(&t, acme.id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn writers_and_sealers_side_by_side_make_one_chain() {
    let t = TestApp::start().await;
    let organizations = [t.organization("one").await, t.organization("two").await];
    let jobs = Jobs::new(&t).await;
    let database = t.database.pool("plugzero_app", 8, &t.context);
    let is_over = std::sync::atomic::AtomicBool::new(false);
    let writers = async {
        // Random histories: several entries in a transaction, pauses, rollbacks, commits in any order.
        join_all((0..8_u32).map(|writer| {
            let (database, t, organizations) = (&database, &t, &organizations);
            async move {
                for number in 0..25 {
                    let [chance, pause, length] = t.context.bytes::<3>();
                    let organization = organizations[usize::from(chance) % 2].id;
                    let tx = database.job(OrganizationId(organization), "writer").await.unwrap();
                    for part in 0..=length % 4 {
                        record(&tx, writer * 1000 + number * 10 + u32::from(part)).await;
                        tokio::time::sleep(Duration::from_millis(u64::from(pause % 8))).await;
                    }
                    if chance % 8 == 0 {
                        drop(tx);
                    } else {
                        tx.commit().await.unwrap();
                    }
                }
            }
        }))
        .await;
        is_over.store(true, std::sync::atomic::Ordering::Relaxed);
    };
    let sealers = join_all((0..2).map(|_| async {
        let mut runs = 0;
        while !is_over.load(std::sync::atomic::Ordering::Relaxed) {
            runs += seal_audit_logs::run(&jobs.sealer(), t.now() + MINUTE).await.unwrap().sealed.min(1);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        runs
    }));
    let ((), runs) = futures_util::join!(writers, sealers);
    assert!(runs.iter().sum::<usize>() >= 1, "sealing did not overlap writing: {runs:?}");
    jobs.seal().await;

    let mut out_of_order = 0_i64;
    for organization in &organizations {
        assert!(expect_whole(&t, organization.id).await > 20);
        assert_eq!(verify(&organization.founder).await["valid"], true);
        // Entries whose place contradicts the order in which their ids were made: their transactions overlapped.
        let sql = "select count(*) from (select a.id, lag(a.id) over (order by s.sequence) as before \
            from platform.audit_seals s join platform.audit_logs a on a.id = s.audit_log_id \
            where s.organization_id = $1) as pairs where id < before";
        let row = t.database.superuser().await.query_one(sql, &[&organization.id]).await.unwrap();
        out_of_order += row.get::<_, i64>(0);
    }
    assert!(out_of_order > 0, "no two transactions overlapped");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sealer_killed_at_any_step_loses_nothing_and_seals_nothing_twice() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let jobs = Jobs::new(&t).await;
    let (mut kills, mut polls) = (0, 1);
    let mut heads = BTreeSet::new();
    loop {
        write(&t, acme.id, 9).await;
        let killed =
            killed_after(polls, Box::pin(seal_audit_logs::run(&jobs.sealer(), t.now() + MINUTE))).await;
        let sql = "select coalesce(max(sequence), 0) from platform.audit_seals where organization_id = $1";
        let head: i64 = t.database.superuser().await.query_one(sql, &[&acme.id]).await.unwrap().get(0);
        heads.insert(head % 9);
        jobs.seal().await;
        expect_whole(&t, acme.id).await;
        if !killed {
            break;
        }
        kills += 1;
        polls += 2;
        assert!(polls < 500, "it never ends");
    }
    assert!(kills >= 5 && heads.len() >= 2, "{kills} kills, at {heads:?}");
    let founder = t.sign_in(&acme.founder.email).await;
    let answer = verify(&founder).await;
    assert_eq!(
        (&answer["valid"], &answer["anchored_through"]),
        (&true.into(), &answer["sealed_through"]),
        "{answer}"
    );
}

#[tokio::test]
async fn only_the_sealer_adds_to_a_chain_and_nobody_changes_the_log() {
    let t = TestApp::start().await;
    for role in ["plugzero_app", "plugzero_identity", "plugzero_retention", "plugzero_sealer"] {
        let client = t.database.connect_as(role).await;
        for sql in [
            "update platform.audit_logs set action = 'x'",
            "update platform.audit_logs set origin_digest = null",
            "update platform.audit_logs set xid = '1'",
            "update platform.audit_seals set hash = sha256('x')",
            "update platform.audit_checkpoints set sequence = 1",
            "truncate platform.audit_logs",
            "insert into platform.audit_logs (id, organization_id, action, resource_type, created_at, xid) \
             values (uuidv7(), uuidv7(), 'x', 'x', now(), '1')",
        ] {
            let error = client.execute(sql, &[]).await.unwrap_err();
            assert_eq!(error.code().unwrap().code(), "42501", "{role} may {sql}");
        }
        if role != "plugzero_sealer" {
            for sql in [
                "insert into platform.audit_seals values (uuidv7(), 1, uuidv7(), now(), sha256('x'))",
                "update platform.audit_heads set sequence = 1",
                "update platform.audit_cursor set xid = '1'",
            ] {
                let error = client.execute(sql, &[]).await.unwrap_err();
                assert_eq!(error.code().unwrap().code(), "42501", "{role} may {sql}");
            }
        }
        if role != "plugzero_retention" {
            for sql in [
                "delete from platform.audit_logs",
                "delete from platform.audit_seals",
                "update platform.audit_logs set ip = null",
                "insert into platform.audit_checkpoints select uuidv7(), 1, sha256('x'), now(), 'k', sha512('x')",
            ] {
                let error = client.execute(sql, &[]).await.unwrap_err();
                assert_eq!(error.code().unwrap().code(), "42501", "{role} may {sql}");
            }
        }
    }
    // Retention may delete, but only what a checkpoint vouches for.
    let acme = t.organization("acme").await;
    Jobs::new(&t).await.seal().await;
    let retention = t.database.connect_as("plugzero_retention").await;
    for table in ["audit_logs", "audit_seals"] {
        let sql = format!("delete from platform.{table} where organization_id = $1");
        let error = retention.execute(&sql, &[&acme.id]).await.unwrap_err();
        assert_eq!(error.code().unwrap().code(), "23514", "{table}");
    }
}

/// `plugzero-local run -- cargo test -p tests audit_speed -- --ignored --nocapture` prints rows per second and ratios.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "prints speeds"]
async fn audit_speed() {
    const ROWS: i64 = 100_000;
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let jobs = Jobs::new(&t).await;
    let admin = t.database.superuser().await;
    let insert = "insert into platform.audit_logs (id, organization_id, actor_id, action, resource_type, resource_id, \
        old_values, new_values, created_at) select uuidv7(), $1, $1, 'updated', 'project', uuidv7(), v, v, now() \
        from generate_series(1, $2::bigint) as n, jsonb_build_object('name', 'Apollo ' || n, 'description', repeat('x', 100)) as v";
    admin.execute(insert, &[&acme.id, &ROWS]).await.unwrap();
    admin.batch_execute("vacuum analyze platform.audit_logs").await.unwrap();
    let sealer = seal_audit_logs::App::new(
        t.database.role("plugzero_sealer", &t.context),
        jobs.notary.clone(),
        audit::sealing::ROWS,
    );
    let started = std::time::Instant::now();
    let mut sealed = 0;
    while sealed < usize::try_from(ROWS).unwrap() {
        sealed += seal_audit_logs::run(&sealer, t.now() + MINUTE).await.unwrap().sealed;
    }
    let rate = |rows: f64, started: std::time::Instant| rows / started.elapsed().as_secs_f64();
    println!("sealing {:.0} rows/s", rate(ROWS as f64, started));
    let started = std::time::Instant::now();
    let answer = verify(&acme.founder).await;
    assert_eq!((&answer["valid"], &answer["complete"]), (&true.into(), &true.into()), "{answer}");
    println!("verifying {:.0} rows/s", rate(ROWS as f64, started));

    // A mutation is what a request does at least: begin, one row of its own, the entry, commit.
    let database = t.database.role("plugzero_app", &t.context);
    let mut microseconds = Vec::new();
    for (name, values) in [
        ("without an entry", None),
        ("with an entry", Some(json!({ "name": "Apollo" }))),
        (
            "with an entry that has something personal",
            Some(json!({ "email": "a@b.example", "name": "Apollo" })),
        ),
    ] {
        let mut best = f64::MAX;
        for _ in 0..5 {
            let started = std::time::Instant::now();
            for _ in 0..200 {
                let tx = database.job(OrganizationId(acme.id), "bench").await.unwrap();
                let effect = domain::platform::outbox::Effect::DeleteObjects { prefix: "org/".to_owned() };
                domain::platform::outbox::publish(&tx, effect).await.unwrap();
                if let Some(new_values) = values.clone() {
                    let entry = Entry {
                        action: "updated",
                        resource_type: "project",
                        new_values: Some(new_values),
                        ..Entry::default()
                    };
                    audit::record(&tx, entry).await.unwrap();
                }
                tx.commit().await.unwrap();
            }
            best = best.min(started.elapsed().as_secs_f64() * 1e6 / 200.0);
        }
        microseconds.push(best);
        println!("a mutation {name}: {best:.0} µs, ratio {:.2}", best / microseconds[0]);
    }
}
