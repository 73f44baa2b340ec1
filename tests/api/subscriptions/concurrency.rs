//! Many at once: exactly the limit, whoever dies on the way, and nobody waits for a client.

use std::time::Duration;

use domain::{
    Error, Result,
    accounts::{
        plans::{FREE, Quota},
        quotas,
    },
    ids::OrganizationId,
};
use futures_util::future::join_all;
use jiff::SignedDuration;
use runtime::database::Database;
use serde_json::json;
use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::User,
    files::announce,
    usage::{choose, told, truth, usage},
};

const MIB: i64 = 1024 * 1024;

/// Takes, and commits.
async fn take(database: &Database, organization: Uuid, quota: Quota, amount: i64) -> Result<()> {
    let tx = database.job(OrganizationId(organization), "test").await?;
    quotas::reserve(&tx, quota, amount);
    tx.commit().await.map(drop)
}

/// Takes `times` times at once; how often it was there. Every other answer is a refusal.
async fn take_at_once(
    database: &Database,
    organization: Uuid,
    quota: Quota,
    amount: i64,
    times: usize,
) -> usize {
    let answers = join_all((0..times).map(|_| take(database, organization, quota, amount))).await;
    for answer in &answers {
        assert!(matches!(answer, Ok(()) | Err(Error::QuotaExceeded { .. })), "{answer:?}");
    }
    answers.iter().filter(|answer| answer.is_ok()).count()
}

async fn free(t: &TestApp) -> (User, Database) {
    let alice = t.organization("acme").await.founder;
    choose(&alice, "free").await;
    (alice, t.database.pool("plugzero_app", 16, &t.context))
}

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_projects_at_once_exactly_those_that_the_plan_allows_are_made() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    choose(&alice, "starter").await;
    // The limiter of requests leases in blocks: one request first, or sixty lease at once.
    alice.get("/v1/projects").await.expect(200);
    let answers = join_all((0..60).map(|n| {
        let alice = &alice;
        async move { alice.post("/v1/projects", json!({ "name": format!("Project {n}") })).await }
    }))
    .await;
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status()).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 50, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 10, "{statuses:?}");
    assert_eq!(told(&alice).await, [1, 50, 0]);
    assert_eq!(truth(&t, alice.organization).await, [1, 50, 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_announcements_at_once_exactly_those_that_fit_are_taken() {
    let t = TestApp::start().await;
    let (alice, _) = free(&t).await;
    let project = alice.project("Apollo").await;
    let size = usize::try_from(50 * MIB).unwrap();
    alice.get(&format!("/v1/projects/{project}/files")).await.expect(200);
    let answers = join_all((0..60).map(|_| announce(&alice, project, "a.csv", size))).await;
    let taken = answers.iter().filter(|answer| answer.status() == 201).count();
    assert_eq!((taken, answers.iter().filter(|answer| answer.status() == 409).count()), (20, 40));
    assert_eq!(told(&alice).await, [1, 1, 1000 * MIB]);
    // What is left is a hole that something smaller fits.
    announce(&alice, project, "b.csv", usize::try_from(24 * MIB).unwrap()).await.expect(201);
    assert_eq!(usage(&alice).await["stored_bytes"]["percent"], 100.0);
    assert_eq!(announce(&alice, project, "c.csv", 1).await.status(), 409);
    assert_eq!(told(&alice).await, truth(&t, alice.organization).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_quota_is_exact_to_the_last_unit() {
    let t = TestApp::start().await;
    let (alice, database) = free(&t).await;
    let organization = alice.organization;
    for (quota, amount, times, there) in [
        (Quota::Seats, 1, 60, 2), // the founder has one
        (Quota::Projects, 1, 60, 5),
        (Quota::MonthlyResponses, 1, 200, 100),
        (Quota::StoredBytes, 7 * MIB + 1, 200, 146),
    ] {
        assert_eq!(
            take_at_once(&database, organization, quota, amount, times).await,
            there,
            "{}",
            quota.name()
        );
    }
    let left = FREE.limit(Quota::StoredBytes).unwrap() - 146 * (7 * MIB + 1);
    assert!(take(&database, organization, Quota::StoredBytes, left + 1).await.is_err());
    take(&database, organization, Quota::StoredBytes, left).await.unwrap();
    assert_eq!(usage(&alice).await["stored_bytes"]["used"], 1024 * MIB);
}

#[tokio::test(flavor = "multi_thread")]
async fn responses_begin_anew_each_month() {
    let t = TestApp::start().await;
    let (alice, database) = free(&t).await;
    assert_eq!(take_at_once(&database, alice.organization, Quota::MonthlyResponses, 1, 130).await, 100);
    assert_eq!(usage(&alice).await["monthly_responses"]["percent"], 100.0);
    t.advance(SignedDuration::from_hours(32 * 24));
    let alice = t.sign_in(&alice.email).await;
    assert_eq!(usage(&alice).await["monthly_responses"]["used"], 0);
    take(&database, alice.organization, Quota::MonthlyResponses, 1).await.unwrap();
    assert_eq!(usage(&alice).await["monthly_responses"]["used"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn most_of_what_is_taken_in_blocks_touches_no_row_that_all_share() {
    let t = TestApp::start().await;
    let (alice, database) = free(&t).await;
    let admin = t.database.superuser().await;
    // The row's own number of times it was written.
    let versions = "select xmin::text, taken from accounts.usage_counters where quota = 'stored_bytes'";
    take(&database, alice.organization, Quota::StoredBytes, 1).await.unwrap();
    let before = admin.query_one(versions, &[]).await.unwrap();
    for _ in 0..100 {
        take(&database, alice.organization, Quota::StoredBytes, MIB / 16).await.unwrap();
    }
    let after = admin.query_one(versions, &[]).await.unwrap();
    assert_eq!(before.get::<_, String>(0), after.get::<_, String>(0));
    assert_eq!(after.get::<_, i64>(1), 8 * MIB, "a block");
    assert_eq!(usage(&alice).await["stored_bytes"]["used"], 100 * MIB / 16 + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_that_somebody_holds_is_nobodys_obstacle() {
    let t = TestApp::start().await;
    let (alice, database) = free(&t).await;
    take(&database, alice.organization, Quota::StoredBytes, 1).await.unwrap();
    let mut admin = t.database.superuser().await;
    let slow = admin.transaction().await.unwrap();
    slow.execute("update accounts.usage_blocks set used = used", &[]).await.unwrap();
    let beside = take(&database, alice.organization, Quota::StoredBytes, 1);
    tokio::time::timeout(Duration::from_secs(5), beside).await.expect("it waits").unwrap();
    slow.commit().await.unwrap();
    assert_eq!(usage(&alice).await["stored_bytes"]["used"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_works_for_long_holds_no_counter() {
    let t = TestApp::start().await;
    let (alice, database) = free(&t).await;
    let slow = database.job(OrganizationId(alice.organization), "test").await.unwrap();
    quotas::reserve(&slow, Quota::Projects, 1);
    // While it works, others come and go.
    for _ in 0..4 {
        take(&database, alice.organization, Quota::Projects, 1).await.unwrap();
    }
    slow.commit().await.unwrap();
    let late = database.job(OrganizationId(alice.organization), "test").await.unwrap();
    quotas::reserve(&late, Quota::Projects, 1);
    assert!(matches!(
        late.commit().await,
        Err(Error::QuotaExceeded { quota: Quota::Projects, limit: 5, used: 5 })
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_commit_has_taken_nothing() {
    let t = TestApp::start().await;
    let (alice, database) = free(&t).await;
    let organization = OrganizationId(alice.organization);
    for n in 0..30 {
        let tx = database.job(organization, "test").await.unwrap();
        quotas::reserve(&tx, Quota::Projects, 1);
        quotas::reserve(&tx, Quota::StoredBytes, MIB);
        match n % 3 {
            0 => drop(tx),
            1 => drop(tx.roll_back()),
            _ => drop(tx.rehearse().await.unwrap()),
        }
    }
    // Of two quotas one is not there: neither is taken.
    let tx = database.job(organization, "test").await.unwrap();
    quotas::reserve(&tx, Quota::Projects, 1);
    quotas::reserve(&tx, Quota::StoredBytes, 2000 * MIB);
    assert!(matches!(tx.commit().await, Err(Error::QuotaExceeded { quota: Quota::StoredBytes, .. })));
    assert_eq!(told(&alice).await, [1, 0, 0]);
    // The connections are good for others.
    assert_eq!(take_at_once(&database, alice.organization, Quota::Projects, 1, 20).await, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_dies_between_taking_and_committing_has_taken_nothing() {
    let t = TestApp::start().await;
    let (alice, database) = free(&t).await;
    let admin = t.database.superuser().await;
    for quota in ["projects", "stored_bytes"] {
        let dying = t.database.connect_as("plugzero_app").await;
        dying
            .batch_execute(&format!(
                "begin; select set_config('app.organization_id', '{0}', true); \
                 select accounts.take_quota('{0}', '{quota}', 'epoch', 3, {1}, true, array['free'], \
                 array[5]::bigint[], now())",
                alice.organization,
                quota == "stored_bytes"
            ))
            .await
            .unwrap();
        let pid: i32 = dying.query_one("select pg_backend_pid()", &[]).await.unwrap().get(0);
        let killed: bool = admin.query_one("select pg_terminate_backend($1)", &[&pid]).await.unwrap().get(0);
        assert!(killed && dying.batch_execute("commit").await.is_err());
    }
    assert_eq!(told(&alice).await, [1, 0, 0]);
    assert_eq!(take_at_once(&database, alice.organization, Quota::Projects, 1, 20).await, 5);
    assert_eq!(take_at_once(&database, alice.organization, Quota::StoredBytes, 512 * MIB, 20).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_and_giving_back_at_once_neither_lose_nor_stall() {
    let t = TestApp::start().await;
    let (alice, database) = free(&t).await;
    let organization = OrganizationId(alice.organization);
    // Both quotas in every transaction, in any order: nobody waits in a circle.
    let answers = join_all((0..120).map(|n: i64| {
        let database = &database;
        async move {
            let tx = database.job(organization, "test").await?;
            let amount = if n % 2 == 0 { MIB } else { -MIB };
            quotas::reserve(&tx, Quota::StoredBytes, amount);
            quotas::reserve(&tx, Quota::MonthlyResponses, amount.signum());
            quotas::reserve(&tx, Quota::Projects, amount.signum());
            tx.commit().await.map(|_| n % 2 == 0)
        }
    }))
    .await;
    let (mut taken, mut given_back) = (0, 0);
    for answer in answers {
        match answer {
            Ok(true) => taken += 1,
            Ok(false) => given_back += 1,
            Err(Error::QuotaExceeded { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(given_back, 60, "giving back is never refused");
    let net = taken - given_back;
    assert_eq!(told(&alice).await, [1, net, net * MIB]);
    assert_eq!(usage(&alice).await["monthly_responses"]["used"], net);
}
